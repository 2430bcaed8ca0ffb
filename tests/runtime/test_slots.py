"""Slots on a page: whose their events are, what is skipped, what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import htpy
import pytest

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, main, p, section, span
from tests.runtime.client import Client

if TYPE_CHECKING:
    from collections.abc import Callable

rendered: list[str] = []
size: htpy.Context[str] = htpy.Context("size", default="small")


class Layout(Component):
    """Goes round whatever it holds, and counts its own clicks."""

    children: Node = None
    clicks: int = state(0)

    @event
    def click(self) -> None:
        self.clicks += 1

    def render(self) -> Any:
        rendered.append("layout")
        held = size.provider("large", div[self.children])
        return main[button(on_click=self.click)["layout"], f"{self.clicks} clicks", held]


class Leaf(Component):
    name: str
    count: int = state(0)

    @event
    def up(self) -> None:
        self.count += 1

    def render(self) -> Any:
        rendered.append(self.name)
        return p[button(on_click=self.up)[self.name], f"{self.count}", size.consumer(lambda value: span[value])]


class Other(Leaf):
    pass


class Page(Component):
    step: int = state(0)
    note: int = state(0)
    kind: type[Leaf] = Leaf

    @event
    def next(self) -> None:
        self.step += 1

    @event
    def write(self) -> None:
        self.note += 1

    def render(self) -> Any:
        return Layout()[
            button(on_click=self.next)["next"],
            button(on_click=self.write)["write"],
            f"note {self.note}",
            Leaf(name="a") if self.step % 2 == 0 else section[Leaf(name="b")],
            (Leaf, Other)[self.step % 2](name="chosen"),
        ]


def page() -> Client:
    rendered.clear()
    return Client(Page())


def test_a_layout_stays_the_same_while_what_it_holds_changes() -> None:
    client = page()
    client.click("layout")
    client.click("next")
    assert "1 clicks" in client.text
    assert "<section><p><button>b</button>0" in client.text


def test_an_event_in_a_slot_is_of_whoever_wrote_it() -> None:
    client = page()
    client.click("write")
    assert "note 1" in client.text


def test_what_stands_in_a_slot_keeps_its_state_when_the_layout_renders_itself() -> None:
    client = page()
    client.click("a")
    client.click("layout")
    assert "<button>a</button>1" in client.text


def test_a_context_that_the_layout_provides_reaches_its_slot() -> None:
    assert "<span>large</span>" in page().text


def test_a_component_by_value_is_mounted_anew_when_it_is_another_class() -> None:
    client = page()
    client.click("chosen")
    client.click("next")
    assert "<button>chosen</button>0" in client.text


class Framed(Component):
    children: Node

    def render(self) -> Any:
        rendered.append("framed")
        return section[self.children]


KEPT = p["always the same"]


class Skipping(Component):
    step: int = state(0)

    @event
    def next(self) -> None:
        self.step += 1

    def slot(self) -> Node:
        return KEPT

    def render(self) -> Any:
        return div[button(on_click=self.next)["next"], Framed(children=self.slot())]


def test_a_slot_with_the_very_same_nodes_is_not_rendered_again() -> None:
    rendered.clear()
    client = Client(Skipping())
    client.click("next")
    assert rendered == ["framed"]


def test_a_slot_with_something_that_each_render_looks_at_is() -> None:
    looked = div[lambda: p["now"]]

    class Looking(Skipping):
        def slot(self) -> Node:
            return looked

    rendered.clear()
    client = Client(Looking())
    client.click("next")
    assert rendered == ["framed", "framed"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Layout()[(p[name] for name in "ab")],
        lambda: Layout()[map(p.__getitem__, "ab")],
        lambda: Layout()[None, map(p.__getitem__, "ab")],
        lambda: Layout()[htpy.fragment[None, (p[name] for name in "ab")]],
        lambda: Layout()[size.provider("large", (p[name] for name in "ab"))],
        lambda: Layout(children=map(p.__getitem__, "ab")),
        lambda: Layout(children=reversed([p["b"], p["a"]])),
        lambda: Layout(children=htpy.fragment[(p[name] for name in "ab")]),
    ],
)
def test_what_can_be_read_only_once_is_shown_in_each_render(make: Callable[[], Layout]) -> None:
    client = Client(make())
    client.click("layout")
    assert "1 clicks" in client.text
    assert "<p>a</p><p>b</p>" in client.text


class Card(Component):
    title: str
    bottom: Node = None
    children: Node = None

    def render(self) -> Any:
        return section[self.title, self.children, self.bottom]


CANNOT_BE_SHOWN: list[tuple[Callable[[Any], Component], str]] = [
    (lambda bad: Card(title="a", bottom=bad), "bottom"),
    (lambda bad: Card(title="a", bottom=[p, [bad]]), "bottom"),
    (lambda bad: Card(title="a")[bad], "children"),
    (lambda bad: Card(title="a")[p, bad], "children"),
]


@pytest.mark.parametrize(("make", "slot"), CANNOT_BE_SHOWN)
def test_what_cannot_be_shown_is_told_with_who_gave_it(
    make: Callable[[Any], Component], slot: str, caplog: pytest.LogCaptureFixture
) -> None:
    class Giving(Component):
        def render(self) -> Any:
            return div[make(2.5)]

    Client(Giving())
    assert f"float 2.5 was given by Giving: Card({slot}=…)." in caplog.text
