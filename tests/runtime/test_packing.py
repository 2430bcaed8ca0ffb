"""Long lists of an idle page are kept as values, and nobody notices."""

from __future__ import annotations

from typing import Any

from pycomponents import Component, each, event, state
from pycomponents.diff.gather import FEWEST
from pycomponents.diff.pack import Packed
from pycomponents.html import a, button, div, td, tr
from tests.runtime.client import Client

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
        return tr(id=f"r{row[0]}")[td[str(row[0])], td[a(on_click=self.shout.bind(row[0]))[row[1]]]]

    def render(self) -> Any:
        return div[button(on_click=self.fill)["fill"], each(self.rows, self.row, key=lambda row: row[0])]


class Glancing(Client):
    """It compares its tree with the server's when it is told to: whoever compares looks at every row."""

    comparing = False

    def check(self) -> None:
        if self.comparing:
            super().check()


def client() -> Glancing:
    one = Glancing(Rows())
    one.page.tree.strict = one.page.tree.root.memory.strict = False  # as in production
    return one


def are_packed(one: Client) -> list[bool]:
    root: Any = one.page.tree.root.root
    return [type(node) is Packed for node in root.children[1:]]


def test_rows_are_packed_once_the_client_has_them() -> None:
    one = client()
    one.acknowledges = False
    one.click("fill")
    assert not any(are_packed(one))
    one.acknowledge()
    assert all(are_packed(one))


def test_one_that_is_clicked_is_unpacked_and_found_and_all_is_as_it_should_be() -> None:
    one = client()
    one.click("fill")
    one.click("row 3")
    assert "ROW 3" in one.text
    assert are_packed(one).count(False) == 1
    one.comparing = True
    one.click("ROW 3")
    one.check()


def test_where_each_render_is_checked_nothing_is_packed() -> None:
    one = client()
    one.page.tree.strict = True
    one.click("fill")
    assert not any(are_packed(one))


def test_rows_of_the_first_html_are_packed_at_the_join() -> None:
    one = client()
    one.acknowledges = False
    one.click("fill")
    one.page.joined("build", 1, with_html={0})
    assert all(are_packed(one))
