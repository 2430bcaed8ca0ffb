"""What a user typed or chose is a text; here it is read as the type that a handler asks for."""

from __future__ import annotations

import datetime
import enum
import math
import re
import types
import typing
import uuid
from collections import abc
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar

import msgspec

# Gives the value, or raises `ValueError` where the text does not fit.
Reader: TypeAlias = Callable[[str], object]
ManyReader: TypeAlias = Callable[[Sequence[str]], object]
T = TypeVar("T")

_TRUE: Final = frozenset(("true", "on", "1"))
_FALSE: Final = frozenset(("false", "off", "0", ""))
# A longer one may be meant to fill the memory of whoever writes it out.
_LARGEST_EXPONENT: Final = 308
# A number as `<input type="number">` gives it.
_WHOLE: Final = re.compile(r"-?[0-9]+", re.ASCII)
_NUMBER: Final = re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,6})?", re.ASCII)
# "10:30" and "2026-07-31T10:30": controls leave the seconds out where they are 0.
_WITHOUT_SECONDS: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}[T ])?[0-9]{2}:[0-9]{2}", re.ASCII)


def reader(kind: Any) -> Reader:
    """What reads one text as `kind`. Raises `TypeError` for a type that no text stands for."""
    kind = meant(kind)
    if kind in _READERS:
        return _READERS[kind]
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is Annotated:
        return _constrained(reader(arguments[0]), kind)
    if origin in (typing.Union, types.UnionType):
        return _one_of(arguments)
    if origin is Literal:
        return _choice(arguments)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return _choice(kind)
    raise TypeError(f"no text stands for a {kind!r}")


def many_reader(kind: Any) -> ManyReader | None:
    """What reads the texts of all fields of one name as `kind`; `None` where `kind` is not a collection."""
    kind = meant(kind)
    origin, arguments = typing.get_origin(kind) or kind, typing.get_args(kind)
    if origin is Annotated:
        many = many_reader(arguments[0])
        return None if many is None else _constrained(many, kind)
    if origin in (typing.Union, types.UnionType):
        return next((many for argument in arguments if (many := many_reader(argument))), None)
    if origin is tuple and arguments and arguments[-1] is not Ellipsis:
        return _exactly([reader(argument) for argument in arguments])
    make = _COLLECTIONS.get(origin)
    return None if make is None else _each(reader(arguments[0] if arguments else str), make)


def is_flag(kind: Any) -> bool:
    """Whether `kind` is bool, perhaps optional: as a checkbox, not checked is not there."""
    kind = meant(kind)
    return kind is bool or set(typing.get_args(kind)) == {bool, type(None)}


def flag(texts: Sequence[str]) -> bool:
    """Whether a checkbox is checked; a select or a hidden field may also say "false"."""
    return bool(texts) and texts[-1].lower() not in _FALSE


def meant(kind: Any) -> Any:
    """`kind` without the names that only type checkers tell apart: NewType, `type X = …`."""
    while (inner := getattr(kind, "__supertype__", None) or getattr(kind, "__value__", None)) is not None:
        if isinstance(kind, enum.Enum):
            break
        kind = inner
    return kind


def _text(text: str) -> str:
    return text


def _bool(text: str) -> bool:
    if text.lower() in _TRUE:
        return True
    if text.lower() in _FALSE and text:
        return False
    raise ValueError(text)


def _int(text: str) -> int:
    if _WHOLE.fullmatch(text) is None:
        raise ValueError(text)
    return int(text)


def _float(text: str) -> float:
    number = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _decimal(text: str) -> Decimal:
    if _NUMBER.fullmatch(text) is None:
        raise ValueError(text)
    number = Decimal(text)
    if abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise ValueError(text)
    return number


def _convert(given: object, kind: Any) -> object:
    converted: object = msgspec.convert(given, kind)
    return converted


def _as_in_json(kind: type) -> Reader:
    def read(text: str) -> object:
        return _convert(text, kind)

    return read


def _moment(kind: type) -> Reader:
    def read(text: str) -> object:
        return _convert(f"{text}:00" if _WITHOUT_SECONDS.fullmatch(text) else text, kind)

    return read


_READERS: Final[dict[object, Reader]] = {
    str: _text,
    Any: _text,
    object: _text,
    bool: _bool,
    int: _int,
    float: _float,
    Decimal: _decimal,
    datetime.date: _as_in_json(datetime.date),
    datetime.datetime: _moment(datetime.datetime),
    datetime.time: _moment(datetime.time),
    datetime.timedelta: _as_in_json(datetime.timedelta),
    uuid.UUID: _as_in_json(uuid.UUID),
}

_COLLECTIONS: Final[dict[object, Callable[[Iterable[object]], object]]] = {
    list: list,
    tuple: tuple,
    set: set,
    frozenset: frozenset,
    abc.Sequence: list,
    abc.Iterable: list,
    abc.Collection: list,
    abc.Set: frozenset,
}


def _choice(choices: Iterable[object]) -> Reader:
    """One of these, told by its text as HTML shows it."""
    known: dict[str, object] = {}
    for choice in choices:
        known.setdefault(text_of(choice), choice)

    def read(text: str) -> object:
        if text not in known:
            raise ValueError(text)
        return known[text]

    return read


def text_of(choice: object) -> str:
    """The text that stands for one of several choices, as HTML shows it."""
    value = choice.value if isinstance(choice, enum.Enum) else choice
    return str(value).lower() if isinstance(value, bool) else str(value)


def _one_of(kinds: Sequence[Any]) -> Reader:
    # A text fits `str` always, so that comes last; where nothing fits, the empty text is None.
    readers = [reader(kind) for kind in kinds if kind is not type(None)]
    readers.sort(key=lambda read: read is _text)
    optional = type(None) in kinds

    def read(text: str) -> object:
        for attempt in readers:
            try:
                return attempt(text)
            except ValueError:
                continue
        if optional and not text:
            return None
        raise ValueError(text)

    return read


def _constrained(read: Callable[[T], object], kind: Any) -> Callable[[T], object]:
    """With what `Annotated[…, msgspec.Meta(…)]` asks of the value."""

    def constrained(given: T) -> object:
        return _convert(read(given), kind)

    return constrained


def _each(read: Reader, make: Callable[[Iterable[object]], object]) -> ManyReader:
    def many(texts: Sequence[str]) -> object:
        return make([read(text) for text in texts])

    return many


def _exactly(readers: Sequence[Reader]) -> ManyReader:
    def many(texts: Sequence[str]) -> object:
        return tuple([read(text) for read, text in zip(readers, texts, strict=True)])

    return many
