"""One line of ASGI routing: `"websocket": sockets()`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.conf import settings

from pycomponents.web.conf import conf
from pycomponents.web.consumer import Sockets

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Application = Callable[[Any, Any, Any], Awaitable[None]]


def sockets(others: Application | None = None) -> Application:
    """The application for `"websocket"` in a `ProtocolTypeRouter`, with Django's sessions and users.

    It tells Python's garbage collector to run less often, and when nobody waits, unless the setting COLLECTOR is False.

    others: the application for other paths, if the project has sockets of its own.
    """
    return routed(Sockets(), others)


def routed(ours: Sockets, others: Application | None = None) -> Application:
    """The same, with what is known of the sockets in the caller's hands."""
    return _with_user(_Router(ours, others))


class _Router:
    def __init__(self, ours: Sockets, others: Application | None) -> None:
        self._ours = ours
        self._others = others

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        # As Django finds it; a proxy may have taken the prefix off already.
        prefix: str = settings.FORCE_SCRIPT_NAME or scope.get("root_path", "")
        path: str = scope["path"].removeprefix(prefix.rstrip("/"))
        if path == conf().SOCKET_PATH:
            await self._ours(scope, receive, send)
        elif self._others is not None:
            await self._others(scope, receive, send)
        else:
            await send({"type": "websocket.close"})


def _with_user(application: Application) -> Application:
    if apps.is_installed("django.contrib.auth"):
        from channels.auth import AuthMiddlewareStack

        return cast("Application", AuthMiddlewareStack(application))
    if apps.is_installed("django.contrib.sessions"):
        from channels.sessions import SessionMiddlewareStack

        return cast("Application", SessionMiddlewareStack(application))
    return application
