"""One HTML file of what has changed: each snapshot that a run found different, before and after side by side."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Difference:
    """One snapshot that was not as expected.

    test: the name of its test. name: of the snapshot. before: what was stored, or `None` where nothing was; after: what
    the test saw. kept: whether the run has stored it.
    """

    test: str
    name: str
    kind: str
    before: str | None
    after: str
    kept: bool


_STYLE = """
:root { color-scheme: light dark; --edge: light-dark(#d5d5d0, #44443f); --add: light-dark(#dcf3df, #16361d);
  --del: light-dark(#fbe3e1, #44201d); --soft: light-dark(#66665f, #a5a59c); }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1rem; margin: 2.5rem 0 .5rem; overflow-wrap: anywhere; }
h2 small { color: var(--soft); font-weight: normal; }
table { border: 1px solid var(--edge); border-collapse: collapse; width: 100%; table-layout: fixed; }
td, th { font: 13px/1.5 ui-monospace, monospace; padding: 0 .6rem; text-align: left; vertical-align: top;
  white-space: pre-wrap; overflow-wrap: anywhere; }
th { border-bottom: 1px solid var(--edge); color: var(--soft); font-family: inherit; }
td + td, th + th { border-left: 1px solid var(--edge); }
.gone { background: var(--del); } .new { background: var(--add); }
"""


def write(path: Path, differences: Iterable[Difference]) -> None:
    """Write the report. It is written even if nothing differs, and then says so."""
    found = sorted(differences, key=lambda one: (one.test, one.name))
    parts = "".join(map(_section, found)) or "<p>All snapshots are as they were.</p>"
    count = f"{len(found)} snapshot{'' if len(found) == 1 else 's'} differ{'s' if len(found) == 1 else ''}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{count}</title><style>{_STYLE}</style><h1>{count}</h1>{parts}</html>",
        encoding="utf-8",
    )


def _section(one: Difference) -> str:
    what = "new" if one.before is None else "changed"
    kept = ", now stored" if one.kept else ""
    rows = "".join(_rows((one.before or "").splitlines(), one.after.splitlines()))
    return (
        f"<section><h2>{escape(one.test)} <small>{escape(one.name)}, {one.kind}: {what}{kept}</small></h2>"
        f"<table><tr><th>before<th>after</tr>{rows}</table></section>"
    )


def _rows(before: list[str], after: list[str]) -> Iterable[str]:
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        left, right = before[i:j], after[k:m]
        height = max(len(left), len(right))
        gone, new = ("", "") if tag == "equal" else (' class="gone"', ' class="new"')
        for index in range(height):
            one = escape(left[index]) if index < len(left) else ""
            two = escape(right[index]) if index < len(right) else ""
            yield f"<tr><td{gone if one else ''}>{one}<td{new if two else ''}>{two}</tr>"
