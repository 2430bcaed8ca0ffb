"""The head of a document: what two places say of the same thing stands there once, and the later counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pycomponents.dom.node import Element, altered

if TYPE_CHECKING:
    from collections.abc import Hashable

    from pycomponents.dom.node import Node, Root

# A document has one of each, wherever it leads.
_ONLY_ONE: Final = frozenset({"canonical", "manifest"})


def with_one_of_each(document: Root) -> Root:
    """The same document; in its head, of elements with one identity only the last, where the first of them stood."""
    if not isinstance(document, Element):
        return document
    return altered(document, children=tuple(map(_head, document.children)))


def _head(node: Node) -> Node:
    if not isinstance(node, Element) or node.tag != "head":
        return node
    kept: dict[Hashable, Node] = {}
    for index, child in enumerate(node.children):
        identity = _identity(child)
        kept[index if identity is None else identity] = child
    return altered(node, children=tuple(kept.values()))


def _identity(node: Node) -> Hashable:
    """What an element of a head speaks of; `None` for one of which several may stand there."""
    if not isinstance(node, Element):
        return None
    said = node.attributes
    match node.tag:
        case "title" | "base":
            return node.tag
        case "meta":
            for name in ("charset", "http-equiv", "name"):
                if name in said:
                    # A theme has a colour for each medium.
                    return "meta", name, "" if name == "charset" else said[name].lower(), said.get("media")
        case "link" if "rel" in said:
            kind = said["rel"].lower()
            if kind in _ONLY_ONE:
                return "link", kind
            # One page may be that of several languages.
            return "link", kind, said.get("href"), said.get("media"), said.get("hreflang")
        case _:
            pass
    return None
