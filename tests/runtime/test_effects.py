"""Timers and calls from outside, in the turn of a page that lives on the event loop; the clock is moved by hand."""

from __future__ import annotations

import asyncio
import gc
import threading
import weakref
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from pycomponents import Component, Timer, computed, event, state
from pycomponents.errors import ComponentError
from pycomponents.html import button, div, output
from pycomponents.runtime import effects
from pycomponents.runtime.leases import Leases
from pycomponents.runtime.mailbox import Mailbox
from pycomponents.runtime.messages import EventMessage
from tests.runtime.client import mounted, plain
from tests.runtime.clock import HandClock
from tests.runtime.test_mailbox import Around, Gate, language

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 10


class Ticker(Component):
    """Its events and methods do what the test says."""

    ticks: int = state(0)
    said: list[str] = state(factory=list[str])
    _starts: Callable[[Any], object] = id
    _does: Callable[[Any], object] = id

    def connected(self) -> None:
        self._starts(self)

    @event
    def do(self) -> None:
        self._does(self)

    def tick(self) -> None:
        self.ticks += 1

    def tock(self) -> None:
        self.ticks += 100

    def say(self, text: str) -> None:
        self.said.append(text)

    async def say_later(self, text: str) -> None:
        await asyncio.sleep(0)
        self.said.append(text)

    def fail(self) -> None:
        self.ticks += 1000
        raise ValueError("it fails")

    async def fail_later(self) -> None:
        self.ticks += 1000
        await asyncio.sleep(0)
        raise ValueError("it fails later")

    def render(self) -> Any:
        return div[
            button(on_click=self.do)["do"],
            output[self.ticks],
            output[",".join(self.said)],
        ]


def starts(ticker: Any, what: Callable[[Any], object]) -> None:
    """When it is connected, it does this."""
    ticker._starts = what


class Lamp(Component):
    """Holds a ticker while it is on."""

    on: bool = state(True)

    @event
    def switch(self) -> None:
        self.on = not self.on

    def render(self) -> Any:
        return div[button(on_click=self.switch)["switch"], Ticker() if self.on else None]


class Desk:
    """A page with its mailbox and a clock, and the frames that it sends."""

    def __init__(self, component: Component | None = None) -> None:
        self.clock = HandClock()
        self.page = mounted(component or Ticker())
        self.page.html()
        self.page.settle()
        self.component: Any = self.page.tree.root.component
        self.leases = Leases(2)
        self.mailbox = Mailbox(self.page, self.leases, Around(), self.clock)
        self.frames: list[list[Any]] = []
        self.attach()

    def attach(self) -> None:
        self.mailbox.send = lambda texts: self.frames.extend(map(plain, texts))

    def connect(self) -> None:
        def connect() -> list[str]:
            self.page.tree.connect()
            return []

        self.mailbox.call(connect)

    def click(self) -> None:
        self.mailbox.put(EventMessage(self.page.handled + 1, 0, [0, 0], "click"))

    def will(self, what: Callable[[Any], object]) -> None:
        """The handler does this from now on."""
        self.component._does = what

    async def does(self, what: Callable[[Any], object]) -> None:
        """Click, and let the handler do this."""
        self.will(what)
        self.click()
        await self.idle()

    async def blocked(self) -> Gate:
        """The page is at work until the gate is opened."""
        gate = Gate()

        def block() -> list[str]:
            gate()
            return []

        self.mailbox.call(block)
        await gate.is_reached()
        return gate

    async def idle(self) -> None:
        # What other threads have asked of the loop comes first.
        await asyncio.sleep(0)
        await asyncio.wait_for(self.mailbox.idle(), SECONDS)
        await asyncio.sleep(0)

    async def passes(self, seconds: float) -> None:
        self.clock.move(seconds)
        await self.idle()

    @property
    def kinds(self) -> list[str]:
        return [frame[0] for frame in self.frames]


def leave(mailbox: Mailbox) -> None:
    """The page has come to its end."""

    def unmount() -> list[str]:
        mailbox.page.tree.unmount(mailbox.page.tree.root)
        return []

    mailbox.call(unmount)


# after()


async def test_after_runs_once_and_what_it_changes_is_sent() -> None:
    desk = Desk()
    await desk.does(lambda it: it.after(5, it.say, "five"))
    desk.frames.clear()
    await desk.passes(4.9)
    assert desk.component.said == []
    await desk.passes(0.1)
    assert desk.component.said == ["five"]
    assert desk.frames == [["patch", 1, 1, [[0, 2, ["insert", None, "five"]]]]]
    await desk.passes(100)
    assert desk.component.said == ["five"]


async def test_arguments_by_name_and_bound_events_are_taken() -> None:
    class Fruits(Component):
        names: list[str] = state(factory=list[str])

        @event
        def add(self, name: str) -> None:
            self.names.append(name)

        @event
        def start(self) -> None:
            self.after(1, self.add, name="pear")
            self.after(2, self.add.bind("plum"))
            self.after(3, self.add, "fig")

        def render(self) -> Any:
            return button(on_click=self.start)[",".join(self.names)]

    desk = Desk(Fruits())
    desk.mailbox.put(EventMessage(1, 0, [0], "click"))
    await desk.idle()
    for _ in range(3):
        await desk.passes(1)
    assert desk.component.names == ["pear", "plum", "fig"]


async def test_one_method_may_have_many_timers_from_after() -> None:
    desk = Desk()

    def start(it: Ticker) -> None:
        for number in range(3):
            it.after(number, it.say, str(number))

    await desk.does(start)
    await desk.passes(10)
    assert desk.component.said == ["0", "1", "2"]


async def test_an_async_method_is_awaited_in_its_turn() -> None:
    desk = Desk()
    await desk.does(lambda it: it.after(1, it.say_later, "later"))
    await desk.passes(1)
    assert desk.component.said == ["later"]
    assert desk.kinds == ["ack", "patch"]


# every()


async def test_every_runs_again_and_again_and_does_not_fall_behind() -> None:
    desk = Desk()
    await desk.does(lambda it: it.every(1, it.tick))
    for _ in range(10):
        desk.clock.sleep(0.01)  # the loop is a little late each time
        await desk.passes(0.99)
    assert desk.component.ticks == 10


async def test_what_was_missed_is_not_made_up() -> None:
    desk = Desk()
    await desk.does(lambda it: it.every(1, it.tick))
    desk.clock.sleep(7.5)
    await desk.passes(0)
    assert desk.component.ticks == 1
    await desk.passes(0.4)
    assert desk.component.ticks == 1
    await desk.passes(0.1)
    assert desk.component.ticks == 2


async def test_a_slow_method_does_not_overlap_with_itself() -> None:
    desk, gate = Desk(), Gate()
    desk.will(lambda _: gate())
    await desk.does(lambda it: it.every(1, it.do))
    desk.will(lambda it: (gate(), it.tick()))
    desk.clock.move(1)
    await gate.is_reached()
    desk.clock.move(5)
    gate.opened.set()
    await desk.idle()
    assert desk.component.ticks == 1
    await desk.passes(1)
    assert desk.component.ticks == 2


async def test_a_slow_async_method_does_not_overlap_with_itself() -> None:
    opened, reached = asyncio.Event(), asyncio.Event()

    class Slow(Component):
        ticks: int = state(0)

        def connected(self) -> None:
            self.every(1, self.tick)

        async def tick(self) -> None:
            reached.set()
            await opened.wait()
            self.ticks += 1

        def render(self) -> Any:
            return div[self.ticks]

    desk = Desk(Slow())
    desk.connect()
    await desk.idle()
    desk.clock.move(1)
    await asyncio.wait_for(reached.wait(), SECONDS)
    desk.clock.move(10)
    opened.set()
    await desk.idle()
    assert desk.component.ticks == 1
    await desk.passes(1)
    assert desk.component.ticks == 2


async def test_every_takes_the_place_of_the_methods_timer() -> None:
    desk = Desk()
    starts(desk.component, lambda it: it.every(1, it.tick))
    for _ in range(3):  # joined, and twice come back
        desk.connect()
        await desk.idle()
    await desk.passes(1)
    assert desk.component.ticks == 1
    await desk.does(lambda it: it.every(10, it.tick))
    await desk.passes(9)
    assert desk.component.ticks == 1
    assert len(desk.clock.alarms) == 1


async def test_methods_have_timers_of_their_own() -> None:
    desk = Desk()

    def start(it: Ticker) -> None:
        it.every(1, it.tick)
        it.every(1, it.tock)
        it.after(1, it.tick)

    await desk.does(start)
    await desk.passes(1)
    assert desk.component.ticks == 102


# Their end.


async def test_a_cancelled_timer_does_not_run() -> None:
    desk = Desk()
    timers: list[Timer] = []
    await desk.does(lambda it: timers.extend((it.every(1, it.tick), it.after(2, it.say, "two"))))
    await desk.passes(1)

    def cancel(_: Ticker) -> None:
        for timer in timers:
            timer.cancel()

    await desk.does(cancel)
    assert all(alarm.cancelled for alarm in desk.clock.alarms)
    await desk.passes(10)
    assert (desk.component.ticks, desk.component.said) == (1, [])
    timers[0].cancel()


async def test_one_that_is_cancelled_while_it_waits_for_its_turn_does_not_run() -> None:
    desk, gate = Desk(), Gate()
    timers: list[Timer] = []
    await desk.does(lambda it: timers.append(it.after(1, it.tick)))

    def cancel(_: Ticker) -> None:
        gate()
        timers[0].cancel()

    desk.will(cancel)
    desk.click()
    await gate.is_reached()
    desk.clock.move(1)
    gate.opened.set()
    await desk.idle()
    assert desk.component.ticks == 0


async def test_timers_end_with_their_component() -> None:
    desk = Desk(Lamp())
    ticker: Any = desk.page.tree.instances[1].component
    starts(ticker, lambda it: (it.every(1, it.tick), it.after(5, it.say, "five")))
    desk.connect()
    await desk.idle()
    await desk.passes(1)
    assert ticker.ticks == 1
    desk.click()
    await desk.idle()
    assert all(alarm.cancelled for alarm in desk.clock.alarms)
    await desk.passes(10)
    assert (ticker.ticks, ticker.said) == (1, [])


async def test_one_that_has_rung_does_not_run_after_its_component_has_gone() -> None:
    desk = Desk(Lamp())
    ticker: Any = desk.page.tree.instances[1].component
    starts(ticker, lambda it: it.after(1, it.tick))
    desk.connect()
    await desk.idle()
    gate = await desk.blocked()
    desk.click()
    desk.clock.move(1)
    gate.opened.set()
    await desk.idle()
    assert ticker.__host__ is None
    assert ticker.ticks == 0


async def test_no_page_is_kept_by_its_timers() -> None:
    desk = Desk()
    await desk.does(lambda it: it.every(1, it.tick))

    leave(desk.mailbox)
    await desk.idle()
    mailbox, clock = weakref.ref(desk.mailbox), desk.clock
    del desk
    clock.move(1)
    async with asyncio.timeout(SECONDS):
        while mailbox() is not None:  # the thread may still have its last work in hand
            await asyncio.sleep(0)
            gc.collect()


async def test_one_that_a_mount_asked_for_before_it_raised_does_not_run() -> None:
    class Unlucky(Component):
        mounts: ClassVar[int] = 0

        def mount(self) -> None:
            Unlucky.mounts += 1
            self.after(1, self.tick, Unlucky.mounts)
            self.soon(self.tick, 10 * Unlucky.mounts)
            if Unlucky.mounts == 1:
                raise ValueError("the first time")

        def tick(self, number: int) -> None:
            ticked.append(number)

        def render(self) -> Any:
            return div

    class Parent(Component):
        count: int = state(0)

        @event
        def click(self) -> None:
            self.count += 1

        def render(self) -> Any:
            return div[button(on_click=self.click), Unlucky()]

    ticked: list[int] = []
    desk = Desk(Parent())
    desk.click()
    await desk.idle()
    await desk.passes(5)
    assert ticked == [20, 2]


# When they begin.


async def test_what_mount_asks_for_begins_at_the_join() -> None:
    class Early(Component):
        ticks: int = state(0)

        def mount(self) -> None:
            self.every(1, self.tick)
            self.soon(self.tick)

        def tick(self) -> None:
            self.ticks += 1

        def render(self) -> Any:
            return div[self.ticks]

    desk = Desk(Early())
    await desk.idle()
    assert desk.component.ticks == 1
    await desk.passes(1)
    assert desk.component.ticks == 2


async def test_timers_go_on_without_a_client_and_one_patch_tells_all() -> None:
    desk = Desk()
    await desk.does(lambda it: it.every(1, it.tick))
    desk.mailbox.send = None
    desk.frames.clear()
    for _ in range(30):
        await desk.passes(1)
    assert desk.component.ticks == 30
    assert desk.page.rev == 0

    def resumed() -> list[str]:
        desk.attach()
        return desk.page.resumed("build", 1, rev=0, event=1, specs=9)

    desk.mailbox.call(resumed)
    await desk.idle()
    assert desk.kinds == ["joined", "patch"]
    assert desk.frames[1] == ["patch", 1, 1, [[0, 1, 0, ["text", "30"]]]]


# When something raises.


@pytest.mark.parametrize("name", ["fail", "fail_later"])
async def test_a_method_that_raises_leaves_state_as_it_was_and_the_timer_goes_on(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Desk()
    await desk.does(lambda it: it.every(1, getattr(it, name)))
    desk.frames.clear()
    await desk.passes(1)
    await desk.passes(1)
    assert desk.component.ticks == 0
    assert desk.frames == []
    assert len(caplog.records) == 2
    assert f"Ticker.{name} raised, reference " in caplog.text
    await desk.does(lambda it: it.tick())
    assert desk.kinds == ["patch"]


async def test_a_failure_of_a_timer_refuses_no_event(caplog: pytest.LogCaptureFixture) -> None:
    desk, gate = Desk(), Gate()
    await desk.does(lambda it: it.after(1, it.fail))
    desk.frames.clear()
    desk.will(lambda it: (gate(), it.tick()))
    desk.click()
    await gate.is_reached()
    desk.clock.move(1)
    gate.opened.set()
    await desk.idle()
    assert desk.kinds == ["patch"]
    assert "Ticker.fail raised" in caplog.text


async def test_a_handler_that_raises_has_not_asked_for_timers_nor_cancelled_any(
    caplog: pytest.LogCaptureFixture,
) -> None:
    desk = Desk()
    timers: list[Timer] = []
    await desk.does(lambda it: timers.extend((it.every(2, it.tick), it.after(3, it.say, "three"))))

    def fail(it: Ticker) -> None:
        timers[1].cancel()
        it.every(1, it.tick)
        it.after(1, it.say, "one")
        raise ValueError("it fails")

    await desk.does(fail)
    await desk.passes(2)
    assert (desk.component.ticks, desk.component.said) == (1, [])
    await desk.passes(1)
    assert (desk.component.ticks, desk.component.said) == (1, ["three"])


async def test_a_render_that_fails_after_a_tick_shows_its_fallback_and_the_timer_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Fragile(Component):
        ticks: int = state(0)

        def connected(self) -> None:
            self.every(1, self.tick)

        def tick(self) -> None:
            self.ticks += 1

        def render(self) -> Any:
            if self.ticks == 1:
                raise ValueError("one is too much")
            return div[self.ticks]

    desk = Desk(Fragile())
    desk.connect()
    await desk.passes(0)
    await desk.passes(1)
    assert "Fragile" in caplog.text
    await desk.passes(1)
    assert desk.kinds == ["patch", "patch"]
    assert desk.page.html() == '<div data-pc="0">2</div>'


# Around them.


async def test_a_timer_finds_the_pages_surroundings() -> None:
    desk = Desk()
    desk.will(lambda it: it.say(language.get()))
    await desk.does(lambda it: it.after(1, it.do))
    desk.will(lambda it: it.say(language.get()))
    await desk.passes(1)
    assert desk.component.said == ["de"]


async def test_a_tick_drops_computed_values() -> None:
    now = ["noon"]

    class Shown(Component):
        @computed
        def now(self) -> str:
            return now[0]

        def render(self) -> Any:
            return div[self.now]

    class Page(Component):
        def connected(self) -> None:
            self.every(1, self.tick)

        def tick(self) -> None:
            now[0] = "one"

        def render(self) -> Any:
            return div[Shown()]

    desk = Desk(Page())
    desk.connect()
    await desk.idle()
    await desk.passes(1)
    assert desk.frames == [["patch", 1, 0, [[1, 0, ["text", "one"]]]]]


# What is refused.


def refusing(it: Any, *, rendering: bool = False) -> dict[str, str]:
    """What is raised for each thing that may not be asked."""
    asked: dict[str, Callable[[], object]] = {
        "negative": lambda: it.after(-1, it.tick),
        "nan": lambda: it.after(float("nan"), it.tick),
        "infinite": lambda: it.every(float("inf"), it.tick),
        "text": lambda: it.after("1", it.tick),
        "bool": lambda: it.after(True, it.tick),
        "too often": lambda: it.every(0.01, it.tick),
        "no method": lambda: it.after(1, print),
        "of another": lambda: it.after(1, Ticker().tick),
        "event of another": lambda: it.every(1, Ticker().do),
        "too few arguments": lambda: it.after(1, it.say),
        "too many arguments": lambda: it.every(1, it.do, 1),
    }
    raised: dict[str, str] = {}
    for name, ask in asked.items():
        with pytest.raises(ComponentError) as error:
            ask()
        raised[name] = str(error.value)
    return raised


async def test_what_cannot_be_waited_for_or_called_is_refused_where_it_is_asked() -> None:
    desk = Desk()
    raised: list[dict[str, str]] = []
    await desk.does(lambda it: raised.append(refusing(it)))
    for told in (raised[0], refusing(Ticker())):
        assert told["negative"] == (
            "after(-1, Ticker.tick): these are no seconds that can be waited. Expected: a number from 0 to 604800. "
            "Got: int -1."
        )
        assert "from 0.05 to" in told["too often"]
        assert told["of another"].startswith("Ticker: this takes a method of the component itself. Got: method ")
        assert told["too few arguments"] == (
            "after(1, Ticker.say): the method cannot be called so: missing a required argument: 'text'."
        )


async def test_a_page_has_a_bounded_number_of_timers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "MOST_TIMERS", 3)
    desk = Desk()
    raised: list[str] = []

    def start(it: Ticker) -> None:
        it.every(1, it.tick)
        it.after(1, it.tick)
        timer = it.after(1, it.tick)
        it.every(2, it.tick)  # in place of the first
        with pytest.raises(ComponentError) as error:
            it.after(1, it.tick)
        raised.append(str(error.value))
        timer.cancel()
        it.after(1, it.tick)

    await desk.does(start)
    assert raised[0].startswith("<Timer after 1 s Ticker.tick>: the page has 3 timers.")


@pytest.mark.parametrize("ask", ["after", "every", "soon", "cancel"])
def test_while_rendering_nothing_may_be_asked_for(ask: str) -> None:
    class Hasty(Component):
        def tick(self) -> None: ...

        def mount(self) -> None:
            self._timer = self.after(1, self.tick)

        def render(self) -> Any:
            match ask:
                case "after":
                    self.after(1, self.tick)
                case "every":
                    self.every(1, self.tick)
                case "soon":
                    self.soon(self.tick)
                case _:
                    self._timer.cancel()
            return div

    with pytest.raises(ComponentError, match=r"while rendering\. A render only reads, .* connected\(\)"):
        mounted(Hasty())


def test_without_a_page_a_timer_is_only_made() -> None:
    ticker = Ticker()
    timer = ticker.every(1, ticker.tick)
    assert repr(timer) == "<Timer every 1 s Ticker.tick>"
    timer.cancel()
    assert repr(timer) == "<Timer every 1 s Ticker.tick, over>"
    assert ticker.soon(ticker.tick) is False
    assert ticker.ticks == 0


# soon()


async def test_another_thread_may_push() -> None:
    desk = Desk()
    told: list[bool] = []

    def push() -> None:
        told.extend(desk.component.soon(desk.component.say, str(number)) for number in range(5))

    thread = threading.Thread(target=push)
    thread.start()
    await asyncio.to_thread(thread.join)
    await desk.idle()
    assert told == [True] * 5
    assert desk.component.said == ["0", "1", "2", "3", "4"]


async def test_another_page_and_a_task_may_push() -> None:
    one, two = Desk(), Desk()
    await one.does(lambda it: two.component.soon(two.component.say, f"from {type(it).__name__}"))
    await two.idle()

    async def task() -> None:
        two.component.soon(two.component.say_later, "from a task")

    await asyncio.create_task(task())
    await two.idle()
    assert two.component.said == ["from Ticker", "from a task"]
    assert one.component.said == []


async def test_a_page_may_push_to_itself_and_that_is_another_turn() -> None:
    desk = Desk()
    seen: list[int] = []

    def push(it: Ticker) -> None:
        it.soon(it.tick)
        seen.append(it.ticks)

    await desk.does(push)
    await desk.idle()
    assert seen == [0]
    assert desk.component.ticks == 1


async def test_while_another_page_renders_on_its_thread_one_may_push() -> None:
    gate = Gate()

    class Slow(Component):
        clicks: int = state(0)

        @event
        def click(self) -> None:
            self.clicks += 1

        def render(self) -> Any:
            if self.clicks:
                gate()
            return button(on_click=self.click)[self.clicks]

    desk = Desk(Slow())
    desk.mailbox.put(EventMessage(1, 0, [0], "click"))
    await gate.is_reached()
    assert desk.page.tree.rendering
    assert desk.component.soon(desk.component.click)
    gate.opened.set()
    await desk.idle()
    assert desk.component.clicks == 2


async def test_a_flood_of_calls_is_bounded_and_keeps_no_user_waiting(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(effects, "MOST_CALLS", 400)
    desk, gate = Desk(), Gate()
    gate = await desk.blocked()
    told = [desk.component.soon(desk.component.tick) for _ in range(1000)]
    assert told == [True] * 400 + [False] * 600
    await asyncio.sleep(0)  # the calls are in the inbox now, ahead of the click
    desk.will(lambda it: it.say("clicked"))
    desk.click()
    gate.opened.set()
    await desk.idle()
    assert desk.component.ticks == 400
    assert desk.component.said == ["clicked"]
    assert "refused" not in desk.kinds
    assert caplog.messages.count("400 calls wait for their page: Ticker.tick is dropped.") == 1
    assert desk.component.soon(desk.component.tick) is True
    await desk.idle()
    assert desk.component.ticks == 401


async def test_many_pushes_are_one_patch() -> None:
    desk, gate = Desk(), Gate()
    gate = await desk.blocked()
    for _ in range(200):
        desk.component.soon(desk.component.tick)
    gate.opened.set()
    await desk.idle()
    assert desk.component.ticks == 200
    assert len(desk.frames) <= 2


async def test_who_pushes_to_a_component_that_has_gone_is_told_and_nothing_happens() -> None:
    desk = Desk(Lamp())
    ticker: Any = desk.page.tree.instances[1].component
    gate = await desk.blocked()
    desk.click()
    assert ticker.soon(ticker.tick) is True  # it goes before its turn comes
    await asyncio.sleep(0)
    gate.opened.set()
    await desk.idle()
    assert ticker.ticks in (0, 1)
    assert ticker.soon(ticker.tick) is False
    before = ticker.ticks
    await desk.idle()
    assert ticker.ticks == before


def test_a_push_into_a_loop_that_is_closed_is_harmless() -> None:
    desks: list[Desk] = []

    async def live() -> None:
        desks.append(Desk())
        await desks[0].idle()

    asyncio.run(live())
    desks[0].component.soon(desks[0].component.tick)
    assert desks[0].component.ticks == 0


async def test_a_push_after_the_surroundings_failed_gets_its_turn(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk()
    around: Any = vars(desk.mailbox)["_surroundings"]
    around.raises.append(OSError("no connection"))
    desk.component.soon(desk.component.tick)
    await desk.idle()
    desk.component.soon(desk.component.tick)
    await desk.idle()
    assert desk.component.ticks == 1
    assert "is given up" in caplog.text
