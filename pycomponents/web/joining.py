"""From the tickets of a document to its one page: who may join by which, and what is built again."""

from __future__ import annotations

import contextvars
import logging
from typing import TYPE_CHECKING, Any

from pycomponents.errors import TicketError
from pycomponents.runtime.merging import merged
from pycomponents.runtime.messages import PROTOCOL
from pycomponents.runtime.specs import Specs
from pycomponents.web.adapters import PageSurroundings
from pycomponents.web.building import page_from, rendered_pages
from pycomponents.web.document import build
from pycomponents.web.request import from_socket, identity
from pycomponents.web.ticket import derived_key, digest, unseal
from pycomponents.web.tracing import trace_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pycomponents.runtime.messages import Resume
    from pycomponents.runtime.page import Page
    from pycomponents.web.request import PageRequest
    from pycomponents.web.ticket import Ticket

logger = logging.getLogger("pycomponents")


class Joining:
    """A join by the tickets of one document. One that is not good is left out; without any, `TicketError` is raised.

    request: what its components will see as `self.request`.
    surroundings: of its page.
    """

    def __init__(self, texts: Sequence[str], scope: Mapping[str, Any]) -> None:
        tickets = [*map(_opened, texts)]
        if not any(tickets):
            raise TicketError("no ticket of this site, or all are too old")
        self._scope = scope
        # A cached part was made for another page, perhaps, and in any case no later than this one.
        newest = max(filter(None, tickets), key=_newest)
        self.request = self._request(newest, newest.url)
        self.surroundings = PageSurroundings(self.request)
        mine = identity(self.request)
        # A ticket of nobody may come from a cache: somebody who is logged in has that part built again, as theirs.
        self._tickets = [ticket if ticket and ticket.identity in ("", mine) else None for ticket in tickets]
        if not any(self._tickets):
            raise TicketError("the ticket was given to somebody else")
        self._with_html: set[int] = set()
        self._parts: list[Page | None] = [
            rendered_pages.take(ticket.nonce) if ticket and ticket.identity == mine else None
            for ticket in self._tickets
        ]

    @property
    def is_whole(self) -> bool:
        """Whether nothing has to be built again."""
        return all(part or not ticket for part, ticket in zip(self._parts, self._tickets, strict=True))

    def build(self) -> None:
        """Build what this worker does not have. On a thread: it runs the project's code."""
        self.surroundings.tidy()
        for index, ticket in enumerate(self._tickets):
            if ticket is not None and self._parts[index] is None:
                try:
                    # In a context of its own: a part from a cache may be in another language.
                    self._parts[index] = contextvars.copy_context().run(self._built, index, ticket)
                except TicketError as error:
                    logger.info("A part of a page cannot come alive: %.200s", error)
        self.surroundings.tidy()

    def page(self, *, fresh: bool) -> tuple[Page, set[int]]:
        """The page, and of which of its roots the client needs the HTML. fresh: it still has what it was given."""
        parts = self._parts
        if not any(parts):
            raise TicketError("its page cannot be built again")
        page = merged(parts, Specs(derived_key("specs")))
        page.tree.request = self.request
        page.trace = trace_for(self.request)
        return page, self._with_html if fresh else {*range(len(parts))}

    def _built(self, index: int, ticket: Ticket) -> Page:
        request = self._request(ticket, ticket.url or self.request.url)
        PageSurroundings(request).enter()
        page = page_from(ticket, request)
        if digest(page.html()) != ticket.tree:
            self._with_html.add(index)
        page.settle()
        return page

    def _request(self, ticket: Ticket, url: str) -> PageRequest:
        return from_socket(self._scope, url=url, language=ticket.language, time_zone=ticket.time_zone)


def may_resume(page: Page, rev: int, request: PageRequest) -> bool:
    """Whether who makes this request may go on with a page, from this revision."""
    return identity(page.tree.request) == identity(request) and page.can_resume(rev)


def joined(page: Page, with_html: set[int]) -> list[str]:
    """The answer to a first join. with_html: the roots of which the client needs the HTML. In the page's turn."""
    frames = page.joined(build(), PROTOCOL, with_html=with_html)
    page.connect()
    return frames


def resumed(page: Page, resume: Resume) -> list[str]:
    """The answer to a client that has come back to its page. In the page's turn."""
    frames = page.resumed(build(), PROTOCOL, rev=resume.rev, event=resume.event, specs=resume.specs)
    page.connect()
    return frames


def _opened(text: str) -> Ticket | None:
    try:
        return unseal(text)
    except TicketError as error:
        logger.info("A ticket is refused: %.200s", error)
        return None


def _newest(ticket: Ticket) -> tuple[bool, int]:
    """One that stands for anybody has no address."""
    return bool(ticket.url), ticket.made
