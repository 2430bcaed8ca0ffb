"""Keyed children: which old child each new one is, and the fewest operations that bring them into their new order."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress, count
from operator import is_not, lt, ne
from typing import TYPE_CHECKING, Final

from pycomponents.diff.patch import Change, Clear, Insert, Move, Remove, Replace, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pycomponents.dom.node import Element, Place

NEW: Final = -1


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
        index_of = {was[index]: index for index in range(self.head, len(was) - self.tail)}
        self.middle = [index_of.pop(place, NEW) for place in now[self.head : len(now) - self.tail]]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The indexes, old and new, of the children that stay, those left out that are the same object."""
        before, after = self.old.children, self.new.children
        yield from ((index, index) for index in compress(range(self.head), map(is_not, before, after)))
        for index, source in enumerate(self.middle, self.head):
            if source != NEW and before[source] is not after[index]:
                yield source, index
        was, now = len(before) - self.tail, len(after) - self.tail
        for index in compress(range(self.tail), map(is_not, before[was:], after[now:])):
            yield was + index, now + index


def arrange(matching: Matching) -> list[Change]:
    """The operations that turn the old list of children into the new one."""
    old, new, head, middle = matching.old, matching.new, matching.head, matching.middle
    gone = range(head, len(old.children) - matching.tail)
    if len(gone) == 1 and middle == [NEW]:
        return [Replace(step_to(old, head), new.children[head])]
    kept = [source for source in middle if source != NEW]
    if not kept and not head and not matching.tail:
        return [Clear(), Insert(None, new.children)] if old.children and new.children else _only(old, new)
    # From the last to the first, so that the indexes of those that still stand stay true.
    changes: list[Change] = [Remove(step_to(old, index)) for index in sorted(set(gone).difference(kept), reverse=True)]
    return changes + _place(matching, kept)


def _only(old: Element, new: Element) -> list[Change]:
    if old.children:
        return [Clear()]
    return [Insert(None, new.children)] if new.children else []


def _place(matching: Matching, kept: list[int]) -> list[Change]:
    # Right to left, so the child to insert before is already in place. The longest run of kept children that stand
    # in the right order among themselves stays where it is: no other choice moves fewer.
    new, middle = matching.new, matching.middle
    moving = set(kept).difference(longest_increasing(kept))
    if not moving and len(kept) == len(middle):
        return []
    line = _Line(matching)
    changes: list[Change] = []
    at = len(middle)
    while at > 0:
        follower, at = at, at - 1
        if middle[at] == NEW:
            while at > 0 and middle[at - 1] == NEW:
                at -= 1
            start = matching.head
            changes.append(Insert(line.follower(follower), new.children[start + at : start + follower]))
            line.insert(range(at, follower), follower)
        elif middle[at] in moving:
            changes.append(Move(line.step(at), line.follower(follower)))
            line.move(at, follower)
    return changes


class _Line:
    """The children of the middle as the operations so far have left them, by their index in the new middle.

    Only an unkeyed child must be counted out; where all are keyed nothing is kept.
    """

    def __init__(self, matching: Matching) -> None:
        middle = matching.middle
        self._head = matching.head
        self._is_last = not matching.tail
        self._places = places_of(matching.new)[matching.head : matching.head + len(middle) + 1]
        self._end = len(middle)
        self._order: list[int] | None = None
        if not all(isinstance(place, str) for place in self._places):
            kept = [at for at, source in enumerate(middle) if source != NEW]
            self._order = sorted(kept, key=middle.__getitem__)

    def step(self, at: int) -> Step:
        place = self._places[at]
        return place if isinstance(place, str) else self._head + self._index(at)

    def follower(self, at: int) -> Step | None:
        """The child to insert before, or `None` for the end."""
        return None if at == self._end and self._is_last else self.step(at)

    def _index(self, at: int) -> int:
        assert self._order is not None
        return len(self._order) if at == self._end else self._order.index(at)

    def insert(self, ats: range, follower: int) -> None:
        if self._order is not None:
            index = self._index(follower)
            self._order[index:index] = ats

    def move(self, at: int, follower: int) -> None:
        if self._order is not None:
            self._order.remove(at)
            self.insert(range(at, at + 1), follower)


def _ascending(numbers: list[int]) -> bool:
    return all(map(lt, numbers, numbers[1:]))


def longest_increasing(numbers: list[int]) -> list[int]:
    """One of the longest increasing subsequences of different numbers (patience sorting).

    `ends[k]` is the smallest number that can end an increasing run of length k + 1, so each number extends the run
    that bisection finds, and remembers the number before it in that run.
    """
    if _ascending(numbers):
        return numbers
    ends = [numbers[0]]
    before: dict[int, int | None] = {numbers[0]: None}
    for number in numbers:
        if number > ends[-1]:  # most do, where few have moved
            before[number] = ends[-1]
            ends.append(number)
        else:
            length = bisect_left(ends, number)
            before[number] = ends[length - 1] if length else None
            ends[length] = number
    result: list[int] = []
    last: int | None = ends[-1]
    while last is not None:
        result.append(last)
        last = before[last]
    return result[::-1]
