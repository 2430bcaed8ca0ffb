"""How often Python's garbage collector looks for cycles in a worker that serves pages (docs/decisions/0009)."""

from __future__ import annotations

import gc
from typing import Final

from pycomponents.web.conf import conf

# By default the collector runs after each 700 objects that came and stayed (2,000 from Python 3.14 on): 300 times
# while 10,000 rows are made, none of which is garbage.
OBJECTS: Final = 50_000


def tune() -> None:
    """Let the collector run less often, and leave what the start has loaded out of its rounds. Whoever has switched it
    off, or lets it run less often than that already, is left alone.
    """
    first, *others = gc.get_threshold()
    if not conf().COLLECTOR or not gc.isenabled() or first == 0 or first >= OBJECTS:
        return
    gc.collect()  # what is garbage now would stay for ever
    gc.freeze()
    gc.set_threshold(OBJECTS, *others)
