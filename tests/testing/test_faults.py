"""A line that is not what it should be: what the client and the server make of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pycomponents import Component, event, state
from pycomponents.html import button, div, input, output
from tests.testing.desks import Desk

if TYPE_CHECKING:
    from collections.abc import Callable


class Counter(Component):
    """Counts what is done, and how often."""

    done: list[str] = state(factory=list[str])
    text: str = state("")

    @event
    def do(self, name: str) -> None:
        self.done.append(name)

    @event
    def type(self, value: str) -> None:
        self.text = value

    def render(self) -> Any:
        return div[
            output[",".join(self.done)],
            [button(on_click=self.do.bind(name), key=name)[name] for name in "abc"],
            input(value=self.text, on_input=self.type),
        ]


def joined() -> Desk:
    desk = Desk(Counter)
    desk.settle()
    return desk


def shown(desk: Desk) -> str:
    return desk.find("output").text


def instead(text: str) -> Callable[[list[Any]], object]:
    """A frame becomes this text."""
    return lambda _: text


def frames(desk: Desk, way: str) -> list[Any]:
    return [json.loads(text) for one, text in desk.client.connection.frames if one == way]


def test_what_is_on_its_way_is_lost_with_the_connection_and_sent_again() -> None:
    desk = joined()
    desk.fire("click", "a")
    desk.client.connection.disconnect()
    assert (desk.client.state, desk.component.done) == ("connecting", [])
    desk.fire("click", "b")
    desk.client.connection.reconnect()
    desk.settle()
    assert shown(desk) == "a,b"
    assert [frame[1] for frame in frames(desk, "up") if frame[0] == "event"] == [1, 1, 2]
    assert [frame[1].get("resumed") for frame in frames(desk, "down") if frame[0] == "joined"] == [None, True]


def test_an_answer_that_is_lost_comes_again_and_nothing_is_done_twice() -> None:
    desk = joined()
    desk.client.connection.drop()
    desk.click("a")
    assert (desk.component.done, shown(desk)) == (["a"], "")
    desk.client.connection.disconnect()
    desk.client.connection.reconnect()
    desk.settle()
    assert (desk.component.done, shown(desk)) == (["a"], "a")
    assert not desk.client.queue.items


def test_an_answer_may_be_late_and_the_user_goes_on() -> None:
    desk = joined()
    desk.client.connection.delay(200)
    desk.click("a")
    desk.clock.advance(0.1)
    desk.click("b")
    assert (desk.component.done, shown(desk)) == ([], "")
    desk.clock.advance(0.15)
    assert (desk.component.done, shown(desk)) == (["a"], "")
    desk.clock.advance(0.2)
    assert (desk.component.done, shown(desk)) == (["a", "b"], "a")
    desk.client.connection.delay(0)
    desk.click("c")  # it overtakes nothing
    desk.clock.advance(1)
    assert shown(desk) == "a,b,c"


def test_one_way_may_be_slow() -> None:
    desk = joined()
    desk.client.connection.delay(200, "down")
    desk.click("a")
    assert (desk.component.done, shown(desk)) == (["a"], "")


def test_an_event_that_comes_twice_is_done_once() -> None:
    desk = joined()
    desk.client.connection.duplicate()
    desk.click("a")
    desk.click("b")
    assert (desk.component.done, shown(desk)) == (["a", "b"], "a,b")


def test_events_out_of_order_make_no_sense_and_are_told() -> None:
    desk = joined()
    desk.client.connection.reorder()
    desk.fire("click", "a")
    desk.fire("click", "b")
    desk.settle()
    assert desk.component.done == ["a"]
    assert [(problem.code, problem.detail) for problem in desk.client.problems] == [("told", "bad_frame")]
    desk.client.connection.disconnect()
    desk.client.connection.reconnect()
    desk.settle()
    assert shown(desk) == "a,b"


def test_a_frame_may_be_changed_on_its_way_up() -> None:
    desk = joined()
    desk.client.connection.tamper(lambda frame: frame.__setitem__(3, [0, 99]))
    desk.click("a")
    assert [(told.name, told.code) for told in desk.client.told] == [("refused", "unknown")]
    desk.client.connection.tamper(lambda frame: "no JSON")
    desk.click("a")
    assert desk.component.done == []
    assert desk.client.problems[-1].code == "told"


def test_a_patch_that_was_changed_damages_the_component_and_it_is_repaired() -> None:
    desk = joined()
    desk.client.connection.tamper(lambda frame: ["patch", frame[1], frame[2], [[0, 99, ["text", "x"]]]], "down")
    desk.click("a")
    assert ["repair", 0] in frames(desk, "up")
    assert shown(desk) == "a"
    desk.check()


def test_a_frame_that_is_no_frame_is_left_alone() -> None:
    desk = joined()
    for text in ("no JSON", '["unheard of"]', "7", '["patch"]'):
        desk.client.connection.tamper(instead(text), "down")
        desk.click("a")
    assert [problem.code for problem in desk.client.problems] == ["bad_frame", "bad_frame", "bad_frame", "failed"]


def test_a_worker_that_has_ended_makes_the_page_anew() -> None:
    desk = joined()
    desk.click("a")
    output = desk.find("output")
    desk.type("input", "typed")
    desk.fire("click", "b")
    desk.client.connection.disconnect()
    desk.line.forget()
    desk.fire("click", "c")
    desk.client.connection.reconnect()
    desk.settle()
    # What was sent and not answered may have been done; what was never sent is done now; the text is typed once more.
    assert [told.name for told in desk.client.told] == ["unknown"]
    assert (desk.component.done, desk.component.text) == (["c"], "typed")
    assert desk.find("output") is output
    desk.check()


def test_a_client_that_is_alone_tries_again_by_itself() -> None:
    desk = joined()
    desk.client.connection.disconnect()
    desk.settle()
    assert (desk.client.state, desk.client.banner) == ("connecting", "")
    desk.clock.advance(1)
    assert desk.client.banner == "Not connected. Trying again …"
    desk.client.connection.reconnect()
    desk.settle()
    assert (desk.client.state, desk.client.banner) == ("open", "")


def test_the_third_bad_frame_closes_and_the_client_comes_back() -> None:
    desk = joined()
    desk.client.connection.tamper(lambda _: "no JSON", count=3)
    for name in "abc":
        desk.click(name)
    assert desk.client.state == "connecting"
    desk.clock.advance(1)
    assert (desk.client.state, shown(desk)) == ("open", "a,b,c")
