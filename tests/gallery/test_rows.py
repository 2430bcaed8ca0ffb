"""The benchmark's page, with the ids that it is measured by."""

from playwright.sync_api import Page, expect

from tests.benchmarks.words import label
from tests.gallery.conftest import Open


def ids(page: Page) -> list[str]:
    found: list[str] = page.evaluate("[...document.querySelectorAll('#tbody > tr')].map(row => row.id)")
    return found


def test_count_and_echo(visit: Open) -> None:
    page = visit("rows")
    page.locator("#inc").click()
    page.locator("#inc").click()
    expect(page.locator("#count")).to_have_text("2")
    page.locator("#q").press_sequentially("hello")
    expect(page.locator("#echo")).to_have_text("HELLO")


def test_rows_are_made_changed_and_taken_away(visit: Open) -> None:
    page = visit("rows")
    rows = page.locator("#tbody > tr")
    page.locator("#create1k").click()
    expect(rows).to_have_count(1000)
    expect(rows.nth(2).locator("td")).to_have_text(["3", label(3), "x", ""])
    page.locator("#append1k").click()
    expect(rows).to_have_count(2000)
    page.locator("#update10").click()
    expect(rows.nth(10).locator(".lbl")).to_have_text(f"{label(11)} !!!")
    expect(rows.nth(11).locator(".lbl")).to_have_text(label(12))
    page.locator("#swap").click()
    expect(rows.nth(1)).to_have_attribute("id", "row-999")
    expect(rows.nth(998)).to_have_attribute("id", "row-2")
    page.locator("#row-4 .remove").click()
    expect(page.locator("#row-4")).to_have_count(0)
    expect(rows).to_have_count(1999)
    page.locator("#create1k").click()
    expect(rows.first).to_have_attribute("id", "row-2001")
    page.locator("#clear").click()
    expect(rows).to_have_count(0)


def test_one_row_at_a_time_is_selected(visit: Open) -> None:
    page = visit("rows")
    page.locator("#create1k").click()
    page.locator("#row-3 .lbl").click()
    expect(page.locator("tr.danger")).to_have_id("row-3")
    page.locator("#row-5 .lbl").press("Enter")
    expect(page.locator("tr.danger")).to_have_id("row-5")
    assert page.url.endswith("/rows/")


def test_ten_thousand_rows(visit: Open) -> None:
    page = visit("rows")
    page.locator("#create10k").click()
    expect(page.locator("#row-10000")).to_have_count(1, timeout=20_000)
    assert ids(page) == [f"row-{i}" for i in range(1, 10_001)]
