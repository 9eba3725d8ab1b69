"""Each option that a command has goes into a typed value, and each value is an option."""

from __future__ import annotations

from collections import Counter

import pytest

from lint_post.cli._options import Cache, Configuration, Exclusion, Options, Web
from lint_post.cli.check import command as check
from lint_post.cli.fix import command as fix
from lint_post.cli.links import Listing
from lint_post.cli.links import command as links
from lint_post.text.value import Value


def _concerns(options: object) -> list[type[Value]]:
    return [type(concern) for concern in vars(options).values()]


@pytest.mark.parametrize("command", [check, fix], ids=lambda command: command.name)
def test_the_options_of_check_are_each_in_one_concern(command: object) -> None:
    assert hasattr(command, "params")
    names = {parameter.name for parameter in command.params} | {"fix"}
    fields = Counter(name for kind in _concerns(Options.of(dict.fromkeys(names))) for name in kind._fields)
    assert set(fields) == names
    assert set(fields.values()) == {1}


def test_the_options_of_links_are_each_in_one_concern() -> None:
    fields = [name for kind in (Listing, Configuration, Exclusion, Web, Cache) for name in kind._fields]
    assert sorted(fields) == sorted(str(parameter.name) for parameter in links.params)
