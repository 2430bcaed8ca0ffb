"""Keyed children: which old child each new one is, and the fewest operations that bring them into their new order."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress, count
from operator import is_not, ne
from typing import TYPE_CHECKING, Final, TypeAlias

from pycomponents.diff.patch import Change, Clear, Insert, Move, Remove, Replace, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pycomponents.dom.node import Element, Place

NEW: Final = -2  # the number behind it is no index either
# Up to so many runs, comparing each with each is cheaper than sorting out all numbers.
_MOST_RUNS: Final = 64


def places_of(element: Element) -> Sequence[Place]:
    return element.places or range(len(element.children))


def step_to(element: Element, index: int) -> Step:
    """How a patch names this child: by its key, else by its index."""
    place = element.places[index] if element.places else index
    return place if isinstance(place, str) else index


# So many new children from the index `at` on are the old ones from `source` on, or are new.
Run: TypeAlias = "tuple[int, int, int]"  # at, source or NEW, how many


class Matching:
    """Which old child each new one is: the first `head` and the last `tail` are where they were, among the others
    `runs` tell it. gone: the indexes of the old children that no new one is, from the last to the first.
    """

    __slots__ = ("gone", "head", "new", "old", "runs", "tail")

    def __init__(self, old: Element, new: Element) -> None:
        self.old, self.new = old, new
        was, now = places_of(old), places_of(new)
        shorter = min(len(was), len(now))
        self.head = head = next(compress(count(), map(ne, was, now)), shorter)
        tail = next(compress(count(), map(ne, reversed(was), reversed(now))), shorter)
        self.tail = tail = min(tail, shorter - head)
        end = len(now) - tail
        if len(was) == len(now):
            # Most stand where they stood: only the others are looked up.
            changed = [*compress(range(head, end), map(ne, was[head:], now[head:]))]
            index_of = {was[index]: index for index in changed}
            self.runs = _runs_around(head, end, [(index, index_of.pop(now[index], NEW)) for index in changed])
        else:
            index_of = {was[index]: index for index in range(head, len(was) - tail)}
            self.runs = runs_of(head, [index_of.pop(place, NEW) for place in now[head:end]])
        self.gone = [*index_of.values()][::-1]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The indexes, old and new, of the children that stay, those left out that are the same object."""
        before, after = self.old.children, self.new.children
        end, last = len(after) - self.tail, len(before) - self.tail
        for at, source, many in ((0, 0, self.head), *self.runs, (end, last, self.tail)):
            if source != NEW:
                same = map(is_not, before[source : source + many], after[at : at + many])
                yield from ((source + n, at + n) for n in compress(range(many), same))


def _runs_around(head: int, end: int, changed: list[tuple[int, int]]) -> list[Run]:
    """The runs where only these new children, told with their sources, do not stand where they stood."""
    runs: list[Run] = []
    at = head
    for index, source in changed:
        if at < index:
            runs.append((at, at, index - at))
        _add(runs, index, source)
        at = index + 1
    if at < end:
        runs.append((at, at, end - at))
    return runs


def runs_of(head: int, sources: list[int]) -> list[Run]:
    if len(sources) == sources.count(NEW):
        return [(head, NEW, len(sources))] if sources else []
    runs: list[Run] = []
    # Where a source is not the one behind the last: found in C, for mostly there are few.
    starts = [0, *compress(count(1), map(ne, map((1).__add__, sources), sources[1:]))]
    for start, end in zip(starts, [*starts[1:], len(sources)], strict=True):
        if sources[start] == NEW:
            _add(runs, head + start, NEW)
        else:
            runs.append((head + start, sources[start], end - start))
    return runs


def _add(runs: list[Run], at: int, source: int) -> None:
    """One more child, into the last run if it goes on there."""
    if runs:
        start, first, many = runs[-1]
        if at == start + many and source == (NEW if first == NEW else first + many):
            runs[-1] = (start, first, many + 1)
            return
    runs.append((at, source, 1))


def arrange(matching: Matching) -> list[Change]:
    """The operations that turn the old list of children into the new one."""
    old, new, gone, runs = matching.old, matching.new, matching.gone, matching.runs
    only_new = len(runs) == 1 and runs[0][1] == NEW
    if only_new and runs[0][2] == len(gone) == 1:
        return [Replace(step_to(old, gone[0]), new.children[runs[0][0]])]
    if gone and len(gone) == len(old.children):
        return [Clear(), Insert(None, new.children)] if new.children else [Clear()]
    # From the last to the first, so that the indexes of those that still stand stay true.
    changes: list[Change] = [Remove(step_to(old, index)) for index in gone]
    return changes + _place(matching)


def _place(matching: Matching) -> list[Change]:
    # Right to left, so the child to insert before is already in place.
    new = matching.new
    line = _Line(matching)
    changes: list[Change] = []
    for (at, source, many), stays in staying(matching.runs):
        if source == NEW:
            changes.append(Insert(line.follower(at + many), new.children[at : at + many]))
            line.put(range(at, at + many), at + many)
        elif not stays:
            for index in reversed(range(at, at + many)):
                changes.append(Move(line.step(index), line.follower(index + 1)))
                line.put(range(index, index + 1), index + 1)
    return changes


def staying(runs: list[Run]) -> list[tuple[Run, bool]]:
    """The runs from the last to the first, and whether each stays where it is: the most children that can, do."""
    kept = [run for run in runs if run[1] != NEW]
    if len(kept) > _MOST_RUNS:
        runs = [single for run in runs for single in _singles(run)]
        steady = set(longest_increasing([source for _, source, _ in runs if source != NEW]))
    else:
        steady = _heaviest(kept)
    return [(run, run[1] in steady) for run in reversed(runs)]


def _singles(run: Run) -> list[Run]:
    at, source, many = run
    return [run] if source == NEW else [(at + n, source + n, 1) for n in range(many)]


def _heaviest(runs: list[Run]) -> set[int]:
    """The sources of the increasing sequence of runs that holds the most children, by trying all its ends.

    No other child comes between those of a run, so a longest increasing sequence takes a run whole or not at all. Of
    two that hold as many, the one that ends with smaller numbers, as in `longest_increasing`.
    """
    best: list[tuple[int, int, int]] = []  # with each run as the last: how many children, its source negated, itself
    before: list[int] = []
    for at, (_, source, many) in enumerate(runs):
        count_before, _, last = max((end for end in best if -end[1] < source), default=(0, 0, -1))
        best.append((count_before + many, -source, at))
        before.append(last)
    steady: set[int] = set()
    at = max(best)[2] if best else -1
    while at >= 0:
        steady.add(runs[at][1])
        at = before[at]
    return steady


class _Line:
    """The children of the middle as the operations so far have left them, by their index in the new list.

    Only an unkeyed child must be counted out: until one is asked for, it is enough to remember what was done.
    """

    def __init__(self, matching: Matching) -> None:
        self._matching = matching
        self._places = places_of(matching.new)
        self._end = len(matching.new.children) - matching.tail
        self._done: list[tuple[range, int]] = []
        self._order: list[int] | None = None

    def step(self, at: int) -> Step:
        place = self._places[at]
        return place if isinstance(place, str) else self._matching.head + self._index(at)

    def follower(self, at: int) -> Step | None:
        """The child to insert before, or `None` for the end."""
        return None if at == len(self._places) else self.step(at)

    def put(self, ats: range, follower: int) -> None:
        """These stand before `follower` now, wherever they stood before."""
        self._done.append((ats, follower))

    def _index(self, at: int) -> int:
        if self._order is None:
            runs = sorted((source, at, many) for at, source, many in self._matching.runs if source != NEW)
            self._order = [index for _, at, many in runs for index in range(at, at + many)]
        for ats, follower in self._done:
            self._order = [one for one in self._order if one not in ats]
            index = self._place_of(follower)
            self._order[index:index] = ats
        self._done = []
        return self._place_of(at)

    def _place_of(self, at: int) -> int:
        assert self._order is not None
        return len(self._order) if at == self._end else self._order.index(at)


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
