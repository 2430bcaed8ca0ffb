"""A page that changes by itself: a clock of its own, and a thread that pushes when the test lets it."""

import threading

from pycomponents import Component, Node, event, state
from pycomponents.html import button, input, main, output
from tests.browser.apps.backstage import note, wait_at_gate


class Ticking(Component):
    """It ticks twenty times a second."""

    token: str
    ticks: int = state(0)
    pushed: int = state(0)
    clicks: int = state(0)

    def connected(self) -> None:
        self.every(0.05, self.tick)

    def tick(self) -> None:
        self.ticks += 1

    @event
    def click(self) -> None:
        self.clicks += 1

    @event
    def start_thread(self) -> None:
        threading.Thread(target=self._push, daemon=True).start()

    def _push(self) -> None:
        wait_at_gate(self.token)
        for _ in range(3):
            self.soon(self.push)
        note(self.token, "pushed")

    def push(self) -> None:
        self.pushed += 1

    def render(self) -> Node:
        return main[
            output("#ticks", class_="many" if self.ticks > 3 else None)[self.ticks],
            output("#pushed")[self.pushed],
            button("#click", on_click=self.click)[f"Clicked {self.clicks}"],
            button("#thread", on_click=self.start_thread)["Start a thread"],
            input("#own"),
        ]
