"""One live page: events in, frames out. It never sees a socket, and has no thread and no clock of its own."""

from __future__ import annotations

import logging
import secrets
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pycomponents.component.event import Event
from pycomponents.diff.diff import diff
from pycomponents.diff.live import overlay
from pycomponents.diff.rows import Shapes
from pycomponents.diff.wire import encode
from pycomponents.dom.html import count_elements, html, live_properties
from pycomponents.errors import FrameError, PayloadError
from pycomponents.runtime.addresses import element_at, follow, has_key, is_barred, seen_path
from pycomponents.runtime.brought import brought
from pycomponents.runtime.instances import Instance
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

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator

    from pycomponents.dom.node import Element, Mounted, Root
    from pycomponents.runtime.instances import Path, Tree
    from pycomponents.runtime.messages import Ack, ControlState, EventMessage, ServerFrame
    from pycomponents.runtime.specs import Specs

logger = logging.getLogger("pycomponents")

# While so many patches, or so many characters of them, are not acknowledged, changes are gathered instead of sent.
_MOST_IN_FLIGHT: Final = 10
_MOST_CHARACTERS_IN_FLIGHT: Final = 1 << 20
# An event may refer to one of so many trees back; an older one is stale.
_MOST_SEEN: Final = 64


class RefusedEvent(Exception):
    """An event that is not carried out; `code` and `detail` are what the client is told."""

    def __init__(self, code: Refusal, detail: str = "") -> None:
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Running:
    """An async handler that has been called: await it, then tell the page how it ended."""

    event: Event[Any]
    awaitable: Awaitable[object]


class Page:
    """The tree of one page as one client knows it.

    tree: its instances. specs: what the client knows of its listeners.
    secret: known to the one client that may resume this page.
    rev: the revision of the tree last sent; handled: the number of the last event handled.
    """

    def __init__(self, tree: Tree, specs: Specs) -> None:
        self.tree = tree
        self.specs = specs
        self.secret = secrets.token_urlsafe(16)
        self.rev = 0
        self.handled = 0
        self._told = 0  # the last event number that the client has been told of
        self._specs_sent = 0
        self._shapes = Shapes()
        self.withheld = False  # whether the last flush sent nothing, since the client lags
        self._acknowledged = 0
        self._in_flight: dict[int, int] = {}  # revision → length of its frames
        self._seen_since: dict[Instance, None] = {}  # instances with more than one tree to remember
        self._repairs: dict[int, None] = {}
        self._refused: list[Refused] = []

    # The first tree, and joining.

    def html(self) -> str:
        """The page's whole tree as HTML with marks, as the client is to have it."""
        return html(self.tree.root.boundary, specs=self.specs.number)

    def properties(self) -> list[Any]:
        """Live properties of the whole tree: `[address, {name: value}]`."""
        return live_properties(self.tree.root)

    def elements(self) -> int:
        """How many elements the whole tree holds."""
        return count_elements(self.tree.root.root)

    def settle(self) -> None:
        """The client has the tree as it is now: the first HTML, or the answer to a join."""
        self.tree.take_rendered()
        for instance in self.tree.instances.values():
            instance.sent = instance.root
            instance.seen = [(self.rev, instance.root)]
        self._seen_since.clear()
        self._specs_sent = len(self.specs)

    def joined(self, build: str, protocol: int, *, with_html: bool) -> list[str]:
        """The answer to a first join. with_html: the client's DOM is not this tree's HTML."""
        answer = JoinedAnswer(build, self.secret, self.rev, self.handled, protocol)
        if with_html:
            answer.html = self.html()
            answer.specs = self.specs.definitions
            answer.properties = self.properties()
            self.settle()
        return [encode_frame(Joined(answer))]

    def resumed(self, build: str, protocol: int, *, rev: int, specs: int) -> list[str]:
        """The answer to a client that comes back with revision `rev` applied and knows `specs` of the specs."""
        self._in_flight.clear()
        self._shapes = Shapes()
        self._specs_sent = min(specs, self._specs_sent)
        answer = JoinedAnswer(build, self.secret, rev, self.handled, protocol, resumed=True)
        self._told = self.handled
        self._go_back_to(rev)
        return [encode_frame(Joined(answer)), *self.flush()]

    def _go_back_to(self, rev: int) -> None:
        """What was sent after `rev` was lost on the way: the next diff starts from there again."""
        for instance in list(self.tree.instances.values()):
            while instance.seen and instance.seen[-1][0] > rev:
                instance.seen.pop()
            sent = instance.seen[-1][1] if instance.seen else None
            if sent is not instance.sent or not instance.seen:
                instance.sent = sent
                self.tree.rendered[instance] = None

    def can_resume(self, rev: int) -> bool:
        """Whether the trees of revision `rev` are still known."""
        return self._acknowledged <= rev <= self.rev

    # Events.

    def handle(self, message: EventMessage) -> Running | None:
        """Carry out one event. An async handler is returned, to be awaited and then reported to `ended`."""
        if message.n <= self.handled:
            return None  # sent again after a dropped connection, and already done
        if message.n > self.handled + 1:
            raise FrameError(f"event {message.n} after {self.handled}")
        self.handled = message.n
        self.tree.undo.clear()
        try:
            event, arguments = self._resolve(message)
        except RefusedEvent as refused:
            self._refuse(refused.code, refused.detail)
            return None
        try:
            result = event(*arguments)
        except Exception as error:  # noqa: BLE001  whatever a handler raises is the handler's
            self.ended(event, error)
            return None
        if event.method.is_async:
            return Running(event, result)
        self.ended(event, None)
        return None

    def ended(self, event: Event[Any], error: BaseException | None) -> None:
        """The handler has run to its end, or raised. Render what may look different now."""
        if error is not None:
            self.tree.take_back()
            self._failed(event, error)
        host = event.component.__host__
        if isinstance(host, Instance):  # it may have unmounted itself
            self.tree.dirty[host] = None
        self.tree.forget_computed()
        try:
            self.tree.render_dirty()
        except Exception as render_error:  # noqa: BLE001  see `handle`
            self._failed(event, render_error)

    def _failed(self, event: Event[Any], error: BaseException) -> None:
        reference = uuid.uuid4().hex[:8]
        logger.error("%s raised, reference %s", event.method.label(event.component), reference, exc_info=error)
        self._refuse(Refusal.FAILED, reference)

    def _refuse(self, code: Refusal, detail: str = "") -> None:
        if not self._refused or self._refused[-1].event != self.handled:
            self._refused.append(Refused(self.handled, code, detail))

    def turn_away(self, message: EventMessage) -> None:
        """Refuse an event because too many are waiting."""
        if message.n == self.handled + 1:
            self.handled = message.n
            self._refuse(Refusal.BUSY)

    # From a message to a listener and its arguments.

    def _resolve(self, message: EventMessage) -> tuple[Event[Any], tuple[object, ...]]:
        """The listener that the user meant and the arguments for it. Raises `RefusedEvent`."""
        by_path = message.address[0] == "/"
        instance, path = self._place_by_path(message) if by_path else self._place_by_address(message)
        element = element_at(instance.root, path)
        event = _listener(element, message.event_type)
        if element is None or event is None or is_barred(instance, path):
            raise RefusedEvent(Refusal.STALE)
        if by_path:
            self._check_digest(message, element, needs_key=bool(event.arguments) and not has_key(path))
        else:
            self._check_meant(instance, message, event)
            self._lay_over(message)
        try:
            return event, event.arguments_for(message.event_type, brought(message, instance, element))
        except PayloadError as error:
            raise RefusedEvent(Refusal.INVALID, str(error)[:64]) from error

    def _place_by_path(self, message: EventMessage) -> tuple[Instance, Path]:
        place = follow(self.tree.root, message.address[1:])
        if place is None:
            raise RefusedEvent(Refusal.STALE)
        return place

    def _place_by_address(self, message: EventMessage) -> tuple[Instance, Path]:
        number = message.address[0]
        if not isinstance(number, int) or not self.tree.was_issued(number) or message.rev > self.rev:
            raise RefusedEvent(Refusal.UNKNOWN)
        instance = self.tree.instances.get(number)
        if instance is None:
            raise RefusedEvent(Refusal.STALE)
        path = seen_path(self._seen(instance, message.rev), message.address[1:])
        if path is None:
            raise RefusedEvent(Refusal.UNKNOWN)
        return instance, path

    def _seen(self, instance: Instance, rev: int) -> Root:
        """The tree of `instance` that a user looking at revision `rev` saw."""
        for since, root in reversed(instance.seen):
            if since <= rev:
                return root
        raise RefusedEvent(Refusal.STALE)

    def _check_meant(self, instance: Instance, message: EventMessage, event: Event[Any]) -> None:
        """The listener there now must be the one that the user saw there."""
        seen = self._seen(instance, message.rev)
        path = seen_path(seen, message.address[1:])
        meant = None if path is None else _listener(element_at(seen, path), message.event_type)
        if meant is None:
            raise RefusedEvent(Refusal.UNKNOWN)
        if not event.stands_for(meant):
            raise RefusedEvent(Refusal.STALE)

    def _check_digest(self, message: EventMessage, element: Element, *, needs_key: bool) -> None:
        """The tree that the user saw is gone: the listener must run the same code, and what is bound to it must be
        told by a key on the way.
        """
        if needs_key or self.specs.digest(element.listeners or {}) != message.digest:
            raise RefusedEvent(Refusal.STALE)

    def _lay_over(self, message: EventMessage) -> None:
        """Lay what the user did to controls over the trees last sent, so that the diff sees it."""
        controls = list(message.controls)
        if message.event_type in ("input", "change") and isinstance(text := message.brought.get("value"), str):
            controls.append((message.address, text))
        for address, state in controls:
            owner = self.tree.instances.get(address[0]) if isinstance(address[0], int) else None
            path = None if owner is None else seen_path(self._seen(owner, message.rev), address[1:])
            if owner is not None and path is not None:
                self._lay(owner, path, state)

    def _lay(self, owner: Instance, path: Path, state: ControlState) -> None:
        laid = overlay(owner.sent, path, state)
        if laid is not owner.sent:
            owner.sent = laid
            self.tree.rendered[owner] = None

    # Frames.

    def flush(self) -> list[str]:
        """The frames that bring the client up to date; none while it lags behind."""
        self.withheld = self.lags
        if self.withheld:
            return []
        frames: list[ServerFrame] = [*self._refused]
        if self._refused:
            self._told = self._refused[-1].event
            self._refused = []
        changes = self._changes()
        repaired = list(self._repair_frames(self.rev + 1 if changes else self.rev))
        if len(self.specs) > self._specs_sent:
            frames.append(SpecsFrame(self._specs_sent, self.specs.definitions[self._specs_sent :]))
            self._specs_sent = len(self.specs)
        if changes:
            frames.append(PatchFrame(self.rev, self.handled, changes))
        elif self.handled > self._told:
            frames.append(AckFrame(self.handled))
        self._told = self.handled
        texts = [encode_frame(frame) for frame in (*frames, *repaired)]
        if changes or repaired:
            self._in_flight[self.rev] = sum(map(len, texts))
        return texts

    def _changes(self) -> list[Any]:
        """What differs from what was sent, one entry for each component, those further out first."""
        changes: list[Any] = []
        sent: dict[Instance, None] = {}

        def include(mounted: Mounted) -> None:
            assert isinstance(mounted, Instance)
            mounted.sent = mounted.root
            sent[mounted] = None

        for instance in self.tree.take_rendered():
            # One that was never sent goes out inside its parent's tree, and `include` has been told.
            if instance.seen and instance.sent is not instance.root:
                patch = diff(instance.sent, instance.root)
                include(instance)
                if patch:
                    items = encode(patch, spec=self.specs.number, shapes=self._shapes, sent=include)
                    changes.append([instance.number, *items])
        self.rev += bool(changes)
        for instance in sent:
            self._remember(instance)
        return changes

    def _remember(self, instance: Instance) -> None:
        if instance.seen and instance.seen[-1][0] == self.rev:
            instance.seen.pop()
        instance.seen.append((self.rev, instance.root))
        if len(instance.seen) > 1:
            self._seen_since[instance] = None
            del instance.seen[:-_MOST_SEEN]

    def _repair_frames(self, rev: int) -> Iterator[HtmlFrame]:
        repairs, self._repairs = self._repairs, {}
        for number in repairs:
            instance = self.tree.instances.get(number)
            if instance is not None:
                yield HtmlFrame(
                    rev, number, html(instance.boundary, specs=self.specs.number), live_properties(instance)
                )

    def repair(self, number: int) -> None:
        """The client's DOM of this component is no longer ours: send its HTML with the next frames."""
        instance = self.tree.instances.get(number)
        while instance is not None and instance.parent is not None and instance.parent.root is instance.boundary:
            instance = instance.parent  # one element stands for both
        if instance is not None:
            self._repairs[instance.number] = None

    def acknowledge(self, message: Ack) -> None:
        """The client has applied a revision, and refers to none before the oldest any more."""
        for rev in [rev for rev in self._in_flight if rev <= message.rev]:
            del self._in_flight[rev]
        if message.rev > self.rev:
            raise FrameError("an acknowledgement of what was never sent")
        self._acknowledged = max(self._acknowledged, message.rev)
        oldest = message.rev if message.oldest is None else min(message.oldest, message.rev)
        for instance in list(self._seen_since):
            seen = instance.seen
            while len(seen) > 1 and seen[1][0] <= oldest:
                del seen[0]
            if len(seen) < 2:
                del self._seen_since[instance]

    @property
    def waits_for_acknowledgement(self) -> bool:
        """Whether something was sent that the client has not acknowledged."""
        return bool(self._in_flight)

    @property
    def lags(self) -> bool:
        """Whether the client has so much to acknowledge that changes are gathered for it."""
        flying = self._in_flight
        return len(flying) >= _MOST_IN_FLIGHT or sum(flying.values()) > _MOST_CHARACTERS_IN_FLIGHT


def _listener(element: Element | None, event_type: str) -> Event[Any] | None:
    listener = None if element is None else (element.listeners or {}).get(event_type)
    return listener if isinstance(listener, Event) else None
