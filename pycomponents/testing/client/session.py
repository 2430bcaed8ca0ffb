"""The page and the server, as the browser has them: the twin of `client/session.js`. It adopts a document, joins,
carries out what each frame of the server means, and answers.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from pycomponents.runtime.messages import PROTOCOL, Close
from pycomponents.testing.client.faults import Connection
from pycomponents.testing.client.foreign import Foreign
from pycomponents.testing.client.listening import Listening
from pycomponents.testing.client.morphing import Morphing
from pycomponents.testing.client.patches import Patches
from pycomponents.testing.client.protection import Protection
from pycomponents.testing.client.queue import Item, Queue
from pycomponents.testing.client.rejoining import renew
from pycomponents.testing.client.tree import Tree
from pycomponents.testing.document.dom import Element
from pycomponents.testing.hands.controls import is_edited
from pycomponents.testing.hands.editing import to_end
from pycomponents.testing.hands.happening import DomEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from pycomponents.testing.client.line import Line
    from pycomponents.testing.clock import Alarm
    from pycomponents.testing.document.dom import Document

State: TypeAlias = Literal["connecting", "open", "closed"]
# Why a page does not connect any more: its ticket is not good, it is open elsewhere, it is out of date; or it loads
# again, by itself.
Ending: TypeAlias = Literal["", "expired", "elsewhere", "outdated", "reload"]

_SENTENCES: Final[dict[str, str]] = {
    "expired": "This page is no longer valid.",
    "elsewhere": "This page is open elsewhere.",
    "outdated": "This page is out of date.",
}
_ENDINGS: Final[dict[int, Ending]] = {
    Close.NO_TICKET: "expired",
    Close.REPLACED: "elsewhere",
    Close.OTHER_PROTOCOL: "reload",
}
# So many revisions may be applied and not acknowledged, for so many seconds; what is larger is at once.
_MOST_OWED: Final = 7
_OWED_SECONDS: Final = 1.0
_LARGE: Final = 1 << 18
# After so many seconds without a connection the user is told.
_BANNER_SECONDS: Final = 1.0
# What a user does at the element that has the focus, and with it may give it to another.
_ACTS: Final = ("click", "submit", "change", "drop")


@dataclass(frozen=True, slots=True)
class Problem:
    """What a browser's console would say. code: as `client/sentences.js` has them."""

    code: str
    detail: object = ""
    element: Element | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An event that the client tells the page's scripts of: `pycomponents:refused`, `stale`, `unknown`, `expired`."""

    name: str
    element: Element
    type: str = ""
    code: str = ""
    detail: object = ""


class Client:
    """A browser's half of one page.

    document: what it shows. line: the server's half.
    state: of the connection; ending: why it does not try again. banner: what the user is told of that.
    rev: the revision applied; handled: the number of the last event known to be handled.
    problems: what the console would say. told: what the page's scripts would hear.
    focus: gives an element the focus, as a browser does.
    """

    def __init__(self, document: Document, line: Line) -> None:
        self.document = document
        self.clock = line.clock
        self.connection = Connection(line)
        self.state: State = "connecting"
        self.ending: Ending = ""
        self.banner = ""
        self.problems: list[Problem] = []
        self.told: list[Told] = []
        self.focus: Callable[[Element], None] = self._focus
        self.rev = 0
        self.handled = 0
        self.tree = Tree()
        self.protection = Protection()
        self.foreign = Foreign(self.tree, self.clock, self.report)
        self.queue = Queue(self.tree, self.foreign, self.protection, self._tell_refused)
        self.listening = Listening(
            document,
            self.tree,
            self.foreign,
            self.protection,
            self.queue,
            self.clock,
            rev=lambda: self.rev,
            report=self.report,
        )
        self.morphing = Morphing(self.tree, self.protection)
        self.patches = Patches(self.tree, self.protection)
        self._record: dict[str, Any] = {}
        self._tickets: list[str] = []
        self._secret = ""
        self._fresh = True
        self._owed = 0
        self._acknowledging: Alarm | None = None
        self._reloaded = False
        self._frames: dict[str, Callable[..., None]] = {
            "joined": self._joined,
            "specs": self.listening.define,
            "patch": self._patch,
            "ack": self._handled,
            "refused": self._refused,
            "html": self._html,
            "pong": lambda: None,
            "reload": lambda: self._end("reload"),
            "error": self._complained,
        }
        self._wire()

    def _wire(self) -> None:
        self.foreign.noticed = self._mend
        self.patches.damaged = self.foreign.damage
        self.patches.is_damaged = self.foreign.is_damaged
        self.patches.fill_range = self.morphing.fill_range
        self.protection.resets = lambda form: self.dispatch(DomEvent("reset", form))
        self.connection.opened = self._join
        self.connection.received = self._received
        self.connection.lost = self._lost

    @property
    def is_joined(self) -> bool:
        """Whether the connection stands and the server has answered."""
        return self.state == "open"

    # What a test does with it.

    def start(self) -> None:
        """Adopt the document's roots and connect them. Nothing is sent before the clock settles."""
        roots = self._roots()
        if not roots:
            self.state = "closed"
            return
        self._adopt(roots)
        self.listening.observe()
        self._show_connecting()
        self.connection.open()

    def dispatch(self, event: DomEvent) -> bool:
        """Something happens in the document. Says whether its default action is to follow."""
        return self.listening.dispatch(event)

    def settle(self) -> None:
        """Let everything arrive that is on its way, on this page and all others of its clock."""
        self.clock.settle()

    def show(self, element: Element) -> None:
        """An element comes into view."""
        self.listening.show(element)

    def hide(self, element: Element) -> None:
        """An element goes out of view."""
        self.listening.show(element, visible=False)

    def resize(self, element: Element, width: float, height: float) -> None:
        """An element has another size."""
        self.listening.resize(element, width, height)

    def put_away(self) -> None:
        """The user looks at another tab, or leaves: what waits goes now."""
        self.listening.timing.flush()
        self._acknowledge()

    @contextmanager
    def others(self) -> Generator[None]:
        """What happens meanwhile to the document, another script does: `with client.others(): element.clear()`."""
        with self.foreign.watching(self.document):
            yield
        self._drop_focus()

    # The beginning.

    def _roots(self) -> list[tuple[dict[str, Any], Element]]:
        """The record of each root and the root, which stands before it; the page's own record is noted."""
        roots: list[tuple[dict[str, Any], Element]] = []
        for script in [one for one in self.document.elements() if one.tag == "script" and _is_record(one)]:
            record = json.loads(script.text)
            if "socket" in record:
                self._record = record
            if "ticket" not in record:
                continue
            root = _root_before(script)
            if root is None:
                self.report("no_root", "")
            else:
                roots.append((record, root))
        return roots

    def _adopt(self, roots: list[tuple[dict[str, Any], Element]]) -> None:
        count = self.tree.roots = len(roots)
        self._tickets = [record["ticket"] for record, _ in roots]
        for index, (record, root) in enumerate(roots):

            def shift(number: int, index: int = index) -> int:
                return number * count + index

            if self.tree.adopt(root, shift) != record["elements"]:
                self._fresh = False
            for element in (root, *root.elements()):
                if count > 1 and (mark := element.attributes.get("data-pc-on")) is not None:
                    element.attributes["data-pc-on"] = str(shift(int(mark)))
                if "open" in element.attributes:
                    self.protection.note_open(element)
            for number, spec in enumerate(record["specs"]):
                self.listening.specs[shift(number)] = spec
            try:
                self.patches.set_properties(
                    [[[shift(number), *steps], values] for (number, *steps), values in record["properties"]]
                )
            except Exception:  # noqa: BLE001  changed on its way, though it has as many elements
                self._fresh = False
            for control in self.protection.changed_before(root):
                self.listening.resend(control)

    # The connection.

    def _send(self, text: str) -> None:
        self.connection.send(text)

    def _tell(self, *frame: Any) -> None:
        self._send(json.dumps(frame, separators=(",", ":")))

    def _join(self) -> None:
        self._owed = 0  # to another connection
        asked: dict[str, Any] = {
            "protocol": PROTOCOL,
            "build": self._record["build"],
            "tickets": self._tickets,
            "fresh": self._fresh,
        }
        if self._secret:
            specs = max(self.listening.specs, default=-1) + 1
            asked["resume"] = {"page": self._secret, "rev": self.rev, "event": self.handled, "specs": specs}
        self._tell("join", asked)

    def _lost(self, code: int) -> bool:
        self.queue.close()
        ending = _ENDINGS.get(code, "")
        if ending == "reload" and self._reloaded:
            ending = "outdated"
        if not ending and not self.ending:
            self._show_connecting()
            return True
        self._end(self.ending or ending)
        return False

    def _end(self, ending: Ending) -> None:
        self.state = "closed"
        self.ending = ending
        self.banner = _SENTENCES.get(ending, "")

    def _show_connecting(self) -> None:
        self.state = "connecting"

        def show() -> None:
            if self.state == "connecting":
                self.banner = "Not connected. Trying again …"

        self.clock.call_later(_BANNER_SECONDS, show)

    # Frames.

    def _received(self, text: str) -> None:
        try:
            kind, *rest = json.loads(text)
            act = self._frames.get(kind)
        except (ValueError, TypeError) as error:
            self.report("bad_frame", error)
            return
        if act is None:
            self.report("bad_frame", kind)
            return
        try:
            act(*rest)
        except Exception as error:  # noqa: BLE001  one frame that fails does not end the page
            self.report("failed", error)
        if len(text) > _LARGE:
            self._acknowledge()

    def _handled(self, n: int) -> None:
        self._succeed(self._answered(n))

    def _complained(self, code: object) -> None:
        self.report("told", code)

    def _patch(self, rev: int, n: int, entries: list[Any]) -> None:
        done = self._answered(n)
        with self.changing():
            self.patches.apply(entries)
        self.listening.observe()
        self._applied(rev, done)
        self.queue.drain()  # for what has waited for a repair that will not come

    def _html(self, rev: int, number: int, html: str, properties: list[Any]) -> None:
        self.foreign.healed(number)
        with self.changing():
            self.morphing.repair(number, html)
        self.patches.set_properties(properties)
        self._applied(rev, [])
        self._acknowledge()
        self.queue.drain()

    def _refused(self, n: int, code: str, detail: object = "") -> None:
        done = self._answered(n)
        self._succeed([item for item in done if item.n < n])
        item = next((one for one in done if one.n == n), None)
        if item is None:
            return
        if code == "stale" and item.is_input and not item.again and item.target.document is self.document:
            self.listening.resend(item.target, again=True)
        else:
            self._tell_refused(item, code, detail)

    @contextmanager
    def changing(self) -> Generator[None]:
        """The client itself changes the document: what its listeners hear of that is nobody's."""
        self._fresh = False
        self.listening.applying = True
        try:
            yield
        finally:
            self.listening.applying = False
            self._drop_focus()

    def _answered(self, n: int) -> list[Item]:
        self.handled = max(self.handled, n)
        return self.queue.answered(n)

    def _applied(self, rev: int, done: list[Item]) -> None:
        """A revision stands in the document."""
        self.rev = rev
        self._succeed(done)
        self._give_focus(done)
        self._owed += 1
        if self._owed > _MOST_OWED:
            self._acknowledge()
        elif self._owed == 1:
            if self._acknowledging is not None:
                self._acknowledging.cancel()
            self._acknowledging = self.clock.call_later(_OWED_SECONDS, self._acknowledge)
        self._mend()

    def _acknowledge(self) -> None:
        """One acknowledgement stands for all that is owed."""
        if not self._owed:
            return
        self._owed = 0
        oldest = self.listening.timing.oldest(self.rev)
        self._tell("ack", self.rev, *([] if oldest == self.rev else [oldest]))
        self.tree.sweep()

    def _succeed(self, done: list[Item]) -> None:
        for item in done:
            if item.resets:
                self.protection.reset(item.element, item.resets)

    def _mend(self) -> None:
        """Ask for the HTML of what others have damaged."""
        if self._secret:
            for number in self.foreign.wanted():
                self._tell("repair", number)

    # Joined.

    def _joined(self, answer: dict[str, Any]) -> None:
        known, html, refused = self._secret, answer.get("html"), answer.get("refused")
        self._reloaded = False
        self.patches.forget_shapes()
        self.foreign.unasked(html)
        self.state, self.banner = "open", ""
        self._secret = answer["page"]
        if answer.get("resumed") and self._secret == known:
            self._answered(answer["event"])
            self.queue.resume(self._send)
        else:
            if known or html or refused:
                renew(self, answer)
            self.rev = answer["rev"]
            self.queue.open(self._send)
        self._mend()

    # What the user and the page's scripts are told.

    def report(self, code: str, detail: object, element: Element | None = None) -> None:
        """Note a problem, as the console has it."""
        self.problems.append(Problem(code, detail, element))

    def _tell_refused(self, item: Item, code: str, detail: object = "") -> None:
        if code == "stale":
            self.told.append(Told("stale", item.element, item.type, code))
            return
        self.report(f"refused_{code}", detail, item.element)
        self.told.append(Told("refused", item.element, item.type, code, detail))

    def tell_unknown(self, item: Item) -> None:
        """The connection was lost before an event was answered; whether it was carried out is unknown."""
        self.report("unknown", item.type)
        self.told.append(Told("unknown", item.element, item.type))

    def expire(self, numbers: list[int]) -> None:
        """The server knows nothing of these roots any more."""
        if numbers:
            self.banner = "A part of this page is no longer valid."
        for number in numbers:
            self.told.append(Told("expired", self.tree.components[number]))

    # Focus.

    def is_connected(self, element: Element | None) -> bool:
        """Whether an element stands in the document."""
        return element is not None and element.document is self.document

    def _drop_focus(self) -> None:
        """What has gone has no focus."""
        if not self.is_connected(self.document.focused):
            self.document.focused = None

    def _give_focus(self, done: list[Item]) -> None:
        """What a patch inserted may ask for the focus. It gets it unless the user is busy elsewhere: the focus is
        nowhere, or at what the user has just used, and that was not typing.
        """
        asking, self.patches.want_focus = self.patches.want_focus, []
        wanting = [element for element in asking if self.is_connected(element)]
        if not wanting:
            return
        active = self.document.focused
        if active is None or active.tag == "body" or any(_used(item, active) for item in done):
            self.focus(wanting[-1])
            to_end(wanting[-1])  # one goes on at the end of what stands there

    def _focus(self, element: Element) -> None:
        old, self.document.focused = self.document.focused, element
        if old is not None:
            self.dispatch(DomEvent("blur", old, bubbles=False, cancelable=False))
            self.dispatch(DomEvent("focusout", old, cancelable=False))
        self.dispatch(DomEvent("focus", element, bubbles=False, cancelable=False))
        self.dispatch(DomEvent("focusin", element, cancelable=False))


def _used(item: Item, active: Element) -> bool:
    """Whether the user has just used what has the focus; a click may also have put it on something around that."""
    kind = item.type
    acts = "click" in kind or kind in _ACTS or kind.startswith("key") or kind.endswith(("down", "up"))
    around = not is_edited(active) and active.contains(item.element)
    return acts and (item.element.contains(active) or around)


def _is_record(script: Element) -> bool:
    return "data-pc-page" in script.attributes


def _root_before(script: Element) -> Element | None:
    """The nearest root before a record among its siblings."""
    if script.parent is None:
        return None
    for node in reversed(script.parent.children[: script.parent.index(script)]):
        if isinstance(node, Element) and node.attributes.get("data-pc", "").split(" ")[0] == "0":
            return node
    return None
