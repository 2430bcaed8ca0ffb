"""Which pages may open a socket: those of the same scheme, host and port, and those that the project trusts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.test import RequestFactory, override_settings
from django.urls import path
from websockets.exceptions import InvalidStatus

from pycomponents import Component, Node
from pycomponents.html import div
from pycomponents.web.access import is_allowed
from tests.web.client import connected, facts, fetch, refusal
from tests.web.site import note, site

if TYPE_CHECKING:
    from tests.server import Server


class Plain(Component):
    def mount(self) -> None:
        note("mounted")

    def render(self) -> Node:
        return div["plain"]


urlpatterns = site(path("", Plain.as_view()))


# Twelve that are not the page's own. {port} is the server's.
FOREIGN = [
    "http://evil.example",
    "null",
    None,
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "https://127.0.0.1:{port}",
    "http://sub.127.0.0.1:{port}",
    "http://127.0.0.1.evil.example:{port}",
    "http://127.0.0.1:{port}@evil.example",
    "http://evil.example#http://127.0.0.1:{port}",
    "http://[::1",
    "http://127.0.0.1:{port}/",
    "file://",
    "127.0.0.1:{port}",
    "http://127.0.0.1:99999999",
    "http://localhost:{port}",
    "x" * 5000,
]


async def test_pages_of_other_origins_open_no_socket(server: Server) -> None:
    start = len(server.log_text())
    page = fetch(server, "/")
    fetch(server, "/forget/")
    facts(server)
    for origin in FOREIGN:
        with pytest.raises(InvalidStatus) as refused:
            async with connected(server, origin=origin and origin.format(port=server.port)):
                pass
        assert refused.value.response.status_code == 403, origin
    assert facts(server)["notes"] == []
    lines = server.log_text()[start:].splitlines()
    assert len(lines) == len(FOREIGN)
    assert all(len(line) <= 300 and "A socket was refused" in line for line in lines)
    assert await refusal(server, page.ticket) == 0


def allowed(origin: str | None, host: str = "example.com", *, secure: bool = True, **headers: str) -> bool:
    given = {"host": host, **({} if origin is None else {"origin": origin})}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    scope: dict[str, Any] = {
        "type": "websocket",
        "scheme": "wss" if secure else "ws",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }
    return is_allowed(scope)


@override_settings(ALLOWED_HOSTS=["*"], CSRF_TRUSTED_ORIGINS=[])
def test_the_default_port_is_the_schemes_and_all_hosts_do_not_mean_all_origins() -> None:
    assert allowed("https://example.com")
    assert allowed("https://example.com:443")
    assert allowed("https://example.com", "example.com:443")
    assert allowed("https://EXAMPLE.com", "example.COM")
    assert allowed("http://example.com:8000", "example.com:8000", secure=False)
    assert allowed("http://[::1]:8000", "[::1]:8000", secure=False)
    assert not allowed("http://example.com")
    assert not allowed("https://example.com:8443")
    assert not allowed("https://example.com", "example.com:8443")
    assert not allowed("https://evil.example")
    assert not allowed("https://www.example.com")
    assert not allowed("null")
    assert not allowed("")
    assert not allowed(None)
    assert not allowed("https://example.com", "")


@override_settings(ALLOWED_HOSTS=["example.com", ".example.org"])
def test_the_host_must_be_one_of_this_site() -> None:
    assert allowed("https://example.com")
    assert allowed("https://a.example.org", "a.example.org")
    for host in ("evil.example", "example.com.evil.example", "", "example.com, evil.example", "exa mple.com", "[::1"):
        assert not allowed(f"https://{host}", host), host


ORIGINS = [
    "https://example.com",
    "https://app.example.net",
    "https://app.example.net:443",
    "https://app.example.net:8443",
    "http://app.example.net",
    "https://example.net",
    "https://a.example.org",
    "https://a.b.example.org",
    "https://example.org",
    "https://evilexample.org",
    "https://a.example.org.evil.example",
    "https://a.example.org:8443",
    "http://a.example.org",
    "https://user@a.example.org",
    "https://evil.example/.example.org",
    "https://evil.example#.example.org",
    "https://evil.example?.example.org",
    "https://[.example.org",
    "null",
    "*.example.org",
]
TRUSTED = ["https://app.example.net", "https://*.example.org"]


@override_settings(ALLOWED_HOSTS=["example.com"], CSRF_TRUSTED_ORIGINS=TRUSTED)
@pytest.mark.parametrize("origin", ORIGINS)
def test_trusted_origins_are_those_of_djangos_protection_of_forms(origin: str) -> None:
    request = RequestFactory().post("/", secure=True, headers={"host": "example.com", "origin": origin})
    djangos: bool = CsrfViewMiddleware(HttpResponse)._origin_verified(request)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
    # It compares texts. We know that 443 is the port of https, and that an origin has neither user, path nor query.
    if origin == "https://app.example.net:443":
        djangos = True
    if any(sign in origin.removeprefix("https://") for sign in "@/#?"):
        djangos = False
    assert allowed(origin) == djangos


@override_settings(ALLOWED_HOSTS=["example.com"], SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_a_proxy_may_say_that_the_page_was_secure() -> None:
    assert allowed("https://example.com", secure=False, x_forwarded_proto="https")
    assert allowed("https://example.com", secure=False, x_forwarded_proto="https, http")
    assert not allowed("http://example.com", secure=False, x_forwarded_proto="https")
    assert not allowed("https://example.com", secure=False, x_forwarded_proto="http")
    assert not allowed("https://example.com", secure=False)
    assert allowed("http://example.com", secure=False)


@override_settings(ALLOWED_HOSTS=["example.com"])
def test_headers_of_proxies_mean_nothing_where_the_project_does_not_say_so() -> None:
    assert not allowed("https://example.com", secure=False, x_forwarded_proto="https")
    assert not allowed("https://example.com", "inner:8000", x_forwarded_host="example.com")
    assert allowed("https://example.com", x_forwarded_host="evil.example")


@override_settings(ALLOWED_HOSTS=["example.com"], USE_X_FORWARDED_HOST=True)
def test_a_proxy_may_say_which_host_was_asked() -> None:
    assert allowed("https://example.com", "inner:8000", x_forwarded_host="example.com")
    assert allowed("https://example.com:8443", "inner:8000", x_forwarded_host="example.com:8443")
    assert allowed("https://example.com")
    assert not allowed("https://evil.example", "example.com", x_forwarded_host="evil.example")
    assert not allowed("https://inner:8000", "inner:8000", x_forwarded_host="example.com")
