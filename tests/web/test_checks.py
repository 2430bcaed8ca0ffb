"""System checks: each speaks where something is missing, says what to do, and is silent where all is well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from channels.routing import ProtocolTypeRouter
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.asgi import ASGIHandler
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import override_settings

from pycomponents.web.asgi import sockets
from pycomponents.web.conf import conf

if TYPE_CHECKING:
    from pathlib import Path


async def application(*_: object) -> None:
    """Says nothing of its routes."""


good = ProtocolTypeRouter({"http": application, "websocket": sockets()})
without_sockets = ProtocolTypeRouter({"http": application})
as_startproject_makes_it = ASGIHandler()


HERE = __name__
WELL: dict[str, Any] = {"ASGI_APPLICATION": f"{HERE}.good", "ALLOWED_HOSTS": ["example.com"]}


def said() -> list[tuple[str | None, str, str | None]]:
    return [(message.id, message.msg, message.hint) for message in checks.run_checks(tags=["pycomponents"])]


def test_all_is_well() -> None:
    with override_settings(**WELL):
        assert said() == []


@pytest.mark.parametrize(
    ("settings", "identity", "what", "hint"),
    [
        ({"PYCOMPONENTS": {"TREADS": 8}}, "E001", "'TREADS'] does not exist. Did you mean 'THREADS'?", None),
        ({"PYCOMPONENTS": {"THREADS": "8"}}, "E001", "must be of type int. Got: '8'", None),
        ({"PYCOMPONENTS": {"THREADS": True}}, "E001", "must be of type int. Got: True", None),
        ({"PYCOMPONENTS": {"THREADS": 0}}, "E001", "'THREADS'] must be at least 1. Got: 0", None),
        ({"PYCOMPONENTS": {"TICKET_SECONDS": -1}}, "E001", "'TICKET_SECONDS'] must be at least 1. Got: -1", None),
        ({"PYCOMPONENTS": {"SOCKET_PATH": "live"}}, "E001", "must begin with \"/\". Got: 'live'", None),
        ({"ASGI_APPLICATION": None}, "W002", "ASGI_APPLICATION is not set", 'ASGI_APPLICATION = "mysite.asgi'),
        ({"ASGI_APPLICATION": f"{HERE}.missing"}, "E003", "missing' cannot be imported", "Name the module"),
        ({"ASGI_APPLICATION": "nowhere.application"}, "E003", "nowhere.application' cannot be", "Name the module"),
        ({"ASGI_APPLICATION": f"{HERE}.without_sockets"}, "E004", "no route for sockets", '"websocket": '),
        ({"ASGI_APPLICATION": f"{HERE}.as_startproject_makes_it"}, "E004", "no route for sockets", '"websocket": '),
        ({"ALLOWED_HOSTS": ["example.com", "*"]}, "W005", 'ALLOWED_HOSTS = ["*"]', "Name the hosts"),
        ({"STATIC_URL": None, "INSTALLED_APPS": ["pycomponents"]}, "E006", "pycomponents.js", "in INSTALLED_APPS"),
        ({"STATICFILES_FINDERS": []}, "E006", "pycomponents.js, is not among the static files", "AppDirectoriesFinder"),
    ],
)
def test_what_is_missing_is_named_with_its_cure(
    settings: dict[str, Any], identity: str, what: str, hint: str | None
) -> None:
    with override_settings(**WELL | settings):
        [(found, message, cure)] = said()
    assert found == f"pycomponents.{identity}"
    assert what in message
    assert hint is None or (cure is not None and hint in cure)


@pytest.mark.parametrize(
    "settings",
    [
        {"PYCOMPONENTS": {"THREADS": 2, "SOCKET_PATH": "/live", "TICKET_SECONDS": 60, "STRICT": True}},
        {"ASGI_APPLICATION": f"{HERE}.application"},
        {"ALLOWED_HOSTS": ["*.example.com", "example.com"]},
        {"ALLOWED_HOSTS": []},
        {"STATIC_URL": "https://static.example.com/", "INSTALLED_APPS": ["pycomponents"], "STATICFILES_FINDERS": []},
    ],
)
def test_what_is_unusual_and_right_is_left_alone(settings: dict[str, Any]) -> None:
    with override_settings(**WELL | settings):
        assert said() == []


def test_they_are_among_djangos_checks() -> None:
    with (
        override_settings(**WELL | {"ASGI_APPLICATION": f"{HERE}.without_sockets"}),
        pytest.raises(SystemCheckError, match=r"pycomponents\.E004"),
    ):
        call_command("check")


def test_a_wrong_setting_stops_what_needs_it() -> None:
    with (
        override_settings(PYCOMPONENTS={"THREAD": 1}),
        pytest.raises(ImproperlyConfigured, match=r"PYCOMPONENTS\['THREAD'\] does not exist\. Did you mean 'THREADS'"),
    ):
        conf()


DJANGO = {"BACKEND": "django.template.backends.django.DjangoTemplates"}
JINJA = {"BACKEND": "django.template.backends.jinja2.Jinja2"}
UNGUARDED = WELL | {"MIDDLEWARE": ["django.contrib.sessions.middleware.SessionMiddleware"]}


@pytest.mark.parametrize(
    "text", ["{% load pycomponents %}", "{%load i18n pycomponents cache%}", "{% load component from pycomponents %}"]
)
def test_templates_with_components_want_their_middleware(tmp_path: Path, text: str) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "page.html").write_text(f"<!doctype html>{text}<p>…")
    templates = [DJANGO | {"DIRS": [tmp_path]}]
    with override_settings(**UNGUARDED, TEMPLATES=templates):
        [(identity, what, hint)] = said()
    assert identity == "pycomponents.W007"
    assert "deep/page.html can hold components" in what
    assert hint is not None
    assert '"pycomponents.web.middleware.private_pages"' in hint
    with override_settings(**WELL, TEMPLATES=templates):
        assert said() == []
    alone = ["django.contrib.staticfiles", "pycomponents"]  # nobody can log in
    with override_settings(**UNGUARDED, TEMPLATES=templates, INSTALLED_APPS=alone):
        assert said() == []


@pytest.mark.parametrize(
    "engine",
    [
        DJANGO | {"OPTIONS": {"builtins": ["pycomponents.templatetags.pycomponents"]}},
        JINJA | {"OPTIONS": {"extensions": ["pycomponents.web.jinja.Components"]}},
    ],
)
def test_an_engine_that_gives_all_its_templates_components_wants_the_middleware(engine: dict[str, Any]) -> None:
    with override_settings(**UNGUARDED, TEMPLATES=[engine | {"NAME": "mine"}]):
        [(identity, what, _)] = said()
    assert identity == "pycomponents.W007"
    assert "Every template of TEMPLATES 'mine'" in what


def test_templates_without_components_want_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{% load static %}{# {% load %} pycomponents #}<p>pycomponents</p>")
    (tmp_path / "image.png").write_bytes(b"\x89PNG\xff")
    with override_settings(**UNGUARDED, TEMPLATES=[DJANGO | {"DIRS": [tmp_path, tmp_path / "nowhere"]}, JINJA]):
        assert said() == []


def test_templates_that_cannot_be_set_up_are_left_to_djangos_checks() -> None:
    with override_settings(**UNGUARDED, TEMPLATES=[{"BACKEND": "nowhere.Templates"}]):
        assert said() == []
