"""State and props as plain data, and back."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import uuid
from typing import TYPE_CHECKING, Any, Literal, cast

import msgspec
import pytest

from pycomponents import Component, Event, event, state
from pycomponents.errors import CodecError, StateError
from pycomponents.runtime import codec
from pycomponents.runtime.codec import Adapter
from pycomponents.runtime.instances import Tree
from tests.runtime.client import wait

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pycomponents.web.request import PageRequest


class Colour(enum.Enum):
    RED = "r"
    BLUE = "b"


class Level(enum.IntEnum):
    LOW = 1


@dataclasses.dataclass(frozen=True)
class Point:
    x: int
    label: str = ""
    inner: tuple[Point, ...] = ()


class Row:
    """As a model: known by its key."""

    def __init__(self, pk: int) -> None:
        self.pk = pk

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and self.pk == other.pk

    def __hash__(self) -> int:
        return self.pk

    class _meta:
        label = "tests.Row"


@pytest.fixture(autouse=True)
def _rows() -> Iterator[None]:
    def read(kind: type, pk: Any) -> object:
        if pk == 404:
            raise CodecError("Row 404 is gone.")
        return kind(pk)

    adapter = Adapter(lambda kind: issubclass(kind, Row), lambda row: row.pk, read)
    codec.add_adapter(adapter)
    yield
    codec._adapters.remove(adapter)  # pyright: ignore[reportPrivateUsage]


class Everything(Component):
    row: Row
    number: int = 0
    ratio: float = 0.0
    text: str = ""
    flag: bool = False
    nothing: None = None
    maybe: int | None = None
    either: int | str = 0
    day: datetime.date = datetime.date(2026, 1, 1)
    moment: datetime.datetime = datetime.datetime(2026, 1, 1)  # noqa: DTZ001
    hour: datetime.time = datetime.time(1)
    span: datetime.timedelta = datetime.timedelta(1)
    price: decimal.Decimal = decimal.Decimal(0)
    code: uuid.UUID = uuid.UUID(int=0)
    data: bytes = b""
    colour: Colour = Colour.RED
    level: Level = Level.LOW
    point: Point = Point(0)
    pair: tuple[int, str] = (0, "")
    many: tuple[int, ...] = ()
    fixed: frozenset[str] = frozenset()
    row_or_none: Row | None = None
    items: list[int] = state(factory=list)
    points: list[Point] = state(factory=list)
    table: dict[str, list[int]] = state(factory=dict)
    by_number: dict[int, str] = state(factory=dict)
    by_day: dict[datetime.date, int] = state(factory=dict)
    marks: set[int] = state(factory=set)
    rows: list[Row] = state(factory=list)
    nested: tuple[list[int], ...] = state(())
    anything: Any = state(None)

    def render(self) -> Any:
        return None


EXAMPLES: list[tuple[str, object]] = [
    ("number", -(2**62)),
    ("ratio", 0.1),
    ("ratio", 2.0),
    ("text", 'ä"<\n\u2028'),
    ("flag", True),
    ("nothing", None),
    ("maybe", None),
    ("maybe", 3),
    ("either", "3"),
    ("either", 3),
    ("day", datetime.date(2026, 2, 28)),
    ("moment", datetime.datetime(2026, 2, 28, 12, 30, 1, 5)),  # noqa: DTZ001
    ("moment", datetime.datetime(2026, 2, 28, 12, 30, tzinfo=datetime.UTC)),
    ("hour", datetime.time(23, 59, 1)),
    ("span", datetime.timedelta(days=-1, microseconds=3)),
    ("price", decimal.Decimal("1.10")),
    ("code", uuid.UUID(int=7)),
    ("data", b"\x00\xff"),
    ("colour", Colour.BLUE),
    ("level", Level.LOW),
    ("point", Point(1, "a", (Point(2),))),
    ("pair", (1, "b")),
    ("many", (1, 2)),
    ("fixed", frozenset({"a", "b"})),
    ("row", Row(5)),
    ("row_or_none", Row(6)),
    ("row_or_none", None),
    ("items", [1, 2]),
    ("points", [Point(1), Point(2)]),
    ("table", {"a": [1], "b": []}),
    ("by_number", {1: "a", -2: "b"}),
    ("by_day", {datetime.date(2026, 1, 2): 3}),
    ("marks", {1, 2}),
    ("rows", [Row(1), Row(2)]),
    ("nested", ([1], [2, 3])),
    ("anything", {"a": [1, None, "x"]}),
]


@pytest.mark.parametrize(("name", "value"), EXAMPLES)
@pytest.mark.parametrize("wire", [msgspec.json, msgspec.msgpack])
def test_a_value_comes_back_as_it_was(name: str, value: object, wire: Any) -> None:
    data = wire.decode(wire.encode(codec.encode(Everything, {name: value})))
    back = codec.decode(Everything, data)[name]
    assert back == value
    assert type(back) is type(value)


def test_state_comes_back_from_tracked_collections() -> None:
    component = Everything(row=Row(1))
    component.items.append(1)
    component.table = {"a": [1]}
    component.table["a"].append(2)
    component.nested = ([1], [2])
    data = codec.encode_state(component)
    assert msgspec.json.decode(msgspec.json.encode(data)) == {
        "items": [1],
        "table": {"a": [1, 2]},
        "nested": [[1], [2]],
    }


def test_fields_without_a_value_yet_are_left_out() -> None:
    assert codec.encode_state(Everything(row=Row(1))) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("number", "1"),
        ("number", True),
        ("text", 1),
        ("colour", "purple"),
        ("ratio", float("nan")),
        ("point", (1, 2)),
        ("anything", object()),
        ("anything", Point(1)),
        ("items", [1, "2"]),
    ],
)
def test_what_its_annotation_would_not_bring_back_is_refused_with_name_and_cure(name: str, value: object) -> None:
    with pytest.raises(CodecError, match=rf"Everything\.{name} cannot be kept: .* Use JSON types, dates"):
        codec.encode(Everything, {name: value})


def test_an_event_as_a_prop_is_refused() -> None:
    class Child(Component):
        on_pick: Event[[]]

        @event
        def pick(self) -> None: ...

        def render(self) -> Any:
            return None

    child: Any = Child(on_pick=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(CodecError, match="on_pick cannot be kept"):
        codec.encode(Child, {"on_pick": child.pick})


def test_a_row_that_is_gone_says_so() -> None:
    with pytest.raises(CodecError, match=r"Everything\.row: Row 404 is gone"):
        codec.decode(Everything, {"row": 404})


class Hidden(Component):
    """One annotation that only type checkers can read."""

    seen: int = 0
    names: Sequence[str] = ()

    def render(self) -> Any:
        return None


def test_an_annotation_that_only_type_checkers_see_is_told_and_others_work() -> None:
    assert codec.encode(Hidden, {"seen": 1}) == {"seen": 1}
    with pytest.raises(CodecError, match=r"Hidden\.names cannot be read: .*Sequence.* Import its type at the top"):
        codec.encode(Hidden, {"names": ("a",)})


def test_a_class_that_has_changed_keeps_what_it_still_has() -> None:
    assert codec.decode(Everything, {"number": 3, "gone": 4}) == {"number": 3}


def test_a_field_whose_type_has_changed_does_not_come_back() -> None:
    with pytest.raises(CodecError, match=r"Everything\.number: Expected `int`, got `str`"):
        codec.decode(Everything, {"number": "three"})


def test_the_annotations_of_parents_count_unless_they_are_declared_anew() -> None:
    class Child(Everything):
        number: str = ""  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]

    assert codec.encode(Child, {"number": "a", "flag": True}) == {"number": "a", "flag": True}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("number", "7", 7), ("text", "7", "7"), ("flag", "true", True), ("code", str(uuid.UUID(int=7)), uuid.UUID(int=7)),
     ("day", "2026-01-02", datetime.date(2026, 1, 2)), ("colour", "b", Colour.BLUE), ("row", "5", Row(5))],
)  # fmt: skip
def test_a_text_from_a_url_becomes_what_the_prop_is(name: str, text: str, value: object) -> None:
    back = codec.from_text(Everything, name, text)
    assert back == value or (name == "row" and isinstance(back, Row))


def test_a_text_that_does_not_fit_is_refused() -> None:
    with pytest.raises(CodecError, match=r"Everything\.number: .* Got: 'seven'"):
        codec.from_text(Everything, "number", "seven")


# While a page lives, in development.


class Typed(Component):
    n: int = state(0)
    ratio: float = state(0.0)
    names: list[str] = state(factory=list)
    day: datetime.date | None = state(None)
    colour: Colour = state(Colour.RED)
    scores: dict[str, int] = state(factory=dict)
    choice: Literal["a", "b"] = state("a")
    anything: Any = state(None)

    @event
    def set(self, name: str, value: object) -> None:
        setattr(self, name, value)

    def render(self) -> Any:
        return None


def on_page(*, strict: bool = True) -> Typed:
    tree = Tree(cast("PageRequest", None), wait=wait, strict=strict)
    tree.mount_root(Typed())
    component = tree.root.component
    assert isinstance(component, Typed)
    return component


@pytest.mark.parametrize(
    ("name", "value", "expected", "got"),
    [
        ("n", "x", "int", "str 'x'"),
        ("n", True, "int", "bool True"),
        ("names", ["a", 1], r"list\[str\]", r"list \['a', 1\]"),
        ("day", "today", r"datetime\.date \| None", "str 'today'"),
        ("colour", "purple", "Colour", "str 'purple'"),
        ("choice", "c", ".*'a', 'b'.*", "str 'c'"),
    ],
)
def test_what_does_not_fit_its_annotation_is_refused_where_it_is_assigned(
    name: str, value: object, expected: str, got: str
) -> None:
    with pytest.raises(
        StateError, match=rf"^Typed\.{name}: what is assigned .* Expected: {expected}\. Got: {got}\. Convert"
    ) as caught:
        on_page().set(name, value)
    assert any(entry.name == "set" for entry in caught.traceback), "the user's line"


@pytest.mark.parametrize(
    ("name", "value"),
    [("n", 7), ("ratio", 1), ("names", ["a"]), ("day", None), ("day", datetime.date(2026, 1, 1)), ("choice", "b"),
     ("colour", Colour.BLUE), ("colour", "b"), ("scores", {"a": 1}), ("anything", 3)],
)  # fmt: skip
def test_what_fits_or_comes_back_as_equal_is_assigned(name: str, value: object) -> None:
    page = on_page()
    if value == "b" and name == "colour":
        with pytest.raises(StateError):
            page.set(name, value)
        return
    page.set(name, value)
    assert getattr(page, name) == value


def test_in_production_nobody_looks() -> None:
    page = on_page(strict=False)
    page.set("n", "x")
    assert getattr(page, "n") == "x"  # noqa: B009


def test_a_field_is_named_once() -> None:
    with pytest.raises(
        CodecError, match=r"^Everything\.number cannot be kept: Expected `int`, got `str`\. Annotated: int"
    ):
        codec.encode(Everything, {"number": "1"})
