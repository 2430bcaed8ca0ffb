"""What a tag in a template cannot do: the headers of a response that holds what is one user's."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.decorators import sync_and_async_middleware

from pycomponents.web.embedding import PRIVATE, embedded_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

logger = logging.getLogger("pycomponents")

# In HTML that a template has taken from a cache, no tag has run.
_MARK: Final = f'data-pc-page="{PRIVATE}"'.encode()


@sync_and_async_middleware
def private_pages(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Keep a page out of caches if a component in it was made for somebody who is logged in.

    Put it into `MIDDLEWARE` below those that cache or compress. What `as_view()` gives does not need it.
    """
    if iscoroutinefunction(get_response):  # pyright: ignore[reportDeprecated]  inspect's knows no marked objects in 3.11

        async def respond_async(request: HttpRequest) -> HttpResponseBase:
            return _guarded(request, await get_response(request))

        return respond_async

    def respond(request: HttpRequest) -> HttpResponseBase:
        return _guarded(request, get_response(request))

    return respond


def _guarded(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    embedded = embedded_in(request)
    if embedded.private or _is_marked(response):
        patch_private(response)
    if settings.DEBUG and embedded.roots and not embedded.assets:
        logger.warning("%s holds components, but no pycomponents_assets: they stay without life.", request.path)
    return response


def _is_marked(response: HttpResponseBase) -> bool:
    return "html" in response.get("Content-Type", "") and _MARK in getattr(response, "content", b"")


def patch_private(response: HttpResponseBase) -> None:
    """It shows what one user may see, and its ticket is that user's: no other may get it from a cache."""
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
