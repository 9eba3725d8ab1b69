"""A rule failed; what it would have found is not known.

The message says which rule, what happened and whom to tell. The other rules have done their work, and their findings
are there. The run ends with exit code 2, since a post may be worse than the report says.

Until it is mended, the rule can be left out: `--ignore` with its id.
"""

from lint_post.api import OwnRule, Severity


class RuleFailed(OwnRule):
    severity = Severity.ERROR
