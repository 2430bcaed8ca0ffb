"""Nodes that stand in the document become what given HTML says, and as many as can be stay: the twin of
`client/morph.js` and `client/rejoin.js`.

Children are paired by key, then by id, then by what they hold, by their text, and in order by kind. What has no
partner goes or comes; what has one is moved to its place and becomes like it. Nodes that others inserted stay.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from pycomponents.testing.client.fields import mode_of
from pycomponents.testing.client.patches import context, inward
from pycomponents.testing.client.protection import to_default
from pycomponents.testing.client.tree import Mismatch, end_of, key_of
from pycomponents.testing.document.dom import Comment, Element, Text, parse_inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pycomponents.testing.client.protection import Protection
    from pycomponents.testing.client.tree import Tree
    from pycomponents.testing.document.dom import Node

# What tells an element from its siblings, and what holds a state of the user's.
_TELLING: Final = {"input", "textarea", "select", "details", "dialog", "iframe", "video", "audio", "canvas"}
_NAMES: Final = ("id", "name", "data-pc-key")


class Morphing:
    """What puts HTML of the server into one page."""

    def __init__(self, tree: Tree, protection: Protection) -> None:
        self.tree = tree
        self.protection = protection
        self._likenesses: list[Callable[[Node], str | None]] = [
            lambda node: _join(node, key_of(node)),
            lambda node: _join(node, node.attributes.get("id")) if isinstance(node, Element) else None,
            lambda node: _join(node, _names(node)),
            lambda node: _join(node, node.text) if isinstance(node, Element) else None,
            _kind,
        ]

    def fill_range(self, opening: Comment, html: str) -> None:
        """A raw range holds this HTML now."""
        parent = opening.parent
        if parent is None:
            raise Mismatch("a raw range stands nowhere")
        first = parent.index(opening)
        last = parent.index(end_of(parent, first))
        self._morph(parent, first + 1, last, _parsed(parent, html))

    def become(self, element: Element, html: str) -> Element:
        """An element, and all in it, is as this HTML says. Gives the element that stands there now."""
        parent = element.parent
        if parent is None:
            raise Mismatch("an element stands nowhere")
        index = parent.index(element)
        self._morph(parent, index, index + 1, _parsed(parent, html))
        now = parent.children[index]
        if not isinstance(now, Element):
            raise Mismatch("HTML of a component begins with something else")
        self.tree.adopt(now)
        return now

    def repair(self, number: int, html: str) -> None:
        """The HTML of a damaged component has come."""
        element = self.tree.components.get(number)
        if element is None or element.document is None:
            return
        numbers = element.numbers
        outer = numbers[: numbers.index(number)] if number in numbers else ()
        key = key_of(element)
        now = self.become(element, html)
        # The place, with its key and the components that share it, is not the component's own.
        self.tree.set_numbers(now, [*outer, *(one for one in now.numbers if one not in outer)])
        if key is not None:
            now.key = key

    # Lists of children.

    def _morph(self, parent: Element, first: int, end: int, fresh: list[Node]) -> None:
        """Children of `parent` from `first` up to `end` become these."""
        stop = parent.children[end] if end < len(parent.children) else None
        ahead = parent.children[first - 1] if first else None
        old = [node for node in parent.children[first:end] if not self._is_others(node)]
        partners = self._pair(old, fresh)
        kept = set(partners.values())
        for node in old:
            if node not in kept:
                node.remove()
        at = self._skip(parent, 0 if ahead is None else parent.index(ahead) + 1, stop)
        for node in fresh:
            partner = partners.get(node)
            if partner is None:
                self._insert(parent, node, at)
            elif partner is at:
                at = self._skip(parent, parent.index(partner) + 1, stop)
            else:
                parent.insert(partner, at)
            if partner is not None:
                self._become(partner, node)
        self.tree.forget_keys(parent)

    def _insert(self, parent: Element, node: Node, before: Node | None) -> None:
        if isinstance(node, Element):
            for element in (node, *node.elements()):
                if "open" in element.attributes:
                    self.protection.note_open(element)
        parent.insert(node, before)

    def _skip(self, parent: Element, index: int, stop: Node | None) -> Node | None:
        """The next child, from this one on, that is not others'."""
        for node in parent.children[index:]:
            if node is stop or not self._is_others(node):
                return node
        return None

    def _is_others(self, node: Node) -> bool:
        """Whether others inserted this node, and did not put one of ours inside."""
        return node in self.tree.foreign and not any(one in self.tree.taken for one in _nodes(node))

    def _pair(self, old: list[Node], fresh: list[Node]) -> dict[Node, Node]:
        """The old node for each new one that has a partner."""
        partners: dict[Node, Node] = {}
        free = old
        for likeness in self._likenesses:
            waiting: dict[str, deque[Node]] = {}
            for node in free:
                name = likeness(node)
                if name is not None:
                    waiting.setdefault(name, deque()).append(node)
            for node in fresh:
                name = None if node in partners else likeness(node)
                if name is not None and (queue := waiting.get(name)):
                    partners[node] = queue.popleft()
            taken = set(partners.values())
            free = [node for node in free if node not in taken]
            if not free:
                break
        return partners

    # One node like another.

    def _become(self, old: Node, fresh: Node) -> None:
        self.tree.foreign.discard(old)
        self.tree.taken.discard(old)
        if isinstance(old, Element) and isinstance(fresh, Element):
            self._become_element(old, fresh)
        elif isinstance(old, Text | Comment) and isinstance(fresh, Text | Comment):
            old.data = fresh.data

    def _become_element(self, old: Element, fresh: Element) -> None:
        old.key, old.numbers = None, ()  # what is written in the HTML counts from now on
        self.protection.clear_styles(old)
        self._become_attributes(old, fresh)
        if old.content is not None and fresh.content is not None:
            self._morph(old.content, 0, len(old.content.children), _emptied(fresh.content))
        with self.protection.keeping_choice(old if old.tag == "select" else None):
            self._morph(old, 0, len(old.children), _emptied(fresh))
        if mode_of(old) and not self.protection.is_kept(old):
            to_default(old)

    def _become_attributes(self, old: Element, fresh: Element) -> None:
        for name in {**old.attributes, **fresh.attributes}:
            value = fresh.attributes.get(name)
            if old.attributes.get(name) != value and not self._is_users(old, fresh, name):
                self.protection.set_attribute(old, name, value)

    def _is_users(self, old: Element, fresh: Element, name: str) -> bool:
        """Attributes that the user or a script has in hand: `open` as long as the server says what it said before, and
        styles.
        """
        if name == "open":
            return self.protection.open_by_server(old) == ("open" in fresh.attributes)
        return name == "style" and "style" not in fresh.attributes


def _parsed(parent: Element, html: str) -> list[Node]:
    return parse_inside(html, context(inward(parent)))


def _emptied(parent: Element) -> list[Node]:
    nodes = parent.children
    parent.clear()
    return nodes


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Element):
        for child in node.children:
            yield from _nodes(child)


def _join(node: Node, name: str | None) -> str | None:
    return f"{_kind(node)} {name}" if name else None


def _kind(node: Node) -> str:
    """What can never become another."""
    if isinstance(node, Comment):
        return f"comment {node.data}"
    if not isinstance(node, Element):
        return "text"
    part = ""
    if node.tag == "input":  # a field of another type or name is another field
        part = f"{node.attributes.get('type')} {node.attributes.get('name')}"
    elif node.tag == "option":  # an option is its value
        part = node.attributes.get("value", node.text)
    return f"{node.namespace} {node.tag} {part}"


def _names(node: Node) -> str | None:
    if not isinstance(node, Element):
        return None
    return ",".join(
        " ".join([one.tag, *(one.attributes.get(name, "") for name in _NAMES)])
        for one in node.elements()
        if one.tag in _TELLING or any(name in one.attributes for name in _NAMES)
    )
