"""A clock that stands still until a test moves it."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Alarm:
    """Something to be called, unless it is cancelled."""

    def __init__(self, when: float, callback: Callable[[], None]) -> None:
        self.when = when
        self.callback = callback
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class HandClock:
    """Moved by hand. `alarms` are those that are set."""

    def __init__(self) -> None:
        self.now = 0.0
        self.alarms: list[Alarm] = []

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, callback: Callable[[], None], /) -> Alarm:
        self.alarms = [alarm for alarm in self.alarms if not alarm.cancelled]
        self.alarms.append(alarm := Alarm(when, callback))
        return alarm

    def sleep(self, seconds: float) -> None:
        """Nobody looks at the clock for a while: what is due meanwhile is called late."""
        self.now += seconds

    def move(self, seconds: float) -> None:
        """Time passes, and each alarm is called in its moment, or as soon as can be."""
        end = self.now + seconds
        while True:
            self.alarms = [alarm for alarm in self.alarms if not alarm.cancelled]
            due = min(self.alarms, key=attrgetter("when"), default=None)
            if due is None or due.when > end:
                break
            self.alarms.remove(due)
            self.now = max(self.now, due.when)
            due.callback()
        self.now = end
