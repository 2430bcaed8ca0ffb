"""Patches ↔ the JSON values of docs/protocol.md. The tables of names below are all that Python says of the wire."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from pycomponents.diff.apply import element
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
from pycomponents.diff.rows import Frame, Json, Shapes, Uneven, signature
from pycomponents.dom.node import Boundary, Element, Listener, ListenerSpec, Mounted, Raw

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pycomponents.dom.node import Node, Root

    # The number of the listener spec for what an element listens to; and the way back.
    Specs = Callable[[dict[str, Listener]], int]
    Listeners = Callable[[int], dict[str, Listener]]
    Mount = Callable[[int, Root], Mounted]

OPERATIONS: Final = frozenset(
    {"text", "raw", "attr", "prop", "on", "each", "insert", "rows", "remove", "move", "replace", "clear", "root"}
)
# The marks of an element beside its attributes, and the tag that says "a component".
KEY: Final = "#"
SPEC: Final = "@"
PROPERTIES: Final = "."
COMPONENT: Final = ""
_MARKS: Final = frozenset({KEY, SPEC, PROPERTIES})

# From three on, rows of any shape are shorter as columns; but finding the shape takes some 20 µs, so small lists that
# come and go are written out.
FEWEST_ROWS: Final = 4
# Operations on one node; where all but their last value is alike in many children, they travel together.
_ON_ONE_NODE: Final = frozenset({"text", "raw", "attr", "prop", "on"})


def encode(patch: Patch, *, spec: Specs, shapes: Shapes, sent: Callable[[Mounted], None]) -> list[Json]:
    """The items of one component's patch.

    spec: the number of the listener spec for what an element listens to.
    shapes: the shape table of the connection.
    sent: called with each component whose whole tree travels inside an inserted node.
    """
    return _Encoder(spec, shapes, sent).items(patch)


def encode_node(node: Node | None, *, spec: Specs, sent: Callable[[Mounted], None]) -> Json:
    return _Encoder(spec, Shapes(), sent).node(node)


def encode_step(step: Step) -> Step:
    return KEY + step if isinstance(step, str) else step


class _Encoder:
    def __init__(self, spec: Specs, shapes: Shapes, sent: Callable[[Mounted], None]) -> None:
        self._spec = spec
        self._shapes = shapes
        self._sent = sent

    def items(self, changes: Sequence[Change]) -> list[Json]:
        steps: list[Json] = []
        while len(changes) == 1 and isinstance(inside := changes[0], Inside):
            step = inside.step
            steps.append(step if step.__class__ is int else encode_step(step))
            changes = inside.changes
        operations: list[list[Json]] = []
        for change in changes:
            if isinstance(change, Remove) and operations and operations[-1][0] == "remove":
                operations[-1].append(encode_step(change.step))
            else:
                operations += self._change(change)
        return steps + (operations if len(operations) < FEWEST_ROWS else _together(operations))

    def _change(self, change: Change) -> list[list[Json]]:
        match change:
            case Inside(step, changes):
                return [[encode_step(step), *self.items(changes)]]
            case EachText(steps, way, texts):
                return [["each", [*map(encode_step, steps)], [*map(encode_step, way), ["text"]], texts]]
            case SetText(data):
                return [["text", data]]
            case SetRaw(html):
                return [["raw", html]]
            case SetAttributes(values):
                return [["attr", *_flat(values)]]
            case SetProperties(values):
                return [["prop", *_flat(values)]]
            case Listen(listeners):
                return [["on", self._spec(listeners) if listeners else None]]
            case Insert(before, nodes):
                return self._insert(before, nodes)
            case Remove(step):
                return [["remove", encode_step(step)]]
            case Move(step, before):
                return [["move", encode_step(step), _before(before)]]
            case Replace(step, node):
                return [["replace", encode_step(step), self.node(node)]]
            case Clear():
                return [["clear"]]
            case SetRoot(root):
                return [["root", self.node(root)]]

    def _insert(self, before: Step | None, nodes: Sequence[Node]) -> list[list[Json]]:
        if rows := self._rows(nodes):
            return [["rows", _before(before), *rows]]
        operations: list[list[Json]] = []
        done = 0
        for run in _runs(nodes):
            # What has been inserted so far stands before the child that `before` names.
            shifted = before + done if isinstance(before, int) else _before(before)
            done += len(run)
            if rows := self._rows(run):
                operations.append(["rows", shifted, *rows])
            elif operations and operations[-1][0] == "insert":
                operations[-1] += map(self.node, run)
            else:
                operations.append(["insert", shifted, *map(self.node, run)])
        return operations

    def _rows(self, nodes: Sequence[Node]) -> tuple[Json, Json] | None:
        if len(nodes) < FEWEST_ROWS or isinstance(nodes[0], str):
            return None
        frame = Frame(self._spec)
        try:
            common = frame.of_run(nodes)
            if not frame.columns:
                return None
            rows = self._shapes.rows(common, frame.columns, len(nodes))
        except Uneven:
            return None
        for mounted in frame.mounted:
            self._sent(mounted)
        return rows

    def node(self, node: Node | None) -> Json:
        if isinstance(node, str):
            return node
        if isinstance(node, Element):
            return self._element(node)
        if isinstance(node, Boundary):
            self._sent(node.mounted)
            key = [] if node.key is None else [node.key]
            return [COMPONENT, node.mounted.number, self.node(node.mounted.root), *key]
        return ["template"] if node is None else {"raw": node.html}

    def _element(self, node: Element) -> Json:
        marks: dict[str, Json] = {}
        if node.key is not None:
            marks[KEY] = node.key
        if node.listeners:
            marks[SPEC] = self._spec(node.listeners)
        if node.properties:
            marks[PROPERTIES] = node.properties
        marks.update(node.attributes)
        # Raw HTML is an object, too: where it comes first, the marks are written even if there are none.
        marked = [marks] if marks or (node.children and isinstance(node.children[0], Raw)) else []
        return [node.tag, *marked, *map(self.node, node.children)]


def _runs(nodes: Sequence[Node]) -> list[Sequence[Node]]:
    """The nodes cut where the shape changes."""
    return [nodes] if len(nodes) <= FEWEST_ROWS else [list(run) for _, run in groupby(nodes, signature)]


def _together(operations: list[list[Json]]) -> list[list[Json]]:
    """What happens alike inside many children, told once: the way inside each, the operation, and its last values."""
    joined: list[list[Json]] = []
    for alike, some in groupby(operations, _alike):
        run = [*some]
        if alike is None or len(run) < FEWEST_ROWS:
            joined += run
        else:
            steps, values = [item[0] for item in run], [item[-1][-1] for item in run]
            joined.append(["each", steps, alike, values])
    return joined


def _alike(item: list[Json]) -> list[Json] | None:
    """The way from a child to the one thing that happens inside it, and that without its last value."""
    *way, operation = item
    if not way or type(operation) is not list or operation[0] not in _ON_ONE_NODE or way[0] in OPERATIONS:
        return None
    if list in map(type, way):
        return None
    return [*way[1:], operation[:-1]]


def _flat(values: dict[str, Any]) -> list[Json]:
    return [item for pair in values.items() for item in pair]


def _before(step: Step | None) -> Step | None:
    return None if step is None else encode_step(step)


class Numbered(Listener):
    """What a client knows of what listens at an element: the number of its spec."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number

    def describe(self, event_type: str) -> ListenerSpec:
        return _numbered_spec(self.number)


@cache
def _numbered_spec(number: int) -> ListenerSpec:
    return ListenerSpec(str(number), {})


def numbered(number: int) -> dict[str, Listener]:
    return {"": Numbered(number)}


class Placed(Mounted):
    """What a client knows of a component: its number and its tree."""

    __slots__ = ()

    def __init__(self, number: int, root: Root) -> None:
        self.number = number
        self.root = root


class Decoder:
    """Reads the patches of one connection, whose shapes it remembers.

    listeners: what to put at an element with this spec number; else what `numbered` gives.
    mount: makes the component whose tree arrives inside a node; else `Placed`.
    """

    def __init__(self, listeners: Listeners = numbered, mount: Mount = Placed) -> None:
        self._listeners = listeners
        self._mount = mount
        self._shapes: list[Any] = []

    def patch(self, items: Sequence[Any]) -> Patch:
        """The changes that one component's items say."""
        if items and not isinstance(items[0], list):
            return [Inside(decode_step(items[0]), self.patch(items[1:]))]
        changes: Patch = []
        for item in items:
            if isinstance(item[0], str) and not item[0].startswith(KEY):
                changes += self._operation(item[0], item[1:])
            else:
                changes += self.patch(item)
        return changes

    def _operation(self, word: str, given: Sequence[Any]) -> Sequence[Change]:
        match word, given:
            case "text", [data]:
                return [SetText(data)]
            case "raw", [html]:
                return [SetRaw(html)]
            case "attr", _:
                return [SetAttributes(dict(zip(given[::2], given[1::2], strict=True)))]
            case "prop", _:
                return [SetProperties(dict(zip(given[::2], given[1::2], strict=True)))]
            case "on", [number]:
                return [Listen(None if number is None else self._listeners(number))]
            case "each", [steps, [*way, operation], values]:
                return [
                    Inside(decode_step(step), self.patch([*way, [*operation, value]]))
                    for step, value in zip(steps, values, strict=True)
                ]
            case "root", [node]:
                return [SetRoot(self.root(node))]
            case _:
                return self._structure(word, given)

    def _structure(self, word: str, given: Sequence[Any]) -> Sequence[Change]:
        match word, given:
            case "insert", [before, *nodes]:
                return [Insert(_decode_before(before), [*map(self.node, nodes)])]
            case "rows", [before, shape, columns]:
                return [Insert(_decode_before(before), self._rows(shape, columns))]
            case "remove", steps:
                return [Remove(decode_step(step)) for step in steps]
            case "move", [step, before]:
                return [Move(decode_step(step), _decode_before(before))]
            case "replace", [step, node]:
                return [Replace(decode_step(step), self.node(node))]
            case "clear", []:
                return [Clear()]
            case _:
                raise LookupError(f"There is no operation {word!r} with {len(given)} values.")

    def _rows(self, shape: Any, columns: Sequence[Sequence[Any]]) -> list[Node]:
        if isinstance(shape, int):
            shape = self._shapes[shape]
        else:
            self._shapes.append(shape)
        return [self.node(_fill_row(shape, row)) for row in zip(*columns, strict=True)]

    def node(self, value: Any) -> Node:
        match value:
            case str():
                return value
            case {"raw": html}:
                return Raw(html)
            case ["", number, root, *key]:
                return Boundary(self._mount(number, self.root(root)), *(key or [None]))
            case [tag, *content]:
                return self._element(tag, content)
            case _:
                raise LookupError(f"This is no node: {value!r}.")

    def root(self, value: Any) -> Root:
        if value == ["template"]:
            return None
        node = self.node(value)
        assert isinstance(node, Element | Boundary)
        return node

    def _element(self, tag: str, content: list[Any]) -> Element:
        marks: dict[str, Any] = content.pop(0) if content and isinstance(content[0], dict) else {}
        number = marks.get(SPEC)
        return element(
            tag,
            {name: value for name, value in marks.items() if name not in _MARKS and value is not None},
            [*map(self.node, content)],
            key=marks.get(KEY),
            listeners=None if number is None else self._listeners(number),
            properties=marks.get(PROPERTIES),
        )


def _fill_row(shape: Any, row: Sequence[Any]) -> Any:
    match shape:
        case [int() as column]:
            return row[column]
        case [int() as column, before, after]:
            return f"{before}{row[column]}{after}"
        case [*nodes]:
            return [_fill_row(node, row) for node in nodes]
        case {**marks}:
            return {name: _fill_row(value, row) for name, value in marks.items()}
        case _:
            return shape


def decode_step(value: Any) -> Step:
    """A step as the wire names it; anything else raises `LookupError`."""
    if isinstance(value, str) and value.startswith(KEY):
        return value[1:]
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise LookupError(f"This is no step: {value!r}.")


def _decode_before(value: Any) -> Step | None:
    return None if value is None else decode_step(value)
