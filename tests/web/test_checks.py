"""System checks: each speaks where something is missing, says what to do, and is silent where all is well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from channels.routing import ProtocolTypeRouter
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.contrib.staticfiles.views import serve
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.asgi import ASGIHandler
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.core.signals import request_started
from django.test import override_settings
from django.urls import path

from pycomponents.web import checks as ours
from pycomponents.web.asgi import sockets
from pycomponents.web.conf import conf

if TYPE_CHECKING:
    from pathlib import Path


async def application(*_: object) -> None:
    """Says nothing of its routes."""


good = ProtocolTypeRouter({"http": application, "websocket": sockets()})
without_sockets = ProtocolTypeRouter({"http": application})
as_startproject_makes_it = ASGIHandler()
without_static = ProtocolTypeRouter({"http": ASGIHandler(), "websocket": sockets()})
with_static = ProtocolTypeRouter({"http": ASGIStaticFilesHandler(ASGIHandler()), "websocket": sockets()})


HERE = __name__
urlpatterns = [path("static/<path:path>", serve)]
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
        ({"STATIC_URL": "static/", "INSTALLED_APPS": ["pycomponents"]}, "E006", "pycomponents.js", "in INSTALLED_APPS"),
        (
            {"DEBUG": True, "ASGI_APPLICATION": f"{HERE}.without_static"},
            "W008",
            "the ASGI application serves no static files",
            'write "http": ASGIStaticFilesHandler(django)',
        ),
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
        {"DEBUG": True},
        {"DEBUG": True, "ASGI_APPLICATION": f"{HERE}.with_static"},
        {"DEBUG": False, "ASGI_APPLICATION": f"{HERE}.without_static"},
        {"DEBUG": True, "ASGI_APPLICATION": f"{HERE}.without_static", "ROOT_URLCONF": HERE},
        {
            "DEBUG": True,
            "ASGI_APPLICATION": f"{HERE}.without_static",
            "MIDDLEWARE": ["whitenoise.WhiteNoise", ours.MIDDLEWARE],
        },
        {"STATIC_URL": "static/", "INSTALLED_APPS": ["pycomponents"], "ROOT_URLCONF": HERE},
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


def test_runserver_without_websockets_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["manage.py", "runserver"])
    with override_settings(**WELL):
        [(found, message, cure)] = said()
    assert (found, message) == (
        "pycomponents.W009",
        "Django's own runserver speaks no websockets, so pages would stay without life.",
    )
    assert cure is not None
    assert "python -m uvicorn tests.web.test_checks:good --reload" in cure
    assert '"daphne" at the top of INSTALLED_APPS' in cure


@pytest.mark.parametrize(("command", "whose"), [("runserver", "daphne"), ("check", "django.contrib.staticfiles")])
def test_another_server_is_left_alone(command: str, whose: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["manage.py", command])
    monkeypatch.setattr(ours, "get_commands", lambda: {"runserver": whose})
    with override_settings(**WELL):
        assert said() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "told",
    [
        {"environ": {"PATH_INFO": "/pycomponents/socket"}},
        {"scope": {"type": "http", "path": "/app/pycomponents/socket", "root_path": "/app"}},
    ],
)
def test_a_socket_that_is_asked_for_by_plain_http_is_told_once(
    told: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    with override_settings(**WELL):
        request_started.connect(ours.look_for_sockets)
        for request in ({"environ": {"PATH_INFO": "/"}}, told, told):
            request_started.send(sender=None, **request)
    [record] = caplog.records
    assert "/pycomponents/socket was asked by plain HTTP: this server speaks no websockets" in record.getMessage()
    assert "python -m uvicorn tests.web.test_checks:good --reload" in record.getMessage()
    assert len(record.getMessage()) <= 300


DJANGO = {"BACKEND": "django.template.backends.django.DjangoTemplates"}
JINJA = {"BACKEND": "django.template.backends.jinja2.Jinja2"}
EXTENSION = "pycomponents.web.jinja.Components"
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
        JINJA | {"OPTIONS": {"extensions": [EXTENSION]}},
    ],
)
def test_an_engine_that_gives_all_its_templates_components_wants_the_middleware(engine: dict[str, Any]) -> None:
    with override_settings(**UNGUARDED, TEMPLATES=[engine | {"NAME": "mine"}]):
        [(identity, what, _)] = said()
    assert identity == "pycomponents.W007"
    assert "Every template of TEMPLATES 'mine'" in what


@pytest.mark.parametrize(
    "other", ["django.middleware.cache.UpdateCacheMiddleware", "django.middleware.gzip.GZipMiddleware"]
)
def test_the_middleware_stands_below_those_that_cache_or_compress(other: str) -> None:
    ours, mine = "pycomponents.web.middleware.private_pages", JINJA | {"OPTIONS": {"extensions": [EXTENSION]}}
    well, upside_down = [*UNGUARDED["MIDDLEWARE"], other, ours], [*UNGUARDED["MIDDLEWARE"], ours, other]
    with override_settings(**UNGUARDED | {"MIDDLEWARE": well}, TEMPLATES=[mine]):
        assert said() == []
    with override_settings(**UNGUARDED | {"MIDDLEWARE": upside_down}, TEMPLATES=[mine]):
        [(identity, what, hint)] = said()
    assert identity == "pycomponents.W007"
    assert f"{other} sees a response before the middleware" in what
    assert hint == f'Put "{ours}" below it in MIDDLEWARE.'


def test_templates_without_components_want_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{% load static %}{# {% load %} pycomponents #}<p>pycomponents</p>")
    (tmp_path / "image.png").write_bytes(b"\x89PNG\xff")
    with override_settings(**UNGUARDED, TEMPLATES=[DJANGO | {"DIRS": [tmp_path, tmp_path / "nowhere"]}, JINJA]):
        assert said() == []


def test_templates_that_cannot_be_set_up_are_left_to_djangos_checks() -> None:
    with override_settings(**UNGUARDED, TEMPLATES=[{"BACKEND": "nowhere.Templates"}]):
        assert said() == []
