"""What a selector names here is what it names in Chromium."""

from random import Random

import pytest
from playwright.sync_api import Page

from pycomponents.testing.document.dom import Document, Element, parse
from pycomponents.testing.document.look import within
from pycomponents.testing.document.selectors import matches, select
from tests.testing.pieces import FRAGMENTS, document, lines_of

EMPTY = "<!doctype html><title>t</title><body>"
DOCUMENT = (FRAGMENTS / "selectors.html").read_text()
SELECTORS = [*lines_of("selectors.css"), "  h1  ", "h1\t,\np"]
ASK = """([html, selectors, scope]) => {
    if (html !== null) document.body.innerHTML = html;
    const all = [...document.querySelectorAll("*")];
    const root = scope ? document.querySelector(scope) : document;
    return selectors.map(css => [...root.querySelectorAll(css)].map(element => all.indexOf(element)));
}"""
RANDOM_SELECTORS = [
    *(
        "div p",
        "td > *",
        "tr:first-child td",
        "span + span",
        ":not(:has(*))",
        ":nth-child(2n+1 of [role])",
        "select :checked",
    ),
    *(
        ":disabled",
        ":enabled",
        ":required",
        ":read-write",
        ":read-only",
        ":optional",
        ":empty",
        ":only-of-type",
        ":open",
    ),
    *("[role=none] ~ *", ":is(ul, ol, table) *", "[hidden]:not([hidden=''])", ":last-of-type:not(:first-of-type)"),
    *(
        ":nth-last-child(2)",
        "[aria-label='x' i]",
        "[title^=' ']",
        ":placeholder-shown",
        "svg *",
        "a[href], area[href]",
        ":link",
    ),
]


@pytest.fixture
def blank(page: Page) -> Page:
    page.set_content(EMPTY)
    return page


def found(document: Document, selectors: list[str], scope: str = "") -> list[list[int]]:
    every = within(document)
    places = {element: index for index, element in enumerate(every)}
    root = select(document, scope)[0] if scope else document
    return [[places[element] for element in select(root, css)] for css in selectors]


def unlike(
    selectors: list[str], own: list[list[int]], theirs: list[list[int]]
) -> dict[str, tuple[list[int], list[int]]]:
    return {css: (a, b) for css, a, b in zip(selectors, own, theirs, strict=True) if a != b}


def test_selectors_name_what_they_name_in_chromium(blank: Page) -> None:
    theirs = blank.evaluate(ASK, [DOCUMENT, SELECTORS, ""])
    own = found(parse(EMPTY + DOCUMENT), SELECTORS)
    assert unlike(SELECTORS, own, theirs) == {}
    assert len(SELECTORS) > 150


def test_selectors_name_the_same_inside_of_an_element(blank: Page) -> None:
    selectors = ["li", "main li", "ul li", ":scope > li", ":scope li:first-child", "body *", ":has(:scope)", "* + *"]
    theirs = blank.evaluate(ASK, [DOCUMENT, selectors, "ul"])
    assert found(parse(EMPTY + DOCUMENT), selectors, "ul") == theirs


SHAPE = """html => {
    document.body.innerHTML = html;
    const all = [...document.body.querySelectorAll("*")];
    return all.map(element => [element.localName, all.indexOf(element.parentElement)]);
}"""


def shape(body: Element) -> list[list[object]]:
    every = within(body)
    places = {element: index for index, element in enumerate(every)}
    return [[element.tag, places.get(element.parent or body, -1)] for element in every]


def test_selectors_name_the_same_in_random_documents(blank: Page) -> None:
    documents = [document(Random(seed), size=20) for seed in range(100)]
    # Of some nonsense the parsers make different trees.
    alike = [html for html in documents if shape(parse(EMPTY + html).body) == blank.evaluate(SHAPE, html)]
    assert len(alike) > 95
    for html in alike:
        theirs = blank.evaluate(ASK, [html, RANDOM_SELECTORS, ""])
        own = found(parse(EMPTY + html), RANDOM_SELECTORS)
        assert (html, unlike(RANDOM_SELECTORS, own, theirs)) == (html, {})


def test_an_element_matches_what_finds_it() -> None:
    document = parse(EMPTY + DOCUMENT)
    for css in (css for css in SELECTORS if ":scope" not in css):
        chosen = select(document, css)
        assert [one for one in within(document) if matches(one, css)] == chosen
