"""Rows that are packed: smaller, the same objects, and as they were for whoever looks at them."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings, strategies

from pycomponents.diff import pack as packing
from pycomponents.diff.apply import same
from pycomponents.diff.diff import diff
from pycomponents.diff.pack import Packed, pack
from pycomponents.diff.patch import Inside, SetText
from pycomponents.dom.html import html
from pycomponents.dom.node import altered, keyed
from pycomponents.dom.tags import Tag
from pycomponents.html import a, b, div, i, td, tr
from tests.diff.random_trees import RandomTrees
from tests.diff.trees import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pycomponents.dom.node import Element


@pytest.fixture(autouse=True)
def _few_are_enough() -> Iterator[None]:
    with patch.object(packing, "FEWEST", 2):
        yield


def row(number: int, text: str, **attributes: Any) -> Element:
    made = tr(id=f"r{number}", **attributes)[
        td[str(number)], td[a(".lbl", on_click=Answer("pick", number))[text]], td[b["x"]], td
    ]
    return keyed(made, str(number))


def rows(many: int = 3) -> list[Element]:
    return [row(number, f"text {number * 3}") for number in range(many)]


def packed(nodes: list[Element]) -> list[Element]:
    pack(nodes)
    assert all(type(node) is Packed for node in nodes)
    return nodes


def as_tag(node: Any) -> Any:
    """The same tree of tags, which random trees are not made of."""
    if isinstance(node, str) or not hasattr(node, "tag"):
        return node
    made = altered(node, children=tuple(map(as_tag, node.children)))
    made.__class__ = Tag
    return made


@given(strategies.integers(0, 2**32))
@settings(max_examples=300, deadline=None)
def test_what_was_packed_is_found_as_it_was(seed: int) -> None:
    keys = [str(number) for number in range(6)]
    ours, theirs = ([as_tag(one) for one in RandomTrees(Random(seed)).rows(keys)] for _ in range(2))
    pack(ours)
    for mine, other in zip(ours, theirs, strict=True):
        assert same(mine, other)
        assert html(mine, markers=False) == html(other, markers=False)
    pack(ours)
    assert all(map(same, ours, theirs))


def test_listeners_keep_what_is_bound_to_them() -> None:
    links: list[Any] = [node.children[1] for node in packed(rows())]
    bound = [link.children[0].listeners["click"].bound for link in links]
    assert bound == [(0,), (1,), (2,)]


def test_looking_at_one_unpacks_it_for_good_and_no_other() -> None:
    first, second, third = packed(rows())
    children = second.children
    assert second.children is children
    assert [type(node) for node in (first, second, third)] == [Packed, Tag, Packed]


def test_a_packed_row_is_the_same_to_the_diff_until_it_is_another() -> None:
    nodes = packed(rows())
    before = div[nodes]
    assert diff(before, div[[*nodes]]) == []
    changed = div[[nodes[0], row(1, "other"), nodes[2]]]
    assert diff(before, changed) == [Inside("1", [Inside(1, [Inside(0, [Inside(0, [SetText("other")])])])])]
    assert [type(node) for node in nodes] == [Packed, Tag, Packed]


def test_a_copy_of_a_packed_row_is_a_row() -> None:
    first, second, third = packed(rows())
    other = altered(first, children=("other",))
    assert (type(other), other.children, other.attributes) == (Tag, ("other",), {"id": "r0"})
    assert second["x"].children == ("x",)
    assert keyed(third, "z").children == third.children


def test_rows_of_two_shapes_are_packed_by_shape() -> None:
    nodes = rows(4)
    for index in (1, 3):
        nodes[index] = keyed(tr[td["another"], td[str(index)]], str(index))
    packed(nodes)
    assert html(nodes[3], markers=False) == "<tr><td>another</td><td>3</td></tr>"


def test_children_of_other_places_or_with_other_keys_stay_as_they_are() -> None:
    holes = [keyed(tr[None, td["x"]], "1"), keyed(tr[td["x"]], "2")]
    inner = [keyed(tr[td(key=key)["x"]], key) for key in "ab"]
    for nodes in (holes, inner):
        pack(nodes)
        assert [type(node) for node in nodes] == [Tag, Tag]


def test_what_all_have_alike_is_kept_once() -> None:
    nodes = packed(rows())
    assert nodes[0].children[3] is nodes[1].children[3]
    assert nodes[0].children[2] is nodes[1].children[2]


def test_few_rows_stay_as_they_are() -> None:
    with patch.object(packing, "FEWEST", 4):
        nodes = rows(3)
        pack(nodes)
    assert type(nodes[0]) is Tag
    pack([i["x"]])
