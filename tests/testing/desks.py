"""A page of a component, its client and its line, made as a browser would get them: by HTTP first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from pycomponents.testing.client.line import Line
from pycomponents.testing.client.patches import Patches
from pycomponents.testing.client.protection import Protection
from pycomponents.testing.client.session import Client
from pycomponents.testing.client.tree import Tree
from pycomponents.testing.document.dom import Element, parse
from pycomponents.testing.hands.controls import set_value
from pycomponents.testing.hands.happening import DomEvent
from tests.testing.documents import live, shape

if TYPE_CHECKING:
    from pycomponents.component.component import Component
    from pycomponents.testing.clock import VirtualClock


class Desk:
    """One user at one page. html: of its document, where it is there. scope: what the socket's has beside headers."""

    def __init__(
        self,
        cls: type[Component],
        clock: VirtualClock | None = None,
        *,
        html: str = "",
        scope: dict[str, Any] | None = None,
        **props: Any,
    ) -> None:
        request = RequestFactory().get("/")
        request.user = AnonymousUser()
        text = html or cls.as_view(**props)(request).content.decode()
        self.document = parse(text, "/")
        self.line = Line({"type": "websocket", "headers": [], **(scope or {})}, clock)
        self.client = Client(self.document, self.line)
        self.client.start()
        self.clock = self.line.clock

    def settle(self) -> None:
        self.clock.settle()

    @property
    def text(self) -> str:
        """What stands in the first root."""
        return self.client.tree.components[0].text

    @property
    def component(self) -> Any:
        assert self.line.page is not None
        return self.line.page.tree.root.component

    @property
    def sent(self) -> list[str]:
        """The frames that the client has sent so far, without acknowledgements."""
        return [text for way, text in self.client.connection.frames if way == "up" and not text.startswith('["ack"')]

    @property
    def events(self) -> list[str]:
        return [text for text in self.sent if text.startswith('["event"')]

    def find(self, what: str) -> Element:
        """The innermost element that says this, or has this tag."""
        found = [one for one in self.document.elements() if one.text == what or one.tag == what]
        assert found, f"no {what!r} in {self.text!r}"
        return found[-1] if found[-1].text == what else found[0]

    def fire(self, event_type: str, what: str | Element, **data: Any) -> bool:
        """Something happens; nothing travels yet."""
        element = what if isinstance(what, Element) else self.find(what)
        bubbles = event_type not in ("focus", "blur")
        return self.client.dispatch(DomEvent(event_type, element, bubbles=bubbles, data=data))

    def click(self, what: str | Element) -> None:
        """Click, and see what comes of it."""
        self.fire("click", what)
        self.settle()

    def type(self, what: str | Element, text: str) -> None:
        """A text stands in a field now; nothing travels yet."""
        element = what if isinstance(what, Element) else self.find(what)
        set_value(element, text)
        self.fire("input", element)

    def check(self) -> None:
        """The document is what the server would write now."""
        page = self.line.page
        assert page is not None
        fresh = parse("<!doctype html><body>" + "".join(map(page.html, page.tree.roots))).body
        wanted = [child for child in fresh.children if isinstance(child, Element)]
        for root, other in zip(page.tree.roots, wanted, strict=True):
            mine = self.client.tree.components[root.number]
            tree = Tree()
            tree.adopt(other)
            Patches(tree, Protection()).set_properties(page.properties(root))
            assert shape(mine) == shape(other)
            assert live(mine) == live(other)
