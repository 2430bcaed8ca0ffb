"""Which listeners hear a DOM event, and what becomes of it: the twin of `client/events.js`, `listen.js`, `timing.js`
and `watch.js`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pycomponents.errors import message
from pycomponents.testing.client.combinations import is_pressed, is_typed
from pycomponents.testing.client.fields import controls_of, has_files, is_unchosen, mode_of, state_of
from pycomponents.testing.client.gathering import gather
from pycomponents.testing.client.queue import Item, Said
from pycomponents.testing.client.timing import Timing
from pycomponents.testing.errors import QuestionError
from pycomponents.testing.hands.controls import group_of, is_disabled, is_edited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pycomponents.testing.client.foreign import Foreign
    from pycomponents.testing.client.protection import Protection
    from pycomponents.testing.client.queue import Queue
    from pycomponents.testing.client.tree import Tree
    from pycomponents.testing.clock import VirtualClock
    from pycomponents.testing.document.dom import Document, Element
    from pycomponents.testing.hands.happening import DomEvent

# What an element hears because somebody observes it, not because something happens at it.
_OBSERVED: Final = ("visible", "hidden", "resize")


@dataclass(slots=True, eq=False)
class Cause:
    """What is known of a DOM event; a control's state that is sent anew has only a target.

    own: it happened to the window, and the element that listens stands for it. made: by who observes the element.
    event: the DOM event itself.
    """

    type: str
    target: Element
    data: dict[str, Any] = field(default_factory=dict[str, Any])
    submitter: Element | None = None
    bubbles: bool = True
    own: bool = False
    made: bool = False
    event: DomEvent | None = None

    def prevent(self) -> None:
        """Its default action is not to follow."""
        if self.event is not None and self.event.cancelable:
            self.event.prevented = True


class Listening:
    """What one client listens to.

    rev: gives the revision that the user looks at. report: told of problems: a code and a detail.
    specs: by their numbers. viewport: the size of the window. answer: says yes or no to a question, as the user does;
        asked: the questions so far. timing: when events are sent.
    applying: whether the client itself changes the document; events that this causes are nobody's.
    """

    def __init__(
        self,
        document: Document,
        tree: Tree,
        foreign: Foreign,
        protection: Protection,
        queue: Queue,
        clock: VirtualClock,
        *,
        rev: Callable[[], int],
        report: Callable[[str, object], None],
    ) -> None:
        self.document = document
        self.specs: dict[int, dict[str, Any]] = {}
        self.viewport: tuple[float, float] = (1280, 720)
        self.answer: Callable[[str], bool] | None = None
        self.asked: list[str] = []
        self.timing = Timing(queue, clock)
        self.applying = False
        self._tree = tree
        self._foreign = foreign
        self._protection = protection
        self._queue = queue
        self._clock = clock
        self._rev = rev
        self._report = report
        self._told: dict[Element, set[str]] = {}
        self._seen: dict[Element, bool] = {}
        self._sizes: dict[Element, tuple[float, float]] = {}
        self._measuring: set[Element] = set()  # who has been told how large the window is
        self._composed: Element | None = None
        protection.is_told = self.timing.is_told

    def define(self, first: int, specs: Iterable[dict[str, Any]]) -> None:
        """The server's listener specs, from this number on; from 0 on, they are another page's."""
        if not first:
            self.specs.clear()
            self._seen.clear()
            self._sizes.clear()
            self._measuring.clear()
        self.specs.update(enumerate(specs, first))

    def listens(self, element: Element, event_type: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """The spec of an element, and what it says of this event type."""
        mark = element.attributes.get("data-pc-on")
        spec = self.specs.get(int(mark)) if mark is not None and mark.isdigit() else None
        option = spec["on"].get(event_type) if spec is not None else None
        return None if spec is None or option is None else (spec, option)

    # From the DOM's event to ours.

    def dispatch(self, event: DomEvent) -> bool:
        """Something happens. Says whether its default action is to follow."""
        self._note(event)
        self._hear(
            Cause(event.type, event.target, event.data, event.submitter, event.bubbles, event=event),
        )
        return not event.prevented

    def happen(self, event_type: str, **data: Any) -> None:
        """Something happens to the window: `resize`, `online`, `hashchange`."""
        self._heard(Cause(event_type, self.document, data, own=True), is_open=True)

    def _note(self, event: DomEvent) -> None:
        """What is noted of controls, whoever listens."""
        target, kind = event.target, event.type
        if kind in ("input", "change") and mode_of(target):
            self._protection.touch(target)
        if kind == "compositionstart":
            self._protection.composing = target
        elif kind == "compositionend":
            self._protection.composing = None
            self._protection.touch(target)
            self._composed = target
            self._clock.call_soon(self._settle_composed)  # unless the browser sends its own input event
        elif kind == "reset":
            self._clock.call_soon(lambda: self._touch_all(target))
        elif kind == "input" and target is self._composed and not event.data.get("is_composing"):
            self._composed = None
        if kind in ("change", "blur", "submit"):
            self._settle_composed()
        if kind == "blur":
            self.timing.flush(lambda one: one.item is not None and one.item.target is target)

    def _settle_composed(self) -> None:
        composed, self._composed = self._composed, None
        if composed is not None:
            self._hear(Cause("input", composed))

    def _touch_all(self, form: Element) -> None:
        """After the browser has put the controls back, they are as the user wants them."""
        for control in controls_of(form):
            if self._protection.is_touched(control):
                self._protection.touch(control)

    def _hear(self, cause: Cause) -> None:
        # What an input method is in the midst of is not yet input.
        if self.applying or cause.data.get("is_composing"):
            return
        at: Element | None = cause.target
        while at is not None and self._meet(at, cause.type, cause):
            at = at.parent if cause.bubbles else None
        self._heard(cause, is_open=at is None)

    def _heard(self, cause: Cause, *, is_open: bool) -> None:
        """Tell those who listen elsewhere than at the target. is_open: whether no one has stopped it."""
        for number, spec in [*self.specs.items()]:
            scope = spec["on"].get(cause.type, {}).get("more", {}).get("scope")
            if not scope or scope == "self" or (not is_open and scope != "outside"):
                continue
            for element in [*self._marked(number)]:
                mine = Cause(cause.type, element, cause.data, own=True) if cause.own else cause
                self._meet(element, cause.type, mine, around=True)

    def _marked(self, number: int) -> Iterable[Element]:
        mark = str(number)
        return (element for element in self.document.elements() if element.attributes.get("data-pc-on") == mark)

    def _meet(self, element: Element, event_type: str, cause: Cause, *, around: bool = False) -> bool:
        """An element meets an event. Says whether those around it meet it, too."""
        found = self.listens(element, event_type)
        if found is None or is_disabled(element) or not self._addressable(element):
            return True
        spec, option = found
        more = option.get("more")
        if around and more is None:
            return not option.get("stop")
        if more is not None and not self._admits(more, element, cause, around=around):
            return True
        link = event_type == "click" and _is_link(element) and element.contains(cause.target)
        if link and any(cause.data.get(name) for name in ("ctrl_key", "meta_key", "shift_key")):
            return True  # the browser opens it elsewhere
        if not option.get("passive") and (link or event_type == "submit" or option.get("prevent")):
            cause.prevent()
        if more is None or self._agrees(more, element, event_type + spec["d"]):
            self.timing.feed(self._record(element, event_type, spec["d"], option, cause), option)
        return not option.get("stop")

    def _addressable(self, element: Element) -> bool:
        """Elements of a component that is being repaired get their address afterwards."""
        return self._tree.address_of(element) is not None or self._foreign.is_damaged(self._tree.component_of(element))

    def _admits(self, more: dict[str, Any], element: Element, cause: Cause, *, around: bool) -> bool:
        """Whether it is for this listener at all."""
        scope, keys = more.get("scope"), more.get("keys")
        if not scope and cause.type in _OBSERVED and not cause.made:
            return False  # a video has a `resize` that is not ours
        if scope in (None, "self"):
            if around or (scope and cause.target is not element):
                return False
        elif not around or not self._is_within(scope, element, cause):
            return False
        if (
            cause.type.startswith("key")
            and not more.get("editable")
            and cause.target is not element
            and _is_editable(cause.target)
            and (around or (keys and is_typed(cause.data)))
        ):
            return False
        return not keys or any(is_pressed(cause.data, combination) for combination in keys)

    def _is_within(self, scope: str, element: Element, cause: Cause) -> bool:
        if scope == "outside":
            return not element.contains(cause.target)
        return cause.bubbles or cause.own or cause.target is self.document

    def _agrees(self, more: dict[str, Any], element: Element, name: str) -> bool:
        """Whether the user does, and it is not told already."""
        once = more.get("once")
        if once and name in self._told.get(element, ()):
            return False
        question = more.get("confirm")
        if question and not self._confirms(question, element):
            return False
        if once:
            self._told.setdefault(element, set()).add(name)
        return True

    def _confirms(self, question: str, element: Element) -> bool:
        self.asked.append(question)
        if self.answer is None:
            raise QuestionError(
                message(
                    f"the user is asked {question!r}, and nobody answers.",
                    where=repr(element),
                    cure="Say before what the answer is: client.listening.answer = lambda question: True.",
                )
            )
        return self.answer(question)

    # What an event brings.

    def _record(self, element: Element, event_type: str, digest: str, option: dict[str, Any], cause: Cause) -> Item:
        target = cause.target
        names: list[str] = option.get("send", [])
        data = {name: gather(name, cause, element) for name in names}
        if "form" in data and has_files(element):
            self._report("file", "")
        sent = _changed_by(self._protection, event_type, target, element)
        own = element if "value" in data and target is element and mode_of(element) == "text" else None
        brought = sent if sent or "value" not in data else _controls_at(target)
        damaged = self._foreign.is_damaged(self._tree.component_of(element))
        return Item(
            element,
            target,
            event_type,
            digest,
            self._rev(),
            None if damaged else self._tree.address_of(element),
            element.text,
            data,
            states=self._states_of(control for control in sent if control is not own),
            own=own,
            brought=[*map(self._protection.bring, brought)],
            resets=[*map(self._protection.bring, controls_of(element))] if option.get("reset") else [],
        )

    def _states_of(self, controls: Iterable[Element]) -> list[Said]:
        said = (Said(control, self._tree.address_of(control), state_of(control)) for control in controls)
        return [one for one in said if one.at is not None]

    # A control speaks for itself.

    def resend(self, control: Element, *, again: bool = False) -> None:
        """Send a control's present state to whoever listens to its changes."""
        if is_unchosen(control):
            return  # the one that was chosen instead speaks for its group
        for event_type in ("input", "change"):
            heard = False
            for at in (control, *control.ancestors()):
                found = self.listens(at, event_type) if self._tree.address_of(at) else None
                if found is not None:
                    heard = True
                    spec, option = found
                    item = self._record(at, event_type, spec["d"], option, Cause(event_type, control))
                    item.again = again
                    self._queue.push(item)
            if heard:
                return

    # What is observed rather than heard. There is no layout: a test says what is seen.

    def show(self, element: Element, *, visible: bool = True) -> None:
        """An element comes into view, or goes out of it. What is out of view at first has not gone."""
        was = self._seen.get(element)
        self._seen[element] = visible
        if visible != was and (visible or was is not None):
            self._tell(element, "visible" if visible else "hidden")

    def resize(self, element: Element, width: float, height: float) -> None:
        """An element has another size."""
        if self._sizes.get(element) != (width, height):
            self._sizes[element] = (width, height)
            self._tell(element, "resize", width=width, height=height)

    def resize_window(self, width: float, height: float) -> None:
        """The window has another size."""
        self.viewport = (width, height)
        self.happen("resize", width=width, height=height)

    def observe(self) -> None:
        """The document has changed: who listens to the size of the window is told what it is."""
        before, self._measuring = self._measuring, set()
        width, height = self.viewport
        for number, spec in self.specs.items():
            if spec["on"].get("resize", {}).get("more", {}).get("scope"):
                self._measuring.update(self._marked(number))
        for element in [one for one in self._measuring if one not in before]:
            cause = Cause("resize", element, {"width": width, "height": height}, own=True)
            self._meet(element, "resize", cause, around=True)

    def _tell(self, element: Element, event_type: str, **data: Any) -> None:
        self._meet(element, event_type, Cause(event_type, element, data, made=True))


def _is_link(element: Element) -> bool:
    return element.tag in ("a", "area") and "href" in element.attributes


def _is_editable(element: Element) -> bool:
    return mode_of(element) in ("text", "select") or is_edited(element)


def _controls_at(target: Element) -> list[Element]:
    return group_of(target) if mode_of(target) else []


def _changed_by(protection: Protection, event_type: str, target: Element, element: Element) -> list[Element]:
    """The controls whose state an event brings."""
    if event_type == "submit":
        return [control for control in controls_of(element) if protection.is_touched(control)]
    return _controls_at(target) if event_type in ("input", "change") else []
