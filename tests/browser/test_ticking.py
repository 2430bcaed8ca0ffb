"""A page changes by itself while its user does other things."""

from playwright.sync_api import Page, expect

from tests.browser.apps.visits import Distant, Site, Visit
from tests.browser.watch import cut_off


def expect_more_ticks(visit: Visit) -> None:
    before = visit.find("#ticks").inner_text()
    expect(visit.find("#ticks")).not_to_have_text(before)


def test_a_clock_ticks_and_leaves_what_the_user_does_alone(site: Site, page: Page) -> None:
    visit = site.visit(page, "ticking")
    visit.find("#own").press_sequentially("typed while it ticks", delay=10)
    expect(visit.find("#ticks.many")).to_be_visible()
    expect(visit.find("#own")).to_have_value("typed while it ticks")
    expect(visit.find("#own")).to_be_focused()
    visit.find("#click").click(click_count=3)
    expect(visit.find("#click")).to_have_text("Clicked 3")
    expect_more_ticks(visit)


def test_what_a_thread_pushes_is_shown(site: Site, page: Page) -> None:
    visit = site.visit(page, "ticking")
    visit.find("#thread").click()
    visit.wait_for_notes("waiting")
    expect(visit.find("#pushed")).to_have_text("0")
    visit.open_gate()
    expect(visit.find("#pushed")).to_have_text("3")


@cut_off
def test_after_a_drop_it_shows_what_was_pushed_meanwhile_and_ticks_on(site: Site, distant: Distant, page: Page) -> None:
    near, proxy = distant(site.server)
    visit = near.visit(page, "ticking")
    visit.find("#thread").click()
    visit.wait_for_notes("waiting")
    proxy.accepts = False
    proxy.cut()
    visit.expect_state("connecting")
    visit.open_gate()
    visit.wait_for_notes("waiting", "pushed")
    expect(visit.find("#pushed")).to_have_text("0")
    proxy.accepts = True
    visit.expect_state("open")
    expect(visit.find("#pushed")).to_have_text("3")
    expect_more_ticks(visit)
