"""Who may open a socket: pages of the same site, and origins that the project trusts."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.utils.http import is_same_domain

if TYPE_CHECKING:
    from collections.abc import Mapping

logger = logging.getLogger("pycomponents")

_DEFAULT_PORTS = {"http": 80, "https": 443}


def is_allowed(scope: Mapping[str, Any]) -> bool:
    """Whether the page that opens this socket is of the same scheme, host and port, or of a trusted origin.

    A browser always says where a page comes from; a request that does not is refused.
    """
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    origin = headers.get(b"origin", "")
    host = _host(headers)
    if not _host_is_ours(host):
        logger.warning("A socket was refused: its host %.80r is not in ALLOWED_HOSTS.", host)
        return False
    if _same_origin(origin, host, secure=_is_secure(scope, headers)) or _is_trusted(origin):
        return True
    logger.warning(
        "A socket was refused: its origin %.80r is not that of the host %.80r. "
        "If that is meant, add the origin to CSRF_TRUSTED_ORIGINS; behind a proxy, see SECURE_PROXY_SSL_HEADER.",
        origin,
        host,
    )
    return False


def _host(headers: Mapping[bytes, str]) -> str:
    if settings.USE_X_FORWARDED_HOST and b"x-forwarded-host" in headers:
        return headers[b"x-forwarded-host"]
    return headers.get(b"host", "")


def _host_is_ours(host: str) -> bool:
    allowed = settings.ALLOWED_HOSTS
    if settings.DEBUG and not allowed:
        allowed = [".localhost", "127.0.0.1", "[::1]"]
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, allowed)


def _is_secure(scope: Mapping[str, Any], headers: Mapping[bytes, str]) -> bool:
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        said = headers.get(name.removeprefix("HTTP_").replace("_", "-").lower().encode())
        if said is not None:
            return said.split(",", 1)[0].strip() == secure
    return bool(scope.get("scheme") in ("wss", "https"))


def _same_origin(origin: str, host: str, *, secure: bool) -> bool:
    scheme = "https" if secure else "http"
    there, here = _parts(origin), _parts(f"{scheme}://{host}")
    return there is not None and there == here


def _parts(origin: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port of an origin; `None` for what is no origin."""
    try:
        url = urlsplit(origin)
        if (
            url.scheme not in _DEFAULT_PORTS
            or not url.hostname
            or url.path
            or url.query
            or url.fragment
            or url.username
        ):
            return None
        return url.scheme, url.hostname, url.port or _DEFAULT_PORTS[url.scheme]
    except ValueError:
        return None


def _is_trusted(origin: str) -> bool:
    """As Django's CSRF protection reads `CSRF_TRUSTED_ORIGINS`: exact, or with a leading `*.` for all of a domain."""
    parts = _parts(origin)
    if parts is None:
        return False
    for trusted in settings.CSRF_TRUSTED_ORIGINS:
        scheme, _, pattern = trusted.partition("://")
        if pattern.startswith("*."):
            if scheme == parts[0] and is_same_domain(urlsplit(origin).netloc, pattern[1:]):
                return True
        elif _parts(trusted) == parts:
            return True
    return False
