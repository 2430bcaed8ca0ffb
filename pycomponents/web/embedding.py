"""Components in templates: what the tags of Django's templates and the functions of Jinja2's write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.templatetags.static import static

from pycomponents.component.component import describe
from pycomponents.dom.html import html as write
from pycomponents.errors import CodecError, PropError, PycomponentsError, RenderError, TicketError, message, nearest
from pycomponents.html import script
from pycomponents.runtime import codec
from pycomponents.runtime.messages import LARGEST_JOIN, MOST_ROOTS
from pycomponents.web.building import first_page
from pycomponents.web.document import page_record, record_script, root_record
from pycomponents.web.registry import find
from pycomponents.web.request import for_anybody, from_http, identity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

    from pycomponents.component.component import Component
    from pycomponents.dom.node import Element

# What the record of a page says whose ticket is somebody's: the middleware looks for it.
PRIVATE: Final = "private"
# A join says more than its tickets.
_LARGEST_TICKETS: Final = LARGEST_JOIN - 4096


@dataclass(slots=True)
class Embedded:
    """What templates have put into the response to one request."""

    roots: int = 0
    characters: int = 0  # of their tickets
    private: bool = False
    assets: bool = False


def embedded_in(request: HttpRequest) -> Embedded:
    """What is embedded so far. It is noted on the request, for the middleware."""
    found: Embedded | None = getattr(request, "_pycomponents", None)
    if found is None:
        found = request._pycomponents = Embedded()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    return found


def component(
    tag: str, request: HttpRequest | None, name: object, props: Mapping[str, object], *, shared: bool = False
) -> str:
    """A component's complete HTML, and its record behind it.

    tag: what to call it in errors. shared: made for nobody, so that everybody may have it from a cache.
    Raises `RegistryError` for a name that no component has, `PropError` for props that do not fit.
    """
    where = f"{tag} {name!r}"
    if request is None:
        raise RenderError(
            message("there is no request.", where=where, cure="Render the template with one: render(request, …).")
        )
    description = _description(where, name, props)
    page_request = for_anybody(request) if shared else from_http(request)
    page, html, ticket = first_page(description, page_request)
    private = bool(identity(page_request))
    _count(where, embedded_in(request), ticket, private=private)
    return html + write(record_script(root_record(page, ticket), PRIVATE if private else True))


def assets(request: HttpRequest | None) -> str:
    """The client, and what it must know of the server; nothing, where this page has them already."""
    if request is not None:
        embedded = embedded_in(request)
        if embedded.assets:
            return ""
        embedded.assets = True
    return write(record_script(page_record())) + write(_client(request))


def _client(request: HttpRequest | None) -> Element:
    nonce = _nonce(request)
    source = static("pycomponents/pycomponents.js")
    return script(type="module", src=source, nonce=None if nonce is None else str(nonce))


def _nonce(request: HttpRequest | None) -> object:
    """The nonce of the content security policy: as django-csp names it, as Django 6 does."""
    # It may be lazy, and false until it is written.
    csp = getattr(request, "csp_nonce", None)
    return getattr(request, "_csp_nonce", None) if csp is None else csp


def _description(where: str, name: object, props: Mapping[str, object]) -> Component:
    try:
        cls = find(str(name))
        for prop in props:
            if prop not in cls.__props__:
                raise PropError(f"{cls.__name__} has no prop {prop!r}.{nearest(prop, cls.__props__)}")
        given = {prop: _plain(value) for prop, value in props.items()}
        described = describe(cls, given)
        codec.encode(cls, given)  # before anything of the component runs with values that it does not expect
    except CodecError as error:
        raise PropError(f"{where}: {error}") from error
    except PycomponentsError as error:
        raise type(error)(f"{where}: {error}") from error
    return described


def _plain(value: object) -> object:
    """A text that a template takes for safe HTML, as each of its literals, is a text like any other here."""
    return str.__str__(value) if isinstance(value, str) else value


def _count(where: str, embedded: Embedded, ticket: str, *, private: bool) -> None:
    embedded.roots += 1
    embedded.characters += len(ticket)
    embedded.private = embedded.private or private
    if embedded.roots > MOST_ROOTS or embedded.characters > _LARGEST_TICKETS:
        raise TicketError(
            message(
                f"a page may hold {MOST_ROOTS} components by tags, with tickets of {_LARGEST_TICKETS:,} characters.",
                where=where,
                cure="Put what belongs together into one component, and give it primary keys instead of data.",
            )
        )
