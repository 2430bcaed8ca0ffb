"""When Python's garbage collector looks for cycles in a worker that serves pages (docs/decisions/0011)."""

from __future__ import annotations

import asyncio
import gc
from typing import Final

from pycomponents.web.conf import conf

# By default the collector runs after each 700 objects that came and stayed (2,000 from Python 3.14 on): 300 times
# while 10,000 rows are made, none of which is garbage.
OBJECTS: Final = 200_000
# So many new objects are looked at once nobody has been answered for so long; seconds.
WORTHWHILE: Final = 5_000
QUIET: Final = 0.02


class Collector:
    """The collector of one worker. Its methods belong to the loop's thread."""

    def __init__(self) -> None:
        self._is_ours = _tuned()
        self._quiet: asyncio.TimerHandle | None = None

    def answered(self) -> None:
        """Somebody has an answer. If the answers before have left much to look at, it is done when all have theirs."""
        if self._quiet is not None:
            self._quiet.cancel()
            self._quiet = None
        if self._is_ours and gc.get_count()[0] >= WORTHWHILE:
            self._quiet = asyncio.get_running_loop().call_later(QUIET, self._look)

    def _look(self) -> None:
        self._quiet = None
        look_now()


def look_now() -> None:
    """Let the collector do now what it has put off. How far it looks is its own choice: `gc.collect` would walk
    through all that is old, too, each time that it is asked to.
    """
    first, *others = gc.get_threshold()
    gc.set_threshold(WORTHWHILE - 1, *others)
    # It runs when a container is made (lists are used again), from Python 3.12 on at the end of the loop's turn.
    for _ in range(2):
        set[None]()
    gc.set_threshold(first, *others)


def _tuned() -> bool:
    """Let the collector run less often, and leave what the start has loaded out of its rounds. Whoever has switched it
    off, or lets it run less often than that already, is left alone.
    """
    first, *others = gc.get_threshold()
    if not conf().COLLECTOR or not gc.isenabled() or first == 0 or first >= OBJECTS:
        return False
    gc.collect()  # what is garbage now would stay for ever
    gc.freeze()
    gc.set_threshold(OBJECTS, *others)
    return True
