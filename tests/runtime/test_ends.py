"""What is over is free at once: the garbage collector of a worker comes seldom."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import pytest

from pycomponents import Component, each, event, state
from pycomponents.dom.node import Element
from pycomponents.html import button, div, li, ul
from pycomponents.runtime.instance import Instance
from pycomponents.runtime.messages import Ack
from tests.runtime.client import mounted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pycomponents.runtime.page import Page


@pytest.fixture(autouse=True)
def _no_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


class Item(Component):
    name: str

    @event
    def touch(self) -> None: ...

    def render(self) -> Any:
        return li[button(on_click=self.touch)[self.name]]


class Items(Component):
    names: list[str] = state(factory=list)

    @event
    def fill(self) -> None:
        self.names = [f"name {number}" for number in range(50)]

    @event
    def clear(self) -> None:
        self.names = []

    def item(self, name: str) -> Item:
        return Item(name=name)

    def row(self, name: str) -> Any:
        return li[button(on_click=self.clear)[name]]

    def render(self) -> Any:
        return div[
            button(on_click=self.fill)["fill"],
            button(on_click=self.clear)["clear"],
            ul[each(self.names, self.item, key=str)],
            ul[(Item(name=name, key=name) for name in self.names)],
            ul[each(self.names, self.row, key=str)],
        ]


def alive() -> tuple[int, int]:
    objects = gc.get_objects()
    return sum(type(one) is Instance for one in objects), sum(isinstance(one, Element) for one in objects)


def show(page: Page, names: list[str]) -> None:
    items = page.tree.root.component
    assert isinstance(items, Items)
    items.names = names
    page.tree.render_dirty()
    page.tree.undo.clear()
    page.flush()
    page.acknowledge(Ack(page.rev))


NAMES = [f"name {number}" for number in range(50)]


def test_components_that_go_are_free_at_once() -> None:
    page = mounted(Items())
    page.settle()
    show(page, NAMES)
    show(page, [])
    before = alive()
    show(page, NAMES)
    show(page, [])
    assert alive() == before


@pytest.mark.parametrize("how", ["unmount", "discard"])
def test_a_page_that_ends_is_free_at_once(how: str) -> None:
    before = alive()
    page = mounted(Items())
    page.settle()
    show(page, NAMES)
    assert alive()[0] == before[0] + 101
    if how == "unmount":
        page.tree.unmount_all()
    else:
        page.tree.discard()
    del page
    assert alive() == before
