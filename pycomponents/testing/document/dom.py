"""A document as a browser holds it: nodes that change in place, and beside what is written what the user has done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import justhtml
from justhtml.parser.context import FragmentContext

if TYPE_CHECKING:
    from collections.abc import Iterator

HTML: Final = "html"
SVG: Final = "svg"
MATH: Final = "math"


class Node:
    """What stands in a document. parent: the element that it stands in, or `None`."""

    __slots__ = ("__weakref__", "parent")

    def __init__(self) -> None:
        self.parent: Element | None = None

    def remove(self) -> None:
        """Take it out of its parent, if it has one."""
        if self.parent is not None:
            self.parent.children.remove(self)
            self.parent = None

    def ancestors(self) -> Iterator[Element]:
        """The elements that it stands in, from its parent outward."""
        at = self.parent
        while at is not None:
            yield at
            at = at.parent

    @property
    def document(self) -> Document | None:
        """The document that it stands in, if it does."""
        at: Node = self
        while at.parent is not None:
            at = at.parent
        return at if isinstance(at, Document) else None


class Text(Node):
    """A text."""

    __slots__ = ("data",)

    def __init__(self, data: str) -> None:
        super().__init__()
        self.data = data


class Comment(Node):
    """A comment."""

    __slots__ = ("data",)

    def __init__(self, data: str) -> None:
        super().__init__()
        self.data = data


class Element(Node):
    """An element.

    tag: its name as written ("div", "foreignObject"). namespace: "html", "svg" or "math".
    attributes: name to text, as a browser has them: names of HTML in lower case.
    children: all its nodes, in order. content: what stands in a template, which is not in the document.
    properties: what the user or the server has set beside the attributes: "value", "checked", "selected",
        "indeterminate", and "style.<css name>". What is not there is as the attributes say.
    numbers: of the components whose root it is, outermost first; key: among its siblings. The client notes both.
    """

    __slots__ = ("attributes", "children", "content", "key", "namespace", "numbers", "properties", "tag")

    def __init__(self, tag: str, attributes: dict[str, str] | None = None, namespace: str = HTML) -> None:
        super().__init__()
        self.tag = tag
        self.namespace = namespace
        self.attributes = {} if attributes is None else attributes
        self.children: list[Node] = []
        self.content: Element | None = None
        self.properties: dict[str, Any] = {}
        self.numbers: tuple[int, ...] = ()
        self.key: str | None = None

    def __repr__(self) -> str:
        name = self.attributes.get("id")
        return f"<{self.tag}{f' id={name!r}' if name else ''}>"

    def insert(self, node: Node, before: Node | None = None) -> None:
        """Put a node in front of a child, or at the end; it leaves where it stood."""
        node.remove()
        self.children.insert(len(self.children) if before is None else self.index(before), node)
        node.parent = self

    def index(self, child: Node) -> int:
        """Where a child stands. Raises `ValueError` for what is none."""
        for index, one in enumerate(self.children):
            if one is child:
                return index
        raise ValueError(f"{child!r} does not stand in {self!r}.")

    def clear(self) -> None:
        """Take out all children."""
        for child in self.children:
            child.parent = None
        self.children = []

    def elements(self) -> Iterator[Element]:
        """The elements in it, in the order of the document; itself is not among them."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.elements()

    def contains(self, node: Node | None) -> bool:
        """Whether `node` is it, or stands in it."""
        return node is not None and (node is self or self in node.ancestors())

    def child(self, tag: str) -> Element | None:
        """Its first child that is this element of HTML."""
        children = (one for one in self.children if isinstance(one, Element))
        return next((one for one in children if one.tag == tag and one.namespace == HTML), None)

    @property
    def text(self) -> str:
        """All texts in it, as they are written."""
        return "".join(_texts(self))


class Document(Element):
    """The whole of a page.

    url: its address. focused: the element that has the focus, if one has.
    top: the elements of the top layer, from the lowest to the topmost: modal dialogs, and popovers that are open.
    modal: those of them that make all else inert.
    """

    __slots__ = ("focused", "modal", "top", "url")

    def __init__(self, url: str = "") -> None:
        super().__init__("#document")
        self.url = url
        self.focused: Element | None = None
        self.top: list[Element] = []
        self.modal: list[Element] = []

    @property
    def root(self) -> Element:
        """The element `html`."""
        return next(child for child in self.children if isinstance(child, Element))

    @property
    def head(self) -> Element:
        """The element `head`."""
        return self._part("head")

    @property
    def body(self) -> Element:
        """The element `body`."""
        return self._part("body")

    @property
    def title(self) -> str:
        """What its title says, blanks made one."""
        found = next(
            (element for element in self.elements() if element.tag == "title" and element.namespace == HTML), None
        )
        return "" if found is None else " ".join(found.text.split())

    @property
    def front(self) -> Element | None:
        """The modal dialog that stands before everything else."""
        there = (one for one in reversed(self.modal) if "open" in one.attributes and one.document is self)
        return next(there, None)

    def by_id(self, name: str) -> Element | None:
        """The first element with this id."""
        return next((element for element in self.elements() if element.attributes.get("id") == name), None)

    def _part(self, tag: str) -> Element:
        return next(one for one in self.root.children if isinstance(one, Element) and one.tag == tag)


def _texts(node: Element) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, Text):
            yield child.data
        elif isinstance(child, Element):
            yield from _texts(child)


# From HTML.


def parse(html: str, url: str = "") -> Document:
    """The document that a browser makes of `html`. The parser follows the standard's algorithm."""
    document = Document(url)
    _fill(document, justhtml.JustHTML(html, sanitize=False).root)
    return document


def parse_inside(html: str, context: Element) -> list[Node]:
    """The nodes that a browser makes of `html` inside an element such as `context`."""
    around = FragmentContext(context.tag, None if context.namespace == HTML else context.namespace)
    fragment = Element("#fragment")
    _fill(fragment, justhtml.JustHTML(html, sanitize=False, fragment_context=around).root)
    for child in fragment.children:
        child.parent = None
    return fragment.children


def _fill(element: Element, source: Any) -> None:
    for child in source.children or ():
        node = _node(child)
        if node is not None:
            node.parent = element
            element.children.append(node)


def _node(source: Any) -> Node | None:
    if source.name == "#text":
        return Text(source.data)
    if source.name == "#comment":
        return Comment(source.data)
    if source.name.startswith("!"):
        return None
    element = Element(
        source.name, {name: value or "" for name, value in source.attrs.items()}, source.namespace or HTML
    )
    _fill(element, source)
    content = getattr(source, "template_content", None)
    if content is not None:
        element.content = Element("#fragment")
        _fill(element.content, content)
    return element
