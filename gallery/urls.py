"""The gallery's pages."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path

from gallery.layout import TITLE, page, pieces, welcome
from gallery.stories import STORIES, Story
from pycomponents.web.document import Document


def index(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(welcome()))


def _document(story: Story) -> Document:
    return Document(title=f"{story.title} · {TITLE}", layout=partial(page, story))


def _view(story: Story) -> Callable[..., HttpResponseBase]:
    if not story.template:
        return story.component.as_view(document=_document(story))

    def view(request: HttpRequest) -> HttpResponse:
        return render(request, story.template, {"story": story, **pieces(story)})

    return view


urlpatterns = [
    path("", index, name="welcome"),
    *(path(f"{story.slug}/", _view(story), name=story.slug) for story in STORIES),
]
