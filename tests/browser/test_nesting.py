"""What `dom.nesting` says of elements in each other is what Chromium's parser does."""

import re
from collections.abc import Sequence
from itertools import product

from playwright.sync_api import Page

from pycomponents import html as public
from pycomponents.dom import nesting
from pycomponents.dom.elements import make
from pycomponents.dom.html import html
from pycomponents.dom.names import SVG_TAGS
from pycomponents.dom.node import Element, altered
from pycomponents.dom.raw import VOID
from pycomponents.dom.special import DOCUMENT_TAGS
from pycomponents.dom.tags import Tag
from pycomponents.errors import NestingError

# Where our rules are meant to be stricter, or the parts cannot be made: select (browsers differ), document parts, text.
NOT_HERE = {*DOCUMENT_TAGS, "select", "option", "optgroup", "noscript", "textarea", "iframe", "object", "embed"}
TAGS = sorted({it.tag for it in vars(public).values() if isinstance(it, Tag)} - NOT_HERE - (SVG_TAGS - {"svg"}))
SOME = """
    a b br button caption dd div dl dt form h1 h2 hr label li main math p rt ruby section span svg table td tr ul
""".split()
PARENTS = {
    "td": "table tbody tr",
    "th": "table tbody tr",
    "tr": "table tbody",
    **dict.fromkeys("tbody thead tfoot caption colgroup".split(), "table"),
    "col": "table colgroup",
}
STAYS = """texts => texts.map(text =>
    new DOMParser().parseFromString('<!doctype html><body>' + text, 'text/html').body.innerHTML === text)"""


def nested(tags: tuple[str, ...]) -> Element:
    node: Element | None = None
    for tag in reversed((*PARENTS.get(tags[0], "").split(), *tags)):
        node = altered(make(tag), children=() if node is None else (node,))
    assert node is not None
    return node


def is_accepted(element: Element) -> bool:
    try:
        nesting.check(element)
    except NestingError:
        return False
    return True


def disagreements(page: Page, depth: int, tags: Sequence[str]) -> list[str]:
    """Nestings that Chromium keeps and we refuse, or the other way round."""
    elements = [nested(chain) for chain in product(tags, repeat=depth) if VOID.isdisjoint(chain[:-1])]
    texts = [html(element, markers=False) for element in elements]
    stays: list[bool] = page.evaluate(STAYS, texts)
    return [
        text
        for text, element, stay in zip(texts, elements, stays, strict=True)
        # A form among a table's parts stays as long as it is empty.
        if is_accepted(element) is not stay and not re.search("<(table|tbody|thead|tfoot|tr)><form></form>", text)
    ]


def test_each_element_in_each_other(page: Page) -> None:
    assert disagreements(page, 2, TAGS) == []


def test_three_deep(page: Page) -> None:
    assert disagreements(page, 3, SOME) == []
