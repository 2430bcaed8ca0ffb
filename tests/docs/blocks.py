"""The code blocks of a page of the documentation, and what a comment above one says of it.

<!-- fragment -->           not run: part of something, or needs what a test has not
<!-- raises: EventError --> running it raises this, by the name of its class
<!-- file: todos/models.py -->, <!-- append: mysite/settings.py -->    where in a project the block goes
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>[a-z]+)(?:: (?P<of>[^\n]*?))? -->\n)?^```(?P<language>\w+)[^\n]*\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block. line: where its code begins; mark and of: what the comment above it says."""

    page: Path
    line: int
    language: str
    code: str
    mark: str
    of: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def pages() -> list[Path]:
    """Every page that a user reads."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path, *languages: str) -> Iterator[Block]:
    """The blocks of a page in these languages, in order."""
    text = page.read_text()
    for match in _BLOCK.finditer(text):
        if match["language"] in languages:
            line = text.count("\n", 0, match.start("code")) + 1
            yield Block(page, line, match["language"], match["code"], match["mark"] or "", match["of"] or "")
