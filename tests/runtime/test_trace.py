"""One record per event: what it says, what it keeps to itself, and whose a patch is that several events share."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import pytest

from pycomponents import Component, Event, InputEvent, SubmitEvent, event, state
from pycomponents.component.timers import Call
from pycomponents.html import button, div, form, input, li, output, ul
from pycomponents.runtime.effects import Turn
from pycomponents.runtime.leases import Leases
from pycomponents.runtime.messages import PROTOCOL, EventMessage, Refusal
from pycomponents.runtime.recording import recording
from pycomponents.runtime.records import MOST_LISTED, Record, StateChange
from pycomponents.runtime.shown import HIDDEN, shown, sounds_secret
from pycomponents.runtime.trace import MOST_ARRIVALS, MOST_RECORDS, Trace
from tests.runtime.client import Client, wait
from tests.runtime.test_effects import Desk, Ticker
from tests.runtime.test_mailbox import Desk as WorkDesk

if TYPE_CHECKING:
    from collections.abc import Mapping


class Row(Component):
    name: str
    on_pick: Event[[int, int]]

    def render(self) -> Any:
        return li[button(on_click=self.on_pick.bind(1))[self.name]]


class Shop(Component):
    """A list of things, and buttons that do what a test says."""

    names: list[str] = state(factory=lambda: ["apple", "pear"])
    picked: dict[str, int] = state(factory=dict)
    count: int = state(0)
    _does: Callable[[Any], object] = id

    @event
    def pick(self, name: str, many: int, detail: int) -> None:
        self.picked[name] = self.picked.get(name, 0) + many

    @event
    def do(self) -> None:
        self._does(self)

    @event
    async def later(self) -> None:
        self.count += 1
        await asyncio.sleep(0)
        self._does(self)

    def tick(self, many: int = 1) -> None:
        self.count += many

    def render(self) -> Any:
        return div[
            ul[[Row(name=name, on_pick=self.pick.bind(name), key=name) for name in self.names]],
            button(on_click=self.do)["do"],
            button(on_click=self.later)["later"],
            output[self.count, " ", sum(self.picked.values())],
        ]


def traced(component: Component | None = None, *, keeps: bool = True) -> tuple[Client, Trace]:
    client = Client(component or Shop())
    trace = client.page.trace = Trace(keeps=keeps)
    return client, trace


def does(client: Client, what: Callable[[Any], object]) -> None:
    """The button does this from now on."""
    cast("Any", client.page.tree.root.component)._does = what


def adds(component: Any) -> None:
    component.count += 1


def fails(component: Any) -> None:
    component.count += 1
    raise ValueError("no more")


# What it says.


def test_a_click_leaves_one_record_of_all_that_it_did() -> None:
    client, trace = traced()
    client.event("click", client.address("pear"), {"detail": 2})
    [record] = trace.records
    assert (record.kind, record.number, record.event_type, record.outcome) == ("event", 1, "click", "done")
    assert (record.handler, record.component) == ("Shop.pick", "Shop")
    assert record.arguments == {"name": "'pear'", "many": "1", "detail": "2"}
    assert record.changes == [StateChange("Shop", "picked", "{}", "{'pear': 1}")]
    assert record.rendered == ["Shop"]
    assert not record.mounted
    assert not record.raised
    assert [(one.name, one.component, one.path) for one in record.operations] == [("text", "Shop", (3, 0))]
    assert [frame.kind for frame in record.frames] == ["patch"]
    assert record.flushed_with is None


def test_bytes_are_those_of_the_frames_and_of_each_operation() -> None:
    client, trace = traced()
    does(client, lambda shop: shop.names.append("ключ"))
    client.emit("click", client.address("do"))
    texts = client.page.flush()
    record = trace.records[-1]
    assert record.bytes_out == sum(len(text.encode()) for text in texts)
    assert [frame.bytes for frame in record.frames] == [len(text.encode()) for text in texts]
    patch = json.loads(texts[-1])
    [operation] = record.operations
    assert operation.bytes == len(json.dumps(patch[3][0][-1], separators=(",", ":"), ensure_ascii=False).encode())


def test_it_tells_the_time_at_each_station_and_what_came_in() -> None:
    client, trace = traced()
    text = f'["event",1,0,{json.dumps(client.address("do"))},"click"]'
    does(client, adds)
    client.page.handle(cast("Any", trace.decode(text)))
    client.page.flush()
    record = trace.records[-1]
    assert list(record.times) == ["queue", "decode", "resolve", "handler", "render", "diff", "encode"]
    assert all(ms >= 0 for ms in record.times.values())
    assert record.ms == pytest.approx(sum(record.times.values()) - record.times["queue"])
    assert record.bytes_in == len(text)


def test_what_nobody_measured_is_left_out() -> None:
    client, trace = traced()
    client.click("do")
    assert not {"queue", "decode"} & trace.records[-1].times.keys()


def test_components_that_are_new_are_told_from_those_that_render_again() -> None:
    client, trace = traced()
    does(client, lambda shop: shop.names.append("plum"))
    client.click("do")
    record = trace.records[-1]
    assert record.mounted == ["Shop > Row#plum"]
    assert record.rendered == ["Shop"]
    assert record.renders == 2


def test_a_field_that_has_its_old_value_again_has_not_changed() -> None:
    def there_and_back(shop: Any) -> None:
        shop.count = 5
        shop.count = 0

    client, trace = traced()
    does(client, there_and_back)
    client.click("do")
    assert trace.records[-1].changes == []


def test_what_a_new_component_starts_with_is_no_change() -> None:
    class Child(Component):
        ready: bool = state(False)

        def mount(self) -> None:
            self.ready = True

        def render(self) -> Any:
            return output[str(self.ready)]

    class Parent(Component):
        open: bool = state(False)

        @event
        def switch(self) -> None:
            self.open = True

        def render(self) -> Any:
            return div[button(on_click=self.switch)["switch"], Child() if self.open else None]

    client, trace = traced(Parent())
    client.click("switch")
    record = trace.records[-1]
    assert record.changes == [StateChange("Parent", "open", "False", "True")]
    assert record.mounted == ["Parent > Child"]


def test_many_changes_of_one_field_are_one() -> None:
    def changes(shop: Any) -> None:
        shop.names.append("plum")
        shop.names.append("fig")
        shop.names = [*shop.names, "kiwi"]

    client, trace = traced()
    does(client, changes)
    client.click("do")
    assert trace.records[-1].changes == [
        StateChange("Shop", "names", "['apple', 'pear']", "['apple', 'pear', 'plum', 'fig', 'kiwi']")
    ]


def test_a_record_is_plain_data() -> None:
    client, trace = traced()
    client.event("click", client.address("pear"), {"detail": 1})
    assert json.loads(json.dumps(dataclasses.asdict(trace.records[-1])))["handler"] == "Shop.pick"


# How an event ended.


def test_an_event_that_is_refused_says_why_and_has_its_own_frame() -> None:
    client, trace = traced()
    address = client.address("pear")
    does(client, lambda shop: shop.names.remove("pear"))
    client.emit("click", client.address("do"))
    client.emit("click", address)
    client.flush()
    done, refused = trace.records
    assert (refused.outcome, refused.code, refused.handler) == ("refused", "stale", "")
    assert [frame.kind for frame in refused.frames] == ["refused"]
    assert [frame.kind for frame in done.frames] == ["patch"]
    assert refused.flushed_with == done.id
    assert done.flushed_with is None


def test_what_does_not_fit_names_its_parameter() -> None:
    class Age(Component):
        @event
        def enter(self, value: int) -> None: ...

        def render(self) -> Any:
            return input(on_input=self.enter)

    client, trace = traced(Age())
    client.event("input", [0], {"value": "secret"})
    record = trace.records[-1]
    assert (record.code, record.detail, record.arguments) == ("invalid", "value", {})


def test_a_handler_that_raises_has_changed_nothing_and_can_be_found_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    client, trace = traced()
    does(client, fails)
    client.click("do")
    record = trace.records[-1]
    assert (record.outcome, record.code, record.changes) == ("failed", "failed", [])
    [raised] = record.raised
    assert (raised.where, raised.error) == ("Shop.do", "ValueError: no more")
    assert raised.reference == record.detail == client.frames[0][3]
    assert raised.reference in caplog.text


def test_a_component_that_crashes_in_its_render_is_in_the_record_of_what_made_it_render() -> None:
    class Fragile(Component):
        broken: bool = state(False)

        @event
        def drop(self) -> None:
            self.broken = True

        def render(self) -> Any:
            return div[button(on_click=self.drop)["drop"], 1 // (not self.broken)]

    client, trace = traced(Fragile())
    client.click("drop")
    record = trace.records[-1]
    assert record.outcome == "done"
    [raised] = record.raised
    assert raised.where == "Fragile.render()"
    assert raised.error.startswith("ZeroDivisionError: ")


def test_an_async_event_is_one_record_and_ends_with_its_method() -> None:
    client, trace = traced()
    seen: list[int] = []
    does(client, lambda _: seen.append(len(trace.records)))
    client.click("later")
    [record] = trace.records
    assert seen == [0]
    assert record.changes == [StateChange("Shop", "count", "0", "1")]
    assert list(record.times) == ["resolve", "handler", "render", "diff", "encode"]
    assert [frame.kind for frame in record.frames] == ["patch"]


def test_an_async_event_that_raises_has_failed() -> None:
    client, trace = traced()
    does(client, fails)
    client.click("later")
    [record] = trace.records
    assert (record.outcome, record.changes, record.raised[0].where) == ("failed", [], "Shop.later")


def test_an_async_event_whose_end_is_lost_has_failed(caplog: pytest.LogCaptureFixture) -> None:
    client, trace = traced()
    does(client, lambda shop: shop.names.extend(f"more {len(shop.names) + one}" for one in range(10)))
    client.click("do")  # now there are too many to be shown in full
    trace.records.clear()
    running = client.page.handle(EventMessage(2, client.rev, [*client.address("later")], "click"))
    assert running is not None
    wait(cast("Any", running.awaitable))
    client.page.give_up(RuntimeError("no thread"))
    [record] = trace.records
    assert (record.number, record.handler, record.outcome, record.changes) == (2, "Shop.later", "failed", [])
    assert record.detail in caplog.text


def test_an_event_that_is_turned_away_has_a_record() -> None:
    client, trace = traced()
    client.page.turn_away(1)
    [record] = trace.records
    assert (record.number, record.outcome, record.code) == (1, "refused", "busy")


def test_an_event_that_comes_twice_has_one_record() -> None:
    client, trace = traced()
    client.click("do")
    client.handle(["event", 1, 0, client.address("do"), "click"])
    assert len(trace.records) == 1


# Whose the patch is.


def test_a_patch_for_several_events_is_in_the_record_of_the_last_and_the_others_say_so() -> None:
    client, trace = traced()
    does(client, adds)
    for _ in range(3):
        client.emit("click", client.address("do"))
    client.flush()
    *others, last = trace.records
    assert (last.flushed_with, [frame.kind for frame in last.frames]) == (None, ["patch"])
    assert [(one.flushed_with, one.bytes_out, one.operations) for one in others] == [(last.id, 0, [])] * 2
    assert not {"diff", "encode"} & others[0].times.keys()
    assert [one.changes[0].after for one in trace.records] == ["1", "2", "3"]


def test_what_is_gathered_for_a_client_that_lags_is_in_the_record_of_the_last() -> None:
    client, trace = traced()
    client.acknowledges = False
    does(client, adds)
    for _ in range(18):
        client.click("do", rev=0)
    assert client.page.withheld
    assert trace.records[-1].frames == []
    client.acknowledge()
    client.flush()
    held, last = [*trace.records][-2:]
    assert held.flushed_with == last.id
    assert [frame.kind for frame in last.frames] == ["patch"]


def test_where_nothing_is_sent_nothing_is_shared() -> None:
    client, trace = traced()
    client.page.run(turn_of(client, many=0))
    client.page.run(turn_of(client, many=0))
    assert client.page.flush() == []
    assert [(one.frames, one.flushed_with) for one in trace.records] == [([], None)] * 2


# Turns and joins.


def turn_of(client: Client, **given: object) -> Turn:
    root = client.page.tree.root
    return Turn(root, Call(root.component, cast("Any", root.component).tick, (), dict(given)))


def test_a_push_is_a_record_with_its_arguments() -> None:
    client, trace = traced()
    client.page.run(turn_of(client, many=4))
    client.flush()
    record = trace.records[-1]
    assert (record.kind, record.handler, record.arguments) == ("push", "Shop.tick", {"many": "4"})
    assert record.changes == [StateChange("Shop", "count", "0", "4")]
    assert "handler" in record.times
    assert "resolve" not in record.times


async def test_a_timer_is_a_record_and_says_how_long_it_has_waited() -> None:
    desk = Desk()
    trace = desk.page.trace = Trace(keeps=True)
    await desk.does(lambda ticker: ticker.after(1, ticker.tick))
    desk.clock.move(1)
    await desk.idle()
    clicked, ticked = trace.records
    assert (clicked.kind, ticked.kind, ticked.handler) == ("event", "timer", "Ticker.tick")
    assert ticked.times["queue"] >= 0
    await desk.does(lambda ticker: ticker.soon(ticker.fail))
    await desk.idle()
    assert (trace.records[-1].kind, trace.records[-1].outcome) == ("push", "failed")


async def test_an_async_turn_that_raises_later_has_failed() -> None:
    desk = Desk(Ticker())
    trace = desk.page.trace = Trace(keeps=True)
    await desk.does(lambda ticker: ticker.soon(ticker.fail_later))
    await desk.idle()
    assert [(one.handler, one.outcome, one.changes) for one in trace.records][1:] == [
        ("Ticker.fail_later", "failed", [])
    ]


async def test_in_a_mailbox_a_burst_is_one_patch_and_as_many_records() -> None:
    desk = WorkDesk(Leases(2))
    trace = desk.page.trace = Trace(keeps=True)
    for _ in range(5):
        desk.work()
    await desk.idle()
    assert [one.handler for one in trace.records] == ["Worker.work"] * 5
    assert sum(len(one.frames) for one in trace.records) == len(desk.frames)
    by_id = {one.id: one for one in trace.records}
    assert all(one.frames or by_id[cast("int", one.flushed_with)].frames for one in trace.records)


async def test_what_the_surroundings_break_is_a_failure_with_a_record() -> None:
    desk = WorkDesk(Leases(2))
    trace = desk.page.trace = Trace(keeps=True)
    desk.around.raises.append(RuntimeError("no database"))
    desk.work()
    await desk.idle()
    assert [(one.number, one.outcome) for one in trace.records] == [(1, "failed")]


class Greeter(Component):
    greeted: int = state(0)

    def connected(self) -> None:
        self.greeted += 1

    @event
    def greet(self) -> None:
        self.greeted += 1

    def render(self) -> Any:
        return button(on_click=self.greet)[self.greeted]


def test_a_join_is_a_record_with_what_its_components_did_on_hearing_of_it() -> None:
    client, trace = traced(Greeter())
    [answer] = client.page.joined("build", PROTOCOL, with_html={0})
    client.page.connect()
    [patch] = client.page.flush()
    [record] = trace.records
    assert (record.kind, record.rendered) == ("join", ["Greeter"])
    assert record.changes == [StateChange("Greeter", "greeted", "0", "1")]
    assert [frame.kind for frame in record.frames] == ["joined", "patch"]
    assert record.bytes_out == len(answer) + len(patch)
    assert list(record.times) == ["join", "connect", "diff", "encode"]


def test_what_was_done_with_nobody_there_is_sent_with_the_answer_to_who_comes_back() -> None:
    client, trace = traced(Greeter())
    client.emit("click", [0])
    client.come_back(event=0)
    client.page.connect()
    done, resumed = trace.records
    assert (done.flushed_with, done.frames) == (resumed.id, [])
    assert resumed.kind == "resume"
    assert [frame.kind for frame in resumed.frames] == ["joined", "patch"]
    assert client.answers == {1: "done"}


# What stays secret.


class Login(Component):
    token: str = state("none")
    noted: str = state("")
    kept: dict[str, str] = state(factory=dict)
    fails: bool = False

    @event
    def enter(self, name: str, password: str, pin: str) -> None:
        self.token = f"of {name}"
        self.kept["password"] = password
        self.kept["pin"] = "not a secret here"
        if self.fails:
            raise ValueError(f"not {pin}")

    @event
    def whole(self, form: SubmitEvent) -> None: ...

    @event
    def typed(self, value: str) -> None: ...

    @event
    def all_typed(self, event: InputEvent) -> None: ...

    def render(self) -> Any:
        fields = [input(name="name"), input(name="password", type="password"), input(name="pin", type="PASSWORD")]
        return div[
            form(on_submit=self.enter)[fields],
            form(on_submit=self.whole)[fields],
            input(type="password", on_input=self.typed),
            input(name="api_key", on_input=self.all_typed),
            input(name="town", on_input=self.typed),
        ]


FIELDS = {"form": [["name", "ann"], ["password", "tiger"], ["pin", "1234"]]}


def says(record: Record) -> str:
    return json.dumps(dataclasses.asdict(record))


def test_arguments_and_fields_with_a_secrets_name_are_not_shown() -> None:
    client, trace = traced(Login())
    client.event("submit", [0, 0], FIELDS)
    record = trace.records[-1]
    assert record.arguments == {"name": "'ann'", "password": HIDDEN, "pin": HIDDEN}
    assert StateChange("Login", "token", HIDDEN, HIDDEN) in record.changes
    assert "tiger" not in says(record)
    assert "1234" not in says(record)


def test_an_error_may_say_what_was_typed_as_a_password_so_only_its_type_is_shown() -> None:
    client, trace = traced(Login(fails=True))
    client.event("submit", [0, 0], FIELDS)
    record = trace.records[-1]
    assert [raised.error for raised in record.raised] == ["ValueError"]
    assert "1234" not in says(record)


def test_the_pairs_of_a_form_are_shown_without_its_secrets() -> None:
    client, trace = traced(Login())
    client.event("submit", [0, 1], FIELDS)
    shows = trace.records[-1].arguments["form"]
    assert shows == f"SubmitEvent(form=(('name', 'ann'), ('password', {HIDDEN}), ('pin', {HIDDEN})))"


@pytest.mark.parametrize("index", [2, 3])
def test_what_is_typed_where_the_browser_shows_dots_or_the_field_is_named_so_is_not_shown(index: int) -> None:
    client, trace = traced(Login())
    client.event("input", [0, index], {"value": "tiger"})
    record = trace.records[-1]
    assert record.arguments
    assert "tiger" not in says(record)


@pytest.mark.parametrize("form", [5, [[]], [[["a"], 1]], "x"])
def test_of_an_event_by_path_nothing_is_shown_whatever_came_with_it(form: object) -> None:
    client, trace = traced(Login())
    digest = client.specs[2]["d"]
    client.event("input", ["/", 4], {"value": "Bern", "form": form}, digest=digest)
    record = trace.records[-1]
    assert record.handler == "Login.typed"
    assert record.arguments == {"value": HIDDEN}


def test_of_a_form_by_path_nothing_is_shown() -> None:
    client, trace = traced(Login())
    client.event("submit", ["/", 1], FIELDS, digest=client.specs[1]["d"])
    assert trace.records[-1].arguments == {"form": HIDDEN}
    client.event("submit", ["/", 0], FIELDS, digest=client.specs[0]["d"])
    assert trace.records[-1].arguments == dict.fromkeys(("name", "password", "pin"), HIDDEN)


def test_what_is_typed_elsewhere_is_shown() -> None:
    client, trace = traced(Login())
    client.event("input", [0, 4], {"value": "Bern"})
    assert trace.records[-1].arguments == {"value": "'Bern'"}


class Awkward:
    def __repr__(self) -> str:
        raise RuntimeError


class Model:
    _meta = type("Options", (), {"label": "shop.Thing"})
    pk = 7

    def __str__(self) -> str:
        raise AssertionError("this would ask the database")

    __repr__ = __str__


@dataclasses.dataclass(frozen=True)
class Account:
    name: str
    password: str


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        ("a'b", '"a\'b"'),
        ("x" * 81, f"'{'x' * 80}'…"),
        ([*range(12)], "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, … 12 in all]"),
        ({"password": "tiger", "name": "ann"}, f"{{'password': {HIDDEN}, 'name': 'ann'}}"),
        ({"user": {"token": "x"}}, f"{{'user': {{'token': {HIDDEN}}}}}"),
        ([[[["deep"]]]], "[[[…]]]"),
        (Account("ann", "tiger"), f"Account(name='ann', password={HIDDEN})"),
        (Awkward(), "<Awkward>"),
        (Model(), "<shop.Thing 7>"),
        pytest.param(10**5000, "<int>", id="a number that Python does not write"),
        (Row(name="pear", on_pick=cast("Any", None)), "<Row>"),
    ],
)
def test_values_are_shown_short_and_without_asking_more_of_them(value: object, text: str) -> None:
    assert shown(value, sounds_secret) == text


def test_a_value_is_never_longer_than_a_line() -> None:
    deep = {str(number): ["x" * 1000] * 10 for number in range(10)}
    assert len(shown(deep, sounds_secret)) <= 201


def test_a_long_list_that_changes_where_it_is_cut_has_changed() -> None:
    class Long(Component):
        items: list[int] = state(factory=lambda: [0] * 100)

        @event
        def change(self) -> None:
            self.items[50] = 1

        def render(self) -> Any:
            return button(on_click=self.change)["change"]

    client, trace = traced(Long())
    client.click("change")
    assert [change.field for change in trace.records[-1].changes] == ["items"]


# What is kept.


def test_the_last_records_are_kept_and_of_each_list_the_first() -> None:
    class Many(Component):
        count: int = state(1)

        @event
        def grow(self) -> None:
            self.count = 300

        @event
        def rest(self) -> None: ...

        def render(self) -> Any:
            cells = [Cell(number=number, key=number) for number in range(self.count)]
            return div[button(on_click=self.grow)["grow"], button(on_click=self.rest)["rest"], cells]

    class Cell(Component):
        number: int

        def render(self) -> Any:
            return output[self.number]

    client, trace = traced(Many())
    client.click("grow")
    record = trace.records[-1]
    assert len(record.mounted) == MOST_LISTED
    assert record.more == {"mounted": 299 - MOST_LISTED}
    assert record.renders == 300
    for _ in range(MOST_RECORDS + 5):
        client.click("rest")
    assert len(trace.records) == MOST_RECORDS
    assert trace.records[0].number == 7


def test_events_that_are_sent_again_and_again_take_no_room() -> None:
    _, trace = traced()
    for number in range(MOST_ARRIVALS + 50):
        trace.decode(f'["event",{number},0,[0],"click"]')
    assert len(vars(trace)["_arrivals"]) == MOST_ARRIVALS


def test_turns_that_nobody_is_shown_take_no_room() -> None:
    client, trace = traced()
    for _ in range(MOST_RECORDS + 50):
        client.page.run(turn_of(client))
    assert len(vars(trace)["_unsent"]) == MOST_RECORDS


def test_what_a_task_does_after_its_event_is_not_the_events() -> None:
    client, trace = traced()
    left: list[Any] = []
    does(client, lambda _: left.append(recording.get()))
    client.click("do")
    left[0].queried("SELECT 1", 0.1)
    left[0].complete()
    assert trace.records[0].queries == 0
    assert recording.get() is None


# The log.


def lines(caplog: pytest.LogCaptureFixture) -> list[Mapping[str, Any]]:
    return [vars(line) for line in caplog.records if line.name == "pycomponents.trace"]


def test_each_event_is_one_line_of_the_log_with_names_of_the_code_and_numbers_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "pycomponents.trace")
    client, trace = traced(keeps=False)
    client.event("click", client.address("pear"), {"detail": 1})
    does(client, fails)
    client.click("do")
    assert not trace.records
    done, failed = lines(caplog)
    assert (done["method"], done["outcome"], done["queries"]) == ("Shop.pick", "done", 0)
    assert done["bytes"] > 0
    assert done["ms"] > 0
    assert done["message"].startswith("click Shop.pick: done in ")
    assert (failed["code"], failed["reference"]) == ("failed", client.frames[0][3])
    assert "pear" not in str([done, failed])
    assert "no more" not in failed["message"]


def test_where_nobody_reads_the_log_nothing_is_written(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "pycomponents.trace")
    client, _ = traced()
    client.click("do")
    assert lines(caplog) == []


def test_what_was_never_sent_is_logged_when_the_page_ends(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "pycomponents.trace")
    client, trace = traced()
    client.page.run(turn_of(client))
    assert lines(caplog) == []
    trace.end()
    assert [(line["kind"], line["bytes"]) for line in lines(caplog)] == [("push", 0)]


def test_without_a_trace_nothing_is_recorded() -> None:
    client = Client(Shop())
    seen: list[object] = []
    does(client, lambda _: seen.append(recording.get()))
    client.click("do")
    assert client.page.trace is None
    assert seen == [None]


def test_every_refusal_has_a_code_of_the_protocol() -> None:
    client, trace = traced()
    client.event("click", [77])
    assert trace.records[-1].code in {code.value for code in Refusal}
