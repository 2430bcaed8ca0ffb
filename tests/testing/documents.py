"""Documents of the kit, as values to compare and as HTML."""

from __future__ import annotations

from html import escape
from typing import Any

from pycomponents.testing.client.fields import mode_of
from pycomponents.testing.client.tree import key_of
from pycomponents.testing.document.dom import Comment, Element, Node, Text
from pycomponents.testing.hands.controls import is_checked, option_value, selected_options, value_of

MARKS = ("data-pc", "data-pc-key", "data-pc-on")
_VOID = {"br", "img", "input", "hr", "wbr", "area", "base", "col", "embed", "link", "meta", "source", "track"}


def shape(node: Node, *, marks: bool = False) -> Any:
    """What stands there, as plain data. marks: with what the client keeps in memory, as attributes."""
    if isinstance(node, Text):
        return node.data
    if isinstance(node, Comment):
        return ("comment", node.data)
    assert isinstance(node, Element)
    attributes = {name: value for name, value in node.attributes.items() if name not in MARKS}
    if marks:
        attributes |= _marks(node)
    return (node.namespace, node.tag, attributes, [shape(child, marks=marks) for child in node.children])


def live(root: Element) -> list[Any]:
    """What the controls in it hold, and their styles."""
    return [
        (
            element.tag,
            value_of(element) if mode_of(element) == "text" else None,
            is_checked(element) if mode_of(element) == "check" else None,
            [option_value(option) for option in selected_options(element)] if mode_of(element) == "select" else None,
            element.properties.get("indeterminate", False),
            {name: value for name, value in element.properties.items() if name.startswith("style.")},
        )
        for element in root.elements()
    ]


def written(node: Node) -> str:
    """Its HTML, with the marks that the client keeps in memory."""
    if isinstance(node, Text):
        return escape(node.data, quote=False)
    if isinstance(node, Comment):
        return f"<!--{node.data}-->"
    assert isinstance(node, Element)
    attributes = {name: value for name, value in node.attributes.items() if name not in MARKS} | _marks(node)
    pairs = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    opening = f"<{node.tag}{pairs}>"
    if node.tag in _VOID:
        return opening
    return f"{opening}{''.join(map(written, node.children))}</{node.tag}>"


def _marks(element: Element) -> dict[str, str]:
    marks = {"data-pc": " ".join(map(str, element.numbers))} if element.numbers else {}
    key = key_of(element)
    spec = element.attributes.get("data-pc-on")
    return marks | ({} if key is None else {"data-pc-key": key}) | ({} if spec is None else {"data-pc-on": spec})
