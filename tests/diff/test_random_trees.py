"""For any two trees: what diff says, applied to the first, makes the second; over the wire, too."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import msgspec
from hypothesis import example, given, settings, strategies

from pycomponents.diff import rows
from pycomponents.diff.apply import apply, same
from pycomponents.diff.decode import Decoder
from pycomponents.diff.diff import diff
from pycomponents.diff.keyed import longest_increasing
from pycomponents.diff.patch import Insert, Move
from pycomponents.diff.rows import Shapes
from pycomponents.diff.wire import encode
from pycomponents.dom.node import Element, Mounted
from tests.diff.random_trees import RandomTrees
from tests.diff.trees import Specs, component, el, items

if TYPE_CHECKING:
    from pycomponents.dom.node import Node, Root

SEEDS = strategies.integers(0, 2**32)


@given(SEEDS)
@settings(max_examples=1500, deadline=None)
def test_patch_makes_the_new_tree(seed: int) -> None:
    trees = RandomTrees(Random(seed))
    old = trees.root()
    new = trees.near(old) if seed % 4 else trees.root()
    assert same(apply(old, diff(old, new)), new)


@given(SEEDS)
@settings(max_examples=1000, deadline=None)
def test_patches_make_the_new_trees_over_the_wire(seed: int) -> None:
    trees = RandomTrees(Random(seed))
    states = [first := trees.root(), second := trees.near(first), trees.near(second), trees.root()]
    specs, shapes = Specs(), Shapes()
    sent: list[Mounted] = []
    decoder = Decoder(specs.listeners)
    tree: Root = states[0]
    for old, new in pairwise(states):
        items = encode(diff(old, new), spec=specs.number, shapes=shapes, sent=sent.append)
        tree = apply(tree, decoder.patch(msgspec.json.decode(msgspec.json.encode(items))))
        assert same(tree, new)


@given(SEEDS)
@settings(max_examples=500, deadline=None)
def test_a_run_that_is_gathered_is_written_as_one_that_is_walked(seed: int) -> None:
    chance = Random(seed)
    made = RandomTrees(chance).rows([str(number) if seed % 2 else None for number in range(9)])
    nodes = [node for node in made if isinstance(node, Element)]
    run: list[Node] = [component(number, node, "k") for number, node in enumerate(nodes)] if seed % 3 else [*nodes]
    assert written(run, gather_from=2) == written(run, gather_from=100)


def written(nodes: list[Node], *, gather_from: int) -> Any:
    specs, sent = Specs(), list[Mounted]()
    with patch.object(rows, "FEWEST", gather_from):
        items = encode([Insert(None, nodes)], spec=specs.number, shapes=Shapes(), sent=sent.append)
    return items, sent


@given(SEEDS)
@settings(max_examples=300, deadline=None)
def test_a_tree_made_again_needs_no_patch(seed: int) -> None:
    one, again = (RandomTrees(Random(seed), components=False).root() for _ in range(2))
    assert diff(one, again) == []


@given(strategies.permutations(range(12)), strategies.permutations(range(12)))
@example([*range(12)], [*range(12)])
def test_a_permutation_takes_the_fewest_moves(old: list[int], new: list[int]) -> None:
    moves = diff(el("ul", {}, *items(old)), el("ul", {}, *items(new)))
    assert all(isinstance(change, Move) for change in moves)
    assert len(moves) == 12 - len(longest_increasing([old.index(key) for key in new]))


@given(strategies.permutations(range(9)))
def test_longest_increasing_is_the_longest(numbers: list[int]) -> None:
    best = [1] * len(numbers)
    for end, number in enumerate(numbers):
        best[end] = max([1, *(best[start] + 1 for start in range(end) if numbers[start] < number)])
    found = longest_increasing(numbers)
    assert found == sorted(found)
    assert [number for number in numbers if number in found] == found
    assert len(found) == max(best)
