"""A clock that stands still until a test moves it, and all that waits for it or for the end of a turn."""

from __future__ import annotations

import heapq
from collections import deque
from typing import TYPE_CHECKING, Final

from pycomponents.errors import message
from pycomponents.testing.errors import SettleError, TestingError

if TYPE_CHECKING:
    from collections.abc import Callable

# So much may follow from one act of a user, or from one ring of a timer.
MOST_TURNS: Final = 10_000


class Alarm:
    """What is to be called at some time."""

    __slots__ = ("callback", "when")

    def __init__(self, when: float, callback: Callable[[], None]) -> None:
        self.when = when
        self.callback: Callable[[], None] | None = callback

    def cancel(self) -> None:
        """It is not called any more."""
        self.callback = None


class VirtualClock:
    """The time of a test: of the timers of all its pages, and of what their clients put off.

    What is to happen at once, such as a frame on its way or a push to another page, waits for `settle()`. Nothing
    happens by itself.

    advanced: called when a test has let time pass.
    """

    def __init__(self) -> None:
        self.advanced: Callable[[], None] = lambda: None
        self._now = 0.0
        self._soon: deque[Callable[[], None]] = deque()  # any thread may add to it
        self._alarms: list[tuple[float, int, Alarm]] = []
        self._made = 0

    def time(self) -> float:
        """Seconds since the clock was made."""
        return self._now

    def call_soon(self, callback: Callable[[], None]) -> None:
        """Call back when everything settles. From any thread."""
        self._soon.append(callback)

    def call_at(self, when: float, callback: Callable[[], None], /) -> Alarm:
        """Call back at that time."""
        alarm = Alarm(when, callback)
        self._made += 1  # those of one time are called in the order in which they were set
        heapq.heappush(self._alarms, (when, self._made, alarm))
        return alarm

    def call_later(self, seconds: float, callback: Callable[[], None]) -> Alarm:
        """Call back in so many seconds."""
        return self.call_at(self._now + seconds, callback)

    def settle(self) -> None:
        """Let everything happen that is to happen now, and what follows from it, until nothing waits.

        Raises `SettleError` where that has no end.
        """
        for _ in range(MOST_TURNS):
            callback = self._next()
            if callback is None:
                return
            callback()
        raise SettleError(
            message(
                f"after {MOST_TURNS:,} turns something still waits for its turn.",
                where="settle()",
                cure="Components that push to each other, or a handler that sets a timer of no length, go on for ever.",
            )
        )

    def advance(self, seconds: float) -> None:
        """Let time pass: what is due is called, each in its moment, and everything settles before the next."""
        if seconds < 0:
            raise TestingError(message("time does not go back.", where=f"clock.advance({seconds!r})"))
        end = self._now + seconds
        self.settle()
        while (when := self._first()) is not None and when <= end:
            self._now = max(self._now, when)
            self.settle()
        self._now = end
        self.advanced()

    @property
    def next_alarm(self) -> float | None:
        """In how many seconds the next alarm is due; `None` where none is set."""
        when = self._first()
        return None if when is None else max(0.0, when - self._now)

    def _next(self) -> Callable[[], None] | None:
        if self._soon:
            return self._soon.popleft()
        when = self._first()
        if when is None or when > self._now:
            return None
        return heapq.heappop(self._alarms)[2].callback

    def _first(self) -> float | None:
        """When the next alarm is due that is not cancelled."""
        alarms = self._alarms
        while alarms and alarms[0][2].callback is None:
            heapq.heappop(alarms)
        return alarms[0][0] if alarms else None
