"""Forms send what a browser's would, to where it would."""

from __future__ import annotations

import pytest

from pycomponents.testing.hands import actions, forms
from pycomponents.testing.hands.window import Navigation, Window
from tests.testing.in_python import Recorder, found, opened

FORM = """<form id=f action=/save><input name=a value=1><button id=x name=b value=2>x</button>
    <input type=image id=y name=i><input type=image id=z>
    <button id=w formmethod=post formaction=/post?q=1>w</button></form>"""


def sent(html: str, button: str) -> list[Navigation]:
    window = opened(html, Recorder())
    gone: list[Navigation] = []
    window.navigate = gone.append
    actions.click(window, found(window, button))
    return gone


def test_the_button_that_sends_is_among_the_fields_where_it_stands() -> None:
    window = opened("<form id=f><button id=x name=b value=2>x</button><input name=a value=1></form>", Recorder())
    form, button = found(window, "f"), found(window, "x")
    assert forms.entries(form, button) == [("b", "2"), ("a", "1")]
    assert forms.entries(form) == [("a", "1")]


def test_a_picture_sends_where_it_was_pressed() -> None:
    window = opened(FORM, Recorder())
    form = found(window, "f")
    assert forms.entries(form, found(window, "y"))[1:] == [("i.x", "0"), ("i.y", "0")]
    assert forms.entries(form, found(window, "z"))[1:] == [("x", "0"), ("y", "0")]


def test_a_get_goes_to_its_action_with_its_fields_as_query() -> None:
    assert sent(FORM, "x") == [Navigation("https://example.org/save?a=1&b=2")]


def test_a_button_may_say_how_and_where_to() -> None:
    assert sent(FORM, "w") == [
        Navigation("https://example.org/post?q=1", "post", (("a", "1"),), "application/x-www-form-urlencoded")
    ]


def test_lines_end_on_the_network_as_they_do_there() -> None:
    (gone,) = sent("<form method=post><textarea name=t>a\nb</textarea><button id=x>x</button></form>", "x")
    assert gone.fields == (("t", "a\r\nb"),)


def test_what_is_prevented_goes_nowhere() -> None:
    window = opened(FORM, Recorder(prevent=("submit",)))
    gone: list[Navigation] = []
    window.navigate = gone.append
    actions.click(window, found(window, "x"))
    assert gone == []


def test_the_submit_brings_its_button() -> None:
    recorder = Recorder()
    window = opened(FORM, recorder)
    actions.click(window, found(window, "x"))
    actions.submit(window, found(window, "f"))
    actions.submit(window, found(window, "w"))
    submitters = [event.submitter for event in recorder.events if event.type == "submit"]
    assert submitters == [found(window, "x"), None, found(window, "w")]


def test_a_link_is_followed_as_it_is_meant_on_this_page() -> None:
    assert sent("<a id=x href='other?a=1' target=_blank>x</a>", "x") == [
        Navigation("https://example.org/other?a=1", target="_blank")
    ]


@pytest.mark.parametrize(
    ("html", "labels"),
    [
        ("<label id=l for=c>x</label><input id=c>", ["l"]),
        ("<label id=l><input id=h type=hidden><input id=c></label><label id=m for=c></label>", ["l", "m"]),
        ("<label id=l for=other><input id=c></label>", []),
        ("<label id=l><span id=c>x</span></label>", []),
    ],
)
def test_labels(html: str, labels: list[str]) -> None:
    window: Window = opened(html, Recorder())
    assert [label.attributes["id"] for label in forms.labels_of(found(window, "c"))] == labels


def test_what_holds_a_form_back_is_kept_to_be_told() -> None:
    window = opened("<form><input id=i name=i required><button id=b>x</button></form>", Recorder())
    actions.click(window, found(window, "b"))
    (complaint,) = window.complaints
    assert (complaint.control, complaint.flag) == (found(window, "i"), "valueMissing")
    assert complaint.text == "Please fill out this field."
    actions.fill(window, found(window, "i"), "x")
    actions.click(window, found(window, "b"))
    assert window.complaints == []
