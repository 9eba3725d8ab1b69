"""Answers `Fetch`: whether there is something on the web where a link leads, without false alarms and without hanging.

One plan asks each address once (`plan`); one visit follows one address through its redirects (`visit`), on connections
that go to the very network address that was checked (`transport`, `addresses`); a page is read only for the part that
a link names (`pages`). What was found out is remembered (`memory`).
"""

from lint_post.oracles.web.oracle import WebOracle

__all__ = ["WebOracle"]
