"""A form that was sent before the page came alive: the page is shown again with what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pycomponents.dom.attributes import clean
from pycomponents.dom.node import Boundary, Element, Mounted, altered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pycomponents.dom.node import Node, Root

    # The values sent for each name.
    Sent = Mapping[str, list[str]]


def with_sent(boundary: Boundary, sent: Sent) -> Boundary:
    """The same tree, its controls as they were sent. Only for writing the first HTML: the page keeps its own."""
    mounted = Mounted()
    mounted.number = boundary.mounted.number
    mounted.root = _root(boundary.mounted.root, sent)
    return Boundary(mounted, boundary.key)


def _root(root: Root, sent: Sent) -> Root:
    if isinstance(root, Boundary):
        return with_sent(root, sent)
    return None if root is None else _element(root, sent)


def _element(element: Element, sent: Sent) -> Element:
    values = sent.get(element.attributes.get("name", ""))
    if values is not None and element.tag in _controls:
        # A form says its line ends as "\r\n", which a tree never does.
        return _controls[element.tag](element, [clean(value) for value in values])
    return altered(element, children=tuple(_node(child, sent) for child in element.children))


def _node(node: Node, sent: Sent) -> Node:
    if isinstance(node, Boundary):
        return with_sent(node, sent)
    return _element(node, sent) if isinstance(node, Element) else node


def _input(element: Element, values: list[str]) -> Element:
    kind = element.attributes.get("type", "text").lower()
    if kind in ("checkbox", "radio"):
        return _switched(element, "checked", on=element.attributes.get("value", "on") in values)
    if kind in ("password", "hidden", "submit", "button", "image", "reset", "file"):
        return element
    return altered(element, attributes={**element.attributes, "value": values[0]})


def _textarea(element: Element, values: list[str]) -> Element:
    return altered(element, children=(values[0],) if values[0] else ())


def _select(element: Element, values: list[str]) -> Element:
    return altered(element, children=tuple(_option(child, values) for child in element.children))


def _option(node: Node, values: list[str]) -> Node:
    if not isinstance(node, Element):
        return node
    if node.tag != "option":
        return _select(node, values)
    text = "".join(child for child in node.children if isinstance(child, str))
    return _switched(node, "selected", on=node.attributes.get("value", text) in values)


def _switched(element: Element, name: str, *, on: bool) -> Element:
    attributes = {key: value for key, value in element.attributes.items() if key != name}
    return altered(element, attributes={**attributes, name: ""} if on else attributes)


_controls = {"input": _input, "textarea": _textarea, "select": _select}
