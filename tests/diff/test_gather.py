"""Long runs: which of them are gathered by a function made for their structure, and which are left to the walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pycomponents.diff.gather import gathered
from pycomponents.dom.node import Boundary, Raw
from tests.diff.trees import Answer, component, el

if TYPE_CHECKING:
    from pycomponents.dom.node import Element, Node


def row(number: int, *more: Node) -> Element:
    pick = el("a", {"class": "lbl"}, "text", on={"click": Answer("pick", number)})
    return el("tr", {"id": f"r{number}"}, el("td", str(number)), el("td", pick), el("td"), *more, key=str(number))


def test_what_stands_at_each_position_is_gathered_in_document_order() -> None:
    found = gathered([row(1), row(2)])
    assert found is not None
    assert [*found] == [
        ["1", "2"],
        [{"id": "r1"}, {"id": "r2"}],
        ["1", "2"],
        [{"class": "lbl"}] * 2,
        ["text", "text"],
    ]


def test_components_are_gathered_with_what_they_show() -> None:
    run: list[Boundary] = [component(number, row(number), str(number)) for number in (5, 6)]
    found = gathered(run)
    assert found is not None
    mounted, keys, *_ = found
    assert (mounted, keys) == ([one.mounted for one in run], ["5", "6"])


@pytest.mark.parametrize(
    "other",
    [
        "a text",
        Raw("<b></b>"),
        component(1, row(1), "1"),
        row(2, "more"),
        row(2, el("td")),
        el("tr", {"id": "r2"}, el("td", "2"), el("td", el("b", "2")), el("td"), key="2"),
        el("tr", {"id": "r2"}, el("td", el("i")), *row(2).children[1:], key="2"),
        el("tr", {"id": "r2"}, *row(2).children),
        el("tr", {"id": "r2"}, *row(2).children, key="2", on={"click": Answer("pick")}),
        el("tr", {"id": "r2"}, *row(2).children[:2], el("td", {"class": "x"}), key="2"),
        el("tr", {"id": "r2"}, *row(2).children[:2], el("td", {}, properties={"style.width": "1px"}), key="2"),
        el("tr", {"id": "r2"}, el("td", "2"), el("td", el("a", {"class": "lbl"}, "text")), el("td"), key="2"),
        el(
            "tr",
            {"id": "r2"},
            el("td", "2"),
            el("td", el("a", {"class": "lbl"}, "text", on={"click": Answer("other")})),
            el("td"),
            key="2",
        ),
    ],
)
def test_a_run_with_one_that_is_otherwise_is_left_to_the_walk(other: Node) -> None:
    assert gathered([row(1), other]) is None


def test_rare_things_are_left_to_the_walk() -> None:
    assert gathered([el("p", Raw("<b></b>")), el("p", Raw("<b></b>"))]) is None
    assert gathered([el("p", properties={"style.width": "1px"})] * 2) is None
    assert gathered([component(1, None), component(2, None)]) is None
