"""A patch applied to a tree, in Python: the twin of patch.js.

The live properties that a patch sets (`value`, `checked`, `selected`) are kept among an element's `properties`, as
the browser keeps them beside the attributes; `same` looks past them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pycomponents.diff.live import CONTROL_PROPERTIES
from pycomponents.diff.patch import (
    Change,
    Clear,
    EachText,
    Insert,
    Inside,
    Listen,
    Move,
    Patch,
    Remove,
    Replace,
    SetAttributes,
    SetProperties,
    SetRaw,
    SetRoot,
    SetText,
    Step,
)
from pycomponents.dom.node import Boundary, Element, Raw

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pycomponents.dom.node import Listener, Node, Place, Root


def apply(tree: Root, patch: Patch) -> Root:
    """The tree of one component after its patch. A patch that does not fit the tree raises `LookupError`."""
    if len(patch) == 1 and isinstance(patch[0], SetRoot):
        return patch[0].root
    if not patch:
        return tree
    if not isinstance(tree, Element):
        raise LookupError(f"There is no element to change at the root, but {_name(tree)}.")
    return _element(tree, patch)


def element(
    tag: str,
    attributes: dict[str, str],
    children: Sequence[Node],
    *,
    key: str | None = None,
    listeners: dict[str, Listener] | None = None,
    properties: dict[str, str | bool] | None = None,
) -> Element:
    """A closed element as a client knows it: each child is there under its key, else under its index."""
    made: Element = object.__new__(Element)
    made.tag = tag
    made.attributes = attributes
    made.children = tuple(children)
    made.places = _places(made.children)
    made.key = key
    made.listeners = listeners
    made.properties = properties
    made.open = False
    return made


def _places(children: Sequence[Node]) -> tuple[Place, ...] | None:
    keys = [key_of(child) for child in children]
    if not any(keys):
        return None
    return tuple(index if key is None else key for index, key in enumerate(keys))


def key_of(node: Node) -> str | None:
    return node.key if isinstance(node, Element | Boundary) else None


def _element(old: Element, changes: Sequence[Change]) -> Element:
    attributes: Mapping[str, str | None] = old.attributes
    properties: Mapping[str, str | bool | None] = old.properties or {}
    listeners = old.listeners
    children = list(old.children)
    for change in changes:
        match change:
            case SetAttributes(values):
                attributes = {**attributes, **values}
            case SetProperties(values):
                properties = {**properties, **values}
            case Listen(listeners):
                pass
            case Inside(step, inside):
                index = _index(children, step)
                children[index] = _child(children[index], inside)
            case EachText():
                for one in change.apart():
                    index = _index(children, one.step)
                    children[index] = _child(children[index], one.changes)
            case _:
                _rearrange(children, change)
    return element(
        old.tag,
        {name: value for name, value in attributes.items() if value is not None},
        children,
        key=old.key,
        listeners=listeners,
        properties={name: value for name, value in properties.items() if value is not None} or None,
    )


def _child(node: Node, changes: Sequence[Change]) -> Node:
    match node, changes:
        case Element(), _:
            return _element(node, changes)
        case str(), [SetText(data)]:
            return data
        case Raw(), [SetRaw(html)]:
            return Raw(html)
        case _:
            raise LookupError(f"These changes do not fit {_name(node)}: {changes!r}.")


def _rearrange(children: list[Node], change: Change) -> None:
    match change:
        case Insert(before, nodes):
            index = _before(children, before)
            children[index:index] = nodes
        case Remove(step):
            del children[_index(children, step)]
        case Move(step, before):
            # The follower is found first, and by what it is: taking the child out shifts the indexes.
            index, to = _index(children, step), _before(children, before)
            node = children.pop(index)
            children.insert(to - (to > index), node)
        case Replace(step, node):
            children[_index(children, step)] = node
        case Clear():
            children.clear()
        case _:
            raise LookupError(f"An element has no such change: {change!r}.")


def _before(children: Sequence[Node], step: Step | None) -> int:
    return len(children) if step is None else _index(children, step)


def _index(children: Sequence[Node], step: Step) -> int:
    if isinstance(step, int):
        if 0 <= step < len(children):
            return step
    else:
        for index, child in enumerate(children):
            if key_of(child) == step:
                return index
    raise LookupError(f"There is no child {step!r} among {len(children)}.")


def _name(node: Node | None) -> str:
    return f"<{node.tag}>" if isinstance(node, Element) else type(node).__name__


def same(one: Node | None, other: Node | None) -> bool:
    """Whether two trees say the same to a browser: places and live properties of controls do not count."""
    match one, other:
        case Element(), Element():
            return _same_element(one, other)
        case Raw(), Raw():
            return one.html == other.html
        case Boundary(), Boundary():
            return (one.key, one.mounted.number) == (other.key, other.mounted.number) and same(
                one.mounted.root, other.mounted.root
            )
        case _:
            return one == other


def _same_element(one: Element, other: Element) -> bool:
    return (
        (one.tag, one.key, dict(one.attributes)) == (other.tag, other.key, dict(other.attributes))
        and _shown(one) == _shown(other)
        and _described(one) == _described(other)
        and len(one.children) == len(other.children)
        and all(map(same, one.children, other.children))
    )


def _shown(element: Element) -> dict[str, str | bool]:
    properties = element.properties or {}
    return {name: value for name, value in properties.items() if value and name not in CONTROL_PROPERTIES}


def _described(element: Element) -> dict[str, object]:
    return {name: listener.describe(name) for name, listener in (element.listeners or {}).items()}
