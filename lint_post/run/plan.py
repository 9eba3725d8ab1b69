"""What a run does, settled before it looks at its first file."""

from __future__ import annotations

import sys

from lint_post import __version__
from lint_post.config.config import Config, Configs, FailOn
from lint_post.config.roots import Roots, relative
from lint_post.run.answers import Answers
from lint_post.run.conclude import Checked, conclude
from lint_post.run.examine import Crash, Examined, Rules, examine
from lint_post.run.select import Choice, Selector
from lint_post.text.digest import digest
from lint_post.text.source import Source


class Plan:
    """The rules for each file and who answers their questions; ``fail_on`` goes over the configuration's."""

    def __init__(
        self, configs: Configs, choice: Choice, selector: Selector, answers: Answers, fail_on: FailOn | None
    ) -> None:
        self.answers = answers
        self.known_rules: dict[bytes, Rules] = {}
        """The rules of all files so far, by their keys."""
        self._configs = configs
        self._choice = choice
        self._selector = selector
        self._fail_on = fail_on
        self._roots: Roots = answers.nearby.roots
        self._keys: dict[Config, bytes] = {}
        self._bases: dict[tuple[str, object], str] = {}
        self._salt: bytes | None = None

    def rules(self, config: Config) -> Rules:
        """What looks at files under ``config``."""
        rules = tuple(self._selector.selection(config).rules.values())
        return Rules(rules, config.languages, self.answers.distant.silent)

    def rules_key(self, config: Config) -> bytes:
        """What changes when these rules do, their code and options included."""
        if config not in self._keys:
            from lint_post.store.stable import code_digest, stable

            rules = self.rules(config)
            code = code_digest(self._configs.catalogue_of(config).folders)
            key = digest(self._run_key(), code, stable(rules), stable((config.plugins, config.fail_on)))
            self._keys[config] = key
            self.known_rules[key] = rules
        return self._keys[config]

    def _run_key(self) -> bytes:
        """What changes when a version, this program's code, or what the command line says does."""
        if self._salt is None:
            from lint_post.store.stable import code_digest, engine_folders, stable

            distant = self.answers.distant
            settings = stable((self._choice, self._fail_on, distant.links, distant.proofreading))
            versions = f"{__version__} {sys.version}".encode()
            self._salt = digest(versions, code_digest(engine_folders()), settings)
        return self._salt

    def known_as(self, path: str, config: Config) -> str:
        """``path`` relative to the folder of the configuration, else to the project's root."""
        folder, _, file = path.rpartition("/")
        key = folder, config.file
        if key not in self._bases:
            base = config.file.parent if config.file else self._roots.of_file(path)
            self._bases[key] = relative(folder, base)
        known = self._bases[key]
        return file if known == "." else f"{known}/{file}"

    def conclude(self, examined: Examined, config: Config) -> Checked:
        """Pass two: what there is to say of a file after pass one."""
        fail_on = config.fail_on if self._fail_on is None else self._fail_on
        path = self.known_as(examined.source.path, config)
        return conclude(examined, self._selector.selection(config), self.answers.ask, fail_on, path)

    def judge(self, source: Source, config: Config, crashes: tuple[Crash, ...] = ()) -> Checked:
        """Both passes over ``source``, ``crashes`` that are known already included."""
        examined = examine(source, *self.rules(config))
        self.answers.prepare(question for _, question in examined.questions)
        return self.conclude(examined._replace(crashes=(*examined.crashes, *crashes)), config)
