"""Lists, dicts and sets that tell their owner when they change.

State may be changed in place (`self.items.append(x)`). Each collection in a state field is one of these. It announces
each change before making it, so that its owner can remember what it held: a handler that raises leaves nothing behind.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from pycomponents.component.equality import is_immutable
from pycomponents.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Callable


class Owner:
    """What a tracked collection tells of its changes: the state field that holds it."""

    __slots__ = ()

    def changing(self, tracked: Tracked) -> None:
        """`tracked`, a collection of this field, is about to change."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """How a programmer names the field: "TodoList.items"."""
        raise NotImplementedError


class Tracked:
    """What the collections below share."""

    __slots__ = ()

    _owner: Owner

    def _changing(self) -> None:
        self._owner.changing(self)

    def remember(self) -> Callable[[], None]:
        """A way back to what this collection holds now."""
        raise NotImplementedError


def track(value: object, owner: Owner) -> Any:
    """`value` for a state field: collections become tracked ones, all else must be unable to change in place.

    Raises `StateError` for a mutable that cannot be tracked.
    """
    wrap = _WRAPPERS.get(type(value))
    if wrap is not None:
        return wrap(value, owner)
    if type(value) is tuple:
        return tuple(track(item, owner) for item in value)
    if is_immutable(value) or hasattr(type(value), "_meta"):  # Django models are kept by primary key
        return value
    raise StateError(
        f"{owner.name} holds a {type(value).__qualname__}, which can change without anybody noticing. "
        f"Got: {value!r:.80}. "
        "Use a list, dict or set, a frozen dataclass (`@dataclass(frozen=True)`), or plain values in their place."
    )


def untracked(value: object) -> Any:
    """A plain copy of `value`, all the way down: for comparing and for encoding."""
    match value:
        case list():
            return [untracked(item) for item in value]
        case dict():
            return {name: untracked(item) for name, item in value.items()}
        case set():
            return set(value)
        case _:
            return value


class TrackedList(Tracked, list[Any]):
    """A list in a state field."""

    __slots__ = ("_owner",)

    def __init__(self, items: object, owner: Owner) -> None:
        super().__init__(track(item, owner) for item in items)  # type: ignore[attr-defined]
        self._owner = owner

    def remember(self) -> Callable[[], None]:
        return functools.partial(list.__setitem__, self, slice(None), list(self))

    def append(self, item: Any) -> None:
        item = track(item, self._owner)
        self._changing()
        super().append(item)

    def extend(self, items: Any) -> None:
        items = [track(item, self._owner) for item in items]
        self._changing()
        super().extend(items)

    def insert(self, index: Any, item: Any) -> None:
        item = track(item, self._owner)
        self._changing()
        super().insert(index, item)

    def __setitem__(self, index: Any, item: Any) -> None:
        if isinstance(index, slice):
            item = [track(each, self._owner) for each in item]
        else:
            item = track(item, self._owner)
        self._changing()
        super().__setitem__(index, item)

    def __iadd__(self, items: Any) -> TrackedList:  # type: ignore[override,misc]
        self.extend(items)
        return self

    def __imul__(self, times: Any) -> TrackedList:  # type: ignore[override,misc]
        self[:] = list(self) * times
        return self

    def __reduce__(self) -> Any:
        return list, (list(self),)


class TrackedDict(Tracked, dict[Any, Any]):
    """A dict in a state field."""

    __slots__ = ("_owner",)

    def __init__(self, items: Any, owner: Owner) -> None:
        super().__init__((track(key, owner), track(item, owner)) for key, item in dict(items).items())
        self._owner = owner

    def remember(self) -> Callable[[], None]:
        return functools.partial(_restore_dict, self, dict(self))

    def __setitem__(self, key: Any, item: Any) -> None:
        item = track(item, self._owner)
        self._changing()
        super().__setitem__(key, item)

    def setdefault(self, key: Any, default: Any = None) -> Any:
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *items: Any, **named: Any) -> None:
        fresh = {key: track(item, self._owner) for key, item in dict(*items, **named).items()}
        self._changing()
        super().update(fresh)

    def __ior__(self, items: Any) -> TrackedDict:  # type: ignore[override,misc]
        self.update(items)
        return self

    def __reduce__(self) -> Any:
        return dict, (dict(self),)


class TrackedSet(Tracked, set[Any]):
    """A set in a state field. Its members are hashable; those that can change in place are refused like any."""

    __slots__ = ("_owner",)

    def __init__(self, items: Any, owner: Owner) -> None:
        super().__init__(track(item, owner) for item in items)
        self._owner = owner

    def remember(self) -> Callable[[], None]:
        return functools.partial(_restore_set, self, set(self))

    def add(self, item: Any) -> None:
        item = track(item, self._owner)
        self._changing()
        super().add(item)

    def update(self, *others: Any) -> None:
        items = [track(item, self._owner) for other in others for item in other]
        self._changing()
        super().update(items)

    def symmetric_difference_update(self, other: Any) -> None:
        items = {track(item, self._owner) for item in other}
        self._changing()
        super().symmetric_difference_update(items)

    def __ior__(self, other: Any) -> TrackedSet:  # type: ignore[override,misc]
        self.update(other)
        return self

    def __ixor__(self, other: Any) -> TrackedSet:  # type: ignore[override,misc]
        self.symmetric_difference_update(other)
        return self

    def __reduce__(self) -> Any:
        return set, (set(self),)


def _restore_dict(tracked: TrackedDict, before: dict[Any, Any]) -> None:
    dict.clear(tracked)
    dict.update(tracked, before)


def _restore_set(tracked: TrackedSet, before: set[Any]) -> None:
    set.clear(tracked)
    set.update(tracked, before)


_WRAPPERS: dict[type, Callable[[Any, Owner], object]] = {
    list: TrackedList,
    dict: TrackedDict,
    set: TrackedSet,
    # A tracked collection that moves to another field is copied: two owners cannot both hear of its changes.
    TrackedList: TrackedList,
    TrackedDict: TrackedDict,
    TrackedSet: TrackedSet,
}


def _telling(kind: type, name: str) -> None:
    """Give `kind` the method `name` of its plain parent, announced before it changes anything."""
    plain = getattr(kind.__mro__[2], name)

    @functools.wraps(plain)
    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        self._changing()
        return plain(self, *args, **kwargs)

    setattr(kind, name, method)


# These only take away or reorder: there is nothing to track in their arguments.
for _kind, _names in (
    (TrackedList, "__delitem__ clear pop remove reverse sort"),
    (TrackedDict, "__delitem__ clear pop popitem"),
    (TrackedSet, "clear discard pop remove difference_update intersection_update __isub__ __iand__"),
):
    for _name in _names.split():
        _telling(_kind, _name)
