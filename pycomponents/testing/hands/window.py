"""What a window holds beside its document: who hears what happens there, and what is still to happen."""

from __future__ import annotations

import urllib.parse
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pycomponents.testing.hands.happening import DomEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from pycomponents.testing.document.dom import Document, Element
    from pycomponents.testing.hands.happening import Dispatch
    from pycomponents.testing.hands.validity import Complaint

# These go to their target and to nobody around it.
_ALONE: Final = frozenset(
    (
        "focus blur mouseenter mouseleave pointerenter pointerleave invalid toggle beforetoggle close cancel load error"
    ).split()
)
# Nothing follows these that could be prevented.
_SETTLED: Final = frozenset(
    (
        "focus blur focusin focusout input change toggle beforetoggle close mouseenter mouseleave pointerenter "
        "pointerleave load error"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Navigation:
    """Where a browser would go. method: "get" or "post"; fields: of the form that is posted; target: which window."""

    url: str
    method: str = "get"
    fields: tuple[tuple[str, str], ...] = ()
    encoding: str = ""
    target: str = ""


def _stay(_: Navigation) -> None:
    pass


@dataclass(eq=False, slots=True)
class Window:
    """A document in which a person acts.

    dispatch: lets everybody hear of an event. navigate: is told where the browser would go.
    hovered: the element under the pointer. start: from where Tab goes on when nothing has the focus.
    complaints: what held back the form that was sent last.
    """

    document: Document
    dispatch: Dispatch
    navigate: Callable[[Navigation], None] = _stay
    hovered: Element | None = None
    start: Element | None = None
    complaints: list[Complaint] = field(default_factory=list["Complaint"])
    # The elements that open popovers stand for, those that had the focus before something opened.
    invokers: dict[Element, Element] = field(default_factory=dict["Element", "Element"])
    returns: dict[Element, Element] = field(default_factory=dict["Element", "Element"])
    # Whether a label passes on a click.
    following: bool = False
    _queued: list[DomEvent] = field(default_factory=list[DomEvent])
    _held: list[DomEvent] | None = None

    def fire(
        self,
        event_type: str,
        target: Element,
        data: Mapping[str, Any] | None = None,
        *,
        submitter: Element | None = None,
        cancelable: bool | None = None,
    ) -> bool:
        """Let an event happen. Says whether its default action is to follow; what is in no page hears nothing."""
        if target.document is not self.document:
            return True
        event = DomEvent(
            event_type,
            target,
            bubbles=event_type not in _ALONE,
            cancelable=event_type not in _SETTLED if cancelable is None else cancelable,
            data={} if data is None else dict(data),
            submitter=submitter,
        )
        if self._held is not None and event_type in ("focusin", "focusout"):
            self._held.append(event)
            return True
        heard = self.dispatch(event)
        return not event.cancelable or (heard and not event.prevented)

    def fire_set(self, control: Element) -> None:
        """The user has set a control as a whole: that is input, and a change."""
        self.fire("input", control)
        self.fire("change", control)

    @contextmanager
    def holding_focus(self) -> Generator[None]:
        """What bubbles of a move of the focus is told when this is over, as Chromium does where it sends a form."""
        self._held = []
        try:
            yield
        finally:
            held, self._held = self._held, None
            for event in held:
                if event.target.document is self.document:
                    self.dispatch(event)

    def queue(self, event_type: str, target: Element, **data: Any) -> None:
        """Let it happen when what is under way is done."""
        self._queued.append(DomEvent(event_type, target, bubbles=False, cancelable=False, data=data))

    def queue_toggle(self, target: Element, old: str, new: str) -> None:
        """Tell that something opened or closed: of several times only how it was and how it is."""
        for event in self._queued:
            if event.type == "toggle" and event.target is target:
                old = event.data["old_state"]
                self._queued.remove(event)
                break
        self.queue("toggle", target, old_state=old, new_state=new)

    def run_queue(self) -> None:
        """Let happen what waits."""
        while self._queued:
            event = self._queued.pop(0)
            if event.target.document is self.document:
                self.dispatch(event)

    def resolve(self, url: str) -> str:
        """An address as it is meant in this document."""
        return urllib.parse.urljoin(self.document.url, url.strip())

    @property
    def focused(self) -> Element | None:
        """The element that has the focus. One that has left the page has it no more."""
        document = self.document
        if document.focused is not None and document.focused.document is not document:
            document.focused = None
        return document.focused

    def tidy(self) -> None:
        """Forget what has left the page, or has been closed by others."""
        document = self.document
        _ = self.focused
        document.top[:] = [one for one in document.top if one.document is document and _is_open(one)]
        document.modal[:] = [one for one in document.modal if one in document.top]
        if self.hovered is not None and self.hovered.document is not document:
            self.hovered = None


def _is_open(element: Element) -> bool:
    return "open" in element.attributes if element.tag == "dialog" and "popover" not in element.attributes else True
