"""Reuse of what repeats: the same nodes for the same, unchangeable inputs."""

from __future__ import annotations

import functools
from contextvars import ContextVar
from itertools import compress, count
from operator import is_, is_not
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from pycomponents.component.component import Component
from pycomponents.component.equality import is_immutable, known_equal
from pycomponents.component.view_check import check_view
from pycomponents.dom.node import Element, Key, Keyed, altered
from pycomponents.errors import DuplicateKeyError, RenderError, message, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pycomponents.dom.node import Place

T = TypeVar("T")
View: TypeAlias = "Callable[[Any], Any]"
# The key of an item, what is remembered of it, and what its view made of it.
Entry: TypeAlias = "tuple[Key, Any, Any]"

# Functions that hold functions that hold functions: deeper than this, they count as changed.
_DEEPEST: Final = 8
_CHANGED: Final = object()
_UNKNOWN: Final = (_CHANGED, None)
_TUPLE: Final = frozenset((tuple,))


class Call:
    """One call of `each` in a render: its view, and side by side its items, their keys, and what was made of them.

    In `items` a `_CHANGED` stands for an item that can change in place: it is never found again.
    """

    __slots__ = ("items", "keys", "nodes", "view")

    def __init__(self, view: View) -> None:
        self.view = view
        self.items: list[Any] = []
        self.keys: list[Key] = []
        self.nodes = Keyed()
        self.nodes.places = ()
        self.nodes.open = False


class Memory:
    """What `each` remembers for one instance: its calls in the last render, by the code of their views.

    `each` finds it in the context variable `remembering`. Whoever renders calls `rendered` after it, unless `calls`
    and `last` are the same: so most components, which never call `each`, cost next to nothing.

    strict: make some of what is reused again, to see that it would have come out the same (in DEBUG and in tests).
    """

    __slots__ = ("calls", "last", "strict")

    def __init__(self, *, strict: bool = False) -> None:
        self.strict = strict
        self.calls: dict[object, list[Call]] = _NO_CALLS
        self.last: dict[object, list[Call]] = _NO_CALLS

    def turn(self, view: View) -> tuple[Call, Call]:
        """This call of `each` in the last render, and where to put what it makes now.

        A call is known again by the code of its view, and by how many calls with this code came before it.
        """
        code = _code(view)
        if self.calls is _NO_CALLS:
            self.calls = {}
        calls = self.calls.setdefault(code, [])
        last = self.last.get(code, ())
        place = len(calls)
        calls.append(call := Call(view))
        known = place < len(last) and _same_view(last[place].view, view)
        return last[place] if known else Call(view), call

    def rendered(self, *, raised: bool = False) -> None:
        """A render has ended. What one that raises had made is forgotten."""
        if not raised:
            self.last = self.calls
        self.calls = _NO_CALLS


_NO_CALLS: Final[dict[object, list[Call]]] = {}
remembering: Final[ContextVar[Memory | None]] = ContextVar("pycomponents_memory", default=None)


def each(items: Iterable[T], view: Callable[[T], Any], *, key: Callable[[T], Key]) -> list[Any]:
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
    memory = remembering.get()
    last, call = memory.turn(view) if memory is not None else (Call(view), Call(view))
    call.items = [*items]
    _Making(last, call, key).make()
    if memory is not None and memory.strict:
        token = remembering.set(None)
        try:
            check_view(view, _reused(last, call), where=_where(view))
        finally:
            remembering.reset(token)
    return call.nodes


class _Making:
    """How one call comes from the last one. What stands where it stood is found by comparing the two lists of items in
    C; only the places where they differ are looked at one by one.
    """

    __slots__ = ("call", "key", "known", "last")

    def __init__(self, last: Call, call: Call, key: Callable[[Any], Key]) -> None:
        self.last = last
        self.call = call
        self.key = key
        # What is remembered of items that stood at the places that are looked at: they may stand elsewhere now.
        self.known: dict[Key, tuple[Any, Any]] = {}

    def make(self) -> None:
        last, call = self.last, self.call
        before, now = last.items, call.items
        if len(before) != len(now):
            self._rearrange()
        elif changed := [*compress(count(), map(is_not, before, now))]:
            self._exchange(changed)
        else:
            call.keys, call.nodes = last.keys, last.nodes

    def _exchange(self, changed: list[int]) -> None:
        """Other items stand at some of the places."""
        call, last = self.call, self.last
        self.known = {last.keys[index]: (last.items[index], last.nodes[index]) for index in changed}
        made = [self._entry(index) for index in changed]
        call.keys, call.nodes, places = [*last.keys], Keyed(last.nodes), [*last.nodes.places]
        for index, (name, item, node) in zip(changed, made, strict=True):
            call.items[index], call.nodes[index] = item, node
            if call.keys[index] != name:
                call.keys[index], places[index] = name, str(name)
        self._finish(made, tuple(places) if call.keys != last.keys else last.nodes.places)

    def _rearrange(self) -> None:
        """Items came or went: those in front of and behind the change are as they were."""
        call, last = self.call, self.last
        before, now, places = last.items, call.items, last.nodes.places
        shorter = min(len(before), len(now))
        head = next(compress(count(), map(is_not, before, now)), shorter)
        tail = min(next(compress(count(), map(is_not, reversed(before), reversed(now))), shorter), shorter - head)
        was, end = len(before) - tail, len(now) - tail
        gone = zip(last.keys[head:was], before[head:was], last.nodes[head:was], strict=True)
        self.known = {name: (item, node) for name, item, node in gone}
        made = [self._entry(index) for index in range(head, end)]
        call.items[head:end] = [item for _, item, _ in made]
        call.keys = last.keys[:head] + [name for name, _, _ in made] + last.keys[was:]
        call.nodes = Keyed(last.nodes)
        call.nodes[head:was] = [node for _, _, node in made]
        self._finish(made, (*places[:head], *(str(name) for name, _, _ in made), *places[was:]))

    def _entry(self, index: int) -> Entry:
        """What an item is to be remembered by: as it was, if it is surely the same item."""
        item = self.call.items[index]
        name = self.key(item)
        kept, node = self.known.get(name, _UNKNOWN)
        # What is remembered cannot change, so the very same object, or a tuple of the same ones, is enough.
        if kept is item or (
            type(kept) in _TUPLE and type(item) in _TUPLE and len(kept) == len(item) and all(map(is_, kept, item))
        ):
            return name, kept, node
        if kept is not _CHANGED and known_equal(kept, item):
            return name, item, node
        node = _with_key(self.call.view, self.call.view(item), name)
        return name, item if is_immutable(item) else _CHANGED, node

    def _finish(self, made: list[Entry], places: tuple[Place, ...]) -> None:
        call, last = self.call, self.last
        names = {name for name, _, _ in made}
        # Keys that stood here before are known to differ from all others.
        if len(names) != len(made) or not names <= self.known.keys():
            _check_unique(call.view, places)
        # The very same tuple of places tells the diff at a glance that nothing moved.
        call.nodes.places = places
        call.nodes.open = last.nodes.open or any(not isinstance(node, Element) or node.open for _, _, node in made)


def _reused(last: Call, call: Call) -> list[tuple[Key, Any, Any]]:
    before = {id(node) for node in last.nodes}
    return [entry for entry in zip(call.keys, call.items, call.nodes, strict=True) if id(entry[2]) in before]


def _with_key(view: View, made: Any, key: Any) -> Any:
    if type(key) is bool or not isinstance(key, str | int):
        raise RenderError(message("a key is a text or a whole number.", where=_where(view), got=key, cure="str(…) it."))
    if isinstance(made, Element):
        return altered(made, key=str(key))
    if isinstance(made, Component):
        made.key = key
        return made
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
    return f"each(…, {getattr(_unwrapped(view), '__qualname__', view)!s:.80})"


# Whether a view is the one of the last render.


def _unwrapped(view: Any) -> Any:
    while isinstance(view, functools.partial):
        view = view.func
    return view


def _code(view: View) -> object:
    plain = _unwrapped(view)
    code = getattr(plain, "__code__", None)
    return code if isinstance(code, CodeType) else type(plain)  # pyright: ignore[reportUnknownVariableType]


def _same_view(one: Any, two: Any, depth: int = 0) -> bool:
    """Whether two functions surely do the same: the same code, and surely equal values enclosed."""
    if type(one) is not type(two) or depth > _DEEPEST:
        return False
    if isinstance(one, MethodType):
        return one.__func__ is two.__func__ and one.__self__ is two.__self__
    if isinstance(one, FunctionType):
        return one.__code__ is two.__code__ and _same_values(_enclosed(one), _enclosed(two), depth)
    if isinstance(one, functools.partial):
        return _same_view(one.func, two.func, depth) and _same_values(_given(one), _given(two), depth)  # pyright: ignore[reportUnknownArgumentType]
    return one is two


def _same_values(one: tuple[object, ...], two: tuple[object, ...], depth: int) -> bool:
    return len(one) == len(two) and all(_same_value(a, b, depth) for a, b in zip(one, two, strict=True))


def _same_value(one: object, two: object, depth: int) -> bool:
    # The component itself is enclosed by most views. That they do not look into it is theirs, and strict mode's.
    if isinstance(one, Component | ModuleType):
        return one is two
    if isinstance(one, FunctionType | MethodType | functools.partial):
        return _same_view(one, two, depth + 1)
    return known_equal(one, two)


def _enclosed(function: FunctionType) -> tuple[object, ...]:
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    return (*cells, *(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values())


def _given(partial: functools.partial[Any]) -> tuple[object, ...]:
    return (*partial.args, *partial.keywords, *partial.keywords.values())
