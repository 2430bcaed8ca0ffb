"""What a story lets one change: knobs, made from the annotations of its parameters, and set by texts."""

from __future__ import annotations

import datetime
import enum
import types
import typing
import uuid
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import msgspec

from pycomponents.component.event import Event
from pycomponents.component.fields import MISSING
from pycomponents.component.texts import many_reader, meant, reader, text_of
from pycomponents.dom.tags import Node
from pycomponents.errors import KnobError, StoryError, message, written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Of what comes from outside: so long a text, and so many of them, for one knob.
_LONGEST_TEXT: Final = 10_000
_MOST_TEXTS: Final = 1_000


class Slot:
    """Stands for `Node` in annotations, which itself is a text that only its own module can read."""


class Control(enum.StrEnum):
    """By what a knob is set: TEXT, NUMBER, SWITCH, CHOICE, DATE, TIME, DATETIME, DURATION; LIST of several of a kind,
    EITHER of several kinds, JSON for what has parts of its own, NODE for a slot, EVENT for what nothing sets.
    """

    TEXT = "text"
    NUMBER = "number"
    SWITCH = "switch"
    CHOICE = "choice"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    DURATION = "duration"
    LIST = "list"
    EITHER = "either"
    JSON = "json"
    NODE = "node"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a knob's values keep within, as `Annotated[…, msgspec.Meta(…)]` says; `None` is no bound."""

    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    shortest: int | None = None
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """What an annotation admits.

    optional: `None` is among it.
    options: what one chooses from.
    parts: of a list what it holds, of EITHER each kind that the value may have.
    """

    control: Control
    annotation: Any
    optional: bool = False
    options: tuple[object, ...] = ()
    bounds: Bounds = Bounds()
    parts: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class Knob:
    """One parameter of a story: its name, what may be given, and the value that it has at first."""

    name: str
    kind: Kind
    default: object

    def read(self, texts: Sequence[str]) -> object:
        """The value that these texts stand for. Of several texts a knob with one value takes the last; none are
        `None`, `False` or an empty list. Raises `KnobError` where they do not fit.
        """
        try:
            _check_size(texts)
            return _read(self.kind, texts)
        except (ValueError, TypeError, ArithmeticError, RecursionError) as error:
            what = f"what is given for {self.name!r} does not fit." if texts else f"nothing is given for {self.name!r}."
            got = [*texts] if self.kind.control is Control.LIST else next(reversed(texts), None)
            raise KnobError(message(what, expected=_expected(self.kind), got=got)) from error

    def texts(self, value: object) -> tuple[str, ...]:
        """The texts that stand for a value: what `read` is given to have it again."""
        return _texts(self.kind, value)


def knob_of(name: str, annotation: Any, default: object, *, where: str, cure: str) -> Knob:
    """The knob that a parameter is. Raises `StoryError` where it has no control, or no default that fits it.

    default: `MISSING` where there is none. cure: what to do then.
    """
    kind = kind_of(annotation)
    if kind is None:
        raise StoryError(
            message(
                f"no control sets what {name!r} is annotated with.",
                where=where,
                expected="str, bool, numbers, dates, UUID, Enum, Literal, a dataclass, Node, Event, a tuple of these",
                cure=f"Annotated: {written(annotation)}. Make the value inside of a function, @story above "
                "def example(): …, or let a fixture make it, fixtures=[…].",
            )
        )
    if kind.control is Control.EVENT:
        return Knob(name, kind, None)
    if default is MISSING:
        raise StoryError(message(f"{name!r} has no value to start with.", where=where, cure=cure))
    if type(default).__hash__ is None:
        raise StoryError(
            message(
                f"the value of {name!r} would be one {type(default).__name__} for all pages of the story.",
                where=where,
                got=default,
                cure="Take a tuple or a frozen dataclass, or let a fixture make it, fixtures=[…].",
            )
        )
    knob = Knob(name, kind, default)
    if kind.control is not Control.NODE:
        _check_default(knob, where)
    return knob


def _check_default(knob: Knob, where: str) -> None:
    try:
        _read(knob.kind, _texts(knob.kind, knob.default))
    except (ValueError, TypeError, ArithmeticError, RecursionError) as error:
        raise StoryError(
            message(
                f"{knob.name!r} starts with {knob.default!r:.80}, which is no value of its type: {error}.",
                where=where,
                expected=_expected(knob.kind),
            )
        ) from error


def kind_of(annotation: Any) -> Kind | None:
    """What an annotation admits; `None` where no control sets it."""
    annotation = meant(annotation)
    if annotation is Slot or annotation == Node:
        return Kind(Control.NODE, Any, optional=True)
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation is Event or origin is Event:
        return Kind(Control.EVENT, annotation)
    if origin is Annotated:
        inner = kind_of(arguments[0])
        return inner and replace(inner, annotation=annotation, bounds=_bounds(inner, annotation.__metadata__))
    if origin in (typing.Union, types.UnionType):
        return _union(annotation, arguments)
    if origin is Literal:
        return Kind(Control.CHOICE, annotation, options=arguments)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return Kind(Control.CHOICE, annotation, options=tuple(annotation))
    if origin is None and annotation in _PLAIN:
        return Kind(_PLAIN[annotation], annotation)
    return _list(annotation, origin, arguments) or _json(annotation)


_PLAIN: Final[dict[object, Control]] = {
    str: Control.TEXT,
    uuid.UUID: Control.TEXT,
    bool: Control.SWITCH,
    int: Control.NUMBER,
    float: Control.NUMBER,
    Decimal: Control.NUMBER,
    datetime.date: Control.DATE,
    datetime.time: Control.TIME,
    datetime.datetime: Control.DATETIME,
    datetime.timedelta: Control.DURATION,
}
# What a list may hold: one text for each.
_ONE_TEXT: Final = frozenset((*_PLAIN.values(), Control.CHOICE))


def _union(annotation: Any, members: tuple[Any, ...]) -> Kind | None:
    kinds = [kind_of(member) for member in members if member is not type(None)]
    optional = len(kinds) < len(members)
    if any(kind is None for kind in kinds):
        return None
    parts = tuple([kind for kind in kinds if kind is not None])
    if Control.EVENT in [part.control for part in parts]:
        return Kind(Control.EVENT, annotation) if len(parts) == 1 else None
    if len(parts) == 1:
        return replace(parts[0], annotation=annotation, optional=optional)
    if all(part.control in _ONE_TEXT for part in parts):
        return Kind(Control.EITHER, annotation, optional=optional, parts=parts)
    made = _json(annotation)
    return made and replace(made, optional=optional)


def _list(annotation: Any, origin: Any, arguments: tuple[Any, ...]) -> Kind | None:
    if origin is tuple and arguments[-1] is not Ellipsis:
        return None
    try:
        if many_reader(annotation) is None:
            return None
    except TypeError:  # it holds what no text stands for
        return None
    item = kind_of(arguments[0] if arguments else str)
    return item and Kind(Control.LIST, annotation, parts=(item,))


def _json(annotation: Any) -> Kind | None:
    if annotation in (Any, object, None, type(None), bytes, bytearray, memoryview):
        return None
    try:
        # It is written for nobody: it is how msgspec says whether JSON can hold all that is in there.
        msgspec.json.schema(annotation)
    except (TypeError, NameError):
        return None
    return Kind(Control.JSON, annotation)


def _bounds(kind: Kind, metadata: tuple[object, ...]) -> Bounds:
    bounds = kind.bounds
    # Controls know only bounds that belong to what is admitted: the next whole number does.
    beyond = 1 if kind.annotation is int else 0
    for meta in metadata:
        if isinstance(meta, msgspec.Meta):
            minimum = meta.ge if meta.gt is None else meta.gt + beyond
            maximum = meta.le if meta.lt is None else meta.lt - beyond
            given = Bounds(minimum, maximum, meta.multiple_of, meta.min_length, meta.max_length)
            known = {name: value for name in Bounds.__slots__ if (value := getattr(given, name)) is not None}
            bounds = replace(bounds, **known)
    return bounds


def _check_size(texts: Sequence[str]) -> None:
    if len(texts) > _MOST_TEXTS:
        raise ValueError(f"more than {_MOST_TEXTS:,} texts")
    for text in texts:
        if len(text) > _LONGEST_TEXT or "\0" in text:
            raise ValueError(f"more than {_LONGEST_TEXT:,} characters, or U+0000 among them")


def _read(kind: Kind, texts: Sequence[str]) -> object:
    if kind.control is Control.EVENT:
        raise TypeError("nothing sets an event")
    if kind.control is Control.LIST and (texts or not kind.optional):
        read: Callable[[Sequence[str]], object] | None = many_reader(kind.annotation)
        return read and read(texts)
    if not texts:
        if kind.optional:
            return None
        if kind.control is Control.SWITCH:
            return False
        raise ValueError("nothing is given")
    match kind.control:
        case Control.NODE:
            return texts[-1]
        case Control.JSON:
            return msgspec.json.decode(texts[-1], type=kind.annotation)
        case _:
            return reader(kind.annotation)(texts[-1])


def _texts(kind: Kind, value: object) -> tuple[str, ...]:
    return () if value is None and None not in kind.options else _texts_of(kind, value)


def _texts_of(kind: Kind, value: Any) -> tuple[str, ...]:
    match kind.control:
        case Control.EVENT:
            return ()
        case Control.NODE:
            return (str(value),) if isinstance(value, str | int) and not isinstance(value, bool) else ()
        case Control.LIST:
            return tuple([text for one in value for text in _texts(kind.parts[0], one)])
        case Control.JSON:
            return (msgspec.json.encode(value).decode(),)
        case _ if isinstance(value, enum.Enum | bool) or kind.control is Control.CHOICE:
            return (text_of(value),)
        case _:
            return (str(msgspec.to_builtins(value)),)


def _expected(kind: Kind) -> str:
    if kind.options:
        return f"one of {', '.join(map(text_of, kind.options))}"
    return written(kind.annotation)
