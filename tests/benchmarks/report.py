"""Writes the figures of the last whole run into docs/benchmarks.md, beside those of others that rivals.json quotes.

python -m tests.benchmarks.report
"""

import json
from pathlib import Path
from typing import Any, Final

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "docs/benchmarks.md"
START: Final = "<!-- figures -->\n"
OPERATIONS: Final = {
    "inc": "a counter, one click",
    "inc20": "20 clicks in one burst",
    "echo": "five letters typed",
    "inc_1k": "a counter, 1,000 rows on the page",
    "inc_10k": "a counter, 10,000 rows on the page",
    "select": "mark one row of 1,000",
    "swap": "swap two rows of 1,000",
    "remove": "remove one row of 1,000",
    "update10": "change every tenth row of 1,000",
    "create1k": "create 1,000 rows",
    "replace1k": "replace 1,000 rows",
    "append1k": "append 1,000 rows to 1,000",
    "clear": "remove all 1,000 rows",
    "create10k": "create 10,000 rows",
}
LOADS: Final = {
    "html_gz": "HTML, gzip, bytes",
    "js_gz": "JavaScript, gzip, bytes",
    "ready_ms": "milliseconds to the first answered click",
    "cpu_ms": "server CPU of a load, ms",
}

Figures = dict[str, Any]


def main() -> None:
    ours, floor = figures("app", "pycomponents"), figures("floor", "floor")
    rivals: list[Figures] = json.loads((HERE / "rivals.json").read_text())
    tables = [
        *against_floor(ours, floor),
        *cut_otherwise(ours, floor),
        *under_load(),
        *table("Milliseconds from click to DOM, median", [ours, floor, *rivals], "ms"),
        *table("Bytes that the page receives", [ours, floor, *rivals], "recv"),
        *table("Server CPU, milliseconds, median", [ours, floor, *rivals], "cpu_ms"),
        *loads([ours, floor, *rivals]),
    ]
    prose = PAGE.read_text().partition(START)[0]
    PAGE.write_text(prose + START + "\n".join(tables))


def figures(name: str, title: str) -> Figures:
    """The figures of a result file, in the shape of rivals.json."""
    result: Figures = json.loads((HERE / "results" / f"{name}.json").read_text())
    return {
        "title": title,
        "ops": operations(name),
        "load": {name: median(result["load"][name]) for name in LOADS},
        "page_kib": result["mem"]["per_page"] / 1024,
    }


def operation(figure: Figures) -> Figures | None:
    if not figure["ok"]:
        return None
    return {
        "ms": figure["ms"]["median"],
        "cpu_ms": figure["cpu_ms"]["median"],
        "recv": figure["bytes"]["recv"],
        "sent": figure["bytes"]["sent"],
    }


def median(value: float | dict[str, float]) -> float:
    return value["median"] if isinstance(value, dict) else value


def against_floor(ours: Figures, floor: Figures) -> list[str]:
    rows: list[list[str]] = []
    for name, meaning in OPERATIONS.items():
        our, its = ours["ops"][name], floor["ops"][name]
        ratios = [f"{our[what] / its[what]:.1f} ×" for what in ("ms", "cpu_ms")]
        sizes = [f"{our[what]:,.0f} / {its[what]:,.0f}" for what in ("recv", "sent")]
        rows.append([name, meaning, f"{our['ms']:.1f} / {its['ms']:.1f}", *ratios, *sizes])
    titles = ["", "", "ms, ours / floor", "ms", "server CPU", "bytes received", "bytes sent"]
    return written("Beside the floor", titles, rows)


def cut_otherwise(ours: Figures, floor: Figures) -> list[str]:
    lines, plain = operations("lines"), operations("plain")
    rows: list[list[str]] = []
    for name, meaning in OPERATIONS.items():
        cells = [f"{one[name]['ms']:.1f}" if one.get(name) else "" for one in (ours["ops"], lines, plain)]
        ratio = f"{lines[name]['ms'] / floor['ops'][name]['ms']:.1f} ×" if lines.get(name) else ""
        cpu = [f"{one[name]['cpu_ms']:.1f}" if one.get(name) else "" for one in (lines, plain)]
        rows.append([name, meaning, *cells[:2], ratio, cpu[0], cells[2], cpu[1]])
    titles = [
        "",
        "",
        "ms, `each`",
        "one component per row",
        "of the floor",
        "its server CPU",
        "plain",
        "its server CPU",
    ]
    return written("The same page, cut otherwise", titles, rows)


def under_load() -> list[str]:
    names = {"app": "pycomponents", "floor": "floor"}
    found = [json.loads((HERE / "results" / f"{name}.json").read_text())["under_load"] for name in names]
    rows = [
        ["µs of CPU for an event, 64 in flight on one connection", *(number(one["saturated_us"], 1) for one in found)],
        ["KiB of an idle page with a counter, 1,000 of them", *(number(one["idle_bytes"] / 1024, 0) for one in found)],
    ]
    return written("Under load", ["", *names.values()], rows)


def operations(name: str) -> Figures:
    result: Figures = json.loads((HERE / "results" / f"{name}.json").read_text())
    return {name: operation(figure) for name, figure in result["ops"].items()}


def table(title: str, all_of: list[Figures], what: str) -> list[str]:
    rows = [[name, *(cell(one["ops"].get(name), what) for one in all_of)] for name in OPERATIONS]
    return written(title, ["", *(one["title"] for one in all_of)], rows)


def cell(figure: Figures | None, what: str) -> str:
    if figure is None:
        return "fails"
    return number(figure[what], {"ms": 1, "cpu_ms": 2}.get(what, 0))


def loads(all_of: list[Figures]) -> list[str]:
    rows = [[meaning, *(number(one["load"][name], 0) for one in all_of)] for name, meaning in LOADS.items()]
    memory = [number(one["page_kib"], 0) if one["page_kib"] is not None else "fails" for one in all_of]
    rows.append(["KiB of memory of an idle page with 1,000 rows", *memory])
    return written("A page", ["", *(one["title"] for one in all_of)], rows)


def number(value: float, digits: int) -> str:
    return f"{value:,.{digits}f}"


def written(title: str, titles: list[str], rows: list[list[str]]) -> list[str]:
    lines = [f"| {' | '.join(row)} |" for row in (titles, ["---", *["---:"] * (len(titles) - 1)], *rows)]
    return [f"\n## {title}\n", *lines, ""]


if __name__ == "__main__":
    main()
