"""Selectors: what they name, and what they say of parts that they do not know."""

import pytest

from pycomponents.testing.document.dom import Document, Element, parse
from pycomponents.testing.document.selectors import matches, select
from pycomponents.testing.errors import LocatorError, TestingError

PAGE = """<!doctype html><title>t</title><main id=m><ul class="list big"><li>1<li class=on>2<li>3</ul>
<form><input name=a required><input type=checkbox name=b><select><option>x<option>y</select></form></main>"""


@pytest.fixture
def page() -> Document:
    return parse(PAGE, "https://example.org/#m")


def texts(found: list[Element]) -> list[str]:
    return [element.text for element in found]


def test_what_is_named_comes_in_the_order_of_the_document(page: Document) -> None:
    assert [element.tag for element in select(page, "input, li.on, main")] == ["main", "li", "input", "input"]


def test_only_what_is_inside_is_found_though_a_selector_may_look_outside(page: Document) -> None:
    (around,) = select(page, "ul")
    assert texts(select(around, "main li")) == ["1", "2", "3"]
    assert select(around, "ul") == []


def test_a_selector_that_begins_with_a_combinator_begins_at_the_element(page: Document) -> None:
    (main,) = select(page, "main")
    assert [element.tag for element in select(main, "> *")] == ["ul", "form"]
    assert select(main, "> li") == []
    assert [element.tag for element in select(select(main, "ul")[0], "+ form")] == []


def test_what_the_user_did_counts_and_not_what_is_written(page: Document) -> None:
    box, (first, second) = select(page, "[type=checkbox]")[0], select(page, "option")
    assert (select(page, "input:checked"), select(page, "option:checked")) == ([], [first])
    box.properties["checked"] = True
    second.properties["selected"] = True
    assert (select(page, "input:checked"), select(page, "option:checked")) == ([box], [second])
    box.properties["indeterminate"] = True
    assert select(page, ":indeterminate") == [box]


def test_a_placeholder_is_shown_until_something_is_typed() -> None:
    page = parse("<input placeholder=Name>")
    (field,) = select(page, "input:placeholder-shown")
    field.properties["value"] = "Ada"
    assert select(page, ":placeholder-shown") == []


def test_focus_target_and_the_top_layer_are_those_of_the_document(page: Document) -> None:
    field = select(page, "[name=a]")[0]
    page.focused = field
    assert select(page, ":focus") == [field]
    assert [element.tag for element in select(page, ":focus-within")] == ["html", "body", "main", "form", "input"]
    assert [element.tag for element in select(page, ":target")] == ["main"]
    opened = parse("<dialog open>a</dialog><div popover>b</div><div popover>c</div>")
    dialog, menu, _ = select(opened, "dialog, div")
    opened.top, opened.modal = [dialog, menu], [dialog]
    assert (select(opened, ":modal"), select(opened, ":popover-open")) == ([dialog], [menu])


def test_an_element_matches(page: Document) -> None:
    (on,) = select(page, ".on")
    assert matches(on, "ul > li:nth-child(2)")
    assert matches(on, ":scope")
    assert not matches(on, "li:first-child")


def test_what_stands_in_no_document_can_be_asked_too() -> None:
    alone = Element("p", {"class": "a"})
    assert matches(alone, "p.a:first-child:not(:root)")
    assert not matches(alone, "div p")


@pytest.mark.parametrize(
    ("css", "parts"),
    [
        ("a:hover", [":hover is not supported", "Where: a▸:hover What a pointer does", ":checked", ":nth-child()"]),
        ("li:fist-child", ["Did you mean 'first-child'?"]),
        ("p:has-text('x')", ["Use .filter(has_text=…)."]),
        (":visible", ["Use .filter(visible=True)."]),
        ("p::before", ["what :: names is no element"]),
        ("svg|a", ["namespaces are not supported", "Leave out what stands before the bar."]),
        ("", ["nothing stands where an element should be said"]),
        ("ul >", ["Where: ul >▸"]),
        ("a,,b", ["',' stands where an element should be said"]),
        ("> > a", ["'>' stands where an element should be said"]),
        ("#1a", ["the id after # is none", '[id="…"]']),
        (".", ["A class has no name"]),
        ("[", ["An attribute has no name"]),
        ("[a=1]", ["that is no name wants quotes", '[name="value"]']),
        ("[a='x'", ["an attribute does not end", "Expected: ']'"]),
        ("li:nth-child(x)", [":nth-child() counts what this is not", "2n+1"]),
        (":not(a", [":not( does not end"]),
        (":not()", ["')' stands where an element should be said"]),
        ("a)", ["')' cannot stand here"]),
        ("a:first-child()", [":first-child is not supported"]),
        ("a{}", ["'{' cannot stand here"]),
        ("//a", ["'/' stands where an element should be said"]),
    ],
)
def test_what_is_no_selector_or_not_known_is_named_with_its_cure(page: Document, css: str, parts: list[str]) -> None:
    with pytest.raises(LocatorError) as caught:
        select(page, css)
    said = str(caught.value)
    assert repr(css) in said
    assert [part for part in parts if part not in said] == []
    assert isinstance(caught.value, TestingError)
