"""What waits for one page, and the rules of its order. Who gives the page its turns, and on which thread, it does not
know.
"""

from __future__ import annotations

import contextvars
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from pycomponents.errors import FrameError
from pycomponents.runtime.effects import Turn
from pycomponents.runtime.messages import Ack, EventMessage, Repair

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.runtime.page import Page, Running

Message: TypeAlias = EventMessage | Ack | Repair
Call: TypeAlias = "Callable[[], list[str]]"

MOST_WAITING: Final = 256
# No client of ours lets so much wait.
FAR_TOO_MANY: Final = 4096


@dataclass(slots=True)
class TurnedAway:
    """An event that came when too many were waiting: it is refused in its turn."""

    n: int


class Overflow(Exception):
    """Somebody puts more into a page's queue than is ever meant."""


class Turns:
    """The queue of one page.

    waiting: messages, what timers and pushes ask for, and functions that give frames, in the order of their turns.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.waiting: deque[Message | TurnedAway | Turn | Call] = deque()
        self._queued = page.handled  # the number of the last event that was put

    def put(self, message: Message, *, busy: bool) -> bool:
        """Queue a message. Says whether the page is to have a turn for it. An event that finds `MOST_WAITING` other
        events before it is refused as busy in its turn.

        busy: whether somebody is at work on the page.
        Raises `FrameError` for an event that leaves others out, and an acknowledgement of what was never sent;
        `Overflow` where far too much is waiting.
        """
        waiting, page = self.waiting, self.page
        if len(waiting) >= FAR_TOO_MANY:
            raise Overflow
        # Refused here, and not in its turn: whoever sent it is there to be told.
        match message:
            case EventMessage(n):
                if n > self._queued + 1:
                    raise FrameError(f"event {n} after {self._queued}")
                self._queued = max(self._queued, n)
                waiting.append(message if n <= page.handled + MOST_WAITING else TurnedAway(n))
            case Ack(rev) if rev > page.rev:
                raise FrameError("an acknowledgement of what was never sent")
            case Ack() if not busy:
                # Counting an acknowledgement needs no turn, unless it lets out what was gathered.
                page.acknowledge(message)
                if not page.withheld or page.lags:
                    return False
                waiting.append(list)
            case _:
                waiting.append(message)
        return True

    def ask(self, turn: Turn) -> None:
        """Queue what a timer or a push asks for."""
        self.waiting.append(turn)
        if self.page.trace is not None:
            self.page.trace.queued(turn)

    def work(self, until: float) -> tuple[list[str], Running | None]:
        """Handle what waits, up to an async method and up to a time; gives the frames that functions gave."""
        frames: list[str] = []
        running: Running | None = None
        page = self.page
        while self.waiting and running is None and time.monotonic() < until:
            turn = self.waiting.popleft()
            match turn:
                case EventMessage():
                    # What a handler does to context variables, the language among them, ends with its event.
                    running = contextvars.copy_context().run(page.handle, turn)
                case Turn():
                    running = contextvars.copy_context().run(page.run, turn)
                case Ack():
                    page.acknowledge(turn)
                case Repair(number):
                    page.repair(number)
                case TurnedAway(n):
                    page.turn_away(n)
                case _:
                    frames += turn()
        return frames, running
