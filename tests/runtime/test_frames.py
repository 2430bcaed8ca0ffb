"""What the server sends: when, in which order, and again after a loss."""

from __future__ import annotations

from typing import Any

import pytest

from pycomponents import Component, event, state
from pycomponents.errors import FrameError
from pycomponents.html import article, button, div, input, li, section, span, ul
from pycomponents.runtime.messages import Ack
from tests.runtime.client import Client, plain


class Counter(Component):
    count: int = state(0)
    more: bool = state(False)

    @event
    def up(self) -> None:
        self.count += 1

    @event
    def show(self) -> None:
        self.more = True

    @event
    def nothing(self) -> None: ...

    @event
    def fail(self) -> None:
        raise ValueError("no")

    @event
    def late(self, value: str) -> None: ...

    def render(self) -> Any:
        return div[
            [button(on_click=getattr(self, name))[name] for name in ("up", "show", "nothing", "fail")],
            str(self.count),
            input(on_input=self.late) if self.more else None,
        ]


def kinds(frames: list[Any]) -> list[str]:
    return [frame[0] for frame in frames]


def test_a_change_is_a_patch_that_answers_the_event() -> None:
    assert Client(Counter()).click("up") == [["patch", 1, 1, [[0, 4, ["text", "1"]]]]]


def test_no_change_is_an_answer_alone() -> None:
    assert Client(Counter()).click("nothing") == [["ack", 1]]


def test_new_specs_come_ahead_of_the_patch_that_uses_them() -> None:
    client = Client(Counter())
    frames = client.click("show")
    assert kinds(frames) == ["specs", "patch"]
    assert frames[0][1:] == [4, [{"d": frames[0][2][0]["d"], "on": {"input": {"send": ["value"]}}}]]
    assert kinds(client.click("up")) == ["patch"]


def test_several_events_are_answered_together_and_a_refused_one_apart() -> None:
    client = Client(Counter())
    for name in ("up", "fail", "up"):
        client.emit("click", client.address(name))
    frames = client.flush()
    assert [frame[:2] for frame in frames] == [["refused", 2], ["patch", 1]]
    assert client.answers == {1: "done", 2: "failed", 3: "done"}


def test_nothing_is_sent_twice() -> None:
    client = Client(Counter())
    client.click("up")
    assert client.flush() == []


# A client that lags.


def test_a_hundred_changes_to_a_client_that_lags_become_one_patch() -> None:
    client = Client(Counter())
    client.acknowledges = False
    for _ in range(16):
        client.click("up", rev=0)
    sent = [client.click("up", rev=0) for _ in range(100)]
    assert sent == [[]] * 100
    assert client.page.withheld
    client.acknowledge()
    assert client.flush() == [["patch", 17, 116, [[0, 4, ["text", "116"]]]]]
    assert not client.page.withheld


def test_an_event_says_that_what_its_user_saw_is_applied() -> None:
    client = Client(Counter())
    client.acknowledges = False
    for _ in range(40):
        client.click("up")
    assert client.page.waits_for_acknowledgement
    assert not client.page.lags


def test_a_megabyte_in_flight_is_enough() -> None:
    class Big(Component):
        many: int = state(0)

        @event
        def grow(self) -> None:
            self.many += 1

        def render(self) -> Any:
            return div[button(on_click=self.grow)["grow"], "x" * 600_000 * self.many]

    client = Client(Big())
    client.acknowledges = False
    assert kinds(client.click("grow", rev=0)) == ["patch"]
    assert kinds(client.click("grow", rev=0)) == ["patch"]
    assert client.click("grow", rev=0) == []
    assert client.page.waits_for_acknowledgement


def test_refusals_wait_for_a_client_that_lags_as_well() -> None:
    client = Client(Counter())
    client.acknowledges = False
    for _ in range(16):
        client.click("up", rev=0)
    assert client.click("fail", rev=0) == []
    client.acknowledge()
    assert kinds(client.flush()) == ["refused"]


def test_an_acknowledgement_of_what_was_never_sent_makes_no_sense() -> None:
    with pytest.raises(FrameError):
        Client(Counter()).page.acknowledge(Ack(1))


# Repair.


def test_a_repair_is_the_html_of_the_component_as_of_the_last_revision() -> None:
    client = Client(Counter())
    client.click("up")
    client.page.repair(0)
    [[kind, rev, number, html, properties]] = client.flush()
    assert (kind, rev, number, properties) == ("html", 1, 0, [])
    assert html == client.page.html()
    assert client.page.lags is False


def test_a_repair_comes_behind_what_is_in_flight_and_what_it_needs() -> None:
    client = Client(Counter())
    client.emit("click", client.address("show"))
    client.page.repair(0)
    assert kinds(client.flush()) == ["specs", "patch", "html"]
    assert client.frames[2][1] == client.frames[1][1]


def test_a_repair_of_a_shared_element_is_of_the_component_furthest_out() -> None:
    class Outer(Component):
        def render(self) -> Any:
            return Counter()

    client = Client(Outer())
    client.page.repair(1)
    assert client.flush()[0][2] == 0


def test_a_repair_of_what_has_gone_is_nothing() -> None:
    client = Client(Counter())
    client.page.repair(5)
    assert client.flush() == []


# Coming back.


def test_what_was_lost_is_sent_again_in_one() -> None:
    client = Client(Counter())
    client.click("up")
    for name in ("up", "show", "up"):
        client.emit("click", client.address(name))
        client.sends()
    frames = client.come_back()
    assert kinds(frames) == ["joined", "specs", "patch"]
    assert frames[0][1]["rev"] == 1
    assert frames[0][1]["resumed"] is True
    assert client.answers == {1: "done", 2: "done", 3: "done", 4: "done"}


def test_a_refusal_that_was_lost_is_told_again() -> None:
    client = Client(Counter())
    for name in ("up", "fail", "nothing"):
        client.emit("click", client.address(name))
        client.sends()
    assert kinds(client.come_back()) == ["joined", "refused", "patch"]
    assert client.answers == {1: "done", 2: "failed", 3: "done"}


def test_what_was_heard_is_not_told_again() -> None:
    client = Client(Counter())
    client.click("fail")
    client.click("up")
    assert kinds(client.come_back()) == ["joined"]


def test_components_that_were_mounted_in_lost_frames_travel_again_whole() -> None:
    class Row(Component):
        name: str
        on: bool = state(False)

        @event
        def turn(self) -> None:
            self.on = not self.on

        def render(self) -> Any:
            return li[button(on_click=self.turn)[self.name], str(self.on)]

    class Rows(Component):
        names: list[str] = state(factory=lambda: ["a"])

        @event
        def add(self) -> None:
            self.names.insert(0, f"n{len(self.names)}")

        def render(self) -> Any:
            return div[button(on_click=self.add)["add"], ul[(Row(name=name, key=name) for name in self.names)]]

    client = Client(Rows())
    client.click("add")
    for _ in range(6):
        client.emit("click", client.address("add"))
        client.sends()
    new: Any = client.page.tree.instances[5].component
    new.on = True
    client.page.tree.render_dirty()
    client.sends()
    client.come_back()
    client.click("n3")
    assert [name for name in ("n2", "n3", "n4", "n5") if f"{name}</button>True" in client.text] == ["n3", "n4"]


def test_rows_define_their_shape_anew_after_a_loss() -> None:
    class Table(Component):
        many: int = state(0)

        @event
        def add(self) -> None:
            self.many += 5

        def render(self) -> Any:
            return div[
                button(on_click=self.add)["add"], ul[(li(key=index)[f"row {index}"] for index in range(self.many))]
            ]

    client = Client(Table())
    client.click("add")
    client.emit("click", client.address("add"))
    client.sends()
    client.come_back()
    client.click("add")
    [[_, [_, operation]]] = [[entry[0], entry[1:]] for entry in client.frames[0][3]]
    assert operation[:3] == ["rows", None, 0]


def test_only_what_is_still_known_can_be_resumed() -> None:
    client = Client(Counter())
    for _ in range(3):
        client.click("up")
    can = client.page.can_resume
    assert [can(rev) for rev in (0, 2, 3, 4)] == [False, False, True, False]


# What is inserted, moved, shared.


class Box(Component):
    label: str
    count: int = state(0)
    tag: str = state("div")

    @event
    def up(self) -> None:
        self.count += 1

    def render(self) -> Any:
        inner = [button(on_click=self.up)[self.label], str(self.count)]
        return article[inner] if self.tag == "article" else div[inner]


class Boxes(Component):
    names: list[str] = state(factory=list)
    wrapped: bool = state(False)

    def render(self) -> Any:
        boxes = [Box(label=name, key=name) for name in self.names]
        return section[span[boxes]] if self.wrapped else section[div[boxes]]


def server(client: Client) -> Any:
    return client.page.tree.root.component


def test_a_child_is_inserted_and_then_changed() -> None:
    client = Client(Boxes())
    server(client).names = ["a"]
    client.page.tree.render_dirty()
    client.page.tree.instances[1].component.count = 3  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    client.page.tree.render_dirty()
    assert [entry[0] for entry in client.flush()[-1][3]] == [0]
    client.click("a")
    assert client.frames == [["patch", 2, 1, [[1, 1, ["text", "4"]]]]]


def test_a_component_is_moved_by_its_key_and_changes_meanwhile() -> None:
    client = Client(Boxes())
    server(client).names = ["a", "b", "c"]
    client.page.tree.render_dirty()
    client.flush()
    client.emit("click", client.address("c"))
    server(client).names = ["c", "a", "b"]
    client.page.tree.render_dirty()
    [[_, _, _, entries]] = client.flush()
    assert entries == [[0, 0, ["move", "#c", "#a"]], [3, 1, ["text", "1"]]]


def test_a_component_whose_surroundings_are_replaced_goes_with_them() -> None:
    client = Client(Boxes())
    server(client).names = ["a"]
    client.page.tree.render_dirty()
    client.flush()
    client.emit("click", client.address("a"))
    server(client).wrapped = True
    client.page.tree.render_dirty()
    [[_, _, _, entries]] = client.flush()
    assert [entry[0] for entry in entries] == [0]
    assert "a</button>1" in client.text
    client.click("a")
    assert client.frames[0][3] == [[1, 1, ["text", "2"]]]


def test_the_inner_of_two_that_share_a_root_may_change_its_tag() -> None:
    class Outer(Component):
        def render(self) -> Any:
            return Box(label="b")

    client = Client(Outer())
    assert 'data-pc="0 1"' in client.html
    client.page.tree.instances[1].component.tag = "article"  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    client.page.tree.render_dirty()
    assert client.flush()[0][3][0][:2] == [1, ["root", ["article", ["button", {"@": 0}, "b"], "0"]]]
    client.click("b")
    assert client.frames[0][3] == [[1, 1, ["text", "1"]]]


# Joining.


def test_the_first_answer_says_who_and_where() -> None:
    page = Client(Counter()).page
    [answer] = page.joined("build", 1, with_html=())
    assert plain(answer) == ["joined", {"build": "build", "page": page.secret, "rev": 0, "event": 0, "protocol": 1}]


def test_a_client_with_another_document_gets_the_whole_page() -> None:
    page = Client(Counter()).page
    [answer] = page.joined("build", 1, with_html={0})
    content = plain(answer)[1]
    assert content["html"] == [page.html()]
    assert len(content["specs"]) == 4
    assert content["properties"] == []
