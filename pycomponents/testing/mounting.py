"""A component on a page of its own, though it may be given what no ticket carries: children, events, nodes."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final

from pycomponents.component.component import Component

if TYPE_CHECKING:
    from pycomponents.dom.tags import Node

_numbers: Final = count(1)
_held: Final[dict[int, Node]] = {}


class Mounted(Component):
    """The root of such a page. number: of what it shows, which stays in this process."""

    number: int

    def render(self) -> Node:
        return _held[self.number]


def hold(node: Node) -> int:
    """Keep a node to be shown by `Mounted`. Returns its number."""
    number = next(_numbers)
    _held[number] = node
    return number


def let_go(number: int) -> None:
    """It is shown no more."""
    _held.pop(number, None)
