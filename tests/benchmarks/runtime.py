"""What the runtime costs, without sockets and threads: `python -m tests.benchmarks.runtime [profile]`."""

from __future__ import annotations

import cProfile
import gc
import pstats
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from pycomponents import Component, each, event, state
from pycomponents.html import a, button, div, span, table, tbody, td, tr
from pycomponents.runtime.instances import Tree
from pycomponents.runtime.messages import decode
from pycomponents.runtime.page import Page
from pycomponents.runtime.specs import Specs
from tests.benchmarks.words import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.web.request import PageRequest


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    label: str


class Counter(Component):
    many: int = 0
    count: int = state(0)
    rows: list[Row] = state(factory=list)

    def mount(self) -> None:
        self.rows = [Row(number, label(number)) for number in range(self.many)]

    @event
    def inc(self) -> None:
        self.count += 1

    @event
    def select(self, pk: int) -> None: ...

    def row(self, row: Row) -> Any:
        return tr(id=f"row-{row.id}")[td[str(row.id)], td[a(on_click=self.select.bind(row.id))[row.label]]]

    def render(self) -> Any:
        return div[
            button(on_click=self.inc)["inc"],
            span("#count")[self.count],
            table[tbody[each(self.rows, self.row, key=lambda row: row.id)]] if self.many else None,
        ]


class RowComponent(Component):
    row: Row
    selected: bool = state(False)

    @event
    def select(self) -> None:
        self.selected = True

    def render(self) -> Any:
        return tr(class_="on" if self.selected else None)[
            td[str(self.row.id)], td[a(on_click=self.select)[self.row.label]]
        ]


class Rows(Component):
    many: int
    count: int = state(0)

    @event
    def inc(self) -> None:
        self.count += 1

    def render(self) -> Any:
        rows = [RowComponent(row=Row(number, label(number)), key=number) for number in range(self.many)]
        return div[button(on_click=self.inc)["inc"], str(self.count), table[tbody[rows]]]


def no_waiting(awaitable: Any) -> None:
    raise NotImplementedError


def opened(description: Component) -> Page:
    tree = Tree(cast("PageRequest", None), wait=no_waiting, strict=False)
    tree.mount_root(description)
    page = Page(tree, Specs(b"secret"))
    page.html()
    page.settle()
    return page


def saturated(page: Page) -> Callable[[], None]:
    """One click on the button, from frame to frame, acknowledged."""

    def event() -> None:
        message: Any = decode(f'["event",{page.handled + 1},{page.rev},[0,0],"click"]')
        page.handle(message)
        [_] = page.flush()
        acknowledgement: Any = decode(f'["ack",{page.rev}]')
        page.acknowledge(acknowledgement)

    return event


def best(run: Callable[[], object], times: int) -> float:
    """Microseconds of CPU, the fastest of five runs, each an average of many."""
    fastest = float("inf")
    for _ in range(5):
        start = time.process_time()
        for _ in range(times):
            run()
        fastest = min(fastest, (time.process_time() - start) / times)
    return fastest * 1e6


CASES: dict[str, tuple[Callable[[], Callable[[], object]], int]] = {
    "an event of a counter": (lambda: saturated(opened(Counter())), 5000),
    "with `each` over 1,000 rows": (lambda: saturated(opened(Counter(many=1000))), 200),
    "with `each` over 10,000 rows": (lambda: saturated(opened(Counter(many=10_000))), 20),
    "with 1,000 row components": (lambda: saturated(opened(Rows(many=1000))), 20),
    "mounting 1,000 row components": (lambda: lambda: opened(Rows(many=1000)), 3),
}


def main() -> None:
    gc.disable()
    for name, (prepare, times) in CASES.items():
        run = prepare()
        if "profile" in sys.argv:
            with cProfile.Profile() as profile:
                for _ in range(times):
                    run()
            print(name)
            pstats.Stats(profile).sort_stats("tottime").print_stats(22)
        else:
            print(f"{name:32}{best(run, times):10,.1f} µs")
        gc.collect()


if __name__ == "__main__":
    main()
