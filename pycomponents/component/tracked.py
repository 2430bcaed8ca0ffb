"""Lists, dicts and sets that tell their owner when they change.

State may be changed in place (`self.items.append(x)`). Each collection in a state field is one of these. It announces
each change before making it, so that its owner can remember what it held: a handler that raises leaves nothing behind.
"""

from __future__ import annotations

import enum
import functools
import operator
import weakref
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from pycomponents.component.equality import are_plain, is_immutable
from pycomponents.errors import StateError, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


# Done to a list: from which index, what was taken out there, and how many items were put in for it.
Edit: TypeAlias = "tuple[int, list[Any], int]"


class Owner:
    """What a tracked collection tells of its changes: the state field that holds it. Equal for one and the same."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """How a programmer names the field: "TodoList.items"."""
        raise NotImplementedError

    def changing(self, tracked: Tracked) -> None:
        """`tracked`, a collection of this field, is about to change."""
        raise NotImplementedError


class Tracked:
    """What the collections below share."""

    __slots__ = ()

    _owner: Owner

    @property
    def field(self) -> str:
        """The name of the state field that holds it."""
        return self._owner.name.rpartition(".")[2]

    def changing(self) -> None:
        self._owner.changing(self)

    def belongs_to(self, owner: Owner) -> bool:
        return self._owner == owner

    def remember(self) -> Callable[[], None]:
        """A way back to what this collection holds now."""
        raise NotImplementedError


def track(value: object, owner: Owner) -> Any:
    """`value` for a state field: collections become tracked ones, all else must be unable to change in place.

    A collection that is tracked for this field already stays the same; one of another field is copied, since two
    owners cannot both hear of its changes. Raises `StateError` for a mutable that cannot be tracked.
    """
    if isinstance(value, Tracked) and value.belongs_to(owner):
        return value
    wrap = _WRAPPERS.get(type(value))
    if wrap is not None:
        return wrap(value, owner)
    if type(value) is tuple:
        items = cast("tuple[object, ...]", value)
        return items if is_immutable(items) else tuple([track(item, owner) for item in items])
    if is_more_than_text(value):
        raise StateError(
            message(
                "this text is more than a text, and state keeps only the text of it.",
                where=owner.name,
                got=value,
                cure="Keep str(value), and mark it as safe in render().",
            )
        )
    if is_immutable(value) or hasattr(type(value), "_meta"):  # Django models are kept by primary key
        return value
    raise StateError(
        message(
            "this can change without anybody noticing.",
            where=owner.name,
            got=value,
            cure="Use a list, dict or set, a frozen dataclass (@dataclass(frozen=True)), or plain values in its place.",
        )
    )


def _tracked_all(values: Iterable[object], owner: Owner) -> list[Any]:
    items = [*values]
    return items if are_plain(items) else [track(item, owner) for item in items]


def is_more_than_text(value: object) -> bool:
    """Whether this is a text that also says something about itself: Markup, SafeString."""
    return isinstance(value, str) and type(value) is not str and not isinstance(value, enum.Enum)


def untracked(value: Any) -> Any:
    """A plain copy of `value`, all the way down: for comparing and for encoding."""
    if isinstance(value, TrackedList):
        return [untracked(item) for item in value]
    if isinstance(value, TrackedDict):
        return {name: untracked(item) for name, item in value.items()}
    if isinstance(value, TrackedSet):
        return set(value)
    if type(value) is tuple:
        return tuple(map(untracked, value))  # pyright: ignore[reportUnknownArgumentType]
    return value


class Edits(list[Edit]):
    """What was done to a list, in order. It lives as long as the way back that needs it.

    first: the version of the list ahead of it all.
    """

    __slots__ = ("__weakref__", "first")

    def __init__(self, first: int) -> None:
        super().__init__()
        self.first = first


class TrackedList(Tracked, list[Any]):
    """A list in a state field. It keeps no copy to go back to: it writes down what is done to it.

    version: another one after each change.
    """

    __slots__ = ("_edits", "_owner", "version")

    def __init__(self, items: Iterable[Any], owner: Owner) -> None:
        super().__init__(_tracked_all(items, owner))
        self._owner = owner
        self._edits: Callable[[], Edits | None] = _no_edits
        self.version = 0

    def remember(self) -> Callable[[], None]:
        edits = Edits(self.version)
        self._edits = weakref.ref(edits)
        return functools.partial(self._go_back, edits)

    def _go_back(self, edits: Edits) -> None:
        for start, removed, added in reversed(edits):
            super().__setitem__(slice(start, start + added), removed)
        self._edits = _no_edits
        self.version += 1

    def edits_since(self, version: int) -> Sequence[Edit] | None:
        """What was done since the list had that version, or `None` where that is not known any more."""
        if version == self.version:
            return ()
        edits = self._edits()
        return None if edits is None or version < edits.first else edits[version - edits.first :]

    def _note(self, start: int, removed: list[Any], added: int) -> None:
        self.version += 1
        edits = self._edits()
        if edits is not None:
            edits.append((start, removed, added))

    def append(self, item: Any) -> None:
        item = track(item, self._owner)
        self.changing()
        self._note(len(self), [], 1)
        super().append(item)

    def extend(self, items: Iterable[Any]) -> None:
        items = _tracked_all(items, self._owner)
        self.changing()
        self._note(len(self), [], len(items))
        super().extend(items)

    def insert(self, index: Any, item: Any) -> None:
        start = slice(index, None).indices(len(self))[0]
        self[start:start] = [item]

    def __setitem__(self, index: Any, given: Any) -> None:
        if not isinstance(index, slice):
            item = track(given, self._owner)
            index = operator.index(index)
            before = self[index]
            self.changing()
            self._note(index + len(self) if index < 0 else index, [before], 1)
            super().__setitem__(index, item)
            return
        items = _tracked_all(given, self._owner)
        self.changing()
        start, _, step = index.indices(len(self))
        if step == 1:
            self._note(start, self[index], len(items))
        else:
            self._note_all()
        super().__setitem__(index, items)  # pyright: ignore[reportUnknownArgumentType]

    def __delitem__(self, index: Any) -> None:
        if not isinstance(index, slice):
            self.pop(index)
            return
        self.changing()
        start, stop, step = index.indices(len(self))
        if step == 1:
            self._note(start, self[index], 0)
        else:
            self._note(0, list(self), len(self) - len(range(start, stop, step)))
        super().__delitem__(index)  # pyright: ignore[reportUnknownArgumentType]

    def pop(self, index: Any = -1) -> Any:
        index = operator.index(index)
        before = self[index]
        start = index + len(self) if index < 0 else index
        self.changing()
        self._note(start, [before], 0)
        return super().pop(index)

    def remove(self, item: Any) -> None:
        self.pop(self.index(item))

    def clear(self) -> None:
        self[:] = []

    def reverse(self) -> None:
        self.changing()
        self._note_all()
        super().reverse()

    def sort(self, **how: Any) -> None:
        self.changing()
        self._note_all()
        super().sort(**how)

    def _note_all(self) -> None:
        self._note(0, list(self), len(self))

    def __iadd__(self, items: Any) -> TrackedList:  # type: ignore[misc]
        self.extend(items)
        return self

    def __imul__(self, times: Any) -> TrackedList:  # type: ignore[misc]
        self[:] = list(self) * times
        return self

    def __reduce__(self) -> Any:
        return list, (list(self),)


class TrackedDict(Tracked, dict[Any, Any]):
    """A dict in a state field."""

    __slots__ = ("_owner",)

    def __init__(self, items: dict[Any, Any], owner: Owner) -> None:
        super().__init__(_tracked_items(items, owner))
        self._owner = owner

    def remember(self) -> Callable[[], None]:
        return functools.partial(_restore, self, dict(self))

    def __setitem__(self, key: Any, item: Any) -> None:
        self.update({key: item})

    def setdefault(self, key: Any, default: Any = None) -> Any:
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *items: Any, **named: Any) -> None:
        fresh = _tracked_items(dict(*items, **named), self._owner)
        self.changing()
        super().update(fresh)

    def __ior__(self, items: Any) -> TrackedDict:  # type: ignore[misc]
        self.update(items)
        return self

    def __reduce__(self) -> Any:
        return dict, (dict(self),)


class TrackedSet(Tracked, set[Any]):
    """A set in a state field. Its members are hashable; those that can change in place are refused like any."""

    __slots__ = ("_owner",)

    def __init__(self, items: Iterable[Any], owner: Owner) -> None:
        super().__init__([track(item, owner) for item in items])
        self._owner = owner

    def remember(self) -> Callable[[], None]:
        return functools.partial(_restore, self, set(self))

    def add(self, item: Any) -> None:
        self.update((item,))

    def update(self, *others: Iterable[Any]) -> None:
        items = [track(item, self._owner) for other in others for item in other]
        self.changing()
        super().update(items)

    def symmetric_difference_update(self, other: Iterable[Any]) -> None:
        items = {track(item, self._owner) for item in other}
        self.changing()
        super().symmetric_difference_update(items)

    def __ior__(self, other: Any) -> TrackedSet:  # type: ignore[misc]
        if not isinstance(other, set | frozenset):
            return NotImplemented
        self.update(cast("set[Any]", other))
        return self

    def __ixor__(self, other: Any) -> TrackedSet:  # type: ignore[misc]
        if not isinstance(other, set | frozenset):
            return NotImplemented
        self.symmetric_difference_update(cast("set[Any]", other))
        return self

    def __reduce__(self) -> Any:
        return set, (set(self),)


def _tracked_items(items: dict[Any, Any], owner: Owner) -> dict[Any, Any]:
    return {track(key, owner): track(item, owner) for key, item in items.items()}


def _no_edits() -> None:
    return None


def _restore(tracked: TrackedDict | TrackedSet, before: dict[Any, Any] | set[Any]) -> None:
    plain: Any = type(before)
    plain.clear(tracked)
    plain.update(tracked, before)


_WRAPPERS: Final[dict[type, Callable[[Any, Owner], object]]] = {
    list: TrackedList,
    dict: TrackedDict,
    set: TrackedSet,
    TrackedList: TrackedList,
    TrackedDict: TrackedDict,
    TrackedSet: TrackedSet,
}


def _announcing(plain: Callable[..., Any]) -> Callable[..., Any]:
    """A method of a plain collection, announced before it changes anything."""

    @functools.wraps(plain)
    def method(self: Tracked, *args: Any, **kwargs: Any) -> Any:
        self.changing()
        return plain(self, *args, **kwargs)

    return method


# These only take away or reorder: there is nothing to track in their arguments.
_TAKING: Final[tuple[tuple[type, type, str], ...]] = (
    (TrackedDict, dict, "__delitem__ clear pop popitem"),
    (TrackedSet, set, "clear discard pop remove difference_update intersection_update __isub__ __iand__"),
)
for _kind, _plain, _names in _TAKING:
    for _name in _names.split():
        setattr(_kind, _name, _announcing(getattr(_plain, _name)))
