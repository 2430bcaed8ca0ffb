"""What a test may ask of the server beside its pages: what happened there, and that a handler may go on."""

import time
from collections.abc import Callable
from threading import Semaphore
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import path

STRICT_POLICY: Final = "default-src 'self'; require-trusted-types-for 'script'"
PATIENCE: Final = 20.0
SLOW: Final = 0.06

# By the token of a visit, which each test has to itself.
_notes: Final[dict[str, list[str]]] = {}
_gates: Final[dict[str, Semaphore]] = {}


def note(token: str, text: str) -> None:
    """Tell the test of this visit that something has happened."""
    _notes.setdefault(token, []).append(text)


def wait_at_gate(token: str) -> None:
    """Be a slow handler: go on when the test says so, and late enough for what came before to be shown by itself."""
    note(token, "waiting")
    time.sleep(SLOW)
    if not _gates.setdefault(token, Semaphore(0)).acquire(timeout=PATIENCE):
        raise TimeoutError(f"nobody has opened the gate of {token}")


def _told(request: HttpRequest, token: str) -> HttpResponse:
    return JsonResponse(_notes.get(token, []), safe=False)


def _open(request: HttpRequest, token: str, many: int) -> HttpResponse:
    _gates.setdefault(token, Semaphore(0)).release(many)
    return HttpResponse()


def copied(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view that gives one and the same document at every visit, as a browser does that restores or copies a tab."""
    documents: dict[str, HttpResponseBase] = {}

    def copy(request: HttpRequest, token: str) -> HttpResponseBase:
        if token not in documents:
            documents[token] = view(request, token=token)
        return documents[token]

    return copy


def strict_policy(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a page asked for with `?strict` does without inline scripts, styles and text that becomes HTML."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        if "strict" in request.GET:
            response["Content-Security-Policy"] = STRICT_POLICY
        return response

    return middleware


urlpatterns = [path("notes/<str:token>/", _told), path("open/<str:token>/<int:many>/", _open)]
