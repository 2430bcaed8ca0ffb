"""Each listener of a page is told what no browser would tell it: it must refuse that, or cope with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pycomponents.dom.node import Boundary, Element
from pycomponents.testing.invariants import Finding
from pycomponents.web.consumer import Closed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pycomponents.dom.node import Node, Root
    from pycomponents.runtime.page import Page as ServedPage
    from pycomponents.testing.page import Page

MARK: Final = "pycomponents-fuzz"
HOSTILE: Final[tuple[Any, ...]] = (
    "",
    f"<img src=x id={MARK}><script id={MARK}>alert(1)</script>",
    f"' OR 1=1 --{MARK}",
    "\u202e\ud83d\ude00\u2028" + "x" * 500,
    "-1",
    "1e400",
    "../../etc/passwd",
    None,
    True,
    -1,
    10**15,
    0.1,
    [],
    [["text"]],
    {"__class__": "Component"},
)
_NAMES: Final = ("value", "checked", "selected", "key", "detail", "client_x", "text")


def fuzzed(page: Page) -> Iterator[Finding]:
    """What goes wrong on a page when everything that listens is told nonsense. The page is of no use afterwards."""
    served = page.served
    if served is None:
        return
    for address, event_type, names in [*_listeners(served)]:
        for brought in _payloads(event_type, names):
            yield from _told(page, served, address, event_type, brought)


def _told(page: Page, served: ServedPage, address: list[Any], event_type: str, brought: Any) -> Iterator[Finding]:
    line = page.client.connection.line
    frame = json.dumps(["event", served.handled + 1, served.rev, address, event_type, brought])
    with page.stage.watched() as raised:
        try:
            line.send(frame)
            line.send(json.dumps(["ack", served.rev]))
            line.settle()
        except Closed as closed:
            yield Finding(
                "fuzzing", f"{event_type} with {brought!r:.100} ends the connection: {closed.code}.", str(address)
            )
    if any(f"<img src=x id={MARK}" in served.html(root) for root in served.tree.roots):
        yield Finding("fuzzing", f"{event_type} with {brought!r:.100} is shown as markup.", str(address))
    for error in raised:
        text = f"{event_type} with {brought!r:.100} raises {type(error).__name__}: {error}"
        yield Finding("fuzzing", text, str(address))


def _payloads(event_type: str, names: list[str]) -> Iterator[dict[str, Any]]:
    yield {}
    for value in HOSTILE:
        if event_type == "submit":
            yield {"form": value}
            yield {"form": [[name, value] for name in names]}
        else:
            yield dict.fromkeys(_NAMES, value)


def _listeners(served: ServedPage) -> Iterator[tuple[list[Any], str, list[str]]]:
    """Where something listens, to what, and the names of the fields in it."""
    for instance in served.tree.instances.values():
        yield from _below(instance.root, [instance.number])


def _below(node: Node | Root, address: list[Any]) -> Iterator[tuple[list[Any], str, list[str]]]:
    if not isinstance(node, Element):
        return
    for event_type in node.listeners or ():
        yield address, event_type, [*_fields(node)]
    for index, child in enumerate(node.children):
        if isinstance(child, Element):
            yield from _below(child, [*address, index if child.key is None else f"#{child.key}"])


def _fields(node: Node | Root) -> Iterator[str]:
    if isinstance(node, Boundary):
        yield from _fields(node.mounted.root)
    elif isinstance(node, Element):
        if node.attributes.get("name"):
            yield node.attributes["name"]
        for child in node.children:
            yield from _fields(child)
