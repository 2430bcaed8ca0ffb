"""Keys and their combinations as programmers name them: "Enter", "Shift+?", "Mod+K"."""

from __future__ import annotations

import difflib
import re
from typing import Final, TypeAlias

from pycomponents.errors import EventError, message, nearest

# Each: the key, then its modifiers.
Keys: TypeAlias = tuple[tuple[str, ...], ...]

_MODIFIERS: Final = ("Ctrl", "Alt", "Shift", "Meta", "Mod")
# As `KeyboardEvent.key` has them: one character, or a name such as "Enter", "ArrowUp", "F5".
_NAME: Final = re.compile(r"[A-Z][A-Za-z0-9]+")
# Those that many keyboards have. There are more, and each may be named; but not what looks like one of these.
_COMMON: Final = frozenset(
    "Enter Escape Tab Backspace Delete Insert Home End PageUp PageDown ArrowUp ArrowDown ArrowLeft ArrowRight "
    "CapsLock NumLock ScrollLock PrintScreen Pause ContextMenu Help Clear Alt AltGraph Shift Meta Control".split()
)
_COMMON_PLAIN: Final = {name.lower(): name for name in [*_COMMON, "Space"]}
# What people write for them.
_MEANT: Final = {
    "esc": "Escape", "return": "Enter", "del": "Delete", "ins": "Insert", "spacebar": "Space",
    "up": "ArrowUp", "down": "ArrowDown", "left": "ArrowLeft", "right": "ArrowRight",
    "pgup": "PageUp", "pgdn": "PageDown",
}  # fmt: skip
_MEANT_MODIFIERS: Final = {
    "Control": "Ctrl", "Cmd": "Meta", "Command": "Meta", "Win": "Meta", "Super": "Meta",
    "Option": "Alt", "CtrlOrCmd": "Mod",
}  # fmt: skip


def parse_keys(names: tuple[str, ...], label: str) -> Keys:
    """The combinations that `names` name. Raises `EventError` for what no keyboard has. label: the event's."""
    written = ", ".join([f'"{name}"' for name in names])
    where = f"{label}.on_key({written})"
    if not names or not all(names):
        raise EventError(message("no key is named.", where=where, cure='Name some: .on_key("Enter").'))
    return tuple([_parse(name, where) for name in names])


def _parse(name: str, where: str) -> tuple[str, ...]:
    # The plus key is itself a "+": "Ctrl++".
    head, _, key = (name[:-1], "", "+") if name.endswith("+") else name.rpartition("+")
    modifiers = [part for part in head.split("+") if part]
    for modifier in modifiers:
        if modifier not in _MODIFIERS:
            meant = _MEANT_MODIFIERS.get(modifier.title())
            raise _no_key(modifier, where, f" Did you mean {meant!r}?" if meant else nearest(modifier, _MODIFIERS))
    if key in _MODIFIERS and key not in ("Alt", "Shift", "Meta"):
        raise _no_key(name, where, "")
    return (_key(key, where), *sorted(set(modifiers)))


def _key(key: str, where: str) -> str:
    if key == "Space":
        return " "
    if len(key) == 1:
        return key
    if key in _COMMON:
        return key
    meant = _meant(key)
    if meant or not _NAME.fullmatch(key):
        raise _no_key(key, where, f" Did you mean {meant!r}?" if meant else "")
    return key


def _meant(key: str) -> str | None:
    """The key or combination that `key` surely means, though it is not called so."""
    plain = key.replace(" ", "").lower()
    if plain in _MEANT:
        return _MEANT[plain]
    if key.split("-", maxsplit=1)[0] in _MODIFIERS:
        return key.replace("-", "+")
    close = difflib.get_close_matches(plain, _COMMON_PLAIN, n=1, cutoff=0.85)
    return _COMMON_PLAIN[close[0]] if close else None


def _no_key(name: str, where: str, meant: str) -> EventError:
    return EventError(
        message(
            f"no keyboard has a key {name!r}.{meant}",
            where=where,
            expected='a key as KeyboardEvent.key names it ("Enter", "a", "?"), perhaps with Ctrl, Alt, Shift, Mod',
        )
    )
