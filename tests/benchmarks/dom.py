"""Milliseconds to build, lower and write 1,000 rows of a table: `python -m tests.benchmarks.dom`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from pycomponents.dom.elements import make
from pycomponents.dom.html import html
from pycomponents.dom.lower import lower
from pycomponents.dom.node import Boundary, Listener, ListenerSpec, Mountable
from pycomponents.dom.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.dom.lower import Path

ROWS: Final = [(i, f"pretty red table {i}") for i in range(1, 1001)]

a, table, tbody, td, tr = (make(name) for name in "a table tbody td tr".split())


class Go(Listener):
    __slots__ = ()

    def check(self, event_type: str) -> None:
        pass

    def describe(self, event_type: str) -> ListenerSpec:
        return ListenerSpec("Go.go", {})


EVENT: Final = Go()


def build() -> Tag:
    return table[tbody[(row(i, label) for i, label in ROWS)]]


def row(i: int, label: str) -> Tag:
    return tr(id=f"row-{i}", class_="danger" if i == 7 else None, key=i)[
        td[str(i)], td[a(".lbl", on_click=EVENT)[label]], td[a(".remove", on_click=EVENT)["x"]], td
    ]


def no_components(description: Mountable, path: Path) -> Boundary:
    raise NotImplementedError


def best(work: Callable[[], object], rounds: int = 40) -> float:
    times: list[float] = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def main() -> None:
    built = build()
    print(f"build         {best(build):5.2f} ms")
    print(f"lower         {best(lambda: lower(built, fill=no_components)):5.2f} ms")
    print(f"lower, strict {best(lambda: lower(built, fill=no_components, strict=True)):5.2f} ms")
    print(f"html          {best(lambda: html(built, specs=lambda listeners: 0)):5.2f} ms")


if __name__ == "__main__":
    main()
