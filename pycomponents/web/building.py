"""A page is built for its first HTML, and built again from its ticket where that rendering is gone."""

from __future__ import annotations

import logging
import secrets
import time
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings

from pycomponents.component.component import Component, describe, props_of
from pycomponents.errors import CodecError, RegistryError, TicketError
from pycomponents.runtime import codec
from pycomponents.runtime.instances import Tree
from pycomponents.runtime.mailbox import wait
from pycomponents.runtime.page import Page
from pycomponents.runtime.pages import MOST_RENDERED, RENDERED_SECONDS, Shelf
from pycomponents.runtime.registry import fingerprint
from pycomponents.runtime.specs import Specs
from pycomponents.web.conf import conf
from pycomponents.web.registry import find, registry
from pycomponents.web.request import identity
from pycomponents.web.ticket import Ticket, derived_key, digest, seal, travelled

if TYPE_CHECKING:
    from pycomponents.runtime.instances import Restored
    from pycomponents.web.request import PageRequest

logger = logging.getLogger("pycomponents")

# Pages whose HTML has just gone out: the join that follows finds them here, if it comes to the same worker.
rendered_pages: Final[Shelf[Page]] = Shelf(RENDERED_SECONDS, MOST_RENDERED, lambda page: page.tree.discard())


def build_page(description: Component, request: PageRequest, restored: Restored | None) -> Page:
    """Mount and render a page. restored: its instances that were mounted before, from a ticket."""
    tree = Tree(request, wait=wait, strict=conf().STRICT, debug=settings.DEBUG)
    tree.restored = restored
    tree.mount_root(description)
    tree.restored = None
    return Page(tree, Specs(derived_key("specs")))


def first_page(description: Component, request: PageRequest) -> tuple[Page, str, str]:
    """The page, its HTML and its ticket. The page is kept for a while, for the join that will follow."""
    page = build_page(description, request, None)
    html = page.html()
    page.settle()
    nonce = secrets.token_urlsafe(12)
    ticket = seal(_ticket_for(page, html, nonce))
    rendered_pages.put(nonce, page)
    return page, html, ticket


def _ticket_for(page: Page, html: str, nonce: str) -> Ticket:
    root = page.tree.root.component
    request = page.tree.request
    return Ticket(
        component=registry().name_of(type(root)),
        props=codec.encode(type(root), given_props(root)),
        states=_states_of(page),
        code=fingerprint(type(root)),
        tree=digest(html),
        identity=identity(request),
        nonce=nonce,
        url=request.url,
        language=request.language,
        time_zone=request.time_zone,
        made=int(time.time()),
    )


def given_props(root: Component) -> dict[str, object]:
    """The props that are not their defaults: a default may be a node, which no ticket carries."""
    defaults = root.__defaults__
    return {
        name: value for name, value in props_of(root).items() if name not in defaults or value is not defaults[name]
    }


def _states_of(page: Page) -> list[tuple[Any, str, dict[str, Any]]]:
    states: list[tuple[Any, str, dict[str, Any]]] = []
    for instance in page.tree.instances.values():
        if not instance.is_mounted:
            continue
        state = codec.encode_state(instance.component)
        # One with neither state nor a mount of its own is made by its parent's render as it was.
        if state or type(instance.component).mount is not Component.mount:
            states.append((instance.chain, registry().name_of(type(instance.component)), state))
    return states


def page_from(ticket: Ticket, request: PageRequest) -> Page:
    """The page of a ticket, built again. Raises `TicketError` where its component or data no longer exist."""
    try:
        cls = find(ticket.component)
        return build_page(describe(cls, codec.decode(cls, ticket.props)), request, _restored(ticket))
    except (RegistryError, CodecError) as error:
        raise TicketError(str(error)) from error
    except Exception as error:
        logger.exception("%s could not be built again from its ticket.", ticket.component)
        raise TicketError("its page cannot be built again") from error


def built_again(page: Page) -> Page:
    """A page of one root as it would come back from a ticket that is made now. Raises what its components raise, and
    `CodecError` for state that cannot be written down.
    """
    ticket = travelled(_ticket_for(page, "", ""))
    cls = type(page.tree.root.component)
    return build_page(describe(cls, codec.decode(cls, ticket.props)), page.tree.request, _restored(ticket))


def _restored(ticket: Ticket) -> Restored | None:
    if ticket.states is None:
        if ticket.component not in _told_of:
            _told_of.add(ticket.component)
            logger.info(
                "%s has more state than a ticket carries, so where the worker that made it is gone it mounts again.",
                ticket.component,
            )
        return None
    restored: Restored = {}
    for chain, name, state in ticket.states:
        cls = find(name)
        restored[_as_tuples(chain)] = cls, codec.decode(cls, state)
    return restored


_told_of: Final[set[str]] = set()


def _as_tuples(value: Any) -> Any:
    """Chains and paths are tuples, which travel as arrays."""
    items: list[Any] = value
    return tuple(map(_as_tuples, items)) if type(value) is list else value
