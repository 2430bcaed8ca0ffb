"""Plain htpy elements, such as a library of htpy components gives, as ours."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from pycomponents.dom.attributes import checked, clean, unescape_attribute
from pycomponents.dom.names import Kind, mapping_names, refused
from pycomponents.errors import AttributeRefused, message

if TYPE_CHECKING:
    import htpy

    from pycomponents.dom.node import Element

_HTPY_ATTRIBUTE: Final = re.compile(r' ([^\s="<>/]+)(?:="([^"]*)")?')
_CURE: Final = "Take the element from pycomponents.html"
_NOT_IN_TEXT: Final = {
    Kind.STYLE: f'{_CURE} and write style={{"width": "40%"}}, or use a class',
    Kind.KEY: _CURE,
    Kind.LIVE: _CURE,
    Kind.RESET: _CURE,
}


def convert(plain: htpy.BaseElement) -> Element:
    """An element of ours like this one. Its attributes and children are checked like ours, and raise the same."""
    from pycomponents.dom.elements import make  # elements normalise their children, and find these among them

    tag: str = plain._name  # pyright: ignore[reportPrivateUsage]
    text: str = plain._attrs  # pyright: ignore[reportPrivateUsage]
    children: Any = plain._children  # pyright: ignore[reportPrivateUsage]
    element = make(tag, _attributes(tag, text) if text else {})
    return element if children is None else element[children]


# What it returns is shared by all elements of this text; nodes never change.
@lru_cache(maxsize=2000)
def _attributes(tag: str, text: str) -> dict[str, str]:
    names = mapping_names[tag]
    attributes: dict[str, str] = {}
    end = 0
    for match in _HTPY_ATTRIBUTE.finditer(text):
        if match.start() != end:
            break
        end = match.end()
        name, value = match[1], match[2]
        kind, written = names[html.unescape(name)]
        if kind in _NOT_IN_TEXT:
            raise refused(tag, name, "cannot be read from a plain htpy element.", _NOT_IN_TEXT[kind])
        attributes[written] = "" if value is None else checked(tag, written, kind, clean(unescape_attribute(value)))
    if end != len(text):
        raise AttributeRefused(message("its attributes cannot be read.", where=f"a plain htpy <{tag}>", got=text))
    return attributes
