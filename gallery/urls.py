"""The gallery's pages."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path

from gallery.layout import TITLE, around, pieces, welcome
from gallery.pages import PAGES, Page
from pycomponents.web.document import Document


def index(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(welcome()))


def _view(page: Page) -> Callable[..., HttpResponseBase]:
    if page.story is not None:
        return page.story.component.as_view(
            document=Document(title=f"{page.title} · {TITLE}", layout=partial(around, page))
        )

    def view(request: HttpRequest) -> HttpResponse:
        return render(request, page.template, {"page": page, **pieces(page)})

    return view


urlpatterns = [
    path("", index, name="welcome"),
    *(path(f"{page.slug}/", _view(page), name=page.slug) for page in PAGES),
]
