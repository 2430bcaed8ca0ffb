"""The site that a test module serves: its own pages, and beside them what a test asks the server about itself."""

from __future__ import annotations

import threading
from collections.abc import Callable

import psutil  # type: ignore[import-untyped]
from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from pycomponents.web.building import rendered_pages

# What components and handlers have noted, in order; and each SQL statement.
notes: list[str] = []
queries: list[str] = []


def note(text: str) -> None:
    """Tell the test that something has happened in the server."""
    notes.append(text)


def facts(request: HttpRequest) -> HttpResponse:
    """What has happened since the test last asked, and how the process is."""
    told = {
        "notes": [*notes],
        "queries": [*queries],
        "threads": sorted(thread.name for thread in threading.enumerate() if thread.name.startswith("pycomponents-")),
        "memory": psutil.Process().memory_info().rss // 1024,
        "rendered": len(rendered_pages),
    }
    notes.clear()
    queries.clear()
    return JsonResponse(told)


def forget(request: HttpRequest) -> HttpResponse:
    """Be like another worker: know nothing of the pages whose HTML has just gone out."""
    vars(rendered_pages)["_things"].clear()
    return HttpResponse()


def log_in(request: HttpRequest, name: str) -> HttpResponse:
    user, _ = User.objects.get_or_create(username=name, defaults={"is_staff": name == "admin"})
    login(request, user, "django.contrib.auth.backends.ModelBackend")
    return HttpResponse(name)


def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponse()


def guarded(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """A middleware: every page has the content security policy of the settings."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers["Content-Security-Policy"] = settings.POLICY  # type: ignore[misc]
        return response

    return respond


def site(*pages: URLPattern) -> list[URLPattern]:
    """The URLs of a test module."""
    return [
        *pages,
        path("facts/", facts),
        path("forget/", forget),
        path("login/<str:name>/", log_in),
        path("logout/", log_out),
    ]
