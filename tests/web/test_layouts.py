"""A layout puts a page's component where it wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.test import RequestFactory

from pycomponents import Component
from pycomponents import html as h
from pycomponents.web.document import Document

if TYPE_CHECKING:
    from pycomponents import Node
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
