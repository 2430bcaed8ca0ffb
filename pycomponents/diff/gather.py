"""What stands at one position in each node of a long run, gathered by a function that is made for their structure.

A run of 1,000 rows has 7,000 elements. Walking them position by position costs 2 µs a row; a loop in which the
structure is written out, as one would write it by hand for just these rows, costs a quarter of that. It is written and
compiled once for each structure, and knows only what is common: where anything else turns up it gives nothing, and
`rows` walks. For rows like `li(key=1, class_="row")[span["a"]]` it is, in short:

    def gather(nodes, specs):
        c0 = []; c1 = []; c2 = []                           # a list for each position
        for node in nodes:
            if node.tag != "li" or node.key is None or node.listeners: return None
            c0.append(node.key)
            c1.append(node.attributes)
            v1, = node.children                             # another number of children raises
            if v1.tag != "span" or v1.key is not None or v1.listeners or v1.attributes: return None
            v2, = v1.children
            if v2.__class__ is not str: return None
            c2.append(v2)
        return [c0, c1, c2]
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pycomponents.dom.node import Boundary, Element

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pycomponents.dom.node import Node

# What a node is, without what may vary: "" is a text; a component has the structure of its root.
Structure: TypeAlias = "str | tuple[Any, ...]"
# Called with the nodes and the specs of the first one's listeners; gives a list for each position.
Gather: TypeAlias = "Callable[[Sequence[Any], list[Any]], list[list[Any]] | None]"

# Writing and compiling takes as long as walking 500 rows; but who shows 200 once will do so again.
FEWEST: Final = 200
_LARGEST: Final = 300


def gathered(nodes: Sequence[Node], *, whole: bool = False) -> Iterator[list[Any]] | None:
    """In document order, for each position of these nodes what stands there in each of them: of an element its key if
    it has one, its attributes if it has any; of a component itself, then its key if it has one; each text. `None` where
    they are not as alike as that, or what they hold is rare.

    whole: ahead of the attributes give each listener, too; and the places of children must be alike.
    """
    specs: list[Any] = []
    structure = _structure(nodes[0], specs, whole=whole)
    if structure is None:
        return None
    gather = _compiled(structure, whole=whole)
    if gather is None:
        return None
    found = _run(gather, nodes, specs)
    return None if found is None else iter(found)


def gathered_both(before: Sequence[Node], after: Sequence[Node]) -> Iterator[tuple[list[Any], list[Any]]] | None:
    """As `gathered` with `whole`, of two lists of nodes between which nothing but attributes, texts and bound arguments
    differs: for each position what stood there and what stands there.
    """
    specs: list[Any] = []
    structure = _structure(after[0], specs, whole=True)
    gather = None if structure is None else _compiled(structure, whole=True)
    was = None if gather is None else _run(gather, before, specs)
    now = None if gather is None or was is None else _run(gather, after, specs)
    return None if was is None or now is None else zip(was, now, strict=True)


def _run(gather: Gather, nodes: Sequence[Node], specs: list[Any]) -> list[list[Any]] | None:
    try:
        return gather(nodes, specs)
    except (AttributeError, KeyError, TypeError, ValueError):  # another kind of node, other listeners, other children
        return None


def _structure(node: Node, specs: list[Any], *, whole: bool) -> Structure | None:
    """What `node` is; the specs of its listeners are added to `specs`, and its places if all must have them alike."""
    if isinstance(node, str):
        return ""
    if isinstance(node, Element):
        if node.properties:
            return None
        types = tuple(node.listeners or ())
        for event_type, listener in (node.listeners or {}).items():
            if event_type not in listener.specs:
                return None
            specs.append(listener.specs)
        if whole:
            specs.append(node.places)
        inside = [_structure(child, specs, whole=whole) for child in node.children]
        if None in inside:
            return None
        return (node.tag, node.key is not None, types, bool(node.attributes), *inside)
    if isinstance(node, Boundary) and isinstance(node.mounted.root, Element):
        root = _structure(node.mounted.root, specs, whole=whole)
        return None if root is None else ("", node.key is not None, root)
    return None


@lru_cache(maxsize=128)
def _compiled(structure: Structure, *, whole: bool) -> Gather | None:
    source = _Source(whole=whole)
    source.node(structure, "node")
    if source.positions > _LARGEST:
        return None
    names = [f"c{number}" for number in range(source.positions)]
    lines = [
        "def gather(nodes, specs):",
        *(f"    {name} = []; add_{name} = {name}.append" for name in names),
        *(f"    s{number} = specs[{number}]" for number in range(source.specs)),
        "    for node in nodes:",
        *(f"        {line}" for line in source.lines),
        f"    return [{', '.join(names)}]",
    ]
    space: dict[str, Any] = {}
    # Names of tags and events stand in it as literals; nothing else of the nodes does.
    exec("\n".join(lines), space)
    gather: Gather = space["gather"]
    return gather


class _Source:
    """The body of the loop."""

    def __init__(self, *, whole: bool) -> None:
        self.lines: list[str] = []
        self.positions = 0
        self.specs = 0
        self._whole = whole
        self._variables = 0

    def node(self, structure: Structure, name: str) -> None:
        if isinstance(structure, str):
            self.lines.append(f"if {name}.__class__ is not str: return None")
            self._add(name)
        elif structure[0] == "":
            self._component(structure, name)
        else:
            self._element(structure, name)

    def _add(self, what: str) -> None:
        self.lines.append(f"add_c{self.positions}({what})")
        self.positions += 1

    def _spec(self) -> str:
        self.specs += 1
        return f"s{self.specs - 1}"

    def _variable(self) -> str:
        self._variables += 1
        return f"v{self._variables}"

    def _component(self, structure: tuple[Any, ...], name: str) -> None:
        _, has_key, root = structure
        mounted, element = self._variable(), self._variable()
        self.lines.append(f"{mounted} = {name}.mounted")
        self.lines.append(f"if ({name}.key is None) is {has_key}: return None")
        self._add(mounted)
        if has_key:
            self._add(f"{name}.key")
        self.lines.append(f"{element} = {mounted}.root")
        self.node(root, element)

    def _element(self, structure: tuple[Any, ...], name: str) -> None:
        tag, has_key, types, has_attributes, *inside = structure
        wrong = [f"{name}.tag != {tag!r}", f"({name}.key is None) is {has_key}", f"{name}.properties"]
        wrong += [] if types else [f"{name}.listeners"]
        wrong += [] if has_attributes else [f"{name}.attributes"]
        wrong += [] if inside else [f"{name}.children"]
        self.lines.append(f"if {' or '.join(wrong)}: return None")
        if has_key:
            self._add(f"{name}.key")
        if types:
            self._listeners(types, name)
        if self._whole:
            self.lines.append(f"if {name}.places != {self._spec()}: return None")
        if has_attributes:
            self._add(f"{name}.attributes")
        if inside:
            children = [self._variable() for _ in inside]
            self.lines.append(f"{', '.join(children)}, = {name}.children")
            for child, its in zip(children, inside, strict=True):
                self.node(its, child)

    def _listeners(self, types: Sequence[str], name: str) -> None:
        listeners = self._variable()
        self.lines.append(f"{listeners} = {name}.listeners")
        wrong = [f"len({listeners}) != {len(types)}"]
        wrong += [f"{listeners}[{event_type!r}].specs is not {self._spec()}" for event_type in types]
        self.lines.append(f"if {' or '.join(wrong)}: return None")
        if self._whole:
            for event_type in types:
                self._add(f"{listeners}[{event_type!r}]")
