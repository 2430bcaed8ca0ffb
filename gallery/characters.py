"""5,000 characters of Unicode and their names: the rows that the search looks through."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

MANY = 5_000

# Those that people like to find come first. All of them were full before Python 3.11, and names of Unicode never
# change, so every Python makes the same rows.
BLOCKS = (
    ("Symbols", 0x2600, 0x26FF),
    ("Dingbats", 0x2700, 0x27BF),
    ("Pictographs", 0x1F300, 0x1F5FF),
    ("Faces", 0x1F600, 0x1F64F),
    ("Transport", 0x1F680, 0x1F6D7),
    ("More pictographs", 0x1F900, 0x1F9FF),
    ("Arrows", 0x2190, 0x21FF),
    ("Shapes", 0x25A0, 0x25FF),
    ("Technical", 0x2300, 0x23FF),
    ("Currency", 0x20A0, 0x20BF),
    ("Punctuation", 0x2010, 0x205E),
    ("Letterlike", 0x2100, 0x214F),
    ("Numbers", 0x2150, 0x218B),
    ("Enclosed", 0x2460, 0x24FF),
    ("Mathematics", 0x2200, 0x22FF),
    ("Boxes", 0x2500, 0x259F),
    ("Latin", 0x21, 0x7E),
    ("Latin", 0xA1, 0xFF),
    ("Latin", 0x100, 0x24F),
    ("Phonetics", 0x250, 0x2AF),
    ("Greek", 0x391, 0x3A1),
    ("Greek", 0x3A3, 0x3FF),
    ("Cyrillic", 0x400, 0x4FF),
    ("Hebrew", 0x5D0, 0x5EA),
    ("Kana", 0x3041, 0x3096),
    ("Kana", 0x30A0, 0x30FF),
    ("Runes", 0x16A0, 0x16F8),
    ("Ogham", 0x1680, 0x169C),
    ("Hexagrams", 0x4DC0, 0x4DFF),
    ("Mahjong", 0x1F000, 0x1F02B),
    ("Dominoes", 0x1F030, 0x1F093),
    ("Alchemy", 0x1F700, 0x1F773),
    ("More arrows", 0x27F0, 0x27FF),
    ("More arrows", 0x2900, 0x297F),
    ("More mathematics", 0x27C0, 0x27EF),
    ("More mathematics", 0x2980, 0x2AFF),
)


class Named(NamedTuple):
    """A character, its name in lower case, and the block that it belongs to."""

    code: int
    name: str
    block: str


def characters() -> Iterator[Named]:
    """The 5,000 characters, in the order of their blocks."""
    return islice(_all(), MANY)


def _all() -> Iterator[Named]:
    for block, first, last in BLOCKS:
        for code in range(first, last + 1):
            # Marks that combine, spaces and controls show nothing by themselves.
            if unicodedata.category(chr(code))[0] not in "MZC":
                yield Named(code, unicodedata.name(chr(code)).lower(), block)


def words_of(text: str) -> list[str]:
    """The words by which a name is found, each once: letters and digits."""
    return list(dict.fromkeys(re.findall(r"[a-z0-9]+", text.lower())))
