"""What is always true of a page, looked at after each interaction of a test."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from pycomponents.testing.document.look import Look, is_labelable
from pycomponents.testing.document.names import name_of
from pycomponents.testing.document.roles import role_of
from pycomponents.testing.document.visibility import is_exposed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pycomponents.testing.document.dom import Document, Element

Check: TypeAlias = "Callable[[Document], Iterator[Finding]]"

# Roles with which a person does something, so that they must be called something.
_INTERACTIVE: Final = frozenset(
    "button checkbox combobox link listbox menuitem menuitemcheckbox menuitemradio option radio scrollbar searchbox "
    "slider spinbutton switch tab textbox treeitem".split()
)
_REFERRING: Final = "aria-activedescendant aria-controls aria-describedby aria-details aria-errormessage aria-flowto"
_IDS: Final = frozenset([*_REFERRING.split(), "aria-labelledby", "aria-owns"])
# What may name something that is not on the page yet.
_LATER: Final = frozenset(("aria-controls", "aria-owns", "aria-activedescendant"))
_URLS: Final = frozenset("action formaction href src xlink:href".split())


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it always is. check: which ("unique-ids"); what: a sentence; at: where it stands."""

    check: str
    what: str
    at: str = ""

    def __str__(self) -> str:
        return f"{self.check}: {self.what}{f' At {self.at}.' if self.at else ''}"


def unique_ids(document: Document) -> Iterator[Finding]:
    """Each id is there once: a label, a link or a script would find another than was meant."""
    counts = Counter(element.attributes["id"] for element in document.elements() if "id" in element.attributes)
    for name, count in counts.items():
        if count > 1:
            yield Finding("unique-ids", f"{count} elements have the id {name!r}.")


def no_inline_code(document: Document) -> Iterator[Finding]:
    """Nothing that a strict content security policy drops: no `style=`, no `on…=`, no `javascript:`."""
    for element in document.elements():
        for name, value in element.attributes.items():
            if name == "style" or name.startswith("on"):
                yield Finding("no-inline-code", f"{name}= is dropped by a strict policy.", place_of(element))
            elif name in _URLS and "".join(value.split()).lower().startswith("javascript:"):
                yield Finding("no-inline-code", f"{name}= runs a script.", place_of(element))


def named_controls(document: Document) -> Iterator[Finding]:
    """What a person works with is called something, and what refers to an element refers to one that is there."""
    ids = {element.attributes["id"] for element in document.elements() if "id" in element.attributes}
    look = Look(document)
    for element in document.elements():
        role = role_of(element, look=look)
        is_worked_with = role in _INTERACTIVE or (not role and is_labelable(element))
        if is_worked_with and is_exposed(element, look=look) and not name_of(element, look=look).strip():
            yield Finding("named-controls", f"a {role or element.tag} has no name.", place_of(element))
        for attribute in _IDS & element.attributes.keys():
            missing = {*element.attributes[attribute].split()} - ids
            if missing and attribute not in _LATER:
                text = f"{attribute} names {', '.join(map(repr, sorted(missing)))}, which is not there."
                yield Finding("named-controls", text, place_of(element))


def place_of(element: Element) -> str:
    """Where an element stands, as a person would say it: `main > form#new > input[name=text]`."""
    way = [element, *(one for one in element.ancestors() if one.tag not in ("#document", "html", "body"))]
    return " > ".join(_short(one) for one in reversed(way[:4]))


def _short(element: Element) -> str:
    for name, form in (("id", "#{}"), ("name", "[name={}]"), ("class", ".{}")):
        value = element.attributes.get(name)
        if value:
            return element.tag + form.format(".".join(value.split()) if name == "class" else value)
    return element.tag


CHECKS: Final[dict[str, Check]] = {
    "unique-ids": unique_ids,
    "no-inline-code": no_inline_code,
    "named-controls": named_controls,
}
