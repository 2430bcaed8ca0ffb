"""System checks: what a project must have for its pages to come alive. One function each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.asgi import ASGIHandler
from django.utils.module_loading import import_string

from pycomponents.web.conf import conf

if TYPE_CHECKING:
    from collections.abc import Sequence


def register() -> None:
    """Let `manage.py check`, and every start, run them."""
    for check in (check_settings, check_asgi_application, check_socket_route, check_origin, check_static_files):
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
