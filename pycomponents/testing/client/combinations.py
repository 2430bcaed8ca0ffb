"""Whether a combination of keys is what was pressed: the twin of `client/keys.js`, on what is no Mac."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FLAGS = {"Ctrl": "ctrl_key", "Alt": "alt_key", "Meta": "meta_key"}


def is_typed(data: Mapping[str, Any]) -> bool:
    """Whether this is a character on its way into a text."""
    plain = not (data.get("ctrl_key") or data.get("meta_key"))
    return len(data.get("key", "")) == 1 and (bool(data.get("alt_graph")) or plain)


def is_pressed(data: Mapping[str, Any], combination: Sequence[str]) -> bool:
    """Whether an event brings this key with these modifiers.

    Ctrl, Alt and Meta are down exactly if they are named. So is Shift with a key that types nothing and with letters;
    what else a key types ("?") says enough.
    """
    key, *named = combination
    modifiers = ["Ctrl" if name == "Mod" else name for name in named]
    pressed: str = data.get("key", "")
    types = len(key) == 1 and key != " "
    is_plain = types and all(name == "Shift" for name in modifiers)
    # AltGr, which Windows calls Ctrl and Alt, types characters of its own.
    free = ("Ctrl", "Alt") if is_plain and data.get("alt_graph") else ()
    for name, flag in _FLAGS.items():
        if name not in free and bool(data.get(flag)) != (name in modifiers):
            return False
    is_letter = key.lower() != key.upper()
    is_digit = len(key) == 1 and "0" <= key <= "9"
    counts = not types or (bool(modifiers) and (is_letter or is_digit))
    if counts and bool(data.get("shift_key")) != ("Shift" in modifiers):
        return False
    if not types or not modifiers:
        return pressed == key
    if pressed.lower() == key.lower():
        return True
    # Where a modifier or another alphabet makes another character of it, the place of the key counts.
    place = f"Digit{key}" if is_digit else f"Key{key.upper()}" if is_letter and not pressed.isascii() else ""
    return place != "" and data.get("code") == place
