"""What no person could do is refused, and it is said why."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pycomponents.testing.errors import ActionError
from pycomponents.testing.hands import actions, controls
from tests.testing.in_python import Recorder, found, opened

MODAL = """<dialog id=d aria-label=Confirm><button id=in>in</button></dialog><input id=x>
    <button id=o commandfor=d command=show-modal>Open</button>"""


def refused(html: str, act: str, *more: Any, element: str = "x") -> str:
    recorder = Recorder()
    window = opened(html, recorder)
    with pytest.raises(ActionError) as raised:
        getattr(actions, act)(window, found(window, element), *more)
    assert recorder.events == []
    return str(raised.value)


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<button id=x disabled>Go</button>", "it is disabled"),
        ("<fieldset disabled><button id=x>Go</button></fieldset>", "it is disabled by its fieldset"),
        ("<button disabled><i id=x>Go</i></button>", "it stands in <button> 'Go', which is disabled"),
        ("<label id=x for=c>Go</label><input id=c disabled>", 'it labels <input id="c">, which is disabled'),
        ("<div aria-disabled=true><a href=/ id=x>Go</a></div>", "<div> 'Go' is aria-disabled"),
        ("<button id=x hidden>Go</button>", "it is hidden: it has the attribute hidden"),
        (
            "<div id=h hidden><p><i id=x>Go</i></div>",
            "it is hidden by <div id=\"h\"> 'Go': it has the attribute hidden",
        ),
        ("<details><p id=x>Go</details>", "it is hidden by <details> 'Go': the details are closed"),
        ("<dialog><p id=x>Go</dialog>", "it is hidden by <dialog> 'Go': the dialog is not open"),
        ("<div popover><p id=x>Go</div>", "it is hidden by <div> 'Go': the popover is not open"),
        ("<p id=x style='display: none'>Go</p>", "it is hidden: its style says display: none"),
        ("<input type=hidden id=x>", "it is hidden: its type is hidden"),
        ("<script id=x>Go</script>", "it is hidden: a browser does not show it"),
        ("<div inert><p id=x>Go</p></div>", "it stands in <div> 'Go', which is inert"),
        ("<select><option id=x>Go</select>", "it stands in a list that is closed. Use select_option() of its select."),
    ],
)
def test_what_cannot_be_clicked(html: str, why: str) -> None:
    message = refused(html, "click")
    assert message.startswith("<")
    assert f" cannot be clicked: {why}" in message


def test_what_is_behind_a_modal_dialog_cannot_be_reached() -> None:
    window = opened(MODAL, Recorder())
    actions.click(window, found(window, "o"))
    with pytest.raises(
        ActionError, match=r'^<input id="x"> cannot be filled: it is behind the modal dialog \'Confirm\'\.$'
    ):
        actions.fill(window, found(window, "x"), "y")
    actions.click(window, found(window, "in"))


def test_a_dialog_that_the_server_closed_hides_nothing() -> None:
    window = opened(MODAL, Recorder())
    actions.click(window, found(window, "o"))
    found(window, "d").remove()
    actions.fill(window, found(window, "x"), "y")
    assert window.document.top == []


def test_what_has_left_the_page_cannot_be_clicked() -> None:
    window = opened("<button id=x>Go</button>", Recorder())
    button = found(window, "x")
    button.remove()
    with pytest.raises(ActionError, match="it is no longer in the page"):
        actions.click(window, button)


@pytest.mark.parametrize(
    ("html", "text", "why"),
    [
        ("<input id=x readonly>", "a", "it is readonly"),
        ("<input id=x type=checkbox>", "a", "it is no field for text. Use check()."),
        ("<select id=x></select>", "a", "it is no field for text. Use select_option()."),
        ("<p id=x>x</p>", "a", "it is no field for text"),
        ("<input id=x type=number>", "a", "it takes numbers"),
        ("<input id=x type=date>", "1.2.2026", "nothing that a field for date holds. It is written as '2026-01-31'."),
        ("<input id=x type=range max=5>", "7", "nothing that a field for range holds. It must lie between min and max"),
    ],
)
def test_what_cannot_be_filled(html: str, text: str, why: str) -> None:
    assert why in refused(html, "fill", text)


OPTIONS = "<select id=x><option value=a>Apple<option value=b disabled>Pear<option value=c>Plum</select>"


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        ("d", "no option 'd'; offered: 'Apple', 'Pear', 'Plum'"),
        (7, "no option at place 7; offered: 'Apple', 'Pear', 'Plum'"),
        ("Pear", "the option 'Pear' is disabled"),
        (["a", "c"], "it takes one option, and 2 are given: ['a', 'c']"),
    ],
)
def test_what_cannot_be_chosen(chosen: Any, why: str) -> None:
    assert why in refused(OPTIONS, "select_option", chosen)


@pytest.mark.parametrize(
    ("html", "act", "why"),
    [
        ("<input id=x>", "check", "it is neither a checkbox nor a radio"),
        ("<p id=x>x</p>", "select_option", "it is no select"),
        ("<input id=x type=radio checked>", "uncheck", "a radio goes off only when another of its group goes on"),
        ("<button id=x>x</button>", "submit", "it belongs to no form"),
        ("<form><button id=x disabled>x</button></form>", "submit", "it is disabled"),
        ("<dialog id=x></dialog>", "click_backdrop", "it is no modal dialog that is open before all others"),
    ],
)
def test_what_else_cannot_be_done(html: str, act: str, why: str) -> None:
    assert why in refused(html, act, *(["a"] if act == "select_option" else []))


def test_a_box_that_does_not_change_says_so() -> None:
    window = opened("<input id=x type=checkbox>", Recorder(prevent=("click",)))
    with pytest.raises(ActionError, match="a click on it did not change it"):
        actions.check(window, found(window, "x"))


@pytest.mark.parametrize(
    ("combination", "message"),
    [
        ("Entr", "'Entr' is no key. Did you mean 'Enter'?"),
        ("hello", "'hello' is no key."),
        ("Ctrl+a", "'Ctrl' in 'Ctrl+a' is no key that is held down."),
    ],
)
def test_a_key_that_there_is_not(combination: str, message: str) -> None:
    assert message in refused("<input id=x>", "press", combination)


def test_an_option_is_chosen_by_value_label_or_place() -> None:
    for chosen in ("c", "Plum", 2, ["Plum"]):
        window = opened(OPTIONS, Recorder())
        actions.select_option(window, found(window, "x"), chosen)
        assert controls.value_of(found(window, "x")) == "c"


def test_a_click_brings_what_a_click_brings() -> None:
    recorder = Recorder()
    window = opened("<button id=x>x</button>", recorder)
    actions.click(window, found(window, "x"), modifiers=["Shift", "ControlOrMeta"])
    click = recorder.events[-1]
    assert click.type == "click"
    brought = {name: click.data[name] for name in ("detail", "button", "shift_key", "ctrl_key", "alt_key", "client_x")}
    assert brought == {"detail": 1, "button": 0, "shift_key": True, "ctrl_key": True, "alt_key": False, "client_x": 0.0}
    down = next(event for event in recorder.events if event.type == "pointerdown")
    assert (down.data["buttons"], down.data["pointer_type"]) == (1, "mouse")


def test_keys_bring_what_keys_bring() -> None:
    recorder = Recorder()
    window = opened("<input id=x>", recorder)
    actions.press(window, found(window, "x"), "Control+Shift+KeyK")
    downs = [event.data for event in recorder.events if event.type == "keydown"]
    assert [data["key"] for data in downs] == ["Control", "Shift", "K"]
    held = {"alt_key": False, "ctrl_key": True, "meta_key": False, "shift_key": True}
    assert downs[-1] == {"key": "K", "code": "KeyK", "repeat": False, **held}


def test_what_happens_without_a_person_is_a_click_of_no_kind() -> None:
    recorder = Recorder()
    window = opened("<form><input id=x><button id=b>x</button></form>", recorder)
    actions.press(window, found(window, "x"), "Enter")
    assert [event.data["detail"] for event in recorder.events if event.type == "click"] == [0]


def test_messages_say_which_element_and_not_more_of_its_text_than_fits() -> None:
    message = refused(f"<button id=x name=n type=button disabled>{'word ' * 20}</button>", "click")
    assert re.match(r'<button id="x" name="n" type="button"> \'word word word word word word …\' cannot', message)


def test_a_modal_dialog_can_be_reached_though_it_stands_in_what_is_inert() -> None:
    window = opened(f"<div inert>{MODAL}</div>", Recorder())
    dialog = found(window, "d")
    dialog.attributes["open"] = ""
    window.document.modal.append(dialog)
    window.document.top.append(dialog)
    actions.click(window, found(window, "in"))
    assert window.focused is found(window, "in")


@pytest.mark.parametrize("text", ["nan", "inf", "1_0", "four"])
def test_a_field_for_numbers_is_filled_with_what_a_browser_reads_as_one(text: str) -> None:
    assert f"cannot be filled with {text!r}: it takes numbers" in refused("<input id=x type=number>", "fill", text)
