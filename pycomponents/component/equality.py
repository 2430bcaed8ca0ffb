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
import operator
import uuid
from collections.abc import Callable, Collection
from itertools import chain
from typing import Any, Final, TypeAlias

from pycomponents.dom.node import Listener

# Whether two values of the same exact type are surely equal.
Comparison: TypeAlias = Callable[[Any, Any], bool]

ATOMS: Final[frozenset[type]] = frozenset(
    {str, int, bool, bytes, type(None), datetime.date, datetime.timedelta, uuid.UUID}
)


def known_equal(one: object, two: object) -> bool:
    """Whether `one` and `two` are surely equal now and cannot have changed in place."""
    kind = type(one)
    if kind is not type(two):
        return False
    if kind in ATOMS:
        return one == two
    compare = _comparisons.get(kind)
    if compare is None:
        compare = _comparisons[kind] = _comparison(kind)
    return compare(one, two)


def is_immutable(value: object) -> bool:
    """Whether `value`, with all that it holds, cannot change in place."""
    return known_equal(value, value)


def are_plain(values: Collection[object]) -> bool:
    """Whether all of `values` are atoms, or all frozen dataclasses of one kind and of atoms alone: so nearly every
    list is told to be immutable in C.
    """
    kinds = set(map(type, values))
    if kinds <= ATOMS:
        return True
    if len(kinds) > 1:
        return False
    values_of = _values_of(*kinds)
    return values_of is not None and ATOMS.issuperset(map(type, chain.from_iterable(map(values_of, values))))


def _comparison(kind: type[Any]) -> Comparison:
    if issubclass(kind, enum.Enum | type):
        return operator.is_
    if issubclass(kind, Listener):
        return operator.eq
    if dataclasses.is_dataclass(kind):
        return _dataclass_comparison(kind)
    # A subclass with a `__dict__` could be given anything at any time.
    if not kind.__dictoffset__:
        if issubclass(kind, str) and kind.__eq__ is str.__eq__:  # Markup, SafeString
            return operator.eq
        if hasattr(kind, "_fields") and issubclass(kind, tuple):  # a NamedTuple
            return _items_equal
    return _never


def _never(one: object, two: object) -> bool:
    return False


def _items_equal(one: tuple[object, ...], two: tuple[object, ...]) -> bool:
    if one is two and ATOMS.issuperset(map(type, one)):
        return True
    return len(one) == len(two) and all(map(known_equal, one, two))


def _sets_equal(one: frozenset[object], two: frozenset[object]) -> bool:
    # 1 and True are one member of a set, so each must be held against the one that stands for it in the other.
    twins = {item: item for item in two}
    return len(one) == len(two) and all(item in twins and known_equal(item, twins[item]) for item in one)


def _moments_equal(
    one: datetime.datetime | datetime.time,
    two: datetime.datetime | datetime.time,
) -> bool:
    return one == two and one.tzinfo == two.tzinfo and one.fold == two.fold


def _floats_equal(one: float, two: float) -> bool:
    return repr(one) == repr(two)


def _decimals_equal(one: decimal.Decimal, two: decimal.Decimal) -> bool:
    return one.as_tuple() == two.as_tuple()


_comparisons: Final[dict[type, Comparison]] = {
    float: _floats_equal,
    decimal.Decimal: _decimals_equal,
    datetime.datetime: _moments_equal,
    datetime.time: _moments_equal,
    tuple: _items_equal,
    frozenset: _sets_equal,
}


def _dataclass_comparison(kind: type) -> Comparison:
    """Frozen dataclasses are compared field by field; one with a `compare=False` field says less than it holds."""
    values_of = _values_of(kind)
    if values_of is None:
        return _never

    def compare(one: object, two: object) -> bool:
        values = values_of(one)
        return _items_equal(values, values if one is two else values_of(two))

    return compare


@functools.cache
def _values_of(kind: type) -> Callable[[Any], tuple[object, ...]] | None:
    """Reads the fields of a frozen dataclass; `None` for other classes, and where fields do not say all."""
    # Its own parameters: a plain class derived from a frozen dataclass is not frozen.
    parameters = kind.__dict__.get("__dataclass_params__")
    if parameters is None or not parameters.frozen:
        return None
    fields = dataclasses.fields(kind)
    if not all(field.compare for field in fields):
        return None
    names = [field.name for field in fields]
    if len(names) < 2:
        return lambda one: tuple([getattr(one, name) for name in names])
    return operator.attrgetter(*names)
