"""What the user is doing stays: focus, scroll, open parts, media; nodes are moved, not remade."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.client.fake import Fake, Socket, spec


def active(page: Page) -> str:
    name: str = page.evaluate("document.activeElement.id || document.activeElement.localName")
    return name


LIST = "".join(f'<li data-pc-key="{key}"><input id="{key}" value="{key}"></li>' for key in "abc")


@pytest.mark.parametrize("browser_moves", [True, False], ids=["moveBefore", "insertBefore"])
def test_a_move_keeps_focus_caret_and_typed_text(page: Page, fake: Fake, browser_moves: bool) -> None:
    socket = fake.open(f'<ul data-pc="0">{LIST}</ul>', specs=[spec(blur={}, focus={})])
    if not browser_moves:
        page.evaluate("delete Element.prototype.moveBefore")
    page.locator("#c").fill("typed")
    page.evaluate("document.querySelector('#c').setSelectionRange(1, 2)")
    fake.patch(socket, [0, ["move", "#c", "#a"], ["move", "#a", None]])
    assert page.evaluate("[...document.querySelectorAll('input')].map(i => i.id).join('')") == "cba"
    assert active(page) == "c"
    assert page.locator("#c").input_value() == "typed"
    assert page.evaluate("[document.activeElement.selectionStart, document.activeElement.selectionEnd]") == [1, 2]
    assert socket.unread() == []


def test_a_move_does_not_load_a_frame_again_nor_scroll_a_box_back(page: Page, fake: Fake) -> None:
    html = (
        '<main data-pc="0"><div data-pc-key="f"><iframe src="/other"></iframe></div>'
        '<div data-pc-key="s" id="box"><p id="tall">x</p></div><p data-pc-key="p">p</p></main>'
    )
    socket = fake.open(html)
    frame = page.frame_locator("iframe").locator("p")
    expect(frame).to_have_text("Another page")
    page.evaluate(
        """() => {
            document.querySelector('iframe').contentWindow.kept = true
            const box = document.querySelector('#box')
            box.style.cssText = 'height: 50px; overflow: auto'
            document.querySelector('#tall').style.height = '500px'
            box.scrollTop = 123
        }"""
    )
    fake.patch(socket, [0, ["move", "#f", None], ["move", "#s", None]])
    assert page.evaluate("document.querySelector('iframe').contentWindow.kept") is True
    assert page.evaluate("document.querySelector('#box').scrollTop") == 123


def test_media_goes_on_when_it_is_moved(page: Page, fake: Fake) -> None:
    socket = fake.open('<main data-pc="0"><canvas data-pc-key="c"></canvas><p data-pc-key="p">p</p></main>')
    page.evaluate(
        """async () => {
            const video = document.createElement('video')
            const canvas = document.querySelector('canvas')
            canvas.getContext('2d').fillRect(0, 0, 9, 9)
            video.muted = true
            video.srcObject = canvas.captureStream(30)
            document.querySelector('p').append(video)
            await video.play()
        }"""
    )
    fake.patch(socket, [0, ["move", "#p", "#c"]])
    assert page.evaluate("document.querySelector('video').paused") is False


def test_details_and_dialogs_that_the_user_opened_stay_open(page: Page, fake: Fake) -> None:
    html = (
        '<main data-pc="0"><details><summary>s</summary><p>d</p></details><dialog><p>d</p></dialog>'
        "<div popover><p>d</p></div><p>x</p></main>"
    )
    socket = fake.open(html)
    page.locator("summary").click()
    page.evaluate("document.querySelector('dialog').show()")
    page.evaluate("document.querySelector('[popover]').showPopover()")
    fake.patch(socket, [0, [0, 1, 0, ["text", "new"]], [0, ["attr", "class", "x"]], [1, ["attr", "class", "x"]]])
    assert page.evaluate("document.querySelector('details').open && document.querySelector('dialog').open")
    page.evaluate("document.querySelector('main > p').remove()")  # a repair morphs, and knows nothing of what is open
    assert socket.next() == ["repair", 0]
    socket.send("html", 2, 0, html.replace(">x<", ">y<"), [])
    assert socket.next() == ["ack", 2]
    assert page.locator("main > p").text_content() == "y"
    assert page.evaluate("document.querySelector('details').open && document.querySelector('dialog').open")
    assert page.evaluate("document.querySelector('[popover]').matches(':popover-open')")


def test_details_that_the_server_closes_are_closed_by_a_repair(page: Page, fake: Fake) -> None:
    html = '<main data-pc="0"><details open><summary>s</summary></details><p>x</p></main>'
    socket = fake.open(html)
    page.evaluate("document.querySelector('main > p').remove()")
    assert socket.next() == ["repair", 0]
    socket.send("html", 1, 0, html.replace(" open", ""), [])
    assert socket.next() == ["ack", 1]
    assert not page.evaluate("document.querySelector('details').open")


def test_details_that_came_open_and_that_the_user_closed_stay_closed(page: Page, fake: Fake) -> None:
    socket = fake.open('<main data-pc="0"></main>')
    drawn = ["details", {"open": ""}, ["summary", [0]]]
    varied = ["details", {"open": [1]}, ["summary", [0]]]
    rows = [["rows", None, drawn, [["a", "b"]]], ["rows", None, varied, [["c", "d"], ["", None]]]]
    fake.patch(socket, [0, *rows, ["insert", None, ["p", "x"]]])
    html = '<main data-pc="0">' + "".join(
        f"<details{' open' if name != 'd' else ''}><summary>{name}</summary></details>" for name in "abcde"
    )
    opened = "[...document.querySelectorAll('details')].map(one => one.open)"
    page.locator("summary").nth(0).click()
    page.locator("summary").nth(2).click()
    page.locator("summary").nth(3).click()
    assert page.evaluate(opened) == [False, True, False, True]
    repair(page, fake, socket, html + "<p>y</p></main>")
    assert page.evaluate(opened) == [False, True, False, True, True]
    page.locator("summary").nth(4).click()
    repair(page, fake, socket, html + "<p>z</p></main>")
    assert page.evaluate(opened) == [False, True, False, True, False]


def repair(page: Page, fake: Fake, socket: Socket, html: str) -> None:
    """Somebody takes a paragraph away, and the server answers with all that there is."""
    page.evaluate("document.querySelector('main > p').remove()")
    assert socket.next() == ["repair", 0]
    fake.rev += 1
    socket.send("html", fake.rev, 0, html, [])
    assert socket.next() == ["ack", fake.rev]


def test_the_page_does_not_scroll_when_rows_come(page: Page, fake: Fake) -> None:
    socket = fake.open('<main data-pc="0"><p>x</p></main>')
    page.evaluate("document.querySelector('p').style.height = '5000px'; scrollTo(0, 700)")
    fake.patch(socket, [0, ["insert", None, *[["p", "row"]] * 50]])
    assert page.evaluate("scrollY") == 700


EDIT = '<main data-pc="0"><button id="edit" data-pc-on="0">Edit</button><input id="other" data-pc-on="1"></main>'
EDIT_SPECS = [spec(click={}), spec("i", input={"send": ["value"]})]
FOCUSED: list[Any] = [0, ["insert", None, ["p", ["input", {"id": "new", "autofocus": ""}]]]]


def test_autofocus_gets_the_focus_from_the_button_that_asked_for_it(page: Page, fake: Fake) -> None:
    socket = fake.open(EDIT, specs=EDIT_SPECS)
    page.locator("#edit").click()
    fake.patch(socket, FOCUSED, event=1)
    assert active(page) == "new"


def test_autofocus_gets_the_focus_that_a_click_has_put_on_something_around(page: Page, fake: Fake) -> None:
    socket = fake.open(
        '<main data-pc="0" tabindex="-1"><label data-pc-on="0">Edit</label><input id="other" data-pc-on="1"></main>',
        specs=EDIT_SPECS,
    )
    page.locator("#other").focus()
    page.locator("label").click()
    fake.patch(socket, FOCUSED, event=1)
    assert active(page) == "new"


def test_what_gets_the_focus_is_gone_on_with_at_its_end(page: Page, fake: Fake) -> None:
    socket = fake.open(EDIT, specs=EDIT_SPECS)
    page.locator("#edit").click()
    fake.patch(socket, [0, ["insert", None, ["input", {"id": "new", "autofocus": "", "value": "text"}]]], event=1)
    page.keyboard.type("!")
    assert page.locator("#new").input_value() == "text!"


def test_autofocus_gets_the_focus_when_nobody_has_it(page: Page, fake: Fake) -> None:
    socket = fake.open(EDIT, specs=EDIT_SPECS)
    fake.patch(socket, FOCUSED)
    assert active(page) == "new"


def test_autofocus_does_not_take_the_focus_from_where_the_user_types(page: Page, fake: Fake) -> None:
    socket = fake.open(EDIT, specs=EDIT_SPECS)
    page.locator("#other").press_sequentially("a")
    assert socket.next()[4] == "input"
    fake.patch(socket, FOCUSED, event=1)
    assert active(page) == "other"


def test_autofocus_in_a_row_of_a_shape(page: Page, fake: Fake) -> None:
    socket = fake.open('<ul data-pc="0"></ul>')
    fake.patch(socket, [0, ["rows", None, ["li", ["input", {"id": [0], "autofocus": ""}]], [["one", "two"]]]])
    assert active(page) == "two"


def test_a_focused_field_that_nothing_names_is_never_touched(page: Page, fake: Fake) -> None:
    socket = fake.open(f'<ul data-pc="0">{LIST}</ul>')
    page.locator("#b").focus()
    page.evaluate("window.node = document.querySelector('#b')")
    row = ["li", {"#": "n"}, ["input", {"value": "n"}]]
    fake.patch(socket, [0, ["remove", "#a"], ["insert", "#b", row], ["move", "#c", "#b"], ["replace", "#n", row]])
    assert page.evaluate("document.activeElement === window.node")
