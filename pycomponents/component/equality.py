"""Known equal: whether two inputs are surely the same, so that work may be skipped.

Python's `==` is too kind for that: `True == 1`, `Markup("<b>") == "<b>"`, `0.0 == -0.0`, `Decimal("1.0") ==
Decimal("1.00")`, one instant in two time zones, two Django models with one primary key. Only the same exact type of a
value that cannot change in place is compared; everything else counts as changed.
"""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import functools
import uuid
from typing import Any

from pycomponents.dom.node import Listener

_BY_EQUALITY = frozenset({str, int, bool, bytes, type(None), datetime.date, datetime.timedelta, uuid.UUID})


def known_equal(one: object, two: object) -> bool:
    """Whether `one` and `two` are surely equal now and cannot have changed in place."""
    kind = type(one)
    if kind is not type(two):
        return False
    if kind in _BY_EQUALITY:
        return one == two
    compare = _comparison(kind)
    return compare is not None and compare(one, two)


def is_immutable(value: object) -> bool:
    """Whether `value`, with all that it holds, cannot change in place."""
    return known_equal(value, value)


@functools.cache
def _comparison(kind: type) -> Any:
    if issubclass(kind, (enum.Enum, type)):
        return _identical
    if issubclass(kind, Listener):
        return _by_equality
    if dataclasses.is_dataclass(kind):
        return _dataclass_comparison(kind)
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _items_equal
    return _COMPARISONS.get(kind)


def _identical(one: object, two: object) -> bool:
    return one is two


def _by_equality(one: object, two: object) -> bool:
    return one == two


def _items_equal(one: tuple[object, ...], two: tuple[object, ...]) -> bool:
    return len(one) == len(two) and all(map(known_equal, one, two))


def _sets_equal(one: frozenset[object], two: frozenset[object]) -> bool:
    # 1 and True are one member of a set, so the types must agree too; nothing deeper is looked into.
    typed = [{(type(item), item) for item in items} for items in (one, two)]
    return typed[0] == typed[1] and all(kind in _BY_EQUALITY for kind, _ in typed[0])


def _moments_equal(one: Any, two: Any) -> bool:
    return one == two and one.tzinfo == two.tzinfo and one.fold == two.fold


_COMPARISONS: dict[type, Any] = {
    float: lambda one, two: repr(one) == repr(two),
    decimal.Decimal: lambda one, two: one.as_tuple() == two.as_tuple(),
    datetime.datetime: _moments_equal,
    datetime.time: _moments_equal,
    tuple: _items_equal,
    frozenset: _sets_equal,
}


def _dataclass_comparison(kind: type) -> Any:
    """Frozen dataclasses are compared field by field; one with a `compare=False` field says less than it holds."""
    fields = dataclasses.fields(kind)
    frozen: bool = kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    if not frozen or not all(field.compare for field in fields):
        return None
    names = [field.name for field in fields]
    return lambda one, two: all(known_equal(getattr(one, name), getattr(two, name)) for name in names)
