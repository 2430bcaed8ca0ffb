"""The gallery's pages."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import path

from gallery.layout import TITLE, page, welcome
from gallery.stories import STORIES, Story
from pycomponents.web.document import Document


def index(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(welcome()))


def _document(story: Story) -> Document:
    return Document(title=f"{story.title} · {TITLE}", layout=partial(page, story))


urlpatterns = [
    path("", index, name="welcome"),
    *(path(f"{story.slug}/", story.component.as_view(document=_document(story)), name=story.slug) for story in STORIES),
]
