"""Component: a class with typed props and state, event methods, and a render."""

from __future__ import annotations

import dis
import inspect
from decimal import Decimal
from types import FunctionType
from typing import TYPE_CHECKING, Any, ClassVar, Final, ParamSpec, Self, cast

from typing_extensions import dataclass_transform

from pycomponents.component.equality import ATOMS
from pycomponents.component.event import EventMethod
from pycomponents.component.fields import (
    HOOKS,
    MISSING,
    OURS,
    Computed,
    Prop,
    State,
    check_overrides,
    declare,
    set_state,
    state,
)
from pycomponents.component.refs import check_given
from pycomponents.component.timers import Call, soon, start
from pycomponents.dom.arguments import key_of
from pycomponents.dom.children import TO_HOLD, held
from pycomponents.dom.node import Key, Mountable
from pycomponents.errors import ComponentError, PropError, StateError, nearest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from django.http import HttpResponse

    from pycomponents.component.fields import Declared
    from pycomponents.component.host import Host
    from pycomponents.component.refs import ChildRef
    from pycomponents.component.timers import Timer
    from pycomponents.dom.tags import Node
    from pycomponents.web.request import PageRequest

P = ParamSpec("P")


@dataclass_transform(kw_only_default=True, field_specifiers=(state,))
class _Fields:
    """The decorated base must be empty: fields on the decorated class itself are no fields to type checkers."""


class _Hosted(Mountable):
    """What a component has besides its fields; here type checkers do not take it for one."""

    __host__: Host | None = None
    __cache__: dict[Computed[Any], Any] | None = None

    # What the class and its parents declare.
    __declared__: ClassVar[dict[str, Declared]] = {}
    __props__: ClassVar[dict[str, Prop]] = {}
    __states__: ClassVar[dict[str, State]] = {}
    __defaults__: ClassVar[dict[str, object]] = {}
    __names__: ClassVar[frozenset[str]] = frozenset({"key"})
    __events__: ClassVar[dict[str, EventMethod[...]]] = {}


class Component(_Fields, _Hosted):
    """A part of a page that holds state, answers the user's events and renders itself.

    Annotate props and state in the class body, mark what the browser may call with `@event`, and return one element
    from `render()`. An instance, `TodoRow(todo=t, key=t.pk)`, is a description until it is mounted; it is also a
    plain object, so in a unit test it can be made, called and rendered with no page around it.

    key: what makes this one itself among its siblings; give one wherever a list is rendered.
    ref: lets the parent speak to this one, see `ref`.
    """

    key: Key | None = None
    ref: ChildRef[Self] | None = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        _check_methods(cls)
        cls.__declared__ = declare(cls)
        fields: dict[str, Declared] = {}
        for base in reversed(cls.__mro__[1:]):
            fields.update(base.__dict__.get("__declared__", {}))
        check_overrides(cls, fields)
        fields.update(cls.__declared__)
        cls.__props__ = {name: field for name, field in fields.items() if isinstance(field, Prop)}
        cls.__states__ = {name: field for name, field in fields.items() if isinstance(field, State)}
        cls.__defaults__ = {name: prop.default for name, prop in cls.__props__.items() if prop.default is not MISSING}
        cls.__names__ = frozenset(["key", *cls.__props__])
        cls.__events__ = {name: value for name, value in _members(cls).items() if isinstance(value, EventMethod)}
        for register in _on_define:
            register(cls)

    if not TYPE_CHECKING:  # to type checkers, `dataclass_transform` says what may be given, and what there is

        def __init__(self, /, *args, key=None, ref=None, **props):
            fields = self.__dict__
            fields["key"] = key if key is None or type(key) is int else key_of(type(self).__name__, key)
            fields.update(self.__defaults__)
            fields.update(props)
            if args or fields.keys() != self.__names__:
                _refuse_props(type(self), args, props)
            for name, value in props.items():
                if type(value) in TO_HOLD:  # it is rendered later, and more than once
                    fields[name] = held(value, type(self).__name__)
            if ref is not None:
                fields["__ref__"] = check_given(self, ref)

        def __setattr__(self, name, value):
            if name in self.__states__:
                set_state(self, name, value)
            elif name[0] == "_" or (name == "key" and self.__host__ is None):
                self.__dict__[name] = value
            else:
                _refuse_assignment(type(self), name)

        def __delattr__(self, name):
            if name[0] != "_":
                raise StateError(
                    f"{type(self).__name__}.{name} cannot be deleted. Set it to None, or to a first value."
                )
            super().__delattr__(name)

    def __getitem__(self, children: Node) -> Self:
        """The same component with children, as an element gets them: `Card(title="Hello")[p["Some text"]]`.

        They become its prop `children`, which a class that takes any declares: `children: Node = None`. Raises
        `PropError` where it does not, and where it has been given children before.
        """
        cls = type(self)
        if "children" not in cls.__props__:
            raise PropError(
                f"{cls.__name__}[…] takes no children. Declare the prop children: Node = None and show it in render()."
            )
        if self.__dict__["children"] is not cls.__defaults__.get("children"):
            raise PropError(f"{cls.__name__}[…] was given children twice.")
        twin = object.__new__(cls)
        twin.__dict__.update(self.__dict__, children=held(children, cls.__name__))
        return twin

    def __repr__(self) -> str:
        props = (f"{name}={self.__dict__.get(name)!r:.40}" for name in self.__props__)
        return f"{type(self).__name__}({', '.join(props)})"

    @property
    def request(self) -> PageRequest:
        """Who is looking, and at which address. Raises `ComponentError` where the component is not on a page."""
        if self.__host__ is None:
            raise ComponentError(f"{type(self).__name__} is not on a page, so it has no request.")
        return self.__host__.request

    def render(self) -> Any:
        """What this component looks like now: one element, another component, or None for nothing."""
        raise ComponentError(f"{type(self).__name__} has no render(). Define one that returns an element.")

    def mount(self) -> Awaitable[None] | None:
        """The component has got its place and its props, and is about to render for the first time."""

    def update(self) -> Awaitable[None] | None:
        """The parent has given new props; the next render will show them."""

    def unmount(self) -> Awaitable[None] | None:
        """The component goes, and does not come back."""

    def connected(self) -> Awaitable[None] | None:
        """A browser is attached: after the first join, and again after a dropped connection."""

    def disconnected(self) -> Awaitable[None] | None:
        """The connection is gone. The page is kept for a while and may come back."""

    def error_fallback(self, error: Exception, reference: str) -> Any:
        """What stands here in place of a component that has raised in `mount`, `update`, `connected` or `render`.

        It is tried again when it is next rendered, unless it has crashed three times in a minute. None, as here, is
        for the built-in one: the traceback in DEBUG, else the reference.

        error: what was raised; not for the user's eyes. reference: names the entry in the log.
        """
        return None

    def after(self, seconds: float, method: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> Timer:
        """Run a method of this component once, after so many seconds: `self.after(5, self.close)`.

        It runs like an event, in the page's turn, and what it changes is shown. It does not run once the component
        has gone. Without a page, as in a unit test, nothing runs. Raises `ComponentError` for seconds that cannot be
        waited, for anything but a method of this component, while rendering, and where a page has too many timers.
        """
        return start(Call(self, method, args, kwargs), seconds, repeats=False)

    def every(self, seconds: float, method: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> Timer:
        """Run a method of this component again and again: `self.every(1, self.tick)`.

        It replaces the timer that the method has from an `every()` before, so `connected()` is a good place for it.
        It never overlaps with itself: what is missed, because the method or its page is slow, is left out. Otherwise
        as `after()`.
        """
        return start(Call(self, method, args, kwargs), seconds, repeats=True)

    def soon(self, method: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Run a method of this component in its page's next turn: `chat.soon(chat.said, "Hello")`.

        It may be called from anywhere: another thread, a task, an event of another page. Returns False, and does
        nothing, where the component has gone or its page has far too much waiting. Otherwise as `after()`.
        """
        return soon(Call(self, method, args, kwargs))

    @classmethod
    def as_view(cls, **options: Any) -> Callable[..., HttpResponse]:
        """A Django view that shows this component as a page: `path("todos/<str:title>/", TodoList.as_view())`.

        The URL's arguments become props, converted to their annotated types. Raises `PropError` for an option that is
        no prop.

        options: other props, and `document=Document(…)` for what stands around the component.
        """
        if not _view_factory:
            raise ComponentError('as_view() needs Django: add "pycomponents" to INSTALLED_APPS.')
        return _view_factory[0](cls, options)


# Filled by the layers above: what wants to know of every class, and who makes views.
_on_define: Final[list[Callable[[type[Component]], None]]] = []
_view_factory: Final[list[Callable[[type[Component], dict[str, Any]], Callable[..., HttpResponse]]]] = []


def on_define(register: Callable[[type[Component]], None]) -> None:
    """Call `register` with every component class from now on."""
    _on_define.append(register)


def set_view_factory(factory: Callable[[type[Component], dict[str, Any]], Callable[..., HttpResponse]]) -> None:
    """Let `factory(component_class, options)` make what `as_view()` returns."""
    _view_factory[:] = [factory]


def describe(cls: type[Component], props: Mapping[str, object]) -> Component:
    """A description made from props whose names are known only at run time. Raises `PropError` as `cls(…)` does."""
    make = cast("Callable[..., Component]", cls)
    return make(**props)


def props_of(component: Component) -> dict[str, object]:
    """The props that a description was given, defaults included."""
    return {name: component.__dict__[name] for name in component.__props__}


def with_key(component: Component, key: Key) -> Component:
    """The same description with a key. The given one stays as it is: it may be remembered, and stand elsewhere."""
    twin: Component = object.__new__(type(component))
    twin.__dict__.update(component.__dict__, key=key)
    return twin


def hand_over(component: Component, props: dict[str, object]) -> None:
    """Give a mounted component its parent's new props."""
    component.__dict__.update(props)
    forget_computed(component, pure=True)


def forget_computed(component: Component, *, pure: bool) -> None:
    """Drop cached `@computed` values: all with `pure`, else only those that may depend on anything."""
    cached = component.__cache__
    if cached:
        for value in [value for value in cached if pure or not value.pure]:
            del cached[value]


# What a class or a call may not do.


def _check_methods(cls: type[Component]) -> None:
    """Raise `ComponentError` for a method in the body of `cls` that would not do what it says."""
    own, where = cls.__dict__, cls.__name__
    if "__init__" in own or "__new__" in own:
        raise ComponentError(
            f"{where} has an __init__ or __new__ of its own. Props are declared as annotations and set without one; "
            "what else there is to do at the start belongs into mount()."
        )
    if inspect.iscoroutinefunction(own.get("render")):
        raise ComponentError(
            f"{where}.render() is async, and a render does not wait. Load in mount() or in an event, "
            "and keep what is loaded in state."
        )
    if isinstance(own.get("render"), FunctionType) and forgets_to_return(own["render"]):
        raise ComponentError(
            f"{where}.render() makes something and returns nothing: there is no return with a value in it. "
            "Write return in front of what it shows; for nothing, write return None."
        )
    _check_fallback(cls)
    for name, value in own.items():
        # What Django's views allow may be overridden: as_view as a class method.
        if name in OURS and not isinstance(value, classmethod):
            raise ComponentError(f"{where}.{name}: this name belongs to every component. Choose another one.")
        if isinstance(value, EventMethod) and name in HOOKS:
            raise ComponentError(f"{where}.{name}: the page calls this; the browser may not. Take @event off.")
        if isinstance(value, FunctionType) and isinstance(getattr(super(cls, cls), name, None), EventMethod):
            raise ComponentError(f"{where}.{name} takes the place of an event and is none. Write @event above it.")
    for base in cls.__mro__:
        stray = [name for name, value in base.__dict__.items() if isinstance(value, State)]
        if stray and not issubclass(base, Component):
            raise ComponentError(
                f"{base.__name__}.{stray[0]} is state in a class that is no component. "
                f"Derive it: class {base.__name__}(Component)."
            )


def _check_fallback(cls: type[Component]) -> None:
    """Raise `ComponentError` for an `error_fallback()` that could not be called when it is needed."""
    fallback, where = cls.__dict__.get("error_fallback"), f"{cls.__name__}.error_fallback"
    if not isinstance(fallback, FunctionType):
        return
    if inspect.iscoroutinefunction(fallback):
        raise ComponentError(
            f"{where}() is async, and what it shows is needed at once. Write def instead of async def."
        )
    try:
        inspect.signature(fallback).bind(None, None, "")
    except TypeError:
        raise ComponentError(
            f"{where}{inspect.signature(fallback)} cannot be called as it is. "
            "Write def error_fallback(self, error, reference), whether it uses them or not."
        ) from None


def forgets_to_return(function: FunctionType) -> bool:
    """Whether no `return` of `function` has a value, and its end is reached past an expression that nobody keeps."""
    if inspect.isgeneratorfunction(function):
        return False
    forgets = False
    one, two = None, None  # the instructions before, the nearer one last
    for now in dis.get_instructions(function):
        if now.opname in ("RETURN_VALUE", "RETURN_CONST"):
            has_loaded = now.opname == "RETURN_VALUE"
            constant, before = (two, one) if has_loaded else (now, two)
            if constant is None or constant.opname not in ("LOAD_CONST", "RETURN_CONST") or constant.argval is not None:
                return False
            # Where the end is reached, Python returns None at the place of what stands last.
            forgets |= before is not None and before.opname == "POP_TOP" and before.positions == now.positions
        one, two = two, now
    return forgets


def _members(cls: type) -> dict[str, object]:
    members: dict[str, object] = {}
    for base in reversed(cls.__mro__):
        members.update(base.__dict__)
    return members


def _refuse_props(cls: type[Component], args: tuple[object, ...], props: dict[str, object]) -> None:
    if args:
        first = next(iter(cls.__props__), "name")
        raise PropError(f"{cls.__name__}({args[0]!r:.40}): props are given by name, {cls.__name__}({first}=…).")
    for name in props:
        if name in cls.__states__:
            raise PropError(f"{cls.__name__}({name}=…): {name} is state, which only the component itself sets.")
        if name not in cls.__props__:
            raise PropError(f"{cls.__name__} has no prop {name!r}.{nearest(name, [*cls.__props__, 'key'])}")
    missing = [name for name, prop in cls.__props__.items() if prop.default is MISSING and name not in props]
    # Brackets come after the parentheses, in which a prop without default must be.
    cure = " To be given in brackets they need a default: children: Node = None." if "children" in missing else ""
    raise PropError(f"{cls.__name__}(…) was not given {', '.join(map(repr, missing))}.{cure}")


def _as_state(cls: type[Component], name: str) -> str:
    """How a plain value of the class is written as state; nothing for a method and the like."""
    value = getattr(cls, name)
    if type(value) not in ATOMS and type(value) not in (float, Decimal):
        return ""
    kind = "…" if value is None else type(value).__name__
    return f" To let it change, annotate it: {name}: {kind} = state({value!r:.40})."


def _refuse_assignment(cls: type[Component], name: str) -> None:
    if name in cls.__props__ or name == "key":
        raise StateError(
            f"{cls.__name__}.{name} is a prop: whoever renders the component gives it. "
            f"What the component changes itself is state: {name}: … = state(…)."
        )
    if hasattr(cls, name):
        raise StateError(
            f"{cls.__name__}.{name} belongs to the class, and cannot be set on one instance.{_as_state(cls, name)}"
        )
    raise StateError(
        f"{cls.__name__}.{name} is not declared, so it would be lost.{nearest(name, cls.__states__)} "
        f"Declare it in the class: {name}: … = state(…), "
        "or start its name with an underscore if it may be lost."
    )
