"""In development, components that a browser would not leave in each other are an error."""

from typing import Any

import pytest

from pycomponents import Component, Event, Node, event, state
from pycomponents.errors import ChildError, NestingError
from pycomponents.html import button, div, table, tbody, td, title, tr
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


class Titled(Component):
    def render(self) -> Node:
        return div[title["A title"]]


class Outer(Component):
    def render(self) -> Node:
        return div[Titled()]


def test_the_error_says_whose_render_it_was_and_where_that_is_written() -> None:
    line = Rows.render.__code__.co_firstlineno
    with pytest.raises(NestingError) as caught:
        mounted(Rows())
    assert caught.value.__notes__ == [f"In Rows.render(), {__file__}, line {line}."]
    with pytest.raises(NestingError) as caught:
        mounted(Titled())
    assert caught.value.__notes__[0].startswith("In Titled.render(), ")


def test_the_log_says_where_on_the_page_a_component_stands(caplog: pytest.LogCaptureFixture) -> None:
    mounted(Outer())
    assert f"In Titled.render(), {__file__}" in caplog.text
    assert "On the page: Outer > Titled." in caplog.text


class Picked(Component):
    on_pick: Event[[]]

    def render(self) -> Node:
        return button(on_click=self.on_pick)["Pick"]


class Picking(Component):
    @event
    def pick(self, number: int) -> None: ...

    def render(self) -> Node:
        pick: Any = self.pick
        return div[Picked(on_pick=pick)]


def test_an_event_that_does_not_fit_is_told_by_the_prop_and_who_gave_it(caplog: pytest.LogCaptureFixture) -> None:
    mounted(Picking())
    assert "click brings nothing for its parameter 'number'" in caplog.text
    assert "Picking.pick was given by Picking: Picked(on_pick=…)." in caplog.text


class Classy(Component):
    def render(self) -> Any:
        given: Any = Picked
        return div[given]


def test_a_class_in_place_of_a_component_is_told() -> None:
    with pytest.raises(
        ChildError, match=r"Classy\.render\(\): the class Picked was given, not a component of it.* Picked\(…\)"
    ):
        mounted(Classy())
