"""What the user types is the user's: the server's value is written only where nothing newer stands."""

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.client.fake import Fake, Socket, spec

FIELD = '<main data-pc="0"><input data-pc-on="0"><button data-pc-on="1">x</button></main>'
SPECS = [spec(input={"send": ["value"]}), spec("c", click={})]


def test_a_value_that_answers_the_newest_text_is_written(page: Page, fake: Fake) -> None:
    socket = fake.open(FIELD, specs=SPECS)
    field = page.locator("input")
    field.fill("abc")
    assert socket.next()[1] == 1
    fake.patch(socket, [0, 0, ["prop", "value", "ABC"]], event=1)
    expect(field).to_have_value("ABC")
    fake.patch(socket, [0, 0, ["prop", "value", ""]], event=1)
    expect(field).to_have_value("")


def test_a_value_that_answers_older_text_is_dropped(page: Page, fake: Fake) -> None:
    socket = fake.open(FIELD, specs=SPECS)
    field = page.locator("input")
    field.fill("a")
    field.fill("ab")
    assert [socket.next()[1], socket.next()[1]] == [1, 2]
    fake.patch(socket, [0, 0, ["prop", "value", "A"]], event=1)
    expect(field).to_have_value("ab")
    fake.patch(socket, [0, 0, ["prop", "value", "AB"]], event=2)
    expect(field).to_have_value("AB")


ENTER = {"send": ["key", "value"], "more": {"keys": [["Enter"]]}}


def test_a_value_that_answers_the_first_of_two_events_with_the_same_text_is_dropped(page: Page, fake: Fake) -> None:
    specs = [spec(input={"send": ["value"]}, keydown=ENTER), spec("c", click={})]
    socket = fake.open(FIELD, specs=specs)
    field = page.locator("input")
    field.fill("a")
    field.press("Enter")
    assert [socket.next()[4], socket.next()[4]] == ["input", "keydown"]
    # The second says that "a" stands there: what the server makes of it is made of that.
    fake.patch(socket, [0, 0, ["prop", "value", "A"]], event=1)
    assert field.input_value() == "a"
    fake.patch(socket, [0, 0, ["prop", "value", ""]], event=2)
    assert field.input_value() == ""


def test_a_value_is_dropped_while_a_debounced_event_with_the_same_text_waits(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><form data-pc-on="1"><input data-pc-on="0"></form></main>'
    specs = [spec(input={"send": ["value"]}), spec("f", input={"debounce": 60_000})]
    socket = fake.open(html, specs=specs)
    field = page.locator("input")
    field.fill("a")
    assert socket.next()[3] == [0, 0, 0]
    fake.patch(socket, [0, 0, 0, ["prop", "value", "A"]], event=1)
    assert field.input_value() == "a"
    field.blur()
    assert socket.next()[1:] == [2, 0, [0, 0], "input", {}, [[[0, 0, 0], "a"]]]
    fake.patch(socket, [0, 0, 0, ["prop", "value", "B"]], event=2)
    assert field.input_value() == "B"


def test_a_value_is_dropped_while_a_stale_text_is_sent_once_more(page: Page, fake: Fake) -> None:
    socket = fake.open(FIELD, specs=SPECS)
    field = page.locator("input")
    field.fill("a")
    assert socket.next()[1] == 1
    socket.send("refused", 1, "stale")
    assert socket.next()[1] == 2
    fake.patch(socket, [0, 0, ["prop", "value", "A"]], event=1)
    assert field.input_value() == "a"
    fake.patch(socket, [0, 0, ["prop", "value", "B"]], event=2)
    assert field.input_value() == "B"


def test_an_event_that_does_not_tell_a_control_s_state_keeps_no_value_from_it(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><div data-pc-on="1"><input data-pc-on="0"></div></main>'
    socket = fake.open(html, specs=[spec(input={"send": ["value"]}), spec("f", keydown=ENTER)])
    field = page.locator("input")
    field.fill("a")
    field.press("Enter")
    assert [socket.next()[4], socket.next()[4]] == ["input", "keydown"]
    fake.patch(socket, [0, 0, 0, ["prop", "value", "A"]], event=1)
    assert field.input_value() == "A"


def test_a_value_reaches_a_control_that_was_never_touched_and_none_that_nobody_heard_of(page: Page, fake: Fake) -> None:
    socket = fake.open('<main data-pc="0"><input><input></main>')
    page.locator("input").nth(1).fill("mine")
    fake.patch(socket, [0, [0, ["prop", "value", "theirs"]], [1, ["prop", "value", "theirs"]]])
    assert page.locator("input").nth(0).input_value() == "theirs"
    assert page.locator("input").nth(1).input_value() == "mine"


def test_a_default_never_overwrites_what_was_typed(page: Page, fake: Fake) -> None:
    html = (
        '<main data-pc="0"><input><input type="checkbox"><select><option>a<option>b<option>c</select>'
        '<input type="radio" name="r"><input type="radio" name="r"><textarea>t</textarea></main>'
    )
    socket = fake.open(html)
    page.locator("input").nth(0).fill("typed")
    page.locator("[type=checkbox]").check()
    page.locator("[type=checkbox]").uncheck()
    page.locator("select").select_option("b")
    page.locator("[type=radio]").nth(0).check()
    page.locator("textarea").fill("typed")
    fake.patch(
        socket,
        [
            0,
            [0, ["attr", "value", "default"]],
            [1, ["attr", "checked", ""]],
            [2, 2, ["attr", "selected", ""]],
            [2, ["insert", None, ["option", {"selected": ""}, "d"]]],
            [4, ["attr", "checked", ""]],
            [5, 0, ["text", "default"]],
        ],
    )
    assert page.locator("input").nth(0).input_value() == "typed"
    assert page.locator("input").nth(0).get_attribute("value") == "default"
    assert not page.locator("[type=checkbox]").is_checked()
    assert page.locator("select").input_value() == "b"
    assert page.locator("[type=radio]").nth(0).is_checked()
    assert page.locator("textarea").input_value() == "typed"


def test_a_refused_checkbox_goes_back(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><input type="checkbox" data-pc-on="0"></main>'
    socket = fake.open(html, specs=[spec(change={"send": ["checked"]})])
    page.locator("input").check()
    assert socket.next()[1] == 1
    fake.patch(socket, [0, 0, ["prop", "checked", False]], event=1)
    assert not page.locator("input").is_checked()


def test_a_checkbox_heard_on_input_alone_is_still_answered(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><input type="checkbox" data-pc-on="0"></main>'
    socket = fake.open(html, specs=[spec(input={"send": ["checked"]})])
    page.locator("input").check()  # an input event, and a change event that nobody hears
    assert socket.next()[1] == 1
    fake.patch(socket, [0, 0, ["prop", "checked", False]], event=1)
    assert not page.locator("input").is_checked()


def test_radios_count_as_one(page: Page, fake: Fake) -> None:
    radio = '<input type="radio" name="r" data-pc-on="0">'
    socket = fake.open(f'<main data-pc="0">{radio}{radio}{radio}</main>', specs=[spec(change={"send": ["checked"]})])
    page.locator("input").nth(0).check()
    page.locator("input").nth(1).check()
    assert [socket.next()[1], socket.next()[1]] == [1, 2]
    fake.patch(socket, [0, 2, ["prop", "checked", True]], event=1)
    assert page.locator("input").nth(1).is_checked()
    fake.patch(socket, [0, 2, ["prop", "checked", True]], event=2)
    assert page.locator("input").nth(2).is_checked()


def test_a_select_is_answered_through_its_options(page: Page, fake: Fake) -> None:
    options = "".join(f"<option>{name}</option>" for name in "abc")
    html = f'<main data-pc="0"><select data-pc-on="0">{options}</select></main>'
    socket = fake.open(html, specs=[spec(change={"send": ["selected"]})])
    page.locator("select").select_option("b")
    page.locator("select").select_option("c")
    fake.patch(socket, [0, 0, 0, ["prop", "selected", True]], event=1)
    assert page.locator("select").input_value() == "c"
    fake.patch(socket, [0, 0, 0, ["prop", "selected", True]], event=2)
    assert page.locator("select").input_value() == "a"


def test_indeterminate_is_a_property(page: Page, fake: Fake) -> None:
    socket = fake.open('<main data-pc="0"><input type="checkbox"></main>')
    fake.patch(socket, [0, 0, ["prop", "indeterminate", True]])
    assert page.evaluate("document.querySelector('input').indeterminate")


def caret(page: Page) -> list[int]:
    where: list[int] = page.evaluate("[document.activeElement.selectionStart, document.activeElement.selectionEnd]")
    return where


def test_caret_and_selection_stay_where_the_user_has_them(page: Page, fake: Fake) -> None:
    socket = fake.open(FIELD, specs=SPECS)
    page.locator("input").fill("abcdef")
    page.evaluate("document.querySelector('input').setSelectionRange(1, 3, 'backward')")
    fake.patch(socket, [0, 0, ["prop", "value", "ABCDEF"]], event=1)
    assert page.locator("input").input_value() == "ABCDEF"
    assert caret(page) == [1, 3]
    assert page.evaluate("document.activeElement.selectionDirection") == "backward"


def test_a_caret_at_the_end_stays_at_the_end(page: Page, fake: Fake) -> None:
    socket = fake.open(FIELD, specs=SPECS)
    page.locator("input").press_sequentially("1234")
    fake.patch(socket, [0, 0, ["prop", "value", "1,234"]], event=4)
    assert caret(page) == [5, 5]


def test_a_value_of_a_focused_field_without_selection_is_written(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><input type="number" data-pc-on="0"></main>'
    socket = fake.open(html, specs=SPECS)
    page.locator("input").fill("7")
    fake.patch(socket, [0, 0, ["prop", "value", "5"]], event=1)
    assert page.locator("input").input_value() == "5"


def test_writing_the_same_value_keeps_the_undo_history(page: Page, fake: Fake) -> None:
    socket = fake.open(FIELD, specs=SPECS)
    page.locator("input").press_sequentially("ab")
    fake.patch(socket, [0, 0, ["prop", "value", "ab"]], event=2)
    page.keyboard.press("Control+z")
    assert page.locator("input").input_value() == ""


def test_keydown_that_brings_the_value_is_answered_like_input(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><input data-pc-on="0"></main>'
    socket = fake.open(html, specs=[spec(keydown={"send": ["key", "value"], "more": {"keys": [["Enter"]]}})])
    page.locator("input").press_sequentially("milk")
    page.locator("input").press("Enter")
    assert socket.next()[5] == {"key": "Enter", "value": "milk"}
    fake.patch(socket, [0, 0, ["prop", "value", ""]], event=1)
    assert page.locator("input").input_value() == ""


# Input methods ------------------------------------------------------------------------------------------------------


@pytest.fixture
def cdp(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def send(cdp: CDPSession, method: str, parameters: dict[str, str | int]) -> None:
    cdp.send(method, parameters)  # pyright: ignore[reportUnknownMemberType]


def compose(cdp: CDPSession, text: str) -> None:
    end = len(text)
    send(cdp, "Input.imeSetComposition", {"text": text, "selectionStart": end, "selectionEnd": end})


def test_composition_is_one_event_at_its_end_and_is_not_written_into(page: Page, fake: Fake, cdp: CDPSession) -> None:
    socket = fake.open(FIELD, specs=SPECS)
    page.locator("input").press_sequentially("x")
    assert socket.next()[5] == {"value": "x"}
    compose(cdp, "に")
    compose(cdp, "にほ")
    assert socket.unread() == []
    fake.patch(socket, [0, 0, ["prop", "value", "X"]], event=1)
    assert page.locator("input").input_value() == "xにほ"
    send(cdp, "Input.insertText", {"text": "日本"})
    assert socket.next()[5] == {"value": "x日本"}
    assert socket.unread() == []
    fake.patch(socket, [0, 0, ["prop", "value", "X日本"]], event=2)
    assert page.locator("input").input_value() == "X日本"


# Reset --------------------------------------------------------------------------------------------------------------

FORM = (
    '<main data-pc="0"><form data-pc-on="0"><input name="a"><input name="b" value="B"><input type="checkbox" name="c">'
    '<select name="d"><option>1</option><option selected>2</option></select><button>Go</button></form></main>'
)
RESET = [spec(submit={"send": ["form"], "reset": True})]


def fill(page: Page) -> None:
    page.locator("[name=a]").fill("typed")
    page.locator("[name=b]").fill("typed")
    page.locator("[name=c]").check()
    page.locator("[name=d]").select_option("1")


def values(page: Page) -> list[object]:
    found: list[object] = page.evaluate("(f => [f.a.value, f.b.value, f.c.checked, f.d.value])(document.forms[0])")
    return found


def submitted(page: Page, fake: Fake) -> Socket:
    socket = fake.open(FORM, specs=RESET)
    fill(page)
    page.get_by_role("button").click()
    assert socket.next()[4] == "submit"
    return socket


def test_reset_waits_for_success_and_uses_the_newest_defaults(page: Page, fake: Fake) -> None:
    socket = submitted(page, fake)
    assert values(page) == ["typed", "typed", True, "1"]
    fake.patch(socket, [0, 0, 1, ["attr", "value", "new"]], event=1)
    assert values(page) == ["", "new", False, "2"]


def test_reset_also_runs_when_nothing_else_changed(page: Page, fake: Fake) -> None:
    socket = submitted(page, fake)
    socket.send("ack", 1)
    page.wait_for_function("document.forms[0].a.value === ''")
    assert values(page) == ["", "B", False, "2"]


@pytest.mark.parametrize("code", ["stale", "invalid", "failed", "busy", "unknown"])
def test_reset_does_not_run_when_the_submit_was_refused(page: Page, fake: Fake, code: str) -> None:
    socket = submitted(page, fake)
    socket.send("refused", 1, code)
    socket.send("ack", 1)
    assert socket.unread() == []
    assert values(page) == ["typed", "typed", True, "1"]


def test_reset_leaves_what_moved_since_the_submit(page: Page, fake: Fake) -> None:
    socket = submitted(page, fake)
    page.locator("[name=a]").press_sequentially("!")
    socket.send("ack", 1)
    page.wait_for_function("document.forms[0].b.value === 'B'")
    assert values(page) == ["!typed", "B", False, "2"]
    assert page.evaluate("document.activeElement.name") == "a"


def test_who_went_on_typing_keeps_what_he_has_added(page: Page, fake: Fake) -> None:
    socket = submitted(page, fake)
    field = page.locator("[name=a]")
    field.press("End")
    field.press_sequentially(" more")
    field.press("ArrowLeft")
    socket.send("ack", 1)
    page.wait_for_function("document.forms[0].b.value === 'B'")
    assert values(page)[0] == " more"
    assert page.evaluate("document.activeElement.selectionStart") == 4


def test_after_a_reset_controls_follow_their_defaults_again(page: Page, fake: Fake) -> None:
    socket = submitted(page, fake)
    fake.patch(socket, event=1)
    fake.patch(socket, [0, 0, 0, ["attr", "value", "new"]], event=1)
    assert values(page)[0] == "new"


def test_a_value_that_the_server_sets_later_is_written_after_a_reset(page: Page, fake: Fake) -> None:
    socket = submitted(page, fake)
    fake.patch(socket, event=1)
    page.evaluate("new Promise(done => setTimeout(done))")
    fake.patch(socket, [0, 0, 0, ["prop", "value", "new"]], event=1)
    assert values(page)[0] == "new"


def test_after_a_reset_the_next_text_counts_as_new(page: Page, fake: Fake) -> None:
    socket = submitted(page, fake)
    socket.send("ack", 1)
    page.wait_for_function("document.forms[0].a.value === ''")
    page.locator("[name=a]").fill("typed")
    page.get_by_role("button").click()
    assert socket.next()[6][0] == [[0, 0, 0], "typed"]


def test_a_reset_by_the_user_is_not_undone_by_an_older_answer(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><form><input data-pc-on="0"><button type="reset">r</button></form></main>'
    socket = fake.open(html, specs=SPECS)
    page.locator("input").fill("abc")
    assert socket.next()[1] == 1
    page.get_by_role("button").click()
    page.evaluate("new Promise(done => setTimeout(done))")
    fake.patch(socket, [0, 0, 0, ["prop", "value", "ABC"]], event=1)
    assert page.locator("input").input_value() == ""


# Before adoption ----------------------------------------------------------------------------------------------------


def test_what_was_typed_before_the_client_came_is_kept_and_sent(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><input data-pc-on="0"><input value="v"></main>'
    early = "<script>addEventListener('DOMContentLoaded', () => {}, {once: true})</script>"
    typed = "<script>document.querySelectorAll('input').forEach(input => { input.value = 'early' })</script>"
    socket = fake.open(html, specs=SPECS, head=early, tail=typed)
    assert socket.next() == ["event", 1, 0, [0, 0], "input", {"value": "early"}]
    fake.patch(socket, [0, 1, ["prop", "value", "theirs"]])
    assert page.locator("input").nth(1).input_value() == "early"


def test_what_an_input_holds_of_itself_was_not_typed(page: Page, fake: Fake) -> None:
    html = (
        '<main data-pc="0"><input type="range" data-pc-on="0"><input type="color" data-pc-on="0"><input type="range" '
        'min="3" max="4" value="9" data-pc-on="0"><input type="range" id="early" data-pc-on="0"></main>'
    )
    moved = "<script>document.querySelector('#early').value = 7</script>"
    socket = fake.open(html, specs=SPECS, tail=moved)
    assert socket.next() == ["event", 1, 0, [0, 3], "input", {"value": "7"}]
    fake.patch(socket, [0, 0, ["prop", "value", "80"]])
    assert page.locator("input").first.input_value() == "80"
    assert socket.unread() == []
