"""The source of a component's file, its words marked for the style sheet."""

import functools
import inspect
import io
import keyword
import tokenize
from pathlib import Path

from gallery.stories import Story
from pycomponents import Node
from pycomponents.html import span

ROOT = Path(__file__).parent.parent
_STRINGS = frozenset(
    getattr(tokenize, name, -1) for name in ("STRING", "FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END")
)


def path_of(story: Story) -> str:
    """Where a story stands in the checkout."""
    return _file_of(story).relative_to(ROOT).as_posix()


def source_of(story: Story) -> list[Node]:
    """The text of a story's file, as nodes."""
    text = _file_of(story).read_text()
    return [text] if story.template else coloured(text)


def _file_of(story: Story) -> Path:
    if story.template:
        return ROOT / "gallery" / "templates" / story.template
    return Path(inspect.getfile(story.component))


@functools.cache
def coloured(text: str) -> list[Node]:
    """Python as texts and `span`s of the classes keyword, string, comment, name and decorator."""
    lines = text.splitlines(keepends=True)
    nodes: list[Node] = []
    at, before = (1, 0), ""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        kind = _kind(token, before)
        if token.string.strip():
            before = token.string
        if kind:
            nodes.append(_between(lines, at, token.start))
            nodes.append(span(class_=kind)[_between(lines, token.start, token.end)])
            at = token.end
    return [*nodes, _between(lines, at, (len(lines) + 1, 0))]


def _kind(token: tokenize.TokenInfo, before: str) -> str:
    """The class of a token, "" for none."""
    if token.type == tokenize.COMMENT:
        return "comment"
    if token.type in _STRINGS:
        return "string"
    if token.type != tokenize.NAME:
        return ""
    if before == "@":
        return "decorator"
    if before in ("def", "class"):
        return "name"
    return "keyword" if keyword.iskeyword(token.string) else ""


def _between(lines: list[str], start: tuple[int, int], end: tuple[int, int]) -> str:
    (first, left), (last, right) = start, end
    if first == last:
        return lines[first - 1][left:right]
    tail = lines[last - 1][:right] if last <= len(lines) else ""
    return "".join((lines[first - 1][left:], *lines[first : last - 1], tail))
