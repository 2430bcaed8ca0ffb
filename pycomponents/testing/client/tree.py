"""Addresses and the nodes that stand there: the twin of `client/tree.js`.

A step is an index among an element's children, unless the parent is *irregular*: it holds nodes of others or raw
ranges, and those that count are gathered.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from pycomponents.testing.document.dom import Comment, Element, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from pycomponents.testing.document.dom import Node

Step: TypeAlias = "int | str"
Address: TypeAlias = "list[int | str]"


class Mismatch(Exception):
    """The document is not what the server thinks it is."""


class Tree:
    """What one client knows of the elements of its page.

    roots: how many roots the page has. components: their root elements, by number.
    foreign: nodes that something else put into our tree. taken: nodes of ours that others took out of their place.
    irregular: parents whose children are not simply ours, one after another.
    """

    def __init__(self) -> None:
        self.roots = 1
        self.components: dict[int, Element] = {}
        self.foreign: set[Node] = set()
        self.taken: set[Node] = set()
        self.irregular: set[Element] = set()
        self._keyed: dict[Element, dict[str, Node]] = {}

    def root_of(self, number: int) -> Element | None:
        """The root element around a component."""
        return self.components.get(number % self.roots)

    def set_numbers(self, element: Element, numbers: Iterable[int]) -> None:
        """Note of which components an element is the root, outermost first."""
        element.numbers = tuple(numbers)
        for number in element.numbers:
            self.components[number] = element

    def sweep(self) -> None:
        """Forget components that have gone."""
        for number, element in [*self.components.items()]:
            if element.document is None and self.root_of(number) is not element:
                del self.components[number]

    # From a step to a node.

    def children(self, parent: Element) -> list[Node]:
        """Our children: elements, texts, component roots, and the opening comments of raw ranges."""
        return children_of(parent, self.foreign)

    def child_at(self, parent: Node, step: Step) -> Node:
        """The child that a step leads to. Raises `Mismatch` where there is none."""
        if not isinstance(parent, Element):
            raise Mismatch(f"nothing stands in {parent!r}")
        node: Node | None = None
        if isinstance(step, str):
            node = self._keys(parent).get(step[1:])
        else:
            children = self.children(parent) if parent in self.irregular else parent.children
            if 0 <= step < len(children):
                node = children[step]
        if node is None or node.parent is not parent:
            raise Mismatch(f"no child {step}")
        return node

    def node_at(self, address: Iterable[Step]) -> Node:
        """The node at an address."""
        number, *steps = address
        node: Node | None = self.components.get(number) if isinstance(number, int) else None
        if node is None:
            raise Mismatch(f"no component {number}")
        for step in steps:
            node = self.child_at(node, step)
        return node

    def _keys(self, parent: Element) -> dict[str, Node]:
        keys = self._keyed.get(parent)
        if keys is None:
            children = self.children(parent) if parent in self.irregular else parent.children
            keys = self._keyed[parent] = {key: child for child in children if (key := key_of(child)) is not None}
        return keys

    def knows_keys(self, parent: Element) -> bool:
        """Whether the keys of its children have been looked for."""
        return parent in self._keyed

    def add_key(self, parent: Element, child: Node) -> None:
        """A child has come."""
        keys, key = self._keyed.get(parent), key_of(child)
        if keys is not None and key is not None:
            keys[key] = child

    def drop_key(self, parent: Element, child: Node) -> None:
        """A child goes."""
        keys, key = self._keyed.get(parent), key_of(child)
        if keys is not None and key is not None and keys.get(key) is child:
            del keys[key]

    def forget_keys(self, parent: Element) -> None:
        """Look anew for the keys of its children."""
        self._keyed.pop(parent, None)

    # From a node to its address.

    def address_of(self, node: Node) -> Address | None:
        """Where a node stands; `None` for what is not ours."""
        return self.climb(node, lambda at: at.numbers[-1] if isinstance(at, Element) and at.numbers else None)

    def path_of(self, node: Node) -> Address | None:
        """The path to a node, through all components."""
        roots: list[Node | None] = [self.components.get(number) for number in range(self.roots)]

        def first(at: Node) -> str | None:
            return f"/{roots.index(at) or ''}" if at in roots else None

        return self.climb(node, first)

    def climb(self, node: Node, stop: Callable[[Node], Step | None]) -> Address | None:
        """Steps from the node for which `stop` gives a first item."""
        steps: Address = []
        at = node
        while (first := stop(at)) is None:
            if at.parent is None or (step := self._step_of(at.parent, at)) is None:
                return None
            steps.append(step)
            at = at.parent
        return [first, *reversed(steps)]

    def _step_of(self, parent: Element, child: Node) -> Step | None:
        key = key_of(child)
        step: Step | None = None if key is None else f"#{key}"
        if parent in self.irregular:
            children = self.children(parent)
            if child not in children:
                return None
            return children.index(child) if step is None else step
        return parent.index(child) if step is None else step

    def component_of(self, node: Node) -> int | None:
        """The number of the innermost component around a node."""
        at: Node | None = node
        while at is not None:
            if isinstance(at, Element) and at.numbers:
                return at.numbers[-1]
            at = at.parent
        return None

    # Adoption.

    def adopt(self, root: Element, shift: Callable[[int], int] = int) -> int:
        """Make HTML that the server wrote ours. Gives how many elements it has, what stands in raw ranges not counted.

        shift: from a number of the HTML to that of the page.
        """
        count = 1
        self._adopt_one(root, shift)
        parents = [root]
        while parents:
            parent = parents.pop()
            normalize(parent)
            end: Node | None = None
            for index, child in enumerate(parent.children):
                if end is not None:
                    end = None if child is end else end
                elif is_range(child):
                    self.irregular.add(parent)
                    end = end_of(parent, index)
                elif isinstance(child, Element):
                    count += 1
                    self._adopt_one(child, shift)
                    parents.append(child)
        return count

    def _adopt_one(self, element: Element, shift: Callable[[int], int]) -> None:
        mark = element.attributes.get("data-pc")
        if mark is not None:
            self.set_numbers(element, [shift(int(number)) for number in mark.split(" ")])


def key_of(node: Node) -> str | None:
    """The key of a node among its siblings."""
    if not isinstance(node, Element):
        return None
    return node.attributes.get("data-pc-key") if node.key is None else node.key


# Raw ranges.


def is_range(node: Node) -> bool:
    """Whether a raw range begins here."""
    return isinstance(node, Comment) and node.data == "pc"


def ends_range(node: Node) -> bool:
    """Whether a raw range ends here."""
    return isinstance(node, Comment) and node.data == "/pc"


def end_of(parent: Element, index: int) -> Node:
    """The last node of what begins at this child."""
    node = parent.children[index]
    if not is_range(node):
        return node
    depth = 1
    for after in parent.children[index + 1 :]:
        if is_range(after):
            depth += 1
        elif ends_range(after):
            depth -= 1
            if not depth:
                return after
    raise Mismatch("a raw range has no end")


def children_of(parent: Element, foreign: Container[Node] = ()) -> list[Node]:
    """The children of an element but those of others and what stands in raw ranges, which their opening comments
    stand for.
    """
    found: list[Node] = []
    end: Node | None = None
    for index, node in enumerate(parent.children):
        if end is not None:
            end = None if node is end else end
        elif node not in foreign:
            found.append(node)
            last = end_of(parent, index)
            end = None if last is node else last
    return found


def extent(node: Node) -> list[Node]:
    """All nodes of the child that begins at `node`."""
    if node.parent is None or not is_range(node):
        return [node]
    first = node.parent.index(node)
    last = node.parent.index(end_of(node.parent, first))
    return node.parent.children[first : last + 1]


def next_sibling(node: Node) -> Node | None:
    """What stands after a node, if something does."""
    if node.parent is None:
        return None
    index = node.parent.index(node) + 1
    return node.parent.children[index] if index < len(node.parent.children) else None


def normalize(parent: Element) -> None:
    """Texts that stand side by side become one: the parser may have split a long one."""
    texts = [isinstance(child, Text) for child in parent.children]
    if not any(a and b for a, b in pairwise(texts)):
        return
    whole: list[Any] = []
    for child in parent.children:
        if isinstance(child, Text) and whole and isinstance(whole[-1], Text):
            whole[-1].data += child.data
            child.parent = None
        else:
            whole.append(child)
    parent.children = whole
