"""All that a component may ask of the page it lives on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.component.component import Component
    from pycomponents.component.timers import Call, Timer
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

    def start_timer(self, timer: Timer) -> None:
        """A component asks for a timer; if the handler that asks raises, it has not asked."""
        ...

    def cancel_timer(self, timer: Timer) -> None:
        """A component is about to cancel a timer; if the handler that does raises, it has not."""
        ...

    def run_soon(self, call: Call) -> bool:
        """Run a method in the page's turn. Called from any thread. Says whether it has been queued."""
        ...
