"""The protocol as records: every message that may come from a client, and every frame that the server sends.

A message is an array whose first item is its kind (see docs/protocol.md). `client/protocol.js` names the same kinds.
"""

from __future__ import annotations

import re
from enum import IntEnum, StrEnum
from typing import Annotated, Any, Final, TypeAlias

import msgspec
from msgspec import Meta, Struct

from pycomponents.errors import FrameError

PROTOCOL: Final = 2
LARGEST_FRAME: Final = 64 * 1024
# The join brings a ticket for each root of its document.
LARGEST_JOIN: Final = 256 * 1024
MOST_ROOTS: Final = 64

Number: TypeAlias = Annotated[int, Meta(ge=0, le=2**53)]
Step: TypeAlias = int | Annotated[str, Meta(max_length=512)]
Address: TypeAlias = Annotated[list[Step], Meta(min_length=1, max_length=256)]
# The state of a control: its text, whether it is checked, or which options of a select are selected.
ControlState: TypeAlias = str | bool | list[Number]


class Close(IntEnum):
    """Why the server closes a socket."""

    BAD_FRAMES = 4400
    NO_TICKET = 4401
    TOO_SLOW = 4408
    REPLACED = 4410
    TOO_LARGE = 4413
    OTHER_PROTOCOL = 4426
    TOO_MANY = 4429


class Refusal(StrEnum):
    """Why an event was not carried out."""

    STALE = "stale"
    INVALID = "invalid"
    UNKNOWN = "unknown"
    FAILED = "failed"
    BUSY = "busy"


# From the client.


class Resume(Struct, frozen=True, forbid_unknown_fields=True):
    """What a client that was joined before still has."""

    page: Annotated[str, Meta(max_length=64)]
    rev: Number
    event: Number
    specs: Number


class JoinRequest(Struct, frozen=True, forbid_unknown_fields=True):
    protocol: Number
    build: Annotated[str, Meta(max_length=64)]
    tickets: Annotated[list[str], Meta(min_length=1, max_length=MOST_ROOTS)]
    fresh: bool
    resume: Resume | None = None


class Join(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="join"):
    """The first message: attach to the page of these tickets."""

    request: JoinRequest


class EventMessage(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="event"):
    """The user did something."""

    n: Number
    rev: Number
    address: Address
    event_type: Annotated[str, Meta(max_length=64)]
    brought: dict[Annotated[str, Meta(max_length=32)], Any] = {}
    controls: list[tuple[Address, ControlState]] = []
    digest: Annotated[str, Meta(max_length=32)] = ""


class Ack(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="ack"):
    """A revision is applied; `oldest` is the oldest that an unanswered event refers to."""

    rev: Number
    oldest: Number | None = None


class Repair(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="repair"):
    """Something else changed the DOM of this component."""

    component: Number


class Ping(Struct, frozen=True, array_like=True, forbid_unknown_fields=True, tag="ping"):
    """Is the server there?"""


ClientMessage: TypeAlias = Join | EventMessage | Ack | Repair | Ping
_decoder: Final = msgspec.json.Decoder(Join | EventMessage | Ack | Repair | Ping)
# An escaped NUL; behind an escaped backslash "u0000" is what somebody typed.
_NUL: Final = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def decode(text: str) -> ClientMessage:
    """The message in a frame. Raises `FrameError` where there is none that makes sense."""
    try:
        message: ClientMessage = _decoder.decode(text)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise FrameError(str(error)[:120]) from None
    if "\\u0000" in text and _NUL.search(text):
        raise FrameError("a NUL character")  # databases refuse it, far from here
    return message


# From the server.


class Joined(Struct, array_like=True, tag="joined"):
    answer: JoinedAnswer


class JoinedAnswer(Struct, omit_defaults=True):
    """The page that the client is attached to. With `html`, of each root or `None`, the client starts anew from it.
    refused: the indexes of tickets that are not good.
    """

    build: str
    page: str
    rev: int
    event: int
    protocol: int | None = None
    resumed: bool = False
    html: list[str | None] | None = None
    specs: list[dict[str, object]] | None = None
    properties: list[Any] | None = None
    refused: list[int] = []


class SpecsFrame(Struct, array_like=True, tag="specs"):
    first: int
    definitions: list[dict[str, object]]


class PatchFrame(Struct, array_like=True, tag="patch"):
    rev: int
    event: int
    changes: list[Any]


class AckFrame(Struct, array_like=True, tag="ack"):
    event: int


class Refused(Struct, array_like=True, tag="refused"):
    event: int
    code: Refusal
    detail: str = ""


class HtmlFrame(Struct, array_like=True, tag="html"):
    rev: int
    component: int
    html: str
    properties: list[Any]


class Pong(Struct, array_like=True, tag="pong"):
    pass


class Reload(Struct, array_like=True, tag="reload"):
    pass


class ErrorFrame(Struct, array_like=True, tag="error"):
    code: str


ServerFrame: TypeAlias = Joined | SpecsFrame | PatchFrame | AckFrame | Refused | HtmlFrame | Pong | Reload | ErrorFrame
_encoder: Final = msgspec.json.Encoder()


def encode(frame: ServerFrame) -> str:
    """The text of a frame."""
    return _encoder.encode(frame).decode()
