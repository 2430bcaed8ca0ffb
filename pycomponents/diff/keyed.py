"""Keyed children: which old child each new one is, and the fewest operations that bring them into their new order."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress, count
from operator import is_not, ne
from typing import TYPE_CHECKING, Final

from pycomponents.diff.patch import Change, Clear, Insert, Move, Remove, Replace, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pycomponents.dom.node import Element, Place

NEW: Final = -1
# Up to so many runs, comparing each with each is cheaper than sorting out all numbers.
_MOST_RUNS: Final = 64


def places_of(element: Element) -> Sequence[Place]:
    return element.places or range(len(element.children))


def step_to(element: Element, index: int) -> Step:
    """How a patch names this child: by its key, else by its index."""
    place = element.places[index] if element.places else index
    return place if isinstance(place, str) else index


class Matching:
    """Which old child each new one is: the first `head` and the last `tail` are where they were, among the others the
    new child `head + n` is the old child `middle[n]`, or none (`NEW`)."""

    __slots__ = ("head", "middle", "new", "old", "tail")

    def __init__(self, old: Element, new: Element) -> None:
        self.old, self.new = old, new
        was, now = places_of(old), places_of(new)
        shorter = min(len(was), len(now))
        self.head = next(compress(count(), map(ne, was, now)), shorter)
        tail = next(compress(count(), map(ne, reversed(was), reversed(now))), shorter)
        self.tail = min(tail, shorter - self.head)
        head, tail = self.head, self.tail
        if len(was) == len(now):
            # Most stand where they stood: only the others are looked up.
            self.middle = [*range(head, len(was) - tail)]
            changed = [*compress(range(head, len(was) - tail), map(ne, was[head:], now[head:]))]
            index_of = {was[index]: index for index in changed}
            for index in changed:
                self.middle[index - head] = index_of.pop(now[index], NEW)
        else:
            index_of = {was[index]: index for index in range(head, len(was) - tail)}
            self.middle = [index_of.pop(place, NEW) for place in now[head : len(now) - tail]]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The indexes, old and new, of the children that stay, those left out that are the same object."""
        before, after = self.old.children, self.new.children
        yield from ((index, index) for index in compress(range(self.head), map(is_not, before, after)))
        sources = map(before.__getitem__, self.middle) if before else ()
        for at in compress(count(), map(is_not, sources, after[self.head :])):
            if self.middle[at] != NEW:
                yield self.middle[at], self.head + at
        was, now = len(before) - self.tail, len(after) - self.tail
        for index in compress(range(self.tail), map(is_not, before[was:], after[now:])):
            yield was + index, now + index


def arrange(matching: Matching) -> list[Change]:
    """The operations that turn the old list of children into the new one."""
    old, new, head, middle = matching.old, matching.new, matching.head, matching.middle
    gone = range(head, len(old.children) - matching.tail)
    if len(gone) == 1 and middle == [NEW]:
        return [Replace(step_to(old, head), new.children[head])]
    kept = [source for source in middle if source != NEW] if NEW in middle else middle
    if not kept and not head and not matching.tail:
        return [Clear(), Insert(None, new.children)] if old.children and new.children else _only(old, new)
    changes: list[Change] = []
    if len(kept) < len(gone):
        # From the last to the first, so that the indexes of those that still stand stay true.
        changes += [Remove(step_to(old, index)) for index in sorted(set(gone).difference(kept), reverse=True)]
    return changes + _place(matching, kept)


def _only(old: Element, new: Element) -> list[Change]:
    if old.children:
        return [Clear()]
    return [Insert(None, new.children)] if new.children else []


def _place(matching: Matching, kept: list[int]) -> list[Change]:
    # Right to left, so the child to insert before is already in place.
    new, middle, start = matching.new, matching.middle, matching.head
    moving = movers(kept)
    if not moving and kept is middle:
        return []
    special = {NEW, *moving}
    ats = [*compress(count(), map(special.__contains__, middle))]
    if not ats:
        return []
    line = _Line(matching)
    changes: list[Change] = []
    while ats:
        at = ats.pop()
        follower = at + 1
        if middle[at] == NEW:
            while ats and ats[-1] == at - 1 and middle[at - 1] == NEW:
                at = ats.pop()
            changes.append(Insert(line.follower(follower), new.children[start + at : start + follower]))
            line.put(range(at, follower), follower)
        else:
            changes.append(Move(line.step(at), line.follower(follower)))
            line.put(range(at, follower), follower)
    return changes


class _Line:
    """The children of the middle as the operations so far have left them, by their index in the new middle.

    Only an unkeyed child must be counted out: until one is asked for, it is enough to remember what was done.
    """

    def __init__(self, matching: Matching) -> None:
        self._middle = matching.middle
        self._head = matching.head
        self._is_last = not matching.tail
        self._places = places_of(matching.new)
        self._done: list[tuple[range, int]] = []
        self._order: list[int] | None = None

    def step(self, at: int) -> Step:
        place = self._places[self._head + at]
        return place if isinstance(place, str) else self._head + self._index(at)

    def follower(self, at: int) -> Step | None:
        """The child to insert before, or `None` for the end."""
        return None if at == len(self._middle) and self._is_last else self.step(at)

    def put(self, ats: range, follower: int) -> None:
        """These stand before `follower` now, wherever they stood before."""
        self._done.append((ats, follower))

    def _index(self, at: int) -> int:
        if self._order is None:
            middle = self._middle
            self._order = sorted((at for at, source in enumerate(middle) if source != NEW), key=middle.__getitem__)
        for ats, follower in self._done:
            self._order = [one for one in self._order if one not in ats]
            index = self._place_of(follower)
            self._order[index:index] = ats
        self._done = []
        return self._place_of(at)

    def _place_of(self, at: int) -> int:
        assert self._order is not None
        return len(self._order) if at == len(self._middle) else self._order.index(at)


def movers(numbers: list[int]) -> set[int]:
    """The fewest of these different numbers that must move so that all ascend: those outside of a longest increasing
    subsequence.

    Where few have moved, the list falls into few runs of consecutive numbers, found in C. No other number lies between
    those of a run, so a longest increasing subsequence takes a run whole or not at all.
    """
    if not numbers:
        return set()
    starts = [0, *compress(count(1), map(ne, map((1).__add__, numbers), numbers[1:]))]
    if len(starts) > _MOST_RUNS:
        return set(numbers).difference(longest_increasing(numbers))
    runs = [numbers[start:end] for start, end in zip(starts, [*starts[1:], len(numbers)], strict=True)]
    return {number for run in _runs_to_move(runs) for number in run}


def _runs_to_move(runs: list[list[int]]) -> list[list[int]]:
    """The runs outside of the increasing sequence of runs that holds the most numbers, by trying all its ends. Of two
    that hold as many, the one that ends with smaller numbers, as in `longest_increasing`.
    """
    best: list[tuple[int, int, int]] = []  # with each run as the last: how many numbers, its first one negated, itself
    before: list[int] = []
    for at, run in enumerate(runs):
        count_before, _, last = max((end for end in best if -end[1] < run[0]), default=(0, 0, -1))
        best.append((count_before + len(run), -run[0], at))
        before.append(last)
    at = max(best)[2]
    staying: set[int] = set()
    while at >= 0:
        staying.add(at)
        at = before[at]
    return [run for at, run in enumerate(runs) if at not in staying]


def longest_increasing(numbers: list[int]) -> list[int]:
    """One of the longest increasing subsequences of different numbers (patience sorting).

    `ends[k]` is the smallest number that can end an increasing run of length k + 1, so each number extends the run
    that bisection finds, and remembers the number before it in that run.
    """
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        length = len(ends) if not ends or number > ends[-1] else bisect_left(ends, number)
        before[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    result: list[int] = []
    last: int | None = ends[-1] if ends else None
    while last is not None:
        result.append(last)
        last = before[last]
    return result[::-1]
