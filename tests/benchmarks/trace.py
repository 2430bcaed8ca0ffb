"""What a trace costs an event, without sockets and threads: `python -m tests.benchmarks.trace`.

Microseconds of CPU on this thread, from frame to frame. The three ways take turns, so that what the machine does
meanwhile falls on all of them; of each the fastest round.
"""

from __future__ import annotations

import gc
import os
import time
from typing import TYPE_CHECKING, Any, Final

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.benchmarks.settings")

import django

from pycomponents.runtime.messages import decode
from pycomponents.runtime.trace import Trace
from tests.benchmarks.runtime import Counter, Rows, opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.component.component import Component
    from pycomponents.runtime.page import Page

CASES: Final[dict[str, tuple[Callable[[], Component], int]]] = {
    "an event of a counter": (Counter, 2000),
    "with `each` over 1,000 rows": (lambda: Counter(many=1000), 500),
    "with 1,000 row components": (lambda: Rows(many=1000), 10),
}
ROUNDS: Final = 15


def traced(page: Page, *, keeps: bool | None) -> Callable[[], None]:
    """One click on the button, acknowledged, as the consumer takes it."""
    page.trace = None if keeps is None else Trace(_outside(), keeps=keeps)
    trace = page.trace

    def event() -> None:
        text = f'["event",{page.handled + 1},{page.rev},[0,0],"click"]'
        message: Any = decode(text) if trace is None else trace.decode(text)
        page.handle(message)
        [_] = page.flush()
        acknowledgement: Any = decode(f'["ack",{page.rev}]')
        page.acknowledge(acknowledgement)

    return event


def _outside() -> Any:
    from pycomponents.web import tracing

    return tracing.outside


def microseconds(run: Callable[[], None], times: int) -> float:
    start = time.thread_time()
    for _ in range(times):
        run()
    return (time.thread_time() - start) / times * 1e6


def main() -> None:
    django.setup()
    gc.disable()
    print(f"{'':32}{'off':>10}{'log':>10}{'kept':>10}")
    for name, (make, times) in CASES.items():
        ways = [traced(opened(make()), keeps=keeps) for keeps in (None, False, True)]
        fastest = [float("inf")] * len(ways)
        for _ in range(ROUNDS):
            for index, way in enumerate(ways):
                fastest[index] = min(fastest[index], microseconds(way, times))
            gc.collect()
        print(f"{name:32}" + "".join(f"{one:10,.1f}" for one in fastest))
        print(f"{'':32}" + "".join(f"{one / fastest[0]:10.2f}" for one in fastest))


if __name__ == "__main__":
    main()
