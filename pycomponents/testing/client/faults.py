"""The connection between a client and its line, and what can go wrong with it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from pycomponents.web.consumer import Closed

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.testing.client.line import Line
    from pycomponents.testing.clock import VirtualClock

# Frames go up to the server, and down to the client.
Way: TypeAlias = Literal["up", "down"]
State: TypeAlias = Literal["connecting", "open", "gone"]

_SHORTEST: Final = 0.1
_LONGEST: Final = 10.0
# How a socket ends that nobody has closed.
GONE: Final = 1006


@dataclass(slots=True, eq=False)
class _Fault:
    """What happens to so many of the next frames. change: from one frame to those that go on instead of it."""

    change: Callable[[str], list[str]]
    left: int


@dataclass(slots=True)
class _Road:
    """One way. arrives: when the last frame on it does; none overtakes another."""

    carry: Callable[[str], None]
    seconds: float = 0.0
    arrives: float = 0.0
    faults: list[_Fault] = field(default_factory=list[_Fault])


class Connection:
    """One WebSocket, for ever: it comes back after every loss, as `client/socket.js` does. Frames are on their way
    until the clock settles.

    opened, received, lost: the client's. `lost` is told a close code and says whether to try again.
    frames: all that has gone over it, both ways, as it was sent.
    state: it connects; it stands, and the server hears; or it does not.
    """

    def __init__(self, line: Line) -> None:
        self.line = line
        self.clock: VirtualClock = line.clock
        self.opened: Callable[[], None] = lambda: None
        self.received: Callable[[str], None] = lambda _: None
        self.lost: Callable[[int], bool] = lambda _: True
        self.frames: list[tuple[Way, str]] = []
        self.state: State = "gone"
        self._is_cut = False
        self._stopped = False
        self._joined = False
        self._attempts = 0
        self._number = 0  # of this connection: frames of an older one are lost
        self._hung_up = 0  # the connection that the server hears no more
        self._roads: dict[Way, _Road] = {"up": _Road(self._arrive_up), "down": _Road(self._arrive_down)}
        line.came = self._came

    def open(self) -> None:
        """Connect, if nothing speaks against it."""
        if self.state != "gone" or self._stopped:
            return
        self.state = "connecting"
        self._joined = False
        self._number += 1
        if self._is_cut:
            self._drop(GONE)
            return
        self.clock.call_soon(self._of_this(self._stand))

    def _stand(self) -> None:
        self.state = "open"
        self.opened()

    def send(self, text: str) -> None:
        """A frame to the server; without one it is lost."""
        if self.state == "open":
            self._put("up", text)

    def close(self, code: int = 1001) -> None:
        """The client goes, and does not come back."""
        self._drop(code)
        self._stopped = True

    # What can go wrong.

    def disconnect(self, code: int = GONE) -> None:
        """Cut the connection; what is on its way is lost. The client tries in vain, until `reconnect()`."""
        self._is_cut = True
        self._drop(code)

    def reconnect(self) -> None:
        """Let it stand again."""
        self._is_cut = False
        self._attempts = 0
        self.open()

    def delay(self, ms: float, way: Way | None = None) -> None:
        """From now on each frame takes so many milliseconds of the clock. way: one, or both."""
        for one in ("up", "down") if way is None else (way,):
            self._roads[one].seconds = ms / 1000

    def drop(self, count: int = 1, way: Way = "down") -> None:
        """The next frames are lost, as no WebSocket loses any without ending."""
        self._fault(way, count, lambda _: [])

    def duplicate(self, count: int = 1, way: Way = "up") -> None:
        """The next frames come twice."""
        self._fault(way, count, lambda text: [text, text])

    def reorder(self, way: Way = "up") -> None:
        """The next frame comes after the one behind it."""
        held: list[str] = []

        def swap(text: str) -> list[str]:
            held.append(text)
            return [] if len(held) < 2 else held[::-1]

        self._fault(way, 2, swap)

    def tamper(self, change: Callable[[list[Any]], object], way: Way = "up", count: int = 1) -> None:
        """The next frames are what `change` makes of them: it is given the frame, which it may change in place, and may
        return another, or a text.
        """

        def changed(text: str) -> list[str]:
            frame = json.loads(text)
            other = change(frame)
            return [other if isinstance(other, str) else json.dumps(frame if other is None else other)]

        self._fault(way, count, changed)

    def _fault(self, way: Way, count: int, change: Callable[[str], list[str]]) -> None:
        self._roads[way].faults.append(_Fault(change, count))

    # Frames on their way.

    def _put(self, way: Way, text: str) -> None:
        self.frames.append((way, text))
        road = self._roads[way]
        for one in self._faulty(road, text):
            self._carry(road, one)

    def _faulty(self, road: _Road, text: str) -> list[str]:
        if not road.faults:
            return [text]
        fault = road.faults[0]
        fault.left -= 1
        if not fault.left:
            road.faults.pop(0)
        return fault.change(text)

    def _carry(self, road: _Road, text: str) -> None:
        now = self.clock.time()
        road.arrives = max(road.arrives, now + road.seconds)
        arrive = self._of_this(lambda: road.carry(text))
        if road.arrives > now:
            self.clock.call_at(road.arrives, arrive)
        else:
            self.clock.call_soon(arrive)

    def _of_this(self, act: Callable[[], None]) -> Callable[[], None]:
        """What is to happen if it is still this connection that stands."""
        number = self._number
        return lambda: act() if number == self._number else None

    def _arrive_up(self, text: str) -> None:
        if self._hung_up == self._number:
            return
        try:
            frames = self.line.send(text) if self._joined else self.line.join(text)
            self._joined = True
        except Closed as closed:
            for frame in self.line.take():
                self._put("down", frame)
            code = GONE if closed.code is None else int(closed.code)
            self._carry_end(code)
            return
        for frame in frames:
            self._put("down", frame)

    def _arrive_down(self, text: str) -> None:
        self._attempts = 0
        self.received(text)

    def _came(self) -> None:
        for frame in self.line.take():
            self._put("down", frame)

    def _carry_end(self, code: int) -> None:
        """The server hangs up, behind what it has sent."""
        self.line.leave()
        self._hung_up = self._number
        when = max(self._roads["down"].arrives, self.clock.time())
        self.clock.call_at(when, self._of_this(lambda: self._drop(code)))

    def _drop(self, code: int) -> None:
        if self.state == "gone":
            return
        self.state = "gone"
        self._number += 1
        for road in self._roads.values():
            road.arrives = 0.0
        self.line.leave()
        if not self.lost(code):
            self._stopped = True
            return
        wait = min(_LONGEST, _SHORTEST * 2**self._attempts)
        self._attempts += 1
        self.clock.call_later(wait, self.open)
