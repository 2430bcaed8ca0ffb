"""In development, components that a browser would not leave in each other are an error."""

import pytest

from pycomponents import Component, Node, event, state
from pycomponents.errors import NestingError
from pycomponents.html import button, div, table, tbody, td, tr
from tests.runtime.client import Client, mounted


class Row(Component):
    def render(self) -> Node:
        return tr[td["a cell"]]


class Rows(Component):
    """Rows without the tbody that a browser would put around them; whether they are rows is known only later."""

    def render(self) -> Node:
        return table[(Row(key=n) for n in range(2))]


class Right(Component):
    def render(self) -> Node:
        return table[tbody[(Row(key=n) for n in range(2))]]


class Late(Component):
    shown: bool = state(False)

    @event
    def show(self) -> None:
        self.shown = True

    def render(self) -> Node:
        return div[button(on_click=self.show)["Show"], Row() if self.shown else Right()]


def test_what_a_browser_would_move_raises_at_the_first_render() -> None:
    with pytest.raises(NestingError, match="stands only directly in <tbody>"):
        mounted(Rows())


def test_where_it_comes_later_its_component_shows_its_fallback(caplog: pytest.LogCaptureFixture) -> None:
    client = Client(Late())
    client.click("Show")
    assert "Something went wrong here" in client.text
    assert "a browser would not leave <tr> here" in caplog.text
