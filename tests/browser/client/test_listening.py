"""What is rare of listeners, and what each family of events brings: from the browser's event to the frame."""

from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.client.fake import Fake, Frame, Socket, spec

CLICKED = ["event", 1, 0, [0, 0], "click"]


def more(**options: Any) -> dict[str, Any]:
    return {"more": options}


def types_heard(frames: list[Frame]) -> list[str]:
    return [frame[4] for frame in frames]


# Where it happens.


def test_self_is_the_element_and_not_what_stands_in_it(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><div data-pc-on="0" style="padding:9px"><b>x</b></div></main>'
    socket = fake.open(html, specs=[spec(click=more(scope="self"))])
    page.locator("b").click()
    assert socket.unread() == []
    page.locator("div").click(position={"x": 2, "y": 2})
    assert socket.next() == CLICKED


def test_outside_is_anywhere_else_in_the_page_also_where_a_listener_stops_it(page: Page, fake: Fake) -> None:
    html = (
        '<main data-pc="0"><div data-pc-on="0"><b>x</b></div><button data-pc-on="1">stops</button>'
        '<p data-pc-on="2">hidden</p></main>'
    )
    specs = [spec(click=more(scope="outside")), spec("s", click={"stop": True})]
    socket = fake.open(html, specs=specs, tail="<footer>Not ours</footer>")
    page.locator("b").click()
    assert socket.unread() == []
    page.locator("footer").click()
    assert socket.next() == CLICKED
    page.locator("button").click()
    assert [frame[3:] for frame in (socket.next(), socket.next())] == [[[0, 1], "click"], [[0, 0], "click"]]
    page.locator("p").click()
    assert socket.next()[3:] == [[0, 0], "click"]


def test_a_link_that_listens_outside_keeps_nobody_from_following_another(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><a href="/other" data-pc-on="0">menu</a><a id="plain" href="#there">go</a></main>'
    socket = fake.open(html, specs=[spec(click=more(scope="outside"))])
    page.locator("#plain").click()
    assert socket.next() == CLICKED
    assert page.url.endswith("#there")


def test_window_and_document_hear_what_happens_anywhere_unless_it_is_stopped(page: Page, fake: Fake) -> None:
    html = (
        '<main data-pc="0"><i data-pc-on="0"></i><i data-pc-on="1"></i><button data-pc-on="2">stops</button></main>'
        "<footer>Not ours</footer>"
    )
    specs = [
        spec(click=more(scope="window")), spec("d", click=more(scope="document")), spec("s", click={"stop": True}),
    ]  # fmt: skip
    socket = fake.open(html, specs=specs, elements=4)
    page.locator("footer").click()
    assert [socket.next()[3] for _ in range(2)] == [[0, 0], [0, 1]]
    page.locator("button").click()
    assert [frame[3] for frame in (socket.next(), *socket.unread())] == [[0, 2]]


def test_elements_that_come_and_go_listen_while_they_are_there(page: Page, fake: Fake) -> None:
    socket = fake.open('<main data-pc="0"><b>x</b></main>')
    socket.send("specs", 0, [spec(click=more(scope="outside"))])
    fake.patch(socket, [0, ["insert", None, ["p", {"@": 0}, "new"]]])
    fake.wait_for_part()
    page.locator("b").click()
    assert socket.next() == ["event", 1, 1, [0, 1], "click"]
    fake.patch(socket, [0, ["remove", 1]], event=1)
    page.locator("b").click()
    assert socket.unread() == []


def test_what_happens_to_the_window_itself(page: Page, fake: Fake) -> None:
    size = {"send": ["width", "height"], "more": {"scope": "window"}}
    at_window: dict[str, Any] = {
        "resize": size,
        "hashchange": {"send": ["url"], "more": {"scope": "window"}},
        "storage": {"send": ["key", "new_value"], "more": {"scope": "window"}},
        "offline": more(scope="window"),
        "focus": more(scope="window"),
    }
    socket = fake.open('<main data-pc="0" data-pc-on="0"><input></main>', specs=[spec(**at_window)])
    viewport = page.viewport_size
    assert viewport is not None
    assert socket.next()[4:] == ["resize", viewport]
    page.set_viewport_size({"width": 500, "height": 400})
    assert socket.next()[4:] == ["resize", {"width": 500, "height": 400}]
    page.evaluate("location.hash = 'here'")
    assert socket.next()[4:] == ["hashchange", {"url": "/#here"}]
    page.evaluate("dispatchEvent(new StorageEvent('storage', {key: 'k', newValue: null}))")
    assert socket.next()[4:] == ["storage", {"key": "k", "new_value": None}]
    page.evaluate("dispatchEvent(new Event('offline')); document.querySelector('input').focus()")
    assert socket.next()[4:] == ["offline"]
    assert socket.unread() == []  # the focus of a field is not that of the window
    page.evaluate("dispatchEvent(new Event('focus'))")
    assert socket.next()[4:] == ["focus"]


def test_what_happens_to_the_document_itself(page: Page, fake: Fake) -> None:
    at_document: dict[str, Any] = {
        "selectionchange": {"send": ["text"], "more": {"scope": "document"}},
        "visibilitychange": {"send": ["hidden"], "more": {"scope": "document"}},
        "scroll": {"send": ["scroll_top"], "more": {"scope": "document"}},
    }
    html = '<main data-pc="0" data-pc-on="0"><p style="height:5000px">words</p></main>'
    socket = fake.open(html, specs=[spec(**at_document)])
    page.evaluate("getSelection().selectAllChildren(document.querySelector('p'))")
    assert socket.next()[4:] == ["selectionchange", {"text": "words"}]
    page.evaluate("document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))")
    assert socket.next()[4:] == ["visibilitychange", {"hidden": False}]
    page.evaluate("scrollTo(0, 300)")
    assert socket.next()[4:] == ["scroll", {"scroll_top": 300}]


# Whether.


def test_a_question_is_asked_first(page: Page, fake: Fake) -> None:
    html = (
        '<main data-pc="0"><button data-pc-on="0">a</button><a href="/other" data-pc-on="0">b</a>'
        '<form action="/other" data-pc-on="1"><button>c</button></form></main>'
    )
    specs = [spec(click=more(confirm="Delete it?")), spec("s", submit={"send": ["form"], **more(confirm="Send it?")})]
    socket = fake.open(html, specs=specs)
    asked: list[str] = []
    answers = [False, False, False, True]

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        if answers.pop(0):
            dialog.accept()
        else:
            dialog.dismiss()

    page.on("dialog", answer)
    for name in ("a", "b", "c"):
        page.get_by_text(name, exact=True).click()
    assert socket.unread() == []
    assert fake.documents == 1  # who says no does not go on by another way
    page.get_by_text("a", exact=True).click()
    assert socket.next() == CLICKED
    assert asked == ["Delete it?", "Delete it?", "Send it?", "Delete it?"]


def test_what_is_asked_once_is_asked_until_the_answer_is_yes(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><button data-pc-on="0">a</button></main>'
    socket = fake.open(html, specs=[spec(click=more(confirm="Sure?", once=True))])
    page.evaluate("window.asked = 0; window.confirm = () => ++window.asked > 1")
    for _ in range(3):
        page.locator("button").click()
    assert socket.next() == CLICKED
    assert socket.unread() == []
    assert page.evaluate("window.asked") == 2


def test_passive_prevents_nothing(page: Page, fake: Fake) -> None:
    html = (
        '<main data-pc="0"><a href="#there" data-pc-on="0">go</a><p data-pc-on="1">x</p><p data-pc-on="2">y</p></main>'
    )
    wheel: dict[str, Any] = {"passive": True, "more": {}}
    specs = [spec(click={"passive": True, "more": {}}), spec("w", wheel=wheel), spec("v", wheel={"prevent": True})]
    socket = fake.open(html, specs=specs)
    page.locator("a").click()
    assert socket.next() == CLICKED
    assert page.url.endswith("#there")
    page.locator("p").nth(0).dispatch_event("wheel", {"deltaY": 3, "bubbles": True})
    page.locator("p").nth(1).dispatch_event("wheel", {"deltaY": 3, "bubbles": True})
    assert [socket.next()[3:] for _ in range(2)] == [[[0, 1], "wheel"], [[0, 2], "wheel"]]
    assert socket.unread() == []


def test_a_page_with_passive_wheels_alone_scrolls_without_waiting(page: Page, fake: Fake) -> None:
    page.add_init_script(
        """const listen = EventTarget.prototype.addEventListener
        window.wheels = []
        EventTarget.prototype.addEventListener = function (type, act, options) {
            if (type === "wheel") window.wheels.push(options.passive)
            return listen.call(this, type, act, options)
        }"""
    )
    fake.open('<main data-pc="0" data-pc-on="0"></main>', specs=[spec(wheel={"passive": True, "more": {}})])
    assert page.evaluate("window.wheels") == [True]


# Keys.

PRESSED: list[tuple[list[str], dict[str, Any], bool]] = [
    (["Enter"], {"key": "Enter"}, True),
    (["Enter"], {"key": "Enter", "shiftKey": True}, False),
    (["Enter", "Shift"], {"key": "Enter", "shiftKey": True}, True),
    (["Enter", "Ctrl"], {"key": "Enter", "ctrlKey": True}, True),
    (["Enter", "Ctrl"], {"key": "Enter"}, False),
    (["Enter"], {"key": "Enter", "ctrlKey": True}, False),
    (["Enter", "Ctrl"], {"key": "Enter", "ctrlKey": True, "altKey": True}, False),
    (["?"], {"key": "?", "shiftKey": True}, True),
    (["?"], {"key": "?"}, True),
    (["?", "Shift"], {"key": "?", "shiftKey": True}, True),
    (["?", "Shift"], {"key": "?"}, True),
    (["?"], {"key": "?", "shiftKey": True, "ctrlKey": True}, False),
    (["?"], {"key": "?", "shiftKey": True, "metaKey": True}, False),
    (["@"], {"key": "@", "ctrlKey": True, "altKey": True, "modifierAltGraph": True}, True),
    (["@"], {"key": "@", "ctrlKey": True, "altKey": True}, False),
    (["a"], {"key": "a"}, True),
    (["a"], {"key": "A", "shiftKey": True}, False),
    (["A"], {"key": "A", "shiftKey": True}, True),
    (["K", "Ctrl"], {"key": "k", "ctrlKey": True}, True),
    (["k", "Ctrl"], {"key": "K", "ctrlKey": True}, True),
    (["K", "Ctrl"], {"key": "K", "ctrlKey": True, "shiftKey": True}, False),
    (["K", "Ctrl", "Shift"], {"key": "K", "ctrlKey": True, "shiftKey": True}, True),
    (["K", "Ctrl"], {"key": "л", "code": "KeyK", "ctrlKey": True}, True),
    (["K", "Ctrl"], {"key": "t", "code": "KeyK", "ctrlKey": True}, False),
    (["1", "Alt"], {"key": "¡", "code": "Digit1", "altKey": True}, True),
    (["1", "Shift"], {"key": "!", "code": "Digit1", "shiftKey": True}, True),
    (["K", "Mod"], {"key": "k", "ctrlKey": True}, True),
    (["K", "Mod"], {"key": "k", "metaKey": True}, False),
    ([" "], {"key": " "}, True),
    ([" "], {"key": " ", "shiftKey": True}, False),
    (["+", "Ctrl"], {"key": "+", "ctrlKey": True}, True),
    (["Enter"], {"key": "Enter", "isComposing": True}, False),
]


def test_combinations_are_what_was_pressed_and_no_other(page: Page, fake: Fake) -> None:
    page.goto("http://localhost/blank")
    got = page.evaluate(
        """async pressed => {
            const {isPressed} = await import("/client/keys.js")
            return pressed.map(([keys, init]) => isPressed(new KeyboardEvent("keydown", init), keys))
        }""",
        [[keys, init] for keys, init, _ in PRESSED if "isComposing" not in init],
    )
    expected = [matches for _, init, matches in PRESSED if "isComposing" not in init]
    wrong = [row for row, was in zip(PRESSED, got, strict=False) if was != row[2]]
    assert wrong == []
    assert got == expected


def test_on_a_mac_mod_is_meta_and_option_types(page: Page, fake: Fake) -> None:
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'userAgentData', {get: () => ({platform: 'macOS'})})"
    )
    page.goto("http://localhost/blank")
    got = page.evaluate(
        """async () => {
            const {isPressed} = await import("/client/keys.js")
            const is = (keys, init) => isPressed(new KeyboardEvent("keydown", init), keys)
            return [
                is(["K", "Mod"], {key: "k", metaKey: true}), is(["K", "Mod"], {key: "k", ctrlKey: true}),
                is(["@"], {key: "@", altKey: true}), is(["k", "Alt"], {key: "˚", code: "KeyK", altKey: true}),
            ]
        }"""
    )
    assert got == [True, False, True, True]


def test_keys_at_the_window_leave_fields_alone_unless_they_are_asked_for(page: Page, fake: Fake) -> None:
    html = (
        '<main data-pc="0"><i data-pc-on="0"></i><i data-pc-on="1"></i><input><textarea></textarea><select></select>'
        '<p contenteditable>x</p><button>b</button><input type="checkbox"></main>'
    )
    plain = more(keys=[["/"]], scope="window")
    everywhere = more(keys=[["Escape"]], scope="window", editable=True)
    socket = fake.open(html, specs=[spec(keydown=plain), spec("e", keydown=everywhere)])
    for field in ("input:not([type])", "textarea", "select", "p"):
        page.locator(field).press("/")
        assert socket.unread() == [], field
        page.locator(field).press("Escape")
        assert socket.next()[3:] == [[0, 1], "keydown"], field
    for other in ("button", "[type=checkbox]"):
        page.locator(other).press("/")
        assert socket.next()[3:] == [[0, 0], "keydown"], other


def test_what_is_typed_into_a_field_is_no_key_of_what_is_around_it(page: Page, fake: Fake) -> None:
    inner = '<i data-pc-on="1"><input data-pc-on="2"></i>'
    html = f'<main data-pc="0" data-pc-on="0"><input><button>b</button>{inner}</main>'
    outer = more(keys=[["j"], ["Escape"], ["j", "Ctrl"]])
    options = [outer, more(keys=[["k"]], editable=True), more(keys=[["k"]])]
    socket = fake.open(html, specs=[spec(keydown=option) for option in options])
    page.locator("input").first.press("j")
    assert socket.unread() == []
    for key in ("Escape", "Control+j"):
        page.locator("input").first.press(key)
        assert socket.next()[3:] == [[0], "keydown"], key
    page.locator("button").press("j")
    assert socket.next()[3:] == [[0], "keydown"]
    page.locator("input").last.press("k")
    assert [socket.next()[3] for _ in range(2)] == [[0, 2, 0], [0, 2]]


def test_what_is_composed_is_no_key(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><input data-pc-on="0"></main>'
    socket = fake.open(html, specs=[spec(keydown=more(keys=[["Enter"]]))])
    enter = "new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, isComposing: %s})"
    page.locator("input").evaluate(f"it => it.dispatchEvent({enter % 'true'})")
    assert socket.unread() == []
    page.locator("input").evaluate(f"it => it.dispatchEvent({enter % 'false'})")
    assert socket.next()[4] == "keydown"


# What is seen.


def test_what_comes_by_itself_takes_the_focus_from_nobody(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0" data-pc-on="0"><input></main>'
    socket = fake.open(html, specs=[spec(resize=more())])
    assert socket.next()[4] == "resize"
    page.locator("input").focus()
    fake.patch(socket, [0, ["insert", None, ["input", {"id": "new", "autofocus": ""}]]], event=1)
    expect(page.locator("input").first).to_be_focused()


TALL = '<div style="height:3000px"></div>'


def test_what_becomes_visible_is_told_and_what_is_off_the_screen_at_first_is_not(page: Page, fake: Fake) -> None:
    html = f'<main data-pc="0">{TALL}<p data-pc-on="0">end</p></main>'
    socket = fake.open(html, specs=[spec(visible=more(), hidden=more())])
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert socket.unread() == []
    for place, told in ((9999, "visible"), (0, "hidden"), (9999, "visible")):
        page.evaluate(f"scrollTo(0, {place})")
        assert socket.next()[3:] == [[0, 1], told]
    assert socket.unread() == []


def test_what_is_visible_at_first_is_told(page: Page, fake: Fake) -> None:
    html = f'<main data-pc="0"><p data-pc-on="0">top</p>{TALL}</main>'
    socket = fake.open(html, specs=[spec(visible=more(once=True))])
    assert socket.next()[3:] == [[0, 0], "visible"]
    page.evaluate("scrollTo(0, 9999)")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert socket.unread() == []


def test_margin_and_ratio_say_what_counts_as_visible(page: Page, fake: Fake) -> None:
    page.set_viewport_size({"width": 400, "height": 500})
    block = '<p style="height:200px;margin:0" data-pc-on="{}">{}</p>'
    html = f'<main data-pc="0" style="position:absolute;top:550px">{block.format(0, "a")}{block.format(1, "b")}</main>'
    specs = [spec(visible=more(margin=100)), spec("r", visible=more(ratio=0.5))]
    socket = fake.open(html, specs=specs, head='<body style="height:3000px">')
    assert socket.next()[3:] == [[0, 0], "visible"]  # it is 50 pixels away
    page.evaluate("scrollTo(0, 340)")  # 90 of the second's 200 pixels
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert socket.unread() == []
    page.evaluate("scrollTo(0, 355)")
    assert socket.next()[3:] == [[0, 1], "visible"]


def test_a_new_element_in_the_place_of_another_is_seen_anew(page: Page, fake: Fake) -> None:
    html = '<ul data-pc="0"><li>1</li><li data-pc-key="m1" data-pc-on="0">more</li></ul>'
    socket = fake.open(html, specs=[spec(visible=more())])
    assert socket.next()[3:] == [[0, "#m1"], "visible"]
    new = ["li", {"#": "m2", "@": 0}, "more"]
    fake.patch(socket, [0, ["insert", "#m1", ["li", "2"]], ["remove", "#m1"], ["insert", None, new]], event=1)
    assert socket.next()[3:] == [[0, "#m2"], "visible"]
    fake.patch(socket, [0, ["#m2", ["on", None]]], event=2)
    page.evaluate("document.querySelector('li:last-child').hidden = true")
    assert socket.unread() == []


def test_the_size_of_an_element_is_told_at_first_and_when_it_changes(page: Page, fake: Fake) -> None:
    box = '<div data-pc-on="0" style="width:200px;height:50px"></div>'
    html = f'<main data-pc="0">{box}<video data-pc-on="0"></video></main>'
    socket = fake.open(html, specs=[spec(resize={"send": ["width", "height"], "more": {}})])
    first = {frame[3][1]: frame[5] for frame in (socket.next(), socket.next())}
    assert first[0] == {"width": 200, "height": 50}
    page.evaluate("document.querySelector('div').style.width = '120px'")
    assert socket.next()[3:] == [[0, 0], "resize", {"width": 120, "height": 50}]
    page.evaluate("document.querySelector('video').dispatchEvent(new Event('resize'))")  # of what it shows
    assert socket.unread() == []


PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


def test_images_tell_that_they_have_loaded_or_failed_once_each(page: Page, fake: Fake) -> None:
    html = (
        f'<main data-pc="0"><img src="{PIXEL}" data-pc-on="0"><img src="data:image/gif,no" data-pc-on="0">'
        '<img data-pc-on="0"></main>'
    )
    socket = fake.open(html, specs=[spec(load=more(), error=more())])
    told = [socket.next()[3:] for _ in range(2)]
    assert sorted(told) == [[[0, 0], "load"], [[0, 1], "error"]]
    fake.patch(socket, [0, [2, ["attr", "src", PIXEL]]], event=2)
    assert socket.next()[3:] == [[0, 2], "load"]
    assert socket.unread() == []


# Families.


def open_with(fake: Fake, html: str, **on: Sequence[str]) -> Socket:
    """A page whose first element listens to these types, each with the names that it brings."""
    options: dict[str, Any] = {event_type: {"send": [*names], "more": {}} for event_type, names in on.items()}
    return fake.open(f'<main data-pc="0">{html}</main>', specs=[spec(**options)])


def test_pointers_bring_where_and_how(page: Page, fake: Fake) -> None:
    names = "pointer_type button buttons client_x client_y offset_x offset_y pressure shift_key".split()
    html = (
        '<div data-pc-on="0" style="position:absolute;left:50px;top:60px;padding:20px"><b>An element inside</b></div>'
    )
    socket = open_with(fake, html, pointerdown=names, pointerenter=["pointer_id"], pointerleave=[])
    page.mouse.move(75, 85)
    assert socket.next()[4:] == ["pointerenter", {"pointer_id": 1}]
    page.mouse.down()
    brought = socket.next()[5]
    place = {"client_x": 75, "client_y": 85, "offset_x": 25, "offset_y": 25}
    assert brought == {"pointer_type": "mouse", "button": 0, "buttons": 1, "pressure": 0.5, "shift_key": False, **place}
    page.mouse.move(5, 5)
    assert types_heard([socket.next()]) == ["pointerleave"]


def test_a_double_click_and_a_context_menu(page: Page, fake: Fake) -> None:
    socket = open_with(fake, '<button data-pc-on="0">x</button>', dblclick=["detail"], contextmenu=["button"])
    page.locator("button").dblclick()
    assert socket.next()[4:] == ["dblclick", {"detail": 2}]
    page.locator("button").click(button="right")
    assert socket.next()[4:] == ["contextmenu", {"button": 2}]


def test_a_wheel_brings_how_far(page: Page, fake: Fake) -> None:
    socket = open_with(fake, '<p data-pc-on="0">x</p>', wheel=["delta_x", "delta_y"])
    page.locator("p").hover()
    page.mouse.wheel(0, 120)
    assert socket.next()[4:] == ["wheel", {"delta_x": 0, "delta_y": 120}]


def test_what_is_dropped_brings_its_text_and_goes_nowhere_else(page: Page, fake: Fake) -> None:
    place = '<div data-pc-on="0" style="height:80px"></div>'
    html = f'<main data-pc="0"><p draggable="true" data-pc-on="1">from</p>{place}</main>'
    drop: dict[str, Any] = {"send": ["text", "offset_x"], "prevent": True, "more": {}}
    socket = fake.open(html, specs=[spec(drop=drop), spec("s", dragstart={}, dragend={})])
    page.locator("p").evaluate("it => { it.ondragstart = event => event.dataTransfer.setData('text/plain', 'card 7') }")
    page.locator("p").drag_to(page.locator("div"), target_position={"x": 30, "y": 20})
    assert socket.next()[3:] == [[0, 0], "dragstart"]
    assert socket.next()[3:] == [[0, 1], "drop", {"text": "card 7", "offset_x": 30}]
    assert socket.next()[3:] == [[0, 0], "dragend"]


def test_copied_and_pasted_text(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><div data-pc-on="0"><input value="abcdef"><p>some words</p></div></main>'
    names: dict[str, Any] = {"send": ["text"], "more": {}}
    socket = fake.open(html, specs=[spec(copy=names, cut=names, paste=names)])
    page.locator("input").evaluate("it => { it.focus(); it.setSelectionRange(1, 4) }")
    page.keyboard.press("Control+c")
    assert socket.next()[4:] == ["copy", {"text": "bcd"}]
    page.keyboard.press("Control+x")
    assert socket.next()[4:] == ["cut", {"text": "bcd"}]
    page.locator("input").evaluate(
        """it => {
            const clipboardData = new DataTransfer()
            clipboardData.setData("text/plain", "pasted")
            it.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true}))
        }"""
    )
    assert socket.next()[4:] == ["paste", {"text": "pasted"}]
    page.evaluate("getSelection().selectAllChildren(document.querySelector('p')); document.activeElement.blur()")
    page.evaluate("document.querySelector('p').dispatchEvent(new ClipboardEvent('copy', {bubbles: true}))")
    assert socket.next()[4:] == ["copy", {"text": "some words"}]


def test_details_and_dialogs(page: Page, fake: Fake) -> None:
    html = (
        '<details data-pc-on="0"><summary>s</summary>x</details>'
        '<dialog data-pc-on="0"><form method="dialog"><button value="yes">y</button></form></dialog>'
    )
    socket = open_with(fake, html, toggle=["old_state", "new_state"], close=["return_value"], cancel=[])
    page.locator("summary").click()
    assert socket.next()[3:] == [[0, 0], "toggle", {"old_state": "closed", "new_state": "open"}]
    page.evaluate("document.querySelector('dialog').showModal()")
    page.get_by_role("button").click()
    heard = [socket.next()[4:] for _ in range(3)]
    assert ["close", {"return_value": "yes"}] in heard


def test_scrolling_tells_where_and_at_most_so_often(page: Page, fake: Fake) -> None:
    html = f'<main data-pc="0"><div style="height:100px;overflow:auto" data-pc-on="0">{TALL}</div></main>'
    scroll: dict[str, Any] = {"send": ["scroll_left", "scroll_top"], "throttle": 60_000, "more": {}}
    socket = fake.open(html, specs=[spec(scroll=scroll)])
    for place in (10, 20, 30):
        page.locator("main > div").evaluate(f"it => {{ it.scrollTop = {place} }}")
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert socket.next()[4:] == ["scroll", {"scroll_left": 0, "scroll_top": 10}]
    assert socket.unread() == []


def test_what_moves_over_many_elements_is_sent_at_most_so_often(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0" data-pc-on="0"><i>a</i><i>b</i><i>c</i></main>'
    move = {"send": ["client_x"], "throttle": 60_000}
    socket = fake.open(
        html, specs=[spec(pointermove=move, wheel={**move, "prevent": True}, click={"send": ["detail"]})]
    )
    fire = """([type, at]) => {
        const it = document.querySelectorAll("i")[at]
        it.dispatchEvent(new (type === "wheel" ? WheelEvent : PointerEvent)(type, {clientX: at, bubbles: true}))
    }"""
    for at in (0, 1, 2):
        page.evaluate(fire, ["pointermove", at])
        page.evaluate(fire, ["wheel", at])
    assert [socket.next()[4:] for _ in range(2)] == [["pointermove", {"client_x": 0}], ["wheel", {"client_x": 0}]]
    assert socket.unread() == []
    page.evaluate("document.querySelectorAll('i')[2].click()")
    last = [socket.next()[4:] for _ in range(3)]
    assert last == [["pointermove", {"client_x": 2}], ["wheel", {"client_x": 2}], ["click", {"detail": 0}]]


def test_media_bring_their_state_and_no_number_that_is_none(page: Page, fake: Fake) -> None:
    names = ["current_time", "duration", "paused", "ended", "volume", "muted", "playback_rate"]
    socket = open_with(fake, '<audio data-pc-on="0"></audio>', volumechange=names, play=names)
    page.evaluate("document.querySelector('audio').volume = 0.5")
    state = {"current_time": 0, "duration": None, "paused": True, "ended": False, "muted": False, "playback_rate": 1}
    assert socket.next()[4:] == ["volumechange", {**state, "volume": 0.5}]


def test_the_end_of_a_transition(page: Page, fake: Fake) -> None:
    html = '<p data-pc-on="0" style="transition:opacity 10ms">x</p>'
    socket = open_with(fake, html, transitionend=["property_name", "elapsed_time"])
    page.evaluate("document.querySelector('p').style.opacity = 0.5")
    assert socket.next()[4:] == ["transitionend", {"property_name": "opacity", "elapsed_time": 0.01}]


def test_reset_and_invalid(page: Page, fake: Fake) -> None:
    inside = '<input required data-pc-on="1"><button type="reset">r</button>'
    html = f'<main data-pc="0"><form data-pc-on="0">{inside}</form></main>'
    socket = fake.open(html, specs=[spec(reset={}), spec("i", invalid={"send": ["value"]})])
    page.get_by_role("button").click()
    assert socket.next()[3:] == [[0, 0], "reset"]
    page.evaluate("document.querySelector('form').requestSubmit()")
    assert socket.next()[3:] == [[0, 0, 0], "invalid", {"value": ""}]


def test_a_custom_event_brings_what_json_can_say_of_its_detail(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0" data-pc-on="0"><p>x</p></main>'
    item: dict[str, Any] = {"send": ["detail"], "more": {}}
    socket = fake.open(html, specs=[{"d": "d", "on": {"item-picked": item}}])
    fire = "document.querySelector('p').dispatchEvent(new CustomEvent('item-picked', {detail: %s, bubbles: true}))"
    details: list[tuple[str, object]] = [
        ("{pk: 7, tags: ['a']}", {"pk": 7, "tags": ["a"]}),
        ("undefined", None),
        ("NaN", None),
        ("{at: document.body, go() {}}", {"at": {}}),
        ("(() => { const it = {}; it.it = it; return it })()", None),
        ("10n", None),
    ]
    for detail, brought in details:
        page.evaluate(fire % detail)
        assert socket.next()[4:] == ["item-picked", {"detail": brought}], detail


def test_a_detail_is_that_of_its_moment(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0" data-pc-on="0"></main>'
    item: dict[str, Any] = {"send": ["detail"], "debounce": 60_000, "more": {}}
    socket = fake.open(html, specs=[{"d": "d", "on": {"item-picked": item}}])
    page.evaluate(
        """() => {
            const detail = {pk: 1}
            document.querySelector("main").dispatchEvent(new CustomEvent("item-picked", {detail}))
            detail.pk = 2
            dispatchEvent(new Event("pagehide"))
        }"""
    )
    assert socket.next()[5] == {"detail": {"pk": 1}}


# Before the part has come.


def late(fake: Fake, html: str, **on: Any) -> Socket:
    """A joined page whose part does not come."""
    fake.missing.add("listen.js")
    fake.show(html, specs=[spec(**on)])
    return fake.join()


@pytest.mark.console_errors("404")
def test_without_the_part_plain_listeners_work_and_others_say_why(page: Page, fake: Fake) -> None:
    page.add_init_script("addEventListener('pycomponents:problem', event => { window.problem = event.detail.code })")
    html = '<main data-pc="0"><button data-pc-on="0">x</button><input data-pc-on="0"></main>'
    socket = late(fake, html, click={}, input={"send": ["value"], "debounce": 60_000}, keydown=more(once=True))
    page.wait_for_function("window.problem === 'listen'")
    page.locator("button").click()
    assert socket.next() == CLICKED
    page.locator("input").fill("abc")
    assert socket.next()[5] == {"value": "abc"}
    page.locator("input").press("Enter")
    assert socket.unread() == []


def test_what_is_heard_before_the_part_has_come_is_met_when_it_comes(page: Page, fake: Fake) -> None:
    fake.held.add("listen.js")
    html = (
        '<main data-pc="0"><button data-pc-on="0">x</button><a href="/other" data-pc-on="1">y</a>'
        '<p data-pc-on="2">z</p></main>'
    )
    specs = [spec(click=more(once=True)), spec("l", click=more(scope="self")), spec("p", click={})]
    fake.show(html, specs=specs)
    socket = fake.join()
    for name in ("button", "button", "a", "p"):
        page.locator(name).click()
    assert socket.next()[3] == [0, 2]
    assert fake.documents == 1  # the link is not followed
    fake.release()
    assert [socket.next()[3:] for _ in range(2)] == [[[0, 0], "click"], [[0, 1], "click"]]
    page.locator("button").click()
    assert socket.unread() == []


def test_what_was_heard_in_a_page_that_has_changed_since_is_not_guessed_at(page: Page, fake: Fake) -> None:
    fake.held.add("listen.js")
    fake.show('<main data-pc="0"><button data-pc-on="0">x</button></main>', specs=[spec(click=more(once=True))])
    socket = fake.join()
    page.locator("button").click()
    fake.patch(socket, [0, [0, 0, ["text", "y"]]])
    fake.release()
    fake.wait_for_part()
    assert socket.unread() == []
    page.locator("button").click()
    assert socket.next() == ["event", 1, 1, [0, 0], "click"]
