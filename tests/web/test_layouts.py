"""A layout puts a page's component where it wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from pycomponents import Component
from pycomponents import html as h
from pycomponents.web.document import Document

if TYPE_CHECKING:
    from pycomponents import Node
    from pycomponents.dom.node import Element
    from pycomponents.web.document import Content


def page(content: Content) -> Node:
    return h.html[
        h.head[h.title[content.title], content.head],
        h.body[h.nav["Elsewhere"], h.main(id="here")[content.body], h.p({"data-pc-banner": True})["Not connected."]],
    ]


class Inner(Component):
    def render(self) -> Node:
        return h.p["The component."]


def test_the_component_may_stand_inside_other_elements_of_its_document() -> None:
    response = Inner.as_view(document=Document(title="A page", layout=page))(RequestFactory().get("/"))
    assert isinstance(response, HttpResponse)
    text = response.content.decode()
    assert '<main id="here"><p data-pc="0">The component.</p><script type="application/json" data-pc-page="">' in text
    assert text.endswith('</script></main><p data-pc-banner="">Not connected.</p></body></html>')


def head_of(head: Node) -> str:
    """What stands in the head of a page whose layout says something, too."""

    def layout(content: Content) -> Node:
        return h.html[
            h.head[
                h.meta(charset="utf-8"),
                h.title[content.title],
                h.meta(name="description", content="Of the site."),
                h.meta(name="theme-color", media="(prefers-color-scheme: dark)", content="black"),
                h.link(rel="stylesheet", href="/site.css"),
                h.link(rel="canonical", href="/"),
                content.head,
            ],
            h.body[content.body],
        ]

    response = Inner.as_view(document=Document(title="A page", head=head, layout=layout))(RequestFactory().get("/"))
    assert isinstance(response, HttpResponse)
    return response.content.decode().partition("<head>")[2].partition("<script")[0]


AS_IT_IS = (
    '<meta charset="utf-8"><title>A page</title><meta name="description" content="Of the site.">'
    '<meta name="theme-color" media="(prefers-color-scheme: dark)" content="black">'
    '<link rel="stylesheet" href="/site.css"><link rel="canonical" href="/">'
)


@pytest.mark.parametrize(
    ("head", "before", "after"),
    [
        (None, "", ""),
        (h.title["Mine"], "<title>A page</title>", "<title>Mine</title>"),
        (h.meta(name="Description", content="Mine."), 'name="description" content="Of the site."',
         'name="Description" content="Mine."'),
        (h.meta(charset="UTF-8"), "utf-8", "UTF-8"),
        (h.link(rel="canonical", href="/mine/"), 'href="/">', 'href="/mine/">'),
        (h.link(rel="stylesheet", href="/site.css", id="it"), '<link rel="styl', '<link id="it" rel="styl'),
        ([h.meta(name="a", content="1"), h.meta(name="a", content="2")], AS_IT_IS,
         AS_IT_IS + '<meta name="a" content="2">'),
    ],
)  # fmt: skip
def test_the_head_says_each_thing_once_and_the_later_counts(head: Node, before: str, after: str) -> None:
    assert head_of(head) == AS_IT_IS.replace(before, after, 1)


@pytest.mark.parametrize(
    "more",
    [
        h.meta(name="theme-color", media="(prefers-color-scheme: light)", content="white"),
        h.meta({"property": "og:image"}, content="/b.png"),
        h.link(rel="stylesheet", href="/print.css"),
        h.link(rel="stylesheet", href="/site.css", media="print"),
        h.link(rel="alternate", href="/", hreflang="de"),
    ],
)
def test_the_head_keeps_what_only_looks_alike(more: Element) -> None:
    text = head_of(more)
    assert text.startswith(AS_IT_IS)
    assert len(text) > len(AS_IT_IS)
