"""What somebody has typed stays what it is, in every place and on every road to the browser."""

import re
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from pycomponents.dom.attributes import clean
from tests.browser.apps.hostile import CORPUS, NAMES, RUN
from tests.browser.apps.visits import Distant, Site, Visit, wait_for

# Pictures and addresses that lead nowhere, and policies that keep a frame from a strange one, say so in the console.
EXPECTED = pytest.mark.console_errors(
    "Failed to load resource", "Unsafe attempt to load", "Failed to launch", "Not allowed to (load|launch|navigate)",
    "Refused to", "elsewhere", "sandboxed", "preloads?", "WebSocket connection to .* failed", "Navigation|navigate",
)  # fmt: skip
# A Chromium without windows crashes where all links of a page are followed.
pytestmark = [EXPECTED, pytest.mark.whole_chromium]

# What the texts are to be, by the selector of what shows them.
READ = """() => [...document.querySelectorAll('#stage > section')].map(section => ({
    texts: [...section.querySelectorAll('.said')].map(element => element.textContent),
    value: section.querySelector('input').value,
    area: section.querySelector('textarea').value,
    title: section.querySelector('div').title,
    classes: section.querySelector('div').className,
    data: section.querySelector('div').dataset.it,
    option: section.querySelector('option').value,
    alt: section.querySelector('img').alt,
    cell: section.querySelector('td').textContent,
    quote: section.querySelector('blockquote').textContent,
    svg: section.querySelector('svg text').textContent,
    tags: [...section.querySelectorAll('*')].map(element => element.localName).join(' '),
}))"""
# Every address that the document could lead to, as the browser has resolved it.
ADDRESSES = """() => [...document.querySelectorAll('#stage *')].flatMap(element =>
    ['href', 'src', 'action', 'formAction', 'poster', 'cite', 'currentSrc'].flatMap(name => {
        const value = element[name]?.baseVal ?? element[name]
        if (typeof value !== 'string' || !value) return []
        try { return [new URL(value, document.baseURI).protocol] } catch { return [] }
    }))"""


def expect_harmless(visit: Visit, dialogs: list[str]) -> None:
    """Every text stands where it was put, nothing has become of it, and nothing happens when all is used."""
    page = visit.page
    expect(visit.find("#stage > section")).to_have_count(len(CORPUS))
    read: list[dict[str, Any]] = page.evaluate(READ)
    tags = {it["tags"] for it in read}
    assert len(tags) == 1, tags
    for text, it in zip(CORPUS, read, strict=True):
        shown = clean(text)
        assert it["texts"] == [shown] * 4
        assert [it[name] for name in ("title", "classes", "data", "option", "cell", "quote", "svg", "alt")] == [
            shown
        ] * 8
        assert it["area"] == shown.replace("\r\n", "\n")
        assert it["value"] == re.sub("[\r\n]", "", shown)
    protocols = set(page.evaluate(ADDRESSES))
    assert protocols <= {"http:", "about:"}, protocols
    use_everything(page)
    assert page.evaluate("[window.__xss, document.title, Object.keys(Object.prototype).length]") == [None, "Hostile", 0]
    assert dialogs == []


def use_everything(page: Page) -> None:
    """Click all links and send all forms, into a frame; point at all that there is."""
    page.evaluate(
        """() => {
            if (!document.querySelector('iframe')) {
                const frame = document.body.appendChild(document.createElement('iframe'))
                frame.name = 'sink'
            }
            for (const element of document.querySelectorAll('#stage *')) {
                for (const type of ['mouseover', 'focus', 'blur', 'error', 'load'])
                    element.dispatchEvent(new Event(type, {bubbles: true}))
                if (element.matches('a, area, .send'))
                    element.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))
                element.focus?.()
            }
        }"""
    )
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


@pytest.fixture
def dialogs(page: Page) -> list[str]:
    shown: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        shown.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", on_dialog)
    return shown


def elsewhere(url: str) -> bool:
    return "/hostile/" not in url and "/static/" not in url


def answer_nothing(route: Route) -> None:
    route.fulfill(body="", content_type="text/html")


@pytest.mark.parametrize("road", ["first", "patch", "repair", "resume"])
def test_hostile_texts_are_texts(site: Site, distant: Distant, page: Page, dialogs: list[str], road: str) -> None:
    near, proxy = distant(site.server)
    page.route(elsewhere, answer_nothing)
    visit = near.visit(page, "hostile", "all/" if road in ("first", "repair") else "none/")
    if road == "patch":
        visit.find("#toggle").click()
    elif road == "repair":
        # Each repair brings the HTML of one component.
        page.evaluate("document.querySelectorAll('#stage > section > p').forEach(it => it.remove())")
        expect(visit.find("#stage > section > p")).to_have_count(2 * len(CORPUS))
    elif road == "resume":
        # The server has rendered it, but the patch was lost on its way.
        proxy.lose("down")
        visit.find("#toggle").click()
        visit.wait_for_notes("toggled")
        proxy.restore()
        proxy.cut()
    expect_harmless(visit, dialogs)
    visit.find("#tick").dispatch_event("click")
    expect(visit.find("#ticks")).to_have_text("1")
    for many in (0, 1):
        visit.find("#toggle").dispatch_event("click")
        expect(visit.find("#stage")).to_have_count(many)
    expect_harmless(visit, dialogs)


def test_hostile_texts_are_texts_when_a_page_is_made_anew(own_site: Site, page: Page, dialogs: list[str]) -> None:
    page.route(elsewhere, answer_nothing)
    visit = own_site.visit(page, "hostile", "all/")
    visit.find("#toggle").click()
    expect(visit.find("#stage")).to_have_count(0)
    own_site.server.restart()
    expect(visit.find("#stage")).to_have_count(1)
    expect_harmless(visit, dialogs)


def test_the_trap_would_snap(site: Site, page: Page) -> None:
    page.route(elsewhere, answer_nothing)
    visit = site.visit(page, "hostile", "all/")
    bad = f"<a href='javascript:{RUN}' target=sink>1</a><img src=x onerror='{RUN}'>"
    page.evaluate("bad => document.querySelector('#stage').insertAdjacentHTML('beforeend', bad)", bad)
    use_everything(visit.page)
    page.wait_for_function("window.__xss >= 2")


# Through prototypes: on that page, nothing that a document or a form is asked for by name can be trusted.
FIND = """(selector, all = Document.prototype.querySelectorAll.call(document, selector)) =>
    Array.from(all).map(node => Object.getOwnPropertyDescriptor(Node.prototype, 'textContent').get.call(node))"""
CLICK = "selector => HTMLElement.prototype.click.call(Document.prototype.querySelector.call(document, selector))"


def test_names_that_stand_in_for_members_do_no_harm(page: Page, site: Site) -> None:
    site.visit(page, "clobbering")

    def expect_texts(selector: str, *texts: str) -> None:
        wait_for(lambda: page.evaluate(FIND, selector) == [*texts], lambda: f"{page.evaluate(FIND, selector)}")

    for n in range(1, 4):
        page.evaluate(CLICK, "#tick")
        expect_texts("#ticks", str(n))
        expect_texts("#stage > form > span", *(f"{name} {n}" for name in (reversed(NAMES) if n % 2 else NAMES)))
        expect_texts("#stage > form > p", *[f"more {i}" for i in range(n % 3)] * len(NAMES))
    for name in NAMES:
        page.evaluate(CLICK, f"#stage > form[name='{name}'] > .send")
    expect_texts("#sent", " ".join(NAMES))
    page.evaluate(CLICK, "#tick")
    expect_texts("#ticks", "4")
    assert page.evaluate("Object.keys(Object.prototype).length === 0 && ({}).polluted === undefined")
