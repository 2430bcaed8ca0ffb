"""How long a component's own work takes: `python -m tests.benchmarks.component`. Milliseconds, best of many runs."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from pycomponents import Component, Event, Node, each, event, state
from pycomponents.component.equality import known_equal
from pycomponents.component.memo import Memory
from pycomponents.html import a, li, td, tr

SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    label: str
    selected: bool = False


class Item(Component):
    pk: int
    label: str
    on_pick: Event[[]]

    def render(self) -> Node:
        return li[self.label]


class Table(Component):
    rows: list[Row] = state(factory=list)

    @event
    def pick(self, pk: int) -> None: ...

    def row(self, row: Row) -> Node:
        return tr(id=f"row-{row.id}")[td[str(row.id)], td[a(on_click=self.pick.bind(row.id))[row.label]]]

    def paired(self, pair: tuple[Row, bool]) -> Node:
        return self.row(pair[0])


def measure(name: str, target: float | None, work: Callable[[], object]) -> None:
    """Print the best time of `work` in milliseconds."""
    work()
    gc.collect()
    gc.disable()
    best = float("inf")
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    gc.enable()
    aim = "" if target is None else f"   target {target}"
    print(f"{name:58}{best * 1000:9.3f}{aim}")


def unchanged(
    view: Callable[..., Node], items: Callable[[], list[object]], key: Callable[..., int]
) -> Callable[[], object]:
    memory = Memory()

    def work() -> None:
        given = items()
        with memory.rendering():
            each(given, view, key=key)

    return work


def main() -> None:
    table = Table()
    rows = [Row(i, f"row {i}") for i in range(10_000)]
    twins = [replace(row) for row in rows]
    pick = table.pick.bind(1)

    measure("1,000 descriptions with 3 props", 1.2, lambda: [Item(pk=i, label="x", on_pick=pick) for i in range(1000)])
    measure("2,000 .bind(pk)", None, lambda: [table.pick.bind(i) for i in range(2000)])
    measure("2,000 a(class_=…)", None, lambda: [a(class_="x") for i in range(2000)])
    measure("2,000 a(on_click=….bind(pk))", 3, lambda: [a(on_click=table.pick.bind(i)) for i in range(2000)])
    one, two = (1, "a", True), (1, "a", True)
    measure("10,000 known_equal of tuples of 3", None, lambda: [known_equal(one, two) for _ in range(10_000)])
    r1, r2 = rows[5], twins[5]
    measure("10,000 known_equal of frozen rows of 3", None, lambda: [known_equal(r1, r2) for _ in range(10_000)])
    measure("10,000 known_equal of texts", None, lambda: [known_equal("abc", "abc") for _ in range(10_000)])

    for size, target in ((1_000, None), (10_000, 2.5)):
        some, same = rows[:size], twins[:size]
        pairs = [(row, False) for row in some]
        measure(
            f"each: {size} frozen rows, the same objects",
            target,
            unchanged(table.row, lambda s=some: s, lambda r: r.id),
        )
        two_lists = [some, same]

        def turns(lists: list[list[Row]] = two_lists) -> list[object]:
            lists.reverse()
            return list(lists[0])

        measure(f"each: {size} frozen rows, equal objects", None, unchanged(table.row, turns, lambda r: r.id))
        measure(
            f"each: {size} tuples (row, False), made anew",
            None,
            unchanged(table.paired, lambda s=some: [(row, False) for row in s], lambda pair: pair[0].id),
        )
        del pairs

    def assign() -> None:
        table.rows = rows

    measure("state: a list of 10,000 frozen rows", None, assign)

    def read() -> int:
        total = 0
        for _ in range(10_000):
            total += len(table.rows)
        return total

    measure("state: read 10,000 times", None, read)


if __name__ == "__main__":
    main()
