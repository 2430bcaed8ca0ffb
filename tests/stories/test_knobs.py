"""Knobs: an annotation is a control, texts are its values; what no control sets says so."""

import datetime as dt
import enum
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, NewType, TypedDict
from uuid import UUID

import msgspec
import pytest
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as st

from pycomponents import Component, Event, Node
from pycomponents.component.fields import MISSING
from pycomponents.errors import KnobError, StoryError
from pycomponents.html import p
from pycomponents.stories import Bounds, Control, Knob
from pycomponents.stories.knobs import kind_of, knob_of


class Size(enum.Enum):
    SMALL = 1
    LARGE = 2


class Address(TypedDict):
    street: str


@dataclass(frozen=True)
class Plant:
    name: str
    height: int = 3


class Given(msgspec.Struct, frozen=True):
    x: int


Named = NewType("Named", str)
Whole = Annotated[int, msgspec.Meta(gt=0, le=10, multiple_of=2)]
Positive: Any = Annotated[float, msgspec.Meta(gt=0)]
ID = "6f9619ff-8b86-4011-b42d-00c04fc964ff"


def made(annotation: Any, default: object) -> Knob:
    return knob_of("x", annotation, default, where="here", cure="Do it.")


CONTROLS: list[tuple[Any, Control]] = [
    (str, Control.TEXT),
    (Named, Control.TEXT),
    (UUID, Control.TEXT),
    (int, Control.NUMBER),
    (float, Control.NUMBER),
    (Decimal, Control.NUMBER),
    (Whole, Control.NUMBER),
    (bool, Control.SWITCH),
    (Literal["a", "b"], Control.CHOICE),
    (Size, Control.CHOICE),
    (dt.date, Control.DATE),
    (dt.time, Control.TIME),
    (dt.datetime, Control.DATETIME),
    (dt.timedelta, Control.DURATION),
    (list[int], Control.LIST),
    (tuple[Size, ...], Control.LIST),
    (frozenset[str], Control.LIST),
    (list, Control.LIST),
    (int | str, Control.EITHER),
    (Plant, Control.JSON),
    (Address, Control.JSON),
    (Given, Control.JSON),
    (dict[str, int], Control.JSON),
    (list[Plant], Control.JSON),
    (tuple[int, str], Control.JSON),
    (Plant | int, Control.JSON),
    (Node, Control.NODE),
    (Event, Control.EVENT),
    (Event[[int]], Control.EVENT),
    (Event[[]] | None, Control.EVENT),
]


@pytest.mark.parametrize(("annotation", "control"), CONTROLS)
def test_an_annotation_has_its_control(annotation: Any, control: Control) -> None:
    kind = kind_of(annotation)
    assert kind is not None
    assert kind.control is control


@pytest.mark.parametrize(
    "annotation",
    [Any, object, None, bytes, type, Callable[[], Node], Component, User, list[User], dict[str, User], User | int, "x",
     Event[[]] | int],
)  # fmt: skip
def test_what_no_control_sets_has_no_kind(annotation: Any) -> None:
    assert kind_of(annotation) is None


def test_none_makes_a_control_optional_and_changes_nothing_else() -> None:
    kind = kind_of(Size | None)
    assert kind is not None
    assert (kind.control, kind.optional, kind.options) == (Control.CHOICE, True, (Size.SMALL, Size.LARGE))
    assert not made(Size, Size.SMALL).kind.optional


def test_a_choice_has_its_options_in_their_order() -> None:
    kind = kind_of(Literal["b", "a", 3, None])
    assert kind is not None
    assert kind.options == ("b", "a", 3, None)


@pytest.mark.parametrize(
    ("meta", "bounds"),
    [
        (msgspec.Meta(ge=1, le=10, multiple_of=3), Bounds(minimum=1, maximum=10, step=3)),
        (msgspec.Meta(gt=0, lt=10), Bounds(minimum=1, maximum=9)),
        (msgspec.Meta(title="no bound"), Bounds()),
    ],
)
def test_a_number_has_its_bounds(meta: msgspec.Meta, bounds: Bounds) -> None:
    kind = kind_of(Annotated[int, meta])
    assert kind is not None
    assert kind.bounds == bounds


def test_bounds_of_texts_and_of_fractions_are_those_that_are_written() -> None:
    text = kind_of(Annotated[str, msgspec.Meta(min_length=2, max_length=9)])
    fraction = kind_of(Positive | None)
    assert text is not None
    assert fraction is not None
    assert text.bounds == Bounds(shortest=2, longest=9)
    assert fraction.bounds == Bounds(minimum=0)


READ: list[tuple[Any, object, list[str], object]] = [
    (str, "", ["a", "b"], "b"),
    (int, 0, ["-3"], -3),
    (Decimal, Decimal(1), ["2.50"], Decimal("2.50")),
    (bool, True, ["false"], False),
    (bool, True, ["false", "on"], True),
    (bool, True, [], False),
    (Size, Size.SMALL, ["2"], Size.LARGE),
    (Literal["a", 3], "a", ["3"], 3),
    (dt.date, dt.date(2026, 1, 1), ["2026-07-31"], dt.date(2026, 7, 31)),
    (dt.timedelta, dt.timedelta(), ["PT90S"], dt.timedelta(seconds=90)),
    (Size | None, None, [], None),
    (str | None, "x", [], None),
    (str | None, "x", [""], ""),
    (int | None, None, [""], None),
    (tuple[int, ...], (), ["1", "2"], (1, 2)),
    (tuple[int, ...], (1,), [], ()),
    (tuple[int, ...] | None, (1,), [], None),
    (int | str, 0, ["x"], "x"),
    (Plant, Plant("a"), ['{"name": "Fennel"}'], Plant("Fennel")),
    (tuple[Plant, ...], (), ['[{"name": "Fennel", "height": 9}]'], (Plant("Fennel", 9),)),
    (Whole, 2, ["10"], 10),
    (Node, p["by itself"], ["a text"], "a text"),
    (Node, "", [], None),
]


@pytest.mark.parametrize(("annotation", "default", "texts", "value"), READ)
def test_texts_are_read_as_the_annotation_says(
    annotation: Any, default: object, texts: list[str], value: object
) -> None:
    read = made(annotation, default).read(texts)
    assert read == value
    assert type(read) is type(value)


REFUSED: list[tuple[Any, object, list[str], str]] = [
    (int, 0, ["x"], "what is given for 'x' does not fit. Expected: int. Got: str 'x'."),
    (int, 0, [], "nothing is given for 'x'. Expected: int."),
    (int, 0, ["9" * 5000], "what is given for 'x' does not fit. Expected: int. Got: "),
    (bool, True, ["maybe"], "what is given for 'x' does not fit. Expected: bool. Got: str 'maybe'."),
    (Size, Size.SMALL, ["3"], "what is given for 'x' does not fit. Expected: one of 1, 2. Got: str '3'."),
    (Literal["a"], "a", ["b"], "what is given for 'x' does not fit. Expected: one of a. Got: str 'b'."),
    (Whole, 2, ["12"], "what is given for 'x' does not fit."),
    (Whole, 2, ["3"], "what is given for 'x' does not fit."),
    (tuple[int, ...], (), ["1", "x"], "Got: list ['1', 'x']."),
    (Plant, Plant("a"), ['{"nam": "Fennel"}'], "what is given for 'x' does not fit."),
    (Plant, Plant("a"), ["[" * 5000], "what is given for 'x' does not fit."),
    (str, "", ["x" * 10_001], "what is given for 'x' does not fit."),
    (str, "", ["a\0b"], "what is given for 'x' does not fit."),
    (tuple[str, ...], (), [""] * 1001, "what is given for 'x' does not fit."),
    (Event[[]], None, ["x"], "what is given for 'x' does not fit."),
]


@pytest.mark.parametrize(("annotation", "default", "texts", "said"), REFUSED)
def test_texts_that_do_not_fit_are_refused(annotation: Any, default: object, texts: list[str], said: str) -> None:
    with pytest.raises(KnobError) as raised:
        made(annotation, default).read(texts)
    assert said in str(raised.value)
    assert len(str(raised.value)) < 300


WRITTEN: list[tuple[Any, object, tuple[str, ...]]] = [
    (str, "a", ("a",)),
    (bool, True, ("true",)),
    (float, 1.5, ("1.5",)),
    (Size, Size.LARGE, ("2",)),
    (Literal["a", None], None, ("None",)),
    (dt.datetime, dt.datetime(2026, 7, 31, 10, 30), ("2026-07-31T10:30:00",)),  # noqa: DTZ001  as a control gives it
    (dt.timedelta, dt.timedelta(hours=1), ("PT3600S",)),
    (UUID, UUID(ID), (ID,)),
    (str | None, None, ()),
    (tuple[Size, ...], (Size.SMALL, Size.LARGE), ("1", "2")),
    (Plant, Plant("a"), ('{"name":"a","height":3}',)),
    (Node, "a", ("a",)),
    (Node, p["a"], ()),
]


@pytest.mark.parametrize(("annotation", "value", "texts"), WRITTEN)
def test_a_value_is_written_as_texts(annotation: Any, value: object, texts: tuple[str, ...]) -> None:
    assert made(annotation, value).texts(value) == texts


@given(
    st.sampled_from((*Size, None)),
    st.floats(allow_nan=False, allow_infinity=False),
    st.lists(st.dates()),
    st.timedeltas(),
)
def test_what_is_written_is_read_as_the_same(
    size: Size | None, number: float, days: list[dt.date], span: dt.timedelta
) -> None:
    for annotation, value in (
        (Size | None, size),
        (float, number),
        (tuple[dt.date, ...], tuple(days)),
        (dt.timedelta, span),
    ):
        knob = made(annotation, value)
        assert knob.read(knob.texts(value)) == value


def test_a_type_without_a_control_is_an_error_with_its_cure() -> None:
    with pytest.raises(StoryError) as raised:
        made(User, None)
    assert str(raised.value) == (
        "here: no control sets what 'x' is annotated with. "
        "Expected: str, bool, numbers, dates, UUID, Enum, Literal, a dataclass, Node, Event, a tuple of these. "
        "Annotated: User. Make the value inside of a function, @story above def example(): …, "
        "or let a fixture make it, fixtures=[…]."
    )


@pytest.mark.parametrize(
    ("annotation", "default", "said"),
    [
        (int, MISSING, "here: 'x' has no value to start with. Do it."),
        (list[str], ["a"], "here: the value of 'x' would be one list for all pages of the story. Got: list ['a']."),
        (Literal["a"], "b", "here: 'x' starts with 'b', which is no value of its type: b. Expected: one of a."),
        (int, None, "here: 'x' starts with None, which is no value of its type: nothing is given. Expected: int."),
        (Whole, 11, "here: 'x' starts with 11, which is no value of its type: Expected `int` <= 10"),
        (Annotated[Decimal, msgspec.Meta(ge=1)], Decimal(1), "Can only set `ge` on a numeric type"),
    ],
)
def test_a_default_that_cannot_be_one_is_an_error(annotation: Any, default: object, said: str) -> None:
    with pytest.raises(StoryError) as raised:
        made(annotation, default)
    assert said in str(raised.value)
