"""Values: what a frozen dataclass is, at a twentieth of the price of defining one.

Some sixty classes of values are defined at every start. As frozen dataclasses they cost 30 ms of it, as structs of
msgspec 10 ms, nearly all of it to import that; so these few lines do what is needed of either.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar, dataclass_transform

T = TypeVar("T")


class _Factory:
    """A default that is made anew for each value."""

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


def field(*, default_factory: Callable[[], T]) -> T:
    """A field whose default is what ``default_factory`` returns."""
    made: Any = _Factory(default_factory)
    return made  # type: ignore[no-any-return]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value:
    """Base of all values: its subclasses' annotations are their fields, in order, with defaults where they have some.

    A value cannot be changed, unless its class says ``frozen=False``. Two are equal if they are of one class and all
    their fields are; with ``eq=False`` each is equal to itself alone. ``kw_only``: all fields are given by name.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[dict[str, object]] = {}
    _by_name: ClassVar[bool] = False

    def __init_subclass__(cls, *, eq: bool = True, frozen: bool = True, kw_only: bool = False) -> None:
        own = [name for name, kind in cls.__annotations__.items() if not str(kind).startswith("ClassVar")]
        cls._fields = (*cls._fields, *(name for name in own if name not in cls._fields))
        cls._defaults = cls._defaults | {name: cls.__dict__[name] for name in own if name in cls.__dict__}
        cls._by_name = kw_only
        if not eq:
            cls.__eq__ = object.__eq__  # type: ignore[method-assign]
            cls.__hash__ = object.__hash__  # type: ignore[method-assign]
        if not frozen:
            cls.__setattr__ = object.__setattr__  # type: ignore[method-assign, assignment]

    def __init__(self, *args: object, **kwargs: object) -> None:
        if len(args) == len(self._fields) and not kwargs and not self._by_name:
            self.__dict__.update(zip(self._fields, args, strict=True))
        else:
            self.__dict__.update(self._bound(args, kwargs))

    def _bound(self, args: tuple[object, ...], kwargs: dict[str, object]) -> dict[str, object]:
        """Each field with what was given for it, or with its default."""
        given = dict(zip(self._fields, args, strict=False))
        unknown = [name for name in kwargs if name in given or name not in self._fields]
        missing = [name for name in self._fields if not (name in given or name in kwargs or name in self._defaults)]
        if len(args) > (0 if self._by_name else len(self._fields)) or unknown or missing:
            raise TypeError(f"{type(self).__name__}: {len(args)} arguments, unexpected {unknown}, missing {missing}")
        defaults = {
            name: default.make() if isinstance(default, _Factory) else default
            for name, default in self._defaults.items()
            if name not in given and name not in kwargs
        }
        return {name: source[name] for name in self._fields for source in (given, kwargs, defaults) if name in source}

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


V = TypeVar("V", bound=Value)


def replace(value: V, **changes: object) -> V:
    """A value like ``value`` but for ``changes``."""
    return type(value)(**({name: value.__dict__[name] for name in value._fields} | changes))
