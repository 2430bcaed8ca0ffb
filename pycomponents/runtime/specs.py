"""The listener specs of one page: what the client knows of its listeners, by number."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING, Any, Final

import msgspec

from pycomponents.component.behaviour import OPTIONS_OF_PART

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pycomponents.dom.node import Listener, ListenerSpec

_DIGEST_BYTES = 6
# Stands at a number that no element has.
_NO_SPEC: Final[dict[str, object]] = {"d": "", "on": {}}


class Specs:
    """Numbers for listener specs, in order of first use.

    secret: keys the digests, which say whether a listener runs the same code with the same modifiers.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._numbers: dict[tuple[tuple[str, ListenerSpec], ...], int] = {}
        self.definitions: list[dict[str, object]] = []
        self.need_part = False  # whether the client needs its part for listeners

    def __len__(self) -> int:
        return len(self.definitions)

    def number(self, listeners: Mapping[str, Listener]) -> int:
        """The number of the spec for what an element listens to."""
        described = tuple([(event_type, listener.describe(event_type)) for event_type, listener in listeners.items()])
        number = self._numbers.get(described)
        if number is None:
            number = self._numbers[described] = len(self.definitions)
            self.definitions.append(self._define(described))
            self.need_part |= any(not OPTIONS_OF_PART.isdisjoint(spec.behaviour) for _, spec in described)
        return number

    def take(self, other: Specs, step: int, start: int) -> None:
        """Take over the definitions of `other`: its number n becomes n·step + start. What leaves gaps is filled."""
        for described, number in other._numbers.items():
            number = number * step + start
            self.definitions += [_NO_SPEC] * (number + 1 - len(self.definitions))
            self.definitions[number] = other.definitions[number // step]
            self._numbers.setdefault(described, number)

    def digest(self, listeners: Mapping[str, Listener]) -> str:
        """The digest of the spec for what an element listens to."""
        digest: Any = self.definitions[self.number(listeners)]["d"]
        return str(digest)

    def _define(self, described: tuple[tuple[str, ListenerSpec], ...]) -> dict[str, object]:
        on = {event_type: dict(spec.behaviour) for event_type, spec in described}
        identities = [spec.identity for _, spec in described]
        mac = hmac.digest(self._secret, msgspec.json.encode([identities, on]), hashlib.sha256)
        return {"d": base64.urlsafe_b64encode(mac[:_DIGEST_BYTES]).decode(), "on": on}
