"""Elements whose children the HTML parser treats in a way of its own."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from pycomponents import html as h
from pycomponents.dom.node import Element
from pycomponents.errors import ChildError


def test_a_script_may_stand_only_where_its_text_is_vouched_for() -> None:
    assert str(h.script[Markup("a < b && c")]) == "<script>a < b && c</script>"
    assert str(h.style[Markup("a > b {}")]) == "<style>a > b {}</style>"
    for text in ("alert(1)", Markup("</script>"), Markup("</SCRIPT"), Markup("<!--"), h.b["x"], ["a"]):
        with pytest.raises(ChildError, match="would run as it is"):
            _ = h.script[text]


def test_a_textarea_holds_only_text() -> None:
    assert str(h.textarea["\n<b>"]) == "<textarea>\n\n&lt;b&gt;</textarea>"
    with pytest.raises(ChildError, match="only text in here"):
        _ = h.textarea[h.b["x"]]
    for element in (h.textarea, h.option, h.title):
        with pytest.raises(ChildError, match="HTML is only text in here"):
            _ = element[Markup("<b>x</b>")]


def test_noscript_is_one_text() -> None:
    element = h.noscript[h.p["a < b"], "c"]
    assert element.children == ("<p>a &lt; b</p>c",)
    assert str(element) == "<noscript><p>a &lt; b</p>c</noscript>"


def test_rows_in_a_table_get_the_tbody_that_the_parser_gives_them() -> None:
    element = h.table[h.caption["x"], h.tr(key="a"), h.tr, None, h.tfoot[h.tr], h.tr]
    assert str(element) == (
        "<table><caption>x</caption><tbody><tr></tr><tr></tr></tbody><tfoot><tr></tr></tfoot><tbody><tr></tr></tbody></table>"
    )
    assert element.places == (0, -1, 4, -2)
    body = element.children[1]
    assert isinstance(body, Element)
    assert body.places == ("a", 2)
    assert str(h.table[h.col, h.col]) == "<table><colgroup><col><col></colgroup></table>"


def test_a_title_inside_svg_is_not_the_documents() -> None:
    element = h.svg(viewbox="0 0 1 1")[h.title["Close"], h.g[h.title["More"]], h.path(d="M0")]
    assert not element.open
    assert str(element) == (
        '<svg viewBox="0 0 1 1"><title>Close</title><g><title>More</title></g><path d="M0"></path></svg>'
    )
