"""The parts of one document become one page: one queue, one revision, one socket for all its roots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pycomponents.runtime.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pycomponents.runtime.instance import Instance
    from pycomponents.runtime.specs import Specs


def merged(parts: Sequence[Page | None], specs: Specs) -> Page:
    """One page from the parts of a document, in its order; `None` for one that cannot come alive.

    specs: empty ones, for the page. Raises `ValueError` where there is no part.

    Each part has its own numbers, from 0 on. Number n of the i-th of k parts becomes n·k + i, of instances as of
    listener specs. The client counts in the same way, and so neither has to tell the other: not even how many
    numbers there are in a part that cannot be read any more.
    """
    there = [part for part in parts if part is not None]
    if not there:
        raise ValueError("a page needs a part")
    if len(parts) == 1:
        return there[0]
    step = len(parts)
    tree = there[0].tree
    instances: dict[int, Instance] = {}
    roots: list[Instance] = []
    next_numbers = [*range(step)]
    for start, part in enumerate(parts):
        if part is None:
            continue
        other = part.tree
        next_numbers[start] += other.next_numbers[0] * step
        for instance in other.instances.values():
            instance.tree = tree
            instance.number = instance.number * step + start
            instances[instance.number] = instance
        roots += other.roots
        tree.readers.update(other.readers)
        tree.fallen.update(other.fallen)
        if other is not tree:
            tree.effects.take_over(other.effects)
        specs.take(part.specs, step, start)
    tree.instances, tree.roots, tree.next_numbers = instances, roots, next_numbers
    page = Page(tree, specs)
    page.settle()
    return page
