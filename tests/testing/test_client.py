"""The client of the kit, frame by frame: joining, numbers, acknowledgements, repairs, refusals, coming back, what the
user has typed, and the focus. What is said here of frames, tests/browser/client says of the client in Chromium.
"""

from __future__ import annotations

from typing import Any

import pytest

from pycomponents import Component, event, state
from pycomponents.html import button, div, input, output
from pycomponents.runtime.messages import Close
from pycomponents.testing.clock import VirtualClock
from pycomponents.testing.document.dom import Element
from pycomponents.testing.hands.controls import editing_of, is_checked, set_checked, set_value, value_of
from pycomponents.web.document import page_record, record_script, root_record
from tests.testing.desks import Desk
from tests.testing.fake import Fake, spec

COUNTER = '<main data-pc="0"><button data-pc-on="0">add</button><output>0</output></main>'
CLICK = [spec(click={})]

# Joining.


def test_the_first_frame_joins_with_the_ticket() -> None:
    fake = Fake(COUNTER, specs=CLICK, joined=False)
    assert fake.next() == ["join", {"protocol": 2, "build": "b1", "tickets": ["t1"], "fresh": True}]
    assert not fake.client.is_joined
    fake.read = 0
    fake.join()
    assert fake.client.is_joined


def test_a_page_without_components_has_nothing_to_join() -> None:
    fake = Fake("<p>plain</p>", joined=False)
    assert fake.client.problems[0].code == "no_root"
    assert (fake.client.state, fake.unread()) == ("closed", [])


def test_what_the_user_does_before_the_join_is_kept_and_sent_in_order() -> None:
    fake = Fake(COUNTER, specs=CLICK, joined=False)
    fake.click("button")
    fake.click("button")
    fake.join()
    assert [fake.next()[1], fake.next()[1]] == [1, 2]


def test_a_page_changed_on_its_way_says_so_and_is_morphed() -> None:
    html = '<main data-pc="0"><p>a</p><input></main>'
    fake = Fake(html.replace("<p>", "<ins>ad</ins><p>"), elements=3, joined=False)
    fake.settle()
    assert fake.line.frames[0][1]["fresh"] is False
    fake.join(html=[html], specs=[], properties=[])
    assert [one.tag for one in fake.find("main").elements()] == ["p", "input"]


def test_several_roots_count_their_numbers_in_turns() -> None:
    class Part(Component):
        name: str
        count: int = state(0)

        @event
        def add(self) -> None:
            self.count += 1

        def render(self) -> Any:
            return div[f"{self.name}{self.count}", button(on_click=self.add)[self.name], Leaf()]

    class Leaf(Component):
        def render(self) -> Any:
            return output["leaf"]

    desk = Desk(Part, html=parts(Part, "a", "b", "c"))
    desk.settle()
    assert sorted(desk.client.tree.components) == [0, 1, 2, 3, 4, 5]
    desk.click("c")
    desk.click("a")
    assert [desk.client.tree.components[number].text for number in range(3)] == ["a1aleaf", "b0bleaf", "c1cleaf"]
    desk.check()


def parts(cls: Any, *names: str) -> str:
    """A document whose roots a template has put there."""
    from django.test import RequestFactory

    from pycomponents.component.component import describe
    from pycomponents.dom.html import html
    from pycomponents.web.building import first_page
    from pycomponents.web.request import from_http

    texts = [html(record_script(page_record()))]
    for name in names:
        page, text, ticket = first_page(describe(cls, {"name": name}), from_http(RequestFactory().get("/")))
        texts.append(text + html(record_script(root_record(page, ticket))))
    return f"<!doctype html><body>{''.join(texts)}"


# Numbers and acknowledgements.


def test_events_are_numbered_and_their_patches_shown() -> None:
    fake = Fake(COUNTER, specs=CLICK)
    for _ in range(3):
        fake.click("button")
    assert [fake.next() for _ in range(3)] == [["event", n, 0, [0, 0], "click"] for n in (1, 2, 3)]
    fake.patch([0, 1, 0, ["text", "1"]], event=1)
    fake.click("button")
    assert fake.find("output").text == "1"
    assert fake.next() == ["event", 4, 1, [0, 0], "click"]


def test_patches_are_acknowledged_once_and_a_second_after_the_first() -> None:
    fake = Fake(COUNTER)
    fake.patch([0, 1, 0, ["text", "1"]])
    fake.clock.advance(0.5)
    fake.patch([0, 1, 0, ["text", "2"]])
    assert fake.unread() == []
    fake.clock.advance(0.5)
    assert fake.unread() == [["ack", 2]]
    fake.clock.advance(5)
    assert fake.unread() == []


def test_the_eighth_frame_is_acknowledged_at_once() -> None:
    fake = Fake(COUNTER)
    for _ in range(8):
        assert fake.unread() == []
        fake.patch([0, 1, 0, ["text", "x"]])
    assert fake.unread() == [["ack", 8]]


def test_an_acknowledgement_names_the_oldest_revision_that_is_in_use() -> None:
    fake = Fake(COUNTER, specs=CLICK)
    fake.click("button")
    fake.patch([0, 1, 0, ["text", "1"]])
    fake.clock.advance(1)
    assert fake.unread()[-1] == ["ack", 1, 0]
    fake.say("ack", 1)
    fake.patch([0, 1, 0, ["text", "2"]], event=1)
    fake.client.put_away()
    assert fake.unread() == [["ack", 2]]


def test_a_large_patch_is_acknowledged_at_once() -> None:
    fake = Fake(COUNTER)
    fake.patch([0, 1, 0, ["text", "x" * (1 << 18)]])
    assert fake.unread() == [["ack", 1]]


def test_nothing_is_owed_to_another_connection() -> None:
    fake = Fake(COUNTER)
    fake.patch([0, 1, 0, ["text", "x"]])
    fake.client.connection.disconnect()
    fake.client.connection.reconnect()
    fake.join(rev=1, resumed=True)
    fake.clock.advance(5)
    assert fake.unread() == []


# Repairs.

LIST = (
    '<main data-pc="0"><ul data-pc="1"><li data-pc-on="0">a</li><li>b</li><li><input value="v"></li></ul>'
    '<p data-pc="2" data-pc-on="0">p</p></main>'
)
NEW = '<ul data-pc="1"><li data-pc-on="0">A</li><li>b</li><li><input value="v"></li></ul>'


def lost(fake: Fake) -> Element:
    """Another script takes something away; the component's HTML is asked for."""
    with fake.client.others():
        fake.find("li", 1).remove()
    assert fake.next() == ["repair", 1]
    return fake.find("ul")


def test_what_others_take_away_is_repaired_and_what_was_typed_stays() -> None:
    fake = Fake(LIST, specs=CLICK)
    field = fake.find("input")
    fake.fill(field, "typed")
    lost(fake)
    # Changes of the damaged component wait for its HTML; others go on.
    fake.patch([1, 0, 0, ["text", "never"]], [2, 0, ["text", "P"]])
    assert [fake.find("li").text, fake.find("p").text] == ["a", "P"]
    fake.say("html", 2, 1, NEW, [])
    assert fake.next() == ["ack", 2]
    assert fake.find("ul").text == "Ab"
    assert (fake.find("input"), value_of(field)) == (field, "typed")


def test_a_click_in_a_damaged_component_waits_for_its_repair() -> None:
    fake = Fake(LIST, specs=CLICK)
    lost(fake)
    fake.click("li")
    fake.click("p")
    assert fake.unread() == []
    fake.say("html", 1, 1, NEW.replace("A", "a"), [])
    assert fake.next() == ["ack", 1, 0]
    assert [fake.next()[3] for _ in range(2)] == [[1, 0], [2]]


def test_it_waits_for_no_repair_that_will_not_come() -> None:
    fake = Fake(LIST, specs=CLICK)
    lost(fake)
    fake.click("li")
    fake.click("p")
    fake.patch([0, ["remove", 0]])
    assert fake.next() == ["event", 1, 0, [2], "click"]
    assert [told.name for told in fake.client.told] == ["stale"]


def test_what_others_insert_is_not_counted() -> None:
    fake = Fake(LIST, specs=CLICK)
    with fake.client.others():
        fake.find("ul").insert(Element("hr"), fake.find("li"))
        fake.find("main").insert(Element("s"), fake.find("ul"))
    fake.patch([1, [1, 0, ["text", "B"]], ["remove", 0]], [0, [1, ["attr", "id", "i"]]])
    assert [one.tag for one in fake.find("main").elements()] == ["s", "ul", "hr", "li", "li", "input", "p"]
    assert fake.find("ul").text == "B"
    assert fake.unread() == []
    fake.patch([1, ["clear"]])
    assert [one.tag for one in fake.find("ul").elements()] == ["hr"]


def test_a_component_that_is_changed_again_and_again_is_left_alone_for_a_while() -> None:
    fake = Fake(LIST)
    for rev in range(1, 4):
        with fake.client.others():
            fake.find("p").clear()
        assert fake.next() == ["repair", 2]
        fake.say("html", rev, 2, '<p data-pc="2">p</p>', [])
        assert fake.next() == ["ack", rev]
    with fake.client.others():
        fake.find("p").clear()
    assert fake.unread() == []
    assert fake.client.problems[-1].code == "repairs"
    fake.clock.advance(10)
    assert fake.next() == ["repair", 2]


# Refusals.


def test_what_the_server_refuses_is_told_to_the_element() -> None:
    fake = Fake(COUNTER, specs=CLICK)
    for number, refusal in enumerate([["stale"], ["invalid", "quantity"], ["failed", "e3b1c2"]], 1):
        fake.click("button")
        fake.say("refused", number, *refusal)
    assert [(told.name, told.code, told.detail) for told in fake.client.told] == [
        ("stale", "stale", ""),
        ("refused", "invalid", "quantity"),
        ("refused", "failed", "e3b1c2"),
    ]
    assert {told.element for told in fake.client.told} == {fake.find("button")}
    assert [problem.code for problem in fake.client.problems] == ["refused_invalid", "refused_failed"]


def test_a_stale_input_is_sent_once_more_from_the_present_value() -> None:
    fake = Fake('<main data-pc="0"><input data-pc-on="0"></main>', specs=[spec(input={"send": ["value"]})])
    fake.fill("input", "a")
    assert fake.next()[1] == 1
    fake.patch([0, ["attr", "class", "x"]])
    set_value(fake.find("input"), "present")
    fake.say("refused", 1, "stale")
    assert fake.next() == ["event", 2, 1, [0, 0], "input", {"value": "present"}]
    fake.say("refused", 2, "stale")
    assert fake.unread() == []
    assert [told.name for told in fake.client.told] == ["stale"]


def test_an_event_larger_than_a_frame_is_refused_here_and_breaks_nothing() -> None:
    html = '<main data-pc="0"><textarea data-pc-on="0"></textarea></main>'
    fake = Fake(html, specs=[spec(input={"send": ["value"]})])
    fake.fill("textarea", "ü" * 40_000)
    assert [told.code for told in fake.client.told] == ["too_large"]
    fake.fill("textarea", "ü")
    assert fake.next() == ["event", 1, 0, [0, 0], "input", {"value": "ü"}]


def test_half_a_character_and_nul_are_replaced() -> None:
    fake = Fake('<main data-pc="0"><input data-pc-on="0"></main>', specs=[spec(input={"send": ["value"]})])
    fake.fill("input", "a\0b\ud83dc\U0001f600")
    assert fake.next()[5] == {"value": "a\ufffdb\ufffdc\U0001f600"}


# Coming back.


def test_a_lost_connection_is_resumed_and_no_event_is_lost_or_repeated() -> None:
    fake = Fake(COUNTER, specs=CLICK)
    for _ in range(3):
        fake.click("button")
    fake.settle()
    fake.patch([0, 1, 0, ["text", "1"]], event=1)
    fake.unread()
    fake.client.connection.disconnect()
    fake.click("button")
    fake.client.connection.reconnect()
    fake.settle()
    assert fake.next()[1]["resume"] == {"page": "p1", "rev": 1, "event": 1, "specs": 1}
    assert fake.unread() == []
    fake.say("joined", {"build": "b1", "page": "p1", "rev": 1, "event": 2, "resumed": True})
    assert [frame[1] for frame in fake.unread()] == [3, 4]


def test_a_page_made_anew_is_morphed_in_and_what_was_typed_is_sent_again() -> None:
    html = (
        '<main data-pc="0"><input data-pc-on="0"><ul><li data-pc-key="1"><button data-pc-on="1">x</button></li></ul>'
        "</main>"
    )
    specs = [spec(input={"send": ["value"]}), spec("c", click={})]
    fake = Fake(html, specs=specs)
    fake.fill("input", "typed")
    fake.settle()
    fake.client.connection.disconnect()
    fake.click("button")
    fake.client.connection.reconnect()
    fake.unread()
    fake.say(
        "joined",
        {
            "build": "b1", "page": "p2", "rev": 0, "event": 0, "html": [html.replace("<ul>", "<p>new</p><ul>")],
            "specs": specs, "properties": [[[0, 1], {"style.color": "red"}]],
        },
    )  # fmt: skip
    assert fake.unread() == [
        ["event", 1, 0, [0, 0], "input", {"value": "typed"}],
        ["event", 2, 0, ["/", 1, "#1", 0], "click", {}, [], "c"],
    ]
    assert fake.find("p").properties == {"style.color": "red"}
    assert value_of(fake.find("input")) == "typed"


def test_what_was_sent_and_not_answered_is_told_to_be_unknown() -> None:
    fake = Fake(COUNTER, specs=CLICK)
    fake.click("button")
    fake.settle()
    fake.client.connection.disconnect()
    fake.client.connection.reconnect()
    fake.unread()
    fake.say("joined", {"build": "b1", "page": "p2", "rev": 0, "event": 0})
    assert fake.unread() == []
    assert [(told.name, told.type) for told in fake.client.told] == [("unknown", "click")]
    fake.click("button")
    assert fake.next()[1] == 1


def test_roots_whose_tickets_are_not_good_are_told() -> None:
    fake = Fake(COUNTER, specs=CLICK, joined=False)
    fake.join(refused=[0])
    assert [told.name for told in fake.client.told] == ["expired"]
    assert fake.client.banner == "A part of this page is no longer valid."


@pytest.mark.parametrize(
    ("code", "ending", "banner"),
    [
        (Close.NO_TICKET, "expired", "This page is no longer valid."),
        (Close.REPLACED, "elsewhere", "This page is open elsewhere."),
        (Close.OTHER_PROTOCOL, "reload", ""),
    ],
)
def test_some_closings_are_the_end(code: Close, ending: str, banner: str) -> None:
    fake = Fake(COUNTER, specs=CLICK)
    fake.line.closes = code
    fake.click("button")
    fake.clock.advance(60)
    assert (fake.client.state, fake.client.ending, fake.client.banner) == ("closed", ending, banner)
    assert len(fake.unread()) == 1


@pytest.mark.parametrize("code", [None, Close.BAD_FRAMES, Close.TOO_SLOW, Close.TOO_LARGE, Close.TOO_MANY])
def test_after_others_the_client_tries_again(code: Close | None) -> None:
    fake = Fake(COUNTER, specs=CLICK)
    fake.line.closes = code
    if code is None:
        fake.client.connection.disconnect()
        fake.client.connection.reconnect()
    else:
        fake.click("button")
        fake.settle()
        assert fake.next()[0] == "event"
    fake.line.closes = None
    fake.clock.advance(1)
    assert fake.next()[0] == "join"


def test_reload_is_an_end() -> None:
    fake = Fake(COUNTER)
    fake.say("reload")
    assert (fake.client.state, fake.client.ending) == ("closed", "reload")


# What the user has typed.

FIELD = '<main data-pc="0"><input data-pc-on="0"></main>'
VALUE = [spec(input={"send": ["value"]})]


def test_a_value_that_answers_older_text_is_dropped() -> None:
    fake = Fake(FIELD, specs=VALUE)
    fake.fill("input", "a")
    fake.fill("input", "ab")
    fake.patch([0, 0, ["prop", "value", "A"]], event=1)
    assert value_of(fake.find("input")) == "ab"
    fake.patch([0, 0, ["prop", "value", "AB"]], event=2)
    assert value_of(fake.find("input")) == "AB"


def test_a_value_is_dropped_while_a_debounced_event_with_the_same_text_waits() -> None:
    html = '<main data-pc="0"><form data-pc-on="1"><input data-pc-on="0"></form></main>'
    fake = Fake(html, specs=[*VALUE, spec("f", input={"debounce": 60_000})])
    fake.fill("input", "a")
    assert fake.next()[3] == [0, 0, 0]
    fake.patch([0, 0, 0, ["prop", "value", "A"]], event=1)
    assert value_of(fake.find("input")) == "a"
    fake.fire("blur", "input")
    assert fake.next()[1:] == [2, 0, [0, 0], "input", {}, [[[0, 0, 0], "a"]]]
    fake.patch([0, 0, 0, ["prop", "value", "B"]], event=2)
    assert value_of(fake.find("input")) == "B"


def test_a_value_reaches_a_control_that_was_never_touched_and_none_that_nobody_heard_of() -> None:
    fake = Fake('<main data-pc="0"><input><input></main>')
    fake.fill(fake.find("input", 1), "mine")
    fake.patch([0, [0, ["prop", "value", "theirs"]], [1, ["prop", "value", "theirs"]]])
    assert [value_of(fake.find("input", index)) for index in (0, 1)] == ["theirs", "mine"]


def test_a_default_never_overwrites_what_was_chosen() -> None:
    html = (
        '<main data-pc="0"><input><input type="checkbox" id="box"><select><option>a<option>b<option>c</select>'
        '<input type="radio" name="r" id="r"><input type="radio" name="r"><textarea>t</textarea></main>'
    )
    fake = Fake(html)
    fake.fill("input", "typed")
    fake.change("box", "checked", True)
    fake.change("box", "checked", False)
    fake.change(fake.find("option", 1), "selected", True)
    fake.change("r", "checked", True)
    fake.fill("textarea", "typed")
    fake.patch(
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
    assert value_of(fake.find("input")) == "typed"
    assert not is_checked(fake.find("box"))
    assert value_of(fake.find("select")) == "b"
    assert is_checked(fake.find("r"))
    assert value_of(fake.find("textarea")) == "typed"


def test_a_refused_checkbox_goes_back() -> None:
    html = '<main data-pc="0"><input type="checkbox" data-pc-on="0"></main>'
    fake = Fake(html, specs=[spec(change={"send": ["checked"]})])
    fake.change("input", "checked", True)
    assert fake.next()[1:] == [1, 0, [0, 0], "change", {"checked": True}, [[[0, 0], True]]]
    fake.patch([0, 0, ["prop", "checked", False]], event=1)
    assert not is_checked(fake.find("input"))


def test_the_caret_stays_where_the_user_has_it_or_at_the_end() -> None:
    fake = Fake(FIELD, specs=VALUE)
    field = fake.document.focused = fake.find("input")
    fake.fill(field, "1234")
    fake.patch([0, 0, ["prop", "value", "1,234"]], event=1)
    assert (editing_of(field).start, editing_of(field).end) == (5, 5)
    editing_of(field).start, editing_of(field).end = 1, 3
    fake.patch([0, 0, ["prop", "value", "A,BCD"]], event=1)
    assert (editing_of(field).start, editing_of(field).end) == (1, 3)


def test_radios_count_as_one() -> None:
    radio = '<input type="radio" name="r" data-pc-on="0">'
    fake = Fake(f'<main data-pc="0">{radio * 3}</main>', specs=[spec(change={"send": ["checked"]})])
    for index in (0, 1):
        set_checked(fake.find("input", index), True)
        fake.fire("change", fake.find("input", index))
    fake.patch([0, 2, ["prop", "checked", True]], event=1)
    assert is_checked(fake.find("input", 1))
    fake.patch([0, 2, ["prop", "checked", True]], event=2)
    assert is_checked(fake.find("input", 2))


def test_what_is_composed_is_not_written_into_and_is_one_event() -> None:
    fake = Fake(FIELD, specs=VALUE)
    fake.fill("input", "x")
    assert fake.next()[5] == {"value": "x"}
    fake.fire("compositionstart", "input")
    set_value(fake.find("input"), "xに")
    fake.fire("input", "input", is_composing=True)
    fake.patch([0, 0, ["prop", "value", "X"]], event=1)
    assert (value_of(fake.find("input")), fake.unread()) == ("xに", [])
    set_value(fake.find("input"), "x日本")
    fake.fire("compositionend", "input")
    assert fake.next()[5] == {"value": "x日本"}
    assert fake.unread() == []


FORM = (
    '<main data-pc="0"><form data-pc-on="0"><input name="a"><input name="b" value="B">'
    "<select name=d><option>1</option><option selected>2</option></select></form></main>"
)


def submitted() -> Fake:
    fake = Fake(FORM, specs=[spec(submit={"send": ["form"], "reset": True})])
    fake.fill(fake.find("input", 0), "typed")
    fake.fill(fake.find("input", 1), "typed")
    fake.change(fake.find("option"), "selected", True)
    fake.find("option", 1).properties["selected"] = False
    assert not fake.fire("submit", "form")
    assert fake.next()[4] == "submit"
    return fake


def values(fake: Fake) -> list[str]:
    return [value_of(fake.find(*where)) for where in (("input", 0), ("input", 1), ("select", 0))]


def test_reset_waits_for_success_and_uses_the_newest_defaults() -> None:
    fake = submitted()
    assert values(fake) == ["typed", "typed", "1"]
    fake.patch([0, 0, 1, ["attr", "value", "new"]], event=1)
    assert values(fake) == ["", "new", "2"]


def test_reset_does_not_run_when_the_submit_was_refused() -> None:
    fake = submitted()
    fake.say("refused", 1, "invalid", "a")
    assert values(fake) == ["typed", "typed", "1"]


def test_reset_leaves_what_moved_since_the_submit() -> None:
    fake = submitted()
    fake.fill(fake.find("input", 0), "typed more")
    editing_of(fake.find("input")).start = editing_of(fake.find("input")).end = 9
    fake.say("ack", 1)
    assert values(fake) == [" more", "B", "2"]
    assert editing_of(fake.find("input")).start == 4


def test_a_reset_is_heard_and_may_be_prevented() -> None:
    fake = submitted()
    fake.patch(event=1)
    assert values(fake) == ["", "B", "2"]
    fake.say("specs", 1, [spec("r", reset={"prevent": True}, submit={"reset": True})])
    fake.patch([0, 0, ["on", 1]], event=1)
    fake.fill("input", "typed")
    fake.fire("submit", "form")
    fake.unread()
    fake.say("ack", 2)
    assert (fake.next()[4], values(fake)[0]) == ("reset", "typed")


def test_a_reset_by_the_user_is_not_undone_by_an_older_answer() -> None:
    html = '<main data-pc="0"><form><input data-pc-on="0"></form></main>'
    fake = Fake(html, specs=VALUE)
    fake.fill("input", "abc")
    fake.settle()
    fake.fire("reset", "form")
    fake.find("input").properties.clear()
    fake.settle()
    fake.patch([0, 0, 0, ["prop", "value", "ABC"]], event=1)
    assert value_of(fake.find("input")) == ""


def test_what_was_typed_before_the_client_came_is_kept_and_sent() -> None:
    def early(fake: Fake) -> None:
        for index in (0, 1):
            set_value(fake.find("input", index), "early")

    fake = Fake('<main data-pc="0"><input data-pc-on="0"><input value="v"></main>', specs=VALUE, early=early)
    assert fake.next() == ["event", 1, 0, [0, 0], "input", {"value": "early"}]
    fake.patch([0, 1, ["prop", "value", "theirs"]])
    assert value_of(fake.find("input", 1)) == "early"


# Focus.

AUTO = ["insert", None, ["input", {"id": "new", "autofocus": ""}]]


def test_what_a_patch_inserts_gets_the_focus_from_the_button_that_asked_for_it() -> None:
    fake = Fake(COUNTER, specs=CLICK)
    fake.document.focused = fake.find("button")
    fake.click("button")
    fake.patch([0, AUTO], event=1)
    assert fake.document.focused is fake.find("new")


def test_one_goes_on_at_the_end_of_what_gets_the_focus() -> None:
    fake = Fake(COUNTER)
    fake.patch([0, ["insert", None, ["textarea", {"autofocus": ""}, "some text"]]])
    assert editing_of(fake.find("textarea")).start == 9


def test_it_does_not_take_the_focus_from_where_the_user_types() -> None:
    fake = Fake(
        '<main data-pc="0"><input data-pc-on="0"><button data-pc-on="1">x</button></main>', specs=[*VALUE, *CLICK]
    )
    fake.document.focused = fake.find("input")
    fake.fill("input", "a")
    fake.patch([0, AUTO], event=1)
    assert fake.document.focused is fake.find("input")


def test_what_comes_by_itself_gets_it_only_if_nobody_has_it() -> None:
    fake = Fake(COUNTER)
    fake.patch([0, AUTO])
    assert fake.document.focused is fake.find("new")
    fake.document.focused = fake.find("button")
    fake.patch([0, AUTO])
    assert fake.document.focused is fake.find("button")


def test_what_goes_has_no_focus_and_nobody_hears_of_it() -> None:
    fake = Fake(FIELD, specs=[spec(blur={})])
    fake.document.focused = fake.find("input")
    fake.patch([0, ["remove", 0]])
    assert fake.document.focused is None
    assert fake.unread() == []


def test_a_details_that_the_user_opened_stays_open() -> None:
    html = '<main data-pc="0"><details><summary>s</summary>x</details></main>'
    fake = Fake(html)
    fake.find("details").attributes["open"] = ""
    with fake.client.others():
        fake.find("summary").remove()
    fake.settle()
    fake.say("html", 1, 0, html, [])
    assert "open" in fake.find("details").attributes


# Several users.


class Board(Component):
    """Says what was said last, on all pages that are open."""

    said: str = state("")

    def connected(self) -> None:
        BOARDS.append(self)

    @event
    def say(self, value: str) -> None:
        for board in BOARDS:
            board.soon(board.hear, value)

    def hear(self, text: str) -> None:
        self.said = text

    def render(self) -> Any:
        return div[output[self.said], input(on_change=self.say)]


BOARDS: list[Board] = []


def test_users_see_what_others_say_when_everything_settles() -> None:
    BOARDS.clear()
    clock = VirtualClock()
    desks = [Desk(Board, clock) for _ in range(3)]
    clock.settle()
    set_value(desks[1].find("input"), "Hello")
    desks[1].fire("change", "input")
    desks[0].settle()
    assert [desk.find("output").text for desk in desks] == ["Hello"] * 3
