"""Rule failures

A rule raised an error, so its findings are incomplete. The message names the rule, the error, and where to report it.
Findings of other rules are reported as usual. The exit code is 2 because there may be more problems than reported.

Until the rule is fixed, disable it with `--ignore` and its id.
"""

from lint_post.api import OwnRule, Severity


class RuleFailed(OwnRule):
    severity = Severity.ERROR
