"""Which listeners hear what happens, and what they bring, frame by frame; tests/browser/client says the same of
Chromium.
"""

from __future__ import annotations

from typing import Any

import pytest

from pycomponents.testing.client.combinations import is_pressed
from pycomponents.testing.document.dom import Element
from pycomponents.testing.errors import QuestionError
from pycomponents.testing.hands.controls import set_checked, set_value
from pycomponents.testing.hands.happening import DomEvent
from tests.browser.client.test_listening import PRESSED
from tests.testing.fake import Fake, more, spec

CLICKED = ["event", 1, 0, [0, 0], "click"]


def test_the_listeners_around_a_target_hear_it_too_until_one_stops_it() -> None:
    html = '<main data-pc="0" data-pc-on="0"><section data-pc-on="1"><p data-pc-on="0"><b>x</b></p></section></main>'
    fake = Fake(html, specs=[spec(click={}), spec(click={"stop": True})])
    fake.click("b")
    assert [frame[3] for frame in fake.unread()] == [[0, 0, 0], [0, 0]]


def test_what_does_not_bubble_is_heard_at_the_target_alone() -> None:
    html = '<main data-pc="0" data-pc-on="0"><input data-pc-on="0" value="v"></main>'
    fake = Fake(html, specs=[spec(focus={"send": ["value"]})])
    fake.fire("focus", "input")
    assert fake.unread() == [["event", 1, 0, [0, 0], "focus", {"value": "v"}]]


def test_a_disabled_control_and_a_disabled_fieldset_do_not_fire() -> None:
    html = (
        '<main data-pc="0"><button disabled data-pc-on="0"><b>x</b></button>'
        '<fieldset disabled><legend><button data-pc-on="0">y</button></legend><button data-pc-on="0">z</button>'
        "</fieldset></main>"
    )
    fake = Fake(html, specs=[spec(click={})])
    fake.click("b")
    fake.click(fake.find("button", 2))
    assert fake.unread() == []
    fake.click(fake.find("button", 1))  # the first legend stays enabled
    assert fake.next()[3] == [0, 1, 0, 0]


def test_default_actions_are_prevented_where_a_browser_would_leave() -> None:
    html = (
        '<main data-pc="0"><a href="/x" data-pc-on="0">a</a><a data-pc-on="0">b</a><form data-pc-on="1"></form>'
        '<p data-pc-on="2">c</p><a href="/x" data-pc-on="3">d</a></main>'
    )
    passive: dict[str, Any] = {"passive": True, **more()}
    specs = [spec(click={}), spec("s", submit={}), spec("p", click={"prevent": True}), spec("q", click=passive)]
    fake = Fake(html, specs=specs)
    assert [fake.click(one) for one in (fake.find("a"), fake.find("a", 1), fake.find("p"), fake.find("a", 2))] == [
        False,
        True,
        False,
        True,
    ]
    assert not fake.fire("submit", "form")
    event = DomEvent("click", fake.find("p"), cancelable=False)
    assert fake.client.dispatch(event)


def test_a_link_opens_elsewhere_with_a_modifier_and_nobody_hears_of_it() -> None:
    fake = Fake('<main data-pc="0"><a href="/x" data-pc-on="0">go</a></main>', specs=[spec(click={})])
    assert fake.click("a", ctrl_key=True)
    assert fake.unread() == []


def test_a_click_brings_what_is_asked_for_and_a_browser_would_say() -> None:
    send = ["value", "button", "detail", "alt_key", "shift_key", "client_x"]
    html = '<main data-pc="0"><button value="v1" data-pc-on="0"><b>x</b></button></main>'
    fake = Fake(html, specs=[spec(click={"send": send})])
    fake.click("b", detail=1, shift_key=True, client_x=7)
    brought = {"value": "v1", "button": 0, "detail": 1, "alt_key": False, "shift_key": True, "client_x": 7}
    assert fake.next()[5] == brought


def test_input_brings_the_state_of_what_is_not_its_value() -> None:
    html = (
        '<main data-pc="0"><input id="t" data-pc-on="0"><input type="checkbox" id="c" data-pc-on="1">'
        '<input type="radio" name="r" value="1" data-pc-on="1" checked>'
        '<input type="radio" name="r" value="2" id="r" data-pc-on="1">'
        '<select data-pc-on="2" multiple><option>a<option>b<option>c</select>'
        '<textarea data-pc-on="3"></textarea></main>'
    )
    specs = [
        spec(input={"send": ["value"]}), spec(change={"send": ["checked", "value"]}),
        spec(change={"send": ["selected"]}), spec(change={}),
    ]  # fmt: skip
    fake = Fake(html, specs=specs)
    fake.fill("t", "a")
    assert fake.next() == ["event", 1, 0, [0, 0], "input", {"value": "a"}]
    fake.change("c", "checked", True)
    assert fake.next()[4:] == ["change", {"checked": True, "value": "on"}, [[[0, 1], True]]]
    set_checked(fake.find("r"), True)
    fake.fire("change", "r")
    assert fake.next()[3:] == [
        [0, 3], "change", {"checked": True, "value": "2"}, [[[0, 2], False], [[0, 3], True]],
    ]  # fmt: skip
    for index in (0, 2):
        fake.find("option", index).properties["selected"] = True
    fake.fire("change", "select")
    assert fake.next()[4:] == ["change", {"selected": ["a", "c"]}, [[[0, 4], [0, 2]]]]
    set_value(fake.find("textarea"), "long")
    fake.fire("change", "textarea")
    assert fake.next()[3:] == [[0, 5], "change", {}, [[[0, 5], "long"]]]


def test_a_form_that_listens_to_input_says_which_control_it_was() -> None:
    html = '<main data-pc="0"><form data-pc-on="0"><input><input></form></main>'
    fake = Fake(html, specs=[spec(input={"send": ["value"]})])
    fake.fill(fake.find("input", 1), "a")
    assert fake.next() == ["event", 1, 0, [0, 0], "input", {"value": "a"}, [[[0, 0, 1], "a"]]]


def test_a_submit_brings_the_form_and_what_was_changed_in_it() -> None:
    html = (
        '<main data-pc="0"><form method="post" data-pc-on="0"><input name="text"><input name="same" value="s">'
        '<input type="checkbox" name="yes" id="yes"><select name="pick"><option value="a">A<option value="b">B</select>'
        '<button name="go" value="1">Go</button></form></main>'
    )
    fake = Fake(html, specs=[spec(submit={"send": ["form"]})])
    fake.fill("input", "Buy milk")
    fake.change("yes", "checked", True)
    fake.change(fake.find("option", 1), "selected", True)
    assert not fake.fire("submit", "form", submitter=fake.find("button"))
    form = [["text", "Buy milk"], ["same", "s"], ["yes", "on"], ["pick", "b"], ["go", "1"]]
    controls = [[[0, 0, 0], "Buy milk"], [[0, 0, 2], True], [[0, 0, 3], [1]]]
    assert fake.next() == ["event", 1, 0, [0, 0], "submit", {"form": form}, controls]


def test_what_raw_html_holds_does_not_listen() -> None:
    html = '<main data-pc="0"><!--pc--><b data-pc-on="0" data-pc="7">x</b><!--/pc--></main>'
    fake = Fake(html, specs=[spec(click={})])
    fake.click("b")
    assert fake.unread() == []


def test_a_specification_that_comes_later_is_listened_to() -> None:
    fake = Fake('<main data-pc="0"><p>x</p></main>')
    fake.say("specs", 0, [spec(dblclick={})])
    fake.patch([0, [0, ["on", 0]]])
    fake.fire("dblclick", "p")
    assert fake.next() == ["event", 1, 1, [0, 0], "dblclick"]


# Whether.


def test_once_is_once_for_each_element() -> None:
    html = '<main data-pc="0"><button data-pc-on="0">a</button><button data-pc-on="0">b</button></main>'
    fake = Fake(html, specs=[spec(click=more(once=True))])
    for index in (0, 0, 1, 1):
        fake.click(fake.find("button", index))
    assert [frame[3] for frame in fake.unread()] == [[0, 0], [0, 1]]


def test_a_question_is_asked_first() -> None:
    html = '<main data-pc="0"><button data-pc-on="0">a</button><a href="/x" data-pc-on="0">b</a></main>'
    fake = Fake(html, specs=[spec(click=more(confirm="Delete it?"))])
    answers = iter([False, False, True])
    fake.client.listening.answer = lambda _: next(answers)
    fake.click("button")
    assert not fake.click("a")  # who says no does not go on by another way
    assert fake.unread() == []
    fake.click("button")
    assert fake.next() == CLICKED
    assert fake.client.listening.asked == ["Delete it?"] * 3


def test_a_question_that_nobody_answers_is_an_error() -> None:
    fake = Fake('<main data-pc="0"><button data-pc-on="0">a</button></main>', specs=[spec(click=more(confirm="Sure?"))])
    with pytest.raises(QuestionError, match=r"<button>: the user is asked 'Sure\?', and nobody answers\."):
        fake.click("button")


def test_what_is_asked_once_is_asked_until_the_answer_is_yes() -> None:
    html = '<main data-pc="0"><button data-pc-on="0">a</button></main>'
    fake = Fake(html, specs=[spec(click=more(confirm="Sure?", once=True))])
    fake.client.listening.answer = lambda _: len(fake.client.listening.asked) > 1
    for _ in range(3):
        fake.click("button")
    assert len(fake.unread()) == 1
    assert len(fake.client.listening.asked) == 2


# Where it happens.


def test_self_is_the_element_and_not_what_stands_in_it() -> None:
    fake = Fake('<main data-pc="0"><div data-pc-on="0"><b>x</b></div></main>', specs=[spec(click=more(scope="self"))])
    fake.click("b")
    assert fake.unread() == []
    fake.click("div")
    assert fake.next() == CLICKED


def test_outside_is_anywhere_else_in_the_page_also_where_a_listener_stops_it() -> None:
    html = '<main data-pc="0"><div data-pc-on="0"><b>x</b></div><button data-pc-on="1">stops</button></main>'
    specs = [spec(click=more(scope="outside")), spec("s", click={"stop": True})]
    fake = Fake(html, specs=specs, tail="<footer>Not ours</footer>")
    fake.click("b")
    assert fake.unread() == []
    fake.click("footer")
    assert fake.next() == CLICKED
    fake.click("button")
    assert [frame[3] for frame in fake.unread()] == [[0, 1], [0, 0]]


def test_window_and_document_hear_what_happens_anywhere_unless_it_is_stopped() -> None:
    html = '<main data-pc="0"><i data-pc-on="0"></i><i data-pc-on="1"></i><button data-pc-on="2">stops</button></main>'
    specs = [spec(click=more(scope="window")), spec("d", click=more(scope="document")), spec("s", click={"stop": True})]
    fake = Fake(html, specs=specs, tail="<footer>Not ours</footer>")
    fake.click("footer")
    assert [frame[3] for frame in fake.unread()] == [[0, 0], [0, 1]]
    fake.click("button")
    assert [frame[3] for frame in fake.unread()] == [[0, 2]]


def test_what_happens_to_the_window_itself() -> None:
    at_window: dict[str, Any] = {
        "resize": {"send": ["width", "height"], **more(scope="window")},
        "storage": {"send": ["key", "new_value"], **more(scope="window")},
        "offline": more(scope="window"),
    }
    fake = Fake('<main data-pc="0" data-pc-on="0"><input></main>', specs=[spec(**at_window)])
    assert fake.next()[4:] == ["resize", {"width": 1280, "height": 720}]
    fake.client.listening.resize_window(500, 400)
    assert fake.next()[4:] == ["resize", {"width": 500, "height": 400}]
    fake.client.listening.happen("storage", key="k", new_value=None)
    assert fake.next()[4:] == ["storage", {"key": "k", "new_value": None}]
    fake.client.listening.happen("offline")
    assert fake.next()[4:] == ["offline"]
    fake.patch([0, ["insert", None, ["p", {"@": 0}, "new"]]])
    assert fake.next()[3:] == [[0, 1], "resize", {"width": 500, "height": 400}]


def test_what_happens_to_the_document_itself() -> None:
    change = {"send": ["hidden"], **more(scope="document")}
    fake = Fake('<main data-pc="0" data-pc-on="0"></main>', specs=[spec(visibilitychange=change)])
    fake.client.dispatch(DomEvent("visibilitychange", fake.document, data={"hidden": True}))
    assert fake.next()[4:] == ["visibilitychange", {"hidden": True}]


# Keys.


def test_combinations_are_what_was_pressed_and_no_other() -> None:
    names = {
        "ctrlKey": "ctrl_key", "altKey": "alt_key", "metaKey": "meta_key", "shiftKey": "shift_key",
        "modifierAltGraph": "alt_graph",
    }  # fmt: skip
    wrong = [
        (keys, init)
        for keys, init, matches in PRESSED
        if "isComposing" not in init
        and is_pressed({names.get(name, name): value for name, value in init.items()}, keys) != matches
    ]
    assert wrong == []


def test_keys_are_filtered_and_prevented_alone() -> None:
    option = {"send": ["key", "value"], "prevent": True, **more(keys=[["Enter"]])}
    fake = Fake('<main data-pc="0"><input data-pc-on="0" value="ab"></main>', specs=[spec(keydown=option)])
    assert fake.fire("keydown", "input", key="a")
    assert not fake.fire("keydown", "input", key="Enter")
    assert fake.unread() == [["event", 1, 0, [0, 0], "keydown", {"key": "Enter", "value": "ab"}]]
    assert fake.fire("keydown", "input", key="Enter", is_composing=True)
    assert fake.unread() == []


def test_keys_at_the_window_leave_fields_alone_unless_they_are_asked_for() -> None:
    html = (
        '<main data-pc="0"><i data-pc-on="0"></i><i data-pc-on="1"></i><input><textarea></textarea><select></select>'
        '<p contenteditable>x</p><button>b</button><input type="checkbox" id="box"></main>'
    )
    plain = more(keys=[["/"]], scope="window")
    everywhere = more(keys=[["Escape"]], scope="window", editable=True)
    fake = Fake(html, specs=[spec(keydown=plain), spec("e", keydown=everywhere)])
    for field in ("input", "textarea", "select", "p"):
        fake.fire("keydown", field, key="/")
        assert fake.unread() == [], field
        fake.fire("keydown", field, key="Escape")
        assert fake.next()[3:] == [[0, 1], "keydown"], field
    for other in ("button", "box"):
        fake.fire("keydown", other, key="/")
        assert fake.next()[3:] == [[0, 0], "keydown"], other


# When.

SEARCH = (
    '<main data-pc="0"><form data-pc-on="1"><input data-pc-on="0"><button>Go</button></form>'
    '<button id="b">b</button></main>'
)
DEBOUNCED = [spec(input={"send": ["value"], "debounce": 300}), spec("s", submit={"send": []})]


def test_a_debounced_event_is_sent_once_when_the_user_pauses() -> None:
    fake = Fake(SEARCH, specs=DEBOUNCED)
    for text in ("a", "ab", "abc"):
        fake.fill("input", text)
        fake.clock.advance(0.29)
    assert fake.unread() == []
    fake.clock.advance(0.01)
    assert fake.unread() == [["event", 1, 0, [0, 0, 0], "input", {"value": "abc"}]]


def test_a_debounced_event_is_sent_at_once_on_blur_and_ahead_of_the_submit_of_its_form() -> None:
    fake = Fake(SEARCH, specs=DEBOUNCED)
    fake.fill("input", "a")
    fake.fire("blur", "input")
    assert fake.next()[4:] == ["input", {"value": "a"}]
    fake.fill("input", "ab")
    fake.fire("submit", "form")
    assert [frame[4] for frame in fake.unread()] == ["input", "submit"]
    fake.clock.advance(1)
    assert fake.unread() == []


def test_a_debounced_event_keeps_the_revision_of_the_last_keystroke() -> None:
    fake = Fake(SEARCH, specs=DEBOUNCED)
    fake.fill("input", "a")
    fake.patch([0, 1, 0, ["text", "new"]])
    fake.client.connection.clock.advance(0.3)
    assert fake.next()[:3] == ["event", 1, 0]


def test_a_throttled_event_is_sent_at_once_and_its_last_one_at_the_end() -> None:
    fake = Fake(SEARCH, specs=[spec(input={"send": ["value"], "throttle": 300})])
    for text in ("a", "ab", "abc"):
        fake.fill("input", text)
    assert [frame[5] for frame in fake.unread()] == [{"value": "a"}]
    fake.clock.advance(0.3)
    assert [frame[5] for frame in fake.unread()] == [{"value": "abc"}]
    fake.clock.advance(1)
    fake.fill("input", "abcd")
    assert [frame[5] for frame in fake.unread() if frame[0] == "event"] == [{"value": "abcd"}]


def test_the_rest_of_a_throttled_event_goes_before_that_of_another_control() -> None:
    html = '<main data-pc="0" data-pc-on="0"><input id="one"><input id="two"></main>'
    fake = Fake(html, specs=[spec(input={"send": ["value"], "throttle": 60_000})])
    for name, text in [("one", "a"), ("one", "ab"), ("two", "x"), ("two", "xy"), ("one", "abc")]:
        fake.fill(name, text)
    assert [frame[5]["value"] for frame in fake.unread()] == ["a", "ab", "x", "xy", "abc"]


def test_what_moves_over_many_elements_is_sent_at_most_so_often() -> None:
    html = '<main data-pc="0" data-pc-on="0"><i>a</i><i>b</i><i>c</i></main>'
    fake = Fake(html, specs=[spec(pointermove={"send": ["client_x"], "throttle": 60_000}, click={})])
    for at in (0, 1, 2):
        fake.fire("pointermove", fake.find("i", at), client_x=at)
    assert [frame[5] for frame in fake.unread()] == [{"client_x": 0}]
    fake.click(fake.find("i", 2))
    assert [frame[4] for frame in fake.unread()] == ["pointermove", "click"]


def test_who_leaves_sends_what_was_debounced() -> None:
    fake = Fake(SEARCH, specs=DEBOUNCED)
    fake.fill("input", "a")
    fake.client.put_away()
    assert fake.next()[5] == {"value": "a"}


# What is observed.


def test_a_test_says_what_comes_into_view_and_goes_out_of_it() -> None:
    html = '<main data-pc="0"><p data-pc-on="0">x</p></main>'
    fake = Fake(html, specs=[spec(visible=more(), hidden=more())])
    paragraph = fake.find("p")
    fake.client.hide(paragraph)  # what is out of view at first has not gone
    fake.client.show(paragraph)
    fake.client.show(paragraph)
    fake.client.hide(paragraph)
    assert [frame[4] for frame in fake.unread()] == ["visible", "hidden"]


def test_a_test_says_what_size_an_element_has() -> None:
    html = '<main data-pc="0"><p data-pc-on="0">x</p></main>'
    fake = Fake(html, specs=[spec(resize={"send": ["width", "height"], **more()})])
    for width in (100, 100, 120):
        fake.client.resize(fake.find("p"), width, 20)
    assert [frame[5] for frame in fake.unread()] == [{"width": 100, "height": 20}, {"width": 120, "height": 20}]
    fake.fire("resize", "p")  # a video has one of its own
    assert fake.unread() == []


def test_a_detail_is_what_json_can_say_of_it() -> None:
    fake = Fake(
        '<main data-pc="0" data-pc-on="0"></main>', specs=[{"d": "d", "on": {"item-picked": {"send": ["detail"]}}}]
    )
    detail = {"pk": 7}
    for one, brought in ((detail, detail), (None, None), (object(), None)):
        fake.client.dispatch(DomEvent("item-picked", fake.find("main"), data={"detail": one}))
        assert fake.next()[5] == {"detail": brought}


def test_what_happens_in_an_element_that_is_gone_goes_nowhere() -> None:
    fake = Fake('<main data-pc="0"><p data-pc-on="0">x</p></main>', specs=[spec(click={})])
    paragraph: Element = fake.find("p")
    fake.patch([0, ["remove", 0]])
    fake.click(paragraph)
    assert fake.unread() == []
