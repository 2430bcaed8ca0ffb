"""Tickets: sealed, and good for nothing when anything in them was touched."""

from __future__ import annotations

import base64
import random
import time
import zlib

import msgspec
import pytest
from cryptography.fernet import Fernet
from django.core import signing
from django.test import override_settings

from pycomponents.errors import TicketError
from pycomponents.web.ticket import LARGEST_STATE, LARGEST_TICKET, Ticket, derived_key, seal, unseal

TICKET = Ticket(
    component="shop.Basket",
    props={"pk": 7},
    states=[([], "shop.Basket", {"items": [1, 2, 3], "secret": "a marker"})],
    code="c0de",
    tree="7ree",
    identity="who",
    nonce="once",
    url="/basket/?q=milk",
    language="en",
    time_zone="UTC",
    made=0,
)


def fernet(purpose: str = "ticket", secret: str = "of the tests") -> Fernet:
    return Fernet(base64.urlsafe_b64encode(derived_key(purpose, secret)))


def refused(text: str) -> bool:
    with pytest.raises(TicketError) as error:
        unseal(text)
    assert "marker" not in str(error.value)
    return True


def test_what_is_sealed_comes_back_and_shows_nothing() -> None:
    text = seal(TICKET)
    assert unseal(text) == TICKET
    assert seal(TICKET) != text
    for secret in (b"marker", b"Basket", b"once"):
        assert secret not in text.encode()
        assert secret not in base64.urlsafe_b64decode(text)


def test_two_hundred_forgeries_are_refused() -> None:
    text = seal(TICKET)
    data = bytearray(base64.urlsafe_b64decode(text))
    chance = random.Random(7)
    for _ in range(200):
        forged = bytearray(data)
        match chance.choice(["flip", "cut", "grow", "swap", "drop"]):
            case "flip":
                forged[chance.randrange(len(forged))] ^= 1 << chance.randrange(8)
            case "cut":
                del forged[chance.randrange(len(forged)) :]
            case "grow":
                forged += chance.randbytes(chance.randrange(1, 40))
            case "swap":
                at = chance.randrange(len(forged) - 32)
                forged[at : at + 32] = forged[at : at + 32][::-1]
            case _:
                del forged[chance.randrange(len(forged))]
        if forged != data:
            assert refused(base64.urlsafe_b64encode(forged).decode())


@pytest.mark.parametrize("text", ["", "=", "gAAAAA", "A" * 100_000, "é" * 50, "\ud800", "\x00", "gAAAAA==" * 20])
def test_noise_is_refused(text: str) -> None:
    assert refused(text)


def test_what_was_sealed_for_something_else_is_refused() -> None:
    plain = zlib.compress(msgspec.msgpack.encode(TICKET))
    assert unseal(fernet().encrypt(plain).decode()) == TICKET
    assert refused(fernet("specs").encrypt(plain).decode())
    assert refused(fernet(secret="another").encrypt(plain).decode())
    assert refused(signing.dumps({"pk": 7}))
    assert refused(base64.urlsafe_b64encode(plain).decode())


def test_only_what_is_signed_is_unpacked_and_only_tickets_are_read() -> None:
    bomb = zlib.compress(bytes(100_000_000))
    began = time.perf_counter()
    assert refused(base64.urlsafe_b64encode(bomb).decode())
    assert time.perf_counter() - began < 0.5
    # Even with our own seal, what is no ticket is none.
    for data in (b"", b"x", zlib.compress(b""), zlib.compress(b"\x90"), zlib.compress(msgspec.msgpack.encode([1, 2]))):
        assert refused(fernet().encrypt(data).decode())


def test_a_ticket_grows_old() -> None:
    week = 7 * 24 * 3600
    data = zlib.compress(msgspec.msgpack.encode(TICKET))
    now = int(time.time())
    assert unseal(fernet().encrypt_at_time(data, now - week + 60).decode()) == TICKET
    assert refused(fernet().encrypt_at_time(data, now - week - 1).decode())
    # A worker whose clock is ahead is forgiven a minute.
    assert unseal(fernet().encrypt_at_time(data, now + 50).decode()) == TICKET
    assert refused(fernet().encrypt_at_time(data, now + 90).decode())


def test_a_new_secret_still_reads_what_the_last_has_sealed() -> None:
    text = seal(TICKET)
    with override_settings(SECRET_KEY="the next", SECRET_KEY_FALLBACKS=["of the tests"]):
        assert unseal(text) == TICKET
        newer = seal(TICKET)
    assert refused(newer)
    with override_settings(SECRET_KEY="the next"):
        assert refused(text)
        assert unseal(newer) == TICKET


def test_large_state_stays_behind() -> None:
    noise = random.Random(1).randbytes(2 * LARGEST_STATE).hex()
    large = msgspec.structs.replace(TICKET, states=[([], "shop.Basket", {"text": noise})])
    assert unseal(seal(large)) == msgspec.structs.replace(TICKET, states=None)
    flat = msgspec.structs.replace(TICKET, states=[([], "shop.Basket", {"text": "x" * 100_000})])
    assert unseal(seal(flat)) == flat
    assert len(seal(flat)) < LARGEST_STATE


def test_props_that_are_too_large_to_travel_are_refused() -> None:
    noise = random.Random(1).randbytes(LARGEST_TICKET).hex()
    with pytest.raises(TicketError, match=r"props of shop\.Basket .* Give it a primary key"):
        seal(msgspec.structs.replace(TICKET, props={"text": noise}))
