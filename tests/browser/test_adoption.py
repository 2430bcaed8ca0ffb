"""The first HTML comes alive as it stands, and what the user did before is kept."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.apps.visits import APPLICATION, SETTINGS, Distant, Site
from tests.server import Serve

# From the end of parsing on, which is before any module script runs.
WATCH = """document.addEventListener('readystatechange', () => {
    if (document.readyState !== 'interactive') return
    window.nodes = [...document.querySelectorAll('main, main *')]
    window.changes = []
    new MutationObserver(records => window.changes.push(...records.map(
        record => `${record.type} ${record.target.nodeName} ${record.attributeName}`
    ))).observe(document.querySelector('main'), {subtree: true, childList: true, attributes: true, characterData: true})
})"""


@pytest.mark.parametrize("name", ["counter", "choices", "sheet", "keeping", "states"])
def test_joining_changes_nothing_in_the_document(page: Page, site: Site, name: str) -> None:
    page.add_init_script(WATCH)
    visit = site.visit(page, name, "4/" if name == "states" else "")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestIdleCallback(done)))")
    assert page.evaluate("window.changes") == []
    assert page.evaluate("window.nodes.every((node, i) => node === document.querySelectorAll('main, main *')[i])")
    assert visit.notes() == (["mount"] if name == "counter" else [])


def test_it_works_with_a_strict_policy_and_trusted_types(page: Page, site: Site) -> None:
    visit = site.visit(page, "states", "21/", query="?strict")
    # Raw HTML, which is morphed; styles; shapes of rows; and the HTML of a repair.
    for number in (22, 23, 35, 36, 29, 4, 2):
        visit.find("#ask").fill(str(number))
        expect(visit.find("#shown")).to_have_text(str(number))
    page.evaluate("document.querySelector('#stage strong').remove()")
    expect(visit.find("#stage")).to_have_text("a b c")


def test_it_works_below_a_prefix(serve: Serve, distant: Distant, page: Page) -> None:
    below, _ = distant(serve(APPLICATION, env=SETTINGS, options=["--root-path", "/app"]), strip="/app")
    with page.expect_websocket() as opened:
        visit = below.visit(page, "counter")
    assert opened.value.url.endswith("/app/pycomponents/socket")
    visit.find("#add").click()
    expect(visit.find("#count")).to_have_text("1")


# Before the client is there.


class HeldScript:
    """The client's script, which comes when the test says so."""

    def __init__(self, page: Page, site: Site) -> None:
        self._url = f"{site.url}/static/pycomponents/pycomponents.js"
        self._held: list[Route] = []
        self._is_held = True
        page.route("**/pycomponents.js", self._come)

    def _come(self, route: Route) -> None:
        if self._is_held:
            self._held.append(route)
        else:
            route.fulfill(response=route.fetch(url=self._url))

    def release(self) -> None:
        self._is_held = False
        for route in self._held:
            self._come(route)


def test_what_was_typed_before_the_script_has_come_is_kept_and_sent(page: Page, site: Site) -> None:
    script = HeldScript(page, site)
    visit = site.start(page, "counter")
    visit.find("#said").press_sequentially("early")
    visit.find("#own").fill("mine")
    visit.find("#said").focus()
    script.release()
    expect(visit.find("#heard")).to_have_text("early")
    expect(visit.find("#said")).to_have_value("early")
    expect(visit.find("#said")).to_be_focused()
    expect(visit.find("#own")).to_have_value("mine")
    assert visit.notes() == ["mount", "say early"]


def test_what_was_chosen_before_the_script_has_come_is_kept_and_sent(page: Page, site: Site) -> None:
    script = HeldScript(page, site)
    visit = site.start(page, "choices")
    visit.find("#allowed").check()
    visit.find("#blue").check()
    visit.find("#fruits").select_option(["apple", "durian"])
    visit.find("#size").select_option("xl")
    script.release()
    expect(visit.find("#colour")).to_have_text("blue")
    expect(visit.find("#picked")).to_have_text("apple")
    expect(visit.find("#sized")).to_have_text("l")
    expect(visit.find("#allowed")).to_be_checked()
    expect(visit.find("#blue")).to_be_checked()
    expect(visit.find("#fruits")).to_have_values(["apple"])
    expect(visit.find("#size")).to_have_value("l")


def test_what_is_done_before_the_socket_stands_is_sent_in_order(site: Site, distant: Distant, page: Page) -> None:
    slow, proxy = distant(site.server)
    script = HeldScript(page, site)
    visit = slow.start(page, "counter")
    expect(visit.find("#tall")).to_be_attached()
    proxy.hold("up")
    script.release()
    visit.expect_state("connecting")
    visit.find("#add").click(click_count=3)
    visit.find("#said").press_sequentially("ab")
    visit.find("#add").click()
    proxy.restore()
    expect(visit.find("#count")).to_have_text("4")
    expect(visit.find("#heard")).to_have_text("ab")
    assert visit.notes() == ["mount", "add", "add", "add", "say a", "say ab", "add"]


def test_a_form_sent_without_script_shows_the_page_again_with_what_was_typed(page: Page, site: Site) -> None:
    script = HeldScript(page, site)
    visit = site.start(page, "sheet")
    form = visit.find("#all")
    form.locator("[name=name]").fill("Grace")
    form.locator("[name=box]").check()
    form.locator("[name=size]").select_option("s")
    form.locator("[name=words]").fill("\nmore words")
    with page.expect_navigation(wait_until="commit"):
        visit.find("#close").click(no_wait_after=True)
    assert page.url == visit.url  # nothing of it is in the address
    expect(form.locator("[name=name]")).to_have_value("Grace")
    expect(form.locator("[name=box]")).to_be_checked()
    expect(form.locator("[name=size]")).to_have_value("s")
    expect(form.locator("[name=words]")).to_have_value("\nmore words")
    script.release()
    visit.expect_state("open")
    expect(form.locator("[name=name]")).to_have_value("Grace")
    visit.find("#keep").click()
    expect(visit.find("#sent")).to_have_text("name=Grace&box=ticked&size=s&words=%0Amore+words&then=keep")
