"""Events: methods that the browser may call, and what they become once bound to an instance."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, Concatenate, Final, Generic, ParamSpec, TypeVar, overload

from pycomponents.component.behaviour import Behaviour, Scope
from pycomponents.component.equality import ATOMS, is_immutable, known_equal
from pycomponents.component.event_types import check_type
from pycomponents.component.key_names import parse_keys
from pycomponents.component.payload import Parameter, arguments_from, parameters_of, wanted
from pycomponents.dom.node import Listener, ListenerSpec
from pycomponents.errors import EventError, message

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.component.component import Component
    from pycomponents.component.payload import Brought

P = ParamSpec("P")
Q = ParamSpec("Q")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")


_AT_REST: Final = Behaviour()
_LARGEST_MARGIN: Final = 100_000
_MOST_SPECS: Final = 2000
_new: Final = object.__new__


class Event(Listener, Generic[P]):
    """An event method of one instance, ready to be listened with: `button(on_click=self.add)`.

    As a prop, `on_remove: Event[[]]`, it is how a child speaks to its parent. P: the parameters that are still open.
    """

    # A page of rows holds thousands of these, so what many have in common is one object.
    __slots__ = ("arguments", "component", "specs")

    def __init__(
        self,
        component: Component,
        method: EventMethod[...],
        arguments: tuple[object, ...] = (),
        behaviour: Behaviour = _AT_REST,
    ) -> None:
        self.component = component
        self.arguments = arguments
        self.specs: Alike = method.alike(type(component), len(arguments), behaviour)

    @property
    def method(self) -> Any:  # an EventMethod; but mypy would take this for the descriptor itself
        return self.specs.method

    @property
    def behaviour(self) -> Behaviour:
        return self.specs.behaviour

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Any:
        """Run the method now, as a part of the event being handled. What it returns is returned, to be awaited if
        the method is async. Raises `EventError` while rendering: write `on_click=self.add`, not `self.add()`.
        """
        host = self.component.__host__
        if host is not None:
            if host.rendering:
                raise EventError(
                    message(
                        "this was called while rendering.",
                        where=self.label,
                        cure=f"To listen with it, leave the brackets off, or bind: self.{self.method.name}.bind(…).",
                    )
                )
            host.called(self.component)
        return self.method.function(self.component, *self.arguments, *args, **kwargs)

    # Both type checkers understand a `self` that is any callable; `self: Event[Concatenate[A, Q]]` they do not.
    @overload
    def bind(self: Callable[Concatenate[A, Q], object], a: A, /) -> Event[Q]: ...
    @overload
    def bind(self: Callable[Concatenate[A, B, Q], object], a: A, b: B, /) -> Event[Q]: ...
    @overload
    def bind(self: Callable[Concatenate[A, B, C, Q], object], a: A, b: B, c: C, /) -> Event[Q]: ...
    @overload
    def bind(self: Callable[Concatenate[A, B, C, D, Q], object], a: A, b: B, c: C, d: D, /) -> Event[Q]: ...
    def bind(self: Any, *arguments: object, **names: object) -> Event[...]:
        """Give the first parameters now. They stay on the server; the browser never sees nor sends them.

        arguments: values that cannot change in place, and saved model instances.
        Raises `EventError` for any other, and where there are more arguments than parameters.
        """
        event: Event[...] = self
        if names:
            name, value = next(iter(names.items()))
            raise EventError(
                message(
                    "what is bound is given by position, to the first parameters.",
                    where=f"{event.label}.bind({name}=…)",
                    expected=event.method.signature,
                    cure=f"Leave the name away: .bind({value!r:.40}).",
                )
            )
        for argument in arguments:
            if type(argument) not in ATOMS:
                _check_bindable(event, argument)
        bound = event.arguments + arguments
        specs = event.specs.bound.get(len(bound))
        if specs is None:
            if len(bound) > len(event.method.parameters):
                raise EventError(
                    message(
                        "more is bound than it has parameters.",
                        where=event.label,
                        expected=f"{len(event.method.parameters)} at most, {event.method.signature}",
                        got=bound,
                    )
                )
            specs = event.specs.binding(len(bound))
        made: Event[...] = _new(Event)
        made.component = event.component
        made.arguments = bound
        made.specs = specs
        return made

    def _behaving(self, **options: Any) -> Event[P]:
        return Event(self.component, self.method, self.arguments, self.behaviour._replace(**options))

    def _adding(self, **options: Any) -> Event[P]:
        return self._behaving(more=self.behaviour.more._replace(**options))

    def _in_scope(self, scope: Scope) -> Event[P]:
        before = self.behaviour.more.scope
        if before not in ("", scope):
            raise self._contradiction(scope, before)
        return self._adding(scope=scope)

    def _contradiction(self, one: str, other: str) -> EventError:
        one, other = (name.replace("self", "self_") for name in (one, other))
        return EventError(
            message(f".{one}() and .{other}() contradict each other.", where=self.label, cure="Leave one of them away.")
        )

    def debounce(self, milliseconds: int) -> Event[P]:
        """Send only after so many milliseconds of silence; at once when the field is left or its form is sent."""
        return self._behaving(debounce=self._milliseconds("debounce", milliseconds))

    def throttle(self, milliseconds: int) -> Event[P]:
        """Send at most once in so many milliseconds; the last one is never lost. 0: as they come, also of a type of
        which many come, such as pointermove.
        """
        return self._behaving(throttle=self._milliseconds("throttle", milliseconds))

    def on_key(self, *keys: str, editable: bool = False) -> Event[P]:
        """Only for these keys, named as `KeyboardEvent.key` names them, and combinations: "Enter", "?", "Ctrl+Enter",
        "Mod+K" (Ctrl, and on a Mac Cmd).

        editable: with `window()` or `document()`, also where the user types in a field.
        """
        parsed = parse_keys(keys, self.label)
        return self._adding(keys=parsed, editable=editable)

    def prevent(self) -> Event[P]:
        """Prevent the browser's default action."""
        if self.behaviour.passive:
            raise self._contradiction("prevent", "passive")
        return self._behaving(prevent=True)

    def passive(self) -> Event[P]:
        """Never prevent the browser's default action: a link that listens is followed, too."""
        if self.behaviour.prevent:
            raise self._contradiction("passive", "prevent")
        return self._behaving(passive=True)

    def stop(self) -> Event[P]:
        """Do not let the event reach elements further out."""
        return self._behaving(stop=True)

    def once(self) -> Event[P]:
        """Only the first time."""
        return self._adding(once=True)

    def confirm(self, question: str) -> Event[P]:
        """Ask the user first, in a dialog of the browser's; nothing is sent if the answer is no."""
        if type(question) is not str or not question.strip():
            raise EventError(
                message("it needs a question.", where=f"{self.label}.confirm({question!r:.40})", got=question)
            )
        return self._adding(confirm=question)

    def self_(self) -> Event[P]:
        """Only what happens to the element itself, not to what stands in it."""
        return self._in_scope("self")

    def outside(self) -> Event[P]:
        """What happens outside of the element, anywhere in the page: a click there closes a menu."""
        return self._in_scope("outside")

    def window(self) -> Event[P]:
        """What happens anywhere in the window, or to the window itself."""
        return self._in_scope("window")

    def document(self) -> Event[P]:
        """What happens anywhere in the document, or to the document itself."""
        return self._in_scope("document")

    def margin(self, pixels: int) -> Event[P]:
        """Of `on_visible` and `on_hidden`: count as visible what is so many pixels away from being it; less than 0:
        what is so far inside.
        """
        if type(pixels) is not int or abs(pixels) > _LARGEST_MARGIN:
            raise EventError(
                message("this takes whole pixels.", where=f"{self.label}.margin({pixels!r:.40})", got=pixels)
            )
        return self._adding(margin=pixels)

    def ratio(self, part: float) -> Event[P]:
        """Of `on_visible` and `on_hidden`: how much of the element must be seen, from 0 (any of it) to 1 (all)."""
        if type(part) not in (int, float) or not 0 <= part <= 1:
            raise EventError(
                message("this takes a number from 0 to 1.", where=f"{self.label}.ratio({part!r:.40})", got=part)
            )
        return self._adding(ratio=part)

    def resetting(self) -> Event[P]:
        return self._behaving(reset=True)

    def _milliseconds(self, name: str, given: int) -> int:
        if type(given) is not int or given < 0:
            raise EventError(
                message("this takes whole milliseconds.", where=f"{self.label}.{name}({given!r:.40})", got=given)
            )
        return given

    # What the tree asks of a listener.

    def check(self, event_type: str) -> None:
        self.describe(event_type)

    def describe(self, event_type: str) -> ListenerSpec:
        return self.specs[event_type]

    def same_code(self, other: Listener) -> bool:
        return (
            isinstance(other, Event)
            and self.component is other.component
            and (self.specs is other.specs or self.specs.method is other.specs.method)
        )

    def stands_for(self, other: Listener) -> bool:
        """Whether a user who meant `other` meant this: same instance, method and arguments.

        A model instance is the row it was read from: label and primary key decide.
        """
        return (
            isinstance(other, Event)
            and self.same_code(other)
            and len(self.arguments) == len(other.arguments)
            and all(known_equal(a, b) or _same_row(a, b) for a, b in zip(self.arguments, other.arguments, strict=True))
        )

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Event)
            and self.same_code(other)
            and (self.specs is other.specs or self.behaviour == other.behaviour)
            and known_equal(self.arguments, other.arguments)
        )

    def __hash__(self) -> int:
        return hash((id(self.component), self.method.name))

    def __repr__(self) -> str:
        return f"<Event {self.label}{self.arguments!r}>"

    @property
    def label(self) -> str:
        """How a programmer names this event: "TodoList.add"."""
        return str(self.method.label(self.component))

    # What the page asks.

    def _open_parameters(self) -> tuple[Parameter, ...]:
        parameters: tuple[Parameter, ...] = self.method.parameters
        return parameters[len(self.arguments) :]

    def arguments_for(self, event_type: str, brought: Brought) -> tuple[object, ...]:
        """What to call this with, by the annotated types. Raises `PayloadError` where what is brought does not fit."""
        parameters = self._open_parameters()
        return arguments_from(parameters, event_type, brought) if parameters else ()


class Alike(dict[str, ListenerSpec]):
    """What events of one method and class have in common that are alike but for the values of their bound arguments:
    by event type what the client must know of them, found when it is first asked for.

    bound: the same with other numbers of arguments bound.
    """

    __slots__ = ("behaviour", "bound", "cls", "many", "method")

    def __init__(self, method: EventMethod[...], cls: type, many: int, behaviour: Behaviour) -> None:
        self.method = method
        self.cls = cls
        self.many = many
        self.behaviour = behaviour
        self.bound: dict[int, Alike] = {}

    def binding(self, many: int) -> Alike:
        specs = self.bound[many] = self.method.alike(self.cls, many, self.behaviour)
        return specs

    def __missing__(self, event_type: str) -> ListenerSpec:
        label = f"{self.cls.__name__}.{self.method.name}"
        check_type(event_type, label)
        self.behaviour.check(event_type, label)
        send = wanted(self.method.parameters[self.many :], event_type, label)
        options = self.behaviour.options(event_type, send)
        identity = f"{self.cls.__module__}.{self.cls.__qualname__}.{self.method.name}"
        spec = self[event_type] = ListenerSpec(identity, options)
        return spec


class EventMethod(Generic[P]):
    """A method marked with `@event`, in its class."""

    def __init__(self, function: Callable[Concatenate[Any, P], object]) -> None:
        self.function = function
        self.name = self.__name__ = function.__name__
        self.is_async = inspect.iscoroutinefunction(function)
        self._alike: dict[tuple[object, ...], Alike] = {}
        self._resting: dict[type, Alike] = {}  # those with nothing bound, at rest
        self.parameters = parameters_of(function)
        self.__doc__ = function.__doc__

    @overload
    def __get__(self, component: None, owner: type) -> EventMethod[P]: ...
    @overload
    def __get__(self, component: Component, owner: type) -> Event[P]: ...
    def __get__(self, component: Component | None, owner: type) -> EventMethod[P] | Event[P]:
        if component is None:
            return self
        cls = component.__class__
        specs = self._resting.get(cls)
        if specs is None:
            specs = self._resting[cls] = self.alike(cls, 0, _AT_REST)
        made: Event[P] = _new(Event)
        made.component = component
        made.arguments = ()
        made.specs = specs
        return made

    def alike(self, cls: type, many: int, behaviour: Behaviour) -> Alike:
        """What events of this method have in common, with so many arguments bound."""
        specs = self._alike.get((cls, many, behaviour))
        if specs is None:
            if len(self._alike) >= _MOST_SPECS:
                self._alike.clear()  # fed with data: questions that name a row
            specs = self._alike[cls, many, behaviour] = Alike(self, cls, many, behaviour)
        return specs

    @property
    def signature(self) -> str:
        return f"{self.name}({', '.join(parameter.name for parameter in self.parameters)})"

    def label(self, component: Component) -> str:
        """How a programmer names this method: "TodoList.add"."""
        return f"{type(component).__name__}.{self.name}"


def event(method: Callable[Concatenate[Any, P], object]) -> EventMethod[P]:
    """Let the browser call this method, by an element that listens with it and by no other way.

    Its parameters are filled by name and type: from the fields of a form on submit, else from what the event brings
    (`value`, `checked`, `key`, …), or with all of it by an annotated event object (`event: KeyEvent`).
    It may be sync or async. Raises `EventError` for a parameter that could not be filled.
    """
    if not inspect.isfunction(method):
        raise EventError(message("@event stands above a method, closest to it not last.", got=method))
    if inspect.isgeneratorfunction(method) or inspect.isasyncgenfunction(method):
        raise EventError(message("an event does not yield: its body would never run.", where=method.__qualname__))
    return EventMethod(method)


def _check_bindable(bound: Event[...], argument: object) -> None:
    if is_immutable(argument) or _row(argument) is not None:
        return
    saved = " It is not saved yet, so nothing tells which row it is." if hasattr(argument, "_meta") else ""
    raise EventError(
        message(
            f"what is bound may not change between the render and the click.{saved}",
            where=f"{bound.label}.bind({argument!r:.60})",
            got=argument,
            cure="Bind what does not change: .bind(item.pk), a number, a text, a tuple or a frozen dataclass.",
        )
    )


def _row(value: object) -> tuple[str, object] | None:
    """The label and primary key of a saved Django model instance."""
    meta = getattr(type(value), "_meta", None)
    if meta is None:
        return None
    pk, state = getattr(value, "pk", None), getattr(value, "_state", None)
    return None if pk is None or getattr(state, "adding", False) else (meta.label, pk)


def _same_row(one: object, two: object) -> bool:
    row = _row(one)
    return row is not None and row == _row(two)
