"""What values become is said when a node is made, and URLs are checked."""

from __future__ import annotations

import logging
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.functional import lazystr
from django.utils.safestring import mark_safe
from markupsafe import Markup

from pycomponents import html as h
from pycomponents.dom.attributes import BLOCKED
from pycomponents.errors import AttributeRefused
from tests.dom.guests import Call


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\r\nb\0\ud800", "a\nb\ufffd"),
        (12, "12"),
        (0, "0"),
        (True, ""),
        (lazystr("<"), "<"),
        (Markup("a &amp; &quot;b&quot;"), 'a & "b"'),
        (mark_safe("a &lt; b"), "a < b"),
        (Markup("?a=1&copy=2&lt=3&amp&notit;"), "?a=1&copy=2&lt=3&&notit;"),
        (Markup("&#106;&#x41;"), "jA"),
    ],
)
def test_a_value_is_plain_text(value: Any, text: str) -> None:
    for element in (h.div(title=value), h.div({"title": value})):
        assert element.attributes == {"title": text}
        assert type(element.attributes["title"]) is str


@pytest.mark.parametrize("value", [1.5, Decimal(1), date(2026, 1, 1), ["a"], {"a": 1}, b"x", object(), Call("go")])
def test_a_value_that_has_no_one_text(value: Any) -> None:
    with pytest.raises(
        AttributeRefused, match=r"<div>: the attribute 'title' cannot take this value.*Write it as text"
    ):
        h.div(title=value)


def test_a_class_of_something_else() -> None:
    assert h.div(class_="a\r\nb").attributes == {"class": "a\nb"}
    with pytest.raises(AttributeRefused):
        h.div(class_=[["a"]])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]


def test_true_and_false_are_words_of_some_attributes() -> None:
    assert h.div(aria_expanded=True, aria_hidden=False, draggable=False, aria_label=None).attributes == {
        "aria-expanded": "true",
        "aria-hidden": "false",
        "draggable": "false",
    }


# Style.


@pytest.mark.parametrize(
    "style",
    [
        "color: red",
        {"width": "1px; position: fixed"},
        {"width": "}"},
        {"--x": "</style>"},
        {"--x": "a{b"},
        {"width": "1px !important"},
        {"width": "1\npx"},
        {"width": True},
        {"width": ["1px"]},
        {"back;ground": "x"},
        {"backgroundColor": "x"},
        {"": "x"},
        {1: "x"},
    ],
)
def test_a_style_that_is_refused(style: Any) -> None:
    with pytest.raises(AttributeRefused, match="style"):
        h.div(style=style)
    with pytest.raises(AttributeRefused, match="style"):
        h.div({"style": style})


def test_no_style() -> None:
    assert h.div(style=None).properties is h.div(style={}).properties is None


# URLs.

SCRIPTS = [
    "javascript:alert(1)",
    "JaVa\tScRi\npt:alert(1)",
    "\x01javascript:alert(1)",
    "  javascript:alert(1)",
    "\x00javascript:alert(1)",
    Markup("&#106;avascript:alert(1)"),
    "vbscript:x",
    "data:text/html,<script>",
    "data:image/svg+xml,<svg>",
    "blob:https://a/b",
    "file:///etc/passwd",
    "unknown:x",
]
SAFE = [
    "/a",
    "//evil",
    "\\\\evil",
    "a/b",
    "?a=b:c",
    "#javascript:",
    "./a:b",
    "",
    "https://a/b?c=d&e#f",
    "HTTP://a",
    "mailto:a@b",
    "tel:+49",
    "sms:1",
    "a b",
    "&#106;avascript:alert(1)",
]
SINKS = [
    (h.a, "href"),
    (h.img, "src"),
    (h.form, "action"),
    (h.button, "formaction"),
    (h.video, "poster"),
    (h.blockquote, "cite"),
    (h.a, "xlink:href"),
    (h.use, "href"),
    (h.unsafe_object, "data"),
    (h.unsafe_iframe, "src"),
    (h.link, "href"),
    (h.body, "background"),
]


@pytest.mark.parametrize(("tag", "name"), SINKS)
@pytest.mark.parametrize("url", SCRIPTS)
def test_a_url_that_could_run_is_blocked(tag: Any, name: str, url: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert tag({name: url}).attributes == {name: BLOCKED}
    assert "was blocked" in caplog.text
    assert "alert" not in caplog.text


@pytest.mark.parametrize(("tag", "name"), SINKS)
@pytest.mark.parametrize("url", SAFE)
def test_a_url_that_is_safe_stays(tag: Any, name: str, url: str) -> None:
    assert tag({name: url}).attributes == {name: url}


def test_a_url_loses_what_browsers_take_off() -> None:
    assert h.a(href=" \x01/a\tb\nc ").attributes == {"href": "/abc"}
    assert h.a(href="/a\tb ").attributes == {"href": "/ab"}
    assert h.a(href="ht\ntps://a").attributes == {"href": "https://a"}


def test_a_picture_may_be_data() -> None:
    data = "data:image/png;base64,iVBORw0KGgo="
    assert h.img(src=data).attributes == {"src": data}
    assert h.image(href=data).attributes == {"href": data}
    assert h.a(href=data).attributes == {"href": BLOCKED}
    assert h.input(formaction=data).attributes == {"formaction": BLOCKED}


@pytest.mark.parametrize(("name", "tag"), [("srcset", h.img), ("ping", h.a)])
def test_lists_of_urls(name: str, tag: Any) -> None:
    safe = "/a.png 1x, https://b/c.png 2x"
    assert tag({name: safe}).attributes == {name: safe}
    assert tag({name: "/a.png 1x,javascript:x 2x"}).attributes == {name: BLOCKED}


def test_no_animation_of_links_and_no_refresh() -> None:
    for name in ("href", "xlink:href", "onclick", " HREF"):
        with pytest.raises(AttributeRefused):
            h.animate(attributeName=name, to="javascript:x")
        with pytest.raises(AttributeRefused):
            h.set(attributename=name)
    assert h.animate(attributeName="r", to="5").attributes == {"attributeName": "r", "to": "5"}
    with pytest.raises(AttributeRefused):
        h.meta(http_equiv="Refresh", content="0;url=javascript:x")
