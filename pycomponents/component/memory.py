"""What a component's last render made, for `each` and `memo` to give again in the next."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

from pycomponents.component.same_view import code_of, same_view
from pycomponents.dom.node import Keyed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pycomponents.component.same_view import View
    from pycomponents.component.tracked import Edit, TrackedList
    from pycomponents.dom.node import Key

# Stands for an item that can change in place: it is never found again.
CHANGED: Final = object()
_NO_NODES: Final = Keyed((), (), is_open=False)


class Call:
    """One call of `each` in a render: its view, and side by side its items, their keys, and what was made of them.

    In `items` a `CHANGED` stands for an item that can change in place.

    fixed: whether none of the items can change in place.
    source: the list in state that the items were taken from, when it had that version.
    made: how many nodes were made since somebody last set this to 0.
    """

    __slots__ = ("fixed", "items", "keys", "made", "nodes", "source", "version", "view")

    def __init__(self, view: View) -> None:
        self.view = view
        self.reset()

    def reset(self) -> None:
        """Nothing is remembered: what was, has been handed on."""
        self.items: list[Any] = []
        self.keys: list[Key] = []
        self.nodes = _NO_NODES
        self.fixed = True
        self.made = 0
        self.source: TrackedList | None = None
        self.version = 0

    def edits_to(self, items: object) -> Sequence[Edit] | None:
        """What was done to the source since, if `items` are it, and if that tells all."""
        if self.source is None or self.source is not items or not self.fixed:
            return None
        return self.source.edits_since(self.version)


class Memory:
    """What `each` remembers for one instance: its calls in the last render, by the code of their views.

    `each` finds it in the context variable `remembering`. Whoever renders calls `rendered` after it, unless `calls`
    and `last` are the same: so most components, which never call `each`, cost next to nothing.

    strict: make some of what is reused again, to see that it would have come out the same (in DEBUG and in tests).
    """

    __slots__ = ("calls", "kept", "last", "strict", "used")

    def __init__(self, *, strict: bool = False) -> None:
        self.strict = strict
        self.calls: dict[object, list[Call]] = _NO_CALLS
        self.last: dict[object, list[Call]] = _NO_CALLS
        # What `memo` remembers, by its own keys: of the last render, and of this one.
        self.kept: dict[object, Any] = _NOTHING_KEPT
        self.used: dict[object, Any] = _NOTHING_KEPT

    def turn(self, view: View) -> tuple[Call, Call]:
        """This call of `each` in the last render, and where to put what it makes now.

        A call is known again by the code of its view, and by how many calls with this code came before it.
        """
        code = code_of(view)
        if self.calls is _NO_CALLS:
            self.calls = {}
        calls = self.calls.setdefault(code, [])
        last = self.last.get(code, ())
        place = len(calls)
        calls.append(call := Call(view))
        known = place < len(last) and same_view(last[place].view, view)
        return last[place] if known else Call(view), call

    def use(self, key: object, entry: Any) -> None:
        """A call of `memo` that the next render may find in `kept`."""
        if self.calls is _NO_CALLS:
            self.calls = {}  # so that `rendered` is called
        if self.used is _NOTHING_KEPT:
            self.used = {}
        self.used[key] = entry

    def rendered(self, *, raised: bool = False) -> None:
        """A render has ended. What one that raises had made is forgotten."""
        if not raised:
            self.last = self.calls
            self.kept = self.used
        self.calls = _NO_CALLS
        self.used = _NOTHING_KEPT


_NO_CALLS: Final[dict[object, list[Call]]] = {}
_NOTHING_KEPT: Final[dict[object, Any]] = {}
remembering: Final[ContextVar[Memory | None]] = ContextVar("pycomponents_memory", default=None)
