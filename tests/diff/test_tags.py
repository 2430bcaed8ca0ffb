"""What is written with tags differs as its author means it: holes, lists and keys keep what follows in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pycomponents.diff.diff import diff
from pycomponents.diff.patch import Insert, Inside, Move, Remove, SetText
from pycomponents.dom.lower import lower
from pycomponents.dom.node import Boundary, Element, Mountable
from pycomponents.html import b, button, div, form, fragment, h2, input, li, p, table, td, tr, ul

if TYPE_CHECKING:
    from pycomponents.diff.patch import Patch


def closed(node: object) -> Element:
    root = lower(node, fill=_no_component)
    assert isinstance(root, Element)
    return root


def _no_component(description: Mountable, path: object) -> Boundary:
    raise NotImplementedError


def changes(old: object, new: object) -> Patch:
    return diff(closed(old), closed(new))


def test_a_message_that_appears_leaves_the_form_alone() -> None:
    def page(message: str | None) -> Element:
        return div[p[message] if message else None, form[input(name="text")]]

    patch = changes(page(None), page("Saved"))
    assert [type(change) for change in patch] == [Insert]
    assert changes(page("Saved"), page(None)) == [Remove(0)]


def test_a_list_that_grows_leaves_the_button_alone() -> None:
    def page(*names: str) -> Element:
        return ul[(li[name] for name in names), li[button["More"]]]

    (insert,) = changes(page("a"), page("a", "b"))
    assert isinstance(insert, Insert)
    assert insert.before == 1


def test_keys_tell_rows_apart_wherever_they_stand() -> None:
    def page(*keys: int) -> Element:
        return table[(tr(key=key)[td[key]] for key in keys)]

    assert changes(page(1, 2, 3), page(3, 1, 2)) == [Inside(0, [Move("3", "1")])]


def test_the_same_written_twice_is_the_same() -> None:
    def page() -> Element:
        return div(class_=["a", {"b": True}])[fragment[h2["x"], None], [p[number] for number in range(3)], "a", 1]

    assert changes(page(), page()) == []


def test_texts_that_touch_are_one() -> None:
    def page(count: int) -> Element:
        return p["You have ", count, " ", b["new"], " messages"]

    assert changes(page(1), page(2)) == [Inside(0, [SetText("You have 2 ")])]
