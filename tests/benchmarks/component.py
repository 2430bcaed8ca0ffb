"""How long a component's own work takes: `python -m tests.benchmarks.component`. Milliseconds, best of many runs."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from pycomponents import Component, Event, Node, each, event, state
from pycomponents.component.equality import known_equal
from pycomponents.component.memory import Memory, remembering
from pycomponents.html import a, li, td, tr
from pycomponents.runtime import codec

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
    view: Callable[[Any], Node], items: Callable[[], list[Any]], key: Callable[[Any], int]
) -> Callable[[], None]:
    """Render the list again and again, with what the last render remembers."""
    memory = Memory()

    def work() -> None:
        given = items()
        outer = remembering.set(memory)
        each(given, view, key=key)
        remembering.reset(outer)
        memory.rendered()

    return work


def number(row: Row) -> int:
    return row.id


def number_of_pair(pair: tuple[Row, bool]) -> int:
    return pair[0].id


def each_over(size: int, rows: list[Row], twins: list[Row], target: float | None) -> None:
    table = Table()
    some, lists = rows[:size], [rows[:size], twins[:size]]

    def turns() -> list[Row]:
        lists.reverse()
        return lists[0]

    def pairs() -> list[tuple[Row, bool]]:
        return [(row, False) for row in some]

    measure(f"each: {size} frozen rows, the same objects", target, unchanged(table.row, lambda: some, number))
    measure(f"each: {size} frozen rows, equal objects", None, unchanged(table.row, turns, number))
    measure(f"each: {size} tuples (row, False), made anew", None, unchanged(table.paired, pairs, number_of_pair))


def main() -> None:
    table = Table()
    rows = [Row(i, f"row {i}") for i in range(10_000)]
    twins = [replace(row) for row in rows]
    pick = table.pick.bind(1)

    measure("1,000 descriptions with 3 props", 1.2, lambda: [Item(pk=i, label="x", on_pick=pick) for i in range(1000)])
    measure("2,000 .bind(pk)", None, lambda: [table.pick.bind(i) for i in range(2000)])
    measure("2,000 a(class_=…)", None, lambda: [a(class_="x") for _ in range(2000)])
    measure("2,000 a(on_click=….bind(pk))", 3, lambda: [a(on_click=table.pick.bind(i)) for i in range(2000)])
    one, two = (1, "a", True), (1, "a", True)
    measure("10,000 known_equal of tuples of 3", None, lambda: [known_equal(one, two) for _ in range(10_000)])
    r1, r2 = rows[5], twins[5]
    measure("10,000 known_equal of frozen rows of 3", None, lambda: [known_equal(r1, r2) for _ in range(10_000)])
    measure("10,000 known_equal of texts", None, lambda: [known_equal("abc", "abc") for _ in range(10_000)])

    each_over(1_000, rows, twins, None)
    each_over(10_000, rows, twins, 2.5)

    def assign() -> None:
        table.rows = rows

    measure("state: a list of 10,000 frozen rows", None, assign)

    def read() -> int:
        total = 0
        for _ in range(10_000):
            total += len(table.rows)
        return total

    measure("state: read 10,000 times", None, read)

    kept = codec.encode_state(table)
    text = msgspec.json.encode(kept)
    measure("codec: state of 10,000 rows as data", None, lambda: codec.encode_state(table))
    measure("codec: the same as JSON", None, lambda: msgspec.json.encode(kept))
    measure("codec: from JSON", None, lambda: msgspec.json.decode(text))
    measure("codec: from data", None, lambda: codec.decode(Table, kept))


if __name__ == "__main__":
    main()
