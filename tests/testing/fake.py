"""A page of the client with a fake server: the test is the server, frame by frame. As tests/browser/client/fake.py."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from pycomponents.testing.client.session import Client
from pycomponents.testing.clock import VirtualClock
from pycomponents.testing.document.dom import Element, Text, parse
from pycomponents.testing.hands.controls import set_value
from pycomponents.testing.hands.happening import DomEvent
from pycomponents.web.consumer import Closed

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.runtime.messages import Close
    from pycomponents.testing.client.line import Line

Frame = list[Any]


class FakeLine:
    """Says nothing by itself."""

    def __init__(self, clock: VirtualClock | None) -> None:
        self.clock = clock or VirtualClock()
        self.came: Callable[[], None] = lambda: None
        self.frames: list[Frame] = []
        self.left = 0
        self.closes: Close | None = None
        self._outgoing: list[str] = []

    def join(self, text: str) -> list[str]:
        return self.send(text)

    def send(self, text: str) -> list[str]:
        self.frames.append(json.loads(text))
        if self.closes is not None:
            raise Closed(self.closes)
        return []

    def say(self, *frame: Any) -> None:
        self._outgoing.append(json.dumps(frame))
        self.came()

    def take(self) -> list[str]:
        frames, self._outgoing = self._outgoing, []
        return frames

    def leave(self) -> None:
        self.left += 1


def count(node: Element) -> int:
    """How many elements there are, raw ranges left out."""
    total, raw = 1, False
    for child in node.children:
        data = getattr(child, "data", None)
        raw = data == "pc" or (raw and data != "/pc")
        if isinstance(child, Element) and not raw:
            total += count(child)
    return total


class Fake:
    """The server of one page. roots: its HTML, with the specs of each."""

    def __init__(
        self,
        html: str,
        *,
        specs: list[Any] | None = None,
        properties: list[Any] | None = None,
        elements: int | None = None,
        tail: str = "",
        early: Callable[[Fake], None] = lambda _: None,
        joined: bool = True,
    ) -> None:
        record: dict[str, Any] = {
            "protocol": 2,
            "build": "b1",
            "socket": "/pycomponents/socket",
            "ticket": "t1",
            "specs": specs or [],
            "properties": properties or [],
            "parts": {},
        }
        self.document = parse(f"<!doctype html><title>A page</title><body>{html}{tail}", "/")
        root = next(one for one in self.document.body.children if isinstance(one, Element))
        record["elements"] = count(root) if elements is None else elements
        self.document.body.insert(script(record))
        self.line = FakeLine(None)
        self.clock = self.line.clock
        self.client = Client(self.document, cast("Line", self.line))
        early(self)
        self.client.start()
        self.rev = 0
        self.read = 0
        if joined:
            self.settle()
            self.join()

    def settle(self) -> None:
        self.clock.settle()

    def join(self, **answer: Any) -> None:
        """Answer the join that is there."""
        self.settle()
        assert self.next()[0] == "join"
        self.say("joined", {"protocol": 2, "build": "b1", "page": "p1", "rev": 0, "event": 0, **answer})
        self.rev = answer.get("rev", 0)

    def say(self, *frame: Any) -> None:
        self.line.say(*frame)
        self.settle()

    def patch(self, *entries: Any, event: int = 0) -> None:
        """Send a patch."""
        self.rev += 1
        self.say("patch", self.rev, event, list(entries))

    def next(self) -> Frame:
        """The next frame that the client has sent."""
        self.settle()
        assert len(self.line.frames) > self.read, "the client has sent no more"
        self.read += 1
        return self.line.frames[self.read - 1]

    def unread(self) -> list[Frame]:
        self.settle()
        frames, self.read = self.line.frames[self.read :], len(self.line.frames)
        return frames

    # The user.

    def find(self, tag: str, index: int = 0) -> Element:
        """An element by its tag or id."""
        found = [one for one in self.document.elements() if tag in (one.tag, one.attributes.get("id"))]
        return found[index]

    def fire(self, event_type: str, element: Element | str, *, submitter: Element | None = None, **data: Any) -> bool:
        target = self.find(element) if isinstance(element, str) else element
        bubbles = event_type not in ("focus", "blur", "toggle", "close", "invalid")
        event = DomEvent(event_type, target, bubbles=bubbles, data=data, submitter=submitter)
        return self.client.dispatch(event)

    def click(self, element: Element | str, **data: Any) -> bool:
        return self.fire("click", element, **data)

    def fill(self, element: Element | str, text: str) -> None:
        target = self.find(element) if isinstance(element, str) else element
        set_value(target, text)
        self.fire("input", target)

    def change(self, element: Element | str, name: str, value: object) -> None:
        """Choose something: both events, as a browser has them."""
        target = self.find(element) if isinstance(element, str) else element
        control = next((one for one in target.ancestors() if one.tag == "select"), target)
        target.properties[name] = value
        self.fire("input", control)
        self.fire("change", control)


def script(record: dict[str, Any]) -> Element:
    """A record, as it stands in a document."""
    [made] = parse("<body><script data-pc-page></script>").body.children
    assert isinstance(made, Element)
    made.remove()
    made.insert(Text(json.dumps(record)))
    return made


def spec(digest: str = "d", **on: Any) -> dict[str, Any]:
    """A listener spec: `spec(click={})`."""
    return {"d": digest, "on": on}


def more(**options: Any) -> dict[str, Any]:
    return {"more": options}
