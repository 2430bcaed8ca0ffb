"""Patches on a document of the kit: the shared cases, and what does not fit."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

import tests
from pycomponents.testing.client.morphing import Morphing
from pycomponents.testing.client.patches import Patches
from pycomponents.testing.client.protection import Protection
from pycomponents.testing.client.tree import Mismatch, Tree
from pycomponents.testing.document.dom import Element, Text, parse
from tests.testing.documents import live, shape, written

CASES = [
    (path.stem, case)
    for path in sorted((Path(tests.__path__[0]) / "cases").glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]


class Desk:
    """What a client has of a page whose only root is `wire`, or this HTML."""

    def __init__(self, wire: Any) -> None:
        self.tree = Tree()
        self.protection = Protection()
        self.patches = Patches(self.tree, self.protection)
        self.patches.fill_range = Morphing(self.tree, self.protection).fill_range
        adopted = isinstance(wire, str)
        self.document = parse(f"<!doctype html><body><div>{wire if adopted else ''}</div>")
        [self.home] = [child for child in self.document.body.children if isinstance(child, Element)]
        if adopted:
            root = self.home.children[0]
            assert isinstance(root, Element)
            self.tree.adopt(root)
        else:
            # The root's own key has no siblings to tell it from.
            _append(self.patches, self.home, ["", 0, wire])

    def apply(self, *items: Any) -> None:
        self.patches.apply([[0, *copy.deepcopy(items)]])


def _append(patches: Patches, home: Element, wire: Any) -> None:
    patches._append(home, wire, "html")  # pyright: ignore[reportPrivateUsage]


def check(case: dict[str, Any], desk: Desk) -> None:
    desk.apply(*case["patch"])
    wanted = Desk(case["after"])
    assert shape(desk.home, marks=True) == shape(wanted.home, marks=True)
    assert live(desk.home) == live(wanted.home)


@pytest.mark.parametrize(("stem", "case"), CASES, ids=[f"{stem}: {case['name']}" for stem, case in CASES])
def test_the_shared_cases_on_a_tree_that_was_built(stem: str, case: dict[str, Any]) -> None:
    check(case, Desk(case["before"]))


# HTML does not say live properties, and writes a component that shows nothing where it likes.
@pytest.mark.parametrize(
    ("stem", "case"),
    [(stem, case) for stem, case in CASES if '"."' not in json.dumps(case)],
    ids=[f"{stem}: {case['name']}" for stem, case in CASES if '"."' not in json.dumps(case)],
)
def test_the_shared_cases_on_a_tree_that_was_adopted(stem: str, case: dict[str, Any]) -> None:
    check(case, Desk("".join(map(written, Desk(case["before"]).home.children))))


def test_what_does_not_fit_damages_its_component_and_the_others_go_on() -> None:
    desk = Desk(["div", ["", 1, ["p", "one"]], ["", 2, ["p", "two"]]])
    damaged: list[int] = []
    desk.patches.damaged = lambda number, _: damaged.append(number)
    desk.patches.apply([[1, 7, ["text", "no"]], [2, 0, ["text", "yes"]], [9, ["clear"]]])
    assert desk.home.text == "oneyes"
    assert damaged == [1, 0]  # of one that is unknown, the root around it


def test_shapes_of_what_was_skipped_are_counted() -> None:
    desk = Desk(["div", ["", 1, ["ul"]], ["", 2, ["ul"]]])
    desk.patches.is_damaged = lambda number: number == 1
    first, second, again = ["li", [0]], ["li", "x", [0]], 1
    rows: list[Any] = [
        [1, ["rows", None, first, [["a"]]]],
        [2, ["rows", None, second, [["b", "c"]]]],
        [2, ["rows", None, again, [["d"]]]],
    ]
    desk.patches.apply(rows)
    assert desk.home.text == "xbxcxd"


def test_a_step_that_leads_nowhere_says_so() -> None:
    desk = Desk(["p", "one"])
    with pytest.raises(Mismatch, match="no child 3"):
        desk.apply(3, ["text", "two"])


def test_a_text_of_the_user_stands_while_the_server_has_more_to_hear() -> None:
    desk = Desk(["form", ["input", {"value": "a"}]])
    [control] = [one for one in desk.home.elements() if one.tag == "input"]
    control.properties["value"] = "typed"
    desk.protection.touch(control)
    desk.apply(0, ["prop", "value", "b"])
    assert control.properties["value"] == "typed"
    desk.protection.acknowledge([desk.protection.bring(control)])
    desk.apply(0, ["prop", "value", "b"])
    assert control.properties["value"] == "b"


def test_a_text_is_not_remade() -> None:
    desk = Desk(["p", "one"])
    text = next(child for child in desk.home.elements()).children[0]
    assert isinstance(text, Text)
    desk.apply(0, ["text", "two"])
    assert text.data == "two"
