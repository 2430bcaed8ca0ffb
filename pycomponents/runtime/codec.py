"""State and props ↔ plain data, by their annotations. Data never chooses a class, and nothing is pickled."""

from __future__ import annotations

import itertools
import types
import typing
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

import msgspec
from typing_extensions import Format, get_annotations

from pycomponents.component.tracked import untracked
from pycomponents.errors import CodecError, StateError, message, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pycomponents.component.component import Component


class Adapter:
    """How values of one kind, that JSON and Python's own types do not know, are written and read.

    fits: whether a class is of the kind. write: a value as plain data. read: the class and that data → the value.
    """

    def __init__(
        self,
        fits: Callable[[type], bool],
        write: Callable[[Any], object],
        read: Callable[[type, Any], object],
    ) -> None:
        self.fits = fits
        self.write = write
        self.read = read


_adapters: Final[list[Adapter]] = []


def add_adapter(adapter: Adapter) -> None:
    """Teach the codec a kind of value; `web` brings Django's models."""
    _adapters.append(adapter)


def encode_state(component: Component) -> dict[str, object]:
    """What the component's state fields hold, as plain data. Fields without a value yet are left out."""
    cls, held = type(component), component.__dict__
    return encode(cls, {name: held[name] for name in cls.__states__ if name in held})


def encode(cls: type[Component], values: Mapping[str, object]) -> dict[str, object]:
    """Values of fields of `cls` as plain data. Raises `CodecError` for one that its annotation could not bring back."""
    return {name: _encode(cls, name, value) for name, value in values.items()}


def decode(cls: type[Component], data: Mapping[str, object]) -> dict[str, object]:
    """The values that `encode` was given, of the fields that `cls` still has. Raises `CodecError` for data that does
    not fit their annotations any more.
    """
    fields = cls.__props__.keys() | cls.__states__.keys()
    return {name: _decode(cls, name, value) for name, value in data.items() if name in fields}


def from_text(cls: type[Component], name: str, value: object) -> object:
    """A value from a URL as the prop's annotated type. Raises `CodecError`."""
    try:
        return msgspec.convert(value, annotation_of(cls, name), strict=False, dec_hook=_read)
    except (msgspec.ValidationError, ValueError, TypeError) as error:
        raise CodecError(f"{cls.__name__}.{name}: {error}. Got: {value!r:.80}.") from None


def check(cls: type[Component], name: str, value: object) -> None:
    """Raise `StateError` for a value of a state field whose type the field's annotation surely does not admit."""
    try:
        annotation = annotation_of(cls, name)
    except CodecError:
        return
    if may_fit(annotation, value):
        return
    try:
        _encode(cls, name, value)
    except CodecError:
        raise StateError(
            message(
                "what is assigned does not fit the field's type.",
                where=f"{cls.__name__}.{name}",
                expected=written(annotation),
                got=untracked(value),
                cure="Convert it first, or annotate the field as what it holds.",
            )
        ) from None


# Of a collection so many are looked at: assigning a long one stays cheap.
_LOOKED_AT: Final = 100


def may_fit(annotation: Any, value: object) -> bool:
    """Whether `value` is what `annotation` says, as far as can be told by looking at its class and at those of what it
    holds. Where this says no, it may still be something that is kept and read back as equal.
    """
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return any(may_fit(one, value) for one in arguments)
    if origin is typing.Literal:
        return value in arguments
    if origin is not None and not isinstance(origin, type):
        return True  # Annotated, and what is to come
    kind = origin or annotation
    if kind is None:
        return value is None
    if kind is Any or not isinstance(kind, type) or typing.is_typeddict(kind) or getattr(kind, "_is_protocol", False):
        return True
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        return False
    if issubclass(kind, list | set | frozenset) and len(arguments) == 1:
        held: Iterable[object] = value  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
        return all(may_fit(arguments[0], one) for one in itertools.islice(held, _LOOKED_AT))
    return True


def _encode(cls: type[Component], name: str, value: object) -> object:
    value = untracked(value)
    try:
        data = msgspec.to_builtins(value, str_keys=True, enc_hook=_write)
        same = _convert(cls, name, data) == value
    except (TypeError, ValueError, CodecError) as error:
        raise _cannot(cls, name, value, str(error)) from error
    if not same:
        raise _cannot(cls, name, value, "what is read back is not equal")
    return data


def _cannot(cls: type[Component], name: str, value: object, why: str) -> CodecError:
    return CodecError(
        f"{cls.__name__}.{name} cannot be kept: {why}. "
        f"Annotated: {written(annotation_of(cls, name))}. Got: {value!r:.80}. "
        "Use JSON types, dates, Decimal, UUID, Enum, frozen dataclasses or saved models, annotated as what they are."
    )


def _convert(cls: type[Component], name: str, data: object) -> object:
    return msgspec.convert(data, annotation_of(cls, name), str_keys=True, dec_hook=_read)


def _decode(cls: type[Component], name: str, data: object) -> object:
    try:
        return _convert(cls, name, data)
    except (msgspec.ValidationError, TypeError, ValueError, CodecError) as error:
        raise CodecError(f"{cls.__name__}.{name}: {error}") from error


def annotation_of(cls: type[Component], name: str) -> Any:
    """The annotated type of a field of `cls`. Raises `CodecError` where it cannot be found at run time."""
    known = _annotations.setdefault(cls, {})
    if name not in known:
        known[name] = _read_annotation(cls, name)
    return known[name]


# Weak, for a class may be made in a function and forgotten.
_annotations: Final[WeakKeyDictionary[type[Component], dict[str, Any]]] = WeakKeyDictionary()


def _read_annotation(cls: type[Component], name: str) -> Any:
    annotations = {base: get_annotations(base, format=Format.FORWARDREF) for base in reversed(cls.__mro__)}
    owner, annotation = [(base, own[name]) for base, own in annotations.items() if name in own][-1]
    # One field at a time: another may be annotated with what only type checkers can see.
    holder = type(owner.__name__, (), {"__annotations__": {name: annotation}, "__module__": owner.__module__})
    try:
        return typing.get_type_hints(holder)[name]
    except NameError as error:
        raise CodecError(
            f"The annotation of {cls.__name__}.{name} cannot be read: {error}. "
            "Import its type at the top of the module, not only under TYPE_CHECKING."
        ) from None


def _write(value: Any) -> object:
    for adapter in _adapters:
        if adapter.fits(value.__class__):
            return adapter.write(value)
    raise TypeError(f"a {value.__class__.__qualname__} is not plain data")


def _read(kind: type, data: Any) -> object:
    for adapter in _adapters:
        if adapter.fits(kind):
            return adapter.read(kind, data)
    raise TypeError(f"{kind!r} is no type that can be read back")
