"""The document around each page: the list of stories on the left, the story on the right."""

from django.templatetags.static import static
from django.urls import reverse
from markupsafe import Markup

from gallery.pages import PAGES, Page
from gallery.source import path_of, source_of
from pycomponents import Node
from pycomponents.html import (
    a,
    body,
    button,
    code,
    details,
    div,
    fragment,
    h1,
    head,
    header,
    html,
    li,
    link,
    main,
    meta,
    nav,
    ol,
    p,
    pre,
    span,
    summary,
    title,
)
from pycomponents.web.document import Content

TITLE = "pycomponents"


def welcome() -> Node:
    """The first page. It has nothing to answer to, so it has no component, no script and no socket."""
    stories = ol(".overview")[(li[a(href=reverse(page.slug))[page.title], p[page.about]] for page in PAGES)]
    sentences = (
        "You write a Python class: it holds state, its methods answer what people do, and its render returns a tree "
        "of Python objects. It arrives as complete HTML, lives on over one socket, and sends the browser the smallest "
        "change. Each story here is one such class; use it, then read its source."
    )
    return _document(
        Content(title=TITLE, language="en", head=None, body=None),
        fragment[header[h1["User interfaces, in Python"], p(".about")[sentences]], stories],
        current=None,
    )


def around(page: Page, content: Content) -> Node:
    """The document of a page, around its component."""
    return _document(
        content,
        fragment[
            header[h1[page.title], p(".about")[page.about]],
            div(".stage")[content.body],
            _source(page),
        ],
        current=page,
    )


def pieces(page: Page) -> dict[str, Markup]:
    """What stands around a page that a template makes."""
    side = fragment[_skip(), div(".side")[_heading(), _list(page)]]
    return {"side": Markup(side), "source": Markup(_source(page)), "banner": Markup(_banner())}


def _source(page: Page) -> Node:
    return details(".source")[
        summary["Source ", code[path_of(page)]],
        pre(tabindex=0, aria_label="Source")[code[source_of(page)]],
    ]


def _document(content: Content, inside: Node, *, current: Page | None) -> Node:
    return html(lang=content.language)[
        head[
            meta(charset="utf-8"),
            meta(name="viewport", content="width=device-width, initial-scale=1"),
            meta(name="color-scheme", content="light dark"),
            title[content.title],
            link(rel="icon", href=static("gallery/icon.svg"), type="image/svg+xml"),
            link(rel="stylesheet", href=static("gallery/gallery.css")),
            content.head,
        ],
        body[
            _skip(),
            div(".side")[_heading(), _list(current)],
            main("#content")[inside],
            _banner() if current else None,
        ],
    ]


def _skip() -> Node:
    return a(".skip", href="#content")["Skip to the story"]


def _heading() -> Node:
    return header[
        a(".brand", href=reverse("welcome"))[TITLE],
        # On small screens the list is a popover: the browser opens it, and closes it on Escape and on a tap elsewhere.
        button(".menu", type="button", popovertarget="stories")["Stories"],
    ]


def _list(current: Page | None) -> Node:
    return nav("#stories", popover="auto", aria_label="Stories")[
        ol[
            (
                li[a(href=reverse(page.slug), aria_current="page" if page is current else None)[page.title]]
                for page in PAGES
            )
        ],
        # The client says on <html> how it stands with its socket; the style sheet shows which of these is true.
        p(".state", aria_hidden=True)[span(".on")["Connected"], span(".off")["Connecting …"]] if current else None,
    ]


def _banner() -> Node:
    return p(".banner", data_pc_banner=True, role="status")[
        span(".off")["Not connected. Trying again …"],
        span(".over")["This page has ended. ", a(href="")["Load it again"]],
    ]
