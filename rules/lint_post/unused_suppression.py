"""Unused suppression comments

A comment that no longer suppresses a finding may hide a new one.

```markdown bad
⟦<!-- lint-post-disable-next-line sections/empty: the summary follows next week -->⟧
## Summary

All tests pass.
```

```markdown fixed
## Summary

All tests pass.
```

If a comment has several names, only the unused ones are removed:

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

Rules that the front matter disables for the whole file are checked, too:

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

`lint-post: false`, which disables all checks of a file, is never reported, and neither are markdownlint comments.

Names of rules that did not run are not reported: rules that were not selected, or that need an answer from the web or
another service and did not get it.
"""

from lint_post.api import OwnRule


class UnusedSuppression(OwnRule):
    pass
