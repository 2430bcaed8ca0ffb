"""Trees in, patches out: what is found, and how little is said."""

from __future__ import annotations

import pytest

from pycomponents.diff.apply import apply, same
from pycomponents.diff.decode import Placed
from pycomponents.diff.diff import diff
from pycomponents.diff.patch import (
    Clear,
    Insert,
    Inside,
    Listen,
    Move,
    Remove,
    Replace,
    SetAttributes,
    SetProperties,
    SetRaw,
    SetRoot,
    SetText,
)
from pycomponents.dom.node import Boundary, Raw
from tests.diff.trees import Answer, component, el, items


def test_a_tree_and_itself_differ_in_nothing() -> None:
    tree = el("p", "x")
    assert diff(tree, tree) == diff(None, None) == []


def test_equal_trees_of_other_objects_differ_in_nothing() -> None:
    assert diff(el("p", {"class": "x"}, el("b"), "y"), el("p", {"class": "x"}, el("b"), "y")) == []


def test_an_unchanged_subtree_is_known_by_identity() -> None:
    shared = el("p", "x")
    shared.attributes = {"never": "looked at"}
    assert diff(el("div", shared, el("b", "1")), el("div", shared, el("b", "2"))) == [
        Inside(1, [Inside(0, [SetText("2")])])
    ]


def test_swap_is_two_moves() -> None:
    old, new = [*range(1000)], [*range(1000)]
    new[1], new[998] = old[998], old[1]
    assert diff(el("ul", items(old)), el("ul", items(new))) == [Move("1", "999"), Move("998", "2")]


def test_removal_of_one_of_many_is_one_operation() -> None:
    rest = [number for number in range(1000) if number != 500]
    assert diff(el("ul", items(range(1000))), el("ul", items(rest))) == [Remove("500")]


def test_rotation_of_many_is_one_move() -> None:
    assert diff(el("ul", items(range(1000))), el("ul", items([*range(1, 1000), 0]))) == [Move("0", None)]


def test_many_new_ones_at_one_place_are_one_insertion() -> None:
    old, new = el("ul", items("az")), el("ul", items("abcdez"))
    assert diff(old, new) == [Insert("z", new.children[1:5])]


def test_a_hole_that_fills_is_one_insertion_and_moves_nobody() -> None:
    form = el("form", el("input"))
    old, new = el("div", {}, None, form), el("div", {}, el("p", "Saved"), el("form", el("input")))
    assert diff(old, new) == [Insert(0, new.children[:1])]


def test_a_hole_that_opens_is_one_removal() -> None:
    old, new = el("div", {}, el("p"), el("p", "1"), "x"), el("div", {}, None, el("p", "1"), "y")
    assert diff(old, new) == [Inside(2, [SetText("y")]), Remove(0)]


def test_a_hole_that_moves_changes_nothing() -> None:
    shared = el("p")
    assert diff(el("div", {}, None, shared), el("div", {}, shared, None)) == []


def test_a_nested_iterable_that_grows_leaves_what_follows_alone() -> None:
    old = el("div", {}, [el("p", "1")], el("form"))
    new = el("div", {}, [el("p", "1"), el("p", "2")], el("form"))
    assert diff(old, new) == [Insert(1, new.children[1:2])]


def test_one_of_another_tag_at_a_place_is_replaced() -> None:
    old, new = el("div", {}, None, el("p"), el("b")), el("div", {}, el("i"), el("h1"), el("b"))
    assert diff(old, new) == [Replace(0, new.children[1]), Insert(0, new.children[:1])]


def test_unkeyed_children_among_moved_keyed_ones_are_named_by_where_they_stand_by_then() -> None:
    old = el("div", {}, el("hr"), items("ab"), el("br"))
    new = el("div", {}, el("hr"), items("ba"), el("wbr"))
    patch = diff(old, new)
    assert patch == [Replace(3, new.children[3]), Move("b", "a")]
    assert same(apply(old, patch), new)


def test_insertions_before_an_unkeyed_child_count_what_came_before() -> None:
    old, new = el("div", {}, items("a"), None, el("hr")), el("div", {}, items("ba"), items("c"), el("hr"))
    patch = diff(old, new)
    assert patch == [Insert(1, new.children[2:3]), Insert("a", new.children[:1])]
    assert same(apply(old, patch), new)


def test_no_child_left_is_one_operation() -> None:
    assert diff(el("ul", items(range(1000))), el("ul")) == [Clear()]


def test_no_child_in_common_is_two_operations() -> None:
    new = el("ul", items("xyz"))
    assert diff(el("ul", items("abc")), new) == [Clear(), Insert(None, new.children)]


def test_changes_inside_come_before_changes_of_the_list() -> None:
    old = el("ul", el("li", {}, "one", key="a"), el("li", {}, "two", key="b"))
    new = el("ul", el("li", {}, "three", key="b"))
    assert diff(old, new) == [Inside("b", [Inside(0, [SetText("three")])]), Remove("a")]


def test_text_and_raw_html_change_in_place() -> None:
    old, new = el("p", "a", el("br"), Raw("<b>1</b>")), el("p", "b", el("br"), Raw("<b>2</b>"))
    assert diff(old, new) == [Inside(0, [SetText("b")]), Inside(2, [SetRaw("<b>2</b>")])]


def test_attributes_name_only_what_differs() -> None:
    old, new = el("p", {"id": "x", "class": "y", "title": "z"}), el("p", {"id": "x", "class": "w", "lang": "de"})
    assert diff(old, new) == [SetAttributes({"class": "w", "lang": "de", "title": None})]


def test_styles_and_states_that_are_no_longer_given_go_back() -> None:
    old = el("input", {"type": "checkbox"}, properties={"indeterminate": True, "style.width": "1px"})
    assert diff(old, el("input", {"type": "checkbox"})) == [
        SetProperties({"indeterminate": False, "style.width": None})
    ]


def test_other_bound_arguments_are_no_change() -> None:
    old, new = el("a", on={"click": Answer("remove", 1)}), el("a", on={"click": Answer("remove", 2)})
    assert diff(old, new) == []


@pytest.mark.parametrize(
    "listeners",
    [{"click": Answer("add")}, {"focus": Answer("remove")}, {"click": Answer("remove"), "focus": Answer("x")}],
)
def test_another_listener_is_a_change(listeners: dict[str, Answer]) -> None:
    new = el("a", on={**listeners})
    assert diff(el("a", on={"click": Answer("remove")}), new) == [Listen(new.listeners)]


def test_no_listener_any_more_is_a_change() -> None:
    assert diff(el("a", on={"click": Answer("remove")}), el("a")) == [Listen(None)]


def test_a_component_that_stays_is_no_change_whatever_it_shows() -> None:
    mounted = Placed(1, el("p"))
    old = el("div", Boundary(mounted, None))
    mounted.root = el("b")
    assert diff(old, el("div", Boundary(mounted, None))) == []


def test_another_component_at_the_place_replaces() -> None:
    new = el("div", component(2, el("p")))
    assert diff(el("div", component(1, el("p"))), new) == [Replace(0, new.children[0])]


def test_keyed_components_move() -> None:
    a, b, c = (component(number, el("li"), key) for number, key in enumerate("abc"))
    assert diff(el("ul", a, b, c), el("ul", c, a, b)) == [Move("c", "a")]


def test_another_root_is_the_only_change() -> None:
    new = el("h1", "x")
    assert diff(el("p", "x"), new) == [SetRoot(new)]
    assert diff(None, new) == [SetRoot(new)]
    assert diff(new, None) == [SetRoot(None)]
    assert diff(el("p", {}, "x", key="a"), inner := el("p", {}, "x", key="b")) == [SetRoot(inner)]


def test_a_component_as_root_stays_or_is_another() -> None:
    mounted = Placed(1, el("p"))
    assert diff(Boundary(mounted, None), Boundary(mounted, None)) == []
    assert diff(Boundary(mounted, None), other := component(2, el("p"))) == [SetRoot(other)]
