"""What a page does without its user: timers, and turns that its components were given from outside.

Each belongs to an instance and ends with it. What rings, and when, the clock says that whoever gives the page its turns
has: the event loop, or one that a test moves.
"""

from __future__ import annotations

import functools
import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from pycomponents.errors import ComponentError, message

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.component.timers import Call, Timer
    from pycomponents.runtime.instance import Instance

logger = logging.getLogger("pycomponents")

MOST_TIMERS: Final = 1000
MOST_CALLS: Final = 1000


class Alarm(Protocol):
    """What is to be called at some time."""

    def cancel(self) -> object:
        """It is not called any more."""
        ...


class Clock(Protocol):
    """Something that knows the time and can wait: an asyncio event loop is one."""

    def time(self) -> float:
        """Now, in seconds since some moment."""
        ...

    def call_at(self, when: float, callback: Callable[[], None], /) -> Alarm:
        """Call back at that time."""
        ...


@dataclass(slots=True, eq=False)
class Turn:
    """A method that is to run in its page's turn. timer: the one that has rung, if one has."""

    instance: Instance
    call: Call
    timer: Timer | None = None


class Effects:
    """The timers of one page, and the calls that wait for its turn.

    Timers are asked for and cancelled in the page's turn; at its end `settle` tells the clock. What is pushed from
    other threads waits in a queue of its own.

    wake: tells whoever gives the page its turns, from any thread, that something was asked for. Until there is one, it
        waits.
    """

    def __init__(self) -> None:
        self.wake: Callable[[], None] = lambda: None
        self._timers: dict[Instance, list[Timer]] = {}
        self._changed: list[tuple[Instance, Timer]] = []
        self._alarms: dict[Timer, Alarm] = {}
        self._due: dict[Timer, Turn] = {}  # those that have rung, until they have run
        self._lock = threading.Lock()
        self._calls: list[Turn] = []
        self._waiting = 0  # calls that have not run, here or with whoever has taken them
        self._full = False

    # Timers, in the page's turn.

    def start(self, instance: Instance, timer: Timer) -> Callable[[], None]:
        """Let a timer run from the end of this turn on, in place of the one that its method has. Returns the way back.
        Raises `ComponentError` where the page has too many.
        """
        timers = self._timers.setdefault(instance, [])
        method = timer.call.method
        replaced = [old for old in timers if old.repeats and old.call.method is method] if timer.repeats else []
        if not replaced and sum(map(len, self._timers.values())) >= MOST_TIMERS:
            raise ComponentError(
                message(
                    f"the page has {MOST_TIMERS} timers.",
                    where=repr(timer),
                    cure="Let one timer of the parent do the work of many, and cancel what is not needed any more.",
                )
            )
        for old in replaced:
            self._set(instance, old, active=False)
        self._set(instance, timer, active=True)

        def back() -> None:
            self._set(instance, timer, active=False)
            for old in replaced:
                self._set(instance, old, active=True)

        return back

    def cancel(self, instance: Instance, timer: Timer) -> Callable[[], None]:
        """Let a timer not run any more. Returns the way back."""
        before = timer.active
        self._set(instance, timer, active=False)
        return functools.partial(self._set, instance, timer, active=before)

    def end(self, instance: Instance) -> None:
        """The instance goes, and its timers with it."""
        for timer in self._timers.pop(instance, ()):
            timer.active = False
            self._changed.append((instance, timer))

    def take_over(self, other: Effects) -> None:
        """What was asked of another page, which becomes a part of this one, before either had a clock."""
        self._timers.update(other._timers)
        self._changed += other._changed
        for turn in other.take():
            self.push(turn)

    def _set(self, instance: Instance, timer: Timer, *, active: bool) -> None:
        timer.active = active
        timers = self._timers.setdefault(instance, [])
        if active and timer not in timers:
            timers.append(timer)
        elif not active and timer in timers:
            timers.remove(timer)
        self._changed.append((instance, timer))
        self.wake()

    # The clock, between the turns.

    @property
    def unsettled(self) -> bool:
        """Whether the clock has not been told of all."""
        return bool(self._changed)

    def settle(self, clock: Clock, ring: Callable[[Turn], None]) -> None:
        """Bring the clock in line with what was asked for. ring: told of each turn that a timer asks for, when it is
        time.
        """
        changed, self._changed = self._changed, []
        for instance, timer in changed:
            alarm = self._alarms.get(timer)
            if timer.active and alarm is None and timer not in self._due:
                self._set_alarm(clock, ring, Turn(instance, timer.call, timer), clock.time() + timer.seconds)
            elif not timer.active and alarm is not None:
                self._alarms.pop(timer).cancel()

    def _set_alarm(self, clock: Clock, ring: Callable[[Turn], None], turn: Turn, when: float) -> None:
        assert turn.timer is not None
        self._alarms[turn.timer] = clock.call_at(when, functools.partial(self._rung, clock, ring, turn, when))

    def _rung(self, clock: Clock, ring: Callable[[Turn], None], turn: Turn, when: float) -> None:
        timer = turn.timer
        assert timer is not None
        del self._alarms[timer]
        if timer.repeats:
            # From when it was due, so that it does not fall behind; what has been missed by now is left out.
            missed = max(0.0, clock.time() - when) // timer.seconds
            self._set_alarm(clock, ring, turn, when + (missed + 1) * timer.seconds)
        if timer not in self._due:
            self._due[timer] = turn
            ring(turn)

    # Turns.

    def push(self, turn: Turn) -> bool:
        """Queue a call, from any thread. Says whether there was room for it."""
        with self._lock:
            full = self._waiting >= MOST_CALLS
            if not full:
                self._waiting += 1
                self._calls.append(turn)
            first = len(self._calls) == 1
            told, self._full = self._full, full
        if full:
            if not told:
                logger.warning("%d calls wait for their page: %s is dropped.", MOST_CALLS, turn.call.label)
        elif first:
            self.wake()  # once for all that are taken together
        return not full

    def take(self) -> list[Turn]:
        """The calls that were queued since the last time."""
        with self._lock:
            calls, self._calls = self._calls, []
        return calls

    def begin(self, turn: Turn) -> bool:
        """Its turn has come. Says whether it is still wanted."""
        timer, instance = turn.timer, turn.instance
        if timer is None:
            return turn.call.component.__host__ is instance
        wanted = timer.active
        if wanted and not timer.repeats:
            self._timers[instance].remove(timer)
            timer.active = False
        return wanted

    def done(self, turn: Turn) -> None:
        """It has run, or will not."""
        if turn.timer is not None:
            self._due.pop(turn.timer, None)
        else:
            with self._lock:
                self._waiting -= 1
