"""The names of attributes are checked when a node is made."""

from __future__ import annotations

from typing import Any

import pytest

from pycomponents import html as h
from pycomponents.dom.names import keyword_names
from pycomponents.errors import AttributeRefused
from tests.dom.guests import Call


def call(tag: Any, name: str, value: object = "x") -> None:
    tag(**{name: value})


@pytest.mark.parametrize(
    "name",
    [
        "x onload=alert(1)",
        "onclick",
        "ONCLICK",
        "oNcLiCk",
        "on",
        "on\u200bclick",
        "onclick\x00",
        "\x00onclick",
        " onclick",
        "srcdoc",
        "SrcDoc",
        "is",
        "a/b",
        "a>",
        'a"b',
        "a'b",
        "a=b",
        "a\nb",
        "",
        "@click",
        "1a",
        "é",
        "data-pc",
        "data-pc-on",
        "DATA-PC-KEY",
        "a-",
    ],
)
def test_a_name_that_is_refused(name: str) -> None:
    for _ in range(2):  # and again, now that it has been met
        with pytest.raises(AttributeRefused):
            h.div({name: "x"})


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("onclick", "on_click=self.method"),
        ("on", "on_click=self.method"),
        ("type_", "not a name"),
        ("data_pc_on", "our own marks"),
        ("style_", "not a name"),
    ],
)
def test_a_keyword_that_is_refused(name: str, cure: str) -> None:
    with pytest.raises(AttributeRefused, match=cure):
        call(h.div, name)


def test_a_listener_is_a_keyword() -> None:
    with pytest.raises(AttributeRefused, match=r"on_click=self\.method"):
        h.div({"on_click": Call("go")})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]


def test_a_name_is_a_text() -> None:
    with pytest.raises(AttributeRefused, match="must be a text"):
        h.div({1: "x"})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]


def test_names_are_written_as_the_parser_reads_them() -> None:
    assert h.div({"Data-X": "1", "viewBox": "2"}).attributes == {"data-x": "1", "viewbox": "2"}
    assert h.svg(viewbox="1", preserveAspectRatio="2", stroke_width=3).attributes == {
        "viewBox": "1",
        "preserveAspectRatio": "2",
        "stroke-width": "3",
    }
    assert h.div({"hello_hi": "x", "x-on:click": "y"}).attributes == {"hello_hi": "x", "x-on:click": "y"}


def test_what_names_mean_is_remembered_only_so_far() -> None:
    for number in range(5000):
        call(h.div, f"data_{number}")
    assert len(keyword_names["div"]) <= 2000


@pytest.mark.parametrize("tag", [h.textarea, h.select])
def test_a_value_stands_elsewhere(tag: Any) -> None:
    with pytest.raises(AttributeRefused, match=r"textarea\(…\)\[text\]|option\(value="):
        tag(value="x")
