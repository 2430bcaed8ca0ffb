"""The document around a page's component: title, head and layout, in Python."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
from django.conf import settings
from django.templatetags.static import static
from django.urls import get_script_prefix
from markupsafe import Markup

from pycomponents.dom.html import html as write
from pycomponents.dom.lower import lower
from pycomponents.dom.tags import Node
from pycomponents.errors import RenderError
from pycomponents.html import body, head, html, link, meta, script
from pycomponents.html import title as title_
from pycomponents.runtime.messages import PROTOCOL
from pycomponents.web.conf import conf
from pycomponents.web.heads import with_one_of_each

if TYPE_CHECKING:
    from pycomponents.component.component import Component
    from pycomponents.dom.node import Boundary, Element, Mountable
    from pycomponents.runtime.page import Page

# What the client fetches when it needs it.
PARTS: Final = ("morph", "listen")
_STATIC: Final = Path(__file__).parent.parent / "static" / "pycomponents"


@dataclass(frozen=True, slots=True)
class Content:
    """What a layout puts into its document: `head` inside the head, `body` inside the body, both once."""

    title: str
    language: str
    head: Node
    body: Node


def plain(content: Content) -> Node:
    """The layout where none is given: nothing around the component."""
    return html(lang=content.language)[
        head[
            meta(charset="utf-8"),
            meta(name="viewport", content="width=device-width, initial-scale=1"),
            title_[content.title],
            content.head,
        ],
        body[content.body],
    ]


@dataclass(frozen=True, slots=True)
class Document:
    """How a page's document is made: `TodoList.as_view(document=Document(title="Todos"))`.

    title: a text, or a function of the mounted component that gives one.
    head: more for the head: `link(rel="stylesheet", href=static("site.css"))`. It replaces what says the same earlier.
    layout: makes the whole document from its `Content`.
    """

    title: str | Callable[[Any], str] = ""
    head: Node = None
    layout: Callable[[Content], Node] = plain


def render_document(document: Document, page: Page, ticket: str, shown: Boundary) -> str:
    """The text of the whole document.

    shown: the page's tree, or a copy of it in which more is filled in.
    Raises `RenderError` for a layout that leaves out, or repeats, what its content brings.
    """
    component: Component = page.tree.root.component
    title = document.title(component) if callable(document.title) else document.title
    client = script(type="module", src=static("pycomponents/pycomponents.js"))
    # What the client will ask for at once may come together with it.
    part = link(rel="modulepreload", href=static("pycomponents/listen.js")) if page.specs.need_part else None
    record = record_script({**page_record(), **root_record(page, ticket)})
    content = Content(
        title=title or type(component).__name__,
        language=page.tree.request.language or settings.LANGUAGE_CODE,
        head=(document.head, client, part),
        body=(shown, record),
    )
    root = lower(document.layout(content), fill=_no_components, document=True, owner="layout()")
    text = write(with_one_of_each(root), specs=page.specs.number)
    if text.count(write(client)) != 1 or text.count(write(record)) != 1:
        raise RenderError(
            f"The layout {document.layout!r:.80} leaves something out, or repeats it. "
            "Put content.head into the document's head and content.body into its body, each once."
        )
    return text


def _no_components(description: Mountable, _path: object) -> Boundary:
    raise RenderError(
        f"A layout cannot hold components. Got: {description!r:.80}. "
        "Render it inside the page's component, or give that component a child."
    )


def page_record() -> dict[str, object]:
    """What the client is told of the server: once in a document."""
    return {
        "protocol": PROTOCOL,
        "build": build(),
        "socket": get_script_prefix().rstrip("/") + conf().SOCKET_PATH,
        "parts": {name: static(f"pycomponents/{name}.js") for name in PARTS},
    }


def root_record(page: Page, ticket: str) -> dict[str, object]:
    """What the client is told of a root: behind its HTML."""
    return {
        "ticket": ticket,
        "specs": page.specs.definitions,
        "properties": page.properties(),
        "elements": page.elements(),
    }


def record_script(record: dict[str, object], mark: str | bool = True) -> Element:
    """A record as the script that carries it, which nothing runs."""
    text = _inert(msgspec.json.encode(record).decode())
    return script(type="application/json", data_pc_page=mark)[Markup(text)]


def _inert(json: str) -> str:
    """JSON that no HTML parser can take for an end of the script or for a comment."""
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@functools.cache
def build() -> str:
    """Names the client's code as this installation ships it."""
    names = ("pycomponents.js", *(f"{name}.js" for name in PARTS))
    return hashlib.blake2b(b"".join((_STATIC / name).read_bytes() for name in names), digest_size=4).hexdigest()
