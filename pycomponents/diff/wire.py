"""Patches as the JSON values of docs/protocol.md. The names below are all that Python says of the wire."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from pycomponents.diff.patch import (
    Change,
    Clear,
    EachText,
    Insert,
    Inside,
    Listen,
    Move,
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
from pycomponents.dom.node import Boundary, Element, Raw

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pycomponents.diff.patch import Patch
    from pycomponents.dom.node import Listener, Mounted, Node

    # The number of the listener spec for what an element listens to.
    Specs = Callable[[dict[str, Listener]], int]

OPERATIONS: Final = frozenset(
    {"text", "raw", "attr", "prop", "on", "each", "insert", "rows", "remove", "move", "replace", "clear", "root"}
)
# The marks of an element beside its attributes, and the tag that says "a component".
KEY: Final = "#"
SPEC: Final = "@"
PROPERTIES: Final = "."
COMPONENT: Final = ""

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
