"""The parts of a document become one page: their numbers, their listeners, and what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pycomponents import Component, computed, event, state
from pycomponents.html import button, div, input, p
from pycomponents.runtime.merging import merged
from pycomponents.runtime.messages import EventMessage
from pycomponents.runtime.specs import Specs
from tests.runtime.client import mounted, plain
from tests.runtime.clock import HandClock

if TYPE_CHECKING:
    from pycomponents import Node
    from pycomponents.runtime.page import Page

shared: dict[str, int] = {}


class Half(Component):
    """Two listeners; as many parts as were asked for, each a component."""

    parts: int = state(1)

    @computed
    def total(self) -> int:
        return shared.get("total", 0)

    @event
    def add(self) -> None:
        self.parts += 1
        shared["total"] = shared.get("total", 0) + 1

    @event
    def type(self, value: str) -> None:
        self.parts = int(value)

    def render(self) -> Node:
        return div[
            button(on_click=self.add)[self.total], input(on_input=self.type), (Part(key=n) for n in range(self.parts))
        ]


class Part(Component):
    clicked: bool = state(False)

    @event
    def click(self) -> None:
        self.clicked = True

    def render(self) -> Node:
        return p(on_click=self.click)["yes" if self.clicked else "no"]


def part() -> Page:
    page = mounted(Half())
    page.html()
    page.settle()
    return page


def page_of(*parts: Page | None) -> Page:
    shared.clear()
    return merged(parts, Specs(b"a secret"))


def fire(page: Page, address: list[Any], event_type: str = "click", **brought: Any) -> list[Any]:
    page.handle(EventMessage(page.handled + 1, page.rev, address, event_type, brought))
    return [plain(text) for text in page.flush()]


def test_a_single_part_is_the_page() -> None:
    alone = part()
    assert page_of(alone) is alone


def test_numbers_tell_the_part() -> None:
    page = page_of(part(), part(), part())
    assert sorted(page.tree.instances) == [0, 1, 2, 3, 4, 5]
    assert [root.number for root in page.tree.roots] == [0, 1, 2]
    assert {number % 3 for number in page.tree.instances if number > 2} == {0, 1, 2}
    for instance in page.tree.instances.values():
        assert instance.tree is page.tree
        assert page.tree.instances[instance.number] is instance
        assert instance.parent is None or instance.parent.number == instance.number % 3


def test_what_comes_later_belongs_to_its_part_too() -> None:
    page = page_of(part(), part())
    assert '["",5,' in str(fire(page, [1, 0])).replace("'", '"').replace(" ", "")
    assert '["",4,' in str(fire(page, [0, 0])).replace("'", '"').replace(" ", "")
    assert page.tree.was_issued(5)
    assert not page.tree.was_issued(6)
    assert fire(page, [5])[-1][3] == [[5, 0, ["text", "yes"]]]


def test_specs_are_those_that_the_client_has_counted() -> None:
    first, second = part(), part()
    page = page_of(first, second)
    assert len(first.specs.definitions) == 3
    assert page.specs.definitions == [one for one in first.specs.definitions for _ in range(2)]
    # Nothing is sent of what it knows.
    assert [frame[0] for frame in fire(page, [1, 0])] == ["patch"]


def test_a_part_that_is_missing_leaves_its_numbers_free() -> None:
    page = page_of(None, part(), None)
    assert sorted(page.tree.instances) == [1, 4]
    assert [spec["d"] != "" for spec in page.specs.definitions] == [False, True, False, False, True, False, False, True]
    assert fire(page, [0, 0]) == [["refused", 1, "unknown", ""]]
    assert fire(page, [2, 0]) == [["refused", 2, "unknown", ""]]
    assert fire(page, [1, 1], "input", value="0")[-1][:3] == ["patch", 1, 3]
    [answer] = page.joined("build", 2, with_html={1})
    content = plain(answer)[1]
    assert [html and html[:18] for html in content["html"]] == [None, '<div data-pc="1"><', None]
    assert content["refused"] == [0, 2]


def test_an_event_in_one_shows_what_it_changed_for_the_other() -> None:
    page = page_of(part(), part())
    [frame] = fire(page, [0, 0])
    assert [1, 0, 0, ["text", "1"]] in frame[3]


class Moody(Component):
    """Asks for a timer when it is mounted, and holds what works only when it is told to."""

    works: bool = state(False)
    ticks: int = state(0)

    def mount(self) -> None:
        self.every(1, self.tick)
        self.soon(self.tick)

    def tick(self) -> None:
        self.ticks += 1

    @event
    def mend(self) -> None:
        self.works = True

    def render(self) -> Node:
        return div[button(on_click=self.mend)["mend"], f"{self.ticks} ticks", Works(works=self.works)]


class Works(Component):
    works: bool

    def render(self) -> Node:
        if not self.works:
            raise ValueError("not yet")
        return p["works"]


def moody() -> Page:
    page = mounted(Moody())
    page.html()
    page.settle()
    return page


def test_what_had_crashed_in_any_part_can_recover() -> None:
    page = page_of(moody(), moody())
    for number in (0, 1):
        fire(page, [number, 0])
        assert "<p data-pc=" in page.html(page.tree.roots[number])


def test_what_any_part_asked_for_before_comes() -> None:
    page = page_of(moody(), moody())
    clock = HandClock()
    effects = page.tree.effects
    turns = effects.take()
    effects.settle(clock, turns.append)
    clock.move(1)
    for turn in turns:
        page.run(turn)
    assert ["2 ticks" in page.html(root) for root in page.tree.roots] == [True, True]


def test_a_page_needs_a_part() -> None:
    with pytest.raises(ValueError, match="needs a part"):
        page_of(None, None)


def test_all_end_together() -> None:
    page = page_of(part(), part())
    page.tree.unmount_all()
    assert page.tree.instances == {}
