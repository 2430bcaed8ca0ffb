"""What the user does reaches the server: once, in order, with what the handler asks for."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.client.fake import Fake, spec

COUNTER = '<main data-pc="0"><button data-pc-on="0">add</button><output>0</output></main>'


def test_a_click_is_an_event_and_its_patch_is_shown_and_acknowledged(page: Page, fake: Fake) -> None:
    socket = fake.open(COUNTER, specs=[spec(click={})])
    page.get_by_role("button").click()
    assert socket.next() == ["event", 1, 0, [0, 0], "click"]
    socket.send("patch", 1, 1, [[0, 1, 0, ["text", "1"]]])
    assert socket.next() == ["ack", 1]
    expect(page.locator("output")).to_have_text("1")


def test_twenty_clicks_in_one_burst_are_twenty_events(page: Page, fake: Fake) -> None:
    socket = fake.open(COUNTER, specs=[spec(click={})])
    page.evaluate("for (let i = 0; i < 20; i++) document.querySelector('button').click()")
    assert [socket.next()[1] for _ in range(20)] == list(range(1, 21))
    assert socket.unread() == []


def test_the_listeners_around_a_target_hear_it_too_until_one_stops_it(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0" data-pc-on="0"><section data-pc-on="1"><p data-pc-on="0"><b>x</b></p></section></main>'
    socket = fake.open(html, specs=[spec(click={}), spec(click={"stop": True})])
    page.locator("b").click()
    assert socket.next() == ["event", 1, 0, [0, 0, 0], "click"]
    assert socket.next() == ["event", 2, 0, [0, 0], "click"]
    assert socket.unread() == []


def test_a_disabled_control_and_a_disabled_fieldset_do_not_fire(page: Page, fake: Fake) -> None:
    html = (
        '<main data-pc="0"><button disabled data-pc-on="0"><b>x</b></button>'
        '<fieldset disabled><button data-pc-on="0">y</button></fieldset></main>'
    )
    socket = fake.open(html, specs=[spec(click={})])
    page.evaluate("document.querySelector('b').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    page.evaluate("document.querySelectorAll('button')[1].dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    assert socket.unread() == []


def test_a_click_brings_what_is_asked_for(page: Page, fake: Fake) -> None:
    send = ["value", "button", "detail", "alt_key", "ctrl_key", "meta_key", "shift_key"]
    html = '<main data-pc="0"><button value="v1" data-pc-on="0"><b>x</b></button></main>'
    socket = fake.open(html, specs=[spec(click={"send": send})])
    page.locator("b").click(modifiers=["Shift"])
    brought = {"value": "v1", "button": 0, "detail": 1, "alt_key": False, "ctrl_key": False}
    assert socket.next() == ["event", 1, 0, [0, 0], "click", {**brought, "meta_key": False, "shift_key": True}]


def test_a_link_that_listens_is_not_followed_but_opens_elsewhere_with_a_modifier(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><a href="/other" data-pc-on="0">go</a><a href="/other" id="plain">other</a></main>'
    socket = fake.open(html, specs=[spec(click={})])
    page.locator("a").first.click()
    assert socket.next() == ["event", 1, 0, [0, 0], "click"]
    with page.context.expect_page() as elsewhere:
        page.locator("a").first.click(modifiers=["Control"])
    elsewhere.value.close()
    assert socket.unread() == []
    page.locator("#plain").click()
    page.wait_for_url("**/other")


def test_keys_are_filtered(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><input data-pc-on="0"></main>'
    option = {"send": ["key", "code", "repeat", "value"], "prevent": True, "more": {"keys": [["Enter"]]}}
    socket = fake.open(html, specs=[spec(keydown=option)])
    page.locator("input").press_sequentially("ab")
    page.locator("input").press("Enter")
    brought = {"key": "Enter", "code": "Enter", "repeat": False, "value": "ab"}
    assert socket.next() == ["event", 1, 0, [0, 0], "keydown", brought]
    assert page.locator("input").input_value() == "ab"  # `prevent` meant Enter alone


def test_once_is_once_for_each_element(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><button data-pc-on="0">a</button><button data-pc-on="0">b</button></main>'
    socket = fake.open(html, specs=[spec(click={"more": {"once": True}})])
    for name in "aabb":
        page.get_by_role("button", name=name).click()
    assert [frame[3] for frame in (socket.next(), socket.next())] == [[0, 0], [0, 1]]
    assert socket.unread() == []


def test_focus_and_blur_are_heard_at_the_target_itself(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0" data-pc-on="0"><input data-pc-on="0" value="v"><button>x</button></main>'
    socket = fake.open(html, specs=[spec(focus={"send": ["value"]}, blur={})])
    page.locator("input").focus()
    assert socket.next() == ["event", 1, 0, [0, 0], "focus", {"value": "v"}]
    page.locator("button").focus()
    assert socket.next() == ["event", 2, 0, [0, 0], "blur"]
    assert socket.unread() == []


def test_prevent_prevents_and_stop_stops_other_listeners(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><input type="checkbox" data-pc-on="0"></main>'
    socket = fake.open(html, specs=[spec(click={"prevent": True, "stop": True})])
    page.evaluate("document.body.addEventListener('click', () => { window.heard = true })")
    page.locator("input").click()
    socket.next()
    assert not page.locator("input").is_checked()
    assert page.evaluate("window.heard") is None


def test_a_specification_that_comes_later_is_listened_to(page: Page, fake: Fake) -> None:
    socket = fake.open('<main data-pc="0"><p>x</p></main>')
    socket.send("specs", 0, [spec(dblclick={})])
    fake.patch(socket, [0, [0, ["on", 0]]])
    page.locator("p").dblclick()
    assert socket.next() == ["event", 1, 1, [0, 0], "dblclick"]


def test_a_submit_brings_the_form_and_what_was_changed_in_it(page: Page, fake: Fake) -> None:
    html = (
        '<main data-pc="0"><form method="post" data-pc-on="0"><input name="text"><input name="same" value="s">'
        '<input type="checkbox" name="yes"><select name="pick"><option value="a">A<option value="b">B</select>'
        '<button name="go" value="1">Go</button></form></main>'
    )
    socket = fake.open(html, specs=[spec(submit={"send": ["form"]})])
    page.locator("[name=text]").fill("Buy milk")
    page.locator("[name=yes]").check()
    page.locator("[name=pick]").select_option("b")
    page.get_by_role("button").click()
    form = [["text", "Buy milk"], ["same", "s"], ["yes", "on"], ["pick", "b"], ["go", "1"]]
    controls = [[[0, 0, 0], "Buy milk"], [[0, 0, 2], True], [[0, 0, 3], [1]]]
    assert socket.next() == ["event", 1, 0, [0, 0], "submit", {"form": form}, controls]
    assert fake.documents == 1


def test_files_of_a_form_are_left_out_with_a_diagnostic(page: Page, fake: Fake) -> None:
    form = '<input type="file" name="f"><input name="t"><button>Go</button>'
    html = f'<main data-pc="0"><form data-pc-on="0">{form}</form></main>'
    socket = fake.open(html, specs=[spec(submit={"send": ["form"]})])
    page.evaluate("addEventListener('pycomponents:problem', event => { window.problem = event.detail.code })")
    page.locator("[type=file]").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"})
    page.get_by_role("button", name="Go").click()
    assert socket.next()[5] == {"form": [["t", ""]]}
    assert page.evaluate("window.problem") == "file"


def test_input_brings_value_and_the_state_of_what_is_not_text(page: Page, fake: Fake) -> None:
    html = (
        '<main data-pc="0"><input id="t" data-pc-on="0"><input type="checkbox" data-pc-on="1">'
        '<input type="radio" name="r" value="1" data-pc-on="1" checked>'
        '<input type="radio" name="r" value="2" data-pc-on="1">'
        '<select data-pc-on="2" multiple><option>a<option>b<option>c</select>'
        '<textarea data-pc-on="3"></textarea></main>'
    )
    specs = [
        spec(input={"send": ["value"]}),
        spec(change={"send": ["checked", "value"]}),
        spec(change={"send": ["selected"]}),
        spec(change={}),
    ]
    socket = fake.open(html, specs=specs)
    page.locator("#t").fill("a")
    assert socket.next() == ["event", 1, 0, [0, 0], "input", {"value": "a"}]
    page.locator("[type=checkbox]").check()
    assert socket.next()[4:] == ["change", {"checked": True, "value": "on"}, [[[0, 1], True]]]
    page.locator("[type=radio]").nth(1).check()
    assert socket.next()[3:] == [
        [0, 3], "change", {"checked": True, "value": "2"}, [[[0, 2], False], [[0, 3], True]],
    ]  # fmt: skip
    page.locator("select").select_option(["a", "c"])
    assert socket.next()[4:] == ["change", {"selected": ["a", "c"]}, [[[0, 4], [0, 2]]]]
    page.locator("textarea").fill("long")
    page.locator("#t").focus()
    assert socket.next()[3:] == [[0, 5], "change", {}, [[[0, 5], "long"]]]


def test_a_form_that_listens_to_input_says_which_control_it_was(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><form data-pc-on="0"><input><input></form></main>'
    socket = fake.open(html, specs=[spec(input={"send": ["value"]})])
    page.locator("input").nth(1).fill("a")
    assert socket.next() == ["event", 1, 0, [0, 0], "input", {"value": "a"}, [[[0, 0, 1], "a"]]]


SEARCH = (
    '<main data-pc="0"><form data-pc-on="1"><input data-pc-on="0"><button>Go</button></form>'
    '<button id="b">b</button></main>'
)
DEBOUNCED = [spec(input={"send": ["value"], "debounce": 60_000}), spec("s", submit={"send": []})]


def test_a_debounced_event_is_sent_once_when_the_user_pauses(page: Page, fake: Fake) -> None:
    socket = fake.open(SEARCH, specs=[spec(input={"send": ["value"], "debounce": 50})])
    page.locator("input").press_sequentially("abc")
    frames = [socket.next()]
    while frames[-1][5] != {"value": "abc"}:
        frames.append(socket.next())
    assert socket.unread() == []


def test_a_debounced_event_is_sent_at_once_on_blur(page: Page, fake: Fake) -> None:
    socket = fake.open(SEARCH, specs=DEBOUNCED)
    page.locator("input").press_sequentially("abc")
    assert socket.unread() == []
    page.locator("#b").focus()
    assert socket.next() == ["event", 1, 0, [0, 0, 0], "input", {"value": "abc"}]
    assert socket.unread() == []


def test_a_debounced_event_is_sent_ahead_of_the_submit_of_its_form(page: Page, fake: Fake) -> None:
    socket = fake.open(SEARCH, specs=DEBOUNCED)
    page.locator("input").press_sequentially("abc")
    page.locator("input").press("Enter")
    assert socket.next()[:5] == ["event", 1, 0, [0, 0, 0], "input"]
    assert socket.next()[:5] == ["event", 2, 0, [0, 0], "submit"]


def test_a_debounced_event_keeps_the_revision_of_the_last_keystroke(page: Page, fake: Fake) -> None:
    socket = fake.open(SEARCH, specs=DEBOUNCED)
    page.locator("input").press_sequentially("abc")
    socket.send("patch", 1, 0, [[0, 1, 0, ["text", "new"]]])
    assert socket.next() == ["ack", 1, 0]  # revision 0 is still referred to
    page.locator("#b").focus()
    assert socket.next()[:3] == ["event", 1, 0]
    socket.send("ack", 1)
    fake.rev = 1
    socket.send("patch", 2, 1, [[0, 1, 0, ["text", "newer"]]])
    assert socket.next() == ["ack", 2]


def test_a_throttled_event_is_sent_at_once_and_its_last_one_at_the_end(page: Page, fake: Fake) -> None:
    socket = fake.open(SEARCH, specs=[spec(input={"send": ["value"], "throttle": 300})])
    page.evaluate(
        """() => {
            const input = document.querySelector('input')
            for (const text of ['a', 'ab', 'abc']) {
                input.value = text
                input.dispatchEvent(new InputEvent('input', {bubbles: true}))
            }
        }"""
    )
    assert socket.next()[5] == {"value": "a"}
    assert socket.next()[5] == {"value": "abc"}
    assert socket.unread() == []


def test_the_rest_of_a_throttled_event_goes_before_that_of_another_control(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0" data-pc-on="0"><input id="one"><input id="two"></main>'
    socket = fake.open(html, specs=[spec(input={"send": ["value"], "throttle": 60_000})])
    page.evaluate(
        """() => {
            for (const [id, text] of [['one', 'a'], ['one', 'ab'], ['two', 'x'], ['two', 'xy'], ['one', 'abc']]) {
                const input = document.getElementById(id)
                input.value = text
                input.dispatchEvent(new InputEvent('input', {bubbles: true}))
            }
        }"""
    )
    assert [socket.next()[5] for _ in range(5)] == [{"value": text} for text in ("a", "ab", "x", "xy", "abc")]
    assert socket.unread() == []


def test_an_event_larger_than_a_frame_is_refused_here_and_breaks_nothing(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><textarea data-pc-on="0"></textarea></main>'
    socket = fake.open(html, specs=[spec(input={"send": ["value"]})])
    page.evaluate("addEventListener('pycomponents:refused', event => { window.refused = event.detail.code })")
    page.locator("textarea").fill("ü" * 40_000)
    assert page.evaluate("window.refused") == "too_large"
    page.locator("textarea").fill("ü")
    assert socket.next() == ["event", 1, 0, [0, 0], "input", {"value": "ü"}]


def test_what_the_server_refuses_is_told_to_the_element(page: Page, fake: Fake) -> None:
    socket = fake.open(COUNTER, specs=[spec(click={})])
    page.evaluate(
        """() => {
            window.told = []
            for (const type of ['stale', 'refused'])
                document.querySelector('button').addEventListener('pycomponents:' + type, event => {
                    window.told.push([type, event.detail.code, event.detail.detail ?? null])
                })
        }"""
    )
    for number, refusal in enumerate([["stale"], ["invalid", "quantity"], ["failed", "e3b1c2"]], 1):
        page.get_by_role("button").click()
        assert socket.next()[1] == number
        socket.send("refused", number, *refusal)
    page.wait_for_function("window.told.length === 3")
    assert page.evaluate("window.told") == [
        ["stale", "stale", None], ["refused", "invalid", "quantity"], ["refused", "failed", "e3b1c2"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        (["invalid", "quantity"], "does not fit; the server's log says more. Parameter or field: quantity"),
        (["failed", "e3b1c2"], "under this reference its log has the traceback: e3b1c2"),
        (["busy", ""], "too many others of this page were waiting for the server. "),
        (["unknown", ""], "at its address there is nothing that listens. "),
    ],
)
def test_the_console_says_what_a_refusal_means_and_whose_it_is(
    page: Page, fake: Fake, refusal: list[str], sentence: str
) -> None:
    page.add_init_script("window.requestIdleCallback = act => act()")
    socket = fake.open(COUNTER, specs=[spec(click={})])
    page.evaluate("import('/static/morph.js')")  # it brings the sentences, and is asked for already
    page.get_by_role("button").click()
    assert socket.next()[1] == 1
    with page.expect_console_message() as told:
        socket.send("refused", 1, *refusal)
    assert f"pycomponents: refused_{refusal[0]}. " in told.value.text
    assert sentence in told.value.text
    assert told.value.args[2].evaluate("element => element.localName") == "button"


def test_a_stale_input_is_sent_once_more_from_the_present_value(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><input data-pc-on="0"></main>'
    socket = fake.open(html, specs=[spec(input={"send": ["value"]})])
    page.locator("input").fill("a")
    assert socket.next()[1] == 1
    fake.patch(socket, [0, ["attr", "class", "x"]])
    page.evaluate("document.querySelector('input').value = 'present'")
    socket.send("refused", 1, "stale")
    assert socket.next() == ["event", 2, 1, [0, 0], "input", {"value": "present"}]
    socket.send("refused", 2, "stale")
    assert socket.unread() == []


def test_what_a_patch_causes_is_not_an_event_of_the_user(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><input data-pc-on="0"></main>'
    socket = fake.open(html, specs=[spec(focus={}, blur={}, change={})])
    page.locator("input").focus()
    assert socket.next()[4] == "focus"
    page.keyboard.type("a")
    fake.patch(socket, [0, ["remove", 0]], event=1)
    assert socket.unread() == []


def test_what_raw_html_holds_does_not_listen(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><!--pc--><b data-pc-on="0" data-pc="7">x</b><!--/pc--></main>'
    socket = fake.open(html, specs=[spec(click={})])
    page.locator("b").click()
    assert socket.unread() == []
