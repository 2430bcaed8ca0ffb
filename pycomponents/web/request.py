"""Who is looking at a page, and at which address: the same in the first HTML and over the socket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

from django.apps import apps
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.datastructures import CaseInsensitiveMapping

from pycomponents.errors import ComponentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
    from django.contrib.sessions.backends.base import SessionBase
    from django.http import HttpRequest

    User: TypeAlias = AbstractBaseUser | AnonymousUser


class PageRequest:
    """What components see as `self.request`.

    session: Django's session, or `None` without sessions.
    url: the address of the page with its query, as the browser asked for it ("/todos/?q=milk").
    headers: the request's headers, by name in any case.
    language, time_zone: those that the first HTML was made in.
    """

    def __init__(
        self,
        *,
        url: str,
        headers: Mapping[str, str],
        user: User | None,
        session: SessionBase | None,
        language: str | None,
        time_zone: str,
    ) -> None:
        self.url = url
        self.headers = headers
        self._user = user
        self.session = session
        self.language = language
        self.time_zone = time_zone

    @property
    def user(self) -> User:
        """The user; an `AnonymousUser` where nobody is logged in. Raises `ComponentError` without Django's auth."""
        if self._user is None:
            raise ComponentError('self.request.user needs "django.contrib.auth" in INSTALLED_APPS.')
        return self._user

    @property
    def path(self) -> str:
        """The address without its query."""
        return urlsplit(self.url).path

    @property
    def query(self) -> QueryDict:
        """The query of the address."""
        return QueryDict(urlsplit(self.url).query)


def from_http(request: HttpRequest) -> PageRequest:
    """The request of a first HTML."""
    return PageRequest(
        url=request.get_full_path(),
        headers=request.headers,
        user=request.user if hasattr(request, "user") else _nobody(),  # lazy: looking at it would make the page private
        session=getattr(request, "session", None),
        language=translation.get_language(),
        time_zone=timezone.get_current_timezone_name(),
    )


def for_anybody(request: HttpRequest) -> PageRequest:
    """The request of a first HTML that anybody may have from a cache: of it, only languages are kept."""
    return PageRequest(
        url="",
        headers=CaseInsensitiveMapping(dict[str, str]()),
        user=_nobody(),
        session=None,
        language=translation.get_language(),
        time_zone=timezone.get_current_timezone_name(),
    )


def from_socket(scope: Mapping[str, Any], *, url: str, language: str | None, time_zone: str) -> PageRequest:
    """The request of a page that a socket has joined; the address and languages are those of its first HTML."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    return PageRequest(
        url=url,
        headers=CaseInsensitiveMapping(headers),
        user=scope["user"] if "user" in scope else _nobody(),
        session=scope.get("session"),
        language=language,
        time_zone=time_zone,
    )


def _nobody() -> AnonymousUser | None:
    if not apps.is_installed("django.contrib.auth"):
        return None
    from django.contrib.auth.models import AnonymousUser  # its module defines models

    return AnonymousUser()


def identity(request: PageRequest) -> str:
    """Who is looking, as a text that changes when the login does; empty for nobody."""
    user, session = request._user, request.session  # pyright: ignore[reportPrivateUsage]
    # Without a session cookie nobody can be logged in, and asking would cost a query.
    if user is None or session is None or not session.session_key or not user.is_authenticated:
        return ""
    get_hash = getattr(user, "get_session_auth_hash", str)
    who = f"{user.pk}:{get_hash()}:{session.session_key}"
    return salted_hmac("pycomponents.identity", who, algorithm="sha256").hexdigest()[:32]
