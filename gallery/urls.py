"""The gallery's pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from htpy import body, h1, head, html, meta, title


def index(request: HttpRequest) -> HttpResponse:
    page = html(lang="en")[head[meta(charset="utf-8"), title["pycomponents"]], body[h1["pycomponents"]]]
    return HttpResponse(page)


urlpatterns = [path("", index)]
