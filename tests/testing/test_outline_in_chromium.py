"""Our outline of a document is what Playwright prints of it in Chromium; so is what it says of single elements."""

import json
from collections.abc import Mapping
from difflib import unified_diff
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pycomponents.testing.document.dom import Document, Element, parse
from pycomponents.testing.document.look import Look, within
from pycomponents.testing.document.names import description_of, name_of
from pycomponents.testing.document.outline import outline
from pycomponents.testing.document.roles import role_of, states_of
from pycomponents.testing.document.selectors import matches, select
from pycomponents.testing.document.visibility import is_hidden, is_visible
from tests.gallery.conftest import InGallery
from tests.testing.pieces import TOPICS, document, fragments

EMPTY = "<!doctype html><title>t</title><body>"
FILL = "html => { document.body.innerHTML = html }"
RANDOM_DOCUMENTS = 300


@pytest.fixture
def blank(page: Page) -> Page:
    page.set_content(EMPTY)
    return page


def ours(html: str) -> Document:
    return parse(EMPTY + html)


def difference(theirs: str, own: str) -> str:
    return "\n".join(unified_diff(theirs.splitlines(), own.splitlines(), "Playwright", "ours", lineterm=""))


def differences(page: Page, texts: list[str]) -> list[str]:
    found: list[str] = []
    for html in texts:
        page.evaluate(FILL, html)
        theirs, own = page.locator("body").aria_snapshot(), outline(ours(html).body)
        if theirs != own:
            found.append(f"{html}\n{difference(theirs, own)}")
    return found


@pytest.mark.parametrize("topic", TOPICS)
def test_fragments_have_the_outline_that_playwright_prints(blank: Page, topic: str) -> None:
    assert differences(blank, fragments(topic)) == []


def test_random_documents_have_the_outline_that_playwright_prints(blank: Page) -> None:
    assert differences(blank, [document(Random(seed)) for seed in range(RANDOM_DOCUMENTS)]) == []


PAGES = """
import json
from django.test import Client
from pycomponents.testing.document.dom import parse
from pycomponents.testing.document.selectors import matches, select
client, pages, paths = Client(headers={"host": "localhost"}), {}, ["/"]
while paths:
    path = paths.pop()
    answer = client.get(path, follow=True)
    if path in pages or not answer["Content-Type"].startswith("text/html"):
        continue
    pages[path] = answer.content.decode()
    paths += [link.attributes["href"].split("#")[0] for link in select(parse(pages[path]), 'a[href^="/"]')]
print(json.dumps(pages))
"""
SHOW = """html => {
    const read = new DOMParser().parseFromString(html, "text/html");
    read.querySelectorAll("script, style, link").forEach(element => element.remove());
    document.body.replaceWith(document.adoptNode(read.body));
}"""


def test_every_page_of_the_gallery_has_the_outline_that_playwright_prints(blank: Page, in_gallery: InGallery) -> None:
    pages: dict[str, str] = json.loads(in_gallery(PAGES))
    assert len(pages) > 5
    for html in pages.values():
        blank.evaluate(SHOW, html)
        assert difference(blank.locator("body").aria_snapshot(), outline(parse(html).body)) == ""


def test_the_outline_of_a_part_is_the_outline_of_that_element(blank: Page) -> None:
    html = "<main><h1>A</h1><ul><li>x<li hidden>y</ul></main><section hidden><p>z</section>"
    blank.evaluate(FILL, html)
    body = ours(html).body
    for css in ("main", "ul", "li", "section", "p", "h1"):
        theirs = blank.locator(css).first.aria_snapshot()
        assert outline(select(body, css)[0]) == theirs


# What is set beside the attributes.

SET = """([html, set]) => {
    document.body.innerHTML = html;
    for (const [css, values] of Object.entries(set))
        for (const [name, value] of Object.entries(values)) {
            const element = document.querySelector(css);
            if (name.startsWith("style.")) element.style.setProperty(name.slice(6), value);
            else element[name] = value;
        }
}"""
SETTINGS: list[tuple[str, Mapping[str, Mapping[str, Any]]]] = [
    ("<input value=a><input id=b><textarea>x</textarea>", {"input": {"value": "typed"}, "textarea": {"value": "y\nz"}}),
    ("<input type=checkbox checked><input type=checkbox id=b>", {"input": {"checked": False}, "#b": {"checked": True}}),
    ("<input type=checkbox checked>", {"input": {"indeterminate": True}}),
    ("<select><option>a<option id=b>b</select>", {"#b": {"selected": True}}),
    ("<label>L<select multiple><option selected>a<option id=b>b</select></label>", {"option": {"selected": False}}),
    ("<h1>a<input value=x></h1>", {"input": {"value": "now"}}),
    ("<p>a</p><p id=b hidden>b</p>", {"p": {"style.display": "none"}, "#b": {"style.display": "block"}}),
    ("<p>a<b>b</b></p>", {"p": {"style.visibility": "hidden"}, "b": {"style.visibility": "visible"}}),
    ("<h1>a<b>b</b>c</h1><h2>d<i>e</i></h2>", {"b": {"style.display": "block"}, "i": {"style.display": "inline"}}),
    ("<button style='display:none'>x</button>", {"button": {"style.display": "inline-block"}}),
]


def test_what_the_user_and_the_server_set_counts_and_not_what_is_written(blank: Page) -> None:
    for html, settings in SETTINGS:
        blank.evaluate(SET, [html, settings])
        document = ours(html)
        for css, values in settings.items():
            select(document, css)[0].properties.update(values)
        assert (html, outline(document.body)) == (html, blank.locator("body").aria_snapshot())


def test_dialogs_and_popovers_are_read_when_they_are_open(blank: Page) -> None:
    html = "<p>behind</p><dialog>asks</dialog><span popover>menu</span><span popover>closed</span>"
    blank.evaluate(FILL, html)
    blank.evaluate("() => { document.querySelector('dialog').showModal() }")
    blank.evaluate("() => { document.querySelector('[popover]').showPopover() }")
    document = ours(html)
    dialog, menu = select(document, "dialog, span")[:2]
    dialog.attributes["open"] = ""
    document.top, document.modal = [dialog, menu], [dialog]
    assert outline(document.body) == blank.locator("body").aria_snapshot()


# Single elements.

DESCRIBED = """
<button data-n=0 aria-describedby=a title=t>x</button><p id=a>one <b hidden>two</b> <i>three</i></p>
<button data-n=1 aria-describedby="b a none">x</button><p id=b hidden>hidden <b>too</b></p>
<button data-n=2 aria-description=" said  so ">x</button><button data-n=3 title=" t ">x</button>
<button data-n=4>x</button>
<button data-n=5 aria-describedby=none title=t>x</button><button data-n=6 aria-describedby=c>x</button>
<label id=c>l <input value=v> <button>b</button></label><p data-n=7 title=para>x</p>
"""


def test_descriptions_are_those_of_playwright(blank: Page) -> None:
    blank.evaluate(FILL, DESCRIBED)
    for element in select(ours(DESCRIBED), "[data-n]"):
        place = blank.locator(f"[data-n='{element.attributes['data-n']}']")
        expect(place).to_have_accessible_description(description_of(element))


STATES = ("checked", "disabled", "expanded", "pressed", "selected")
OF_STATE = {"checked": "checkbox", "expanded": "button", "pressed": "button", "selected": "option"}


def numbered(html: str) -> str:
    # Each element of a page has its number, so that both sides can speak of it.
    return f"elements => elements.map(one => [...document.body.querySelectorAll('*')].indexOf(one)) /* {len(html)} */"


@pytest.mark.parametrize("state", STATES)
def test_locators_by_role_and_state_find_the_same_elements(blank: Page, state: str) -> None:
    html = "".join(fragments("states") + fragments("explicit"))
    blank.evaluate(FILL, html)
    body = ours(html).body
    every = within(body)
    look = Look(body)
    for role in ("button", "checkbox", "option", "tab", "treeitem", "link", "combobox", "row", "radio"):
        for value in (True, False):
            try:
                theirs = blank.locator(f"role={role}[{state}={str(value).lower()}]").evaluate_all(numbered(html))
            except Exception as error:
                if "only supported for roles" in str(error):
                    continue
                raise
            found = [
                index
                for index, element in enumerate(every)
                if role_of(element, look=look) == role
                and not is_hidden(element, look=look)
                and states_of(element, look=look)[state] is value  # type: ignore[literal-required]
            ]
            assert (role, value, found) == (role, value, theirs)


def test_hidden_elements_have_the_names_that_playwright_gives_them(blank: Page) -> None:
    html = "".join(f"<div hidden>{one}</div>" for one in fragments("names") if "id=" not in one)
    blank.evaluate(FILL, html)
    body = ours(html).body
    look = Look(body)
    for role in ("button", "link", "heading", "checkbox", "textbox"):
        named = [(index, name_of(one, include_hidden=True, look=look)) for index, one in with_role(body, role, look)]
        for name in sorted({name for _, name in named if name}):
            theirs = blank.get_by_role(role, name=name, exact=True, include_hidden=True).evaluate_all(numbered(html))
            assert (role, name, [index for index, said in named if said == name]) == (role, name, theirs)


def with_role(body: Element, role: str, look: Look) -> list[tuple[int, Element]]:
    return [(index, one) for index, one in enumerate(within(body)) if role_of(one, look=look) == role]


# Visible.

# Their size depends on pictures that come later, or on what is drawn elsewhere.
UNSURE = "img, input[type=image], area, col, colgroup, use"


def is_unsure(element: Element) -> bool:
    return matches(element, f":is({UNSURE}, :has({UNSURE}))")


def test_what_is_visible_in_chromium_is_visible_here(blank: Page) -> None:
    for html in [*fragments("hidden"), *fragments("roles"), *fragments("tables"), *fragments("states")]:
        blank.evaluate(FILL, html)
        theirs = set(blank.locator("body *:visible").evaluate_all(numbered(html)))
        body = ours(html).body
        every = within(body)
        look = Look(body)
        own = {index for index, element in enumerate(every) if is_visible(element, look=look)}
        assert (html, [every[index] for index in own ^ theirs if not is_unsure(every[index])]) == (html, [])
