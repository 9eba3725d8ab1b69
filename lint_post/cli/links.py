"""``lint-post links``: list links and their status."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from lint_post.cli._cache import cache_options, opened
from lint_post.cli._commands import Sectioned
from lint_post.cli._configuration import config_option, exclude_options, isolated_option, read
from lint_post.cli._linter import LinterOptions, make_linter
from lint_post.cli._main import INTERRUPTED
from lint_post.cli._online import online_options
from lint_post.cli._options import Cache, Configuration, Exclusion, Web, take
from lint_post.cli._streams import complain, tell
from lint_post.text.value import Value

if TYPE_CHECKING:
    from lint_post.run.inventory import Listed

_VERSION = 1
_HERE = "(this project)"


@click.command(
    "links",
    cls=Sectioned,
    short_help="List all links with their places and status.",
    epilog="""\b
Examples:
  lint-post links                        all links in this folder
  lint-post links --online posts         request each web link
  lint-post links --statistics           number of links per host""",
)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="The output format.")
@click.option("--statistics", is_flag=True, help="Print the number of links per host and verdict instead.")
@click.option("--quiet", "-q", is_flag=True, help="Leave out progress and the summary.")
@online_options
@config_option
@isolated_option
@exclude_options
@cache_options
def command(**given: Any) -> int:
    """List all links, including local ones and images, with their places and their status.

    PATHS are files and folders; default: the current folder. The exit code is 0 whatever the status of the links; to
    fail on broken ones, use "lint-post check --online".
    """
    from lint_post.cli._environment import require_working_directory

    require_working_directory()
    return _list(
        take(_Listing, given), take(Configuration, given), take(Exclusion, given), take(Web, given), take(Cache, given)
    )


class _Listing(Value):
    """Which links are listed, and how."""

    paths: tuple[str, ...]
    output_format: str
    statistics: bool
    quiet: bool


def _list(listing: _Listing, configuration: Configuration, exclusion: Exclusion, web: Web, cache: Cache) -> int:
    from lint_post.project.expand import find

    configs = read(configuration, web, exclusion)
    with opened(cache) as store:
        linter = make_linter(configs, LinterOptions(web, cache, quiet=listing.quiet), store)
        inventory, failures = linter.inventory(find(listing.paths, configs))
        listed = inventory.listed()
    _print(listed, listing)
    for failure in failures:
        complain(f"{failure.path}: {failure.message}")
    if not listing.quiet:
        tell(_summary(listed, inventory.files, interrupted=inventory.interrupted))
    if inventory.interrupted:
        return INTERRUPTED
    return 2 if failures else 0


def _print(listed: list[Listed], listing: _Listing) -> None:
    if listing.statistics:
        _print_statistics(listed, listing.output_format)
    elif listing.output_format == "json":
        sys.stdout.writelines(_json(listed))
    else:
        sys.stdout.writelines(map(_line, listed))
    sys.stdout.flush()


def _line(one: Listed) -> str:
    from lint_post.report._plain import visible

    start = one.range.start
    parts = (f"{one.path}:{start.line}:{start.column}", one.verdict, one.link.url)
    said = " – ".join(filter(None, (f"→ {one.final_url}" if one.final_url else "", one.reason)))
    return visible("  ".join(parts) + (f"  {said}" if said else "")) + "\n"


def _json(listed: Iterable[Listed]) -> Iterator[str]:
    from lint_post.report._dump import dump

    yield f'{{"version": {_VERSION},\n "links": ['
    for index, one in enumerate(listed):
        yield ("," if index else "") + "\n  " + dump(_row(one))
    yield "]}\n"


def _row(one: Listed) -> dict[str, object]:
    return {
        "file": one.path,
        "range": {"start": one.range.start._asdict(), "end": one.range.end._asdict()},
        "url": one.link.url,
        "text": one.link.text,
        "kind": one.link.kind,
        "verdict": one.verdict,
        "status": one.status,
        "final_url": one.final_url or (one.link.web_url if one.checked else None),
        "reason": one.reason,
        "checked": None if not one.checked else _moment(one.checked),
    }


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _host(one: Listed) -> str:
    if one.link.web_url is None:
        return _HERE
    try:
        return urlsplit(one.link.web_url).netloc.rpartition("@")[2].lower() or _HERE
    except ValueError:
        return _HERE


def _print_statistics(listed: list[Listed], output_format: str) -> None:
    """Print the number of links per host and verdict, the most linked host first."""
    rows: dict[str, Counter[str]] = {}
    for one in listed:
        rows.setdefault(_host(one), Counter())[one.verdict] += 1
    in_order = sorted(rows.items(), key=lambda row: (-row[1].total(), row[0]))
    if output_format == "json":
        from lint_post.report._dump import dump

        hosts = [{"host": host, "links": counts.total(), "verdicts": dict(counts)} for host, counts in in_order]
        sys.stdout.write(dump({"version": _VERSION, "hosts": hosts}) + "\n")
        return
    width = max((len(host) for host, _ in in_order), default=0)
    for host, counts in in_order:
        said = ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common())
        sys.stdout.write(f"{host.ljust(width)}  {counts.total():5}  {said}\n")


def _summary(listed: list[Listed], files: int, *, interrupted: bool) -> str:
    from lint_post.report._footer import number

    counts = Counter(one.verdict for one in listed)
    said = ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common())
    start = "Interrupted: " if interrupted else ""
    hint = " Use --online to request them." if counts["unasked"] and not any(one.checked for one in listed) else ""
    return f"{start}{number(len(listed), 'link')} in {number(files, 'file')}{f': {said}' if said else ''}.{hint}"
