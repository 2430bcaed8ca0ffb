"""In development, rows without keys whose state would go to a neighbour are an error; what is static is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

import pytest

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, fragment, input, li, span, ul
from tests.runtime.client import Client

if TYPE_CHECKING:
    from collections.abc import Callable


View: TypeAlias = "Callable[[list[int]], Node]"


class Item(Component):
    x: int
    count: int = state(0)

    def render(self) -> Any:
        return span[f"{self.x}: {self.count}"]


class Bare(Component):
    x: int

    def render(self) -> Any:
        return li[f"{self.x}"]


class Around(Component):
    x: int

    def render(self) -> Any:
        return div[Item(x=self.x)]


class Page(Component):
    view: ClassVar[View]
    xs: list[int] = state(factory=lambda: [1, 2, 3])

    @event
    def pop(self) -> None:
        self.xs.pop(0)

    @event
    def same(self) -> None:
        self.xs = [x + 10 for x in self.xs]

    @event
    def clear(self) -> None:
        self.xs = []

    def render(self) -> Any:
        return div[
            button(on_click=self.pop)["pop"],
            button(on_click=self.same)["same"],
            button(on_click=self.clear)["clear"],
            type(self).view(self.xs),
        ]


def page(view: View) -> Client:
    class Shown(Page):
        pass

    Shown.view = staticmethod(view)
    return Client(Shown())


FORGOTTEN: list[View] = [
    lambda xs: ul[(Item(x=x) for x in xs)],
    lambda xs: [Item(x=x) for x in xs],
    lambda xs: ul[li["first"], (Item(x=x) for x in xs)],
    lambda xs: ul[(li[Item(x=x)] for x in xs)],
    lambda xs: ul[(Around(x=x) for x in xs)],
    lambda xs: ul[(Item(x=x, key=x if x % 2 else None) for x in xs)],
    lambda xs: ul[(ul[(Item(x=y) for y in range(x))] for x in xs)],
]


@pytest.mark.parametrize("view", FORGOTTEN)
def test_rows_with_state_and_no_keys_may_not_become_fewer(view: View, caplog: pytest.LogCaptureFixture) -> None:
    client = page(view)
    client.click("same" if view is FORGOTTEN[-1] else "pop")
    assert "MissingKeysError: Shown.render(): these " in caplog.text
    assert "Something went wrong here" in client.text


def test_the_cure_is_said(caplog: pytest.LogCaptureFixture) -> None:
    page(FORGOTTEN[0]).click("pop")
    assert (
        "these Item come from one iterable and have no keys, and there were 3 and are 2 now: the state of one would go "
        "to another. Give each a key that stays with it: Item(…, key=item.pk)." in caplog.text
    )


FINE: list[View] = [
    lambda xs: ul[(Item(x=x, key=x) for x in xs)],
    lambda xs: ul[(li(key=x)[Item(x=x)] for x in xs)],
    lambda xs: ul[(Bare(x=x) for x in xs)],
    lambda xs: ul[(Item(x=x) for x in (1, 2))],
    lambda xs: ul[Item(x=1), Item(x=2) if len(xs) > 2 else None],
    lambda xs: fragment[Item(x=1), Item(x=2) if len(xs) > 2 else None],
    lambda xs: ul[(li[x] for x in xs)],
    lambda xs: [Item(x=1) if len(xs) > 2 else None, Item(x=2)],
    lambda xs: [span[Item(x=1)], input, Item(x=2)] if len(xs) > 2 else None,
]


@pytest.mark.parametrize("view", FINE)
def test_what_keeps_its_state_is_left_alone(view: View, caplog: pytest.LogCaptureFixture) -> None:
    client = page(view)
    for click in ("same", "pop", "same", "clear"):
        client.click(click)
    assert caplog.text == ""


def test_a_list_that_empties_or_fills_moves_no_state(caplog: pytest.LogCaptureFixture) -> None:
    client = page(FORGOTTEN[0])
    client.click("clear")
    assert caplog.text == ""
