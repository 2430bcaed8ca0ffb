"""What an event brings, converted to the types that its handler asks for."""

from __future__ import annotations

import dataclasses
import datetime
import inspect
import math
import typing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import msgspec

from pycomponents.errors import EventError, PayloadError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# What came with an event, by name; on submit under "form" the pairs of the form's fields.
Brought: TypeAlias = "Mapping[str, Any]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClickEvent:
    """All that a click brings. value: that of a button."""

    value: str
    button: int
    detail: int
    alt_key: bool
    ctrl_key: bool
    meta_key: bool
    shift_key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InputEvent:
    """All that input and change bring. checked: of a checkbox or radio; selected: the values chosen in a select."""

    value: str
    checked: bool | None = None
    selected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEvent:
    """All that keydown brings. value: the text of the control that has the focus."""

    key: str
    code: str
    repeat: bool
    value: str
    alt_key: bool
    ctrl_key: bool
    meta_key: bool
    shift_key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusEvent:
    """All that focus and blur bring. value: the text of the control."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitEvent:
    """All that a submit brings. form: name and value of each field, in order; the button that sent it is among them."""

    form: tuple[tuple[str, str], ...]


BROUGHT: Final[dict[str, type]] = {
    "click": ClickEvent,
    "input": InputEvent,
    "change": InputEvent,
    "keydown": KeyEvent,
    "focus": FocusEvent,
    "blur": FocusEvent,
    "submit": SubmitEvent,
}
_EVENT_OBJECTS = frozenset(BROUGHT.values())


class Parameter:
    """One parameter of an event method. Its annotation is read late, since it may name what is defined later."""

    __slots__ = ("_annotation", "_function", "default", "name")

    def __init__(self, function: Callable[..., object], parameter: inspect.Parameter) -> None:
        self.name = parameter.name
        self.default = parameter.default
        self._function = function
        self._annotation: object = None

    @property
    def annotation(self) -> Any:
        if self._annotation is None:
            try:
                hints = typing.get_type_hints(self._function)
            except NameError as error:
                raise EventError(
                    f"{self._function.__qualname__}: the annotation of {self.name!r} cannot be read: {error}. "
                    "Import its type at the top of the module, not only under TYPE_CHECKING."
                ) from None
            self._annotation = hints.get(self.name, str)
        return self._annotation

    @property
    def required(self) -> bool:
        return self.default is inspect.Parameter.empty


def parameters_of(function: Callable[..., object]) -> tuple[Parameter, ...]:
    """The parameters of an event method after `self`. Raises `EventError` for `*args` and `**kwargs`."""
    _, *parameters = inspect.signature(function).parameters.values()
    for parameter in parameters:
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD, parameter.KEYWORD_ONLY):
            raise EventError(
                f"{function.__qualname__}({parameter}): an event's parameters are filled by their names and types. "
                "Name each of them, without a star."
            )
    return tuple(Parameter(function, parameter) for parameter in parameters)


def names_of(event_type: str) -> tuple[str, ...]:
    """The names that an event of this type may bring."""
    return tuple(field.name for field in dataclasses.fields(BROUGHT[event_type]))


def wanted(parameters: Sequence[Parameter], event_type: str, label: str) -> list[str]:
    """The names that the client is to send. Raises `EventError` where a parameter could never be filled."""
    if event_type == "submit":
        return ["form"] if parameters else []
    known = names_of(event_type)
    send: list[str] = []
    for parameter in parameters:
        if parameter.annotation is BROUGHT[event_type]:
            return list(known)
        if parameter.name in known:
            send.append(parameter.name)
        elif parameter.required:
            raise EventError(
                f"{label} cannot answer {event_type}: nothing fills its parameter {parameter.name!r}. "
                f"{event_type} brings {', '.join(known)}; bind anything else: .bind(…)."
                f"{nearest(parameter.name, known)}"
            )
    return send


def arguments_from(parameters: Sequence[Parameter], event_type: str, brought: Brought) -> tuple[object, ...]:
    """The arguments for `parameters`. Raises `PayloadError`, naming the first that what was brought does not fit."""
    find = _from_form if event_type == "submit" else _from_names
    return tuple(find(parameter, event_type, brought) for parameter in parameters)


def _from_names(parameter: Parameter, event_type: str, brought: Brought) -> object:
    kind = BROUGHT[event_type]
    if parameter.annotation is kind:
        return _strictly(parameter, brought, kind)
    if parameter.name not in brought:
        return _default(parameter)
    value = brought[parameter.name]
    # Only a control's value is a text that stands for something; what else the client says has its own type.
    return _from_text(parameter, value) if parameter.name == "value" else _strictly(parameter, value)


def _from_form(parameter: Parameter, event_type: str, brought: Brought) -> object:
    pairs: Sequence[tuple[str, str]] = brought.get("form", ())
    make = _form_types.get(parameter.annotation)
    if make is not None:
        return make(pairs)
    values = [value for name, value in pairs if name == parameter.name]
    kind = typing.get_origin(parameter.annotation) or parameter.annotation
    if kind in (list, tuple, set, frozenset):
        return _from_text(parameter, values)
    if kind is bool:  # a checkbox that is not checked is not among the fields
        return bool(values)
    return _from_text(parameter, values[-1]) if values else _default(parameter)


def _submitted(pairs: Sequence[tuple[str, str]]) -> SubmitEvent:
    return SubmitEvent(form=tuple((name, value) for name, value in pairs))


_form_types: dict[object, Callable[[Sequence[tuple[str, str]]], object]] = {SubmitEvent: _submitted}


def add_form_type(kind: type, make: Callable[[Sequence[tuple[str, str]]], object]) -> None:
    """Let a parameter annotated with `kind` receive the whole form: `form: QueryDict`."""
    _form_types[kind] = make


def _default(parameter: Parameter) -> object:
    if parameter.required:
        raise PayloadError(parameter.name)
    return parameter.default


def _strictly(parameter: Parameter, value: object, kind: Any = None) -> object:
    try:
        return msgspec.convert(value, kind or parameter.annotation)
    except (msgspec.ValidationError, ValueError, TypeError) as error:
        raise PayloadError(parameter.name) from error


def _from_text(parameter: Parameter, value: object) -> object:
    """A text, or list of texts, as the annotated type. The empty text is `None` where that is allowed."""
    kind = parameter.annotation
    if kind is str and type(value) is str:
        return value
    if value == "" and _is_optional(kind) and str not in typing.get_args(kind):
        return None
    try:
        result = msgspec.convert(value, kind, strict=False)
    except (msgspec.ValidationError, ValueError, TypeError, OverflowError) as error:
        return _without_zone(parameter, value, error)
    if isinstance(result, float) and not math.isfinite(result):
        raise PayloadError(parameter.name)
    return result


def _without_zone(parameter: Parameter, value: object, error: Exception) -> object:
    """`datetime-local` and `time` controls may leave the seconds out, which only Python's own reader takes."""
    for kind in (datetime.datetime, datetime.time):
        if kind in (parameter.annotation, *typing.get_args(parameter.annotation)) and isinstance(value, str):
            try:
                return kind.fromisoformat(value)
            except ValueError:
                break
    raise PayloadError(parameter.name) from error


def _is_optional(kind: Any) -> bool:
    return type(None) in typing.get_args(kind)
