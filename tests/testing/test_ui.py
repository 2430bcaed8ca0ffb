"""The kit from its front door: pages are opened, worked with, and looked at."""

from __future__ import annotations

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, output
from pycomponents.testing.assertions import expect
from pycomponents.testing.ui import Ui


class Counter(Component):
    """A number."""

    start: int = 0
    count: int = state(0)

    @event
    def add(self) -> None:
        self.count += 1

    def render(self) -> Node:
        return div[button(on_click=self.add)["Add"], output[self.start + self.count]]


def test_a_counter_counts() -> None:
    with Ui() as ui:
        page = ui.mount(Counter, start=1)
        page.get_by_role("button", name="Add").click()
        page.get_by_role("button", name="Add").click()
        expect(page.get_by_role("status")).to_have_text("3")
