"""Somebody at a browser: cookies, a login, and what the socket learns of them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.test import Client, RequestFactory

from pycomponents.errors import message
from pycomponents.testing.errors import TestingError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.sessions.backends.base import SessionBase
    from django.http import HttpRequest

    from pycomponents.testing.hands.window import Navigation

# Whom Django's test client asks.
HOST: Final = "testserver"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A page as it came. url: where, after all redirections."""

    url: str
    html: str
    status: int


class Person:
    """One visitor. http: Django's test client, with this visitor's cookies.

    headers: sent with each request: `{"accept-language": "de"}`.
    """

    def __init__(self, user: Any = None, headers: Mapping[str, str] | None = None) -> None:
        self.http = Client(headers={**(headers or {})})
        self.headers = {name.lower(): value for name, value in (headers or {}).items()}
        if user is not None:
            self.http.force_login(user)

    def request(self, url: str) -> HttpRequest:
        """A GET of theirs, as a view sees it behind Django's own middleware."""
        request = RequestFactory(headers=self.headers).get(url)
        request.COOKIES.update({name: morsel.value for name, morsel in self.http.cookies.items()})
        session = self.session()
        if session is not None:
            request.session = session
        if apps.is_installed("django.contrib.auth"):
            request.user = _user_of(session)
        return request

    def load(self, navigation: Navigation) -> Loaded:
        """What they come to when they go there. Raises `TestingError` for what is no page."""
        if navigation.method == "post":
            fields: dict[str, list[str]] = {}
            for name, value in navigation.fields:
                fields.setdefault(name, []).append(value)
            response: Any = self.http.post(navigation.url, fields, follow=True)
        else:
            response = self.http.get(navigation.url, follow=True)
        url = response.redirect_chain[-1][0] if response.redirect_chain else navigation.url
        kind = response.headers.get("Content-Type", "")
        if "html" not in kind:
            raise TestingError(
                message("this is no page.", where=url, got=f"{response.status_code} {kind}", expected="HTML")
            )
        parts = urlsplit(url)
        html = response.content.decode(response.charset)
        return Loaded(parts._replace(scheme="", netloc="").geturl(), html, response.status_code)

    def scope(self) -> dict[str, Any]:
        """What Channels' middleware makes of their socket."""
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self.http.cookies.items())
        headers = {"host": HOST, "origin": f"http://{HOST}", "cookie": cookies, **self.headers}
        scope: dict[str, Any] = {
            "type": "websocket",
            "scheme": "ws",
            "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
        }
        session = self.session()
        if session is not None:
            scope["session"] = session
        if apps.is_installed("django.contrib.auth"):
            scope["user"] = _user_of(session)
        return scope

    def session(self) -> SessionBase | None:
        """Their session as it is stored now; `None` without Django's sessions."""
        if not apps.is_installed("django.contrib.sessions"):
            return None
        cookie = self.http.cookies.get(settings.SESSION_COOKIE_NAME)
        session: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore(cookie and cookie.value)
        return session


def _user_of(session: SessionBase | None) -> Any:
    from django.contrib.auth import get_user  # its module asks for models
    from django.contrib.auth.models import AnonymousUser

    request: Any = SimpleNamespace(session=session)
    return AnonymousUser() if session is None or not session.session_key else get_user(request)
