"""CSS selectors on the document: those that say what stands there, not how it looks or what a pointer does.

A selector is parsed once, to what `matching` matches.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NoReturn

from pycomponents.errors import message, nearest
from pycomponents.testing.document.look import within
from pycomponents.testing.document.matching import (
    Complex,
    Compound,
    Query,
    Selector,
    Test,
    by_attribute,
    by_class,
    by_id,
    fits_any,
)
from pycomponents.testing.document.pseudo_classes import (
    SIMPLE,
    Nth,
    has,
    is_anchor,
    is_none_of,
    is_one_of,
    is_scope,
    nth_child,
    nth_of_type,
)
from pycomponents.testing.errors import LocatorError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pycomponents.testing.document.dom import Element


def select(root: Element, css: str) -> list[Element]:
    """The elements in `root` that a selector names, in the order of the document; as `root.querySelectorAll(css)`.

    A selector may begin with a combinator: `> li` are the children of `root`.
    """
    selector = _parsed(css)
    query = Query(root)
    return [element for element in within(root) if fits_any(element, selector, query)]


def matches(element: Element, css: str) -> bool:
    """Whether a selector names this element; as `element.matches(css)`."""
    return fits_any(element, _parsed(css), Query(element))


# Parsing.

_ESCAPE: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|[\n\r\f])|(.)|$)", re.DOTALL)
_NAME: Final = re.compile(
    r"(?:--|-?(?:[A-Za-z_]|[^\x00-\x7f]|\\[0-9a-fA-F]{1,6}[ \t\n]?|\\[^\n]))"
    r"(?:\\[0-9a-fA-F]{1,6}[ \t\n]?|[-\w]|[^\x00-\x7f]|\\[^\n])*",
    re.ASCII,
)
_HASH: Final = re.compile(r"(?:\\[0-9a-fA-F]{1,6}[ \t\n]?|[-\w]|[^\x00-\x7f]|\\[^\n])+", re.ASCII)
_BLANK: Final = re.compile(r"(?:[ \t\n\r\f]|/\*.*?\*/)*", re.DOTALL)
_STRING: Final = re.compile(r""""((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'""", re.DOTALL)
_OPERATOR: Final = re.compile(r"[~|^$*]?=")
_FLAG: Final = re.compile(r"[iIsS](?=[ \t\n\r\f]*\])")
_NTH: Final = re.compile(
    r"(?P<word>odd|even)|(?P<step>[+-]?\d*)n(?:[ \t\n]*(?P<sign>[+-])[ \t\n]*(?P<start>\d+))?|(?P<only>[+-]?\d+)",
    re.IGNORECASE,
)
_OF: Final = re.compile(r"[ \t\n\r\f]+of(?=[ \t\n\r\f.#\[:*])", re.IGNORECASE)
_LISTS: Final[Mapping[str, Callable[[Selector], Test]]] = {
    "is": is_one_of,
    "not": is_none_of,
    "where": is_one_of,
}
_NTHS: Final = ("nth-child", "nth-last-child", "nth-last-of-type", "nth-of-type")
_KNOWN: Final = tuple(sorted([*SIMPLE, *(f"{name}()" for name in (*_LISTS, "has", *_NTHS))]))
_CURES: Final = {
    "active": "What a pointer does is not in the document.",
    "focus-visible": "Use :focus.",
    "hover": "What a pointer does is not in the document.",
    "has-text": "Use .filter(has_text=…).",
    "text": "Use get_by_text(…).",
    "text-is": "Use get_by_text(…, exact=True).",
    "text-matches": "Use get_by_text(re.compile(…)).",
    "contains": "Use .filter(has_text=…).",
    "visible": "Use .filter(visible=True).",
    "nth-match": "Use .nth(…).",
    "first": "Use .first.",
    "last": "Use .last.",
    "eq": "Use .nth(…).",
}


@lru_cache(maxsize=512)
def _parsed(css: str) -> Selector:
    parser = _Parser(css)
    selector = parser.list(is_scope)
    if parser.at < len(css):
        parser.fail(f"{css[parser.at]!r} cannot stand here")
    return selector


def _compound(test: Test) -> Compound:
    compound = Compound()
    compound.tests.append(test)
    return compound


class _Parser:
    """Goes through a selector from the left; `at` is where it stands."""

    def __init__(self, css: str) -> None:
        self.css = css
        self.at = 0

    def fail(self, what: str, *, expected: str = "", cure: str = "") -> NoReturn:
        """Raise: what is wrong, and where in the selector."""
        place = f"Where: {self.css[: self.at]}▸{self.css[self.at :]}"
        where = f"The CSS selector {self.css!r}"
        raise LocatorError(message(f"{what}.", where=where, expected=expected, cure=f"{place} {cure}".rstrip()))

    # Steps.

    def peek(self, width: int = 1) -> str:
        return self.css[self.at : self.at + width]

    def take(self, text: str) -> bool:
        if not self.css.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.css, self.at)
        if match is not None:
            self.at = match.end()
        return match

    def blank(self) -> bool:
        match = self.match(_BLANK)
        return match is not None and bool(match[0])

    def need(self, text: str, what: str) -> None:
        if not self.take(text):
            self.fail(what, expected=repr(text))

    def name(self, what: str) -> str:
        match = self.match(_NAME)
        if match is None:
            self.fail(f"{what} has no name", expected="letters, digits, - and _, anything else after a backslash")
        return _unescaped(match[0])

    # Parts.

    def list(self, anchor: Test | None, *, anchored: bool = False) -> Selector:
        """Selectors with commas between them. anchor: who stands before one that begins with a combinator."""
        found = [self.complex(anchor, anchored=anchored)]
        while self.take(","):
            found.append(self.complex(anchor, anchored=anchored))
        return tuple(found)

    def complex(self, anchor: Test | None, *, anchored: bool) -> Complex:
        self.blank()
        compounds: list[Compound] = []
        link = ""
        if anchor is not None and (self.peek() in (">", "+", "~") or anchored):
            compounds.append(_compound(anchor))
            link = self.combinator() or " "
        while True:
            compound = self.compound()
            compound.link = link
            compounds.append(compound)
            link = self.combinator()
            if not link:
                return tuple(compounds)

    def combinator(self) -> str:
        is_apart = self.blank()
        sign = self.peek()
        if sign and sign in ">+~":
            self.at += 1
            self.blank()
            return sign
        return " " if is_apart and sign not in ("", ",", ")") else ""

    def compound(self) -> Compound:
        compound = Compound()
        start = self.at
        if not self.take("*") and _NAME.match(self.css, self.at):
            compound.tag = self.name("A type").lower()
        if self.peek() == "|":
            self.fail("namespaces are not supported", cure="Leave out what stands before the bar.")
        while (test := self.simple()) is not None:
            compound.tests.append(test)
        if self.at == start:
            found = f"{self.peek()!r} stands" if self.peek() else "nothing stands"
            self.fail(f"{found} where an element should be said", expected="a type, *, #id, .class, [attribute] or :…")
        return compound

    def simple(self) -> Test | None:
        match self.peek():
            case "#":
                self.at += 1
                match = self.match(_HASH)
                if match is None or not _NAME.match(match[0]):
                    self.fail("the id after # is none", expected="a name", cure='Or write [id="…"].')
                return by_id(_unescaped(match[0]))
            case ".":
                self.at += 1
                return by_class(self.name("A class"))
            case "[":
                return self.attribute()
            case ":":
                return self.pseudo()
            case _:
                return None

    def attribute(self) -> Test:
        self.need("[", "an attribute")
        self.blank()
        name = self.name("An attribute")
        self.blank()
        operator = self.match(_OPERATOR)
        value = flag = ""
        if operator is not None:
            self.blank()
            value = self.value()
            self.blank()
            found = self.match(_FLAG)
            flag = "" if found is None else found[0].lower()
            self.blank()
        self.need("]", "an attribute does not end")
        return by_attribute(name, "" if operator is None else operator[0], value, flag)

    def value(self) -> str:
        match = self.match(_STRING)
        if match is not None:
            return _unescaped(match[1] if match[1] is not None else match[2])
        if not _NAME.match(self.css, self.at):
            self.fail("an attribute's value that is no name wants quotes", cure='Write [name="value"].')
        return self.name("A value")

    def pseudo(self) -> Test:
        start = self.at
        if self.peek(2) == "::":
            self.fail("what :: names is no element", cure="Look for the element that it belongs to.")
        self.at += 1
        name = self.name("A pseudo-class").lower()
        if self.take("("):
            test = self.function(name)
            self.blank()
            if test is not None:
                self.need(")", f":{name}( does not end")
                return test
        elif name in SIMPLE:
            return SIMPLE[name]
        self.at = start
        return self.unknown(name)

    def unknown(self, name: str) -> Test:
        expected = ", ".join(f":{known}" for known in _KNOWN)
        cure = _CURES.get(name) or nearest(name, [known.removesuffix("()") for known in _KNOWN]).partition(" Known")[0]
        self.fail(f":{name} is not supported", expected=f"one of {expected}", cure=cure.strip())

    def function(self, name: str) -> Test | None:
        if name in _LISTS:
            return _LISTS[name](self.list(None))
        if name == "has":
            return has(self.list(is_anchor, anchored=True))
        return self.nth(name) if name in _NTHS else None

    def nth(self, name: str) -> Test:
        self.blank()
        match = self.match(_NTH)
        if match is None:
            self.fail(f":{name}() counts what this is not", expected="such as 2, odd, even, 3n, 2n+1, -n+3")
        of = None
        if name.endswith("-child") and self.match(_OF):
            of = self.list(None)
        last = "-last-" in name
        numbers = _numbers(match)
        return nth_child(numbers, last=last, of=of) if name.endswith("-child") else nth_of_type(numbers, last=last)


def _numbers(match: re.Match[str]) -> Nth:
    if match["word"]:
        return (2, 1) if match["word"].lower() == "odd" else (2, 0)
    if match["only"]:
        return 0, int(match["only"])
    step = match["step"]
    start = int(match["sign"] + match["start"]) if match["start"] else 0
    return int(f"{step}1" if step in ("", "+", "-") else step), start


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    if match[1]:
        code = int(match[1], 16)
        return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
    return match[3] or ("" if match[2] else "\ufffd")
