"""Keys of an American keyboard, by the names that Playwright has for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pycomponents.errors import message, nearest
from pycomponents.testing.errors import ActionError

_MODIFIERS: Final = {
    "Shift": ("shift_key", "ShiftLeft"),
    "Control": ("ctrl_key", "ControlLeft"),
    "Alt": ("alt_key", "AltLeft"),
    "Meta": ("meta_key", "MetaLeft"),
    "ControlOrMeta": ("ctrl_key", "ControlLeft"),  # on what is no Mac
}
_NAMED: Final = frozenset(
    (
        "Enter Tab Escape Backspace Delete Insert Home End PageUp PageDown ArrowUp ArrowDown ArrowLeft ArrowRight "
        "CapsLock ContextMenu Pause PrintScreen ScrollLock NumLock"
    ).split()
) | {f"F{number}" for number in range(1, 13)}
_PLACES: Final = {
    "`": "Backquote", "-": "Minus", "=": "Equal", "[": "BracketLeft", "]": "BracketRight", "\\": "Backslash",
    ";": "Semicolon", "'": "Quote", ",": "Comma", ".": "Period", "/": "Slash", " ": "Space",
}  # fmt: skip
_SHIFTED: Final = dict(zip('~!@#$%^&*()_+{}|:"<>?', "`1234567890-=[]\\;',./", strict=True))


@dataclass(frozen=True, slots=True)
class Key:
    """A key. key: what it means; code: where it is; text: what it types, if it types something."""

    key: str
    code: str
    text: str = ""


def modifier(name: str) -> tuple[str, Key]:
    """The flag that an event has while this key is down, and the key."""
    flag, code = _MODIFIERS[name]
    return flag, Key(code.removesuffix("Left"), code)


def parse(combination: str) -> tuple[list[str], Key]:
    """The modifiers of a combination such as "Control+Enter", and its key."""
    *modifiers, last = _parts(combination)
    for name in modifiers:
        if name not in _MODIFIERS:
            known = nearest(name, _MODIFIERS)
            raise ActionError(message(f"{name!r} in {combination!r} is no key that is held down.{known}"))
    key = key_of(last, shifted="Shift" in modifiers)
    if key is None:
        raise ActionError(
            message(
                f"{last!r} is no key.{nearest(last, _NAMED | {'Space', *_MODIFIERS})}",
                cure="A text is typed with type() or fill(); combinations are written as 'Control+Enter'.",
            )
        )
    return modifiers, key


def _parts(combination: str) -> list[str]:
    """What stands between the plus signs; one at the end is a key itself."""
    if combination.endswith("+"):
        return [*filter(None, combination[:-1].split("+")), "+"]
    return combination.split("+")


def key_of(name: str, *, shifted: bool = False) -> Key | None:
    """The key of a name, a place ("KeyA") or a character; `None` if no key has it."""
    if name in _NAMED:
        return Key(name, name, "\n" if name == "Enter" else "")
    if name in _MODIFIERS:
        return modifier(name)[1]
    if name in ("\n", "\r"):
        return Key("Enter", "Enter", "\n")
    if name == "Space":
        return Key(" ", "Space", " ")
    if len(name) == 4 and name.startswith("Key") and name[3].isupper():
        letter = name[3] if shifted else name[3].lower()
        return Key(letter, name, letter)
    if len(name) == 6 and name.startswith("Digit") and name[5].isdigit():
        digit = next(sign for sign, below in _SHIFTED.items() if below == name[5]) if shifted else name[5]
        return Key(digit, name, digit)
    place = _place(name) if len(name) == 1 else None
    return None if place is None else Key(name, place, name)


def _place(character: str) -> str | None:
    if character.isascii() and character.isalpha():
        return f"Key{character.upper()}"
    below = _SHIFTED.get(character, character)
    return f"Digit{below}" if below.isascii() and below.isdigit() else _PLACES.get(below)
