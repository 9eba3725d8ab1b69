"""Making the linter of a run: the only place that does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint_post.cli._options import Cache, Failing, Options, Proofreading, Selection, Speed, Web
from lint_post.text.value import Value

if TYPE_CHECKING:
    from lint_post.config.config import Configs, FailOn
    from lint_post.run.lint import Linter
    from lint_post.run.select import Choice
    from lint_post.run.settings import Asking
    from lint_post.store.store import Store


class LinterOptions(Value):
    """What a linter depends on; without ``proofreading``, grammar is not checked. ``quiet``: shows no progress."""

    web: Web
    cache: Cache
    quiet: bool
    selection: Selection = Selection()
    failing: Failing = Failing()
    proofreading: Proofreading | None = None
    speed: Speed | None = None

    @classmethod
    def of(cls, options: Options) -> LinterOptions:
        """What the options of ``check`` say."""
        return cls(
            web=options.web,
            cache=options.cache,
            quiet=options.printing.quiet,
            selection=options.selection,
            failing=options.failing,
            proofreading=options.proofreading,
            speed=options.speed,
        )


def choice_of(selection: Selection) -> Choice:
    """The rules that the command line chooses."""
    from lint_post.run.select import Choice

    return Choice.parse(selection.select, selection.extend_select, selection.ignore)


def make_linter(configs: Configs, options: LinterOptions, store: Store | None = None) -> Linter:
    """A linter with the options of the command line."""
    from lint_post.run.lint import Linter
    from lint_post.run.settings import cores

    return Linter(
        configs,
        choice_of(options.selection),
        _fail_on(options.failing),
        store=store,
        jobs=options.speed.jobs or cores() if options.speed else 1,
        asking=_asking(options),
    )


def _asking(options: LinterOptions) -> Asking:
    """What a run may ask beyond its files."""
    from lint_post.cli._progress import links_progress, paragraphs_progress
    from lint_post.cli._proofreading import proofreader_folder
    from lint_post.run.settings import Asking

    asking = Asking(online=options.web.online, links_progress=links_progress(quiet=options.quiet))
    if options.proofreading is None:
        return asking
    return asking._replace(
        languagetool_url=options.proofreading.languagetool_url,
        state=proofreader_folder(options.cache.cache_dir),
        proofreading_progress=paragraphs_progress(quiet=options.quiet),
    )


def _fail_on(failing: Failing) -> FailOn | None:
    """The lowest severity that fails, None if the config file decides."""
    from lint_post.config.config import FailOn

    name = "never" if failing.exit_zero else failing.fail_on
    return None if name is None else FailOn[name.upper()]
