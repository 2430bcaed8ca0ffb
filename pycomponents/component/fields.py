"""What a component's annotations declare: props, and state that tells when it changes."""

from __future__ import annotations

import functools
import inspect
from dataclasses import dataclass
from types import FunctionType
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, Literal, TypeAlias, TypeVar, get_origin, overload

from typing_extensions import Format, get_annotations

from pycomponents.component.equality import ATOMS, is_immutable
from pycomponents.component.event import EventMethod
from pycomponents.component.refs import ChildRef, ElementRef
from pycomponents.component.tracked import Owner, is_more_than_text, track
from pycomponents.errors import ComponentError, StateError, message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pycomponents.component.component import Component
    from pycomponents.component.tracked import Tracked

T = TypeVar("T")
K = TypeVar("K")
MISSING: Final = object()
# Names that belong to every component: what it has from us, and what it may write for its page to call.
OURS: Final = frozenset("key ref request as_view after every soon".split())
HOOKS: Final = frozenset("render mount update unmount connected disconnected error_fallback".split())
RESERVED: Final = OURS | HOOKS


@dataclass(frozen=True, slots=True)
class Prop:
    """Given by whoever renders the component. `default` is `MISSING` where it must be given."""

    name: str
    default: object


class State:
    """Owned by the component. Made by `state()`; it stands in the class, and gives each instance its first value."""

    __slots__ = ("default", "factory", "name")

    def __init__(self, default: object, factory: Callable[[], object] | None) -> None:
        self.default = default
        self.factory = factory
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    # Reached only where the instance has no value yet: what it has is found before this.
    def __get__(self, component: Component | None, owner: type) -> object:
        if component is None:
            return self
        value = component.__dict__[self.name] = self._first(component)
        return value

    def _first(self, component: Component) -> object:
        if self.factory is not None:
            return track(self.factory(), Field(component, self.name))
        if self.default is MISSING:
            raise StateError(
                message(
                    "this has no value yet.",
                    where=f"{type(component).__name__}.{self.name}",
                    cure=f"Set it in mount(), or give it a first value: {self.name}: … = state(…).",
                )
            )
        return self.default


Declared: TypeAlias = Prop | State


# `type[list[T]]` and its like are there for pyright, which reads a bare `list` as a factory of list[Unknown].
@overload
def state(default: T, *, init: Literal[False] = False) -> T: ...
@overload
def state(*, factory: type[list[T]], init: Literal[False] = False) -> list[T]: ...
@overload
def state(*, factory: type[dict[K, T]], init: Literal[False] = False) -> dict[K, T]: ...
@overload
def state(*, factory: type[set[T]], init: Literal[False] = False) -> set[T]: ...
@overload
def state(*, factory: Callable[[], T], init: Literal[False] = False) -> T: ...
@overload
def state(*, init: Literal[False] = False) -> Any: ...
def state(default: Any = MISSING, *, factory: Callable[[], Any] | None = None, init: Literal[False] = False) -> Any:
    """A field that the component owns: `count: int = state(0)`.

    default: the first value, one that cannot change in place.
    factory: makes the first value: `state(factory=list)`. Lists, dicts and sets may be changed in place later.
    Without either, `mount()` must set it.
    init: never given; it tells type checkers that state is not an argument of the component.

    Raises `StateError` for a mutable default, and for a default together with a factory.
    """
    if default is not MISSING and factory is not None:
        raise StateError("state() got a default and a factory. Give one of them.")
    if _is_collection(default):
        kind = type(default).__name__
        cure = f"state(factory=lambda: {default!r:.60})" if default else f"state(factory={kind})"
        raise StateError(f"state({default!r:.60}) would be one {kind} for all instances. Write {cure}.")
    if default is not MISSING and (is_more_than_text(default) or not is_immutable(default)):
        raise StateError(
            message(
                "state(…) takes a first value that is plain and cannot change in place.",
                got=default,
                cure="Let each instance make its own: state(factory=lambda: …), or set it in mount().",
            )
        )
    return State(default, factory)


# What happens when state is set.


class Field(Owner):
    """One state field of one instance, as its tracked collections see it."""

    __slots__ = ("_component", "_field")

    def __init__(self, component: Component, field: str) -> None:
        self._component = component
        self._field = field

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Field) and self._component is other._component and self._field == other._field

    def __hash__(self) -> int:
        return hash((id(self._component), self._field))

    @property
    def name(self) -> str:
        return f"{type(self._component).__name__}.{self._field}"

    def changing(self, tracked: Tracked) -> None:
        announce(self._component, self._field, tracked, tracked.remember)


def set_state(component: Component, name: str, value: object) -> None:
    """Give a state field a new value."""
    if type(value) not in ATOMS:
        value = track(value, Field(component, name))
    if component.__host__ is not None:
        component.__host__.assigning(component, name, value)
    announce(component, name, name, functools.partial(_remember, component, name))
    component.__dict__[name] = value


def announce(component: Component, name: str, what: object, remember: Callable[[], Callable[[], None]]) -> None:
    """Tell the host that a field is about to change, unless it must not."""
    host = component.__host__
    if host is None:
        return
    if host.rendering:
        raise StateError(
            message(
                "this was changed while rendering.",
                where=f"{type(component).__name__}.{name}",
                cure="render() and @computed only read; change state in an event, or in mount() or update().",
            )
        )
    host.changing(component, what, remember)


def _remember(component: Component, name: str) -> Callable[[], None]:
    before = component.__dict__.get(name, MISSING)
    if before is MISSING:
        return functools.partial(component.__dict__.pop, name, None)
    return functools.partial(component.__dict__.__setitem__, name, before)


# Values derived from state.


class Computed(Generic[T]):
    """A value derived from state, props and data: what `@computed` makes of a method."""

    def __init__(self, function: Callable[[Any], T], *, pure: bool) -> None:
        self.function = function
        self.pure = pure
        self.__doc__ = function.__doc__

    @overload
    def __get__(self, component: None, owner: type) -> Computed[T]: ...
    @overload
    def __get__(self, component: Component, owner: type) -> T: ...
    def __get__(self, component: Component | None, owner: type) -> Computed[T] | T:
        if component is None:
            return self
        host = component.__host__
        # An event may have just changed what this reads: only a render can take it as given until its end.
        if host is None or not (self.pure or host.rendering):
            return self._compute(component)
        if not self.pure:
            host.reads(component)
        cached = component.__cache__
        if cached is None:
            cached = component.__dict__["__cache__"] = {}
        if self not in cached:
            cached[self] = self._compute(component)
        value: T = cached[self]
        return value

    def _compute(self, component: Component) -> T:
        value = self.function(component)
        if hasattr(value, "__next__") or getattr(value, "_result_cache", MISSING) is None:
            raise ComponentError(
                message(
                    "this gave something that is only read when it is used: again each time, or only once.",
                    where=f"{type(component).__name__}.{self.function.__name__}",
                    got=type(value),
                    cure="Return list(…) of it.",
                )
            )
        return value


@overload
def computed(method: Callable[[Any], T], /) -> Computed[T]: ...
@overload
def computed(*, pure: bool) -> Callable[[Callable[[Any], T]], Computed[T]]: ...
def computed(method: Callable[[Any], T] | None = None, /, *, pure: bool = False) -> Any:
    """A value derived from state, props and data: `@computed` above a method of `self` alone, then read `self.name`.

    Cached within a render and dropped by every event of the page, so it may read the database; a component that
    reads one is rendered again after each event. In an event it is computed at each read. With `@computed(pure=True)`
    it depends on the component's own fields alone and is kept until one of them changes.
    """
    if method is None:
        return functools.partial(computed, pure=pure)
    if inspect.iscoroutinefunction(method):
        raise ComponentError(
            message(
                "a computed value is read while rendering, which does not wait.",
                where=method.__qualname__,
                cure="Load in mount() or in an event, and keep what is loaded in state.",
            )
        )
    return Computed(method, pure=pure)


# What a class declares.


def declare(cls: type[Component]) -> dict[str, Declared]:
    """The props and state that the body of `cls` declares itself.

    Raises `ComponentError` for a declaration that cannot work, naming class, field and cure.
    """
    annotations = get_annotations(cls, format=Format.FORWARDREF)
    fields: dict[str, Declared] = {}
    for name, value in cls.__dict__.items():
        if isinstance(value, State) and (name not in annotations or value.name != name):
            raise ComponentError(f"{cls.__name__}.{name} is state of its own and needs a type: {name}: int = state(…).")
        if name not in annotations and not name.startswith("__"):
            _check_shared(cls, name, value)
    for name, annotation in annotations.items():
        if _is_class_variable(annotation):
            continue
        value = cls.__dict__.get(name, MISSING)
        if name.startswith("_"):
            _check_scratch(cls, name, value)
        elif name in RESERVED:
            raise ComponentError(f"{cls.__name__}.{name}: this name belongs to every component. Choose another one.")
        elif isinstance(value, State):
            fields[name] = value
        else:
            _check_default(cls, name, value)
            fields[name] = Prop(name, value)
    return fields


def check_overrides(cls: type[Component], inherited: Mapping[str, Declared]) -> None:
    """Raise `ComponentError` where the body of `cls` hides a field that it has from a parent."""
    annotations = get_annotations(cls, format=Format.FORWARDREF)
    for name, value in cls.__dict__.items():
        if name in inherited and name not in annotations:
            kind = "a prop" if isinstance(inherited[name], Prop) else "state"
            cure = (
                "Choose another name." if _is_method(value) else f"Give it a new default with its type: {name}: … = … ."
            )
            raise ComponentError(f"{cls.__name__}.{name} is {kind} of the component that it is derived from. {cure}")


def _is_collection(value: object) -> bool:
    return isinstance(value, list | dict | set)


def _is_class_variable(annotation: object) -> bool:
    if isinstance(annotation, str):
        return annotation.removeprefix("typing.").removeprefix("t.").startswith("ClassVar")
    return annotation is ClassVar or get_origin(annotation) is ClassVar


def _is_method(value: object) -> bool:
    return isinstance(value, FunctionType | property | Computed | EventMethod | classmethod | staticmethod)


def _name_of(method: Any) -> object:
    """The name that a method was written with."""
    function = getattr(method, "function", None) or getattr(method, "fget", None) or method
    return getattr(function, "__name__", None)


def _check_default(cls: type[Component], name: str, default: object) -> None:
    where = f"{cls.__name__}.{name}"
    if isinstance(default, ElementRef | ChildRef):
        raise ComponentError(
            message("a ref is no prop.", where=where, cure=f"Take the annotation off: {name} = ref(…).")
        )
    if _is_method(default) and _name_of(default) == name:
        raise ComponentError(message("this is a prop and a method at once. Choose another name for one.", where=where))
    if type(default).__hash__ is None:
        kind = type(default).__name__
        raise ComponentError(
            message(
                f"this default would be one {kind} for all instances.",
                where=where,
                got=default,
                cure=f"For a prop take a tuple or frozen dataclass; for state write {name}: … = state(factory=…).",
            )
        )


def _check_shared(cls: type[Component], name: str, value: Any) -> None:
    if _is_collection(value) and not name.isupper():
        kind = type(value).__name__
        raise ComponentError(
            message(
                f"this is one {kind} for all instances, and so for all users.",
                where=f"{cls.__name__}.{name}",
                got=value,
                cure=f"For state write {name}: … = state(factory=…); for what never changes, {name}: ClassVar[…].",
            )
        )


def _check_scratch(cls: type[Component], name: str, value: object) -> None:
    """A name with an underscore is no field, but type checkers do not know that."""
    if name.startswith("__"):
        return
    _check_shared(cls, name, value)
    if value is MISSING:
        raise ComponentError(
            message(
                "to type checkers this is a prop that must be given.",
                where=f"{cls.__name__}.{name}",
                cure=f"Give it a value to start from: {name}: … = None.",
            )
        )
