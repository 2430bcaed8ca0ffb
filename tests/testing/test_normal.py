"""HTML in one form, however it was written: so that a difference is one that a person would see."""

from __future__ import annotations

import pytest

from pycomponents.testing.document.dom import parse
from pycomponents.testing.normal import normal_html


def normal(html: str) -> str:
    lines = normal_html(parse(html).body).splitlines()
    return "\n".join(line.removeprefix("  ") for line in lines[1:-1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<p class="b a" id=x>Hi</p>', '<p id="x" class="a  b">Hi</p>'),
        ("<p>Hi</p>\n\n<p>Ho</p>", "<p>Hi</p><p>Ho</p>"),
        ("<p>  Hi \n there</p>", "<p>Hi there</p>"),
        ('<input checked="">', "<input checked>"),
        ('<p data-pc="0" data-pc-on="3" data-pc-key="7">Hi</p>', "<p>Hi</p>"),
        ('<script nonce="a" src="/s.js"></script>', '<script nonce="b" src="/s.js"></script>'),
        ('<img src="/static/a.0123456789ab.png">', '<img src="/static/a.ba9876543210.png">'),
        ('<input name="csrfmiddlewaretoken" value="a">', '<input name="csrfmiddlewaretoken" value="b">'),
    ],
)
def test_what_is_the_same_is_written_alike(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>Hi</p>", "<p>Ho</p>"),
        ("<pre>a  b</pre>", "<pre>a b</pre>"),
        ("<input checked>", "<input>"),
        ("<p><b>Hi</b></p>", "<p>Hi</p>"),
        ('<a href="/a/">x</a>', '<a href="/b/">x</a>'),
    ],
)
def test_what_is_not_is_not(one: str, other: str) -> None:
    assert normal(one) != normal(other)


def test_each_element_has_its_line_and_its_place() -> None:
    html = '<main id=a><h1>Hi &amp; <b>ho</b></h1><input value="&quot;"><br><template><i>x</i></template></main>'
    assert normal(html) == (
        '<main id="a">\n'
        "  <h1>\n"
        "    Hi &amp;\n"
        "    <b>ho</b>\n"
        "  </h1>\n"
        '  <input value="&quot;">\n'
        "  <br>\n"
        "  <template></template>\n"
        "</main>"
    )


def test_what_a_control_holds_stands_beside_its_attributes() -> None:
    document = parse('<input value="a">')
    field = next(one for one in document.elements() if one.tag == "input")
    field.properties.update(value="b", indeterminate=True, checked=False)
    assert normal_html(field) == '<input value="a" .indeterminate .value="b">\n'


def test_what_answers_is_said() -> None:
    document = parse("<button>Go</button>")
    button = next(one for one in document.elements() if one.tag == "button")
    assert normal_html(button, lambda _: {"click": "Counter.add()"}) == "<button @click=Counter.add()>Go</button>\n"
