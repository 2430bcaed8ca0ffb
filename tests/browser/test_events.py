"""What the user does reaches the handlers: all of it, in order, as each listener was told."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.apps.visits import Distant, Site, Visit

BURST = "button => { for (let i = 0; i < 20; i++) button.click() }"


def heard(visit: Visit, *expected: str) -> None:
    expect(visit.find("#heard")).to_have_text(", ".join(expected))


def test_twenty_clicks_at_once_are_twenty_events(page: Page, site: Site) -> None:
    visit = site.visit(page, "counter")
    visit.find("#add").evaluate(BURST)
    expect(visit.find("#count")).to_have_text("20")
    assert visit.notes() == ["mount", *["add"] * 20]


def test_clicks_while_a_handler_is_slow_wait_for_their_turn(page: Page, site: Site) -> None:
    visit = site.visit(page, "counter")
    visit.find("#slow").click()
    visit.wait_for_notes("mount", "waiting")
    visit.find("#add").evaluate(BURST)
    visit.find("#slow").click()
    visit.find("#add").click()
    assert visit.notes() == ["mount", "waiting"]
    visit.open_gate(2)
    expect(visit.find("#count")).to_have_text("23")
    assert visit.notes() == ["mount", "waiting", "add slowly", *["add"] * 20, "waiting", "add slowly", "add"]


def test_twenty_clicks_at_ten_a_second_over_300_ms_count_twenty(site: Site, distant: Distant, page: Page) -> None:
    far, _ = distant(site.server, delay=0.15)
    visit = far.visit(page, "counter")
    visit.find("#add").click(click_count=20, delay=100)
    expect(visit.find("#count")).to_have_text("20")
    assert visit.notes() == ["mount", *["add"] * 20]


def test_a_handler_that_raises_leaves_all_as_it_was(page: Page, site: Site) -> None:
    visit = site.visit(page, "counter")
    visit.find("#add").click()
    expect(visit.find("#count")).to_have_text("1")
    before = page.content()
    page.evaluate(
        "document.addEventListener('pycomponents:refused', it => { window.refused = [it.target.id, it.detail.code] })"
    )
    visit.find("#fail").click()
    page.wait_for_function("String(window.refused) === 'fail,failed'")
    assert page.content() == before
    visit.find("#add").click()
    expect(visit.find("#count")).to_have_text("2")


def test_a_render_that_raises_leaves_the_rest_of_the_page_at_work(page: Page, site: Site) -> None:
    visit = site.visit(page, "counter")
    visit.find("#fragile").click()
    expect(visit.find("#fragile")).to_have_text("Fragile 1")
    visit.find("#break").click()
    visit.find("#add").click()
    expect(visit.find("#count")).to_have_text("1")
    visit.find("li.row button").first.click()
    expect(visit.find("li.row output").first).to_have_text("1")
    visit.find("#break").click()
    visit.find("#add").click()
    expect(visit.find("#count")).to_have_text("2")
    visit.find("#fragile").click()
    expect(visit.find("#fragile")).to_have_text("Fragile 2")


def test_an_async_handler_takes_its_turn(page: Page, site: Site) -> None:
    visit = site.visit(page, "counter")
    visit.find("#later").click()
    visit.wait_for_notes("mount", "later", "waiting")
    visit.find("#add").evaluate(BURST)
    visit.find("#later").click()
    visit.open_gate(2)
    expect(visit.find("#count")).to_have_text("22")
    later = ["later", "waiting", "add later"]
    assert visit.notes() == ["mount", *later, *["add"] * 20, *later]


def test_different_elements_are_heard_in_the_order_of_the_user(page: Page, site: Site) -> None:
    visit = site.visit(page, "listening")
    visit.find("#slow").click()
    visit.find("#inner").click()
    visit.find("#stop").click()
    visit.find("#quick").fill("typed")
    visit.find("#event").click(modifiers=["Alt"])
    visit.find("#field").press("Enter")
    visit.open_gate()
    # What was typed goes out when its field is left, ahead of the click that left it.
    heard(visit, "slow", "inner", "outer", "stopped", "quick=typed", "click value=seven alt=True", "submit")


def test_once_is_once(page: Page, site: Site) -> None:
    visit = site.visit(page, "listening")
    visit.find("#once").evaluate(BURST)
    visit.find("#inner").click()
    heard(visit, "once", "inner", "outer")


def test_a_link_with_a_handler_does_not_navigate(page: Page, site: Site) -> None:
    visit = site.visit(page, "listening")
    visit.find("#link").click()
    heard(visit, "link")
    assert page.url == visit.url
    with page.context.expect_page() as opened:
        visit.find("#link").click(modifiers=["Control"])
    opened.value.wait_for_url("**/backstage/notes/link/")
    visit.find("#plain").click()
    heard(visit, "link", "around")
    assert page.url == f"{visit.url}#place"


def test_a_prevented_click_does_not_tick(page: Page, site: Site) -> None:
    visit = site.visit(page, "listening")
    visit.find("#prevented").click()
    heard(visit, "prevented")
    assert not visit.find("#prevented").is_checked()


def test_only_the_named_keys_are_sent(page: Page, site: Site) -> None:
    visit = site.visit(page, "listening")
    visit.find("#enter").press_sequentially("hi")
    visit.find("#enter").press("Shift+Enter")
    visit.find("#enter").press("Escape")
    visit.find("#enter").press("Enter")
    heard(visit, "key=Escape value=hi shift=False", "key=Enter value=hi shift=False")


def test_a_debounced_value_is_sent_when_its_field_is_left(page: Page, site: Site) -> None:
    visit = site.visit(page, "listening")
    visit.find("#debounced").press_sequentially("abc")
    heard(visit, "")
    visit.find("#inner").click()
    heard(visit, "debounced=abc", "inner", "outer")


def test_a_debounced_value_is_sent_ahead_of_its_form(page: Page, site: Site) -> None:
    visit = site.visit(page, "sheet")
    visit.find("#post").press_sequentially("abc")
    visit.find("#post").press("Enter")
    visit.wait_for_notes("draft abc", "posted abc")


def test_silence_sends_a_debounced_value_once(page: Page, site: Site) -> None:
    visit = site.visit(page, "listening")
    visit.find("#quick").press_sequentially("abc", delay=0)
    expect(visit.find("#heard")).to_contain_text("quick=abc")
    assert visit.notes()[-1] == "quick=abc"
    assert len(visit.notes()) <= 3  # as many as there were silences on a busy machine


def test_a_throttled_event_goes_first_and_last(page: Page, site: Site) -> None:
    visit = site.visit(page, "listening")
    visit.find("#throttled").evaluate(
        """field => { for (const text of ['a', 'ab', 'abc', 'abcd']) {
            field.value = text
            field.dispatchEvent(new InputEvent('input', {bubbles: true}))
        } }"""
    )
    heard(visit, "throttled=a", "throttled=abcd")


def test_focus_and_blur_and_what_bubbles_are_heard(page: Page, site: Site) -> None:
    visit = site.visit(page, "listening")
    visit.find("#blurred").click()
    visit.find("#blurred").press_sequentially("x")
    visit.find("#within").fill("inside")
    heard(visit, "focus=", "blur=x", "bubbled=inside")


def test_disabled_buttons_say_nothing(page: Page, site: Site) -> None:
    visit = site.visit(page, "listening")
    visit.find("#disabled").evaluate("it => { it.click(); it.disabled = false; it.click() }")
    visit.find("#inner").click()
    heard(visit, "inner", "outer")


def test_enter_submits_a_form(page: Page, site: Site) -> None:
    visit = site.visit(page, "listening")
    visit.find("#field").press("Enter")
    heard(visit, "submit")
    assert page.url == visit.url


# Forms.


def test_a_form_brings_its_fields_and_who_sent_it(page: Page, site: Site) -> None:
    visit = site.visit(page, "sheet")
    form = visit.find("#all")
    form.locator("[type=file]").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"text"})
    visit.find("#close").click()
    first = "name=Ada&size=l&words=two%0Alines&then=close"
    expect(visit.find("#sent")).to_have_text(first)
    form.locator("[name=name]").fill("Grace & Co")
    form.locator("[name=box]").check()
    form.locator("[name=size]").select_option("s")
    form.locator("[name=words]").fill("é\n🙂")
    form.locator("[name=name]").press("Enter")  # as a click on the first submit button
    second = "name=Grace+%26+Co&box=ticked&size=s&words=%C3%A9%0A%F0%9F%99%82&then=keep"
    expect(visit.find("#sent")).to_have_text(f"{first} | {second}")
    # What the server gives a value goes back to it; the rest is the user's.
    expect(form.locator("[name=name]")).to_have_value("Ada")
    expect(form.locator("[name=box]")).to_be_checked()
    assert form.locator("[type=file]").evaluate("field => field.files.length") == 1
    visit.find("#plain").click()
    form.evaluate("form => form.requestSubmit()")
    third = "name=Ada&box=ticked&size=l&words=two%0Alines"
    expect(visit.find("#sent")).to_have_text(f"{first} | {second} | {third}")


def test_a_reset_form_goes_back_to_its_new_defaults(page: Page, site: Site) -> None:
    visit = site.visit(page, "sheet")
    visit.find("#aside").fill("beside")
    visit.find("#words").fill("second")
    visit.find("#words").press("Enter")
    expect(visit.find("#saved")).to_have_text("second")
    expect(visit.find("#aside")).to_have_value("aside")
    expect(visit.find("#words")).to_have_value("second")


def test_a_reset_spares_what_was_typed_since(page: Page, site: Site) -> None:
    visit = site.visit(page, "sheet")
    visit.find("#aside").fill("beside")
    visit.find("#words").fill("slow")
    visit.find("#words").press("Enter")
    visit.find("#words").fill("newer")
    visit.open_gate()
    expect(visit.find("#saved")).to_have_text("slow")
    expect(visit.find("#aside")).to_have_value("aside")
    expect(visit.find("#words")).to_have_value("newer")


@pytest.mark.parametrize(
    ("form", "field", "text", "code"),
    [("resets", "words", "wrong", "failed"), ("counts", "quantity", "many", "invalid")],
)
def test_a_form_that_was_not_accepted_is_not_reset(
    page: Page, site: Site, form: str, field: str, text: str, code: str
) -> None:
    visit = site.visit(page, "sheet")
    page.evaluate("document.addEventListener('pycomponents:refused', it => { window.code = it.detail.code })")
    visit.find(f"#{field}").fill(text)
    visit.find(f"#{field}").press("Enter")
    page.wait_for_function(f"window.code === '{code}'")
    expect(visit.find(f"#{field}")).to_have_value(text)
    expect(visit.find(f"#{field}")).to_be_focused()
    right = "right" if form == "resets" else "5"
    visit.find(f"#{field}").fill(right)
    visit.find(f"#{field}").press("Enter")
    if form == "resets":
        expect(visit.find("#saved")).to_have_text("right")
    else:
        visit.wait_for_notes("counted 5")
        expect(visit.find("#quantity")).to_have_value("")
