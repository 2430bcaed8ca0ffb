"""The focus, where no browser needs to be asked."""

from __future__ import annotations

from pycomponents.testing.hands import actions, focus
from tests.testing.in_python import Recorder, found, opened


def test_what_wants_the_focus_has_it_when_the_page_has_come() -> None:
    recorder = Recorder()
    window = opened("<input><div hidden><input autofocus></div><input id=x autofocus>", recorder)
    focus.arrive(window)
    assert window.document.focused is found(window, "x")
    assert recorder.heard == [("focus", "x"), ("focusin", "x")]


def test_what_leaves_the_page_has_the_focus_no_more_and_nobody_hears_of_it() -> None:
    recorder = Recorder()
    window = opened("<input id=x>", recorder)
    actions.focus_on(window, found(window, "x"))
    recorder.events.clear()
    found(window, "x").remove()
    assert window.focused is None
    actions.press_key(window, "a")
    assert recorder.heard == [("keydown", "body"), ("keyup", "body")]


def test_tab_stays_in_the_modal_dialog() -> None:
    window = opened(
        "<dialog id=d><input id=i><a href=/ id=a>a</a></dialog><button id=o commandfor=d command=show-modal>o</button>",
        Recorder(),
    )
    actions.click(window, found(window, "o"))
    order = [element.attributes["id"] for element in focus.tab_order(window)]
    assert order == ["i", "a"]
    assert (window.document.top, window.document.modal) == ([found(window, "d")], [found(window, "d")])


def test_a_press_whose_element_goes_is_no_click() -> None:
    recorder = Recorder()
    window = opened("<p id=p><button id=x>x</button></p>", recorder)
    recorder.answers = [("mousedown", "remove", found(window, "x"))]
    actions.click(window, found(window, "x"))
    assert [pair for pair in recorder.heard if not pair[0].endswith(("enter", "over", "out", "move"))] == [
        *(("pointerdown", "x"), ("mousedown", "x")),
        *(("pointerup", "p"), ("mouseup", "p")),
    ]
