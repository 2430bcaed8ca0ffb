"""System checks: what a project must have for its pages to come alive. One function each."""

from __future__ import annotations

import logging
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.asgi import ASGIHandler
from django.core.management import get_commands
from django.core.signals import request_started
from django.template import engines
from django.urls import resolve
from django.utils.module_loading import import_string

from pycomponents.web.conf import conf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

logger = logging.getLogger("pycomponents")


def register() -> None:
    """Let `manage.py check`, and every start, run them."""
    for check in (
        check_settings,
        check_asgi_application,
        check_socket_route,
        check_origin,
        check_static_files,
        check_static_handler,
        check_server,
        check_middleware,
    ):
        checks.register(check, "pycomponents")
    if settings.DEBUG:
        request_started.connect(look_for_sockets)


def check_settings(**_: Any) -> Sequence[checks.CheckMessage]:
    try:
        conf()
    except ImproperlyConfigured as error:
        return [checks.Error(str(error), id="pycomponents.E001")]
    return []


def check_asgi_application(**_: Any) -> Sequence[checks.CheckMessage]:
    if getattr(settings, "ASGI_APPLICATION", None):
        return []
    return [
        checks.Warning(
            "ASGI_APPLICATION is not set, so it cannot be checked that pages have a socket to join.",
            hint='Set ASGI_APPLICATION = "mysite.asgi.application".',
            id="pycomponents.W002",
        )
    ]


def check_socket_route(**_: Any) -> Sequence[checks.CheckMessage]:
    name = getattr(settings, "ASGI_APPLICATION", None)
    if not name:
        return []
    try:
        application = import_string(name)
    except Exception as error:  # noqa: BLE001  whatever the project's module raises belongs into the answer
        return [
            checks.Error(
                f"ASGI_APPLICATION = {name!r} cannot be imported: {error}.",
                hint="Name the module and the application in it.",
                id="pycomponents.E003",
            )
        ]
    if not isinstance(application, ASGIHandler) and "websocket" in getattr(
        application, "application_mapping", {"websocket": None}
    ):
        return []
    return [
        checks.Error(
            f"{name} has no route for sockets, so pages would stay without life.",
            hint="Make it a channels.routing.ProtocolTypeRouter, and in it write "
            '"websocket": pycomponents.web.asgi.sockets().',
            id="pycomponents.E004",
        )
    ]


def check_origin(**_: Any) -> Sequence[checks.CheckMessage]:
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        checks.Warning(
            'ALLOWED_HOSTS = ["*"] lets a page of any host name that resolves to this server open sockets.',
            hint="Name the hosts of this site.",
            id="pycomponents.W005",
        )
    ]


def check_static_files(**_: Any) -> Sequence[checks.CheckMessage]:
    from django.contrib.staticfiles import finders

    installed = apps.is_installed("django.contrib.staticfiles")
    if finders.find(CLIENT) if installed else _serves_static_itself():
        return []
    return [
        checks.Error(
            f"The client, {CLIENT}, is not among the static files.",
            hint='Have "django.contrib.staticfiles" in INSTALLED_APPS, '
            'and "django.contrib.staticfiles.finders.AppDirectoriesFinder" in STATICFILES_FINDERS.',
            id="pycomponents.E006",
        )
    ]


def check_static_handler(**_: Any) -> Sequence[checks.CheckMessage]:
    """While developing, an ASGI server that is given Django alone serves no static files."""
    if not settings.DEBUG or _runserver() is not None or _serves_static_itself():
        return []
    application = _asgi_application()
    http = getattr(application, "application_mapping", {"http": application}).get("http")
    if not isinstance(http, ASGIHandler) or isinstance(http, StaticFilesHandlerMixin):
        return []
    return [
        checks.Warning(
            "DEBUG is on, and the ASGI application serves no static files: pages would be without their client.",
            hint='While developing, write "http": ASGIStaticFilesHandler(django), '
            "from django.contrib.staticfiles.handlers.",
            id="pycomponents.W008",
        )
    ]


def check_server(**_: Any) -> Sequence[checks.CheckMessage]:
    if _runserver() not in ("django.core", "django.contrib.staticfiles"):
        return []
    return [
        checks.Warning(
            "Django's own runserver speaks no websockets, so pages would stay without life.",
            hint=f"Run an ASGI server: python -m uvicorn {_uvicorn_name()} --reload. "
            'Or install daphne, and have "daphne" at the top of INSTALLED_APPS.',
            id="pycomponents.W009",
        )
    ]


CLIENT: Final = "pycomponents/pycomponents.js"


def _serves_static_itself() -> bool:
    """Whether static files are on another host, or served by a middleware or a URL of the project."""
    url: str | None = settings.STATIC_URL
    if not url:
        return False
    if urlsplit(url).netloc or any("whitenoise" in name.lower() for name in settings.MIDDLEWARE):
        return True
    try:
        resolve(f"/{url.lstrip('/')}{CLIENT}")
    except Exception:  # noqa: BLE001  no such URL, or a project whose URLs cannot be read, which other checks tell
        return False
    return True


def _asgi_application() -> Any:
    try:
        return import_string(settings.ASGI_APPLICATION)
    except Exception:  # noqa: BLE001  see `check_socket_route`
        return None


def _runserver() -> str | None:
    """Whose `manage.py runserver` this is, if it is one."""
    return get_commands().get("runserver") if sys.argv[1:2] == ["runserver"] else None


def _uvicorn_name() -> str:
    name: str = getattr(settings, "ASGI_APPLICATION", None) or "mysite.asgi.application"
    return ":".join(name.rsplit(".", 1))


# While developing, a page that asks in vain for its socket would be told only as "Not Found", again and again.


def look_for_sockets(
    environ: Mapping[str, str] | None = None, scope: Mapping[str, Any] | None = None, **_: Any
) -> None:
    """Say once why nobody answers a page that wants its socket."""
    path = environ.get("PATH_INFO") if environ else scope and scope["path"].removeprefix(scope.get("root_path", ""))
    if path == conf().SOCKET_PATH:
        request_started.disconnect(look_for_sockets)
        logger.warning(
            "%s was asked by plain HTTP: this server speaks no websockets, or the ASGI application has no route for "
            "them. Pages stay without life. Run: python -m uvicorn %s --reload, with uvicorn[standard] installed.",
            path,
            _uvicorn_name(),
        )


MIDDLEWARE: Final = "pycomponents.web.middleware.private_pages"
_ABOVE: Final = ("django.middleware.cache.UpdateCacheMiddleware", "django.middleware.gzip.GZipMiddleware")
_TAGS: Final = "pycomponents.templatetags.pycomponents"
_EXTENSION: Final = "pycomponents.web.jinja.Components"
_LOADS: Final = re.compile(rb"\{%-?\s*load\s[^%]*\bpycomponents\b")
_LARGEST_TEMPLATE: Final = 1 << 20


def check_middleware(**_: Any) -> Sequence[checks.CheckMessage]:
    # Where nobody can log in, no page is anybody's own.
    wrong = _middleware_is_wrong([*settings.MIDDLEWARE]) if apps.is_installed("django.contrib.auth") else None
    template = next(_with_components(), None) if wrong else None
    if wrong is None or template is None:
        return []
    what, hint = wrong
    return [checks.Warning(f"{template} can hold components, but {what}.", hint=hint, id="pycomponents.W007")]


def _middleware_is_wrong(used: list[str]) -> tuple[str, str] | None:
    """What is wrong with the middleware that keeps users' pages out of caches, and what to do."""
    if MIDDLEWARE not in used:
        return (
            "the middleware that keeps users' pages out of caches is missing",
            f'Add "{MIDDLEWARE}" to MIDDLEWARE, below those that cache or compress.',
        )
    for other in used[used.index(MIDDLEWARE) :]:
        if other in _ABOVE:
            return (
                f"{other} sees a response before the middleware that keeps users' pages out of caches",
                f'Put "{MIDDLEWARE}" below it in MIDDLEWARE.',
            )
    return None


def _with_components() -> Iterator[str]:
    """What can hold components: templates that load the tags, engines that give them to all of theirs."""
    try:
        backends = engines.all()
    except Exception:  # noqa: BLE001  Django's own checks say what is wrong with TEMPLATES
        return
    for backend in backends:
        environment, engine = getattr(backend, "env", None), getattr(backend, "engine", None)
        everywhere = _EXTENSION in getattr(environment, "extensions", ()) or _TAGS in getattr(engine, "builtins", ())
        if everywhere:
            yield f"Every template of TEMPLATES {backend.name!r}"
        elif engine is not None:
            for folder in backend.template_dirs:
                yield from (str(file) for file in Path(folder).rglob("*") if _loads_tags(file))


def _loads_tags(file: Path) -> bool:
    try:
        return file.is_file() and file.stat().st_size < _LARGEST_TEMPLATE and bool(_LOADS.search(file.read_bytes()))
    except OSError:
        return False
