"""One record per event: what it did, what it took, what was sent for it. A page without a trace does nothing of this.

The page tells its trace as an event comes through its stations; what is further in tells `recording`.
"""

from __future__ import annotations

import itertools
import logging
import secrets
import time
from collections import deque
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec

from pycomponents.diff.wire import OPERATIONS
from pycomponents.runtime.messages import ClientMessage, EventMessage, Refusal, Refused, decode
from pycomponents.runtime.passwords import secrets_in
from pycomponents.runtime.recording import Recording, path_of, recording
from pycomponents.runtime.records import Operation, Record, Sent
from pycomponents.runtime.shown import sounds_secret

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator, Iterator, Sequence
    from contextlib import AbstractContextManager

    from pycomponents.component.component import Component
    from pycomponents.component.event import Event
    from pycomponents.runtime.effects import Turn
    from pycomponents.runtime.instance import Instance
    from pycomponents.runtime.instances import Tree
    from pycomponents.runtime.messages import ServerFrame
    from pycomponents.runtime.recording import Method
    from pycomponents.runtime.records import Kind
    from pycomponents.runtime.shown import Hides

logger = logging.getLogger("pycomponents.trace")

# So many records of a page are kept; and so many events may wait to be sent, or to be handled, and be known.
MOST_RECORDS: Final = 200
MOST_ARRIVALS: Final = 512
_ids: Final = itertools.count(1)
_now: Final = time.perf_counter


def _nothing() -> None:
    return None


def _by_their_sound(_method: Method | None) -> Hides:
    return sounds_secret


@dataclass(frozen=True, slots=True)
class Outside:
    """What the layers above know of a project.

    watch: called on a thread before code of the project runs there: from then on its queries are told to `recording`.
    hides_in: which names are secret in a method, or anywhere.
    """

    watch: Callable[[], None] = _nothing
    hides_in: Callable[[Method | None], Hides] = _by_their_sound


@dataclass(slots=True)
class Arrival:
    """Something that waits for its turn since `at`."""

    at: float
    bytes: int = 0
    ms: float = 0.0


class Trace:
    """The records of one page. Each goes to the log as one line without any value of the project's.

    keeps: whether records are made in full, and the last 200 of them kept in `records`, oldest first.
    user: the primary key of who is logged in.
    """

    def __init__(self, outside: Outside | None = None, *, keeps: bool, user: str | None = None) -> None:
        self.page = secrets.token_hex(4)
        self.user = user
        self.records: deque[Record] = deque(maxlen=MOST_RECORDS if keeps else 0)
        self._outside = outside or Outside()
        self._keeps = keeps
        self._arrivals: dict[int | Turn, Arrival] = {}
        self._open: Recording | None = None  # what runs, or waits for its async method
        self._inside = False  # whether the page is at work on it
        self._joined: Recording | None = None
        self._unsent: deque[Record] = deque()
        self._operations: list[Operation] = []
        self._times: dict[str, float] = {}  # of the flush
        self._mark = 0.0

    # On the way to the page.

    def decode(self, text: str) -> ClientMessage:
        """As `messages.decode`; of an event it is remembered when it came."""
        start = _now()
        message = decode(text)
        if isinstance(message, EventMessage):
            now = _now()
            self._arrives(message.n, Arrival(now, _size(text), (now - start) * 1000))
        return message

    def queued(self, turn: Turn) -> None:
        """A timer has rung, or somebody has pushed."""
        self._arrives(turn, Arrival(_now()))

    def _arrives(self, what: int | Turn, arrival: Arrival) -> None:
        if len(self._arrivals) >= MOST_ARRIVALS:
            oldest, *_ = self._arrivals
            self._arrivals.pop(oldest, None)  # an event that was sent again, and done before
        self._arrivals[what] = arrival

    # At work.

    def event(self, message: EventMessage) -> AbstractContextManager[None]:
        """Around all that an event does at once."""
        record = self._new("event", message.n)
        record.event_type = message.event_type
        self._open = self._recording(record, "resolve")
        self._waited(record, message.n)
        return self._working(self._open)

    def turn(self, turn: Turn) -> AbstractContextManager[None]:
        """Around all that a turn does at once."""
        record = self._new("push" if turn.timer is None else "timer")
        record.handler = turn.call.label
        record.component = path_of(turn.instance)
        self._open = self._recording(record, "handler")
        self._waited(record, turn)
        if self._keeps:
            self._open.method = turn.call.function
            with suppress(TypeError):  # it cannot be called so, and will say it
                self._open.arguments = turn.call.arguments()
        return self._working(self._open)

    def join(self, kind: Kind) -> AbstractContextManager[None]:
        """Around the answer to a join."""
        self._open = self._joined = self._recording(self._new(kind), "join")
        return self._working(self._open)

    def connecting(self) -> AbstractContextManager[None]:
        """Around `connected()` of all components: it belongs to the join before."""
        self._open, self._joined = self._joined, None
        if self._open is None:
            return nullcontext()
        self._open.station = "connect"
        return self._working(self._open)

    def going_on(self) -> AbstractContextManager[None]:
        """Around the end of what waited for its async method."""
        return nullcontext() if self._open is None else self._working(self._open)

    def awaited(self, awaitable: Awaitable[object]) -> Awaitable[object]:
        """What is to be awaited for `awaitable`, so that it is a part of what runs."""
        running = self._open
        assert running is not None
        running.awaited = True
        return self._await(running, awaitable)

    async def _await(self, running: Recording, awaitable: Awaitable[object]) -> object:
        token = recording.set(running)
        start = _now()
        try:
            return await awaitable
        finally:
            recording.reset(token)
            _add(running.record.times, "handler", _now() - start)

    @contextmanager
    def _working(self, running: Recording) -> Generator[None]:
        self._outside.watch()
        token = recording.set(running)
        self._inside = True
        self._mark = _now()
        try:
            yield
        finally:
            self._inside = False
            recording.reset(token)
            self._lap(running.record.times, running.station)
            if not running.awaited:
                self._close(running)

    def resolved(self, message: EventMessage, event: Event[Any], arguments: tuple[object, ...], tree: Tree) -> None:
        """It is known who hears the event."""
        running = self._open
        assert running is not None
        self._lap(running.record.times, "resolve")
        running.station = "handler"
        running.record.handler = event.label
        running.record.component = _path_of(event.component)
        if self._keeps:
            running.method = event.method.function
            names = [parameter.name for parameter in event.method.parameters]
            # Of what has a default, all may be left out.
            running.arguments = dict(zip(names, (*event.arguments, *arguments), strict=False))
            running.secret = secrets_in(message, tree, self._outside.hides_in(running.method))
            self._mark = _now()  # that was our own

    def handled(self, error: BaseException | None) -> None:
        """The method has run to its end, or raised."""
        running = self._open
        if running is None:
            return
        self._lap(running.record.times, running.station)
        running.awaited = False
        running.station = "render"
        if error is not None:
            running.record.outcome = "failed"
            running.take_back()

    def refused(self, n: int, code: Refusal, detail: str) -> None:
        """Event `n` is not carried out, or has failed."""
        running = self._open or self._recording(self._new("event", n), "")
        record = running.record
        record.outcome = "failed" if code is Refusal.FAILED else "refused"
        record.code, record.detail = code.value, detail
        if not self._inside:  # it never came to its turn, or its async method to its end
            running.take_back()
            self._waited(record, n)
            self._close(running)

    def _new(self, kind: Kind, number: int = 0) -> Record:
        return Record(next(_ids), self.page, time.time(), kind, number, self.user)

    def _recording(self, record: Record, station: str) -> Recording:
        return Recording(record, station, detailed=self._keeps, hides_in=self._outside.hides_in)

    def _waited(self, record: Record, waited: int | Turn) -> None:
        arrival = self._arrivals.pop(waited, None)
        if arrival is not None:
            record.times["queue"] = (_now() - arrival.at) * 1000
        if arrival is not None and arrival.bytes:
            record.times["decode"] = arrival.ms
            record.bytes_in = arrival.bytes

    def _close(self, running: Recording) -> None:
        self._open = None
        running.complete()
        running.hears = running is self._joined
        record = running.record
        if running.station == "connect":
            return  # it is among them already
        self.records.append(record)
        if len(self._unsent) >= MOST_RECORDS:
            _log(self._unsent.popleft())
        self._unsent.append(record)

    def _lap(self, times: dict[str, float], station: str) -> None:
        now = _now()
        _add(times, station, now - self._mark)
        self._mark = now

    # On the way to the client.

    def flushing(self) -> None:
        """Frames are about to be made."""
        self._operations = []
        self._times = {}
        self._mark = _now()

    def diffed(self) -> None:
        """The trees of one component have been compared."""
        self._lap(self._times, "diff")

    def encoded(self, instance: Instance, items: Sequence[Any]) -> None:
        """The changes of one component have been encoded."""
        self._lap(self._times, "encode")
        if self._keeps:
            self._operations += _operations(path_of(instance), items, ())
            self._mark = _now()

    def flushed(self, frames: Sequence[ServerFrame], texts: Sequence[str]) -> None:
        """These frames leave. A refusal says whose it is; of the rest nobody can tell which event it is for, so one
        record has it all: that of a join that is being answered, else the last that rendered anything, else the last.
        """
        self._lap(self._times, "encode")
        unsent, self._unsent = self._unsent, deque()
        holder = self._open.record if self._open is not None and self._inside else _last_that_rendered(unsent)
        if frames and holder is not None:
            refused = {record.number: record for record in unsent if record.code}
            for frame, text in zip(frames, texts, strict=True):
                whose = refused.get(frame.event, holder) if isinstance(frame, Refused) else holder
                _sends(whose, str(frame.__struct_config__.tag), text)
            for record in unsent:
                record.flushed_with = None if record is holder else holder.id
        if holder is not None:
            self._give(holder)
        for record in unsent:
            _log(record)

    def _give(self, record: Record) -> None:
        """What making the frames took, and what is in the patch."""
        for station, ms in self._times.items():
            _add(record.times, station, ms / 1000)
        for operation in self._operations:
            if record.has_room("operations", len(record.operations)):
                record.operations.append(operation)

    def answers(self, text: str) -> None:
        """This is the answer to the join."""
        assert self._open is not None
        _sends(self._open.record, "joined", text)

    def end(self) -> None:
        """The page ends: what has not been sent will not be."""
        while self._unsent:
            _log(self._unsent.popleft())


def _add(times: dict[str, float], station: str, seconds: float) -> None:
    times[station] = times.get(station, 0.0) + seconds * 1000


def _last_that_rendered(records: Sequence[Record]) -> Record | None:
    for record in reversed(records):
        if record.renders:
            return record
    return records[-1] if records else None


def _sends(record: Record, kind: str, text: str) -> None:
    size = _size(text)
    record.bytes_out += size
    record.frames.append(Sent(kind, size))


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _path_of(component: Component) -> str:
    host: Any = component.__host__
    return "" if host is None else path_of(host)


def _operations(component: str, items: Sequence[Any], path: tuple[int | str, ...]) -> Iterator[Operation]:
    """The operations among the items of a patch: see docs/protocol.md."""
    for item in items:
        match item:
            case [str(name), *_] if name in OPERATIONS:
                yield Operation(name, component, path, len(msgspec.json.encode(item)))
            case [*inner]:
                yield from _operations(component, inner, path)
            case _:
                path = (*path, item)


def _log(record: Record) -> None:
    """One line, of names that stand in the code and of numbers alone."""
    if not logger.isEnabledFor(logging.DEBUG):
        return
    facts = {
        "page": record.page,
        "kind": record.kind,
        "event": record.event_type,
        "method": record.handler,
        "outcome": record.outcome,
        "code": record.code,
        "reference": record.raised[0].reference if record.raised else "",
        "ms": round(record.ms, 3),
        "queue_ms": round(record.times.get("queue", 0.0), 3),
        "queries": record.queries,
        "bytes": record.bytes_out,
    }
    logger.debug(
        "%s %s: %s in %.1f ms, %d queries, %d bytes",
        record.event_type or record.kind,
        record.handler or "-",
        record.code or record.outcome,
        record.ms,
        record.queries,
        record.bytes_out,
        extra=facts,
    )
