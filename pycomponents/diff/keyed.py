"""Keyed children: which old child each new one is, and the fewest operations that bring them into their new order."""

from __future__ import annotations

from bisect import bisect_left
from operator import lt
from typing import TYPE_CHECKING, Final

from pycomponents.diff.patch import Change, Clear, Insert, Move, Remove, Replace, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pycomponents.dom.node import Element, Place

NEW: Final = -1


def places_of(element: Element) -> Sequence[Place]:
    return element.places or range(len(element.children))


def step_to(element: Element, index: int) -> Step:
    """How a patch names this child: by its key, else by its index."""
    place = element.places[index] if element.places else index
    return place if isinstance(place, str) else index


def match(old: Element, new: Element) -> list[int]:
    """For each new child the index of the old one that it is, or `NEW`."""
    was, now = places_of(old), places_of(new)
    shorter = min(len(was), len(now))
    head = 0
    while head < shorter and was[head] == now[head]:
        head += 1
    tail = 0
    while tail < shorter - head and was[-1 - tail] == now[-1 - tail]:
        tail += 1
    index_of = {was[index]: index for index in range(head, len(was) - tail)}
    middle = [index_of.pop(place, NEW) for place in now[head : len(now) - tail]]
    return [*range(head), *middle, *range(len(was) - tail, len(was))]


def arrange(old: Element, new: Element, sources: list[int]) -> list[Change]:
    """The operations that turn the old list of children into the new one; `sources` is what `match` found."""
    kept = [index for index in sources if index != NEW]
    if not kept:
        return _exchange_all(old, new)
    gone = set(range(len(old.children))).difference(kept)
    if len(gone) == 1 and len(sources) == len(kept) + 1:
        (index,) = gone
        if sources[index : index + 1] == [NEW] and _ascending(kept):
            return [Replace(step_to(old, index), new.children[index])]
    # From the last to the first, so that the indexes of those that still stand stay true.
    changes: list[Change] = [Remove(step_to(old, index)) for index in sorted(gone, reverse=True)]
    return changes + _place(new, sources, kept)


def _exchange_all(old: Element, new: Element) -> list[Change]:
    if len(old.children) == len(new.children) == 1:
        return [Replace(step_to(old, 0), new.children[0])]
    changes: list[Change] = []
    if old.children:
        changes.append(Clear())
    if new.children:
        changes.append(Insert(None, new.children))
    return changes


def _place(new: Element, sources: list[int], kept: list[int]) -> list[Change]:
    # Right to left, so the child to insert before is already in place. The longest run of kept children that stand
    # in the right order among themselves stays where it is: no other choice moves fewer.
    moving = set(kept).difference(longest_increasing(kept))
    if not moving and len(kept) == len(sources):
        return []
    line = _Line(new, sources)
    changes: list[Change] = []
    index = len(sources)
    while index > 0:
        follower, index = index, index - 1
        if sources[index] == NEW:
            while index > 0 and sources[index - 1] == NEW:
                index -= 1
            changes.append(Insert(line.step(follower), new.children[index:follower]))
            line.insert(range(index, follower), follower)
        elif sources[index] in moving:
            changes.append(Move(_known(line.step(index)), line.step(follower)))
            line.move(index, follower)
    return changes


def _known(step: Step | None) -> Step:
    assert step is not None
    return step


class _Line:
    """The children as the operations so far have left them, by their index in the new tree.

    Only an unkeyed child must be counted out; where all are keyed nothing is kept.
    """

    def __init__(self, new: Element, sources: list[int]) -> None:
        self._places = places_of(new)
        self._order: list[int] | None = None
        if not all(isinstance(place, str) for place in self._places):
            self._order = sorted(
                (index for index, source in enumerate(sources) if source != NEW), key=sources.__getitem__
            )

    def step(self, index: int) -> Step | None:
        if index == len(self._places):
            return None
        place = self._places[index]
        if isinstance(place, str):
            return place
        assert self._order is not None
        return self._order.index(index)

    def insert(self, indexes: range, follower: int) -> None:
        if self._order is not None:
            at = self._order.index(follower) if follower < len(self._places) else len(self._order)
            self._order[at:at] = indexes

    def move(self, index: int, follower: int) -> None:
        if self._order is not None:
            self._order.remove(index)
            self.insert(range(index, index + 1), follower)


def _ascending(numbers: list[int]) -> bool:
    return all(map(lt, numbers, numbers[1:]))


def longest_increasing(numbers: list[int]) -> list[int]:
    """One of the longest increasing subsequences of different numbers (patience sorting).

    `ends[k]` is the smallest number that can end an increasing run of length k + 1, so each number extends the run
    that bisection finds, and remembers the number before it in that run.
    """
    if _ascending(numbers):
        return numbers
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(ends, number)
        before[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    result: list[int] = []
    last: int | None = ends[-1]
    while last is not None:
        result.append(last)
        last = before[last]
    return result[::-1]
