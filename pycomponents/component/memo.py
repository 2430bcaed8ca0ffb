"""Reuse of what repeats: the same nodes for the same, unchangeable inputs."""

from __future__ import annotations

import contextlib
import functools
from contextvars import ContextVar
from operator import is_
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from pycomponents.component.component import Component
from pycomponents.component.equality import is_immutable, known_equal
from pycomponents.component.event import Event
from pycomponents.dom.node import Element, Key, Raw, altered
from pycomponents.errors import DuplicateKeyError, RenderError, message, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

T = TypeVar("T")
View: TypeAlias = "Callable[[Any], Any]"
# By key: the item and what its view made of it.
Entries: TypeAlias = "dict[Key, tuple[Any, Any]]"
# The calls of one view in one render, in order, each with what it may have enclosed.
Calls: TypeAlias = "list[tuple[View, Entries]]"

# In strict mode so many of the reused nodes of a call are made again and compared.
_MOST_CHECKED: Final = 200
# Functions that hold functions that hold functions: deeper than this, they count as changed.
_DEEPEST: Final = 8
_CHANGED: Final = object()
_TUPLE: Final = frozenset((tuple,))


class Memory:
    """What `each` remembers for one instance: the entries of the last render.

    strict: make some of what is reused again, to see that it would have come out the same (in DEBUG and in tests).
    """

    __slots__ = ("_last", "_next", "strict")

    def __init__(self, *, strict: bool = False) -> None:
        self.strict = strict
        self._last: dict[object, Calls] = {}
        self._next: dict[object, Calls] = {}

    def turn(self, view: View) -> tuple[Entries, Entries]:
        """The last entries of this call of `each`, and where to put its new ones.

        A call is known again by the code of its view, and by how many calls with this code came before it.
        """
        code = _code(view)
        calls = self._next.setdefault(code, [])
        last = self._last.get(code, ())
        place = len(calls)
        fresh: Entries = {}
        calls.append((view, fresh))
        return (last[place][1] if place < len(last) and _same_view(last[place][0], view) else {}), fresh

    @contextlib.contextmanager
    def rendering(self) -> Generator[None]:
        """Calls inside remember here. What a render that raises had made is forgotten."""
        token = _memory.set(self)
        self._next = {}
        try:
            yield
            self._last = self._next
        finally:
            self._next = {}
            _memory.reset(token)


_memory: Final[ContextVar[Memory | None]] = ContextVar("pycomponents_memory", default=None)


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
    memory = _memory.get()
    last, fresh = memory.turn(view) if memory is not None else ({}, {})
    nodes: list[Any] = []
    item: Any
    for item in items:
        name = key(item)
        entry = last.get(name)
        # What is remembered cannot change, so the very same object, or a tuple of the same ones, is enough.
        if entry is None:
            entry = _made(view, item, name)
        elif (kept := entry[0]) is item or (
            type(kept) in _TUPLE and type(item) in _TUPLE and len(kept) == len(item) and all(map(is_, kept, item))
        ):
            pass
        elif known_equal(kept, item):
            entry = (item, entry[1])
        else:
            entry = _made(view, item, name)
        fresh[name] = entry
        nodes.append(entry[1])
    if len(fresh) != len(nodes):
        raise _duplicate(view, nodes)
    if memory is not None and memory.strict:
        _check_view(view, last, fresh)
    return nodes


def _made(view: View, item: Any, key: Any) -> tuple[Any, Any]:
    """The entry of an item: what can change is never found again."""
    return item if is_immutable(item) else _CHANGED, _with_key(view, view(item), key)


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


def _duplicate(view: View, nodes: list[Any]) -> DuplicateKeyError:
    keys = [node.key for node in nodes]
    twice = next(key for place, key in enumerate(keys) if key in keys[:place])
    return DuplicateKeyError(
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


# Strict mode.


def _check_view(view: View, last: Entries, fresh: Entries) -> None:
    """Raise `RenderError` where a view would now make something else of an item than what is reused."""
    reused = [(key, *entry) for key, entry in fresh.items() if key in last and last[key][1] is entry[1]]
    token = _memory.set(None)
    try:
        for key, item, node in reused[:: len(reused) // _MOST_CHECKED + 1]:
            for before, now in _differences(node, view(item)):
                raise RenderError(
                    message(
                        f"the view shows more than its item, so what is reused is out of date: for key {key!r} it "
                        f"made {shown(before)}, and would now make {shown(now)}.",
                        where=_where(view),
                        cure="Put what it depends on into the item: "
                        "each([(row, row.pk == self.selected) for row in self.rows], …).",
                    )
                )
    finally:
        _memory.reset(token)


def _differences(old: object, new: object) -> Iterator[tuple[object, object]]:
    """Where two results of a view surely differ. What cannot be compared counts as the same."""
    match old, new:
        case Element(), Element() if old.tag != new.tag:
            yield old, new
        case Element(), Element():
            yield from _unequal(old.attributes, new.attributes)
            yield from _unequal(old.properties, new.properties)
            yield from _different_items(old.listeners or {}, new.listeners or {})
            if len(old.children) != len(new.children):
                yield old.children, new.children
            else:
                for before, now in zip(old.children, new.children, strict=True):
                    yield from _differences(before, now)
        case Component(), Component() if type(old) is type(new):
            yield from _different_items(_props(old), _props(new))
        case Event(), Event():
            if not (new.stands_for(old) and old.behaviour == new.behaviour):
                yield old, new
        case Raw(), Raw():
            yield from _unequal(old.html, new.html)
        case _ if isinstance(old, FunctionType | MethodType | functools.partial) and callable(new):
            pass
        case _:
            yield from _unequal(old, new)


def _props(component: Component) -> dict[str, object]:
    return {name: component.__dict__[name] for name in component.__props__}


def _different_items(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[object, object]]:
    if old.keys() != new.keys():
        yield old, new
    else:
        for name, before in old.items():
            yield from _differences(before, new[name])


def _unequal(old: object, new: object) -> Iterator[tuple[object, object]]:
    if type(old) is type(new) and type(old).__eq__ is object.__eq__:
        return  # each is only equal to itself, so nothing is known
    if type(old) is not type(new) or old != new:
        yield old, new
