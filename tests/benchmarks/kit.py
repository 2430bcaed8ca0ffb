"""What a test costs: a counter (mounted, three clicks, its outline), a thousand of these, and finding by role.

python -m tests.benchmarks.kit
"""

from __future__ import annotations

import os
import statistics
import time
from typing import TYPE_CHECKING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()  # who defines components before it is not heard

from pycomponents import Component, Node  # noqa: E402
from pycomponents.html import a, table, tbody, td, tr  # noqa: E402
from pycomponents.testing import Ui  # noqa: E402
from tests.testing.apps import Counter  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 1_000


class Rows(Component):
    """A long table."""

    def render(self) -> Node:
        return table[tbody[[tr(key=n)[td[str(n)], td[a(href=f"/{n}/")[f"Row {n}"]]] for n in range(ROWS)]]]


def counted() -> None:
    with Ui() as ui:
        page = ui.mount(Counter)
        for _ in range(3):
            page.get_by_role("button", name="Add").click()
        page.outline()


def timed(act: Callable[[], object], times: int) -> float:
    """Milliseconds, the median."""
    taken: list[float] = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    counted()
    start = time.perf_counter()
    one = timed(counted, ROWS)
    print(f"a counter, three clicks, its outline: {one:.1f} ms; 1,000 of them: {time.perf_counter() - start:.1f} s")
    with Ui() as ui:
        page = ui.mount(Rows)
        link = page.get_by_role("link", name="Row 500")
        print(f"get_by_role('link', name=…) among {ROWS} rows: {timed(link.count, 20):.1f} ms")
        row = page.get_by_role("row", name="500 Row 500", exact=True)
        print(f"get_by_role('row', name=…, exact=True): {timed(row.count, 20):.1f} ms")


if __name__ == "__main__":
    main()
