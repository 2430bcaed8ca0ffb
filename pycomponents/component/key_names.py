"""Keys and their combinations as programmers name them: "Enter", "Shift+?", "Mod+K"."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from pycomponents.errors import EventError, message, nearest

# Each: the key, then its modifiers.
Keys: TypeAlias = tuple[tuple[str, ...], ...]

_MODIFIERS: Final = ("Ctrl", "Alt", "Shift", "Meta", "Mod")
# As `KeyboardEvent.key` has them: one character, or a name such as "Enter", "ArrowUp", "F5".
_NAME: Final = re.compile(r"[A-Z][A-Za-z0-9]+")
# What people write for them.
_MEANT: Final = {
    "Esc": "Escape", "Return": "Enter", "Del": "Delete", "Ins": "Insert", "Spacebar": "Space",
    "Up": "ArrowUp", "Down": "ArrowDown", "Left": "ArrowLeft", "Right": "ArrowRight",
    "PgUp": "PageUp", "PgDn": "PageDown",
}  # fmt: skip
_MEANT_MODIFIERS: Final = {
    "Control": "Ctrl", "Cmd": "Meta", "Command": "Meta", "Win": "Meta", "Super": "Meta",
    "Option": "Alt", "CtrlOrCmd": "Mod",
}  # fmt: skip


def parse_keys(names: tuple[str, ...], where: str) -> Keys:
    """The combinations that `names` name. Raises `EventError` for what no keyboard has."""
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
    meant = _MEANT.get(key.title()) or (key.title() if _NAME.fullmatch(key) is None else None)
    if meant:
        raise _no_key(key, where, f" Did you mean {meant!r}?")
    return key


def _no_key(name: str, where: str, meant: str) -> EventError:
    return EventError(
        message(
            f"no keyboard has a key {name!r}.{meant}",
            where=where,
            expected='a key as KeyboardEvent.key names it ("Enter", "a", "?"), perhaps with Ctrl, Alt, Shift, Mod',
        )
    )
