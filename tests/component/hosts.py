"""A page for one component, as small as the tests of components need it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, TypeVar, cast

from pycomponents import Component

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from pycomponents.component.timers import Call, Timer
    from pycomponents.web.request import PageRequest

C = TypeVar("C", bound=Component)


class FakeHost:
    """Records what a component tells its page, and can undo what was changed since it was made."""

    def __init__(self) -> None:
        self.rendering = False
        self.changed: list[object] = []
        self.readers: list[Component] = []
        self.calls: list[Component] = []
        self.timers: list[Timer] = []
        self.calls_soon: list[Call] = []
        self._undo: dict[object, Callable[[], None]] = {}

    @property
    def request(self) -> PageRequest:
        return cast("PageRequest", "the request")

    def changing(self, component: Component, what: object, remember: Callable[[], Callable[[], None]]) -> None:
        self.changed.append(what)
        name = what if isinstance(what, str) else id(what)
        if name not in self._undo:
            self._undo[name] = remember()

    def assigning(self, component: Component, name: str, value: object) -> None: ...

    def called(self, component: Component) -> None:
        self.calls.append(component)

    def reads(self, component: Component) -> None:
        self.readers.append(component)

    def start_timer(self, timer: Timer) -> None:
        self.timers.append(timer)

    def cancel_timer(self, timer: Timer) -> None:
        self.timers.remove(timer)

    def run_soon(self, call: Call) -> bool:
        self.calls_soon.append(call)
        return True

    def take_back(self) -> None:
        undo, self._undo = self._undo, {}
        for back in reversed(undo.values()):
            back()

    @contextlib.contextmanager
    def render(self) -> Generator[None]:
        self.rendering = True
        try:
            yield
        finally:
            self.rendering = False


def hosted(component: C) -> tuple[C, FakeHost]:
    """The component on a page."""
    host = FakeHost()
    component.__host__ = host
    return component, host
