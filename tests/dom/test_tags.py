"""htpy's syntax, as htpy documents it, and what ours adds."""

from __future__ import annotations

import asyncio
from typing import Any

import htpy
import pytest
from markupsafe import Markup

from pycomponents import html as h
from pycomponents.dom.node import Element
from pycomponents.errors import AttributeRefused, ChildError
from tests.dom.guests import Call


@pytest.mark.parametrize(
    ("element", "text"),
    [
        (h.div, "<div></div>"),
        (h.img, "<img>"),
        (h.div["Hi!"], "<div>Hi!</div>"),
        (h.div[h.p["Hello"], "World"], "<div><p>Hello</p>World</div>"),
        (h.div(id="a"), '<div id="a"></div>'),
        (h.div("#a"), '<div id="a"></div>'),
        (h.div(".a.b"), '<div class="a b"></div>'),
        (h.div("#a.b.c"), '<div id="a" class="b c"></div>'),
        (h.div("", id="a"), '<div id="a"></div>'),
        (h.div("#a", id="b"), '<div id="b"></div>'),
        (h.div(".a", class_="b"), '<div class="b"></div>'),
        (h.div(".a", class_=None), "<div></div>"),
        (h.div({"class": "a"}, class_=False), "<div></div>"),
        (h.div({"a": "1"}, {"b": "2", "a": "3"}), '<div a="3" b="2"></div>'),
        (h.div("#i", {"a": "1"}, b="2"), '<div id="i" a="1" b="2"></div>'),
        (h.label(for_="x"), '<label for="x"></label>'),
        (h.div(data_foo_bar="x"), '<div data-foo-bar="x"></div>'),
        (h.div(aria_label="x"), '<div aria-label="x"></div>'),
        (h.div(_="on click log 1"), '<div _="on click log 1"></div>'),
        (h.div(hx_get="/a"), '<div hx-get="/a"></div>'),
        (h.button(disabled=True), "<button disabled></button>"),
        (h.button(disabled=False), "<button></button>"),
        (h.button(disabled=None), "<button></button>"),
        (h.input(value=""), '<input value="">'),
        (h.td(colspan=2), '<td colspan="2"></td>'),
        (h.div(class_=["a", None, False, {"b": True, "c": False}, "d"]), '<div class="a b d"></div>'),
        (h.div(class_={"a": 1, "b": 0}), '<div class="a"></div>'),
        (h.div(class_=(name for name in "ab")), '<div class="a b"></div>'),
        (h.div(class_=[]), "<div></div>"),
        (h.div(class_=""), "<div></div>"),
        (h.div(title='<"&>'), '<div title="&lt;&quot;&amp;&gt;"></div>'),
        (h.del_["x"], "<del>x</del>"),
        (h.element("my-element")["x"], "<my-element>x</my-element>"),
        (
            h.html[h.head[h.title["x"]], h.body],
            "<!doctype html><html><head><title>x</title></head><body></body></html>",
        ),
        (h.div[h.comment("a -- b")], "<div><!-- a  b --></div>"),
    ],
)
def test_an_element_as_text(element: Element, text: str) -> None:
    assert str(element) == text
    assert type(str(element)) is Markup
    assert "".join(element.iter_chunks()) == text


def test_ours_and_htpys_write_the_same() -> None:
    def view(tags: Any) -> Any:
        return tags.main("#a.b", {"data-x": "1"}, hidden=True, title="a & b")[
            tags.h1["Title & <more>"], tags.ul[(tags.li[i] for i in range(3))], tags.p[None, True, "x", 0], tags.br
        ]

    ours = str(view(h)).replace("&quot;", "&#34;")
    assert ours == str(view(htpy))


def test_a_shorthand_is_only_text() -> None:
    for text in ('.a"b', Markup('.a"b')):
        assert str(h.p(text)) == '<p class="a&quot;b"></p>'


def test_calling_keeps_children_and_replaces_attributes() -> None:
    element = h.div("#a", key=1, on_click=Call("go"), style={"width": "1px"})["x"]
    again = element(class_="b")
    assert (again.attributes, again.children) == ({"class": "b"}, ("x",))
    assert (again.key, again.listeners, again.properties) == (None, None, None)


def test_brackets_keep_all_but_the_children() -> None:
    listener = Call("go")
    element = h.div("#a", key=1, on_click=listener, style={"width": "1px"})["x"]["y"]
    assert element.attributes == {"id": "a"}
    assert element.children == ("y",)
    assert element.key == "1"
    assert element.listeners == {"click": listener}
    assert element.properties == {"style.width": "1px"}


def test_making_one_element_leaves_the_other_alone() -> None:
    assert str(h.div(".a")) == str(h.div(".a")) == '<div class="a"></div>'
    h.div(".a", id="x")
    assert str(h.div(".a")) == '<div class="a"></div>'
    assert h.div.attributes == {}


def test_an_element_tells_what_it_is() -> None:
    assert repr(h.div("#a")["x", h.b]) == "<Element '<div id=\"a\">...</div>'>"
    assert repr(h.br) == "<Element '<br>'>"


def test_an_element_is_an_element_to_htpy() -> None:
    assert isinstance(h.div, htpy.BaseElement)
    assert isinstance(h.br, htpy.BaseElement)
    assert not hasattr(h.div, "__dict__")  # a row of a table is a dozen of them
    assert str(htpy.section[h.div["x"]]) == "<section><div>x</div></section>"
    assert str(htpy.fragment[h.div["x"], "y"]) == "<div>x</div>y"


def test_an_element_can_be_written_asynchronously() -> None:
    async def text() -> str:
        return "".join([chunk async for chunk in htpy.section[h.div["x"]].aiter_chunks()])

    assert asyncio.run(text()) == "<section><div>x</div></section>"


# Keys, listeners, live properties.


@pytest.mark.parametrize(("key", "kept"), [(1, "1"), ("a", "a"), (None, None), (0, "0")])
def test_a_key_is_text(key: Any, kept: str | None) -> None:
    assert h.li(key=key).key == h.li({"key": key}).key == kept
    assert str(h.li(key=key)) == "<li></li>"


def test_a_key_is_what_the_parser_leaves_of_it() -> None:
    assert h.li(key="a\r\nb\0\ud800").key == h.li({"key": "a\r\nb\0\ud800"}).key == "a\nb\ufffd"


@pytest.mark.parametrize("key", [1.5, True, ["a"]])
def test_a_key_is_text_or_a_whole_number(key: Any) -> None:
    with pytest.raises(AttributeRefused, match="a key is a text or a whole number"):
        h.li(key=key)


def test_listeners_are_checked_and_kept_by_event_type() -> None:
    click, typed = Call("go"), Call("typed")
    element = h.input(on_click=click, on_input=typed, on_my_event=typed)
    assert element.listeners == {"click": click, "input": typed, "my-event": typed}
    assert (click.checked, typed.checked) == (["click"], ["input", "my-event"])
    assert str(element) == "<input>"


def test_no_listener_is_no_listener() -> None:
    assert h.button(on_click=None, on_input=None).listeners is None


@pytest.mark.parametrize("handler", ["alert(1)", lambda: None, 3])
def test_a_listener_is_an_event_method(handler: Any) -> None:
    with pytest.raises(AttributeRefused, match=r"on_click= takes an event method.*@event"):
        h.button(on_click=handler)
    with pytest.raises(AttributeRefused, match="on_input= takes an event method"):
        h.button(on_input=handler)


def test_a_form_that_resets_says_so_to_its_listener() -> None:
    element = h.form(on_submit=Call("add"), reset=True)
    assert element.listeners is not None
    listener = element.listeners["submit"]
    assert isinstance(listener, Call)
    assert listener.resets
    with pytest.raises(AttributeRefused, match="reset=True is for a form that listens"):
        h.form(reset=True)


def test_style_is_data() -> None:
    element = h.div(style={"width": "40%", "background_color": "red", "--x": 1, "height": None, "z-index": 2})
    assert element.properties == {
        "style.width": "40%",
        "style.background-color": "red",
        "style.--x": "1",
        "style.z-index": "2",
    }
    assert str(element) == "<div></div>"


def test_indeterminate_is_data() -> None:
    assert h.input(type="checkbox", indeterminate=True).properties == {"indeterminate": True}
    assert h.input(indeterminate=False, style={"width": "1px"}).properties == {
        "indeterminate": False,
        "style.width": "1px",
    }


def test_a_form_that_listens_is_posted_where_there_is_no_script() -> None:
    assert str(h.form(on_submit=Call("add"))) == '<form method="post"></form>'
    assert str(h.form(method="dialog", on_submit=Call("add"))) == '<form method="dialog"></form>'
    assert str(h.form) == "<form></form>"
    assert str(h.div(on_submit=Call("add"))) == "<div></div>"


@pytest.mark.parametrize("shorthand", ["a", ".a b", ".a#b", "#a#b", " .a"])
def test_a_shorthand_that_cannot_be_read(shorthand: str) -> None:
    with pytest.raises(AttributeRefused, match="this shorthand cannot be read"):
        h.div(shorthand)


@pytest.mark.parametrize("arguments", [(h.p,), (5,), ([],), ([h.li],), ("#a", "text"), ("#a", [h.li]), ({}, h.p)])
def test_children_in_parentheses_are_a_mistake(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ChildError, match=r"<ul>: .*Children go into brackets"):
        h.ul(*arguments)


@pytest.mark.parametrize("nothing", ["", None, False])
def test_a_shorthand_may_be_nothing(nothing: Any) -> None:
    assert str(h.p(nothing, {"title": "x"})) == '<p title="x"></p>'


def test_a_void_element_has_no_children() -> None:
    with pytest.raises(ChildError, match=r"<br>: a void element has no children"):
        _ = h.br["x"]  # type: ignore[index]  # pyright: ignore[reportArgumentType]
    with pytest.raises(ChildError, match=r"<param>: a void element has no children"):
        _ = h.element("param")["x"]
