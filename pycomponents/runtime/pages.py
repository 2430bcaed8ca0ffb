"""The pages of this worker: those whose HTML has just gone out, those that are open, those whose socket dropped."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")

# Between the first HTML and its join.
MOST_RENDERED: Final = 200
RENDERED_SECONDS: Final = 10.0
# Between a dropped socket and its return.
DROPPED_SECONDS: Final = 60.0


class Shelf(Generic[T]):
    """Things that wait to be taken, each for so many seconds, at most so many of them. Safe for threads.

    dropped: told of each thing whose time is over.
    """

    def __init__(
        self,
        seconds: float,
        most: int,
        dropped: Callable[[T], None] = lambda _thing: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._seconds = seconds
        self._most = most
        self._dropped = dropped
        self._clock = clock
        self._lock = threading.Lock()
        self._things: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._things)

    def put(self, name: Hashable, thing: T) -> None:
        """Keep a thing until it is taken, or its time is over, or it is the oldest of too many."""
        with self._lock:
            before = self._things.pop(name, None)  # so that the new one is the youngest
            self._things[name] = (self._clock() + self._seconds, thing)
            over = self._overdue()
        self._drop(over if before is None else [before[1], *over])

    def take(self, name: Hashable) -> T | None:
        """The thing of this name, once."""
        with self._lock:
            over = self._overdue()
            found = self._things.pop(name, None)
        self._drop(over)
        return None if found is None else found[1]

    def sweep(self) -> None:
        """Drop what is overdue."""
        with self._lock:
            over = self._overdue()
        self._drop(over)

    def _overdue(self) -> list[T]:
        now = self._clock()
        over: list[T] = []
        while self._things:
            until, thing = next(iter(self._things.values()))
            if until > now and len(self._things) <= self._most:
                break
            self._things.popitem(last=False)
            over.append(thing)
        return over

    def _drop(self, things: list[T]) -> None:
        for thing in things:
            self._dropped(thing)
