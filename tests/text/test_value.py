"""Values behave as frozen dataclasses do."""

import pickle
from typing import Any

import pytest

from lint_post.text.value import Value, field, replace


class Point(Value):
    x: int
    y: int = 0
    tags: list[str] = field(default_factory=list)


class Named(Point):
    name: str = "origin"


class Unique(Value, eq=False):
    x: int


class Odd(Value):
    fields: int
    values: int = 2
    make: int = 3


class ByName(Value, kw_only=True):
    x: int


class Open(Value, frozen=False):
    x: int


def test_fields_come_in_order_with_their_defaults() -> None:
    assert repr(Named(1, tags=["a"])) == "Named(x=1, y=0, tags=['a'], name='origin')"
    assert Point(1).tags is not Point(1).tags


@pytest.mark.parametrize(("args", "kwargs"), [((), {}), ((1, 2, [], 4), {}), ((1,), {"x": 2}), ((1,), {"z": 2})])
def test_wrong_arguments_are_refused(args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Point(*args, **kwargs)


def test_fields_that_are_given_by_name_are_given_by_name() -> None:
    assert ByName(x=1) == ByName(x=1)
    with pytest.raises(TypeError):
        ByName(1)  # type: ignore[call-arg]


def test_a_value_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Point(1).x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del Point(1).x


def test_a_class_can_say_that_it_is_changed() -> None:
    value = Open(1)
    value.x = 2
    assert value.x == 2


def test_equality_and_hashes() -> None:
    assert (Point(1) == Point(1), Point(1) == Point(2), Point(1) == Named(1)) == (True, False, False)
    assert hash(Unique(1)) != hash(Unique(1))
    assert (Unique(1) == Unique(1), len({ByName(x=1), ByName(x=1)})) == (False, 1)


def test_fields_may_have_any_name() -> None:
    assert repr(Odd(1)) == "Odd(fields=1, values=2, make=3)"


def test_values_are_pickled_and_replaced() -> None:
    assert pickle.loads(pickle.dumps(Named(1, 2))) == Named(1, 2)
    assert replace(Named(1, 2), y=3) == Named(1, 3)
