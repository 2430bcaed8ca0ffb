"""Counter, and counters inside a component that adds them up."""

from playwright.sync_api import expect

from tests.gallery.conftest import Open


def test_the_counter_counts_by_mouse_and_by_keyboard(visit: Open) -> None:
    page = visit("counter")
    number = page.locator(".counter-number")
    expect(number).to_have_text("0")
    more = page.get_by_role("button", name="One more")
    more.click()
    more.click()
    expect(number).to_have_text("2")
    more.press("Enter")
    expect(number).to_have_text("3")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(number).to_have_text("2")
    page.get_by_role("button", name="Back to zero").click()
    expect(number).to_have_text("0")
    page.get_by_role("button", name="One less").click()
    expect(number).to_have_text("-1")


def test_the_parent_adds_up_what_its_counters_tell(visit: Open) -> None:
    page = visit("totals")
    total = page.get_by_role("status", name="Total")
    for name, times in (("Apples", 3), ("Plums", 1)):
        for _ in range(times):
            page.get_by_role("button", name=f"More {name}").click()
    expect(total).to_have_text("4")
    expect(page.locator(".tally-share")).to_have_text(["75 %", "", "25 %"])
    expect(page.locator(".bar-filled").first).to_have_attribute("style", "width: 75%;")
    page.get_by_role("button", name="Fewer Pears").click()
    expect(page.get_by_role("status", name="Pears")).to_have_text("0")
    expect(total).to_have_text("4")


def test_a_counter_keeps_its_number_while_others_come_and_go(visit: Open) -> None:
    page = visit("totals")
    page.get_by_role("button", name="More Plums").dblclick()
    page.get_by_role("button", name="More Apples").click()
    expect(page.locator(".total")).to_have_text("3")
    page.get_by_role("button", name="Remove Apples").click()
    expect(page.locator(".tally-name")).to_have_text(["Pears", "Plums"])
    expect(page.locator(".tally-number")).to_have_text(["0", "2"])
    expect(page.locator(".total")).to_have_text("2")
    page.get_by_role("button", name="Add apples").click()
    expect(page.locator(".tally-name")).to_have_text(["Pears", "Plums", "Apples"])
    expect(page.locator(".tally-number")).to_have_text(["0", "2", "0"])
