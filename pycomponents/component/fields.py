"""What a component's annotations declare: props, and state that tells when it changes."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, Literal, TypeVar, get_origin, overload

from typing_extensions import Format, get_annotations

from pycomponents.component.tracked import Owner, track
from pycomponents.errors import ComponentError, StateError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.component.component import Component
    from pycomponents.component.tracked import Tracked

T = TypeVar("T")
MISSING: Final = object()


@dataclass(frozen=True, slots=True)
class Prop:
    """Given by whoever renders the component. `default` is `MISSING` where it must be given."""

    name: str
    default: object


@dataclass(slots=True)
class State:
    """Owned by the component. Made by `state()`; the class that it is declared in gives it its name."""

    default: object
    factory: Callable[[], object] | None
    name: str = ""

    def initial(self, component: Component) -> object:
        """The first value, tracked. Raises `StateError` where there is none yet."""
        if self.factory is not None:
            return track(self.factory(), Field(component, self.name))
        if self.default is MISSING:
            raise StateError(
                f"{type(component).__name__}.{self.name} has no value yet. "
                f"Set it in mount(), or declare it with a default: {self.name}: … = state(…)."
            )
        return self.default


@overload
def state(default: T, *, init: Literal[False] = False) -> T: ...
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
    if isinstance(default, (list, dict, set)):
        kind = type(default).__name__
        cure = f"state(factory={kind})" if not default else f"state(factory=lambda: {default!r:.60})"
        raise StateError(f"state({default!r:.60}) would be one {kind} for all instances. Write {cure}.")
    return State(default, factory)


class Field(Owner):
    """One state field of one instance, as its tracked collections see it."""

    __slots__ = ("_component", "_field")

    def __init__(self, component: Component, field: str) -> None:
        self._component = component
        self._field = field

    @property
    def name(self) -> str:
        return f"{type(self._component).__name__}.{self._field}"

    def changing(self, tracked: Tracked) -> None:
        announce(self._component, self._field, tracked, tracked.remember)


def set_state(component: Component, name: str, value: object) -> None:
    """Give a state field a new value."""
    value = track(value, Field(component, name))
    announce(component, name, name, functools.partial(_remember, component, name))
    component.__dict__[name] = value


def announce(component: Component, name: str, what: object, remember: Callable[[], Callable[[], None]]) -> None:
    """Tell the host that a field is about to change, unless it must not."""
    host = component.__host__
    if host is None:
        return
    if host.rendering:
        raise StateError(
            f"{type(component).__name__}.{name} was changed while rendering. "
            "render() and @computed only read; change state in an event, or in mount() or update()."
        )
    host.changing(component, what, remember)


def _remember(component: Component, name: str) -> Callable[[], None]:
    before = component.__dict__.get(name, MISSING)
    if before is MISSING:
        return functools.partial(component.__dict__.pop, name, None)
    return functools.partial(component.__dict__.__setitem__, name, before)


class computed(Generic[T]):
    """A value derived from state, props and data: `@computed` above a method of `self`.

    Cached within a render and dropped by every event of the page, so it may read the database; a component that
    reads one is rendered again after each event. With `@computed(pure=True)` it depends on the component's own
    fields alone and is kept until one of them changes.
    """

    __slots__ = ("function", "name", "pure")

    def __init__(self, function: Callable[[Any], T], *, pure: bool = False) -> None:
        self.function = function
        self.pure = pure
        self.name = function.__name__

    if TYPE_CHECKING:

        @overload
        def __new__(cls, function: Callable[[Any], T]) -> computed[T]: ...
        @overload
        def __new__(cls, *, pure: bool) -> Callable[[Callable[[Any], T]], computed[T]]: ...
        def __new__(cls, function: Any = None, *, pure: bool = False) -> Any: ...

    else:

        def __new__(cls, function=None, *, pure=False):
            if function is None:
                return functools.partial(cls, pure=pure)
            return super().__new__(cls)

    @overload
    def __get__(self, component: None, owner: type) -> computed[T]: ...
    @overload
    def __get__(self, component: Component, owner: type) -> T: ...
    def __get__(self, component: Component | None, owner: type) -> computed[T] | T:
        if component is None:
            return self
        host = component.__host__
        if host is None:
            return self._compute(component)
        if not self.pure:
            host.reads(component)
        cached = component.__computed__
        if self.name not in cached:
            cached[self.name] = (self.pure, self._compute(component))
        return cached[self.name][1]  # type: ignore[no-any-return]

    def _compute(self, component: Component) -> T:
        value = self.function(component)
        # A Django queryset that has not been evaluated would run its query again at each use.
        if getattr(value, "_result_cache", value) is None:
            raise ComponentError(
                f"{type(component).__name__}.{self.name} gave a queryset that has not been read. "
                "Return list(queryset) instead."
            )
        return value


def declare(cls: type[Component]) -> tuple[dict[str, Prop], dict[str, State]]:
    """The props and the state of `cls`, those of its parents first.

    Raises `ComponentError` for a declaration that cannot work, naming class, field and cure.
    """
    props: dict[str, Prop] = dict(cls.__mro__[1].__dict__.get("__props__", {}))
    states: dict[str, State] = dict(cls.__mro__[1].__dict__.get("__states__", {}))
    for base in cls.__mro__[2:]:
        for name, prop in base.__dict__.get("__props__", {}).items():
            props.setdefault(name, prop)
        for name, field in base.__dict__.get("__states__", {}).items():
            states.setdefault(name, field)
    annotations = get_annotations(cls, format=Format.FORWARDREF)
    for name, annotation in annotations.items():
        if name.startswith("_") or _is_class_variable(annotation):
            continue
        _check_name(cls, name)
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, State):
            default.name = name
            states[name] = default
            props.pop(name, None)
            delattr(cls, name)  # reading falls to Component.__getattr__ until there is a value
        else:
            _check_default(cls, name, default)
            props[name] = Prop(name, default)
            states.pop(name, None)
    for name, value in cls.__dict__.items():
        if isinstance(value, State):
            raise ComponentError(f"{cls.__name__}.{name} = state(…) has no type. Write {name}: int = state(…).")
    return props, states


def _is_class_variable(annotation: object) -> bool:
    if isinstance(annotation, str):
        return annotation.removeprefix("typing.").removeprefix("t.").startswith("ClassVar")
    return annotation is ClassVar or get_origin(annotation) is ClassVar


def _check_name(cls: type[Component], name: str) -> None:
    if name in RESERVED:
        raise ComponentError(f"{cls.__name__}.{name}: this name belongs to every component. Choose another one.")


def _check_default(cls: type[Component], name: str, default: object) -> None:
    if isinstance(default, (list, dict, set)):
        raise ComponentError(
            f"{cls.__name__}.{name} = {default!r:.60} would be one {type(default).__name__} for all instances. "
            f"For a prop use a tuple or frozen dataclass; for state write {name}: … = state(factory=…)."
        )


RESERVED: Final = frozenset("key request render mount update unmount connected disconnected as_view".split())
