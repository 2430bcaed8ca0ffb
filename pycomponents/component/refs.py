"""Refs: how a component knows again what it has rendered, its elements and its children."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

from pycomponents.dom.node import Referred
from pycomponents.errors import ComponentError, message

if TYPE_CHECKING:
    from typing import Self

    from pycomponents.component.component import Component

C = TypeVar("C", bound="Component")


class _OfInstance:
    """An attribute of the class, of which each instance has its own."""

    name = ""
    owner: Component | None = None

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    # Reached only where the instance has none of its own yet.
    def __get__(self, component: Component | None, owner: type) -> Self:
        if component is None:
            return self
        own = self._copied()
        own.name, own.owner = self.name, component
        component.__dict__[self.name] = own
        return own

    def _copied(self) -> Self:
        return type(self)()

    @property
    def label(self) -> str:
        return f"{type(self.owner).__name__}.{self.name}"


class ElementRef(_OfInstance, Referred):
    """Knows the element that was given `ref=self.field` in the last render."""


class ChildRef(_OfInstance, Generic[C]):
    """Knows the child that was given `ref=self.dialog` in the last render. It is true while there is one."""

    def __init__(self, kind: type[C]) -> None:
        self._kind = kind
        self._child: C | None = None

    def _copied(self) -> Self:
        return type(self)(self._kind)

    def stand_for(self, child: Component) -> None:
        """This child was given the ref."""
        self._child = cast("C", child)

    def pass_on(self, before: Component, now: Component) -> None:
        """`now` takes the place of `before`, if this is what it stood for."""
        if self._child is before:
            self._child = cast("C", now)

    def __bool__(self) -> bool:
        return self._child is not None and self._child.__host__ is not None

    @property
    def component(self) -> C:
        """The child itself, to read its state and call its methods in an event. Raises `ComponentError` where there
        is none, and while rendering.
        """
        child = self._child
        if child is None or child.__host__ is None:
            raise ComponentError(
                message(
                    "no child stands at this ref.",
                    where=self.label,
                    expected=f"{self._kind.__name__}(…, ref=self.{self.name}) in the last render",
                    cure=f"Where it may be missing, ask first: if self.{self.name}: …",
                )
            )
        if child.__host__.rendering:
            raise ComponentError(
                message(
                    "a child was asked for while rendering.",
                    where=self.label,
                    cure="In a render, give it props; a ref is for events.",
                )
            )
        return child

    def checked(self, child: Component) -> ChildRef[C]:
        """This ref, for a component that may be given it."""
        if not isinstance(child, self._kind):
            raise ComponentError(
                message("this ref is for another class.", where=self.label, expected=self._kind.__name__, got=child)
            )
        return self


@overload
def ref() -> ElementRef: ...
@overload
def ref(child: type[C], /) -> ChildRef[C]: ...
def ref(child: type[Any] | None = None, /) -> ElementRef | ChildRef[Any]:
    """A way to know again what was rendered: `dialog = ref(Dialog)` in the class, without an annotation.

    `Dialog(…, ref=self.dialog)` in the render; then `self.dialog.component` is the mounted child, whose state may be
    read and whose methods may be called in an event. `field = ref()` is for an element: `input(ref=self.field)`. One
    ref is for one child or element; where several are given it, it knows the last.
    """
    if child is None:
        return ElementRef()
    if not hasattr(child, "__declared__"):  # refs know no components, which know them
        raise ComponentError(
            message(
                "there is nothing to call on it.",
                where=f"ref({getattr(child, '__name__', child)!s:.40})",
                expected="a component class",
                cure="A ref for an element is ref(), without one.",
            )
        )
    return ChildRef(child)


def check_given(component: Component, given: object) -> ChildRef[Any]:
    """What a component was given as `ref=`. Raises `ComponentError` for what is none, or for another class."""
    if isinstance(given, ChildRef):
        known: ChildRef[Any] = given  # pyright: ignore[reportUnknownVariableType]
        return known.checked(component)
    raise ComponentError(
        message(
            "ref= takes a ref for a component.",
            where=type(component).__name__,
            got=given,
            cure=f"Write field = ref({type(component).__name__}) in the class, and ref=self.field here.",
        )
    )
