"""What listens is told nonsense: what breaks under it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, form, input, output, select
from pycomponents.html import option as option_
from pycomponents.testing.fuzzing import fuzzed
from tests.testing.apps import Counter, Todos

if TYPE_CHECKING:
    from pycomponents.testing.ui import Ui


class Trusting(Component):
    """Takes what comes for what was meant."""

    shown: str = state("")

    @event
    def send(self, text: str) -> None:
        self.shown = text

    def render(self) -> Node:
        fields = form(on_submit=self.send)[input(name="text", aria_label="Text"), button["Send"]]
        return div[fields, Markup(f"<p>{self.shown}</p>")]


class Careless(Component):
    """Counts on what no browser promises."""

    @event
    def send(self, number: str) -> None:
        int(number)

    def render(self) -> Node:
        return form(on_submit=self.send)[input(name="number", aria_label="Number"), button["Send"]]


class Careful(Component):
    """Says by its types what it takes."""

    sum: int = state(0)
    chosen: str = state("a")

    @event
    def send(self, number: int) -> None:
        self.sum = number % 7

    @event
    def choose(self, value: str) -> None:
        self.chosen = {"a": "A", "b": "B"}[value]

    def render(self) -> Node:
        return div[
            form(on_submit=self.send)[input(name="number", type="number", aria_label="Number"), button["Send"]],
            select(aria_label="Which", on_change=self.choose)[option_(value="a")["a"], option_(value="b")["b"]],
            output[self.sum, self.chosen],
        ]


def test_a_handler_that_cannot_cope_is_found(ui: Ui) -> None:
    found = [*map(str, fuzzed(ui.mount(Careless)))]
    assert any("raises ValueError: invalid literal for int()" in text for text in found)


@pytest.mark.ui(unchecked=["same-document"])
def test_what_becomes_markup_is_found(ui: Ui) -> None:
    assert any("is shown as markup" in str(one) for one in fuzzed(ui.mount(Trusting)))


@pytest.mark.parametrize("cls", [Careful, Counter, Todos])
def test_what_says_its_types_stands_it(ui: Ui, cls: type[Component]) -> None:
    assert [*fuzzed(ui.mount(cls))] == []
