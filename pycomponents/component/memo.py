"""Reuse of what repeats: the same nodes for the same, unchangeable inputs."""

from __future__ import annotations

import contextlib
from contextvars import ContextVar
from operator import is_
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from pycomponents.component.equality import is_immutable, known_equal
from pycomponents.dom.node import Element, Key, Mountable, altered
from pycomponents.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
Entries: TypeAlias = "dict[Key, tuple[Any, Any]]"


class Memory:
    """What `each` remembers for one instance: the entries of the last render, one dict for each call in it."""

    __slots__ = ("_last", "_next")

    def __init__(self) -> None:
        self._last: list[Entries] = []
        self._next: list[Entries] = []

    def turn(self) -> tuple[Entries, Entries]:
        """The last entries of the call that stands here in the render, and where to put this one's."""
        place = len(self._next)
        fresh: Entries = {}
        self._next.append(fresh)
        return (self._last[place] if place < len(self._last) else {}), fresh

    @contextlib.contextmanager
    def rendering(self) -> Iterator[None]:
        """Calls inside remember here. What a render that raises had made is forgotten."""
        token = _memory.set(self)
        self._next = []
        try:
            yield
            self._last = self._next
        finally:
            self._next = []
            _memory.reset(token)


_memory: Final[ContextVar[Memory | None]] = ContextVar("pycomponents_memory", default=None)


def each(items: Iterable[T], view: Callable[[T], Any], *, key: Callable[[T], Key]) -> list[Any]:
    """`[view(item) for item in items]`, where an item that is the same as in the last render keeps its nodes.

    A list of 10,000 rows then costs what changed in it. What the view shows must come from the item alone; where it
    depends on more, put that into the item: `each([(row, row.id == self.selected) for row in self.rows], …)`.

    items: values that cannot change in place are remembered (numbers, texts, tuples, frozen dataclasses); for
        others the view runs at every render, which is always correct.
    view: makes one element or component for an item.
    key: what makes an item itself: unique, and the same at each render.
    Raises `RenderError` where a view gives anything but one element or component.
    """
    memory = _memory.get()
    last, fresh = memory.turn() if memory is not None else ({}, {})
    nodes: list[Any] = []
    for item in items:
        name = key(item)
        entry = last.get(name)
        # Only unchangeable items have an entry, so the very same object, or a tuple of the same ones, is enough.
        if entry is None or not (
            entry[0] is item
            or (type(item) is tuple and len(item) == len(entry[0]) and all(map(is_, item, entry[0])))
            or known_equal(entry[0], item)
        ):
            entry = (item, _with_key(view(item), name))
            if not is_immutable(item):
                nodes.append(entry[1])
                continue
        fresh[name] = entry
        nodes.append(entry[1])
    return nodes


def _with_key(made: Any, key: Key) -> Any:
    if isinstance(made, Element):
        return altered(made, key=str(key))
    if isinstance(made, Mountable):
        made.key = key
        return made
    raise RenderError(f"each(): the view gave {made!r:.80} for key {key!r}. It must give one element or component.")
