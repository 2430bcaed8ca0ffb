"""From an address that a client sent to the node that stands there.

The steps of an address mean the tree that the user saw. In it they are turned into a path of places (keys, else
places), and that path is looked up in the tree of now: a sibling that came or went in between does not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pycomponents.dom.node import Boundary, Element, IterablePlaces
from pycomponents.runtime.instance import Instance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pycomponents.dom.node import Mounted, Node, Place, Referred, Root
    from pycomponents.runtime.instance import Path


def is_path(address: Sequence[object]) -> bool:
    """Whether this is a path from a root of the page, and no address in a tree that the user saw."""
    first = address[0]
    return isinstance(first, str) and first.startswith("/")


def seen_way(root: Root, steps: Sequence[str | int]) -> tuple[Path, list[Element]]:
    """The path that `steps` lead along in the tree that the user saw, and the elements on it. Without any, the steps
    lead to no element.
    """
    path: list[Place] = []
    way: list[Element] = []
    node: Node | None = root
    for step in steps:
        index = _index_of_step(node, step)
        if index is None or not isinstance(node, Element):
            return (), []
        path.append(node.places[index] if node.places else index)
        way.append(node)
        node = node.children[index]
    return (tuple(path), [*way, node]) if isinstance(node, Element) else ((), [])


def way_to(instance: Instance, path: Path, seen: list[Element] | None = None) -> list[Element] | None:
    """The elements from the page's root to the one at `path` of `instance`, or None if there is none.

    seen: those of `instance` itself, where they are known.
    """
    way = _along(instance.root, path) if seen is None else seen
    if len(way) <= len(path):
        return None
    while instance.parent is not None:
        path, instance = instance.path, instance.parent
        way = _along(instance.root, path) + way
    return way


def address_of(instance: Instance, ref: Referred) -> list[int | str] | None:
    """Where the element of a ref of `instance` stands, as its client addresses it: in the tree of `instance`, or of a
    component in it that was given the element. None where it stands nowhere.
    """
    return None if ref.attributes is None else _address_in(instance, ref.attributes)


def _address_in(mounted: Mounted, wanted: dict[str, str]) -> list[int | str] | None:
    root = mounted.root
    if isinstance(root, Boundary):
        return _address_in(root.mounted, wanted)
    return None if root is None else _address_below(root, [mounted.number], wanted)


def _address_below(element: Element, address: list[int | str], wanted: dict[str, str]) -> list[int | str] | None:
    if element.attributes is wanted:
        return address
    for index, child in enumerate(element.children):
        found = None
        if isinstance(child, Element):
            step = index if child.key is None else f"#{child.key}"
            found = _address_below(child, [*address, step], wanted)
        elif isinstance(child, Boundary):
            found = _address_in(child.mounted, wanted)
        if found is not None:
            return found
    return None


def is_barred(way: Sequence[Element]) -> bool:
    """Whether the last element on `way` is disabled, or stands in something disabled or inert."""
    inner: Element | None = None
    for element in reversed(way):
        attributes = element.attributes
        if "inert" in attributes:
            return True
        # What stands in the first legend of a disabled fieldset stays enabled.
        if "disabled" in attributes and (
            inner is None or (element.tag == "fieldset" and inner is not first_legend(element))
        ):
            return True
        inner = element
    return False


def first_legend(fieldset: Element) -> Element | None:
    """The legend of a fieldset, be it the root of a component."""
    elements = map(shown, fieldset.children)
    return next((element for element in elements if element is not None and element.tag == "legend"), None)


def shown(node: Node | None) -> Element | None:
    """The element that stands in the document for this node, if one does."""
    if isinstance(node, Boundary):
        return shown(node.mounted.root)
    return node if isinstance(node, Element) else None


def _along(root: Root, path: Path) -> list[Element]:
    """The elements of one tree on the way along `path`: fewer where it breaks off or ends in a component."""
    way: list[Element] = []
    node: Node | None = root
    for place in path:
        if not isinstance(node, Element):
            return way
        way.append(node)
        index = _index_of_place(node, place)
        node = None if index is None else node.children[index]
    if isinstance(node, Element):
        way.append(node)
    return way


def follow(root: Instance, steps: Sequence[str | int]) -> tuple[Instance, Path, bool] | None:
    """Where a path from the page's root leads today, through the components on its way; and whether something on it
    is told from its siblings by a key.

    Such a path was made before the page was lost, in a tree that is gone. So it must not depend on an order: a step
    by index into what came from an iterable leads nowhere.
    """
    instance, keyed = root, False
    path: Path = ()
    node: Node | None = root.boundary
    for step in (None, *steps):
        if step is not None:
            index = _index_of_step(node, step)
            if index is None or not isinstance(node, Element):
                return None
            place = node.places[index] if node.places else index
            if isinstance(place, str):
                keyed = True
            elif _may_move(node, place):
                return None
            path = (*path, place)
            node = node.children[index]
        while isinstance(node, Boundary):
            assert isinstance(node.mounted, Instance)
            instance, node, path = node.mounted, node.mounted.root, ()
    return instance, path, keyed


def _may_move(parent: Element, place: Place) -> bool:
    return isinstance(place, tuple) or isinstance(parent.places, IterablePlaces)


def _index_of_step(node: Node | None, step: str | int) -> int | None:
    if not isinstance(node, Element):
        return None
    if isinstance(step, int):
        return step if 0 <= step < len(node.children) else None
    return _index_of_place(node, step[1:]) if step[:1] == "#" else None


def _index_of_place(node: Element, place: Place) -> int | None:
    places = node.places
    if not places:
        return place if isinstance(place, int) and 0 <= place < len(node.children) else None
    try:
        return places.index(place)
    except ValueError:
        return None
