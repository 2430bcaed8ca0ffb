"""What was sent to a client that has not acknowledged it yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# With so many revisions, or so many characters of them, nothing more is to be sent.
_MOST: Final = 16
_MOST_CHARACTERS: Final = 1 << 20


class Flight(dict[int, int]):
    """The revisions on their way, and the length of their frames."""

    __slots__ = ()

    @property
    def is_full(self) -> bool:
        """Whether the client has so much to acknowledge that changes are to be gathered for it."""
        return bool(self) and (len(self) >= _MOST or sum(self.values()) > _MOST_CHARACTERS)

    def left(self, rev: int, frames: Iterable[str]) -> None:
        """These frames bring the client to revision `rev`."""
        self[rev] = self.get(rev, 0) + sum(map(len, frames))

    def landed(self, rev: int) -> None:
        """The client has revision `rev`, and so all before it."""
        for sent in [sent for sent in self if sent <= rev]:
            del self[sent]
