"""Blanks, numbers and quotes as JavaScript has them: Python's own differ in a few characters."""

from __future__ import annotations

import json
import math
import re
from typing import Final

BLANKS: Final = "\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
# The same as a text for `str.strip`, which knows no ranges.
_EDGES: Final = BLANKS.replace("\u2000-\u200a", "".join(map(chr, range(0x2000, 0x200B))))
_RUN: Final = re.compile(f"[{BLANKS}]+")
_UNSEEN: Final = re.compile("[\u200b\u00ad]")
_DECIMAL: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_WHOLE: Final = re.compile(r"0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)")
_INFINITE: Final = {"Infinity": math.inf, "+Infinity": math.inf, "-Infinity": -math.inf}


def trimmed(text: str) -> str:
    """Without the blanks at its ends."""
    return text.strip(_EDGES)


def one_line(text: str) -> str:
    """Without characters of no width, and each run of blanks as one; as texts are compared and shown."""
    if text.isascii():
        if text.isprintable():
            return " ".join(text.split())
    else:
        text = _UNSEEN.sub("", text)
    return _RUN.sub(" ", trimmed(text))


def number(text: str) -> float:
    """What `Number(text)` is: 0 for a blank text, not a number for what is none."""
    text = trimmed(text)
    if not text:
        return 0.0
    if text in _INFINITE:
        return _INFINITE[text]
    if _DECIMAL.fullmatch(text):
        return float(text)
    return float(int(text, 0)) if _WHOLE.fullmatch(text) else math.nan


def quoted(text: str) -> str:
    """What `JSON.stringify(text)` is."""
    return json.dumps(text, ensure_ascii=False)


def length(text: str) -> int:
    """Its length in units of UTF-16."""
    return len(text) + sum(1 for character in text if character > "\uffff") if not text.isascii() else len(text)
