"""Long lists of an idle page are kept as values, and nobody notices."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from pycomponents import Component, Event, each, event, state
from pycomponents.diff.gather import FEWEST
from pycomponents.diff.pack import Packed
from pycomponents.dom.node import Boundary
from pycomponents.html import a, button, div, li, span
from pycomponents.runtime.leases import Leases
from pycomponents.runtime.mailbox import Mailbox
from tests.runtime.client import Client, mounted

MANY = FEWEST + 5


class Rows(Component):
    rows: list[tuple[int, str]] = state(factory=list)

    @event
    def fill(self) -> None:
        self.rows = [(number, f"row {number}") for number in range(MANY)]

    @event
    def shout(self, number: int) -> None:
        self.rows[number] = (number, self.rows[number][1].upper())

    def row(self, row: tuple[int, str]) -> Any:
        return li(id=f"r{row[0]}")[span[str(row[0])], span[a(on_click=self.shout.bind(row[0]))[row[1]]]]

    def render(self) -> Any:
        return div[button(on_click=self.fill)["fill"], each(self.rows, self.row, key=lambda row: row[0])]


class Filled(Rows):
    def mount(self) -> None:
        self.fill()


class Line(Component):
    """A row that is a component."""

    row: tuple[int, str]
    on_shout: Event[[]]

    def render(self) -> Any:
        return li(id=f"r{self.row[0]}")[span[str(self.row[0])], span[a(on_click=self.on_shout)[self.row[1]]]]


class Lines(Rows):
    def row(self, row: tuple[int, str]) -> Any:
        return Line(row=row, on_shout=self.shout.bind(row[0]))


class Nothing:
    """Surroundings of a page that has none."""

    def enter(self) -> None: ...

    def tidy(self) -> None: ...


class Glancing(Client):
    """It compares its tree with the server's when it is told to: whoever compares looks at every row."""

    comparing = False

    def check(self) -> None:
        if self.comparing:
            super().check()


def client(component: type[Component] = Rows) -> Glancing:
    one = Glancing(component())
    one.page.tree.strict = one.page.tree.root.memory.strict = False  # as in production
    return one


def are_packed(one: Client) -> list[bool]:
    root: Any = one.page.tree.root.root
    rows = [node.mounted.root if isinstance(node, Boundary) else node for node in root.children[1:]]
    return [type(row) is Packed for row in rows]


@pytest.mark.parametrize("component", [Rows, Lines])
def test_rows_are_packed_when_the_page_rests(component: type[Component]) -> None:
    one = client(component)
    assert not one.page.is_restless
    one.click("fill")
    assert one.page.is_restless
    assert not any(are_packed(one))
    assert one.page.rest() == []
    assert all(are_packed(one))
    assert not one.page.is_restless


@pytest.mark.parametrize("component", [Rows, Lines])
def test_one_that_is_clicked_is_unpacked_and_found_and_all_is_as_it_should_be(component: type[Component]) -> None:
    one = client(component)
    one.click("fill")
    one.page.rest()
    one.click("row 3")
    assert "ROW 3" in one.text
    assert are_packed(one).count(False) == 1
    one.page.rest()  # a few are not worth the while
    assert are_packed(one).count(False) == 1
    one.comparing = True
    one.click("ROW 3")
    one.check()


def test_where_each_render_is_checked_no_page_rests() -> None:
    one = client()
    one.page.tree.strict = True
    one.click("fill")
    assert not one.page.is_restless


def test_rows_of_the_first_html_are_packed() -> None:
    page = mounted(Filled())
    page.tree.strict = False
    page.settle()
    page.rest()
    root: Any = page.tree.root.root
    assert all(type(node) is Packed for node in root.children[1:])


async def test_a_page_rests_when_nothing_has_happened_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pycomponents.runtime.mailbox.REST_AFTER", 0.0)
    one = client()
    one.click("fill")
    rested, loop, rest = asyncio.Event(), asyncio.get_running_loop(), one.page.rest

    def noting() -> list[str]:
        loop.call_soon_threadsafe(rested.set)
        return rest()

    monkeypatch.setattr(one.page, "rest", noting)
    mailbox = Mailbox(one.page, Leases(1), Nothing())
    mailbox.call(list)
    await asyncio.wait_for(rested.wait(), 10)
    await asyncio.wait_for(mailbox.idle(), 10)
    assert all(are_packed(one))
