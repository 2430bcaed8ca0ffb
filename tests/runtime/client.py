"""A browser of a few lines: it adopts a page's first tree, applies frames, acknowledges, and finds what to click."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

import msgspec

from pycomponents.diff.apply import apply, same
from pycomponents.diff.decode import Decoder, Placed, numbered
from pycomponents.diff.wire import encode_node
from pycomponents.dom.html import html
from pycomponents.dom.node import Boundary, Element, Listener, Node, Root
from pycomponents.runtime.instances import Tree
from pycomponents.runtime.messages import Ack, EventMessage, Refusal, decode
from pycomponents.runtime.page import Page
from pycomponents.runtime.specs import Specs

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from pycomponents.component.component import Component
    from pycomponents.runtime.instances import Restored
    from pycomponents.web.request import PageRequest

Frame = list[Any]
Address = list[int | str]


def wait(awaitable: Awaitable[None]) -> None:
    async def run() -> None:
        await awaitable

    asyncio.run(run())


def mounted(description: Component, *, restored: Restored | None = None) -> Page:
    tree = Tree(cast("PageRequest", None), wait=wait, strict=True)
    tree.restored = restored
    tree.mount_root(description)
    return Page(tree, Specs(b"a secret"))


class Client:
    """One user's browser. `frames` are those of the last exchange; `answers` says how each event ended."""

    def __init__(self, description: Component) -> None:
        self.page = mounted(description)
        self.html = self.page.html()
        self.page.settle()
        self.acknowledges = True
        self.rev = 0
        self.sent = 0
        self.frames: list[Frame] = []
        self.answers: dict[int, str] = {}
        self.on_way: list[str] = []  # sent by the server, not arrived
        self._written: dict[str, Any] = {}
        self.specs: list[Any] = [*self.page.specs.definitions]
        self.properties: list[tuple[str, Any]] = []  # live properties that patches set
        self.components: dict[int, Placed] = {}
        self._decoder = Decoder(self._listeners, self._mount)
        self.root = self._adopt()
        self.check()

    # What stands in the document.

    def _adopt(self) -> Boundary:
        node = Decoder(numbered, self._mount).node(self._now())
        assert isinstance(node, Boundary)
        return node

    def _now(self) -> Any:
        page = self.page
        return plain(encode_node(page.tree.root.boundary, spec=page.specs.number, sent=lambda _: None))

    def _mount(self, number: int, root: Root) -> Placed:
        placed = self.components[number] = Placed(number, root)
        return placed

    def _listeners(self, number: int) -> dict[str, Listener]:
        assert number < len(self.specs), f"spec {number} is used ahead of its definition"
        return numbered(number)

    def check(self) -> None:
        """The document is what the server says."""
        server = Decoder().node(self._now())
        assert same(self.root, server), f"\n{shown(self.root)}\n{shown(server)}"

    @property
    def text(self) -> str:
        return shown(self.root, markers=False)

    def address(self, what: str | Callable[[Element], bool]) -> Address:
        """Of the element whose own text is `what`, or of which `what` holds."""
        for address, element in self.elements():
            if own_text(element) == what if isinstance(what, str) else what(element):
                return address
        raise LookupError(what)

    def listening(self) -> list[tuple[Address, str]]:
        """Every address at which something listens, with each event type."""
        return [
            (address, event_type)
            for address, element in self.elements()
            if element.listeners
            for listener in element.listeners.values()
            for event_type in self.specs[listener.number]["on"]  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        ]

    def elements(self) -> Iterator[tuple[Address, Element]]:
        yield from _elements(self.root, [])

    # What the user does.

    def click(self, what: str, **more: Any) -> list[Frame]:
        return self.event("click", self.address(what), **more)

    def event(
        self,
        event_type: str,
        address: Address,
        brought: dict[str, Any] | None = None,
        *,
        controls: list[Any] | None = None,
        rev: int | None = None,
        digest: str = "",
    ) -> list[Frame]:
        """Send an event and take in the answer."""
        self.emit(event_type, address, brought, controls=controls, rev=rev, digest=digest)
        return self.flush()

    def emit(
        self,
        event_type: str,
        address: Address,
        brought: dict[str, Any] | None = None,
        *,
        controls: list[Any] | None = None,
        rev: int | None = None,
        digest: str = "",
    ) -> None:
        """Let the server handle an event, and show nothing yet."""
        self.sent += 1
        self.handle(
            ["event", self.sent, self.rev if rev is None else rev, address, event_type, brought or {}, controls or [],
             digest]
        )  # fmt: skip

    def handle(self, frame: Frame) -> None:
        message = decode(msgspec.json.encode(frame).decode())
        assert isinstance(message, EventMessage)
        running = self.page.handle(message)
        if running is not None:
            error: BaseException | None = None
            try:
                wait(cast("Awaitable[None]", running.awaitable))
            except Exception as raised:  # noqa: BLE001
                error = raised
            self.page.ended(running, error)

    def flush(self) -> list[Frame]:
        """The server sends what it has, and it arrives."""
        self.sends()
        return self.arrive()

    def sends(self) -> None:
        """The server sends what it has."""
        self._on_way(self.page.flush())

    def _on_way(self, texts: list[str]) -> None:
        # HTML is not parsed here: the tree that it was made of is kept beside it.
        for text in texts:
            if text.startswith('["html"'):
                boundary = self.page.tree.instances[plain(text)[2]].boundary
                self._written[text] = plain(encode_node(boundary, spec=self.page.specs.number, sent=lambda _: None))
        self.on_way += texts

    def arrive(self) -> list[Frame]:
        texts, self.on_way = self.on_way, []
        self.frames = [plain(text) for text in texts]
        for frame, text in zip(self.frames, texts, strict=True):
            self._take(frame, text)
        if not self.page.withheld and not self.page.tree.rendered:
            self.check()
        return self.frames

    def acknowledge(self, oldest: int | None = None) -> None:
        self.page.acknowledge(Ack(self.rev, oldest))

    def come_back(self, *, event: int | None = None) -> list[Frame]:
        """The connection was lost, with what was on its way, and stands again."""
        self.on_way.clear()
        known = max(self.answers, default=0) if event is None else event
        assert self.page.can_resume(self.rev)
        self._decoder = Decoder(self._listeners, self._mount)
        self._on_way(self.page.resumed("build", 1, rev=self.rev, event=known, specs=len(self.specs)))
        return self.arrive()

    # What the server says.

    def _take(self, frame: Frame, text: str) -> None:
        match frame:
            case ["specs", first, definitions]:
                assert first <= len(self.specs)
                self.specs[first:] = definitions
            case ["patch", rev, n, entries]:
                assert rev > self.rev
                for number, *items in entries:
                    patch = self._decoder.patch(items)
                    self.components[number].root = apply(self.components[number].root, patch)
                self.rev = rev
                self._answered(n, "done")
                self._acknowledge()
            case ["html", rev, number, *_]:
                self._repaired(number, self._written[text])
                assert rev >= self.rev
                self.rev = rev
                self._acknowledge()
            case ["ack", n]:
                self._answered(n, "done")
            case ["refused", n, code, *_]:
                assert self.answers.get(n) is None, f"event {n} was answered before: {self.answers[n]}"
                self._answered(n - 1, "done")
                self.answers[n] = code
            case ["joined", answer]:
                assert answer["rev"] == self.rev
                self._answered(answer["event"], "done")
            case _:
                raise AssertionError(frame)

    def _acknowledge(self) -> None:
        if self.acknowledges:
            self.acknowledge()

    def _answered(self, n: int, how: str) -> None:
        for number in range(1, n + 1):
            self.answers.setdefault(number, how)

    def _repaired(self, number: int, written: Any) -> None:
        node = Decoder(numbered, self._mount).node(written)
        assert isinstance(node, Boundary)
        if number == 0:
            self.root = node
        else:
            kept = self.components[number] = Placed(number, node.mounted.root)
            self._replace(self.root, kept)

    def _replace(self, node: Node | None, placed: Placed) -> None:
        if isinstance(node, Boundary):
            if node.mounted.number == placed.number:
                node.mounted = placed
            self._replace(node.mounted.root, placed)
        elif isinstance(node, Element):
            for child in node.children:
                self._replace(child, placed)

    @property
    def refusals(self) -> list[Refusal]:
        return [Refusal(frame[2]) for frame in self.frames if frame[0] == "refused"]


def plain(value: Any) -> Any:
    return msgspec.json.decode(value if isinstance(value, str) else msgspec.json.encode(value))


def own_text(element: Element) -> str:
    return "".join(child for child in element.children if isinstance(child, str))


def shown(node: Node | None, *, markers: bool = True) -> str:
    return html(node, specs=lambda listeners: listeners[""].number, markers=markers)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownLambdaType]


def _elements(node: Node | None, address: Address) -> Iterator[tuple[Address, Element]]:
    if isinstance(node, Boundary):
        yield from _elements(node.mounted.root, [node.mounted.number])
    elif isinstance(node, Element):
        yield address, node
        for index, child in enumerate(node.children):
            key = child.key if isinstance(child, Element | Boundary) else None
            yield from _elements(child, [*address, index if key is None else f"#{key}"])
