"""Many rows in which nothing but texts has changed: told as one change; with anything else, one by one."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING
from unittest.mock import patch

import msgspec
import pytest
from hypothesis import given, settings, strategies

from pycomponents.diff.apply import apply, same
from pycomponents.diff.decode import Decoder
from pycomponents.diff.diff import diff
from pycomponents.diff.patch import EachText, Inside, SetText
from pycomponents.diff.rows import Shapes
from pycomponents.diff.texts import FEWEST
from pycomponents.diff.wire import encode
from pycomponents.dom.node import Element, Raw, altered
from tests.diff.random_trees import WORDS, RandomTrees
from tests.diff.trees import Answer, Specs, component, el, hole_first

if TYPE_CHECKING:
    from pycomponents.dom.node import Node, Root
    from tests.diff.trees import Given

MANY = FEWEST + 3
# The same object on both sides, as a component that stays.
MOUNTED = component(7, el("b", "x"))


def row(number: int, label: str, *more: Given) -> Element:
    pick = el("a", {"class": "lbl"}, label, on={"click": Answer("pick", number)})
    return el("tr", {"id": f"r{number}"}, el("td", str(number)), el("td", pick), *more, key=str(number))


def table(rows: list[Given]) -> Element:
    return el("tbody", {}, *rows)


def over_the_wire(old: Root, new: Root) -> Root:
    specs = Specs()
    items = encode(diff(old, new), spec=specs.number, shapes=Shapes(), sent=lambda mounted: None)
    return apply(old, Decoder(specs.listeners).patch(msgspec.json.decode(msgspec.json.encode(items))))


def test_texts_that_change_in_many_rows_are_one_change() -> None:
    old = table([row(n, "old") for n in range(MANY)])
    new = table([row(n, f"new {n}" if n else "old") for n in range(MANY)])
    numbers = range(1, MANY)
    assert diff(old, new) == [EachText([str(n) for n in numbers], (1, 0, 0), [f"new {n}" for n in numbers])]
    assert same(apply(old, diff(old, new)), new)
    assert same(over_the_wire(old, new), new)


def test_texts_at_two_places_are_a_change_each() -> None:
    old = table([row(n, "old", el("td", "1", key="more")) for n in range(MANY)])
    new = table([row(n, "new", el("td", "2" if n == 5 else "1", key="more")) for n in range(MANY)])
    assert diff(old, new) == [
        EachText([str(n) for n in range(MANY)], (1, 0, 0), ["new"] * MANY),
        EachText(["5"], ("more", 0), ["2"]),
    ]
    assert same(over_the_wire(old, new), new)


def test_rows_that_only_bind_other_values_do_not_differ() -> None:
    bound = [[el("li", "x", on={"click": Answer("pick", n + more)}) for n in range(MANY)] for more in (0, 1)]
    assert diff(el("ul", {}, *bound[0]), el("ul", {}, *bound[1])) == []


def test_few_rows_are_told_one_by_one() -> None:
    old, new = (table([row(n, label) for n in range(FEWEST - 1)]) for label in ("old", "new"))
    patch = diff(old, new)
    assert patch[0] == Inside("0", [Inside(1, [Inside(0, [Inside(0, [SetText("new")])])])])
    assert len(patch) == FEWEST - 1


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (el("i", {"title": "1"}), el("i", {"title": "2"})),
        (el("i"), el("u")),
        (el("i"), el("i", "more")),
        (el("i", on={"click": Answer("a")}), el("i", on={"click": Answer("b")})),
        (el("i", properties={"style.width": "1px"}), el("i", properties={"style.width": "2px"})),
        (el("textarea", "1"), el("textarea", "2")),
        (el("i", el("b", key="1")), el("i", el("b", key="2"))),
        (el("i", el("b")), hole_first("i", el("b"))),
        (Raw("<b>1</b>"), Raw("<b>2</b>")),
        (component(1, el("b", "1")), component(2, el("b", "2"))),
        (MOUNTED, MOUNTED),
    ],
)
@pytest.mark.parametrize("everywhere", [True, False])
def test_anything_else_is_found_one_by_one(was: Node, now: Node, *, everywhere: bool) -> None:
    old, new = table([row(n, "old", was) for n in range(MANY)]), table([row(n, "new", now) for n in range(MANY)])
    if not everywhere:
        new = table([row(n, "new", now if n == MANY - 1 else was) for n in range(MANY)])
    changes = diff(old, new)
    with patch("pycomponents.diff.diff.FEWEST", 10**6):
        assert changes == diff(old, new)
    assert same(apply(old, changes), new)


def test_rows_may_come_and_go_behind_those_that_change() -> None:
    for more in (-2, 2):
        old, new = (
            el("ul", {}, *[el("li", label) for _ in range(many)]) for label, many in (("a", 50), ("b", 50 + more))
        )
        assert isinstance(diff(old, new)[0], EachText)
        assert same(apply(old, diff(old, new)), new)
        assert same(over_the_wire(old, new), new)


def retold(node: Node, chance: Random) -> Node:
    """The same node with other texts, and now and then another attribute."""
    if isinstance(node, str):
        return chance.choice(WORDS) or node
    if not isinstance(node, Element):
        return node
    told = altered(node, children=tuple(retold(child, chance) for child in node.children))
    return altered(told, attributes={**told.attributes, "title": "other"}) if chance.random() < 0.005 else told


@given(strategies.integers(0, 2**32))
@settings(max_examples=500, deadline=None)
def test_rows_that_are_told_anew_come_out_as_they_are(seed: int) -> None:
    chance = Random(seed)
    keys = [str(number) if seed % 2 else None for number in range(9)]
    old = el("ul", {}, *RandomTrees(chance).rows(keys))
    new = el("ul", {}, *[retold(child, chance) if chance.random() < 0.7 else child for child in old.children])
    with patch("pycomponents.diff.diff.FEWEST", 2):
        assert same(apply(old, diff(old, new)), new)
        assert same(over_the_wire(old, new), new)
