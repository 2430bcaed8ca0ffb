"""Children in brackets and named slots: props that hold nodes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from pycomponents import Component, Node
from pycomponents.dom.node import Element, IterablePlaces
from pycomponents.errors import PropError
from pycomponents.html import div, footer, h2, li, p, section, ul


class Card(Component):
    title: str
    children: Node = None
    bottom: Node = p["nothing"]
    row: Callable[[int], Node] = lambda number: li[number]

    def render(self) -> Node:
        return section[h2[self.title], self.children, footer[self.bottom], ul[map(self.row, (1, 2))]]


class Wrapped(Component):
    children: Node = None

    def render(self) -> Node:
        return div[self.children]


class Plain(Component):
    def render(self) -> Node:
        return div


def rendered(component: Component) -> Element:
    node = component.render()
    assert isinstance(node, Element)
    return node


def text(component: Component) -> str:
    return re.sub("(<.*?>)+", "|", str(component.render()))


def test_children_are_a_prop_given_in_brackets() -> None:
    card = Card(title="A", key=3)[p["one"], "two"]
    assert str(card.render()).startswith("<section><h2>A</h2><p>one</p>two<footer><p>nothing</p></footer>")
    assert (card.key, card.title) == (3, "A")


def test_a_slot_has_a_default_and_may_be_a_function_of_what_is_shown_in_it() -> None:
    card = Card(title="A", bottom="end", row=lambda number: li[f"no. {number}"])
    assert text(card) == "|A|end|no. 1|no. 2|"


def test_brackets_leave_the_component_as_it_was() -> None:
    card = Card(title="A")
    assert card["x"].children == "x"
    assert card.children is None


@pytest.mark.parametrize("given", ["generator", "list with a generator"])
def test_a_generator_is_rendered_more_than_once(given: str) -> None:
    numbers = (p[number] for number in range(2))
    children: Any = numbers if given == "generator" else ["and", numbers]
    card = Card(title="A")[children]
    assert str(card.render()) == str(card.render())
    named = Card(title="A", bottom=(p[number] for number in range(2)))
    assert str(named.render()) == str(named.render())


def test_several_children_are_written_out_not_a_list() -> None:
    """So that nobody is told to give them keys."""
    many: Any = [p["one"], p["two"]]
    places = [rendered(Wrapped()[children]).places for children in ((many[0], many[1]), many)]
    assert [isinstance(one, IterablePlaces) for one in places] == [False, True]


def test_a_component_that_shows_no_children_refuses_them() -> None:
    with pytest.raises(PropError, match=r"Plain\[…\] takes no children. Declare the prop children: "):
        Plain()["lost"]


def test_children_without_a_default_are_told_how_to_be_given_in_brackets() -> None:
    class Needing(Component):
        children: Node

        def render(self) -> Node:
            return div[self.children]

    with pytest.raises(PropError, match=r"not given 'children'\. .* in brackets .*: children: Node = None\."):
        Needing()["late"]  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def test_children_are_given_once() -> None:
    with pytest.raises(PropError, match=re.escape("Card[…] was given children twice")):
        Card(title="A")["one"]["two"]
    with pytest.raises(PropError, match="twice"):
        Card(title="A", children="one")["two"]


def test_a_slot_that_does_not_exist_is_named_with_the_nearest() -> None:
    with pytest.raises(PropError, match=r"Card has no prop 'botom'.* 'bottom'"):
        Card(title="A", botom="x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
