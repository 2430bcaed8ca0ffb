"""All that a component may ask of the page it lives on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.component.component import Component
    from pycomponents.web.request import PageRequest


class Host(Protocol):
    """Implemented by the runtime; a component that is not mounted has none."""

    @property
    def request(self) -> PageRequest:
        """Who is looking, and at which address."""
        ...

    @property
    def rendering(self) -> bool:
        """Whether a render is running: state must not change and events must not be fired in it."""
        ...

    def changing(self, component: Component, what: object, remember: Callable[[], Callable[[], None]]) -> None:
        """State of `component` is about to change.

        The first time in an event that `what` (a field or a collection) changes, `remember()` is called for a way
        back, which is taken if the handler raises.
        """
        ...

    def assigning(self, component: Component, name: str, value: object) -> None:
        """The state field `name` is about to get this value. In development, raises `StateError` where it does not fit
        the field's annotation.
        """
        ...

    def called(self, component: Component) -> None:
        """An event method of `component` runs: it is rendered again, whatever it changes."""
        ...

    def reads(self, component: Component) -> None:
        """A `@computed` value of `component` was read: it depends on more than its own fields."""
        ...
