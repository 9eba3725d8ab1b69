"""``lint-post schema``: the JSON schemas of config files and reports."""

from __future__ import annotations

import sys

import click

from lint_post.cli._offer import catalogue


@click.command(
    "schema",
    short_help="Print the JSON schema of config files or reports.",
    epilog="For example: lint-post schema config >lint-post.schema.json",
)
@click.argument("what", type=click.Choice(["config", "report"]))
def command(what: str) -> None:
    """Print the JSON schema of config files, or of the reports that --output-format json prints."""
    import json
    from importlib.resources import files

    if what == "report":
        sys.stdout.write(files("lint_post").joinpath("schemas/report-1.json").read_text(encoding="utf-8"))
        return
    from lint_post.config.json_schema import json_schema

    sys.stdout.write(json.dumps(json_schema(catalogue()), ensure_ascii=False, indent=2) + "\n")
