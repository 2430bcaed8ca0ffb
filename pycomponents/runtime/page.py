"""One live page: events in, frames out. It never sees a socket, and has no thread and no clock of its own."""

from __future__ import annotations

import functools
import inspect
import secrets
from collections import deque
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pycomponents.diff.diff import diff
from pycomponents.diff.rows import Shapes
from pycomponents.diff.wire import encode
from pycomponents.dom.html import count_elements, html, live_properties
from pycomponents.errors import FrameError
from pycomponents.runtime.controls import lay_over
from pycomponents.runtime.flight import Flight
from pycomponents.runtime.instance import Instance
from pycomponents.runtime.lists import Lists
from pycomponents.runtime.messages import (
    AckFrame,
    HtmlFrame,
    Joined,
    JoinedAnswer,
    PatchFrame,
    Refusal,
    Refused,
    SpecsFrame,
)
from pycomponents.runtime.messages import encode as encode_frame
from pycomponents.runtime.notes import log_crash
from pycomponents.runtime.resolve import RefusedEvent, mean_alike, resolve

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Iterator
    from contextlib import AbstractContextManager

    from pycomponents.component.event import Event
    from pycomponents.dom.node import Mounted
    from pycomponents.runtime.effects import Turn
    from pycomponents.runtime.instances import Tree
    from pycomponents.runtime.messages import Ack, EventMessage, ServerFrame
    from pycomponents.runtime.specs import Specs
    from pycomponents.runtime.trace import Trace

    # What is left to do when a method has run to its end, or raised.
    End = Callable[[BaseException | None], None]

# So many refusals are remembered, to be told again to a client that lost its connection before it heard of them.
_MOST_REFUSALS: Final = 256


@dataclass(slots=True)
class Running:
    """An async method that has been called: await it, then tell the page how it ended.

    end: what is left to do then. of_event: whether it answers an event, so that its user waits for it.
    """

    awaitable: Awaitable[object]
    end: End
    of_event: bool


class Page:
    """The tree of one page as one client knows it.

    tree: its instances. specs: what the client knows of its listeners.
    secret: known to the one client that may resume this page.
    rev: the revision of the tree last sent; handled: the number of the last event handled.
    withheld: whether the last flush sent nothing, since the client lags.
    trace: told of what happens here, if anybody wants to know.
    """

    def __init__(self, tree: Tree, specs: Specs) -> None:
        self.tree = tree
        self.specs = specs
        self.secret = secrets.token_urlsafe(16)
        self.rev = 0
        self.handled = 0
        self.withheld = False
        self.trace: Trace | None = None
        self._told = 0  # up to this event the client has its answers
        self._running: Running | None = None
        self._refusals: deque[Refused] = deque(maxlen=_MOST_REFUSALS)
        self._specs_sent = 0
        self._shapes = Shapes()
        self._acknowledged = 0
        self._flight = Flight()
        self._older: dict[Instance, None] = {}  # instances of which more than the last tree is remembered
        self._lists = Lists()
        self._repairs: dict[int, None] = {}

    # The first tree, and joining.

    def html(self, root: Instance | None = None) -> str:
        """The whole tree of a root as HTML with marks, as the client is to have it."""
        return html((root or self.tree.root).boundary, specs=self.specs.number)

    def properties(self, root: Instance | None = None) -> list[Any]:
        """Live properties of the whole tree of a root: `[address, {name: value}]`."""
        return live_properties(root or self.tree.root)

    def elements(self) -> int:
        """How many elements the whole tree holds."""
        return count_elements(self.tree.root.root)

    def settle(self) -> None:
        """The client has the tree as it is now: the first HTML, or the answer to a join."""
        self.tree.take_rendered()
        for instance in self.tree.instances.values():
            instance.sent.clear()
            instance.sent.add(self.rev, instance.root)
            self._lists.note(instance)
        self._older.clear()
        self._specs_sent = len(self.specs)

    def joined(self, build: str, protocol: int, *, with_html: Collection[int] = ()) -> list[str]:
        """The answer to a first join. with_html: the numbers of the roots of which the client's DOM is not the HTML."""
        tree = self.tree
        answer = JoinedAnswer(build, self.secret, self.rev, self.handled, protocol)
        answer.refused = [*{*range(tree.most_roots)}.difference(root.number for root in tree.roots)]
        with self._tracing(lambda trace: trace.join("join")):
            if with_html:
                roots = {root.number: root for root in tree.roots if root.number in with_html}
                answer.html = [self.html(roots[n]) if n in roots else None for n in range(tree.most_roots)]
                answer.properties = [entry for root in roots.values() for entry in self.properties(root)]
                answer.specs = self.specs.definitions
                self.settle()
            return [self._answer(answer)]

    def can_resume(self, rev: int) -> bool:
        """Whether the trees of revision `rev` are still known."""
        return self._acknowledged <= rev <= self.rev

    def resumed(self, build: str, protocol: int, *, rev: int, event: int, specs: int) -> list[str]:
        """The answer to a client that comes back with revision `rev` applied, the answers up to `event`, and the first
        `specs` of the specs. What was sent after these was lost on the way: the next diff starts from there again.
        """
        self._flight.clear()
        self._shapes = Shapes()
        self._specs_sent = min(specs, self._specs_sent)
        self._told = min(event, self.handled)
        for instance in self.tree.instances.values():
            if instance.sent.go_back_to(rev):
                self.tree.rendered[instance] = None
        answer = JoinedAnswer(build, self.secret, rev, self._told, protocol, resumed=True)
        with self._tracing(lambda trace: trace.join("resume")):
            return [self._answer(answer), *self.flush()]

    def _answer(self, answer: JoinedAnswer) -> str:
        text = encode_frame(Joined(answer))
        if self.trace is not None:
            self.trace.answers(text)
        return text

    def connect(self) -> None:
        """A join has been answered: the components hear of it."""
        with self._tracing(lambda trace: trace.connecting()):
            self.tree.connect()

    def _tracing(self, what: Callable[[Trace], AbstractContextManager[None]]) -> AbstractContextManager[None]:
        """Around what is no event's everyday way."""
        return nullcontext() if self.trace is None else what(self.trace)

    # Events.

    def handle(self, message: EventMessage) -> Running | None:
        """Carry out one event. An async handler is returned, to be awaited and then reported to `ended`."""
        if message.n <= self.handled:
            return None  # sent again after a dropped connection, and already done
        if message.n > self.handled + 1:
            raise FrameError(f"event {message.n} after {self.handled}")
        if self.trace is None:
            return self._handle(message)
        with self.trace.event(message):
            return self._handle(message)

    def _handle(self, message: EventMessage) -> Running | None:
        self.handled = message.n
        if message.rev <= self.rev:
            self._flight.landed(message.rev)  # the user saw it
        self.tree.undo.clear()
        try:
            event, arguments = resolve(message, self.tree, self.specs, self.rev)
        except RefusedEvent as refused:
            self._refuse(refused.code, refused.detail)
            lay_over(self.tree, message, texts=False)
            return None
        except Exception as error:  # noqa: BLE001  one event that we cannot make sense of does not end a page
            self._failed(f"An event {message.event_type!r}", error)
            return None
        if self.trace is not None:
            self.trace.resolved(message, event, arguments, self.tree)
        return self._call(event, arguments, functools.partial(self._ended, message, event), of_event=True)

    def run(self, turn: Turn) -> Running | None:
        """Carry out what no user has asked for: a timer has rung, or somebody has pushed. An async method is returned,
        to be awaited and then reported to `ended`.
        """
        tree = self.tree
        tree.undo.clear()
        if not tree.effects.begin(turn):
            tree.effects.done(turn)
            return None
        if self.trace is None:
            return self._run(turn)
        with self.trace.turn(turn):
            return self._run(turn)

    def _run(self, turn: Turn) -> Running | None:
        self.tree.dirty[turn.instance] = None
        return self._call(turn.call.run, (), functools.partial(self._ran, turn), of_event=False)

    def _call(
        self, method: Callable[..., object], arguments: tuple[object, ...], end: End, *, of_event: bool
    ) -> Running | None:
        try:
            result = method(*arguments)
        except Exception as error:  # noqa: BLE001  whatever a method raises is the method's
            end(error)
            return None
        if result is not None and inspect.isawaitable(result):
            awaitable = result if self.trace is None else self.trace.awaited(result)
            self._running = Running(awaitable, end, of_event=of_event)
            return self._running
        end(None)
        return None

    def ended(self, running: Running, error: BaseException | None) -> None:
        """An async method has run to its end, or raised."""
        self._running = None
        with self._tracing(lambda trace: trace.going_on()):
            running.end(error)

    def turn_away(self, n: int, error: BaseException | None = None) -> None:
        """Refuse event `n` unseen: too many are waiting, or `error` has kept the page from its thread."""
        if n != self.handled + 1:
            return
        self.handled = n
        if error is None:
            self._refuse(Refusal.BUSY)
        else:
            self.give_up(error)

    def give_up(self, error: BaseException) -> None:
        """The surroundings of the page have raised, so that what runs cannot be brought to its end."""
        running, self._running = self._running, None
        if running is not None:
            self.tree.take_back()
            if not running.of_event:
                self.ended(running, error)
                return
        self._failed("The surroundings of a page", error)

    def _ended(self, message: EventMessage, event: Event[Any], error: BaseException | None) -> None:
        tree = self.tree
        if self.trace is not None:
            self.trace.handled(error)
        if error is not None:
            tree.take_back()
            self._failed(event.method.label(event.component), error)
        if message.controls or message.brought:
            lay_over(tree, message, texts=error is None)
        self._render()

    def _ran(self, turn: Turn, error: BaseException | None) -> None:
        tree = self.tree
        if self.trace is not None:
            self.trace.handled(error)
        tree.effects.done(turn)
        if error is not None:
            tree.take_back()
            log_crash(turn.call.label, error)
        self._render()

    def _render(self) -> None:
        tree = self.tree
        tree.forget_computed()
        tree.render_dirty()
        tree.undo.clear()  # it may hold thousands of rows that are gone

    def _failed(self, where: str, error: BaseException) -> None:
        """Something raised while the last event was handled: its user is told a number to find it in the log by."""
        self._refuse(Refusal.FAILED, log_crash(where, error))

    def _refuse(self, code: Refusal, detail: str = "") -> None:
        if not self._refusals or self._refusals[-1].event != self.handled:
            self._refusals.append(Refused(self.handled, code, detail))
            if self.trace is not None:
                self.trace.refused(self.handled, code, detail)

    # Frames.

    def flush(self) -> list[str]:
        """The frames that bring the client up to date; none while it lags behind."""
        self.withheld = self.lags
        if self.withheld:
            return []
        trace = self.trace
        if trace is not None:
            trace.flushing()
        rev, done = self.rev, self.handled - (self._running is not None and self._running.of_event)
        frames: list[ServerFrame] = [*self._untold()] if self._refusals else []
        changes = self._changes()
        repaired = [*self._repaired()] if self._repairs else []
        if len(self.specs) > self._specs_sent:  # those that the changes and repairs need, ahead of them
            frames.append(SpecsFrame(self._specs_sent, self.specs.definitions[self._specs_sent :]))
            self._specs_sent = len(self.specs)
        if self.rev > rev:
            frames.append(PatchFrame(self.rev, done, changes))
        elif done > self._told:
            frames.append(AckFrame(done))
        self._told = done
        frames += repaired
        texts = [*map(encode_frame, frames)]
        if trace is not None:
            trace.flushed(frames, texts)
        if self.rev > rev or repaired:
            self._flight.left(self.rev, texts)
        return texts

    def _untold(self) -> list[Refused]:
        """The refusals that the client has not been told of."""
        untold = [refused for refused in self._refusals if refused.event > self._told]
        self._told = max(self._told, self._refusals[-1].event)
        return untold

    def _changes(self) -> list[Any]:
        """What differs from what was sent, one entry for each component, those further out first. `rev` moves on if
        anything does.
        """
        changes: list[Any] = []
        rev = self.rev + 1
        moved = False
        trace = self.trace

        def include(mounted: Mounted) -> None:
            assert isinstance(mounted, Instance)
            mounted.sent.add(rev, mounted.root)
            if len(mounted.sent) > 1:
                self._older[mounted] = None

        for instance in self.tree.take_rendered():
            self._lists.note(instance)
            # One that was never sent goes out inside its parent's tree, and `include` has been told.
            if not instance.sent or (old := instance.sent.last) is (new := instance.root):
                continue
            patch = diff(old, new)
            if trace is not None:
                trace.diffed()
            if not patch and mean_alike(old, new):
                instance.sent.replace(new)
                continue
            moved = True
            include(instance)
            if patch:
                items = encode(patch, spec=self.specs.number, shapes=self._shapes, sent=include)
                changes.append([instance.number, *items])
                if trace is not None:
                    trace.encoded(instance, items)
        if moved:
            self.rev = rev
        return changes

    def _repaired(self) -> Iterator[HtmlFrame]:
        repairs, self._repairs = self._repairs, {}
        for number in repairs:
            instance = self.tree.instances.get(number)
            if instance is not None:
                text = html(instance.boundary, specs=self.specs.number)
                yield HtmlFrame(self.rev, number, text, live_properties(instance))

    def repair(self, number: int) -> None:
        """The client's DOM of this component is no longer ours: send its HTML with the next frames."""
        instance = self.tree.instances.get(number)
        while instance is not None and instance.parent is not None and instance.parent.root is instance.boundary:
            instance = instance.parent  # one element stands for both
        if instance is not None:
            self._repairs[instance.number] = None

    def acknowledge(self, message: Ack) -> None:
        """The client has applied a revision, and refers to none before the oldest any more."""
        if message.rev > self.rev:
            raise FrameError("an acknowledgement of what was never sent")
        self._flight.landed(message.rev)
        self._acknowledged = max(self._acknowledged, message.rev)
        oldest = message.rev if message.oldest is None else min(message.oldest, message.rev)
        for instance in [*self._older]:
            instance.sent.forget_before(oldest)
            if len(instance.sent) < 2:
                del self._older[instance]

    @property
    def waits_for_acknowledgement(self) -> bool:
        """Whether something was sent that the client has not acknowledged."""
        return bool(self._flight)

    @property
    def lags(self) -> bool:
        """Whether the client has so much to acknowledge that changes are gathered for it."""
        return self._flight.is_full

    # Rest.

    @property
    def is_restless(self) -> bool:
        """Whether it has lists that `rest` could make smaller. What is checked in each render is looked at in each."""
        return not self.tree.strict and self._lists.have_grown

    def rest(self) -> list[str]:
        """Nothing is going on: long lists are kept as their values from now on."""
        self._lists.pack()
        return []
