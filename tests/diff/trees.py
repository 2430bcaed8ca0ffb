"""Trees for tests, without tags: `el("li", "text", key="a")`, with holes and nested lists as in brackets."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from pycomponents.diff.decode import Placed
from pycomponents.dom.node import Boundary, Element, Listener, ListenerSpec, Node, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pycomponents.dom.node import Root

Given: TypeAlias = "Node | list[Given] | None"


class Answer(Listener):
    """A listener known by a name: two of one name run the same code, whatever they are bound to."""

    def __init__(self, name: str, *bound: object) -> None:
        self.bound = bound
        self.specs = self._specs = _specs(name)

    def describe(self, event_type: str) -> ListenerSpec:
        return self._specs[event_type]


class _Specs(dict[str, ListenerSpec]):
    def __init__(self, name: str) -> None:
        spec = ListenerSpec(name, {})
        super().__init__(click=spec, input=spec)

    def __missing__(self, event_type: str) -> ListenerSpec:
        return self["click"]


@cache
def _specs(name: str) -> _Specs:
    return _Specs(name)


class Specs:
    """Numbers listener specs in order of first use, and knows the way back."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[object, ...], int] = {}
        self._listeners: list[dict[str, Listener]] = []

    def number(self, listeners: dict[str, Listener]) -> int:
        described = tuple((name, listener.describe(name)) for name, listener in listeners.items())
        if described not in self._numbers:
            self._numbers[described] = len(self._listeners)
            self._listeners.append(listeners)
        return self._numbers[described]

    def listeners(self, number: int) -> dict[str, Listener]:
        return self._listeners[number]


def el(
    tag: str,
    attributes: dict[str, str] | Given = None,
    *children: Given,
    key: str | None = None,
    on: dict[str, Listener] | None = None,
    properties: dict[str, str | bool] | None = None,
) -> Element:
    if not isinstance(attributes, dict):
        children = (attributes, *children) if attributes is not None else children
        attributes = {}
    nodes: list[Node] = []
    places: list[Place] = []
    _gather(children, (), nodes, places)
    made: Element = object.__new__(Element)
    made.tag = tag
    made.attributes = attributes
    made.children = tuple(nodes)
    made.places = None if places == [*range(len(nodes))] else tuple(places)
    made.key = key
    made.listeners = on
    made.properties = properties
    made.open = False
    return made


def hole_first(tag: str, *children: Given) -> Element:
    """An element whose first place is a hole."""
    return el(tag, {}, None, *children)


def component(number: int, root: Root, key: str | None = None) -> Boundary:
    return Boundary(Placed(number, root), key)


def _gather(given: Iterable[Given], at: tuple[int, ...], nodes: list[Node], places: list[Place]) -> None:
    for index, child in enumerate(given):
        if child is None or child == "":
            continue
        if isinstance(child, list):
            _gather(child, (*at, index), nodes, places)
        elif isinstance(child, str) and nodes and isinstance(nodes[-1], str):
            nodes[-1] += child
        else:
            key = child.key if isinstance(child, Element | Boundary) else None
            places.append(key if key is not None else (*at, index) if at else index)
            nodes.append(child)


def items(values: Sequence[Any], tag: str = "li") -> list[Given]:
    """Keyed elements, one for each value, that show their keys."""
    return [el(tag, {}, str(value), key=str(value)) for value in values]
