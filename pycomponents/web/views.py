"""The first HTML of a page: what `Component.as_view()` gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt

from pycomponents.component.component import describe
from pycomponents.errors import CodecError, PropError, nearest
from pycomponents.runtime import codec
from pycomponents.web.building import first_page
from pycomponents.web.document import Document, render_document
from pycomponents.web.middleware import patch_private
from pycomponents.web.posted import with_sent
from pycomponents.web.request import from_http, identity

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from pycomponents.component.component import Component

_METHODS = ("GET", "HEAD", "POST")


def view_of(cls: type[Component], options: dict[str, Any]) -> Callable[..., HttpResponse]:
    """The view behind `cls.as_view(**options)`. Raises `PropError` for an option that is no prop."""
    document = options.pop("document", None) or Document()
    for name in options:
        if name not in cls.__props__:
            raise PropError(f"{cls.__name__}.as_view({name}=…): there is no such prop.{nearest(name, cls.__props__)}")

    # A POST arrives where a form was sent without script. It changes nothing: it shows the page, and what was typed.
    @csrf_exempt
    def view(request: HttpRequest, **arguments: object) -> HttpResponse:
        if request.method not in _METHODS:
            return HttpResponseNotAllowed(_METHODS)
        return _respond(describe(cls, {**options, **_converted(cls, arguments)}), document, request)

    view.__name__ = view.__qualname__ = f"{cls.__name__}.as_view()"
    view.__doc__ = cls.__doc__
    return view


def _converted(cls: type[Component], arguments: dict[str, object]) -> dict[str, object]:
    """The URL's arguments as props. A text that is no value of the prop's type is an address that does not exist."""
    for name in arguments:
        if name not in cls.__props__:
            raise PropError(
                f"The URL gives {name!r}, which is no prop of {cls.__name__}.{nearest(name, cls.__props__)}"
            )
    try:
        return {name: codec.from_text(cls, name, value) for name, value in arguments.items()}
    except CodecError as error:
        raise Http404(str(error)) from error


def _respond(description: Component, document: Document, request: HttpRequest) -> HttpResponse:
    page_request = from_http(request)
    page, _, ticket = first_page(description, page_request)
    shown = page.tree.root.boundary
    if request.method == "POST":
        shown = with_sent(shown, dict(request.POST.lists()))
    response = HttpResponse(render_document(document, page, ticket, shown))
    if identity(page_request):
        patch_private(response)
    return response
