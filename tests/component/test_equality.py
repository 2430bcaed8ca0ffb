"""What counts as surely equal, and what Python calls equal but is not the same."""

import datetime as dt
import enum
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pycomponents import Component, event
from pycomponents.component.equality import is_immutable, known_equal
from pycomponents.html import div


class Show(enum.Enum):
    ALL = "all"
    DONE = "done"


class Level(enum.IntEnum):
    LOW = 1


@dataclass(frozen=True)
class Point:
    x: object
    y: object = 0


@dataclass(frozen=True)
class Alone:
    x: object


@dataclass(frozen=True)
class Empty:
    pass


@dataclass
class Movable:
    x: int


@dataclass(frozen=True)
class Half:
    x: int
    note: str = field(default="", compare=False)


class Loose(Point):
    """A class derived from a frozen dataclass takes any attribute."""


class Pair(NamedTuple):
    left: object
    right: object


class LoosePair(Pair):
    """Has a `__dict__`, as it declares no slots."""


class Name(str):  # noqa: SLOT000  that it has a `__dict__` is the point
    pass


class Sloppy(str):
    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


class Board(Component):
    @event
    def pick(self, pk: object) -> None: ...

    @event
    def drop(self, pk: object) -> None: ...


BERLIN, PARIS = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/Paris")
board, other_board = Board(), Board()

# Python says `==`, and a user would see a difference, or could not know.
TRAPS: list[tuple[object, object]] = [
    (Markup("<b>"), "<b>"),
    (mark_safe("<b>"), "<b>"),
    (Markup("<b>"), mark_safe("<b>")),
    (True, 1),
    (1, 1.0),
    (0, False),
    (0.0, -0.0),
    (Decimal("1.0"), Decimal("1.00")),
    (Decimal(0), Decimal("-0")),
    (Decimal(1), 1),
    (Level.LOW, 1),
    (dt.datetime(2026, 1, 1, 12, tzinfo=BERLIN), dt.datetime(2026, 1, 1, 12, tzinfo=PARIS)),
    (dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC), dt.datetime(2026, 1, 1, 12, tzinfo=ZoneInfo("UTC"))),
    (dt.datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), dt.datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN)),
    (dt.time(2, 30), dt.time(2, 30, fold=1)),
    ((1, 2), (True, 2)),
    ((1, (0.0,)), (1, (-0.0,))),
    (Pair(1, 2), (1, 2)),
    (Pair(1, 2), Pair(True, 2)),
    (Point(1), Point(True)),
    (Point(Markup("a")), Point("a")),
    (Alone(0.0), Alone(-0.0)),
    (Half(1, "a"), Half(1, "b")),
    (frozenset({1}), frozenset({True})),
    (frozenset({0.0}), frozenset({-0.0})),
    (frozenset({Point(1)}), frozenset({Point(True)})),
    (Group(pk=1, name="a"), Group(pk=1, name="b")),
    ([1], [1]),
    ({"a": 1}, {"a": 1}),
    ({1}, {1}),
    (Movable(1), Movable(1)),
    (Loose(1), Loose(1)),
    (LoosePair(1, 2), LoosePair(1, 2)),
    (Name("a"), Name("a")),
    (Sloppy("a"), Sloppy("b")),
    (Point([1]), Point([1])),
    (([1],), ([1],)),
    (board.pick.bind(1), board.pick.bind(True)),
    (board.pick.bind(0.0), board.pick.bind(-0.0)),
    (board.pick.bind(1), board.pick.bind(1).prevent()),
    (board.pick.bind(1), board.drop.bind(1)),
    (board.pick.bind(1), other_board.pick.bind(1)),
]


@pytest.mark.parametrize(("one", "two"), TRAPS, ids=repr)
def test_what_python_calls_equal_may_have_changed(one: object, two: object) -> None:
    assert not known_equal(one, two)
    assert not known_equal(two, one)


def twice(make: Callable[[], object]) -> tuple[object, object]:
    return make(), make()


SAME: list[Callable[[], object]] = [
    lambda: "a" * 1000,
    lambda: 10**30,
    lambda: True,
    lambda: None,
    lambda: b"a" * 1000,
    lambda: 1.5e300,
    lambda: float("nan"),
    lambda: Decimal("1.00"),
    lambda: uuid.UUID(int=1),
    lambda: dt.date(2026, 1, 1),
    lambda: dt.timedelta(3),
    lambda: dt.time(10, 30),
    lambda: dt.datetime(2026, 1, 1, 12, tzinfo=BERLIN),
    lambda: dt.datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN),
    lambda: Show.ALL,
    lambda: Level.LOW,
    lambda: Show,
    lambda: Markup("<b>"),
    lambda: mark_safe("<b>"),
    lambda: (1, ("a", (Show.ALL, None))),
    lambda: Pair("a", (1,)),
    lambda: Point(1, Point("a", (2,))),
    lambda: Alone("a"),
    Empty,
    lambda: frozenset({Show.ALL, "a", Point(1)}),
    lambda: board.pick,
    lambda: board.pick.bind((1, "a")).debounce(300),
]


@pytest.mark.parametrize("make", SAME, ids=lambda make: type(make()).__name__)
def test_what_cannot_change_is_known_equal_to_its_like(make: Callable[[], object]) -> None:
    one, two = twice(make)
    assert known_equal(one, two)
    assert is_immutable(one)


CHANGING: list[object] = [
    [1],
    {},
    set(),
    Movable(1),
    Loose(1),
    Group(pk=1),
    object(),
    SimpleNamespace(),
    div["a"],
    lambda: 1,
    ([],),
    Name(),
]


@pytest.mark.parametrize("value", CHANGING, ids=lambda value: type(value).__name__)
def test_what_can_change_is_not_even_known_equal_to_itself(value: object) -> None:
    assert not known_equal(value, value)
    assert not is_immutable(value)


def test_an_event_bound_to_a_model_counts_as_changed() -> None:
    group = Group.from_db("default", ["id", "name"], [1, "a"])
    assert not known_equal(board.pick.bind(group), board.pick.bind(group))


SCALARS: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2),
    st.floats(),
    st.sampled_from(["", "a", Markup("a"), Show.ALL, Level.LOW]),
    st.decimals(allow_nan=False, places=1, min_value=-1, max_value=1),
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple), st.builds(Point, inner, inner), st.frozensets(SCALARS, max_size=3)
    ),
    max_leaves=6,
)


@given(VALUES, VALUES)
def test_known_equal_means_the_same_to_whoever_looks(one: object, two: object) -> None:
    assert known_equal(one, one)
    assert known_equal(one, two) == known_equal(two, one)
    if known_equal(one, two):
        assert type(one) is type(two)
        assert repr(one) == repr(two) or isinstance(one, frozenset | Point | tuple)
