"""A suppression comment names a rule that there is.

A misspelt name silences nothing. Names are separated by commas, and a reason stands behind a colon.

```markdown bad
<!-- lint-post-disable-next-line ⟦sections/emty⟧: the summary follows next week -->
## Summary

It has come.
```

So does a comment whose keyword is misspelt:

```markdown bad
<!-- ⟦lint-post-disable-nextline⟧ sections/empty -->
## Summary

It has come.
```

In front matter the names stand in a list, or in one called `disable`:

```markdown bad
---
lint-post:
  disable: [⟦sections/emty⟧]
---

## Summary

It has come.
```

```markdown bad
---
lint-post:
  ⟦ignore⟧: [sections/empty]
---

## Summary

It has come.
```

```markdown good
<!-- lint-post-disable-next-line sections/empty: the summary follows next week -->
## Summary
```
"""

from lint_post.api import OwnRule


class UnknownRule(OwnRule):
    pass
