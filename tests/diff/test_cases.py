"""The cases of tests/cases, which the browser must pass, too: exactly this patch is made, and it makes the new tree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from pycomponents.diff.apply import apply, same
from pycomponents.diff.decode import Decoder, Numbered, Placed
from pycomponents.diff.diff import diff
from pycomponents.diff.rows import Shapes
from pycomponents.diff.wire import encode, encode_node

if TYPE_CHECKING:
    from pycomponents.dom.node import Listener, Mounted, Root

CASES: list[dict[str, Any]] = [
    {**case, "name": f"{path.stem}: {case['name']}"}
    for path in sorted((Path(__file__).parent.parent / "cases").glob("*.json"))
    for case in json.loads(path.read_text())
]
all_cases = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])


def number_of(listeners: dict[str, Listener]) -> int:
    listener = listeners[""]
    assert isinstance(listener, Numbered)
    return listener.number


def sent(_: Mounted) -> None:
    pass


def trees(case: dict[str, Any]) -> tuple[Root, Root]:
    """Before and after; a component of one number is the same one in both."""
    mounted: dict[int, Placed] = {}
    decoder = Decoder(mount=lambda number, root: mounted.setdefault(number, Placed(number, root)))
    return decoder.root(case["before"]), decoder.root(case["after"])


def test_there_are_many_cases_with_names_of_their_own() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) > 80


@all_cases
def test_diff_makes_the_patch(case: dict[str, Any]) -> None:
    before, after = trees(case)
    items = encode(diff(before, after), spec=number_of, shapes=Shapes(), sent=sent)
    assert msgspec.json.decode(msgspec.json.encode(items)) == case["patch"]


@all_cases
def test_the_patch_makes_the_new_tree(case: dict[str, Any]) -> None:
    before, after = trees(case)
    assert same(apply(before, Decoder().patch(case["patch"])), after)


@all_cases
def test_a_tree_is_written_as_it_was_read(case: dict[str, Any]) -> None:
    _, after = trees(case)
    assert encode_node(after, spec=number_of, sent=sent) == case["after"]
