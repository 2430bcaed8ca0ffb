"""What an event brings reaches a handler as its annotations say, or not at all."""

import dataclasses
import datetime as dt
import enum
import inspect
import math
import re
import typing
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, NewType, cast
from uuid import UUID

import msgspec
import pytest
from django.db import models
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from pycomponents import (
    ClickEvent,
    Component,
    DragEvent,
    FocusEvent,
    InputEvent,
    KeyEvent,
    MediaEvent,
    MouseEvent,
    PointerEvent,
    SubmitEvent,
    WheelEvent,
    event,
)
from pycomponents.component.event import Event
from pycomponents.component.event_types import BROUGHT, OF_WINDOW
from pycomponents.component.payload import add_form_type, names_of
from pycomponents.errors import EventError, PayloadError

UserId = NewType("UserId", int)


class Show(enum.Enum):
    ALL = "all"
    DONE = "done"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Colour(models.TextChoices):
    RED = "r", "Red"


class Size(models.IntegerChoices):
    SMALL = 1, "Small"


class Odd(enum.Enum):
    PAIR = (1, 2)
    NOTHING = ""


def method(**annotations: Any) -> Event[...]:
    """An event whose parameters are these; one annotated with a tuple has a default: `(kind, default)`."""

    def handle(self: Any, *args: object) -> None: ...

    def parameter(name: str, given: Any) -> inspect.Parameter:
        kind, default = cast("tuple[Any, Any]", given) if isinstance(given, tuple) else (given, inspect.Parameter.empty)
        return inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=kind)

    parameters = [parameter(name, given) for name, given in annotations.items()]
    me = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    vars(handle)["__signature__"] = inspect.Signature([me, *parameters])
    handle.__annotations__ = {p.name: p.annotation for p in parameters if p.annotation is not p.empty}
    return cast("Event[...]", event(handle).__get__(Component(), Component))


def brought(event_type: str, annotated: Any, name: str, value: object) -> object:
    """What a parameter gets; raises `PayloadError`."""
    listener = method(**{name: annotated})
    (listener.window() if event_type in OF_WINDOW else listener).check(event_type)
    (argument,) = listener.arguments_for(event_type, {name: value})
    return argument


def submitted(annotated: Any, *texts: str) -> object:
    listener = method(field=annotated)
    listener.check("submit")
    (argument,) = listener.arguments_for("submit", {"form": [("other", "x"), *(("field", text) for text in texts)]})
    return argument


# One text as many types.

FITS: list[tuple[Any, str, object]] = [
    (str, "", ""),
    (str, " a ", " a "),
    (str, "null", "null"),
    (Any, "a", "a"),
    (int, "1", 1),
    (int, "-1", -1),
    (int, "007", 7),
    (int, "-0", 0),
    (int, "9" * 4000, int("9" * 4000)),
    (UserId, "3", 3),
    (float, "1", 1.0),
    (float, "-1.5", -1.5),
    (float, ".5", 0.5),
    (float, "1.", 1.0),
    (float, "1e3", 1000.0),
    (Decimal, "1.50", Decimal("1.50")),
    (Decimal, "1e3", Decimal("1e3")),
    (bool, "true", True),
    (bool, "false", False),
    (Show, "done", Show.DONE),
    (Level, "2", Level.HIGH),
    (Colour, "r", Colour.RED),
    (Size, "1", Size.SMALL),
    (Odd, "(1, 2)", Odd.PAIR),
    (Odd | None, "", Odd.NOTHING),
    (Literal["a", "b"], "b", "b"),
    (Literal[1, 2], "2", 2),
    (Literal[Show.ALL], "all", Show.ALL),
    (dt.date, "2026-07-31", dt.date(2026, 7, 31)),
    (dt.time, "10:30", dt.time(10, 30)),
    (dt.time, "10:30:05", dt.time(10, 30, 5)),
    (dt.time, "10:30:05.250", dt.time(10, 30, 5, 250_000)),
    (dt.datetime, "2026-07-31T10:30", dt.datetime.fromisoformat("2026-07-31T10:30:00")),
    (dt.datetime, "2026-07-31T10:30:05", dt.datetime.fromisoformat("2026-07-31T10:30:05")),
    (dt.datetime, "2026-07-31T10:30:05Z", dt.datetime(2026, 7, 31, 10, 30, 5, tzinfo=dt.UTC)),
    (dt.datetime | None, "2026-07-31T10:30", dt.datetime.fromisoformat("2026-07-31T10:30:00")),
    (dt.timedelta, "PT5S", dt.timedelta(seconds=5)),
    (UUID, str(UUID(int=7)), UUID(int=7)),
    (int | None, "", None),
    (int | None, "4", 4),
    (dt.date | None, "", None),
    (Show | None, "", None),
    (str | None, "", ""),
    (int | str, "4", 4),
    (str | int, "x", "x"),
    (str | int, "4", 4),
    (dt.date | dt.datetime, "2026-07-31T10:30", dt.datetime.fromisoformat("2026-07-31T10:30:00")),
    (typing.Optional[int], "", None),  # noqa: UP045
    (Annotated[int, msgspec.Meta(ge=5)], "5", 5),
    (Annotated[str, msgspec.Meta(min_length=1)], "a", "a"),
    (Annotated[int | None, "a note"], "", None),
]


@pytest.mark.parametrize(("kind", "text", "value"), FITS, ids=repr)
def test_a_text_becomes_what_is_asked_for(kind: Any, text: str, value: object) -> None:
    for got in (brought("input", kind, "value", text), submitted(kind, text) if kind is not bool else value):
        assert got == value
        assert type(got) is type(value)


WRONG_KINDS: list[Any] = [1, 1.0, True, None, [1], {}, ["1"], math.inf, 1e308]
REFUSED: list[tuple[Any, object]] = [
    *(
        (int, text)
        for text in ("", " 1", "1 ", "1.0", "1e3", "+1", "0x1", "1_000", "٣", "９", "true", "null", "1\n", "-")
    ),
    (int, "9" * 5000),
    *((int, value) for value in WRONG_KINDS),
    *((float, text) for text in ("nan", "inf", "-inf", "Infinity", "1e400", "1,5", " 1", "1_0", "", "1e", ".")),
    *((Decimal, text) for text in ("NaN", "sNaN", "Infinity", "1e400", "1e-999999", "1_0", " 1", "1e9999999999")),
    *((Decimal, value) for value in (1, 1.5, True)),
    *((bool, value) for value in ("", "yes", "on ", True, 1)),
    *((str, value) for value in (*WRONG_KINDS, "a\0b")),
    *((Show, text) for text in ("ALL", "Show.ALL", "", "none")),
    *((Level, text) for text in ("3", "1.0", "LOW", "")),
    *((Literal["a"], text) for text in ("b", "", "A")),
    *((dt.date, text) for text in ("", "2026-02-30", "2026-7-1", "5", "2026-07-31T10:30", "20260731")),
    *((dt.time, text) for text in ("", "25:00", "10", "1030", "10:3")),
    *((dt.datetime, text) for text in ("", "5", "1700000000", "2026-07-31", "10:30", "2026-13-01T10:30")),
    *((dt.timedelta, text) for text in ("5", "1 day")),
    *((UUID, text) for text in ("", "x", "1")),
    (int | None, "x"),
    (int | None, "null"),
    (int | None, " "),
    (int | None, None),
    (str | None, None),
    (Annotated[int, msgspec.Meta(ge=5)], "4"),
    (Annotated[str, msgspec.Meta(min_length=1)], ""),
]


@pytest.mark.parametrize(("kind", "value"), REFUSED, ids=lambda value: f"{value!r:.40}")
def test_a_text_that_does_not_fit_is_refused_naming_the_parameter(kind: Any, value: object) -> None:
    with pytest.raises(PayloadError, match=r"^value$"):
        brought("input", kind, "value", value)
    if type(value) is str and kind is not bool:
        with pytest.raises(PayloadError, match=r"^field$"):
            submitted(kind, value)


def test_reading_hostile_numbers_takes_no_time() -> None:
    for text in ("9" * 60_000 + "x", "." * 60_000, "1." + "9" * 60_000 + "e", "1e" + "9" * 60_000):
        for kind in (int, float, Decimal):
            with pytest.raises(PayloadError):
                brought("input", kind, "value", text)


# What the client says of itself has its own type.

FLAGS: list[tuple[Any, object, object]] = [(bool, True, True), (bool, False, False), (bool | None, None, None)]


@pytest.mark.parametrize(("kind", "given", "value"), FLAGS)
def test_checked_is_a_bool(kind: Any, given: object, value: object) -> None:
    assert brought("change", kind, "checked", given) is value


@pytest.mark.parametrize("wrong", [1, 0, "true", "", None, [True], {}, 1.0])
def test_nothing_else_is_a_bool(wrong: object) -> None:
    with pytest.raises(PayloadError, match=r"^checked$"):
        brought("change", bool, "checked", wrong)


@pytest.mark.parametrize("wrong", [1.0, True, "1", None, [1], {}, math.inf, math.nan])
def test_a_number_is_a_whole_number(wrong: object) -> None:
    assert brought("click", int, "button", 1) == 1
    with pytest.raises(PayloadError, match=r"^button$"):
        brought("click", int, "button", wrong)


def test_a_key_is_a_text_and_may_be_a_choice() -> None:
    assert brought("keydown", str, "key", "Enter") == "Enter"
    assert brought("keydown", Literal["Enter", "Escape"], "key", "Escape") == "Escape"
    with pytest.raises(PayloadError):
        brought("keydown", Literal["Enter"], "key", "a")
    with pytest.raises(PayloadError):
        brought("keydown", str, "key", 1)


MEASURES: list[tuple[str, str, Any, object, object]] = [
    ("pointerdown", "client_x", float, 10.5, 10.5),
    ("pointerdown", "client_x", float, 10, 10.0),
    ("pointerdown", "pressure", Any, 0.5, 0.5),
    ("timeupdate", "duration", float | None, None, None),
    ("timeupdate", "duration", float | None, 3.5, 3.5),
    ("timeupdate", "paused", bool, True, True),
    ("resize", "width", float, 200, 200.0),
    ("storage", "new_value", str | None, None, None),
    ("storage", "new_value", str | None, "", ""),
    ("storage", "new_value", int | None, "7", 7),
    ("toggle", "new_state", Literal["open", "closed"], "open", "open"),
    ("paste", "text", Decimal, "1.5", Decimal("1.5")),
]


@pytest.mark.parametrize(("event_type", "name", "kind", "given", "value"), MEASURES, ids=repr)
def test_measures_and_states_come_as_they_are(
    event_type: str, name: str, kind: Any, given: object, value: object
) -> None:
    got = brought(event_type, kind, name, given)
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize(
    ("event_type", "name", "kind", "wrong"),
    [
        *(("pointerdown", "client_x", float, wrong) for wrong in (None, "1", True, [1], math.inf, -math.inf, math.nan)),
        ("pointerdown", "client_x", float, 2.0**54),
        ("pointerdown", "pointer_id", int, 2**60),
        ("timeupdate", "duration", float, None),
        ("storage", "new_value", str, None),
        ("storage", "new_value", str | None, 1),
        ("toggle", "new_state", Literal["open", "closed"], "ajar"),
    ],
    ids=repr,
)
def test_no_measure_is_something_else(event_type: str, name: str, kind: Any, wrong: object) -> None:
    with pytest.raises(PayloadError, match=rf"^{name}$"):
        brought(event_type, kind, name, wrong)


def test_a_measure_is_no_whole_number() -> None:
    with pytest.raises(EventError, match="client_x"):
        method(client_x=int).check("pointerdown")


@dataclasses.dataclass(frozen=True)
class Picked:
    pk: int
    tags: tuple[str, ...] = ()


DETAILS: list[tuple[Any, object, object]] = [
    (int, 7, 7),
    (Any, {"a": [1, None]}, {"a": [1, None]}),
    (dict[str, int], {"a": 1}, {"a": 1}),
    (Picked, {"pk": 7, "tags": ["a"]}, Picked(7, ("a",))),
    (Picked | None, None, None),
    (dt.date, "2026-07-31", dt.date(2026, 7, 31)),
    (Show, "done", Show.DONE),
    (UUID, str(UUID(int=7)), UUID(int=7)),
]


@pytest.mark.parametrize(("kind", "given", "value"), DETAILS, ids=repr)
def test_the_detail_of_a_custom_event_is_what_its_annotation_says(kind: Any, given: object, value: object) -> None:
    assert brought("item-picked", kind, "detail", given) == value


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (int, "7"), (int, True), (int, 2**60), (Picked, {"tags": []}), (Picked, {"pk": "7"}), (str, "a\0"),
        (Any, {"a\0": 1}), (Any, [{"a": ["\0"]}]), (Any, {"a": math.inf}), (dict[str, int], {"a": "1"}),
    ],
    ids=repr,
)  # fmt: skip
def test_a_detail_that_does_not_fit_is_refused(kind: Any, wrong: object) -> None:
    with pytest.raises(PayloadError, match=r"^detail$"):
        brought("item-picked", kind, "detail", wrong)


def test_a_detail_however_deep_harms_nobody() -> None:
    deep: object = 1
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(PayloadError, match=r"^detail$"):
        brought("item-picked", Any, "detail", deep)


def test_a_detail_is_of_a_type_that_json_stands_for() -> None:
    with pytest.raises(EventError, match=r"what item-picked brings cannot be made into its parameter 'detail'"):
        method(detail=models.Model).check("item-picked")


def test_what_is_chosen_is_a_list_of_texts() -> None:
    assert brought("change", list[int], "selected", ["1", "2"]) == [1, 2]
    assert brought("change", tuple[Show, ...], "selected", ["all"]) == (Show.ALL,)
    for wrong in ("1", [1], [["1"]], None, {"a": 1}, ["x"]):
        with pytest.raises(PayloadError, match=r"^selected$"):
            brought("change", list[int], "selected", wrong)


def test_a_parameter_without_annotation_gets_what_there_is() -> None:
    class Loose(Component):
        @event
        def changed(self, value, checked, selected):  # type: ignore[no-untyped-def]  # pyright: ignore[reportMissingParameterType, reportUnknownParameterType]
            ...

    changed: Event[...] = Loose().changed  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    changed.check("change")
    assert changed.arguments_for("change", {"value": "1", "checked": True, "selected": ["a"]}) == ("1", True, ("a",))
    with pytest.raises(PayloadError, match=r"^checked$"):
        changed.arguments_for("change", {"value": "1", "checked": "yes", "selected": []})


# What is not there.


def test_what_is_not_brought_is_the_default_or_an_error() -> None:
    assert method(value=(str, "a"), key=(int, 5)).arguments_for("keydown", {}) == ("a", 5)
    with pytest.raises(PayloadError, match=r"^checked$"):
        method(value=str, checked=bool).arguments_for("input", {"value": "a"})
    with pytest.raises(PayloadError, match=r"^field$"):
        submitted(str)
    assert submitted((int, 3)) == 3


def test_what_nobody_asked_for_is_not_looked_at() -> None:
    assert method(value=str).arguments_for("input", {"value": "a", "is_staff": True, "checked": object()}) == ("a",)


# Forms.


def test_of_a_name_twice_the_last_counts_as_everywhere() -> None:
    assert submitted(int, "1", "2") == 2


COLLECTIONS: list[tuple[Any, Sequence[str], object]] = [
    (list[int], ["1", "2", "1"], [1, 2, 1]),
    (list, ["1"], ["1"]),
    (typing.Sequence[Show], ["all"], [Show.ALL]),
    (tuple[int, ...], ["1", "2"], (1, 2)),
    (tuple[int, str], ["1", "2"], (1, "2")),
    (set[int], ["1", "1"], {1}),
    (frozenset[int], ["1"], frozenset({1})),
    (list[int | None], ["1", ""], [1, None]),
    (list[int] | None, ["1"], [1]),
    (list[str], [], []),
    (set[int], [], set()),
    (list[int] | None, [], []),
    (Annotated[list[int], msgspec.Meta(max_length=2)], ["1"], [1]),
]


@pytest.mark.parametrize(("kind", "texts", "value"), COLLECTIONS, ids=repr)
def test_a_collection_gets_all_fields_of_its_name(kind: Any, texts: Sequence[str], value: object) -> None:
    got = submitted(kind, *texts)
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (list[int], ["1", "x"]),
        (tuple[int, str], ["1"]),
        (tuple[int, str], ["1", "2", "3"]),
        (list[float], ["nan"]),
        (list[str], ["a\0"]),
        (Annotated[list[int], msgspec.Meta(max_length=2)], ["1", "2", "3"]),
    ],
    ids=repr,
)
def test_one_that_does_not_fit_refuses_the_collection(kind: Any, texts: Sequence[str]) -> None:
    with pytest.raises(PayloadError, match=r"^field$"):
        submitted(kind, *texts)


@pytest.mark.parametrize("kind", [bool, bool | None])
def test_a_checkbox_is_true_when_it_is_there(kind: Any) -> None:
    assert submitted(kind) is False
    assert submitted(kind, "on") is True
    assert submitted(kind, "17") is True


@pytest.mark.parametrize("text", ["false", "False", "0", "", "off"])
def test_a_field_may_also_say_that_it_is_not_checked(text: str) -> None:
    assert submitted(bool, text) is False
    assert submitted(bool, text, "on") is True


PAIRS = [("a", "1"), ("b", "x"), ("a", "2")]


def test_the_whole_form_as_an_event_object() -> None:
    listener = method(sent=SubmitEvent)
    listener.check("submit")
    assert listener.arguments_for("submit", {"form": PAIRS}) == (SubmitEvent(form=tuple(PAIRS)),)


def test_the_whole_form_as_a_type_that_was_added() -> None:
    def make(pairs: Sequence[tuple[str, str]]) -> QueryDict:
        return QueryDict("&".join(f"{name}={value}" for name, value in pairs))

    add_form_type(QueryDict, make)
    listener = method(form=QueryDict, a=list[int])
    listener.check("submit")
    form, numbers = listener.arguments_for("submit", {"form": PAIRS})
    assert isinstance(form, QueryDict)
    assert form.getlist("a") == ["1", "2"]
    assert numbers == [1, 2]


def test_no_null_character_reaches_a_whole_form() -> None:
    with pytest.raises(PayloadError, match=r"^sent$"):
        method(sent=SubmitEvent).arguments_for("submit", {"form": [("a", "b\0")]})


# Event objects.

MOUSE: dict[str, Any] = dict.fromkeys(("alt_key", "ctrl_key", "meta_key", "shift_key"), False) | {
    "button": 0, "buttons": 1, "client_x": 12.5, "client_y": 0, "offset_x": -3.0, "offset_y": 1e-9,
}  # fmt: skip
CLICK: dict[str, Any] = MOUSE | {"value": "", "detail": 1}
KEY: dict[str, Any] = dict.fromkeys(("alt_key", "ctrl_key", "meta_key", "shift_key", "repeat"), False) | {
    "key": "a", "code": "KeyA", "value": "a",
}  # fmt: skip


def test_an_event_object_holds_all() -> None:
    assert method(event=ClickEvent).arguments_for("click", CLICK) == (ClickEvent(**CLICK),)
    assert method(event=KeyEvent).arguments_for("keydown", KEY) == (KeyEvent(**KEY),)
    assert method(event=MouseEvent).arguments_for("mousemove", MOUSE) == (MouseEvent(**MOUSE),)
    pointer: dict[str, Any] = MOUSE | {"pointer_id": 1, "pointer_type": "pen", "pressure": 0.3}
    assert method(event=PointerEvent).arguments_for("pointermove", pointer) == (PointerEvent(**pointer),)
    wheel: dict[str, Any] = MOUSE | {"delta_x": 0, "delta_y": 120.5}
    assert method(event=WheelEvent).arguments_for("wheel", wheel) == (WheelEvent(**wheel),)
    drag: dict[str, Any] = MOUSE | {"text": "card"}
    assert method(event=DragEvent).arguments_for("drop", drag) == (DragEvent(**drag),)
    media: dict[str, Any] = dict.fromkeys(("paused", "ended", "muted"), True) | {
        "current_time": 0, "duration": None, "volume": 1, "playback_rate": 1.5,
    }  # fmt: skip
    assert method(event=MediaEvent).arguments_for("pause", media) == (MediaEvent(**media),)
    assert method(event=FocusEvent).arguments_for("blur", {"value": "a"}) == (FocusEvent(value="a"),)
    assert method(event=InputEvent).arguments_for("input", {"value": "a", "selected": ["a"]}) == (
        InputEvent(value="a", selected=("a",)),
    )


def test_beside_an_event_object_others_are_filled_too() -> None:
    assert method(event=KeyEvent, key=str).arguments_for("keydown", KEY) == (KeyEvent(**KEY), "a")


@pytest.mark.parametrize(
    "change", [{"button": "0"}, {"button": 1.0}, {"alt_key": 1}, {"value": None}, {"value": "a\0"}, {"detail": [1]}]
)
def test_an_event_object_that_does_not_fit_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(PayloadError, match=r"^event$"):
        method(event=ClickEvent).arguments_for("click", CLICK | change)
    with pytest.raises(PayloadError, match=r"^event$"):
        method(event=ClickEvent).arguments_for("click", {"value": ""})


def test_the_names_are_those_of_the_protocol() -> None:
    table = (__import__("pathlib").Path(__file__).parents[2] / "docs" / "protocol.md").read_text()
    section = table[table.index("What may be brought") : table.index("Controls: ")]
    for line in section.splitlines():
        if line.startswith("| `"):
            types, names = line.strip("|").split("|")[:2]
            for event_type in re.findall(r"`(\w+)`", types):
                told = set(re.findall(r"`(\w+)`(?!\s*pairs)", names))
                assert told >= set(names_of(event_type)), event_type
                assert set(names_of(event_type)) <= told
    assert set(
        re.findall(r"`(\w+)`", "".join(line.split("|")[1] for line in section.splitlines() if "| `" in line))
    ) == (BROUGHT.keys())


# Whatever comes, a handler gets what its annotation says, or is not called.

JSON: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["1", "-1", "1.5", "true", "all", "2026-07-31", "10:30", "2026-07-31T10:30", "", "1e5", "r"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


def is_a(value: object, kind: Any) -> bool:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Union or origin is type(int | None):
        return any(is_a(value, argument) for argument in arguments)
    if origin is Literal:
        return any(type(value) is type(choice) and value == choice for choice in arguments)
    if origin in (list, set):
        return type(value) is origin and all(is_a(item, arguments[0]) for item in cast("Any", value))
    if isinstance(value, float):
        return kind is float and math.isfinite(value)
    return type(value) is (type(None) if kind is None else kind)


KINDS: list[Any] = [
    int, str, float, bool, Decimal, Show, Level, Colour, Size, dt.date, dt.time, dt.datetime, UUID,
    int | None, str | None, int | str, Literal["all", 1], Decimal | None,
]  # fmt: skip
MANY: list[Any] = [list[int], list[str], set[Show], list[int | None]]


@given(st.sampled_from(KINDS), JSON)
def test_no_value_reaches_a_handler_outside_its_annotation(kind: Any, value: Any) -> None:
    check(lambda: brought("input", kind, "value", value), kind)


@given(st.sampled_from(MANY), JSON)
def test_no_selection_reaches_a_handler_outside_its_annotation(kind: Any, value: Any) -> None:
    check(lambda: brought("change", kind, "selected", value), kind)


@given(st.sampled_from([int, bool, int | None, bool | None, Literal[0, 1]]), JSON)
def test_no_number_or_flag_reaches_a_handler_outside_its_annotation(kind: Any, value: Any) -> None:
    event_type, name = ("change", "checked") if "bool" in repr(kind) else ("click", "button")
    check(lambda: brought(event_type, kind, name, value), kind)


@given(st.sampled_from([*KINDS, *MANY]), st.lists(st.text(max_size=6) | st.sampled_from(["1", "all", ""]), max_size=3))
def test_no_field_reaches_a_handler_outside_its_annotation(kind: Any, texts: list[str]) -> None:
    check(lambda: submitted(kind, *texts), kind)


def check(get: Callable[[], object], kind: Any) -> None:
    try:
        value = get()
    except PayloadError:
        return
    assert is_a(value, kind), (value, kind)


def test_a_type_checker_knows_each_type_of_event() -> None:
    source = (Path(__file__).parents[2] / "pycomponents/dom/tags.py").read_text()
    assert set(re.findall(r"^ +on_(\w+): Listener \| None = None,$", source, re.MULTILINE)) == {*BROUGHT}
