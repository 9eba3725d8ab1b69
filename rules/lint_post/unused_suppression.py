"""A suppression comment silences something.

A comment that has nothing to silence any more hides the next real finding on its line.

```markdown bad
⟦<!-- lint-post-disable-next-line sections/empty: the summary follows next week -->⟧
## Summary

It has come.
```

```markdown fixed
## Summary

It has come.
```

Of several names only the idle ones go:

```markdown bad
<!-- lint-post-disable-next-line sections/empty, ⟦images⟧: the summary follows next week -->
## Summary
```

```markdown fixed
<!-- lint-post-disable-next-line sections/empty: the summary follows next week -->
## Summary
```

```markdown good
<!-- lint-post-disable-next-line sections/empty: the summary follows next week -->
## Summary
```

The same goes for the rules that a post's front matter switches off for the whole file:

```markdown bad
---
lint-post: [sections/empty, ⟦images⟧]
---

## Summary
```

```markdown fixed
---
lint-post: [sections/empty]
---

## Summary
```

Of `lint-post: false`, which has the whole file left alone, nothing is said, nor of markdownlint's comments.

Nothing is said of rules that did not run, because they were not selected or had to ask and got no answer.
"""

from lint_post.api import OwnRule


class UnusedSuppression(OwnRule):
    pass
