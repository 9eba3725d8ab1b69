"""Unknown rules in suppression comments

A misspelled name suppresses nothing. Separate names with commas, and put a colon before the reason.

```markdown bad
<!-- lint-post-disable-next-line ⟦sections/emty⟧: the summary follows next week -->
## Summary

All tests pass.
```

A comment with a misspelled keyword is reported, too:

```markdown bad
<!-- ⟦lint-post-disable-nextline⟧ sections/empty -->
## Summary

All tests pass.
```

In front matter, list the names under `lint-post` or `lint-post.disable`:

```markdown bad
---
lint-post:
  disable: [⟦sections/emty⟧]
---

## Summary

All tests pass.
```

```markdown bad
---
lint-post:
  ⟦ignore⟧: [sections/empty]
---

## Summary

All tests pass.
```

```markdown good
<!-- lint-post-disable-next-line sections/empty: the summary follows next week -->
## Summary
```
"""

from lint_post.api import OwnRule


class UnknownRule(OwnRule):
    pass
