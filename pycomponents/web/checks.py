"""System checks: what a project must have for its pages to come alive. One function each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.asgi import ASGIHandler
from django.template import engines
from django.utils.module_loading import import_string

from pycomponents.web.conf import conf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def register() -> None:
    """Let `manage.py check`, and every start, run them."""
    for check in (
        check_settings,
        check_asgi_application,
        check_socket_route,
        check_origin,
        check_static_files,
        check_middleware,
    ):
        checks.register(check, "pycomponents")


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

    installed = "django.contrib.staticfiles" in settings.INSTALLED_APPS
    if installed and finders.find("pycomponents/pycomponents.js"):
        return []
    if not installed and settings.STATIC_URL:
        return []  # served by other means
    return [
        checks.Error(
            "The client, pycomponents/pycomponents.js, is not among the static files.",
            hint='Have "django.contrib.staticfiles" in INSTALLED_APPS, '
            'and "django.contrib.staticfiles.finders.AppDirectoriesFinder" in STATICFILES_FINDERS.',
            id="pycomponents.E006",
        )
    ]


MIDDLEWARE: Final = "pycomponents.web.middleware.private_pages"
_TAGS: Final = "pycomponents.templatetags.pycomponents"
_EXTENSION: Final = "pycomponents.web.jinja.Components"
_LOADS: Final = re.compile(rb"\{%-?\s*load\s[^%]*\bpycomponents\b")
_LARGEST_TEMPLATE: Final = 1 << 20


def check_middleware(**_: Any) -> Sequence[checks.CheckMessage]:
    # Where nobody can log in, no page is anybody's own.
    if MIDDLEWARE in settings.MIDDLEWARE or not apps.is_installed("django.contrib.auth"):
        return []
    template = next(_with_components(), None)
    if template is None:
        return []
    return [
        checks.Warning(
            f"{template} can hold components, but the middleware that keeps users' pages out of caches is missing.",
            hint=f'Add "{MIDDLEWARE}" to MIDDLEWARE, below those that cache or compress.',
            id="pycomponents.W007",
        )
    ]


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
