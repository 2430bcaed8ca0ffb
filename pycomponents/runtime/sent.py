"""The trees of one component that its client knows: what it was sent, and what the user was looking at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pycomponents.diff.live import overlay
from pycomponents.dom.node import Root

if TYPE_CHECKING:
    from pycomponents.diff.live import Live
    from pycomponents.runtime.instance import Path

# An event may refer to one of so many trees back; an older one is stale.
_MOST: Final = 64


class SentTrees(list[tuple[int, Root]]):
    """(revision, root), oldest first: each tree from the revision that brought it to that of the next.

    Empty while the client has nothing of the component.
    """

    __slots__ = ()

    @property
    def last(self) -> Root:
        return self[-1][1]

    def at(self, rev: int) -> Root:
        """The tree that a user looking at revision `rev` saw. Raises `LookupError` where it is not known any more."""
        for since, root in reversed(self):
            if since <= rev:
                return root
        raise LookupError(rev)

    def add(self, rev: int, root: Root) -> None:
        """Revision `rev` brings `root`."""
        self.append((rev, root))
        if len(self) > _MOST:
            del self[0]

    def replace(self, root: Root) -> None:
        """`root` looks and means the same as the last tree: it stands for it from now on."""
        self[-1] = (self[-1][0], root)

    def forget_before(self, oldest: int) -> None:
        """No event will refer to a revision before `oldest`."""
        while len(self) > 1 and self[1][0] <= oldest:
            del self[0]

    def go_back_to(self, rev: int) -> bool:
        """What was sent after `rev` was lost on the way. Says whether there was any."""
        before = len(self)
        while self and self[-1][0] > rev:
            self.pop()
        return len(self) < before

    def lay(self, rev: int, path: Path, live: Live) -> bool:
        """The user, looking at revision `rev`, left the control at `path` like that: so it stands in that tree and in
        those that came after it. Says whether that is a control whose value the server decides.
        """
        laid = False
        for index in reversed(range(len(self))):
            since, root = self[index]
            changed = overlay(root, path, live)
            if changed is not root:
                self[index] = (since, changed)
                laid = True
            if since <= rev:
                break
        return laid
