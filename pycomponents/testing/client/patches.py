"""A patch is applied: in place, in order, only what it names. The twin of `client/patch.js` and `client/build.js`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeGuard

from pycomponents.testing.client.tree import Mismatch, end_of, extent, is_range, key_of, next_sibling
from pycomponents.testing.document.dom import HTML, MATH, SVG, Comment, Element, Text, parse_inside
from pycomponents.testing.hands.controls import select_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pycomponents.testing.client.protection import Protection
    from pycomponents.testing.client.tree import Tree
    from pycomponents.testing.document.dom import Node

# JSON off the wire: whoever reads it checks what it uses, and what does not fit is repaired.
Wire: TypeAlias = Any

_OPENS: Final = {"svg": SVG, "math": MATH}
# Where foreign content holds HTML again, as the parser has it.
_INTEGRATION: Final = {"foreignObject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml"}


class Patches:
    """What applies the patches of one connection.

    damaged: told of a component that a patch does not fit, and why. is_damaged: whether one is left alone.
    fill_range: makes the raw range that begins at a comment hold other HTML.
    want_focus: elements of the patches so far that ask for the focus.
    """

    def __init__(self, tree: Tree, protection: Protection) -> None:
        self.tree = tree
        self.protection = protection
        self.damaged: Callable[[int, Exception], None] = _raise
        self.is_damaged: Callable[[int], bool] = lambda _: False
        self.fill_range: Callable[[Comment, str], None] = _no_range
        self.want_focus: list[Element] = []
        self._shapes: list[Wire] = []
        self._operations: dict[str, Callable[[Node, Sequence[Wire], int], None]] = {
            "text": self._text,
            "raw": self._raw,
            "attr": self._attr,
            "prop": self._prop,
            "on": self._on,
            "each": self._each,
            "insert": self._insert,
            "rows": self._rows,
            "remove": self._remove,
            "move": self._move,
            "replace": self._replace,
            "clear": self._clear,
            "root": self._root,
        }

    def forget_shapes(self) -> None:
        """Another connection: its table of shapes begins anew."""
        self._shapes = []

    def apply(self, entries: Iterable[Wire]) -> None:
        """Apply the entries of a patch. A component that does not fit is damaged; the others go on."""
        for number, *items in entries:
            if self.is_damaged(number):
                self._define_shapes(items)
                continue
            defined = len(self._shapes)
            try:
                self._change(self.tree.node_at([number]), items, number)
            except Exception as error:  # noqa: BLE001  whatever the wire brings, the others go on
                # A connection numbers its shapes in order, so those of skipped changes count too.
                del self._shapes[defined:]
                self._define_shapes(items)
                self.damaged(number if number in self.tree.components else number % self.tree.roots, error)

    def set_properties(self, properties: Iterable[Wire]) -> None:
        """Live properties, by address."""
        for address, values in properties:
            element = _element(self.tree.node_at(address))
            for name, value in values.items():
                self.protection.set_property(element, name, value)

    def _change(self, node: Node, items: Iterable[Wire], number: int) -> None:
        at = node
        for item in items:
            if not _is_list(item):
                at = self.tree.child_at(at, item)
            elif _is_operation(item):
                self._operate(at, item, number)
            else:
                self._change(at, item, number)

    def _operate(self, node: Node, operation: list[Wire], number: int) -> None:
        name, *rest = operation
        operate = self._operations.get(name)
        if operate is None:
            raise Mismatch(f"no operation {name}")
        operate(node, rest, number)

    def _define_shapes(self, items: Iterable[Wire]) -> None:
        for item in items:
            if not _is_list(item):
                continue
            if not _is_operation(item):
                self._define_shapes(item)
            elif item[0] == "rows" and _is_list(item[2]):
                self._shapes.append(item[2])

    # Operations.

    def _text(self, node: Node, rest: Sequence[Wire], _: int) -> None:
        if not isinstance(node, Text):
            raise Mismatch("no text")
        node.data = rest[0]

    def _raw(self, node: Node, rest: Sequence[Wire], _: int) -> None:
        if not isinstance(node, Comment) or not is_range(node):
            raise Mismatch("no raw range")
        self.fill_range(node, rest[0])

    def _attr(self, node: Node, rest: Sequence[Wire], _: int) -> None:
        for name, value in _pairs(rest):
            self.protection.set_attribute(_element(node), name, value)

    def _prop(self, node: Node, rest: Sequence[Wire], _: int) -> None:
        for name, value in _pairs(rest):
            self.protection.set_property(_element(node), name, value)

    def _on(self, node: Node, rest: Sequence[Wire], _: int) -> None:
        if rest[0] is None:
            _element(node).attributes.pop("data-pc-on", None)
        else:
            _element(node).attributes["data-pc-on"] = str(rest[0])

    def _each(self, node: Node, rest: Sequence[Wire], number: int) -> None:
        steps, inward, values = rest
        *way, operation = inward
        for step, value in zip(steps, values, strict=True):
            self._change(self.tree.child_at(node, step), [*way, [*operation, value]], number)

    def _insert(self, node: Node, rest: Sequence[Wire], _: int) -> None:
        before, *nodes = rest
        parent = _element(node)
        self._place(parent, self._built(parent, nodes), self._child_or_end(parent, before))

    def _rows(self, node: Node, rest: Sequence[Wire], _: int) -> None:
        before, shape, columns = rest
        parent = _element(node)
        if _is_list(shape):
            self._shapes.append(shape)
        else:
            shape = self._shapes[rest[1]]
        nodes = [_filled(shape, values) for values in zip(*columns, strict=True)]
        self._place(parent, self._built(parent, nodes), self._child_or_end(parent, before))

    def _remove(self, node: Node, rest: Sequence[Wire], _: int) -> None:
        parent = _element(node)
        for step in rest:
            self._take(parent, self.tree.child_at(parent, step))

    def _move(self, node: Node, rest: Sequence[Wire], _: int) -> None:
        parent = _element(node)
        child = self.tree.child_at(parent, rest[0])
        before = self._child_or_end(parent, rest[1])
        if child is before:
            return
        for part in extent(child):
            parent.insert(part, before)

    def _replace(self, node: Node, rest: Sequence[Wire], _: int) -> None:
        parent = _element(node)
        old = self.tree.child_at(parent, rest[0])
        nodes = self._built(parent, [rest[1]])
        before = next_sibling(end_of(parent, parent.index(old)))
        self._take(parent, old)
        self._place(parent, nodes, before)

    def _clear(self, node: Node, _: Sequence[Wire], __: int) -> None:
        parent = _element(node)
        self.tree.forget_keys(parent)
        if parent not in self.tree.irregular:
            parent.clear()
            return
        for child in self.tree.children(parent):
            self._take(parent, child)

    def _root(self, node: Node, rest: Sequence[Wire], number: int) -> None:
        """A component has another root element. Its place, the key of it, and those around it stay."""
        old = _element(node)
        parent, outer = old.parent, old.numbers
        if parent is None or number not in outer:
            raise Mismatch("no root to replace")
        now = self._build(rest[0], inward(parent))
        if not isinstance(now, Element):
            raise Mismatch("no root")
        self.tree.set_numbers(now, [*outer[: outer.index(number) + 1], *now.numbers])
        now.key = key_of(old)
        self.tree.drop_key(parent, old)
        parent.children[parent.index(old)] = now
        old.parent, now.parent = None, parent
        self.tree.add_key(parent, now)

    def _child_or_end(self, parent: Element, step: Wire) -> Node | None:
        return None if step is None else self.tree.child_at(parent, step)

    def _place(self, parent: Element, nodes: list[Node], before: Node | None) -> None:
        if self.tree.knows_keys(parent):
            for node in nodes:
                self.tree.add_key(parent, node)
        select = parent if parent.tag == "select" else select_of(parent) if parent.tag == "optgroup" else None
        with self.protection.keeping_choice(select):
            at = len(parent.children) if before is None else parent.index(before)
            parent.children[at:at] = nodes
            for node in nodes:
                node.parent = parent

    def _take(self, parent: Element, child: Node) -> None:
        self.tree.drop_key(parent, child)
        for part in extent(child):
            part.remove()

    # Nodes of the wire become nodes of the document.

    def _built(self, parent: Element, wires: Iterable[Wire]) -> list[Node]:
        home = Element("#fragment")
        space = inward(parent)
        for wire in wires:
            self._append(home, wire, space)
        for node in home.children:
            node.parent = None
        if home in self.tree.irregular:
            self.tree.irregular.discard(home)
            self.tree.irregular.add(parent)
        return home.children

    def _build(self, wire: Wire, space: str) -> Node:
        home = Element("#fragment")
        node = self._append(home, wire, space)
        node.parent = None
        return node

    def _append(self, parent: Element, wire: Wire, space: str) -> Node:
        """Gives what now stands for it: its element, text, or opening comment."""
        if isinstance(wire, str):
            return _add(parent, Text(wire))
        if _is_marks(wire):
            return self._append_raw(parent, wire["raw"], space)
        if wire[0] == "":
            return self._append_component(parent, wire, space)
        return self._append_element(parent, wire, space)

    def _append_raw(self, parent: Element, html: str, space: str) -> Node:
        opening = _add(parent, Comment("pc"))
        for node in parse_inside(html, context(space)):
            _add(parent, node)
        _add(parent, Comment("/pc"))
        self.tree.irregular.add(parent)
        return opening

    def _append_component(self, parent: Element, wire: list[Wire], space: str) -> Node:
        _, number, root, *key = wire
        element = _element(self._append(parent, root, space))
        self.tree.set_numbers(element, [int(number), *element.numbers])  # inner components share its root
        # A key of the root element itself has no siblings to tell it from: what counts is the key of the place.
        element.key = key[0] if key else None
        return element

    def _append_element(self, parent: Element, wire: list[Wire], space: str) -> Node:
        element = Element(wire[0], namespace=_OPENS.get(wire[0], space))
        marks: dict[str, Wire] = {}
        children = wire[1:]
        if children and _is_marks(children[0]):  # marks, even where raw HTML comes first
            marks, *children = children
        for name, value in marks.items():
            self._mark(element, name, value)
        inner = inward(element)
        if element.tag == "template" and element.namespace == HTML:
            element.content = Element("#fragment")
        for child in children:
            self._append(element, child, inner)
        # After the children: what a select shows needs its options.
        for name, value in marks.get(".", {}).items():
            self.protection.set_property(element, name, value)
        return _add(parent, element)

    def _mark(self, element: Element, name: str, value: Wire) -> None:
        if name == "#":
            element.key = value
        elif name == "@" and value is not None:
            element.attributes["data-pc-on"] = str(value)
        elif name not in "@." and value is not None:
            element.attributes[name] = value
            if name == "open":
                self.protection.note_open(element)
            elif name == "autofocus":
                self.want_focus.append(element)


def inward(parent: Element) -> str:
    """The namespace that children of `parent` are born in."""
    return HTML if parent.tag in _INTEGRATION else parent.namespace


def context(space: str) -> Element:
    """What stands around HTML that is parsed in this namespace."""
    return Element({SVG: "svg", MATH: "math"}.get(space, "template"), namespace=space)


def _add(parent: Element, node: Node) -> Node:
    node.parent = parent
    parent.children.append(node)
    return node


def _element(node: Node) -> Element:
    if not isinstance(node, Element):
        raise Mismatch(f"no element, but {node!r}")
    return node


def _is_list(wire: Wire) -> TypeGuard[list[Wire]]:
    return isinstance(wire, list)


def _is_marks(wire: Wire) -> TypeGuard[dict[str, Wire]]:
    return isinstance(wire, dict)


def _is_operation(item: list[Wire]) -> bool:
    return isinstance(item[0], str) and not item[0].startswith("#")


def _pairs(rest: Sequence[Wire]) -> Iterable[tuple[str, Wire]]:
    return zip(rest[::2], rest[1::2], strict=True)


# Shapes.


def _filled(shape: Wire, values: Sequence[Wire]) -> Wire:
    """A node of this shape, with the values of one row in its holes."""
    if _is_marks(shape):
        return {name: value if name == "." else _filled(value, values) for name, value in shape.items()}
    if not _is_list(shape):
        return shape
    if isinstance(shape[0], int):
        return _hole(shape, values)
    return [_filled(part, values) for part in shape]


def _hole(hole: Sequence[Wire], values: Sequence[Wire]) -> Wire:
    before, after = (*hole[1:], "", "")[:2]
    value = values[hole[0]]
    return value if value is None or not (before or after) else f"{before}{value}{after}"


def _raise(_: int, error: Exception) -> None:
    raise error


def _no_range(opening: Comment, html: str) -> None:
    raise Mismatch("nobody fills raw ranges")
