"""`each`: the nodes of what is the same again."""

from __future__ import annotations

from itertools import compress, count, repeat
from operator import is_, is_not
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, cast

from pycomponents.component.component import Component, with_key
from pycomponents.component.equality import are_plain, is_immutable, known_equal
from pycomponents.component.memory import CHANGED, Call, remembering
from pycomponents.component.same_view import unwrapped
from pycomponents.component.tracked import TrackedList
from pycomponents.component.view_check import check_view
from pycomponents.dom.attributes import clean
from pycomponents.dom.node import Described, Element, Key, Keyed, keyed
from pycomponents.errors import DuplicateKeyError, RenderError, message, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pycomponents.component.same_view import View
    from pycomponents.component.tracked import Edit
    from pycomponents.dom.node import Place

T = TypeVar("T")
# Side by side: the keys of items, as they are and as texts, what is remembered of them, and what views made of them.
Entries: TypeAlias = "tuple[list[Key], list[str], list[Any], list[Any]]"

_UNKNOWN: Final = (CHANGED, None)
_TUPLE: Final = frozenset((tuple,))
_KEYS: Final = frozenset((int, str))
_INT: Final[set[type]] = {int}
_KEY_CURE: Final = "Give what tells one item from all others, such as key=lambda item: item.pk."


def each(items: Iterable[T], view: Callable[[T], Any], *, key: Callable[[T], Key]) -> Sequence[Any]:
    """`[view(item) for item in items]`, where an item that is the same as in the last render keeps its nodes.

    A list of 10,000 rows then costs what changed in it. What the view shows must come from the item alone; where it
    depends on more, put that into the item: `each([(row, row.id == self.selected) for row in self.rows], …)`. Values
    that a function or lambda has enclosed are seen: where one of them may have changed, all items are made again.

    items: values that cannot change in place are remembered (numbers, texts, tuples, frozen dataclasses); for
        others the view runs at every render, which is always correct.
    view: makes one element or component for an item.
    key: what makes an item itself: unique, and the same at each render.

    Raises `RenderError` where a view gives anything but one element or component, and, in DEBUG and in tests, where
    it shows more than its item. Raises `DuplicateKeyError` for two items with one key.
    """
    if not callable(key):
        raise RenderError(message("key= takes a function.", where=_where(view), cure=_KEY_CURE))
    memory = remembering.get()
    last, call = memory.turn(view) if memory is not None else (Call(view), Call(view))
    before = last.nodes
    _Making(last, call, key).make(items)
    if memory is not None and memory.strict:
        token = remembering.set(None)
        try:
            check_view(view, _reused(before, call), where=_where(view))
        finally:
            remembering.reset(token)
    return call.nodes


class _Making:
    """How one call comes from the last one. Which places are to be looked at one by one is told by what was done to a
    list in state, else by comparing the two lists of items in C.
    """

    __slots__ = ("call", "items", "key", "known", "last", "now")

    def __init__(self, last: Call, call: Call, key: Callable[[Any], Key]) -> None:
        self.last = last
        self.call = call
        self.key = key
        # The items as they are now, and a list that may be made into what is remembered of them.
        self.now: list[Any] = []
        self.items: list[Any] = []
        # What is remembered of items that stood at the places that are looked at: they may stand elsewhere now.
        self.known: dict[Key, tuple[Any, Any]] = {}

    def make(self, items: Iterable[Any]) -> None:
        last, call = self.last, self.call
        edits = last.edits_to(items)
        if edits is None:
            self._compare([*items])
        else:
            self._follow(cast("TrackedList", items), edits)
        if isinstance(items, TrackedList):
            call.source, call.version = items, items.version

    def _compare(self, now: list[Any]) -> None:
        """What stands where it stood is the same object, or may be another that is equal."""
        before = self.last.items
        self.now = self.items = now
        if len(before) != len(now):
            shorter = min(len(before), len(now))
            head = next(compress(count(), map(is_not, before, now)), shorter)
            tail = min(next(compress(count(), map(is_not, reversed(before), reversed(now))), shorter), shorter - head)
            self._rearrange(head, tail)
        else:
            self._exchange([*compress(count(), map(is_not, before, now))])

    def _follow(self, now: TrackedList, edits: Sequence[Edit]) -> None:
        self.now, self.items = now, self.last.items
        if all(len(removed) == added for _, removed, added in edits):
            self._exchange(sorted({index for start, _, added in edits for index in range(start, start + added)}))
            return
        length = len(self.last.items)
        head = tail = length
        for start, removed, added in edits:
            head, tail = min(head, start), min(tail, length - start - len(removed))
            length += added - len(removed)
        self._rearrange(head, tail)

    def _exchange(self, changed: list[int]) -> None:
        """Other items stand at some of the places."""
        last = self.last
        if not changed:
            self._commit(last.items, last.keys, last.nodes)
            return
        self.known = {last.keys[index]: (last.items[index], last.nodes[index]) for index in changed}
        names, texts, kept, made = self._entries(changed)
        keys, places = last.keys, last.nodes.places
        if any(last.keys[index] != name for index, name in zip(changed, names, strict=True)):
            keys, all_texts = [*keys], [*places]
            for index, name, text in zip(changed, names, texts, strict=True):
                keys[index], all_texts[index] = name, text
            places = tuple(all_texts)
        self._check(names, kept, places)
        items, nodes = self.items, [*last.nodes.children]
        for index, item, node in zip(changed, kept, made, strict=True):
            items[index], nodes[index] = item, node
        self._commit(items, keys, self._keyed(made, nodes, places), made=len(made))

    def _rearrange(self, head: int, tail: int) -> None:
        """Items came or went: those in front of and behind the change are as they were."""
        last = self.last
        before, places, nodes = last.items, last.nodes.places, last.nodes.children
        was, end = len(before) - tail, len(self.now) - tail
        gone = zip(last.keys[head:was], before[head:was], nodes[head:was], strict=True)
        self.known = {name: (item, node) for name, item, node in gone}
        names, texts, kept, made = self._entries(range(head, end))
        places = (*places[:head], *texts, *places[was:])
        self._check(names, kept, places)
        keys = [*last.keys[:head], *names, *last.keys[was:]]
        items = self.items
        items[head : len(items) - tail] = kept
        children = [*nodes[:head], *made, *nodes[was:]]
        self._commit(items, keys, self._keyed(made, children, places), made=len(made))

    def _entries(self, indexes: Sequence[int]) -> Entries:
        """What is to be remembered of the items at some places: what is surely the same item is as it was."""
        # The first render of a long list spends its time here: what can be done for all items at once, is.
        items = [*map(self.now.__getitem__, indexes)]
        names = [*map(self.key, items)]
        if {*map(type, names)} != _INT:
            names = [*map(_cleaned, names)]
        texts = [*map(str, names)]
        kept = items if are_plain(items) else [item if is_immutable(item) else CHANGED for item in items]
        if not self.known or self.known.keys().isdisjoint(names):
            return names, texts, kept, [*map(self._with_key, map(self.call.view, items), names, texts)]
        nodes: list[Any] = []
        for item, name, text in zip(items, names, texts, strict=True):
            before, node = self.known.get(name, _UNKNOWN)
            is_known = before is not CHANGED and _is_same(before, item)
            nodes.append(node if is_known else self._with_key(self.call.view(item), name, text))
        return names, texts, kept, nodes

    def _with_key(self, made: Any, name: Key, text: str) -> Any:
        if isinstance(made, Element) and type(name) in _KEYS:
            return keyed(made, text)
        return _with_key(self.call.view, made, name)

    def _check(self, names: list[Key], kept: list[Any], places: tuple[Place, ...]) -> None:
        unique = set(names)
        # Keys that stood here before are known to differ from all others.
        if len(unique) != len(names) or not unique <= self.known.keys():
            _check_unique(self.call.view, places)
        self.call.fixed = self.last.fixed and not any(map(is_, kept, repeat(CHANGED)))

    def _keyed(self, made: list[Any], nodes: list[Any], places: tuple[Place, ...]) -> Keyed:
        # The very same tuple of places tells the diff at a glance that nothing moved.
        is_open = self.last.nodes.open or any(not isinstance(node, Element) or node.open for node in made)
        before = self.last.nodes.children
        described = is_open and (not before or type(before) is Described)
        described = described and all(isinstance(node, Component) for node in made)
        return Keyed(Described(nodes) if described else tuple(nodes), places, is_open=is_open)

    def _commit(self, items: list[Any], keys: list[Key], nodes: Keyed, *, made: int = 0) -> None:
        last, call = self.last, self.call
        call.items, call.keys, call.nodes = items, keys, nodes
        call.made = last.made + made
        if items is last.items:
            last.reset()


def _is_same(before: Any, item: Any) -> bool:
    # What is remembered cannot change, so the very same object, or a tuple of the same ones, is enough.
    return (
        before is item
        or (
            type(before) in _TUPLE and type(item) in _TUPLE and len(before) == len(item) and all(map(is_, before, item))
        )
        or known_equal(before, item)
    )


def _reused(before: Keyed, call: Call) -> list[tuple[Key, Any, Any]]:
    nodes = {id(node) for node in before}
    return [entry for entry in zip(call.keys, call.items, call.nodes, strict=True) if id(entry[2]) in nodes]


def _cleaned(key: Any) -> Any:
    return clean(key) if type(key) is str and not key.isprintable() else key


def _with_key(view: View, made: Any, key: Any) -> Any:
    if type(key) is bool or not isinstance(key, str | int):
        cure = _KEY_CURE if key is None else "str(…) it."
        raise RenderError(
            message(f"a key is a text or a whole number, not {shown(key)}.", where=_where(view), cure=cure)
        )
    if isinstance(made, Element):
        return keyed(made, str(key))
    if isinstance(made, Component):
        return with_key(made, key)
    raise RenderError(
        message(f"a view makes one element or component, not {shown(made)}.", where=f"{_where(view)}, key {key!r}")
    )


def _check_unique(view: View, places: tuple[Place, ...]) -> None:
    if len(set(places)) == len(places):
        return
    twice = next(key for index, key in enumerate(places) if key in places[:index])
    raise DuplicateKeyError(
        message(
            f"two items have the key {twice!r}.",
            where=_where(view),
            cure="Keys tell siblings apart: take one that is unique among them, such as a primary key.",
        )
    )


def _where(view: View) -> str:
    return f"each(…, {getattr(unwrapped(view), '__qualname__', view)!s:.80})"
