"""What an event brings, converted to the types that its handler asks for."""

from __future__ import annotations

import difflib
import functools
import inspect
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias, cast

import msgspec

from pycomponents.component.event_types import EVENT_OBJECTS, SubmitEvent, brought_by, types_of
from pycomponents.component.texts import Reader, flag, is_flag, many_reader, reader
from pycomponents.errors import EventError, PayloadError, message, written

# What came with an event, by name; on submit under "form" the pairs of the form's fields.
Brought: TypeAlias = Mapping[str, Any]
Pairs: TypeAlias = Sequence[tuple[str, str]]


class Parameter:
    """One parameter of an event method. Its annotation is read late, since it may name what is defined later."""

    __slots__ = ("_annotation", "_function", "_read", "default", "name")

    def __init__(self, function: Callable[..., object], parameter: inspect.Parameter) -> None:
        self.name = parameter.name
        self.default = parameter.default
        self._function = function
        self._annotation: Any = None
        self._read: dict[str, Callable[[Any], object]] = {}

    @property
    def annotation(self) -> Any:
        """What it is annotated with; `inspect.Parameter.empty` where it is not."""
        if self._annotation is None:
            self._annotation = _annotation(self._function, self.name)
        return self._annotation

    @property
    def type_name(self) -> str:
        return "str" if self.annotation is inspect.Parameter.empty else written(self.annotation)

    @property
    def required(self) -> bool:
        return self.default is inspect.Parameter.empty

    def is_all_of(self, event_type: str) -> bool:
        """Whether it asks for the event object: all that an event of this type brings."""
        kind = brought_by(event_type)
        return kind is self.annotation or kind in typing.get_args(self.annotation)

    def reader(self, event_type: str) -> Callable[[Any], object]:
        """What converts what is brought. Raises `TypeError` for an annotation that nothing brought could fit."""
        read = self._read.get(event_type)
        if read is None:
            read = self._read[event_type] = _reader(self, event_type)
        return read


def parameters_of(function: Callable[..., object]) -> tuple[Parameter, ...]:
    """The parameters of an event method after `self`. Raises `EventError` for `*args` and `**kwargs`."""
    where = function.__qualname__
    given = list(inspect.signature(function).parameters.values())
    if not given:
        raise EventError(message("an event is a method: its first parameter is self.", where=where))
    for parameter in given[1:]:
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD, parameter.KEYWORD_ONLY):
            raise EventError(
                message(
                    f"the parameters of an event are filled by their names and types, which {parameter} hides.",
                    where=where,
                    cure="Name each of them, without a star.",
                )
            )
    return tuple([Parameter(function, parameter) for parameter in given[1:]])


def names_of(event_type: str) -> tuple[str, ...]:
    """The names that an event of this type may bring."""
    return tuple(types_of(event_type))


def wanted(parameters: Sequence[Parameter], event_type: str, label: str) -> list[str]:
    """The names that the client is to send. Raises `EventError` where a parameter could never be filled."""
    is_form = event_type == "submit"
    known = names_of(event_type)
    send: list[str] = []
    for parameter in parameters:
        if is_form:
            send = ["form"]
        elif parameter.is_all_of(event_type):
            return list(known)
        elif parameter.name in known:
            send.append(parameter.name)
        elif not parameter.required:
            continue
        else:
            raise _nothing_fills(parameter, event_type, label)
        _check_readable(parameter, event_type, label)
    return send


def _check_readable(parameter: Parameter, event_type: str, label: str) -> None:
    try:
        parameter.reader(event_type)
    except TypeError as error:
        raise EventError(
            message(
                f"what {event_type} brings cannot be made into its parameter {parameter.name!r}: {error}.",
                where=label,
                expected="str, numbers, bool, dates, Decimal, UUID, Enum, Literal, optional, or a list of these",
                cure="Take a primary key and look it up, or bind the value: .bind(…).",
            )
        ) from None


def _nothing_fills(parameter: Parameter, event_type: str, label: str) -> EventError:
    known = names_of(event_type)
    kind = brought_by(event_type)
    if parameter.annotation in EVENT_OBJECTS and kind in EVENT_OBJECTS:
        cure = f"On {event_type} it is {parameter.name}: {kind.__name__}."
    else:
        close = difflib.get_close_matches(parameter.name, known, n=1)
        cure = f"Did you mean {close[0]!r}?" if close else "Bind anything else: .bind(…)."
    what = f"{event_type} brings nothing for its parameter {parameter.name!r}."
    return EventError(message(what, where=label, expected=f"one of {', '.join(known)}" if known else "none", cure=cure))


def arguments_from(parameters: Sequence[Parameter], event_type: str, brought: Brought) -> tuple[object, ...]:
    """The arguments for `parameters`. Raises `PayloadError`, naming the first that what was brought does not fit."""
    find = _from_form if event_type == "submit" else _from_names
    return tuple([find(parameter, event_type, brought) for parameter in parameters])


def _from_names(parameter: Parameter, event_type: str, brought: Brought) -> object:
    if parameter.is_all_of(event_type):
        given: object = brought
    elif parameter.name in brought:
        given = brought[parameter.name]
    else:
        return _default(parameter)
    return _read(parameter, event_type, given)


def _from_form(parameter: Parameter, event_type: str, brought: Brought) -> object:
    pairs: Pairs = brought.get("form", ())
    if parameter.annotation in _form_types:
        return _read(parameter, event_type, pairs)
    texts = [text for name, text in pairs if name == parameter.name]
    if texts or many_reader(parameter.annotation) or is_flag(parameter.annotation):
        return _read(parameter, event_type, texts)
    return _default(parameter)


def _default(parameter: Parameter) -> object:
    if parameter.required:
        raise PayloadError(parameter.name, expected=parameter.type_name)
    return parameter.default


def _read(parameter: Parameter, event_type: str, given: object) -> object:
    try:
        _refuse_unkeepable(given)
        return parameter.reader(event_type)(given)
    except (ValueError, TypeError, ArithmeticError, RecursionError) as error:
        raise PayloadError(parameter.name, expected=parameter.type_name, got=given) from error


# Beyond it a number of JavaScript is no longer exact.
_LARGEST: Final = 2**53


def _refuse_unkeepable(given: object) -> None:
    """No user types U+0000, and no database takes it; no number is larger than what a browser counts to."""
    match given:
        case str():
            if "\0" in given:
                raise ValueError("U+0000")
        case int() | float():
            if not -_LARGEST <= given <= _LARGEST:
                raise ValueError("a number that no browser counts to")
        case Mapping():
            for name, value in cast("Mapping[str, object]", given).items():
                _refuse_unkeepable(name)
                _refuse_unkeepable(value)
        case list() | tuple():
            for item in cast("Iterable[object]", given):
                _refuse_unkeepable(item)
        case _:
            pass


# How one parameter reads what is brought for it.


def _reader(parameter: Parameter, event_type: str) -> Callable[[Any], object]:
    kind = parameter.annotation
    is_bare = kind is inspect.Parameter.empty
    if event_type == "submit":
        make = _form_types.get(kind)
        return make or _fields_reader(str if is_bare else kind)
    if parameter.is_all_of(event_type):
        return functools.partial(msgspec.convert, type=brought_by(event_type))
    brought = types_of(event_type)[parameter.name]
    if is_bare:
        return functools.partial(msgspec.convert, type=brought)
    make_reader = _READERS.get(brought, _flag_reader)
    return make_reader(kind)


def _text_reader(kind: Any) -> Callable[[Any], object]:
    return _checked_text(reader(kind))


def _perhaps_text_reader(kind: Any) -> Callable[[Any], object]:
    read = _text_reader(kind)
    optional = type(None) in typing.get_args(kind)
    return lambda given: None if given is None and optional else read(given)


def _texts_reader(kind: Any) -> Callable[[Any], object]:
    many = many_reader(kind)
    if many is None:
        raise TypeError(f"{kind!r} holds one, and there may be several")
    return _checked_texts(many)


def _flag_reader(kind: Any) -> Callable[[Any], object]:
    return _strictly(kind, (False, True))


def _whole_reader(kind: Any) -> Callable[[Any], object]:
    return _strictly(kind, range(10))  # a button's number, a count of clicks


def _measure_reader(kind: Any) -> Callable[[Any], object]:
    return _strictly(kind, (0.5,))


def _json_reader(kind: Any) -> Callable[[Any], object]:
    """What takes the detail of a custom event: whatever JSON can say, as msgspec reads it."""
    if isinstance(msgspec.inspect.type_info(kind), msgspec.inspect.CustomType):
        raise TypeError(f"no JSON stands for a {kind!r}")
    return functools.partial(msgspec.convert, type=kind)


# By the type of what is brought; what is none of these is a flag.
_READERS: Final[dict[object, Callable[[Any], Callable[[Any], object]]]] = {
    str: _text_reader,
    str | None: _perhaps_text_reader,
    tuple[str, ...]: _texts_reader,
    int: _whole_reader,
    float: _measure_reader,
    float | None: _measure_reader,
    Any: _json_reader,
}


def _fields_reader(kind: Any) -> Callable[[Sequence[str]], object]:
    """What reads the texts of a form's fields of one name: all of them, or the last."""
    many = many_reader(kind)
    if many is not None:
        return many
    if is_flag(kind):
        return flag
    read = reader(kind)
    return lambda texts: read(texts[-1])


def _strictly(kind: Any, samples: Sequence[float]) -> Callable[[Any], object]:
    """What takes a number or a bool of JSON as what it is: `True` is no 1, and 1.0 is no 1."""
    convert = functools.partial(msgspec.convert, type=kind)
    for sample in samples:
        try:
            convert(sample)
        except msgspec.ValidationError:
            continue
        return convert
    raise TypeError(f"no event brings a {kind!r}")


def _checked_text(read: Reader) -> Callable[[Any], object]:
    def text(given: object) -> object:
        if type(given) is not str:
            raise TypeError(type(given))
        return read(given)

    return text


def _checked_texts(read: Callable[[Sequence[str]], object]) -> Callable[[Any], object]:
    return lambda given: read(msgspec.convert(given, list[str]))


def _submitted(pairs: Pairs) -> SubmitEvent:
    return SubmitEvent(form=tuple([(name, value) for name, value in pairs]))


_form_types: Final[dict[object, Callable[[Pairs], object]]] = {SubmitEvent: _submitted}


def add_form_type(kind: type, make: Callable[[Pairs], object]) -> None:
    """Let a parameter annotated with `kind` receive the whole form: `form: QueryDict`."""
    _form_types[kind] = make


def _annotation(function: Callable[..., object], name: str) -> Any:
    function = inspect.unwrap(function)
    annotations = getattr(function, "__annotations__", {})
    if name not in annotations:
        return inspect.Parameter.empty
    # One at a time: what is bound, and what is returned, may be annotated with what only type checkers can see.
    holder = type("holder", (), {"__annotations__": {name: annotations[name]}})
    names: dict[str, Any] = getattr(function, "__globals__", {})
    try:
        return typing.get_type_hints(holder, names, include_extras=True)[name]
    except NameError as error:
        raise EventError(
            message(
                f"the annotation of {name!r} cannot be read: {error}.",
                where=function.__qualname__,
                cure="Import its type at the top of the module, not only under TYPE_CHECKING.",
            )
        ) from None
