"""A document as a text whose differences a person can judge: one element a line, however it was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pycomponents.testing.document.dom import HTML, Element, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_INDENT: Final = "  "
# What this installation, this visit or this moment has made, and stands for nothing that a test is about.
_PASSING: Final = {
    "nonce": "‹nonce›",
    "integrity": "‹integrity›",
}
_HASHED: Final = re.compile(r"\.[0-9a-f]{12}(?=\.\w+(?:$|\?))")  # as Django's manifest storage names files
_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
_KEPT: Final = frozenset(("pre", "textarea", "listing"))


def normal_html(element: Element, listening: Callable[[Element], dict[str, str]] | None = None) -> str:
    """An element and all in it, one a line, two blanks further in for each level.

    Attributes and classes are sorted, texts are trimmed where HTML lets them be, marks of ours are left out. What
    controls hold now stands beside their attributes.

    listening: tells by event type which method answers at an element: `@click=Counter.increment(3)`.
    """
    return "\n".join(_lines(element, 0, listening or _nothing)) + "\n"


def _nothing(_: Element) -> dict[str, str]:
    return {}


def _lines(element: Element, depth: int, listening: Callable[[Element], dict[str, str]]) -> Iterator[str]:
    indent = _INDENT * depth
    opening = f"{indent}<{' '.join([element.tag, *_attributes(element, listening)])}>"
    children = [*_children(element)]
    if element.tag in _VOID and element.namespace == HTML:
        yield opening
    elif not children:
        yield f"{opening}</{element.tag}>"
    elif len(children) == 1 and isinstance(children[0], str) and "\n" not in children[0]:
        yield f"{opening}{_escaped(children[0])}</{element.tag}>"
    else:
        yield opening
        for child in children:
            if isinstance(child, str):
                yield from (f"{indent}{_INDENT}{_escaped(line)}" for line in child.splitlines())
            else:
                yield from _lines(child, depth + 1, listening)
        yield f"{indent}</{element.tag}>"


def _children(element: Element) -> Iterator[str | Element]:
    """Texts that say something, and elements; the scripts that carry our records are none of the author's."""
    for child in element.children:
        if isinstance(child, Text):
            text = child.data if element.tag in _KEPT else _trimmed(child)
            if text:
                yield text
        elif isinstance(child, Element) and "data-pc-page" not in child.attributes:
            yield child


def _trimmed(text: Text) -> str:
    return " ".join(text.data.split())


def _attributes(element: Element, listening: Callable[[Element], dict[str, str]]) -> Iterator[str]:
    for name, value in sorted(element.attributes.items()):
        if name.startswith("data-pc"):
            continue
        if name == "class":
            value = " ".join(sorted(value.split()))
        value = _stable(element, name, value)
        yield name if value == "" else f'{name}="{_escaped(value).replace(chr(34), "&quot;")}"'
    for name, value in sorted(element.properties.items()):
        if value not in (False, None) and value != element.attributes.get(name):
            yield f".{name}" if value is True else f'.{name}="{_escaped(str(value))}"'
    for event_type, said in sorted(listening(element).items()):
        yield f"@{event_type}={said}"


def _stable(element: Element, name: str, value: str) -> str:
    if name in _PASSING:
        return _PASSING[name]
    if name == "value" and element.attributes.get("name") == "csrfmiddlewaretoken":
        return "‹csrf›"
    if name in ("src", "href"):
        return _HASHED.sub("", value)
    return value


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
