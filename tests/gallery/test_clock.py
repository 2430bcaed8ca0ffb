"""Clock: it ticks, stops and starts, and a wave from one page reaches another."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.gallery.conftest import Open
from tests.server import Server


def expect_tick(page: Page) -> None:
    before = page.locator(".clock-time").inner_text()
    expect(page.locator(".clock-time")).not_to_have_text(before)


def test_the_clock_ticks_stops_and_starts(visit: Open) -> None:
    page = visit("clock")
    expect_tick(page)
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect_tick(page)


def test_a_wave_reaches_the_other_pages(visit: Open, gallery: Server, context: BrowserContext) -> None:
    one = visit("clock")
    expect(one.locator(".clock-news")).to_have_text("You alone look at it.")
    two = context.new_page()
    two.goto(f"{gallery.url}/clock/")
    expect(one.locator(".clock-news")).to_have_text("2 pages look at it.")
    two.get_by_role("button", name="Wave to all").click()
    for page in (one, two):
        expect(page.locator(".clock-news")).to_have_text("2 pages look at it. Somebody has waved.")
    two.close()
    expect(one.locator(".clock-news")).to_have_text("You alone look at it. Somebody has waved.")
