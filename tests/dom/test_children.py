"""What stands in brackets becomes nodes, each with the place that it keeps."""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import Any

import pytest
from django.utils.functional import lazystr
from django.utils.safestring import SafeString, mark_safe
from markupsafe import Markup

from pycomponents import html as h
from pycomponents.dom.node import FROM_ITERABLE, Element, IterablePlaces, Raw
from pycomponents.errors import ChildError, DuplicateKeyError
from tests.dom.guests import Call, Part

a, b, c = h.a["a"], h.b["b"], h.i["c"]


def children(element: Element) -> list[object]:
    return [node.html if isinstance(node, Raw) else node for node in element.children]


GIVEN: list[tuple[Any, list[Any], Any]] = [
    ("x", ["x"], None),
    (a, [a], None),
    (3, ["3"], None),
    (0, ["0"], None),
    (None, [], None),
    (True, [], None),
    ("", [], None),
    ((), [], None),
    ([], [], None),
    ((a, b), [a, b], None),
    # A hole keeps its place.
    ((None, a, False, b), [a, b], (1, 3)),
    ((a, None), [a], None),
    ((a, "", b), [a, b], (0, 2)),
    # Texts that meet are one, at the place of the first.
    (("a", "b", a), ["ab", a], (0, 2)),
    ((a, "b", None, "c", 1), [a, "bc1"], None),
    (("a", ["b", "c"], "d"), ["abcd"], None),
    # An iterable has a place space of its own.
    ([a, b], [a, b], FROM_ITERABLE),
    ((x for x in (a, b)), [a, b], FROM_ITERABLE),
    ((a, [b, c]), [a, b, c], (0, (1, 0), (1, 1))),
    ((a, [b, [c]], "x"), [a, b, c, "x"], (0, (1, 0), (1, 1, 0), 2)),
    (([],), [], None),
    ([a, None, b], [a, b], (0, 2)),
    ({"x": a}.values(), [a], FROM_ITERABLE),
    (map(str, (1, 2)), ["12"], FROM_ITERABLE),
    # A fragment's children were written out: their places count down.
    (h.fragment[a, b], [a, b], ((0, -1), (0, -2))),
    ((a, h.fragment["x", b]), [a, "x", b], (0, (1, -1), (1, -2))),
    (h.fragment[None], [], None),
]


@pytest.mark.parametrize(("given", "nodes", "places"), GIVEN)
def test_children_and_their_places(given: Any, nodes: list[object], places: Any) -> None:
    element = h.div[given]
    assert children(element) == nodes
    assert element.places == places


def test_keys_are_places() -> None:
    rows = [h.li(key=i) for i in (7, 8)]
    assert h.ul[rows].places == ("7", "8")
    assert h.ul[a, [rows]].places == (0, "7", "8")
    assert h.ul[a, rows[0]].places == (0, "7")
    assert h.ul[Part(key=1), Part()].places == ("1", 1)


def test_places_of_one_iterable_can_be_told() -> None:
    assert isinstance(h.ul[[a, None, b]].places, IterablePlaces)
    assert isinstance(h.ul[[h.li(key=1), b]].places, IterablePlaces)
    assert not isinstance(h.ul[a, None, b].places, IterablePlaces)


def test_a_single_keyed_child() -> None:
    assert h.ul[h.li(key=1)].places == ("1",)


@pytest.mark.parametrize(
    "given",
    [
        [h.li(key=1), h.li(key=1)],
        (h.li(key=1), h.li(key="1")),
        ([h.li(key=1)], [h.li(key=1)]),
        (h.li(key=1), Part(key=1)),
    ],
)
def test_a_key_is_there_once(given: Any) -> None:
    with pytest.raises(DuplicateKeyError, match=r"<ul>: two children have the key '1'"):
        _ = h.ul[given]


# Texts.


class Show(str, enum.Enum):  # noqa: UP042  (whose text is not its value)
    ALL = "all"


class Number(enum.IntEnum):
    ONE = 1


class Loud(str):
    __slots__ = ()

    def __str__(self) -> str:
        return "LOUD"


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\0b", "ab"),
        ("a\ud800b", "a\ufffdb"),
        ("\U0001f600", "\U0001f600"),
        (Show.ALL, "all"),
        (Loud("x"), "x"),
        (Number.ONE, "1"),
        (Markup("a"), "a"),
        (Markup("a &amp; b&nbsp;c"), "a & b\xa0c"),
        (mark_safe("a &lt; b"), "a < b"),
        (lazystr("a < b"), "a < b"),
        (lazystr(SafeString("a &lt; b")), "a < b"),
    ],
)
def test_a_text_becomes_a_plain_one(given: Any, text: str) -> None:
    for element in (h.p[given], h.p[a, given]):
        assert element.children[-1] == text
        assert type(element.children[-1]) is str


def test_a_text_of_nothing_is_none() -> None:
    assert h.p["\0"].children == ()


# Trusted HTML.


class Widget:
    def __html__(self) -> str:
        return "<i>w</i>"


@pytest.mark.parametrize("given", [Markup("<i>w</i>"), mark_safe("<i>w</i>"), Widget(), lazystr(mark_safe("<i>w</i>"))])
def test_trusted_html_is_a_raw_range(given: Any) -> None:
    (raw,) = h.p[given].children
    assert isinstance(raw, Raw)
    assert raw.html == "<i>w</i>"
    assert type(raw.html) is str


def test_raw_ranges_stay_apart() -> None:
    assert children(h.p["a", Markup("<i></i>"), Markup("<b></b>"), "b"]) == ["a", "<i></i>", "<b></b>", "b"]


def test_safe_and_unsafe_text_added_together_is_not_trusted() -> None:
    assert h.p[mark_safe("<b>") + "<script>"].children == ("<b><script>",)


# What cannot be a child.


async def later() -> str:
    return ""


async def soon() -> Any:
    yield ""


@pytest.mark.parametrize(
    ("given", "cure"),
    [
        (b"x", "str"),
        (bytearray(), "str"),
        (1.5, ".2f"),
        (Decimal(1), ".2f"),
        (object(), "str"),
        ({"class": "a"}, "parentheses"),
        (soon(), "mount"),
        (Call("go"), "on_click"),
    ],
)
def test_what_cannot_be_a_child(given: Any, cure: str) -> None:
    for bad in (given, (a, given), [given], (a, [given])):
        with pytest.raises(ChildError, match=r"<div>: this cannot be a child") as caught:
            _ = h.div[bad]
        assert cure in str(caught.value)
        assert isinstance(caught.value, TypeError)


def test_what_cannot_be_shown_is_named_by_its_type() -> None:
    class Shy:
        def __repr__(self) -> str:
            raise ValueError

    shy: Any = Shy()
    with pytest.raises(ChildError, match=r"Got: Shy\. Write it as text"):
        _ = h.div[shy]


def test_an_awaitable_cannot_be_a_child() -> None:
    coroutine: Any = later()
    with pytest.raises(ChildError, match="Rendering does not wait"):
        _ = h.div[coroutine]
    coroutine.close()


# What is open.


def test_a_guest_makes_all_around_it_open() -> None:
    context: h.Context[str] = h.Context("c", default="d")
    bound = h.with_children(lambda children: h.p[children])
    for guest in (Part(), lambda: "x", context.provider("x", "y"), context.consumer(lambda value: value)(), bound()):
        assert h.main[a, h.div[a, [h.p[guest]]]].open
    assert not h.main[a, h.div[a, [h.p["x"]]]].open


def test_generators_are_consumed_when_given() -> None:
    rows = (h.li[i] for i in range(2))
    element = h.ul[rows, Part()]
    assert list(rows) == []
    assert len(element.children) == 3


def test_what_a_provider_holds_can_be_lowered_again() -> None:
    context: h.Context[str] = h.Context("c")
    element = h.ul[context.provider("x", (h.li[i] for i in range(2))), context.provider("x", [[h.i for _ in "ab"]])]
    assert str(element) == str(element) == "<ul><li>0</li><li>1</li><i></i><i></i></ul>"


def test_a_generator_that_is_used_up_is_not_nothing() -> None:
    rows = (h.li[i] for i in range(2))
    list(rows)
    for given in (rows, [rows], (h.b, rows), h.fragment[rows]):
        with pytest.raises(ChildError, match="has been used up"):
            _ = h.ul[given]
