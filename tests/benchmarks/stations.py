"""What each station of the server takes for an operation of the benchmark page, without sockets and threads.

python -m tests.benchmarks.stations [--collector ours|python|off]

Milliseconds of CPU, medians of ten. `handle` is all from the message to the new tree, and `render` a part of it;
`flush` all from there to the frame, `diff` and `encode` parts of it.
"""

import argparse
import gc
import json
import os
import statistics
import time
from collections.abc import Callable
from typing import Any, Final
from unittest.mock import patch

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.benchmarks.settings")

import django

from pycomponents.diff.diff import diff
from pycomponents.diff.wire import encode
from pycomponents.runtime.instances import Tree
from pycomponents.runtime.messages import decode
from pycomponents.runtime.page import Page
from pycomponents.web import collector
from tests.benchmarks.runtime import opened

BUTTONS: Final = ("create1k", "create10k", "append1k", "update10", "swap", "clear")
# Name, operation, and what is done before each.
PLAN: Final = (
    ("create1k", "create1k", "clear"),
    ("replace1k", "create1k", None),
    ("update10", "update10", None),
    ("swap", "swap", None),
    ("append1k", "append1k", "create1k"),
    ("clear", "clear", "create1k"),
    ("create10k", "create10k", "clear"),
    ("replace10k", "create10k", None),
)
ROUNDS: Final = 10
spent: dict[str, float] = {}


def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        start = time.thread_time()
        result = work(*args, **kwargs)
        spent[name] = spent.get(name, 0) + time.thread_time() - start
        return result

    return wrapped


def fire(page: Page, operation: str) -> dict[str, float]:
    """Milliseconds by station, and the size of the answer."""
    spent.clear()
    address = [0, 0, BUTTONS.index(operation)]
    text = json.dumps(["event", page.handled + 1, page.rev, address, "click"])

    def handle() -> None:
        message: Any = decode(text)
        page.handle(message)

    def answer() -> list[str]:
        timed("handle", handle)()
        frames: list[str] = timed("flush", page.flush)()
        return frames

    frames = timed("all", answer)()
    acknowledgement: Any = decode(f'["ack",{page.rev}]')
    page.acknowledge(acknowledgement)
    return {**{name: seconds * 1000 for name, seconds in spent.items()}, "bytes": sum(map(len, frames))}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.stations")
    parser.add_argument("--collector", choices=["ours", "python", "off"], default="ours")
    how: str = parser.parse_args().collector
    django.setup()
    from tests.benchmarks.page import Bare  # its view needs Django's apps

    if how == "ours":
        collector.Collector()
    elif how == "off":
        gc.disable()
    stations = ("render", "handle", "diff", "encode", "flush", "all", "bytes")
    print(" " * 12 + "".join(f"{name:>10}" for name in stations) + "       max")
    with (
        patch.object(Tree, "render_dirty", timed("render", Tree.render_dirty)),
        patch("pycomponents.runtime.page.diff", timed("diff", diff)),
        patch("pycomponents.runtime.page.encode", timed("encode", encode)),
    ):
        page = opened(Bare())
        for name, operation, before in PLAN:
            taken: list[dict[str, float]] = []
            for _ in range(ROUNDS):
                if before:
                    fire(page, before)
                taken.append(fire(page, operation))
            cells = [statistics.median(one.get(station, 0) for one in taken) for station in stations]
            print(f"{name:12}" + "".join(f"{cell:10,.2f}" for cell in cells) + f"{max(o['all'] for o in taken):10,.2f}")


if __name__ == "__main__":
    main()
