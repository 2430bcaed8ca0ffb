"""Nodes → HTML text, with the marks of docs/protocol.md or without; and what HTML cannot say, by address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from pycomponents.dom.names import BOOLEAN
from pycomponents.dom.node import Boundary, Element, Raw
from pycomponents.dom.raw import VOID

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.dom.node import Listener, Mounted, Node, Root

# The number of the listener spec that an element's listeners share.
Specs: TypeAlias = "Callable[[dict[str, Listener]], int]"
# A component's number and steps inward: "#" and a key, or an index.
Address: TypeAlias = "list[int | str]"

# Elements whose text is not escaped, for the parser does not unescape it there.
_RAW_TEXT: Final = frozenset(("script", "style", "noscript"))
# Elements after whose start tag the parser drops one line end.
_DROPS_NEWLINE: Final = frozenset(("pre", "textarea", "listing"))


def html(root: Root | Node, *, specs: Specs | None = None, markers: bool = True) -> str:
    """The HTML of a closed tree.

    root: a component's `Boundary`, whose number and key are then marked, or any node.
    specs: gives the number of an element's listener spec; without it, none are marked.
    markers: write the marks by which the client finds its nodes.
    """
    parts: list[str] = []
    if isinstance(root, Element):
        if root.tag == "html":
            parts.append("<!doctype html>")
        _write(root, parts, specs if markers else None, markers, _mark_key(root) if markers else "")
    elif isinstance(root, Boundary):
        _write_boundary(root, parts, specs if markers else None, markers)
    elif isinstance(root, Raw):
        parts.append(_raw(root, markers))
    elif root is not None:
        parts.append(escape_text(root))
    return "".join(parts)


def _write(element: Element, parts: list[str], specs: Specs | None, markers: bool, marks: str) -> None:
    # The hot loop of a first HTML. `marks` are the component's number and key, which its parent knows.
    tag = element.tag
    start = f"<{tag}{marks}"
    for name, value in element.attributes.items():
        if value:
            # A copy of escape_attribute: a call for each attribute would be a fifth of the whole.
            if "&" in value:
                value = value.replace("&", "&amp;")
            if '"' in value:
                value = value.replace('"', "&quot;")
            if "<" in value:
                value = value.replace("<", "&lt;")
            if ">" in value:
                value = value.replace(">", "&gt;")
            start += f' {name}="{value}"'
        else:
            start += f" {name}" if name in BOOLEAN else f' {name}=""'
    if specs is not None and element.listeners is not None:
        start += f' data-pc-on="{specs(element.listeners)}"'
    children = element.children
    if not children:
        parts.append(f"{start}>" if tag in VOID else f"{start}></{tag}>")
        return
    parts.append(f"{start}>")
    if tag in _DROPS_NEWLINE or tag in _RAW_TEXT:
        _write_text_element(element, parts, specs, markers)
        return
    for child in children:
        if type(child) is str:
            if "&" in child:
                child = child.replace("&", "&amp;")
            if "<" in child:
                child = child.replace("<", "&lt;")
            if ">" in child:
                child = child.replace(">", "&gt;")
            parts.append(child)
        elif isinstance(child, Element):
            if markers and child.key is not None:
                _write(child, parts, specs, True, f' data-pc-key="{escape_attribute(child.key)}"')
            else:
                _write(child, parts, specs, markers, "")
        elif isinstance(child, Boundary):
            _write_boundary(child, parts, specs, markers)
        elif isinstance(child, Raw):
            parts.append(_raw(child, markers))
    parts.append(f"</{tag}>")


def _write_text_element(element: Element, parts: list[str], specs: Specs | None, markers: bool) -> None:
    first = element.children[0]
    if element.tag in _DROPS_NEWLINE and isinstance(first, str) and first.startswith("\n"):
        parts.append("\n")
    for child in element.children:
        if isinstance(child, str) and element.tag in _RAW_TEXT:
            parts.append(child)
        elif isinstance(child, Element):
            _write(child, parts, specs, markers, _mark_key(child) if markers else "")
        else:
            parts.append(html(child, specs=specs, markers=markers))
    parts.append(f"</{element.tag}>")


def _write_boundary(boundary: Boundary, parts: list[str], specs: Specs | None, markers: bool) -> None:
    # A component that is the root of another shares its element: all their numbers, outermost first.
    numbers = str(boundary.mounted.number)
    root = boundary.mounted.root
    while isinstance(root, Boundary):
        numbers += f" {root.mounted.number}"
        root = root.mounted.root
    marks = ""
    if markers:
        marks = f' data-pc="{numbers}"'
        if boundary.key is not None:
            marks += f' data-pc-key="{escape_attribute(boundary.key)}"'
    if root is not None:
        _write(root, parts, specs, markers, marks)
    elif markers:
        parts.append(f"<template{marks}></template>")


def _mark_key(element: Element) -> str:
    return "" if element.key is None else f' data-pc-key="{escape_attribute(element.key)}"'


def _raw(raw: Raw, markers: bool) -> str:
    return f"<!--pc-->{raw.html}<!--/pc-->" if markers else raw.html


def escape_text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    return escape_text(text).replace('"', "&quot;")


# What HTML cannot say.


def live_properties(mounted: Mounted) -> list[tuple[Address, dict[str, str | bool]]]:
    """Each element of a component, and of those inside it, that has live properties: its address, and these."""
    found: list[tuple[Address, dict[str, str | bool]]] = []
    _collect_component(mounted, found)
    return found


def _collect_component(mounted: Mounted, found: list[tuple[Address, dict[str, str | bool]]]) -> None:
    root = mounted.root
    if isinstance(root, Boundary):
        _collect_component(root.mounted, found)
    elif root is not None:
        _collect(root, [mounted.number], found)


def _collect(element: Element, address: Address, found: list[tuple[Address, dict[str, str | bool]]]) -> None:
    # `address` is one list for all, longer by a step further in.
    if element.properties is not None:
        found.append((address.copy(), element.properties))
    for index, child in enumerate(element.children):
        if isinstance(child, Element):
            address.append(index if child.key is None else f"#{child.key}")
            _collect(child, address, found)
            address.pop()
        elif isinstance(child, Boundary):
            _collect_component(child.mounted, found)


def count_elements(root: Root | Node) -> int:
    """How many elements a tree holds, those of its components and of their placeholders counted."""
    if isinstance(root, Boundary):
        return count_elements(root.mounted.root) or 1
    if isinstance(root, Element):
        return 1 + sum(map(count_elements, root.children))
    return 0
