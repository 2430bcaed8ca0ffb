"""Many rows of a list in which nothing but texts has changed, found column by column.

Each tenth of 1,000 rows has another label: comparing 100 rows of 7 elements with what they were, and writing down the
way to each label, takes 5 µs a row. Where rows are of one structure, what stands at one position in all of them is
compared with what stood there as two lists, in C, and the way is the same for all. Where anything but texts differs,
they are compared one by one, as ever.
"""

from __future__ import annotations

from itertools import compress, count
from operator import is_not, ne
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pycomponents.diff.gather import gathered_both
from pycomponents.diff.keyed import step_to
from pycomponents.diff.patch import EachText
from pycomponents.dom.node import Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pycomponents.diff.patch import Step
    from pycomponents.dom.node import Node

# Up to so many rows, comparing them one by one takes no longer than is worth it.
FEWEST: Final = 40

# An index, and what stood and stands there.
Pair: TypeAlias = "tuple[int, Node, Node]"
Columns: TypeAlias = "Iterator[tuple[list[Any], list[Any]]]"


def changed(before: Sequence[Node], after: Sequence[Node]) -> list[Pair]:
    """Of two long lists, the children of one index that are not the same object."""
    return [(index, before[index], after[index]) for index in compress(count(), map(is_not, before, after))]


def each_text(parent: Element, pairs: Sequence[Pair]) -> list[EachText] | None:
    """What turns the first of each of `pairs`, children of `parent`, into the second, if that is only texts."""
    indexes, before, after = zip(*pairs, strict=True)
    first = after[0]
    found = gathered_both(before, after) if isinstance(first, Element) else None
    if found is None or not isinstance(first, Element):
        return None
    texts: list[tuple[tuple[Step, ...], list[str], list[str]]] = []
    if not _only_texts(first, (), found, texts):
        return None
    steps = [step_to(parent, index) for index in indexes]
    return [
        EachText([*compress(steps, map(ne, was, now))], way, [*compress(now, map(ne, was, now))])
        for way, was, now in texts
    ]


def _only_texts(
    element: Element, way: tuple[Step, ...], found: Columns, texts: list[tuple[tuple[Step, ...], list[str], list[str]]]
) -> bool:
    """Whether what was gathered for elements such as this differs in texts alone; they are added to `texts`."""
    if element.tag == "textarea":
        return False  # its text is also its value
    if element.key is not None and not _equal(next(found)):
        return False
    for _ in element.listeners or ():
        next(found)  # they answer alike, or nothing would have been gathered
    if element.attributes and not _equal(next(found)):
        return False
    for index, child in enumerate(element.children):
        inside = (*way, step_to(element, index))
        if isinstance(child, str):
            was, now = next(found)
            if was != now:
                texts.append((inside, was, now))
        elif not isinstance(child, Element) or not _only_texts(child, inside, found, texts):
            return False
    return True


def _equal(columns: tuple[list[Any], list[Any]]) -> bool:
    was, now = columns
    return was == now
