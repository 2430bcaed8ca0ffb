"""What raises, and what goes on beside it."""

from gallery.components.boundaries import Boundaries
from pycomponents.testing import Page, Ui, expect


def nobody_is_left(ui: Ui, page: Page, which: int) -> None:
    fewer = page.locator("section > *").nth(which).get_by_role("button", name="Fewer")
    fewer.click()
    with ui.errors("ZeroDivisionError"):
        fewer.click()


def test_a_share_among_nobody_shows_its_own_fallback_and_comes_back(ui: Ui) -> None:
    page = ui.mount(Boundaries)
    nobody_is_left(ui, page, 1)
    expect(page.get_by_role("alert")).to_contain_text("Nobody is left.")
    expect(page.get_by_role("status")).to_have_count(2)
    page.get_by_role("button", name="Invite somebody").click()
    expect(page.get_by_text("60 plums for each of 1")).to_be_visible()


def test_the_others_go_on(ui: Ui) -> None:
    page = ui.mount(Boundaries)
    nobody_is_left(ui, page, 0)
    assert isinstance(page.last.exception, ZeroDivisionError)
    page.get_by_role("button", name="More").last.click()
    expect(page.get_by_role("status").last).to_have_text("20 plums for each of 3")
