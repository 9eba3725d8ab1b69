"""Frozen values like frozen dataclasses, at a twentieth of the cost of defining one.

Some sixty classes of values are defined at every start. As frozen dataclasses they cost 30 ms of it, as structs of
msgspec 10 ms, nearly all of it to import that; so these few lines do what is needed of either. As there, a class gets
an ``__init__`` written for its fields – but only when its first value is made, for many a start makes none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar, dataclass_transform

T = TypeVar("T")
_NO_FIELD = ("ClassVar", "typing.ClassVar")


class _Factory:
    """A default that is created for each value."""

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


def field(*, default_factory: Callable[[], T]) -> T:
    """A field whose default is what ``default_factory`` returns."""
    made: Any = _Factory(default_factory)
    return made  # type: ignore[no-any-return]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value:
    """Base of all values: its subclasses' annotations are their fields, in order, with defaults if given.

    A value cannot be changed, unless its class says ``frozen=False``. Two are equal if they are of one class and all
    their fields are; with ``eq=False`` each is only equal to itself. ``kw_only``: all fields are given by name.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[dict[str, object]] = {}
    _by_name: ClassVar[bool] = False

    def __init_subclass__(cls, *, eq: bool = True, frozen: bool = True, kw_only: bool = False) -> None:
        own = [name for name, kind in cls.__annotations__.items() if not str(kind).startswith(_NO_FIELD)]
        cls._fields = (*cls._fields, *(name for name in own if name not in cls._fields))
        cls._defaults = cls._defaults | {name: cls.__dict__[name] for name in own if name in cls.__dict__}
        cls._by_name = kw_only
        cls.__init__ = Value.__init__  # type: ignore[method-assign]
        if not eq:
            cls.__eq__ = object.__eq__  # type: ignore[method-assign]
            cls.__hash__ = object.__hash__  # type: ignore[method-assign]
        if not frozen:
            cls.__setattr__ = object.__setattr__  # type: ignore[method-assign, assignment]

    def __init__(self, *args: object, **kwargs: object) -> None:
        cls = type(self)
        checks = hasattr(cls, "__post_init__")
        cls.__init__ = _initialiser(  # type: ignore[method-assign]
            cls._fields, cls._defaults, by_name=cls._by_name, checks=checks
        )
        cls.__init__(self, *args, **kwargs)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def _values(self) -> tuple[object, ...]:
        return tuple(self.__dict__[name] for name in self._fields)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and type(other) is type(self) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self._fields if not name.startswith("_"))
        return f"{type(self).__name__}({inside})"


def _initialiser(fields: tuple[str, ...], defaults: dict[str, object], *, by_name: bool, checks: bool) -> Any:
    """An ``__init__`` with ``fields`` as its parameters, as fast as one written by hand.

    ``checks``: the class has a ``__post_init__``, which comes last and may refuse the values.
    """
    names = {f"default_{name}": default for name, default in defaults.items()}
    parameters = [f"{name}=default_{name}" if name in defaults else name for name in fields]
    values = [
        f"{name}.make() if {name} is default_{name} else {name}" if isinstance(defaults.get(name), _Factory) else name
        for name in fields
    ]
    lines = [f"    self__[{name!r}] = {value}" for name, value in zip(fields, values, strict=True)]
    lines += ["    self.__post_init__()"] if checks else []
    head = f"def __init__(self, {'*, ' if by_name and fields else ''}{', '.join(parameters)}):"
    exec("\n".join([head, "    self__ = self.__dict__", *lines]), names)  # noqa: S102 – of names of fields alone
    return names["__init__"]


V = TypeVar("V", bound=Value)


def replace(value: V, **changes: object) -> V:
    """A copy of ``value`` with ``changes``."""
    return type(value)(**({name: value.__dict__[name] for name in value._fields} | changes))
