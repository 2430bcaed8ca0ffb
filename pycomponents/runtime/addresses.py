"""From an address that a client sent to the node that stands there.

The steps of an address mean the tree that the user saw. In it they are turned into a path of places (keys, else
places), and that path is looked up in the tree of now: a sibling that came or went in between does not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pycomponents.dom.node import FROM_ITERABLE, Boundary, Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pycomponents.dom.node import Node, Place, Root
    from pycomponents.runtime.instances import Instance, Path


def seen_path(root: Root, steps: Sequence[str | int]) -> Path | None:
    """The path that `steps` lead along in the tree that the user saw, or None where they lead nowhere."""
    path: list[Place] = []
    node: Node | None = root
    for step in steps:
        index = _index_of(node, step)
        if index is None or not isinstance(node, Element):
            return None
        path.append(node.places[index] if node.places else index)
        node = node.children[index]
    return tuple(path)


def along(root: Root, path: Path) -> Iterator[Element]:
    """The elements on the way along `path`, the last one included; shorter where the path breaks off."""
    node: Node | None = root
    for place in path:
        if not isinstance(node, Element):
            return
        yield node
        node = _child_at(node, place)
    if isinstance(node, Element):
        yield node


def element_at(root: Root, path: Path) -> Element | None:
    """The element at `path`, if there is one."""
    way = list(along(root, path))
    return way[-1] if len(way) == len(path) + 1 else None


def follow(instance: Instance, steps: Sequence[str | int]) -> tuple[Instance, Path] | None:
    """Where a path from the page's root leads today, through the components on its way.

    Such a path was made before the page was lost, in a tree that is gone. So it must not depend on an order: a step
    by index into what came from an iterable leads nowhere.
    """
    path: Path = ()
    node: Node | None = instance.root
    for step in (None, *steps):
        if step is not None:
            index = _index_of(node, step)
            if index is None or not isinstance(node, Element):
                return None
            place = node.places[index] if node.places else index
            if not isinstance(place, str) and (node.places is FROM_ITERABLE or isinstance(place, tuple)):
                return None
            path = (*path, place)
            node = node.children[index]
        while isinstance(node, Boundary):
            instance = instance.tree.instances[node.mounted.number]
            node, path = instance.root, ()
    return instance, path


def has_key(path: Path) -> bool:
    """Whether something on the way is told from its siblings by a key."""
    return any(isinstance(place, str) for place in path)


def is_barred(instance: Instance, path: Path) -> bool:
    """Whether the element at `path` is disabled, or stands in something disabled or inert: in its own component, or
    further out where that component stands.
    """
    way = list(along(instance.root, path))
    if "disabled" in way[-1].attributes:
        return True
    outer: Instance | None = instance
    while outer is not None:
        if any(_bars(element, way[i + 1] if i + 1 < len(way) else None) for i, element in enumerate(way)):
            return True
        way = [] if outer.parent is None else list(along(outer.parent.root, outer.path))
        outer = outer.parent
    return False


def _bars(element: Element, inner: Element | None) -> bool:
    if "inert" in element.attributes:
        return True
    if element.tag != "fieldset" or "disabled" not in element.attributes:
        return False
    # What stands in the first legend of a disabled fieldset stays enabled.
    legend = next((child for child in element.children if isinstance(child, Element) and child.tag == "legend"), None)
    return inner is None or inner is not legend


def _index_of(node: Node | None, step: str | int) -> int | None:
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


def _child_at(node: Element, place: Place) -> Node | None:
    index = _index_of_place(node, place)
    return None if index is None else node.children[index]
