"""Trusted HTML as text: its tags, and whether it closes all that it opens."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pycomponents.errors import ChildError, message

if TYPE_CHECKING:
    from collections.abc import Iterator

# Elements that have no end tag. The last four are obsolete, and the parser still reads them so.
VOID: Final = frozenset(
    "area base br col embed hr img input link meta source track wbr basefont bgsound keygen param".split()
)
# Elements whose content is text, whatever it looks like.
_TEXT_CONTENT: Final = frozenset("script style textarea title iframe noembed noframes noscript xmp".split())

# One thing that starts with "<", as the HTML tokenizer reads it: a comment, the other odd declarations, or a tag. A
# quote that does not stand around a value is refused: nobody means it, and it is where readers of HTML disagree.
_MARKUP: Final = re.compile(
    r"""<!--(?P<comment>>|->|.*?--!?>)
    |   <[!?][^>]*>
    |   <(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*)(?:[^>"'=]|=\s*"[^"]*"|=\s*'[^']*'|=(?!\s*["']))*>
    """,
    re.VERBOSE | re.DOTALL,
)
_STARTS: Final = re.compile(r"<(?=[A-Za-z/!?])")


def tags(markup: str) -> Iterator[tuple[str, bool, bool]]:
    """Each tag: its name in lower case, whether it is an end tag, whether it is written `<like this/>`.

    Raises `ChildError` for a tag or comment that does not end, and for our own marks.
    """
    end = 0
    while start := _STARTS.search(markup, end):
        match = _MARKUP.match(markup, start.start())
        if match is None:
            raise _unbalanced(markup, f"{markup[start.start() : start.start() + 30]!r} does not end")
        end = match.end()
        if match["comment"] is not None and match["comment"].strip("-! >").strip() in ("pc", "/pc"):
            raise _unbalanced(markup, "it holds a comment that is one of our own marks")
        name = match["name"]
        if name is None:
            continue
        name = name.lower()
        yield name, bool(match["end"]), match[0].endswith("/>")
        if name in _TEXT_CONTENT and not match["end"]:
            closing = re.compile(rf"</{name}[\s/>]", re.IGNORECASE).search(markup, end)
            if closing is None:
                raise _unbalanced(markup, f"<{name}> is not closed")
            end = closing.start()


@lru_cache(maxsize=256)
def check_balanced(markup: str) -> None:
    """Raise `ChildError` where an element stays open, or one is closed that was not opened."""
    opened: list[str] = []
    for name, is_end, is_void in tags(markup):
        if not is_end:
            # "<path/>" closes itself in SVG only; elsewhere the parser reads "<div/>" as "<div>".
            if name not in VOID and not (is_void and ("svg" in opened or "math" in opened or name in ("svg", "math"))):
                opened.append(name)
        elif not opened or opened.pop() != name:
            raise _unbalanced(markup, f"</{name}> closes nothing")
    if opened:
        raise _unbalanced(markup, f"<{opened[-1]}> is not closed")


def _unbalanced(markup: str, why: str) -> ChildError:
    return ChildError(
        message(
            f"this HTML cannot stand among other nodes: {why}.",
            got=markup,
            cure="Close every element that it opens, also <p> and <li>, or build it from elements.",
        )
    )
