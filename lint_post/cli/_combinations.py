"""Options that exclude each other."""

from __future__ import annotations

import click

from lint_post.cli._options import Options

_WATCHED = ("auto", "full", "concise", "grouped")


def verify(options: Options) -> None:
    """Raises UsageError for combinations that make no sense."""
    _verify_input(options)
    _verify_shows(options)
    if options.mode.interactive:
        _verify_interactive(options)
    elif options.mode.watch:
        _verify_watch(options)
    _verify_filters(options)
    _verify_fixes(options)


def _verify_input(options: Options) -> None:
    if options.input.is_stdin and len(options.input.paths) > 1:
        raise click.UsageError('Cannot combine standard input ("-") with other paths.')
    if options.input.stdin_filename and not options.input.is_stdin:
        raise click.UsageError('--stdin-filename requires standard input; use "-" as the path.')


def _verify_shows(options: Options) -> None:
    shown = [name for name, on in (("files", options.mode.show_files), ("settings", options.mode.show_settings)) if on]
    if options.input.is_stdin and shown:
        raise click.UsageError(f"Cannot combine --show-{shown[0]} with standard input.")
    if len(shown) > 1:
        raise click.UsageError("Cannot combine --show-files with --show-settings.")


def _happens_once(options: Options) -> bool:
    """Whether an option changes files or writes a report, which neither --interactive nor --watch allow."""
    printing, narrowing = options.printing, options.narrowing
    writes = narrowing.write_baseline or narrowing.prune_baseline or printing.reports
    return bool(options.input.is_stdin or options.fixing.is_wanted or printing.statistics or writes)


def _verify_interactive(options: Options) -> None:
    if _happens_once(options) or options.narrowing.diff_base:
        raise click.UsageError(
            "Cannot combine --interactive with standard input or with options that fix, filter or report."
        )


def _verify_watch(options: Options) -> None:
    if _happens_once(options):
        raise click.UsageError("Cannot combine --watch with standard input or with options that fix or report.")
    if options.printing.output_format not in _WATCHED:
        raise click.UsageError(f"Cannot combine --watch with --output-format {options.printing.output_format}.")


def _verify_filters(options: Options) -> None:
    narrowing = options.narrowing
    if options.input.is_stdin and (narrowing.since or narrowing.diff_base or narrowing.write_baseline):
        raise click.UsageError("--since, --diff-base and --write-baseline require files; standard input is not one.")
    if narrowing.diff_base and (options.fixing.fixes or options.fixing.add_ignore):
        raise click.UsageError("Cannot combine --diff-base with fixes, which are for whole files; use --since.")


def _verify_fixes(options: Options) -> None:
    fixing = options.fixing
    if fixing.diff and fixing.fix_only:
        raise click.UsageError("Cannot combine --diff with --fix-only.")
    if fixing.add_ignore and (options.input.is_stdin or fixing.fixes or fixing.diff):
        raise click.UsageError("Cannot combine --add-ignore with fixes or standard input.")
    if any(part in fixing.reason for part in ("--", "*/", "\n")):
        raise click.UsageError('--reason must not contain "--", "*/" or line breaks.')
