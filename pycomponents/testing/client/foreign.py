"""What others do to our document: extensions, translators, other scripts. The twin of `client/foreign.js`.

A node that others insert is skipped from then on. Where one of ours was taken away or wrapped, the component around it
is damaged: its changes are skipped until its HTML has come.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from pycomponents.testing.client.tree import ends_range, is_range
from pycomponents.testing.document.dom import Element, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from pycomponents.testing.client.tree import Tree
    from pycomponents.testing.clock import VirtualClock
    from pycomponents.testing.document.dom import Node

_LIMIT: Final = 3
_WINDOW: Final = 10.0


class Foreign:
    """The damage that others have done to one page.

    report: told of it: a code and a detail. noticed: called when there may be something to ask for.
    """

    def __init__(self, tree: Tree, clock: VirtualClock, report: Callable[[str, object], None]) -> None:
        self.noticed: Callable[[], None] = lambda: None
        self._tree = tree
        self._clock = clock
        self._report = report
        self._damaged: dict[int, bool] = {}  # and whether their HTML has been asked for
        self._repairs: dict[int, list[float]] = {}

    def is_damaged(self, number: int | None) -> bool:
        """Whether a component waits for its HTML."""
        return number in self._damaged

    def healed(self, number: int) -> None:
        """Its HTML has come."""
        self._damaged.pop(number, None)

    def damage(self, number: int | None, cause: object = None) -> None:
        """A component is not what the server thinks it is."""
        if number is not None and number not in self._damaged:
            self._damaged[number] = False
            self._report("changed", number if cause is None else cause)

    def unasked(self, html: Sequence[str | None] | None = None) -> None:
        """Forget what was asked of a connection that is gone. html: of the roots that are made anew."""
        for number in [*self._damaged]:
            if html and html[number % len(html)]:
                del self._damaged[number]
            else:
                self._damaged[number] = False

    def wanted(self) -> list[int]:
        """Components whose HTML is to be asked for now; too often is not at all."""
        return [number for number in self._damaged if self._wants(number)]

    def _wants(self, number: int) -> bool:
        root = self._tree.root_of(number)
        # A root that others have taken out of the page may come back.
        if self._damaged[number] or root is None or root.document is None:
            return False
        now = self._clock.time()
        lately = [time for time in self._repairs.get(number, ()) if now - time < _WINDOW]
        if len(lately) >= _LIMIT:
            self._report("repairs", number)
            self._clock.call_later(_WINDOW, self.noticed)
            return False
        self._repairs[number] = [*lately, now]
        self._damaged[number] = True
        return True

    # What changes meanwhile is others' doing.

    @contextmanager
    def watching(self, around: Element) -> Generator[None]:
        """Whatever list of children in `around` changes meanwhile, somebody else has changed."""
        before = {element: [*element.children] for element in (around, *around.elements())}
        yield
        for target, children in before.items():
            if children != target.children:
                self._inspect(target, children)
        self.noticed()

    def _inspect(self, target: Element, before: list[Node]) -> None:
        after = [*target.children]
        if not self._is_ours(target):
            return
        in_order = [node for node in before if node in after] == [node for node in after if node in before]
        removed = [node for node in before if node not in after or not in_order]
        added = [node for node in after if node not in before or not in_order]
        ranges = target in self._tree.irregular
        gone = [node for node in removed if node not in self._tree.foreign and not (ranges and _in_range(before, node))]
        for node in gone:
            self._tree.taken.add(node)
            self.damage(self._tree.component_of(target))
        come = [node for node in added if not (ranges and _in_range(after, node))]
        for node in come:
            if node in self._tree.taken:
                self.damage(self._tree.component_of(target))
            else:
                self._tree.irregular.add(target)
                self._tree.foreign.add(node)
        # Where a text of ours went, what stands there now stands for it (a translation): it goes when ours comes back.
        if any(isinstance(node, Text) for node in gone):
            self._tree.taken.update(node for node in come if node in self._tree.foreign)

    def _is_ours(self, node: Element) -> bool:
        """Whether a node stands in our tree, neither in a foreign node nor in a raw range."""
        roots = [self._tree.root_of(number) for number in range(self._tree.roots)]
        at: Element = node
        while at not in roots:
            parent = at.parent
            if parent is None or at in self._tree.foreign:
                return False
            if parent in self._tree.irregular and at not in self._tree.children(parent):
                return False
            at = parent
        return True


def _in_range(children: list[Node], node: Node) -> bool:
    """Whether a node stands inside a raw range: that is the range's own business."""
    for before in reversed(children[: children.index(node)]):
        if is_range(before):
            return True
        if ends_range(before):
            return False
    return False
