"""A page as assistive technology reads it, in the text that Playwright's `aria_snapshot()` prints for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pycomponents.testing.document import roles
from pycomponents.testing.document.dom import HTML, Element, Text
from pycomponents.testing.document.javascript import BLANKS, length, number, one_line, quoted
from pycomponents.testing.document.look import Look
from pycomponents.testing.document.names import name_of
from pycomponents.testing.document.roles import role_of, states_of
from pycomponents.testing.document.visibility import display_of, has_text_unshown, is_hidden
from pycomponents.testing.hands import controls

if TYPE_CHECKING:
    from collections.abc import Mapping

# A name that is longer than this is left out.
_LONGEST_NAME: Final = 900
_WITHOUT_VALUE: Final = frozenset(("checkbox", "radio", "file"))
_PRESENTATION: Final = frozenset(("", "none", "presentation"))
_STATES: Final[Mapping[str, frozenset[str]]] = {
    "checked": roles.CHECKED,
    "disabled": roles.DISABLED,
    "expanded": roles.EXPANDED,
    "invalid": roles.INVALID,
    "level": roles.LEVEL,
    "pressed": roles.PRESSED,
    "selected": roles.SELECTED,
}
_STATELESS: Final = roles.ROLES - frozenset[str]().union(*_STATES.values())


def outline(root: Element) -> str:
    """The outline of an element and all that is in it."""
    top = _Entry("fragment", "")
    _Reader(Look(root)).read(top, root)
    top.tidy()
    lines: list[str] = []
    for child in top.children:
        _write(lines, child, "")
    return "\n".join(lines)


class _Entry:
    """An element with a role, and what stands in it: entries and texts."""

    __slots__ = ("children", "hidden", "name", "properties", "role", "states")

    def __init__(self, role: str, name: str, states: str = "") -> None:
        self.role = role
        self.name = name
        self.states = states
        self.hidden = False
        # A link has a URL, a text box a placeholder; none has both.
        self.properties: dict[str, str] = {}
        self.children: list[_Entry | str] = []

    def tidy(self) -> None:
        """Neighbouring texts become one; what says nothing goes, and a text that only repeats the name."""
        children: list[_Entry | str] = []
        texts: list[str] = []
        for child in self.children:
            if isinstance(child, str):
                texts.append(child)
                continue
            child.tidy()
            if child.role == "generic" and not child.name and not child.children:
                continue
            _put_text(children, texts)
            children.append(child)
        _put_text(children, texts)
        self.children = [] if len(children) == 1 and children[0] == self.name else children


def _put_text(children: list[_Entry | str], texts: list[str]) -> None:
    text = one_line("".join(texts))
    if text:
        children.append(text)
    texts.clear()


# From the document to entries.


class _Reader:
    __slots__ = ("look", "read_before")

    def __init__(self, look: Look) -> None:
        self.look = look
        # An element that another owns is read where that one stands, or where itself does, whichever comes first.
        self.read_before: set[Element] = set()

    def read(self, entry: _Entry, element: Element) -> None:
        if element in self.read_before:
            return
        self.read_before.add(element)
        if is_hidden(element, look=self.look):
            return
        own = self._entry(element)
        if own is not None:
            own.hidden = element.attributes.get("aria-hidden", "").lower() == "true"
            entry.children.append(own)
        self._read_inside(own or entry, element)

    def _read_inside(self, entry: _Entry, element: Element) -> None:
        children = entry.children
        apart = " " if display_of(element) != "inline" or element.tag == "br" else ""
        children.append(apart)
        is_silent = entry.role == "textbox" or has_text_unshown(element)
        for child in element.children:
            if isinstance(child, Text):
                if not is_silent:
                    children.append(child.data)
            elif isinstance(child, Element):
                self.read(entry, child)
        for owned in self.look.by_ids(element.attributes.get("aria-owns")):
            self.read(entry, owned)
        children.append(apart)
        _note_properties(entry, element)

    def _entry(self, element: Element) -> _Entry | None:
        if element.tag == "iframe" and element.namespace == HTML:
            return _Entry("iframe", "")
        role = role_of(element, look=self.look)
        if role in _PRESENTATION or (role == "generic" and _is_mere_text(element)):
            return None
        entry = _Entry(role, name_of(element, look=self.look), self._states(element, role))
        if element.tag == "textarea" or (element.tag == "input" and controls.kind_of(element) not in _WITHOUT_VALUE):
            entry.children.append(controls.value_of(element))
        return entry

    def _states(self, element: Element, role: str) -> str:
        if role in _STATELESS:
            return ""
        found = states_of(element, look=self.look)
        return "".join(
            f" [{state}]" if value is True else f" [{state}={value}]"
            for state, value in found.items()
            if value and role in _STATES[state]
        )


def _is_mere_text(element: Element) -> bool:
    return len(element.children) == 1 and isinstance(element.children[0], Text) and display_of(element) == "inline"


def _note_properties(entry: _Entry, element: Element) -> None:
    href = element.attributes.get("href")
    if href is not None and entry.role == "link":
        entry.properties["url"] = _shortened(href)
    placeholder = element.attributes.get("placeholder")
    if placeholder is not None and entry.role == "textbox" and placeholder != entry.name:
        entry.properties["placeholder"] = placeholder


def _shortened(url: str) -> str:
    kind, comma, _ = url.partition(",")
    return f"{kind},…" if comma and url.startswith("data:") else url


# From entries to YAML.


def _write(lines: list[str], item: _Entry | str, indent: str) -> None:
    if isinstance(item, str):
        lines.append(f"{indent}- text: {_value(item)}")
        return
    key = f"{indent}- {_key(item)}"
    only = item.children[0] if len(item.children) == 1 else None
    if not item.properties and isinstance(only, str):
        lines.append(f"{key}: {_value(only)}")
        return
    lines.append(f"{key}:" if item.properties or item.children else key)
    inner = f"{indent}  "
    lines += [f"{inner}- /{name}: {_value(value)}" for name, value in item.properties.items()]
    for child in item.children:
        _write(lines, child, inner)


def _key(entry: _Entry) -> str:
    name = f" {quoted(entry.name)}" if entry.name and length(entry.name) <= _LONGEST_NAME else ""
    key = f"{entry.role}{name}{entry.states}{' [aria-hidden]' if entry.hidden else ''}"
    return "'" + key.replace("'", "''") + "'" if _is_special(key) else key


def _value(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"' if _is_special(text) else text


_ESCAPED: Final = re.compile(r'[\\"\x00-\x1f\x7f-\x9f]')
_SHORT: Final = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT.get(character) or f"\\x{ord(character):02x}"


# What YAML would read as something else than this text.
_SPECIAL: Final = re.compile(
    rf"""
    ^[{BLANKS}] | [{BLANKS}]\Z          # blanks at its ends
    | [\x00-\x08\v\f\x0e-\x1f\x7f-\x9f] # what is no character to print
    | ^[-&*\],?!>|@"'\#%\[]             # signs with a meaning at the start
    | [\n:](?:[{BLANKS}]|\Z)            # a key
    | [{BLANKS}]\#                      # a comment
    | [\n\r{{}}`]
    """,
    re.VERBOSE,
)
_WORDS: Final = frozenset("y n yes no true false on off null ~".split())
_NO_NUMBERS: Final = re.compile(r"[-+]?\.(?:inf|nan)", re.IGNORECASE)


def _is_special(text: str) -> bool:
    if not text or _SPECIAL.search(text) or text.lower() in _WORDS or _NO_NUMBERS.fullmatch(text):
        return True
    return (value := number(text)) == value
