"""Rows that nobody looks at, as their shape and their values.

A row of a long list is some twenty objects, and most of what they say, all rows say alike. Once the client has them,
they are there for the one of them that will be clicked or changed. So they are packed: what is alike is kept once, as a
recipe, and each row holds its values. Whoever asks a packed row for its children, attributes or listeners finds them:
then, and for good, it is unpacked. A row stays the same object, so for the diff nothing has changed.

Of the rows `li(id="r1", key=1)[span["1"], span["red"]]`, `li(id="r2", key=2)[span["2"], span["blue"]]`, … each keeps
its key and the one value ("red", "blue", …) that does not follow from it. The recipe is a tree of functions, of which
each makes one value of a row from its key and its values: what all have alike, what stands around the key, a column.
In memory the values stand where the children of a row stand, behind the recipe, and its class is `Packed`.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pycomponents.diff.gather import FEWEST, gathered
from pycomponents.diff.rows import Uneven, signature
from pycomponents.dom.node import Element, altered
from pycomponents.dom.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pycomponents.dom.node import Node

# What gives a value of one row from its key and its packed values.
Source: TypeAlias = "Callable[[str, Sequence[Any]], Any]"

_raw_children: Final[Any] = Element.__dict__["children"]


class Packed(Tag):
    """A row as its recipe and its values, which stand in the place of its children."""

    __slots__ = ()

    if not TYPE_CHECKING:

        @property
        def children(self):
            return _unpacked(self).children

        @children.setter
        def children(self, children):
            # A copy of a packed row, made to hold other children.
            self.__class__ = Tag
            self.children = children

        @property
        def attributes(self):
            return _unpacked(self).attributes

        @attributes.setter
        def attributes(self, attributes):
            _raw_attributes.__set__(self, attributes)

        @property
        def listeners(self):
            return _unpacked(self).listeners

        @listeners.setter
        def listeners(self, listeners):
            _raw_listeners.__set__(self, listeners)


_raw_attributes: Final[Any] = Element.__dict__["attributes"]
_raw_listeners: Final[Any] = Element.__dict__["listeners"]


def _unpacked(row: Element) -> Element:
    build, *values = _raw_children.__get__(row)
    row.__class__ = Tag
    whole: Element = build(row.key, values)
    row.attributes, row.listeners, row.children = whole.attributes, whole.listeners, whole.children
    return row


def pack(nodes: Sequence[Any]) -> None:
    """Pack those of `nodes` that are plain rows, many of one shape."""
    rows: list[Element] = [node for node in nodes if type(node) is Tag]
    if len(rows) < FEWEST or _packed(rows):
        return
    alike: dict[object, list[Element]] = {}
    for row in rows:
        alike.setdefault(signature(row), []).append(row)
    for some in alike.values():
        if len(some) >= FEWEST:
            _packed(some)


def _packed(rows: list[Element]) -> bool:
    """Whether they were all of one shape, and so could be packed."""
    found = gathered(rows, whole=True)
    if found is None:
        return False
    packing = _Packing(rows, found)
    try:
        build = packing.element(rows[0])
    except Uneven:
        return False
    for row, values in zip(rows, zip(repeat(build), *packing.columns), strict=False):  # `repeat` has no end
        row.children = values
        row.attributes = row.listeners = None  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
        row.__class__ = Packed
    return True


class Alike:
    """The source of what all rows have alike."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __call__(self, key: str, values: Sequence[Any]) -> Any:
        return self.value


class _Packing:
    """The recipe for rows of one shape, and the columns of their values."""

    def __init__(self, rows: Sequence[Element], found: Iterator[list[Any]]) -> None:
        self.columns: list[list[Any]] = []
        self._keys: list[Any] = [row.key for row in rows]
        self._found = found

    def element(self, row: Element) -> Source:
        """What makes another of these rows. `row`: the first of them."""
        if row.key is not None:
            next(self._found)  # it stays in its place
        return _element(row, *self._inside(row))

    def _inside(self, first: Element) -> tuple[dict[str, Source], Source, list[Source]]:
        listeners = {event_type: self._listener(next(self._found)) for event_type in first.listeners or ()}
        attributes = self._attributes(next(self._found)) if first.attributes else Alike(first.attributes)
        return listeners, attributes, [self._child(child) for child in first.children]

    def _child(self, first: Node) -> Source:
        if isinstance(first, str):
            return self._text(next(self._found))
        assert isinstance(first, Element)
        if first.key is not None and len(set(next(self._found))) > 1:
            raise Uneven  # their places differ, too
        listeners, attributes, children = self._inside(first)
        if all(isinstance(source, Alike) for source in (*listeners.values(), attributes, *children)):
            return Alike(first)
        return _element(first, listeners, attributes, children)

    def _text(self, column: list[Any]) -> Source:
        first = column[0]
        if column.count(first) == len(column):
            return Alike(first)
        if self._keys[0]:
            before, found, after = first.partition(self._keys[0])
            if found and column == [f"{before}{key}{after}" for key in self._keys]:
                return lambda key, values: f"{before}{key}{after}"
        return self._column(column)

    def _listener(self, column: list[Any]) -> Source:
        return Alike(column[0]) if len(set(map(id, column))) == 1 else self._column(column)

    def _attributes(self, column: list[dict[str, str]]) -> Source:
        first = column[0]
        if column.count(first) == len(column):
            return Alike(first)
        names = [*first]
        if any(type(one) is not dict or [*one] != names for one in column):
            return self._column(column)
        sources = {name: self._text([one[name] for one in column]) for name in names}
        return lambda key, values: {name: source(key, values) for name, source in sources.items()}

    def _column(self, column: list[Any]) -> Source:
        index = len(self.columns)
        self.columns.append(column)
        return lambda key, values: values[index]


def _element(first: Element, listeners: dict[str, Source], attributes: Source, children: list[Source]) -> Source:
    def build(key: str, values: Sequence[Any]) -> Element:
        made = altered(
            first,
            attributes=attributes(key, values),
            children=tuple([child(key, values) for child in children]),
        )
        if listeners:
            made.listeners = {event_type: source(key, values) for event_type, source in listeners.items()}
        return made

    # Of the first row only what all have alike is kept.
    first = altered(first, attributes={}, children=())
    first.listeners = None
    return build
