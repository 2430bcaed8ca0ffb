"""A document that was read from a browser, laid beside the server's tree: what answers at which element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pycomponents.dom.node import Boundary, Raw
from pycomponents.dom.node import Element as Written
from pycomponents.testing.agreement import as_rendered, our_children
from pycomponents.testing.document.dom import Element
from pycomponents.testing.inside import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pycomponents.dom.node import Node as WrittenNode
    from pycomponents.runtime.page import Page
    from pycomponents.testing.document.dom import Document
    from pycomponents.testing.invariants import Finding


def listening_in(page: Page, document: Document) -> dict[Element, dict[str, str]]:
    """By element and event type the method that answers there, as it would be called: `Todos.remove(3)`."""
    answers: dict[Element, dict[str, str]] = {}
    for root, element in zip(page.tree.roots, _roots(document), strict=False):
        for written, there in _pairs(root.root, element):
            if written.listeners is not None:
                answers[there] = {event_type: said(listener) for event_type, listener in written.listeners.items()}
    return answers


def differences(page: Page, document: Document) -> list[Finding]:
    """Where the document is not what the server takes it for."""
    for element in document.elements():
        element.attributes.pop("style", None)  # the client writes it by property
    roots, elements = page.tree.roots, _roots(document)
    if len(roots) != len(elements):
        return []  # a patch has put another element in the place of one, and that bears no mark
    return [
        finding
        for root, element in zip(roots, elements, strict=True)
        for finding in as_rendered("same-document", root.root, element)
    ]


def _roots(document: Document) -> list[Element]:
    return [element for element in document.elements() if element.attributes.get("data-pc", "").split(" ")[0] == "0"]


def _pairs(written: WrittenNode | None, element: object) -> Iterator[tuple[Written, Element]]:
    """Each element of the server's with that of the document, as far as they go together."""
    while isinstance(written, Boundary):
        written = written.mounted.root
    if not isinstance(written, Written) or not isinstance(element, Element) or written.tag != element.tag:
        return
    yield written, element
    children = [*our_children(element)]
    if len(children) == len(written.children):
        for ours, there in zip(written.children, children, strict=True):
            if not isinstance(ours, Raw):
                yield from _pairs(ours, there)
