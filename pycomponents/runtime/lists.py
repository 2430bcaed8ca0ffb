"""The long lists of a page, which are kept as their values while nothing is going on."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pycomponents.diff.gather import FEWEST
from pycomponents.diff.pack import pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pycomponents.component.memory import Call
    from pycomponents.runtime.instance import Instance


class Lists:
    """Where `each` may have made many nodes since these were packed: the instances that have called it."""

    def __init__(self) -> None:
        self._instances: dict[Instance, None] = {}

    def note(self, instance: Instance) -> None:
        """This one has been rendered."""
        if instance.memory.last:
            self._instances[instance] = None

    @property
    def have_grown(self) -> bool:
        """Whether there is anything to pack."""
        self._instances = {instance: None for instance in self._instances if any(_grown(instance))}
        return bool(self._instances)

    def pack(self) -> None:
        """Keep what has grown as its values."""
        for instance in self._instances:
            grown = [*_grown(instance)]
            for call in grown:
                pack(call.nodes.children)
                call.made = 0
            if grown:  # by rows that are components, too: what these show
                pack([child.root for child in instance.children.values()])
        self._instances.clear()


def _grown(instance: Instance) -> Iterator[Call]:
    return (call for call in chain.from_iterable(instance.memory.last.values()) if call.made >= FEWEST)
