"""The source that a page shows, its words marked for the style sheet."""

import functools
import io
import keyword
import tokenize

from gallery.pages import ROOT, Page
from pycomponents import Node
from pycomponents.html import span

_STRINGS = frozenset(
    getattr(tokenize, name, -1) for name in ("STRING", "FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END")
)


def path_of(page: Page) -> str:
    """Where the source of a page stands in the checkout."""
    return page.file.relative_to(ROOT).as_posix()


def source_of(page: Page) -> list[Node]:
    """The text of a page's file, as nodes."""
    text = page.file.read_text()
    return [text] if page.template else coloured(text)


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
