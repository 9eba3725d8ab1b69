"""``lint-post links``: where posts lead, and what is known of each link."""

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
from lint_post.cli._configuration import config_option, isolated_option, read
from lint_post.cli._main import INTERRUPTED
from lint_post.cli._online import online_options
from lint_post.cli._progress import links_progress
from lint_post.cli._streams import complain, tell

if TYPE_CHECKING:
    from lint_post.run.inventory import Listed
    from lint_post.store.store import Store

_VERSION = 1
_HERE = "(this project)"


@click.command(
    "links",
    cls=Sectioned,
    epilog="""\b
Examples:
  lint-post links                        every link below this folder
  lint-post links --online posts         ask the web about each
  lint-post links --statistics           how many links lead to which host""",
)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How to print them.")
@click.option("--statistics", is_flag=True, help="Count links by host and verdict instead.")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress, and leave out the last line.")
@online_options
@config_option
@isolated_option
@cache_options
def command(**options: Any) -> int:
    """List all links, local ones and images included, each with its place and what is known of it.

    PATHS are files and folders; without any, this folder. The exit code is 0 whatever was found; “lint-post check
    --online” is what fails.
    """
    from lint_post.cli._environment import require_working_directory

    require_working_directory()
    with opened(options) as store:
        return _list(options, store)


def _list(options: dict[str, Any], store: Store | None) -> int:
    from lint_post.project.files import discover
    from lint_post.run.lint import Linter
    from lint_post.run.settings import Asking

    configs = read(options)
    progress = links_progress(quiet=options["quiet"])
    linter = Linter(configs, store=store, asking=Asking(online=options["online"], links_progress=progress))
    discovery = discover(options["paths"], configs)
    inventory, failures = linter.inventory(discovery)
    listed = inventory.listed()
    if options["statistics"]:
        _print_statistics(listed, options["output_format"])
    elif options["output_format"] == "json":
        sys.stdout.writelines(_json(listed))
    else:
        sys.stdout.writelines(map(_line, listed))
    sys.stdout.flush()
    for failure in failures:
        complain(f"{failure.path}: {failure.message}")
    if not options["quiet"]:
        tell(_summary(listed, inventory.files, interrupted=inventory.interrupted))
    if inventory.interrupted:
        return INTERRUPTED
    return 2 if failures else 0


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
    """How many links lead to each host, the most first, and what came of them."""
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
    hint = " “--online” asks the web." if counts["unasked"] and not any(one.checked for one in listed) else ""
    return f"{start}{number(len(listed), 'link')} in {number(files, 'file')}{f': {said}' if said else ''}.{hint}"
