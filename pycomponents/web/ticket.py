"""The ticket: what a page needs to join, sealed. Encrypted, signed and of limited age; the browser only carries it."""

from __future__ import annotations

import base64
import functools
import hashlib
import zlib
from typing import Any, Final

import msgspec
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.signals import setting_changed
from django.utils.encoding import force_bytes

from pycomponents.errors import TicketError
from pycomponents.web.conf import conf

LARGEST_STATE: Final = 4096
LARGEST_TICKET: Final = 48 * 1024


class Ticket(msgspec.Struct, array_like=True, frozen=True):
    """All that another worker needs to show the same page.

    component: the registered name of the page's component; props: its own, as plain data.
    states: of each instance its chain, its class's name and its state; `None` where that is too large to travel.
    code: the fingerprint of the component's module; tree: the digest of the HTML.
    identity: who was looking. nonce: names this one rendering. url, language, time_zone: of the request.
    made: when, in seconds.
    """

    component: str
    props: dict[str, Any]
    states: list[tuple[Any, str, dict[str, Any]]] | None
    code: str
    tree: str
    identity: str
    nonce: str
    url: str
    language: str | None
    time_zone: str
    made: int


_decoder: Final = msgspec.msgpack.Decoder(Ticket)


def travelled(ticket: Ticket) -> Ticket:
    """The ticket as whoever reads it will have it."""
    return _decoder.decode(msgspec.msgpack.encode(ticket))


def seal(ticket: Ticket) -> str:
    """The ticket as a text for the page. Raises `TicketError` for props that are too large to travel."""
    states = ticket.states
    if states is not None and len(zlib.compress(msgspec.msgpack.encode(states))) > LARGEST_STATE:
        ticket = msgspec.structs.replace(ticket, states=None)
    text = _locks().encrypt(zlib.compress(msgspec.msgpack.encode(ticket))).decode()
    if len(text) > LARGEST_TICKET:
        raise TicketError(
            f"The props of {ticket.component} make a ticket of {len(text):,} characters, more than a join may bring "
            f"({LARGEST_TICKET:,}). Give it a primary key, and let it read the rest."
        )
    return text


def unseal(text: str) -> Ticket:
    """Raises `TicketError` for a ticket that is not ours, changed, or too old."""
    try:
        # Nothing is read before the signature has been found good.
        data = _locks().decrypt(text.encode(), ttl=conf().TICKET_SECONDS)
        return _decoder.decode(zlib.decompress(data))
    except (InvalidToken, ValueError, zlib.error, msgspec.MsgspecError) as error:
        raise TicketError("not a ticket of this site, or too old") from error


def digest(html: str) -> str:
    """Names a tree by its HTML."""
    return hashlib.blake2b(html.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def derived_key(purpose: str, secret: str | bytes | None = None) -> bytes:
    """A key of 32 bytes for one purpose, derived from the project's secret."""
    key = force_bytes(secret or settings.SECRET_KEY)
    return hashlib.blake2b(key, digest_size=32, person=purpose.encode()[:16]).digest()


@functools.cache
def _locks() -> MultiFernet:
    """New tickets are sealed with the first key; those sealed with a fallback key are still read."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(derived_key("ticket", secret))) for secret in secrets])


def _forget(*, setting: str, **_: Any) -> None:
    if setting in ("SECRET_KEY", "SECRET_KEY_FALLBACKS"):
        _locks.cache_clear()


setting_changed.connect(_forget)
