"""What render() returned becomes one closed tree."""

from __future__ import annotations

from typing import Any

import htpy
import pytest
from markupsafe import Markup

from pycomponents import html as h
from pycomponents.dom.html import html
from pycomponents.dom.lower import Contexts, lower
from pycomponents.dom.node import FROM_ITERABLE, Boundary, Element, IterablePlaces, Raw
from pycomponents.errors import ChildError, ContextError, DuplicateKeyError, NestingError, RenderError
from tests.dom.guests import Here, Part, Places, lowered

theme: h.Context[str] = h.Context("theme")
size: h.Context[int] = h.Context("size", default=1)


@theme.consumer
def themed(value: str, end: str = "") -> h.Node:
    return h.b[value + end]


@size.consumer
def sized(value: int) -> h.Node:
    return value


def text(rendered: object) -> str:
    return html(lowered(rendered), markers=False)


# The root.


def test_a_closed_tree_stays_what_it_is() -> None:
    tree = h.main[h.p["x"], [h.b[i] for i in range(3)]]
    assert lower(tree, fill=Places(), strict=True) is tree


def test_closed_parts_of_an_open_tree_stay_what_they_are() -> None:
    closed = h.p["x"]
    tree = lowered(h.main[closed, h.div[closed, lambda: "y"]])
    inner = tree.children[1]
    assert isinstance(inner, Element)
    assert tree.children[0] is inner.children[0] is closed
    assert not tree.open
    assert not inner.open


@pytest.mark.parametrize("nothing", [None, False, True, h.fragment[None], h.fragment[()], lambda: None])
def test_nothing_to_show(nothing: object) -> None:
    assert lower(nothing, fill=Places()) is None


def test_a_component_as_root() -> None:
    places = Places()
    for root in (Part(h.p["x"]), h.fragment[None, Part()], Part, theme.provider("dark", Part())):
        assert isinstance(lower(root, fill=places), Boundary)
    assert places.paths == [()] * 4


def test_one_element_by_another_way() -> None:
    ways: list[object] = [lambda: h.p, h.fragment[h.p], theme.provider("x", h.p), htpy.p, lambda: lambda: htpy.p]
    for root in ways:
        assert text(root) == "<p></p>"
    assert text(theme.provider("dark", themed())) == "<b>dark</b>"


@pytest.mark.parametrize("root", ["text", 1, Markup("<b></b>"), [h.p], (h.p,), [h.p, h.p], h.fragment[h.p, h.p], "a&b"])
def test_what_is_not_one_element(root: object) -> None:
    with pytest.raises(RenderError, match=r"TodoList.*one component shows one element.*div\[…\]"):
        lower(root, fill=Places(), owner="TodoList.render()")


def test_a_root_that_is_nothing_at_all() -> None:
    with pytest.raises(ChildError):
        lower(object(), fill=Places())


# Components.


def test_components_stand_at_paths() -> None:
    places = Places()
    tree = h.main[
        Part(),
        None,
        h.ul[[h.li(key=i)[Part()] for i in (7, 8)]],
        [Part(key="k"), [Part()]],
        h.fragment[Part()],
        Part,
        lambda: [Part(), h.p[Part()]],
        h.table[h.tr[h.td[Part()]]],
    ]
    lower(tree, fill=places)
    assert places.paths == [
        (0,),
        (2, "7", 0),
        (2, "8", 0),
        ("k",),
        ((3, 1, 0),),
        ((4, -1),),
        (5,),
        ((6, 0),),
        ((6, 1), 0),
        (7, -1, 0, 0, 0),
    ]


def test_a_path_leads_along_the_places_of_the_tree() -> None:
    places = Places()
    root = lower(h.main[None, h.table[h.tr, h.tr[h.td, h.td[None, Part()]]]], fill=places)
    node: Any = root
    for place in places.paths[0]:
        identities: Any = node.places or range(len(node.children))
        node = node.children[identities.index(place)]
    assert isinstance(node, Boundary)


def test_a_component_keeps_its_place_when_a_hole_is_filled() -> None:
    without, filled = Places(), Places()
    lower(h.div[None, Part()], fill=without)
    lower(h.div[h.p, Part()], fill=filled)
    assert without.paths == filled.paths


def test_components_become_boundaries_among_their_siblings() -> None:
    tree = lowered(h.ul[h.li, (Part(h.li, key=i) for i in range(2))])
    assert tree.places == (0, "0", "1")
    assert [type(child) for child in tree.children[1:]] == [Boundary, Boundary]
    assert lowered(h.ul[[Part(h.li), Part(h.li)]]).places is FROM_ITERABLE


def test_an_open_element_is_lowered_again_at_each_render() -> None:
    tree = h.div[Part(), "x"]
    first, second = lowered(tree), lowered(tree)
    assert first is not second
    assert tree.open


# Callables, contexts, components with children.


def test_callables_are_called() -> None:
    assert text(h.p["a", lambda: "b", lambda: ["c", h.b["d"]], lambda: None, "e"]) == "<p>abc<b>d</b>e</p>"


def test_texts_from_callables_meet_their_neighbours() -> None:
    tree = lowered(h.p["a", lambda: "b", lambda: lambda: "", "c"])
    assert tree.children == ("abc",)
    assert tree.places is None


def test_what_callables_give_has_its_place() -> None:
    tree = lowered(h.p[h.b, lambda: h.i, lambda: (h.b, h.i), lambda: h.b(key=1)])
    assert tree.places == (0, 1, (2, 0), (2, 1), "1")
    assert isinstance(lowered(h.p[[h.b, lambda: [h.i]]]).places, IterablePlaces)


def test_keys_from_callables_are_checked() -> None:
    with pytest.raises(DuplicateKeyError):
        lowered(h.p[h.b(key=1), lambda: h.b(key=1)])


def test_contexts_reach_inward() -> None:
    tree = h.div[theme.provider("dark", h.p[themed("!"), theme.provider("light", themed()), themed()]), sized()]
    assert text(tree) == "<div><p><b>dark!</b><b>light</b><b>dark</b></p>1</div>"
    assert str(tree) == "<div><p><b>dark!</b><b>light</b><b>dark</b></p>1</div>"
    assert str(htpy.section[theme.provider("x", h.p[themed()])]) == "<section><p><b>x</b></p></section>"


def test_contexts_come_from_outside_and_it_is_known_which() -> None:
    contexts = Contexts({theme: "dark", size: 3})
    root = lower(h.div[themed(), size.provider(4, sized())], fill=Places(), contexts=contexts)
    assert html(root) == "<div><b>dark</b>4</div>"
    assert contexts.read == {theme}


def test_a_default_that_was_read_is_known_too() -> None:
    contexts = Contexts()
    lower(h.div[sized()], fill=Places(), contexts=contexts)
    assert contexts.read == {size}


def test_a_component_is_told_what_is_provided_at_its_place() -> None:
    contexts = Contexts({size: 3})
    seen: list[object] = []

    def fill(description: Any, path: object) -> Boundary:
        seen.append(contexts.here)
        return Boundary(Here(0, None), None)

    lower(h.div[Part(), theme.provider("dark", [Part()])], fill=fill, contexts=contexts)
    assert seen == [{size: 3}, {size: 3, theme: "dark"}]


def test_a_context_that_nobody_provides() -> None:
    with pytest.raises(ContextError, match=r"TodoList, themed\(\).*'theme' is provided nowhere.*theme.provider"):
        lower(h.div[themed()], fill=Places(), owner="TodoList")


def test_components_that_take_children() -> None:
    @h.with_children
    def card(children: h.Node, *, title: str = "") -> h.Renderable:
        return h.section[h.h2[title], children]

    assert text(h.div[card(title="a")["x"], card(title="b"), card]) == (
        "<div><section><h2>a</h2>x</section><section><h2>b</h2></section><section><h2></h2></section></div>"
    )


def test_plain_htpy_inside_and_outside() -> None:
    assert text(htpy.div(class_="x")["x", lambda: "y", [htpy.b["z"]]]) == '<div class="x">xy<b>z</b></div>'


def test_a_component_is_not_a_text() -> None:
    with pytest.raises(RenderError, match="Part: a component is not a text"):
        str(h.div[Part()])
    with pytest.raises(RenderError, match="a component is not a text"):
        str(htpy.div[h.p[Part()]])


def test_parts_of_a_table_that_come_too_late() -> None:
    with pytest.raises(NestingError, match=r"table\[tbody\[…\]\]"):
        lowered(h.table[lambda: h.tr])


def test_text_only_elements_are_checked_when_they_are_lowered() -> None:
    assert text(h.textarea[lambda: "a<"]) == "<textarea>a&lt;</textarea>"
    with pytest.raises(ChildError, match="only text in here"):
        lowered(h.textarea[lambda: h.b])
    assert lowered(h.noscript[lambda: h.p["x"]]).children == ("<p>x</p>",)
    with pytest.raises(ChildError, match="<noscript>: a component is not alive in here"):
        lowered(h.div[h.noscript[h.p[Part(h.b["x"])]]])


# Documents.


def test_a_document() -> None:
    page = h.html(lang="en")[
        h.head[
            h.meta(charset="utf-8"),
            h.title["T"],
            h.link(rel="stylesheet", href="/a.css"),
            h.script(src="/a.js"),
            h.style[Markup("a>b{}")],
        ],
        h.body[h.p["x"], h.svg[h.title["y"]], h.script(type="application/json")[Markup("[1]")]],
    ]
    assert html(lowered(page, document=True)) == (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title><link rel="stylesheet" '
        'href="/a.css"><script src="/a.js"></script><style>a>b{}</style></head><body><p>x</p><svg><title>y</title>'
        '</svg><script type="application/json">[1]</script></body></html>'
    )


@pytest.mark.parametrize(
    "part",
    [
        h.meta(charset="x"),
        h.link,
        h.title["x"],
        h.base,
        h.script(src="/x"),
        h.style[Markup("x")],
        h.script[Markup("x")],
        h.html[h.head, h.body],
        h.body,
    ],
)
def test_what_stands_only_in_a_document(part: Any) -> None:
    for tree in (part, h.div[part], h.div[h.p[part]], h.div[lambda: part]):
        with pytest.raises(NestingError, match="only in a document"):
            lower(tree, fill=Places())
    with pytest.raises(NestingError, match="only in a document"):
        lower(h.html[h.head, h.body[h.div[part]]], fill=Places(), document=True)


@pytest.mark.parametrize(
    "page",
    [
        h.html[h.body],
        h.html[h.head, "x", h.body],
        h.html[h.body, h.head],
        h.html[h.head, h.body[h.link]],
        h.html[h.head, h.body[h.script(src="/x")]],
        h.html[h.head[h.body], h.body],
    ],
)
def test_a_document_that_the_parser_would_change(page: Any) -> None:
    with pytest.raises(NestingError):
        lower(page, fill=Places(), document=True)


def test_raw_ranges_stay() -> None:
    tree = lowered(h.p[lambda: Markup("<i></i>"), Markup("<b></b>")])
    assert [child.html for child in tree.children if isinstance(child, Raw)] == ["<i></i>", "<b></b>"]
