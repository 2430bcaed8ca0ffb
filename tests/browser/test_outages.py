"""The server is gone for a while, or for good, and comes back: the user loses nothing that he has in hand."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.apps.visits import Site, Visit
from tests.browser.watch import cut_off

OUTAGE_SECONDS = 20
BACK_SECONDS = 20.0

# The lazy part may be on its way when the server goes; the client asks for it again when it needs it.
pytestmark = cut_off

LOOKS = """() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('#inner { height: 100px; overflow: auto } #tall { height: 5000px }')
    document.adoptedStyleSheets = [sheet]
    window.states = []
    window.told = []
    const look = () => window.states.push(document.documentElement.dataset.pcState)
    new MutationObserver(look).observe(document.documentElement, {attributes: true})
    for (const type of ['unknown', 'stale', 'refused'])
        document.addEventListener(`pycomponents:${type}`, event => window.told.push([type, event.target.id]))
}"""


def use(visit: Visit) -> None:
    """Have something in hand: texts, a place in them, scrolled parts, a count."""
    visit.page.evaluate(LOOKS)
    visit.find("#add").click(click_count=3)
    expect(visit.find("#count")).to_have_text("3")
    visit.find("#said").fill("said")
    visit.find("#text").fill("some text\nin two lines")
    visit.find("#own").press_sequentially("typed")
    visit.page.evaluate(
        """() => {
            document.activeElement.setSelectionRange(2, 4)
            scrollTo(0, 200)
            document.querySelector('#inner').scrollTop = 120
            window.find = () => ['#own', '#inner', '#text', '#said'].map(it => document.querySelector(it))
            window.nodes = find()
        }"""
    )


def expect_in_hand(visit: Visit) -> None:
    """All of it is still there."""
    expect(visit.find("#own")).to_be_focused()
    expect(visit.find("#own")).to_have_value("typed")
    expect(visit.find("#text")).to_have_value("some text\nin two lines")
    expect(visit.find("#said")).to_have_value("said")
    assert visit.page.evaluate(
        """[document.activeElement.selectionStart, document.activeElement.selectionEnd, scrollY,
            document.querySelector('#inner').scrollTop,
            find().every((node, i) => node === window.nodes[i])]"""
    ) == [2, 4, 200, 120, True]


def expect_banner(visit: Visit) -> None:
    expect(visit.page.get_by_role("status").filter(has_text="Not connected")).to_be_visible()


def expect_at_work(visit: Visit) -> None:
    """The page answers, and nothing says that it does not."""
    expect(visit.page.get_by_role("status").filter(has_text="Not connected")).to_be_hidden()
    count = int(visit.find("#count").inner_text())
    visit.find("#add").dispatch_event("click")
    expect(visit.find("#count")).to_have_text(str(count + 1))


def test_a_server_that_is_stopped_for_20_seconds(
    own_site: Site, new_context: Callable[[], BrowserContext], page: Page
) -> None:
    visit = own_site.visit(page, "counter")
    use(visit)
    # Others, who do something in the meantime.
    clicking, typing, choosing, sending = (
        own_site.visit(new_context().new_page(), name) for name in ("counter", "typing", "choices", "sheet")
    )
    clicking.page.evaluate(LOOKS)
    clicking.find("#add").click(click_count=2)
    expect(clicking.find("#count")).to_have_text("2")
    typing.find("#upper").fill("before")
    expect(typing.find("#upper")).to_have_value("BEFORE")
    choosing.find("#green").check()
    expect(choosing.find("#colour")).to_have_text("green")

    own_site.server.stop()
    everyone = (visit, clicking, typing, choosing, sending)
    for one in everyone:
        one.expect_state("connecting")
        one.page.evaluate("window.lost = performance.now()")
    clicking.find("#add").click()
    clicking.find("li.row button").nth(1).click()
    typing.find("#upper").press_sequentially(" and after")
    choosing.find("#allowed").check()
    choosing.find("#size").select_option("s")
    sending.find("#words").fill("sent in between")
    sending.find("#words").press("Enter")
    for one in everyone:
        expect_banner(one)
    expect_in_hand(visit)
    sending.page.wait_for_function(
        f"performance.now() - window.lost > {OUTAGE_SECONDS * 1000}", timeout=2_000 * OUTAGE_SECONDS
    )

    own_site.server.start()
    # The first waits until the client tries again by itself; the others look at their pages.
    for one in everyone[1:]:
        one.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    for one in everyone:
        one.expect_state("open", seconds=BACK_SECONDS)
    # The state is again that of the GET; what was typed is told to it.
    expect(visit.find("#count")).to_have_text("0")
    expect(visit.find("#heard")).to_have_text("said")
    expect_in_hand(visit)
    expect_at_work(visit)
    assert page.evaluate("window.states.includes('connecting') && window.states.at(-1) === 'open'")
    assert page.evaluate("window.told") == []
    # What was done in between is done once; the row is found by its key.
    expect(clicking.find("#count")).to_have_text("1")
    expect(clicking.find("li.row output")).to_have_text(["0", "1", "0"])
    assert clicking.page.evaluate("window.told") == []
    expect(typing.find("#uppered")).to_have_text("BEFORE AND AFTER")
    expect(typing.find("#upper")).to_have_value("BEFORE AND AFTER")
    expect(choosing.find("#colour")).to_have_text("green")
    expect(choosing.find("#green")).to_be_checked()
    expect(choosing.find("#allowed")).to_be_checked()
    expect(choosing.find("#allowed + output")).to_have_text("True")
    expect(choosing.find("#sized")).to_have_text("s")
    expect(sending.find("#saved")).to_have_text("sent in between")
    expect_at_work(clicking)


def test_a_server_that_is_killed_in_the_midst_of_a_handler(own_site: Site, page: Page) -> None:
    visit = own_site.visit(page, "counter")
    use(visit)
    visit.find("#slow").dispatch_event("click")
    visit.wait_for_notes("mount", "add", "add", "add", "say said", "waiting")
    visit.find("#add").dispatch_event("click")
    own_site.server.kill()
    visit.expect_state("connecting")
    visit.find("#add").dispatch_event("click")
    expect_banner(visit)
    own_site.server.start()
    visit.expect_state("open", seconds=BACK_SECONDS)
    # Nobody knows of the two that were sent, and the user is told; the one that was not is done, once.
    expect(visit.find("#count")).to_have_text("1")
    assert page.evaluate("window.told") == [["unknown", "slow"], ["unknown", "add"]]
    expect_in_hand(visit)
    expect(visit.find("#heard")).to_have_text("said")
    assert visit.notes().count("add") == 1
    assert "waiting" not in visit.notes()
    expect_at_work(visit)
