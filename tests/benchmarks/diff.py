"""What diff, encode, apply and packing cost on the benchmark's table: `python -m tests.benchmarks.diff`."""

from __future__ import annotations

import gc
import time
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from pycomponents.diff.apply import apply
from pycomponents.diff.decode import Decoder
from pycomponents.diff.diff import diff
from pycomponents.diff.pack import pack
from pycomponents.diff.rows import Shapes
from pycomponents.diff.wire import encode
from pycomponents.dom.node import Element
from pycomponents.html import a, tbody, td, tr
from tests.benchmarks.words import label
from tests.diff.trees import Answer, Specs, el

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pycomponents.dom.node import Mounted
    from pycomponents.dom.tags import Tag

NOTHING: dict[str, str] = {}


def row(number: int, text: str) -> Element:
    return el(
        "tr",
        {"id": f"row-{number}", "class": ""},
        el("td", NOTHING, str(number)),
        el("td", NOTHING, el("a", {"class": "lbl"}, text, on={"click": Answer("select", number)})),
        el("td", NOTHING, el("a", {"class": "remove"}, "x", on={"click": Answer("remove", number)})),
        el("td", NOTHING),
        key=str(number),
    )


def table(numbers: Iterable[int]) -> Element:
    return el("table", NOTHING, el("tbody", {"id": "tbody"}, [row(number, label(number)) for number in numbers]))


def sent(_: Mounted) -> None:
    pass


def frame(old: Element, new: Element) -> bytes:
    return msgspec.json.encode(encode(diff(old, new), spec=Specs().number, shapes=Shapes(), sent=sent))


def best(run: Callable[[], object], times: int = 40) -> float:
    """Milliseconds, the fastest of many."""
    fastest = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        run()
        fastest = min(fastest, time.perf_counter() - start)
    return fastest * 1000


def main() -> None:
    thousand = range(1, 1001)
    empty, one, same = table([]), table(thousand), table(thousand)
    swapped = [*thousand]
    swapped[1], swapped[998] = swapped[998], swapped[1]
    cases = {
        "equal, other objects": same,
        "remove one": table(number for number in thousand if number != 500),
        "swap": table(swapped),
        "reverse": table(reversed(thousand)),
        "replace all": table(range(1001, 2001)),
        "append 1,000": table(range(1, 2001)),
        "clear": empty,
    }
    gc.disable()
    report("create 1,000", empty, one)
    for name, new in cases.items():
        report(name, one, new)
    report_packing(thousand)


def report_packing(numbers: Iterable[int]) -> None:
    tables = [tbody[[tag_row(number) for number in numbers]] for _ in range(20)]
    pack_all = min(took(partial(pack, table.children)) for table in tables)
    look = min(took(partial(look_at_all, table)) for table in tables)
    print(f"pack 1,000 rows {pack_all:6.2f}  look at all of them {look:6.2f} ms")


def look_at_all(table: Element) -> int:
    return sum(len(child.children) for child in table.children if isinstance(child, Element))


def took(run: Callable[[], object]) -> float:
    """Milliseconds of what can be done only once."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def tag_row(number: int) -> Tag:
    pick, drop = Answer("select", number), Answer("remove", number)
    return tr(id=f"row-{number}", key=number)[
        td[str(number)], td[a(".lbl", on_click=pick)[label(number)]], td[a(".remove", on_click=drop)["x"]], td
    ]


def report(name: str, old: Element, new: Element) -> None:
    patch = diff(old, new)
    items = encode(patch, spec=Specs().number, shapes=Shapes(), sent=sent)
    compare = best(lambda: diff(old, new))
    code = best(lambda: encode(patch, spec=Specs().number, shapes=Shapes(), sent=sent))
    text = msgspec.json.encode(items)
    write = best(lambda: msgspec.json.encode(items))
    decode = best(lambda: Decoder().patch(items), 5)
    run = best(lambda: apply(old, patch), 5)
    print(
        f"{name:22} diff {compare:6.2f}  encode {code:6.2f}  json {write:5.2f}"
        f"  decode {decode:6.2f}  apply {run:6.2f} ms  {len(text):6,} bytes"
    )


if __name__ == "__main__":
    main()
