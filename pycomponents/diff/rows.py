"""Long runs of new siblings of one shape: the shape once, and what differs as columns.

All nodes of a run are walked together, position by position: what stands at one position in each of them (a text, an
attribute's value or its absence, a key, a component's number) is a column. What must be equal in all (tags, numbers
of children, listener specs, properties, raw HTML) makes the run uneven where it is not.

A *plan* says of each position how the shape writes it: `None`: it varies, its column is sent; a tuple: it is another
position's value with constants around it; else it is constant, and this is it. A plan is made from the first run of
its structure. A later run that does not fit it makes it looser (constant → derived → sent) and so defines another
shape: a long stream of small runs, each with its own accidents, soon comes to a plan that fits them all.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import msgspec

from pycomponents.diff.gather import FEWEST, gathered
from pycomponents.dom.node import Boundary, Element, Raw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pycomponents.dom.node import Listener, Mounted, Node

Value: TypeAlias = str | int | None  # `None`: the attribute is not there
Column: TypeAlias = "tuple[Value, ...]"  # of one item where all are known to be equal
Part: TypeAlias = "Value | tuple[int, str, str] | None"
Json: TypeAlias = Any

# A client keeps a template for each shape; past so many on one connection nodes are written out.
MOST_SHAPES: Final = 500

_FIELDS: Final = attrgetter("tag", "key", "listeners", "properties", "attributes", "children")


class Uneven(Exception):
    """The nodes are not of one shape."""


class Shapes:
    """The shapes that one connection has defined."""

    def __init__(self) -> None:
        self._count = 0
        self._known: dict[bytes, tuple[int, list[Part]]] = {}

    def rows(self, frame: Json, columns: list[Column], length: int) -> tuple[Json, list[Column]]:
        """The shape (or its number) and the columns to send for a run of `length` nodes."""
        structure = msgspec.json.encode(frame)
        plan: list[Part] = [column[0] for column in columns]
        number: int | None = None
        if structure in self._known:
            number, plan = self._known[structure]
        loose = loosen(plan, columns)
        shape: Json = number
        if number is None or loose is not plan:
            if self._count == MOST_SHAPES:
                raise Uneven
            self._known[structure] = (self._count, loose)
            self._count += 1
            shape = fill(frame, holes(loose))
        return shape, [
            column if len(column) == length else column * length
            for part, column in zip(loose, columns, strict=True)
            if part is None
        ]


def loosen(plan: list[Part], columns: list[Column]) -> list[Part]:
    """The plan itself if it fits these columns, else a looser one."""
    misfits = [position for position, part in enumerate(plan) if not _fits(part, columns[position], columns)]
    loose = list(plan)
    sent = [position for position, part in enumerate(plan) if part is None]
    # A derived value is longer than what it is derived from, so the shortest are settled first.
    for position in sorted(misfits, key=lambda position: len(str(columns[position][0]))):
        loose[position] = None if isinstance(plan[position], tuple) else _derived(columns, position, sent)
        if loose[position] is None:
            sent.append(position)
    if not sent:  # the columns say how many rows there are
        loose[0] = None
    return loose if misfits or not sent else plan


def _fits(part: Part, column: Column, columns: list[Column]) -> bool:
    if part is None:
        return True
    if isinstance(part, tuple):
        return _around(part, columns) == column
    return column.count(part) == len(column)


def _derived(columns: list[Column], position: int, sent: list[int]) -> tuple[int, str, str] | None:
    column = columns[position]
    first = column[0]
    for base in sent:
        inner = columns[base][0]
        if not isinstance(inner, str) or not isinstance(first, str) or len(columns[base]) != len(column):
            continue
        before, found, after = first.partition(inner) if inner else ("", "", "")
        if found and _around(part := (base, before, after), columns) == column:
            return part
    return None


def _around(part: tuple[int, str, str], columns: list[Column]) -> Column:
    base, before, after = part
    inner = columns[base]
    if not before and not after:
        return inner
    # An absence has nothing around it.
    return () if None in inner else tuple([f"{before}{value}{after}" for value in inner])


def holes(plan: list[Part]) -> list[Json]:
    """How the shape writes each position."""
    numbers = {position: number for number, position in enumerate(p for p, part in enumerate(plan) if part is None)}
    written: list[Json] = []
    for position, part in enumerate(plan):
        if part is None:
            written.append([numbers[position]])
        elif isinstance(part, tuple):
            base, before, after = part
            written.append([numbers[base], before, after] if before or after else [numbers[base]])
        else:
            written.append(part)
    return written


def fill(frame: Json, written: list[Json]) -> Json:
    """The frame with its positions, `[position]` each, as the plan writes them."""
    match frame:
        case [int() as position]:
            return written[position]
        case [*nodes]:
            return [fill(node, written) for node in nodes]
        case {**marks}:
            return {name: fill(value, written) for name, value in marks.items()}
        case _:
            return frame


class Frame:
    """Walks the nodes of a run together, and gathers their columns and the components inside them."""

    def __init__(self, spec: Callable[[dict[str, Listener]], int]) -> None:
        self.columns: list[Column] = []
        self.mounted: list[Mounted] = []
        self._spec = spec

    def of_run(self, nodes: Sequence[Any]) -> Json:
        """What a whole run has in common, as on the wire, with `[position]` for what may differ."""
        found = gathered(nodes) if len(nodes) >= FEWEST else None
        return self.of(nodes) if found is None else self._assembled(nodes[0], found)

    def _assembled(self, first: Node, found: Iterator[list[Any]]) -> Json:
        """As `of`, from what was gathered."""
        if isinstance(first, str):
            return self._position(next(found))
        if isinstance(first, Boundary):
            mounted = next(found)
            keys = next(found) if first.key is not None else None
            return self._components(mounted, keys, lambda: self._assembled(cast("Element", first.mounted.root), found))
        element = cast("Element", first)
        marks: dict[str, Json] = {}
        if element.key is not None:
            marks["#"] = self._position(next(found))
        if element.listeners:
            marks["@"] = self._spec(element.listeners)
        if element.attributes:
            self._attributes(next(found), marks)
        frame: list[Json] = [element.tag]
        if marks:
            frame.append(marks)
        return frame + [self._assembled(child, found) for child in element.children]

    def of(self, nodes: Sequence[Any]) -> Json:
        """What the nodes have in common, as on the wire, with `[position]` for what may differ."""
        first = nodes[0]
        if len(set(map(type, nodes))) > 1:
            raise Uneven
        if isinstance(first, str):
            return self._position(nodes)
        if isinstance(first, Element):
            return self._elements(nodes)
        if isinstance(first, Boundary):
            return self._boundaries(nodes)
        if isinstance(first, Raw):
            return {"raw": _only([node.html for node in nodes])}
        return ["template"]

    def _position(self, column: Sequence[Any]) -> Json:
        self.columns.append(tuple(column))
        return [len(self.columns) - 1]

    def _elements(self, nodes: Sequence[Element]) -> Json:
        tags, keys, listeners, properties, attributes, children = zip(*map(_FIELDS, nodes), strict=True)
        marks: dict[str, Json] = {}
        if not _absent(keys):
            marks["#"] = self._position(keys)
        if not _absent(listeners):
            marks["@"] = self._common_spec(listeners)
        if not _absent(properties):
            marks["."] = _only(properties)
        self._attributes(attributes, marks)
        frame: list[Json] = [_only(tags)]
        if marks or (children[0] and isinstance(children[0][0], Raw)):
            frame.append(marks)
        if len(set(map(len, children))) > 1:
            raise Uneven
        frame += map(self.of, zip(*children, strict=True))
        return frame

    def _attributes(self, attributes: Sequence[dict[str, str]], marks: dict[str, Json]) -> None:
        first = attributes[0]
        if attributes.count(first) == len(attributes):
            marks.update((name, self._position((value,))) for name, value in first.items())
            return
        names = first
        if any(one.keys() != first.keys() for one in attributes):
            names = dict.fromkeys((name for one in attributes for name in one), "")
        marks.update((name, self._position([one.get(name) for one in attributes])) for name in names)

    def _common_spec(self, listeners: Sequence[dict[str, Listener]]) -> int:
        # Rows listen alike, each with its own bound arguments: one description is told by identity, numbered once.
        first = listeners[0]
        types = first.keys()
        if all(one.keys() == types for one in listeners) and all(
            len({id(one[event_type].describe(event_type)) for one in listeners}) == 1 for event_type in types
        ):
            return self._spec(first)
        raise Uneven

    def _boundaries(self, nodes: Sequence[Boundary]) -> Json:
        mounted = [node.mounted for node in nodes]
        if any(isinstance(one.root, Boundary) for one in mounted):
            raise Uneven  # one element with several numbers
        keys = [node.key for node in nodes]
        return self._components(mounted, None if _absent(keys) else keys, lambda: self.of([m.root for m in mounted]))

    def _components(
        self, mounted: Sequence[Mounted], keys: Sequence[str | None] | None, root: Callable[[], Json]
    ) -> Json:
        self.mounted += mounted
        frame = ["", self._position([one.number for one in mounted]), root()]
        return frame if keys is None else [*frame, self._position(keys)]


def _absent(values: Sequence[object]) -> bool:
    absent = values.count(None)
    if 0 < absent < len(values):
        raise Uneven
    return absent > 0


def _only(values: Sequence[Json]) -> Json:
    if values.count(values[0]) != len(values):
        raise Uneven
    return values[0]


def signature(node: Node | None) -> object:
    """Equal for nodes that are likely to make an even run."""
    if isinstance(node, Element):
        return (node.tag, node.key is None, node.listeners is None, *map(signature, node.children))
    if isinstance(node, Boundary):
        return (node.key is None, signature(node.mounted.root))
    return node.html if isinstance(node, Raw) else node is None
