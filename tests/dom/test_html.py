"""Trees as HTML, with the marks of docs/protocol.md and without."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from pycomponents import html as h
from pycomponents.dom.html import escape_attribute, escape_text, html, live_properties
from pycomponents.dom.node import Boundary, Element, Listener
from tests.dom.guests import Call, Here, lowered


class Specs:
    """Numbers listeners in the order in which they are met."""

    def __init__(self) -> None:
        self.met: list[dict[str, Listener]] = []

    def __call__(self, listeners: dict[str, Listener]) -> int:
        if listeners not in self.met:
            self.met.append(listeners)
        return self.met.index(listeners)


def component(number: int, root: Element | Boundary | None, key: str | None = None) -> Boundary:
    return Boundary(Here(number, root), key)


def test_keys_and_listeners_are_marked() -> None:
    go, stop = Call("go"), Call("stop")
    tree = h.ul[h.li(key='a"b', on_click=go)["x"], h.li(on_click=stop), h.li(key=1, on_click=go)]
    assert html(tree, specs=Specs()) == (
        '<ul><li data-pc-key="a&quot;b" data-pc-on="0">x</li><li data-pc-on="1"></li>'
        '<li data-pc-key="1" data-pc-on="0"></li></ul>'
    )


def test_components_are_marked() -> None:
    tree = h.main[
        component(1, h.p["x"]),
        component(2, h.p(key="own", class_="a"), key="k"),
        component(3, component(4, component(5, h.b["y"])), key="l"),
        component(6, None, key="m"),
        component(7, component(8, None)),
    ]
    assert html(component(0, lowered(tree))) == (
        '<main data-pc="0"><p data-pc="1">x</p><p data-pc="2" data-pc-key="k" class="a"></p>'
        '<b data-pc="3 4 5" data-pc-key="l">y</b><template data-pc="6" data-pc-key="m"></template>'
        '<template data-pc="7 8"></template></main>'
    )


def test_raw_ranges_are_marked() -> None:
    tree = h.p["a", Markup("<i>&amp;</i>"), Markup("<b></b>"), "b"]
    assert html(tree) == "<p>a<!--pc--><i>&amp;</i><!--/pc--><!--pc--><b></b><!--/pc-->b</p>"


def test_without_marks() -> None:
    tree = h.ul(key="u")[
        h.li(key=1, on_click=Call("go"))[Markup("<i></i>")],
        component(1, h.li["x"], key="k"),
        component(2, None),
    ]
    assert html(lowered(tree), specs=Specs(), markers=False) == "<ul><li><i></i></li><li>x</li></ul>"


def test_what_is_not_an_element() -> None:
    assert html(None) == ""
    assert html("a<b") == "a&lt;b"
    assert html(component(3, None)) == '<template data-pc="3"></template>'
    (raw,) = h.p[Markup("<i></i>")].children
    assert html(raw) == "<!--pc--><i></i><!--/pc-->"


def test_a_document_begins_with_its_type() -> None:
    assert (
        html(lowered(h.html[h.head, h.body], document=True)) == "<!doctype html><html><head></head><body></body></html>"
    )


@pytest.mark.parametrize(("first", "written"), [("\na", "\n\na"), ("a", "a"), ("\n", "\n\n")])
def test_the_newline_that_the_parser_drops_is_doubled(first: str, written: str) -> None:
    assert html(h.pre[first]) == f"<pre>{written}</pre>"
    assert html(h.textarea[first]) == f"<textarea>{written}</textarea>"
    assert html(h.p["\na"]) == "<p>\na</p>"
    assert html(h.pre["\n", h.b(key=1), component(1, h.i), Markup("<b></b>")]) == (
        '<pre>\n\n<b data-pc-key="1"></b><i data-pc="1"></i><!--pc--><b></b><!--/pc--></pre>'
    )


def test_a_value_that_is_empty() -> None:
    assert html(h.input(value="", disabled=True, data_x=True, alt="")) == '<input value="" disabled data-x="" alt="">'


@pytest.mark.parametrize(
    "attack",
    ["</script>", '"><img onerror=x>', "&lt;", "`", "]]>", "<!--", "\u2028", "<!--/pc-->", "&#106;", "'><b>"],
)
def test_text_stays_text(attack: str) -> None:
    element = h.p(title=attack, key=attack)[attack, h.textarea[attack], h.b[attack]]
    text = html(element)
    assert text == (
        f'<p data-pc-key="{escape_attribute(attack)}" title="{escape_attribute(attack)}">{escape_text(attack)}'
        f"<textarea>{escape_text(attack)}</textarea><b>{escape_text(attack)}</b></p>"
    )
    assert not {"<img", "</script", "<!--"} & {text[i : i + n] for i in range(len(text)) for n in (4, 8)}


def test_live_properties_have_addresses() -> None:
    def wide(tag: h.Element) -> h.Element:
        return tag(style={"width": "1px"})

    tree = wide(h.main)[
        "text",
        h.p[wide(h.b)],
        h.li(key="k", style={"width": "1px"}),
        component(1, h.div[wide(h.i)]),
        component(2, component(3, wide(h.div)[h.p, wide(h.i)])),
        component(4, None),
        wide(h.u),
    ]
    assert [address for address, _ in live_properties(Here(0, lowered(tree)))] == [
        [0],
        [0, 1, 0],
        [0, "#k"],
        [1, 0],
        [3],
        [3, 1],
        [0, 6],
    ]
    assert live_properties(Here(0, wide(h.p))) == [([0], {"style.width": "1px"})]
