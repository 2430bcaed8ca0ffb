"""Whether a document is what the server takes it for: its tree, held against the DOM node by node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pycomponents.dom.node import Boundary, Raw
from pycomponents.dom.node import Element as Written
from pycomponents.testing.client.tree import children_of, is_range
from pycomponents.testing.document.dom import HTML, Comment, Element, Text
from pycomponents.testing.invariants import Finding, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pycomponents.dom.node import Node as WrittenNode
    from pycomponents.dom.node import Root
    from pycomponents.testing.document.dom import Node


def alike(one: Root, two: Root) -> str:
    """What two trees of a component do not have alike, in a few words; "" where a browser would show the same."""
    return _difference(one, two)


def _difference(one: WrittenNode | None, two: WrittenNode | None) -> str:
    if isinstance(one, Boundary) and isinstance(two, Boundary):
        return _difference(one.mounted.root, two.mounted.root)
    if not isinstance(one, Written) or not isinstance(two, Written):
        return "" if _plain(one) == _plain(two) else f"{_plain(one)} before, {_plain(two)} now"
    if _start(one) != _start(two):
        return f"{_start(one)} before, {_start(two)} now"
    if len(one.children) != len(two.children):
        return f"{len(one.children)} nodes in {_start(one)} before, {len(two.children)} now"
    differences = (_difference(was, now) for was, now in zip(one.children, two.children, strict=True))
    return next((difference for difference in differences if difference), "")


def _plain(node: WrittenNode | None) -> str:
    if isinstance(node, Raw):
        return node.html
    return repr(node) if isinstance(node, str | None) else _start(node) if isinstance(node, Written) else "a component"


def _start(element: Written) -> str:
    given = [f' {name}="{value}"' for name, value in sorted(element.attributes.items())]
    return f"<{element.tag}{''.join(given)}>"


def as_rendered(check: str, root: Root, element: Element | None) -> Iterator[Finding]:
    """Whether a component's DOM is what the server takes it for, with all that is in it."""
    while isinstance(root, Boundary):
        root = root.mounted.root
    if root is None:
        if element is None or element.tag != "template":
            yield Finding(check, f"the server shows nothing, the document {element!r}.")
    elif element is None:
        yield Finding(check, f"the server shows <{root.tag}>, the document nothing.")
    else:
        yield from _same_element(check, root, element)


def _same_element(check: str, written: Written, element: Element) -> Iterator[Finding]:
    at = place_of(element)
    if written.tag != element.tag:
        yield Finding(check, f"the server has <{written.tag}>, the document <{element.tag}>.", at)
        return
    there = {name: value for name, value in element.attributes.items() if not name.startswith("data-pc")}
    if element.tag in ("details", "dialog"):  # it is the user's whether it is open
        there.pop("open", None)
    ours = {name: value for name, value in written.attributes.items() if name in there or name != "open"}
    if ours != there:
        yield Finding(check, f"the server has {ours!r}, the document {there!r}.", at)
    yield from _same_children(check, written.children, [*our_children(element)], at)


def _same_children(check: str, written: Sequence[WrittenNode], nodes: Sequence[Node], at: str) -> Iterator[Finding]:
    if len(written) != len(nodes):
        yield Finding(check, f"the server has {len(written)} nodes in it, the document {len(nodes)}.", at)
        return
    for ours, node in zip(written, nodes, strict=True):
        if isinstance(ours, str):
            if not isinstance(node, Text) or node.data != ours:
                yield Finding(check, f"the server says {ours!r}, the document {_said(node)}.", at)
        elif isinstance(ours, Raw):
            continue
        elif not isinstance(node, Element):
            yield Finding(check, f"the server has an element, the document {_said(node)}.", at)
        elif isinstance(ours, Boundary):
            yield from as_rendered(check, ours, node)
        else:
            yield from _same_element(check, ours, node)


def _said(node: Node) -> str:
    return repr(node.data) if isinstance(node, Text) else repr(node)


def our_children(element: Element) -> Iterator[Node]:
    """Our children of an element: a raw range is one, and stands as the comment that opens it."""
    for node in children_of(element):
        is_empty = isinstance(node, Text) and not node.data and element.namespace == HTML
        if not is_empty and (not isinstance(node, Comment) or is_range(node)):
            yield node
