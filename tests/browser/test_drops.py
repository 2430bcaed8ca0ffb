"""The connection drops and comes back to the page that the server has kept: nothing is lost, nothing done twice."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import chromium
from tests.browser.apps.proxy import Proxy
from tests.browser.apps.visits import APPLICATION, SETTINGS, Distant, Site, Visit, wait_for
from tests.browser.watch import cut_off, watched
from tests.server import Serve

pytestmark = cut_off

# A new attempt comes as late as it may.
PATIENT = "Math.random = () => 0.999"


def expect_resumed(visit: Visit) -> None:
    visit.expect_state("open")
    assert visit.notes().count("mount") == 1


def drop(visit: Visit, proxy: Proxy) -> None:
    proxy.accepts = False
    proxy.cut()
    visit.expect_state("connecting")


def test_clicks_during_a_drop_count_once_each(site: Site, distant: Distant, page: Page) -> None:
    near, proxy = distant(site.server)
    visit = near.visit(page, "counter")
    visit.find("#add").click(click_count=2)
    visit.find("li.row button").first.click()
    expect(visit.find("#count")).to_have_text("2")
    page.evaluate("window.nodes = [...document.querySelectorAll('main, main *')]")
    for n in range(1, 4):
        drop(visit, proxy)
        visit.find("#add").click(click_count=5)
        visit.find("#said").fill(f"drop {n}")
        proxy.accepts = True
        expect_resumed(visit)
        expect(visit.find("#count")).to_have_text(str(2 + 5 * n))
        expect(visit.find("#heard")).to_have_text(f"drop {n}")
    expect(visit.find("li.row output")).to_have_text(["1", "0", "0"])
    assert visit.notes().count("add") == 17
    assert page.evaluate("window.nodes.every((node, i) => node === document.querySelectorAll('main, main *')[i])")


def test_what_was_lost_on_its_way_up_is_sent_again(site: Site, distant: Distant, page: Page) -> None:
    near, proxy = distant(site.server)
    visit = near.visit(page, "counter")
    proxy.lose("up")
    visit.find("#add").click(click_count=3)
    visit.find("#said").press_sequentially("ab")
    proxy.restore()
    proxy.cut()
    expect_resumed(visit)
    expect(visit.find("#count")).to_have_text("3")
    expect(visit.find("#heard")).to_have_text("ab")
    assert visit.notes() == ["mount", "add", "add", "add", "say a", "say ab"]


def test_what_was_lost_on_its_way_down_is_shown_and_not_done_again(site: Site, distant: Distant, page: Page) -> None:
    near, proxy = distant(site.server)
    visit = near.visit(page, "counter")
    visit.find("#add").click()
    expect(visit.find("#count")).to_have_text("1")
    proxy.lose("down")
    visit.find("#add").click(click_count=3)
    visit.find("#said").fill("lost")
    visit.find("li.row button").nth(2).click()
    visit.wait_for_notes("mount", "add", "add", "add", "add", "say lost")
    expect(visit.find("#count")).to_have_text("1")
    proxy.restore()
    proxy.cut()
    expect_resumed(visit)
    expect(visit.find("#count")).to_have_text("4")
    expect(visit.find("#heard")).to_have_text("lost")
    expect(visit.find("li.row output")).to_have_text(["0", "0", "1"])
    expect(visit.find("#inner p").last).to_have_text("line 59 of 4")
    assert visit.notes().count("add") == 4
    visit.find("#add").click()
    expect(visit.find("#count")).to_have_text("5")


def test_a_drop_while_a_handler_runs(site: Site, distant: Distant, page: Page) -> None:
    near, proxy = distant(site.server)
    visit = near.visit(page, "counter")
    visit.find("#slow").click()
    visit.wait_for_notes("mount", "waiting")
    drop(visit, proxy)
    visit.find("#add").click()
    proxy.accepts = True
    visit.expect_state("connecting")
    visit.open_gate()
    expect_resumed(visit)
    expect(visit.find("#count")).to_have_text("2")
    assert visit.notes() == ["mount", "waiting", "add slowly", "add"]


def test_cuts_in_the_midst_of_typing_and_clicking(site: Site, distant: Distant, page: Page) -> None:
    text = "typed over a bad connection"
    near, proxy = distant(site.server, delay=0.005)
    visit = near.visit(page, "counter")
    for n, character in enumerate(text):
        if n % 5 == 4:
            proxy.cut()
        visit.find("#said").press_sequentially(character)
        visit.find("#add").dispatch_event("click")
    expect(visit.find("#heard")).to_have_text(text)
    expect(visit.find("#said")).to_have_value(text)
    expect(visit.find("#count")).to_have_text(str(len(text)))
    expect_resumed(visit)
    assert visit.notes().count("add") == len(text)


def test_another_worker_knows_the_page_by_its_ticket(site: Site, serve: Serve, distant: Distant, page: Page) -> None:
    other = serve(APPLICATION, env=SETTINGS)
    near, proxy = distant(site.server)

    def turn_to_the_other(route: Route) -> None:
        proxy.target = other.port
        route.continue_()

    page.route("**/pycomponents.js", turn_to_the_other)
    visit = near.visit(page, "counter")
    visit.find("#add").click(click_count=3)
    visit.find("li.row button").nth(1).click()
    expect(visit.find("li.row output")).to_have_text(["0", "1", "0"])
    expect(visit.find("#count")).to_have_text("3")
    assert visit.notes() == ["mount"]  # of the worker that gave the HTML; the other has counted
    visit.find("#own").fill("mine")
    # Back to the first, which knows the page only as it was given out.
    drop(visit, proxy)
    visit.find("#add").click()
    proxy.target = site.server.port
    proxy.accepts = True
    expect(visit.find("#count")).to_have_text("1")
    expect(visit.find("#own")).to_have_value("mine")
    visit.wait_for_notes("mount", "add")


@pytest.mark.parametrize("reason", ["online", "visible"])
def test_who_comes_back_is_connected_at_once(site: Site, distant: Distant, page: Page, reason: str) -> None:
    page.add_init_script(PATIENT)
    near, proxy = distant(site.server)
    visit = near.visit(page, "counter")
    before = proxy.attempts
    drop(visit, proxy)
    # By now it waits for 3 seconds and more between two attempts.
    wait_for(lambda: proxy.attempts >= before + 5)
    if reason == "online":
        page.context.set_offline(True)
        page.wait_for_function("!navigator.onLine")
    proxy.accepts = True
    if reason == "online":
        page.context.set_offline(False)
    else:
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    visit.expect_state("open", seconds=2.5)
    expect_resumed(visit)
    visit.find("#add").click()
    expect(visit.find("#count")).to_have_text("1")


def test_back_and_forward_bring_the_page_as_it_was(site: Site, page: Page) -> None:
    path = chromium.find()
    launcher = page.context.browser
    assert path is not None
    assert launcher is not None
    browser = launcher.browser_type.launch(
        executable_path=path,
        args=[*chromium.ARGUMENTS],
        headless=True,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    with watched(browser, None) as new_context:
        other = new_context().new_page()
        visit = site.visit(other, "counter")
        visit.find("#add").click(click_count=3)
        visit.find("#own").fill("mine")
        expect(visit.find("#count")).to_have_text("3")
        other.evaluate("window.kept = true")
        for n in range(1, 3):
            other.goto(f"{site.url}/backstage/notes/elsewhere/")
            other.go_back(wait_until="commit")
            visit.expect_state("open")
            assert other.evaluate("window.kept")
            visit.find("#add").click()
            expect(visit.find("#count")).to_have_text(str(3 + n))
            expect(visit.find("#own")).to_have_value("mine")
        assert visit.notes().count("mount") == 1
    browser.close()
