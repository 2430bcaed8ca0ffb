"""Components that `each` makes: whatever becomes of the list, they are what they would be if each were looked at."""

from __future__ import annotations

from random import Random
from typing import Any, ClassVar

import htpy
import pytest
from hypothesis import given, settings, strategies

from pycomponents import Component, each, event, state
from pycomponents.dom.node import Boundary, Described, Mounted
from pycomponents.html import button, div, li, span, ul
from pycomponents.runtime.groups import Group
from pycomponents.runtime.instance import Instance
from tests.runtime.client import Client

log: list[str] = []
theme: htpy.Context[str] = htpy.Context("theme", default="light")


@pytest.fixture(autouse=True)
def _fresh_log() -> None:
    log.clear()


@theme.consumer
def themed(value: str) -> Any:
    return span[value]


class Item(Component):
    """Shows its number and its text, and remembers which of all that were mounted it is."""

    row: tuple[int, str]
    born: int = state(0)
    fragile: ClassVar[set[int]] = set()

    def mount(self) -> None:
        log.append(f"mount {self.row[0]}")
        self.born = len(log)

    def unmount(self) -> None:
        log.append(f"unmount {self.row[0]}")

    def render(self) -> Any:
        if self.row[0] in self.fragile:
            raise ZeroDivisionError
        return li[f"{self.row} {self.born}", themed()]


class Other(Item):
    """Another class at the same key."""


class Items(Component):
    """A list that each step of a story makes another."""

    grouped: bool
    seed: int
    rows: list[tuple[int, str]] = state(factory=list)
    made: int = state(0)
    look: str = state("light")
    loose: bool = state(False)

    @event
    def step(self) -> None:
        chance = Random(self.seed + self.made * 7919)
        self.made += 10
        match chance.randrange(9):
            case 0:
                self.rows += self._new(chance.randrange(1, 5))
            case 1:
                self.rows = self._new(chance.randrange(5))
            case 2 if self.rows:
                del self.rows[chance.randrange(len(self.rows))]
            case 3 if self.rows:
                index = chance.randrange(len(self.rows))
                self.rows[index] = (self.rows[index][0], "changed")
            case 4:
                chance.shuffle(self.rows)
            case 5:
                self.rows[chance.randrange(len(self.rows) + 1) : 0] = self._new(1)
            case 6:
                self.look = chance.choice(("light", "dark"))
            case 7:
                self.loose = not self.loose
            case _:
                self.rows = [row for row in self.rows if chance.random() < 0.5] + self._new(2)

    def _new(self, many: int) -> list[tuple[int, str]]:
        return [(self.made + number, "new") for number in range(many)]

    def _item(self, row: tuple[int, str]) -> Item:
        return (Other if row[1] == "changed" else Item)(row=row)

    def render(self) -> Any:
        rows = [*self.rows]
        items: Any = each(rows, self._item, key=lambda row: row[0])
        if not self.grouped or self.loose:
            items = [(Other if row[1] == "changed" else Item)(row=row, key=row[0]) for row in rows]
        inside = ul[items]
        return div[
            button(on_click=self.step)["step"], theme.provider("dark", inside) if self.look == "dark" else inside
        ]


@given(strategies.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_a_list_of_components_is_the_same_with_each_as_without(seed: int) -> None:
    told: list[tuple[list[str], list[list[str]]]] = []
    for grouped in (True, False):
        log.clear()
        client = Client(Items(grouped=grouped, seed=seed))
        texts, logs = [client.text], [sorted(log)]
        for _ in range(25):
            client.click("step")
            texts.append(client.text)
            logs.append(sorted(log))
        told.append((texts, logs))
    assert told[0] == told[1]


def test_one_that_shows_its_fallback_is_tried_again_when_its_parent_renders() -> None:
    client = Client(Items(grouped=True, seed=0))
    items = client.page.tree.root.component
    assert isinstance(items, Items)
    Item.fragile = {1}
    try:
        items.rows = [(0, "a"), (1, "b")]
        client.page.tree.render_dirty()
        assert len(client.page.tree.fallen) == 1
        Item.fragile = set()
        items.look = "light "
        client.page.tree.render_dirty()
    finally:
        Item.fragile = set()
    assert not client.page.tree.fallen
    assert [child.shows_fallback for child in client.page.tree.root.children.values()] == [False, False]


def test_what_is_the_same_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(Items(grouped=True, seed=0))
    items = client.page.tree.root.component
    assert isinstance(items, Items)
    items.rows = [(number, "a") for number in range(100)]
    client.page.tree.render_dirty()
    tree, looked_at = client.page.tree, list[int]()
    settle = tree._settle  # pyright: ignore[reportPrivateUsage]

    def noting(child: Instance, *rest: Any) -> None:
        looked_at.append(child.number)
        settle(child, *rest)

    monkeypatch.setattr(tree, "_settle", noting)
    items.rows[7] = (7, "b")
    del items.rows[50]
    tree.render_dirty()
    assert len(looked_at) <= 43  # from the one that changed to the one that went
    looked_at.clear()
    items.look = "light "
    tree.render_dirty()
    assert looked_at == []


def test_where_each_stays_where_it_is_the_list_of_what_stands_there_is_the_same() -> None:
    there = {"1": Boundary(Mounted(), "1"), "2": Boundary(Mounted(), "2")}
    given: dict[Any, object] = {}

    def filled(last: Group | None, *texts: str) -> Group:
        group = Group(Described(Item(row=(1, text)) for text in texts), ("1", "2"), given)
        group.fill(last, lambda one, at: there[str(at)])
        return group

    first = filled(None, "a", "b")
    assert filled(first, "a", "c").boundaries is first.boundaries
    there["2"] = Boundary(Mounted(), "2")
    assert filled(first, "a", "c").boundaries == (there["1"], there["2"])
