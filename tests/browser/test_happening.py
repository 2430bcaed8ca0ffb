"""What happens elsewhere than at a click reaches its handler, typed, from Chromium to Python."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.apps.visits import Site, Visit
from tests.browser.watch import cut_off


@pytest.fixture
def visit(page: Page, site: Site) -> Visit:
    visit = site.visit(page, "happening")
    heard(visit, "90 × 30")  # a size is told at first
    return visit


def heard(visit: Visit, *expected: str) -> None:
    expect(visit.find("#heard")).to_have_text(" | ".join(expected))


def test_a_question_and_its_answer(visit: Visit) -> None:
    visit.page.once("dialog", lambda dialog: dialog.dismiss())
    visit.find("#sure").click()
    visit.page.once("dialog", lambda dialog: dialog.accept())
    visit.find("#sure").click()
    heard(visit, "90 × 30", "sure")


def test_the_element_itself(visit: Visit) -> None:
    visit.find("#within").click()
    visit.find("#self").evaluate("it => it.click()")
    heard(visit, "90 × 30", "self")


def test_a_menu_that_closes_when_one_clicks_elsewhere(visit: Visit) -> None:
    visit.find("#open").click()
    visit.find("#item").click()
    expect(visit.find("#menu")).to_be_visible()
    visit.find("#heard").click()
    expect(visit.find("#menu")).to_have_count(0)
    visit.find("#open").click()
    expect(visit.find("#menu")).to_be_visible()


def test_shortcuts_of_the_window(visit: Visit) -> None:
    keyboard = visit.page.keyboard
    keyboard.press("Shift+?")
    keyboard.press("Control+k")
    keyboard.press("k")
    visit.find("#field").press("Shift+?")
    expect(visit.find("#field")).to_have_value("?")
    visit.find("#open").press("Control+k")
    heard(visit, "90 × 30", "key ?", "key k", "key k")


def test_the_address_of_the_window(visit: Visit) -> None:
    visit.page.evaluate("location.hash = 'there'")
    heard(visit, "90 × 30", "hash")


def test_a_paste_brings_its_text(visit: Visit) -> None:
    visit.find("#field").evaluate(
        """it => {
            const clipboardData = new DataTransfer()
            clipboardData.setData("text/plain", "from elsewhere")
            it.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true}))
        }"""
    )
    heard(visit, "90 × 30", "paste from elsewhere")


def test_a_pointer_brings_where_it_is(visit: Visit) -> None:
    visit.find("#pad").click(position={"x": 12, "y": 7})
    heard(visit, "90 × 30", "mouse at 12, 7")


def test_what_is_dragged_is_dropped(visit: Visit) -> None:
    visit.find("#b").drag_to(visit.find("#target"))
    expect(visit.find("#target")).to_have_text("b")
    visit.find("#a").drag_to(visit.find("#target"))
    expect(visit.find("#target")).to_have_text("b, a")


def test_details_a_dialog_and_a_sound(visit: Visit) -> None:
    visit.find("summary").click()
    heard(visit, "90 × 30", "open")
    visit.find("#dialog").evaluate("it => it.showModal()")
    visit.find("#dialog button").click()
    heard(visit, "90 × 30", "open", "answered yes")
    visit.find("#audio").evaluate("it => { it.volume = 0.25 }")
    heard(visit, "90 × 30", "open", "answered yes", "volume 0.25 of None")


def test_an_event_of_a_script_brings_a_typed_detail(visit: Visit) -> None:
    visit.page.evaluate("addEventListener('pycomponents:refused', it => { window.refused = it.detail })")
    fire = "(it, detail) => it.dispatchEvent(new CustomEvent('item-picked', {detail, bubbles: true}))"
    visit.find("#picker").evaluate(fire, {"pk": 7, "tags": ["x", "y"]})
    heard(visit, "90 × 30", "picked 7 x, y")
    visit.find("#picker").evaluate(fire, {"pk": "7", "tags": []})
    visit.page.wait_for_function("window.refused?.detail === 'detail'")
    assert visit.page.evaluate("window.refused.code") == "invalid"


def test_sizes_and_scrolling(visit: Visit) -> None:
    visit.find("#sized").evaluate("it => { it.style.width = '70px' }")
    heard(visit, "90 × 30", "70 × 30")
    visit.find("#scrolled").evaluate("it => { it.scrollTop = 40 }")
    heard(visit, "90 × 30", "70 × 30", "scrolled to 40")


def test_what_is_seen_and_no_longer(visit: Visit) -> None:
    visit.page.evaluate("scrollTo(0, 9999)")
    heard(visit, "90 × 30", "visible")
    visit.page.evaluate("scrollTo(0, 0)")
    heard(visit, "90 × 30", "visible", "hidden")


@cut_off
def test_after_a_restart_of_the_server_listeners_go_on(page: Page, own_site: Site) -> None:
    visit = own_site.visit(page, "happening")
    page.keyboard.press("Control+k")
    heard(visit, "90 × 30", "key k")
    own_site.server.restart()
    heard(visit, "90 × 30")  # the new page knows nothing of what the old one was told
    page.keyboard.press("Shift+?")
    heard(visit, "90 × 30", "key ?")
    visit.find("#open").click()
    visit.find("#heard").click()
    expect(visit.find("#menu")).to_have_count(0)
