"""Accessible names and descriptions, computed from names given, labels and contents as Playwright does it.

The standard (accname 1.2) is one walk that runs through itself: what an element is called depends on why one asks.
`_Why` says why, `_Walk` goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pycomponents.testing.document.dom import SVG, Element, Text
from pycomponents.testing.document.javascript import one_line, trimmed
from pycomponents.testing.document.look import Look, within
from pycomponents.testing.document.roles import role_of
from pycomponents.testing.document.visibility import display_of, has_text_unshown, is_hidden
from pycomponents.testing.hands import controls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NAMELESS: Final = frozenset(
    """caption code definition deletion emphasis generic insertion mark paragraph presentation strong subscript
    suggestion superscript term time""".split()
)
# Called as their contents say.
_FROM_CONTENT: Final = frozenset(
    """button cell checkbox columnheader gridcell heading link menuitem menuitemcheckbox menuitemradio option radio row
    rowheader switch tab tooltip treeitem""".split()
)
# The same, where they stand inside of what is called so.
_FROM_CONTENT_INSIDE: Final = frozenset(
    (
        "",
        *"""caption code contentinfo definition deletion emphasis insertion list listitem mark none paragraph
        presentation region row rowgroup section strong subscript superscript table term time""".split(),
    )
)
_PRESENTATION: Final = frozenset(("none", "presentation"))
_RANGES: Final = frozenset("progressbar scrollbar slider spinbutton meter".split())
_LABELLED: Final = frozenset("textarea select input meter progress".split())
_WITH_PLACEHOLDER: Final = frozenset("text password number search tel email url".split())


def name_of(element: Element, *, include_hidden: bool = False, look: Look | None = None) -> str:
    """Its accessible name, blanks made one; "" where it has none, or its role may not have one.

    include_hidden: also from what is hidden, as one asks who looks for hidden elements.
    """
    look = look or Look(element)
    key = (element, include_hidden)
    known = look.names.get(key)
    if known is None:
        known = look.names[key] = _name(element, include_hidden, look)
    return known


def description_of(element: Element, *, include_hidden: bool = False, look: Look | None = None) -> str:
    """Its accessible description, blanks made one."""
    look = look or Look(element)
    attributes = element.attributes
    if "aria-describedby" in attributes:
        parts = [
            _Walk(look, include_hidden).alternative(one, _Why(described=is_hidden(one, look=look)))
            for one in look.by_ids(attributes["aria-describedby"])
        ]
        return one_line(" ".join(parts))
    return one_line(attributes.get("aria-description", attributes.get("title", "")))


def _name(element: Element, include_hidden: bool, look: Look) -> str:
    if role_of(element, look=look) in _NAMELESS:
        return ""
    return one_line(_Walk(look, include_hidden).alternative(element, _SELF))


class _Why(NamedTuple):
    """Why an element's text is asked for.

    itself: because its own name is; inside: because it stands inside of whose name is. The others are set where a
    reference or a rule of HTML led to it or to what it stands in, and say whether that was hidden.
    """

    itself: bool = False
    inside: bool = False
    labelled: bool | None = None
    described: bool | None = None
    native: bool | None = None
    label: bool | None = None

    @property
    def is_hidden_reference(self) -> bool:
        return bool(self.labelled or self.described or self.native or self.label)

    @property
    def is_reference(self) -> bool:
        return not (self.labelled is self.described is self.native is self.label is None)

    @property
    def embeds(self) -> bool:
        return self.inside or self.label is not None or self.labelled is not None


_SELF: Final = _Why(itself=True)
_INSIDE: Final = _Why(inside=True)


def _within(why: _Why) -> _Why:
    if why is _SELF:
        return _INSIDE
    return why._replace(itself=False, inside=True) if why.itself else why


class _Walk:
    """One computation: no element counts twice in it."""

    __slots__ = ("include_hidden", "look", "visited")

    def __init__(self, look: Look, include_hidden: bool) -> None:
        self.look = look
        self.include_hidden = include_hidden
        self.visited: set[Element] = set()

    def alternative(self, element: Element, why: _Why) -> str:
        """The text that stands for an element."""
        if element in self.visited:
            return ""
        if not self.include_hidden and self._is_left_out(element, why):
            self.visited.add(element)
            return ""
        attributes = element.attributes
        references: list[Element] = []
        if "aria-labelledby" in attributes:
            references = self.look.by_ids(attributes["aria-labelledby"])
            referred = self._by_references(references, why)
            if referred:
                return referred
        role = role_of(element, look=self.look)
        text = self._embedded(element, role, why, references) if why.embeds else None
        if text is None:
            text = self._said(element)
        if text is None and role not in _PRESENTATION:
            text = self._native(element, why, bool(references))
        if text is not None:
            self.visited.add(element)
            return text
        return self._from_content(element, role, why) or self._from_title(element, role)

    def _is_left_out(self, element: Element, why: _Why) -> bool:
        if element.tag in ("style", "script", "noscript", "template"):
            return True
        return not why.is_hidden_reference and is_hidden(element, look=self.look)

    # Names that are given.

    def _by_references(self, references: list[Element], why: _Why) -> str:
        if why.labelled is not None:
            return ""
        return " ".join(self.alternative(one, _Why(labelled=is_hidden(one, look=self.look))) for one in references)

    def _said(self, element: Element) -> str | None:
        said = element.attributes.get("aria-label")
        return said if said and trimmed(said) else None

    # Controls inside of what is called: what they hold.

    def _embedded(self, element: Element, role: str, why: _Why, references: list[Element]) -> str | None:
        if element in references:
            return None
        if role in ("textbox", "searchbox"):
            return controls.value_of(element) if element.tag in ("input", "textarea") else element.text
        if role in ("combobox", "listbox"):
            return self._chosen(element, role, why)
        if role in _RANGES:
            values = (element.attributes.get(name) for name in ("aria-valuetext", "aria-valuenow", "value"))
            return next((value for value in values if value is not None), "")
        return "" if role == "menu" else None

    def _chosen(self, element: Element, role: str, why: _Why) -> str:
        self.visited.add(element)
        if element.tag == "select":
            chosen = controls.selected_options(element) or controls.options_of(element)[:1]
        else:
            chosen = self._said_chosen(element, role)
        if not chosen and element.tag == "input":
            return controls.value_of(element)
        inner = _within(why)
        return " ".join([self.alternative(option, inner) for option in chosen])

    def _said_chosen(self, element: Element, role: str) -> list[Element]:
        listbox: Element | None = element
        if role == "combobox":
            listbox = next((one for one in self._owned(element) if self._has_role(one, "listbox")), None)
        options = [] if listbox is None else self._owned(listbox)
        return [
            one
            for one in options
            if one.attributes.get("aria-selected", "").lower() == "true" and self._has_role(one, "option")
        ]

    def _owned(self, element: Element) -> list[Element]:
        owned = self.look.by_ids(element.attributes.get("aria-owns"))
        return [*within(element), *(each for one in owned for each in (one, *within(one)))]

    def _has_role(self, element: Element, role: str) -> bool:
        return role_of(element, look=self.look) == role

    # What HTML calls them by.

    def _native(self, element: Element, why: _Why, is_labelled: bool) -> str | None:
        rule = _NATIVE.get(element.tag)
        if rule is not None:
            text = rule(self, element, why, is_labelled)
            if text is not None:
                return text
        return self._of_drawing(element, why) if element.namespace == SVG else None

    def of_input(self, element: Element, why: _Why, is_labelled: bool) -> str | None:
        kind = controls.kind_of(element)
        attributes = element.attributes
        title = attributes.get("title", "")
        if kind in ("button", "submit", "reset"):
            value = controls.value_of(element)
            return value if trimmed(value) else {"submit": "Submit", "reset": "Reset"}.get(kind, title)
        if kind in ("file", "image"):
            if why.labelled is None and (labels := self.look.labels(element)):
                return self._by_labels(element, labels)
            if kind == "file":
                return "Choose File"
            return next((text for text in (attributes.get("alt", ""), title) if trimmed(text)), "Submit")
        return self.of_control(element, why, is_labelled)

    def of_control(self, element: Element, why: _Why, is_labelled: bool) -> str | None:
        if is_labelled:
            return None
        if labels := self.look.labels(element):
            return self._by_labels(element, labels)
        title = element.attributes.get("title", "")
        has_placeholder = element.tag == "textarea" or (
            element.tag == "input" and controls.kind_of(element) in _WITH_PLACEHOLDER
        )
        return element.attributes.get("placeholder", "") if has_placeholder and not title else title

    def of_button(self, element: Element, why: _Why, is_labelled: bool) -> str | None:
        if is_labelled:
            return None
        self.visited.add(element)
        labels = self.look.labels(element)
        return self._by_labels(element, labels) if labels else None

    def of_output(self, element: Element, why: _Why, is_labelled: bool) -> str | None:
        if is_labelled:
            return None
        labels = self.look.labels(element)
        return self._by_labels(element, labels) if labels else element.attributes.get("title", "")

    def _by_labels(self, element: Element, labels: list[Element]) -> str:
        self.visited.add(element)
        parts = [self.alternative(one, _Why(label=is_hidden(one, look=self.look))) for one in labels]
        return " ".join(part for part in parts if part)

    def of_fieldset(self, element: Element, why: _Why, is_labelled: bool) -> str | None:
        return self._captioned(element, "legend", why, is_labelled)

    def of_figure(self, element: Element, why: _Why, is_labelled: bool) -> str | None:
        return self._captioned(element, "figcaption", why, is_labelled)

    def _captioned(self, element: Element, tag: str, why: _Why, is_labelled: bool) -> str | None:
        if is_labelled:
            return None
        text = self._by_child(element, tag, why)
        return element.attributes.get("title", "") if text is None else text

    def _by_child(self, element: Element, tag: str, why: _Why) -> str | None:
        self.visited.add(element)
        child = element.child(tag)
        if child is None:
            return None
        return self.alternative(child, _within(why)._replace(native=is_hidden(child, look=self.look)))

    def of_table(self, element: Element, why: _Why, is_labelled: bool) -> str | None:
        text = self._by_child(element, "caption", why)
        return (element.attributes.get("summary") or None) if text is None else text

    def of_image(self, element: Element, why: _Why, is_labelled: bool) -> str | None:
        alt = element.attributes.get("alt", "")
        return alt if trimmed(alt) else element.attributes.get("title", "")

    def _of_drawing(self, element: Element, why: _Why) -> str | None:
        is_inner = _is_in_svg(element)
        if element.tag != "svg" and not is_inner:
            return None
        self.visited.add(element)
        for child in element.children:
            if isinstance(child, Element) and child.tag == "title" and child.namespace == SVG:
                return self.alternative(child, _within(why)._replace(labelled=is_hidden(child, look=self.look)))
        if is_inner and element.tag == "a":
            title = element.attributes.get("xlink:title", "")
            return title if trimmed(title) else None
        return None

    # Contents.

    def _from_content(self, element: Element, role: str, why: _Why) -> str:
        if not self._may_be_content(element, role, why):
            return ""
        self.visited.add(element)
        text = self._contents(element, _within(why))
        return "" if why.itself and not trimmed(text) else text

    def _may_be_content(self, element: Element, role: str, why: _Why) -> bool:
        if role in _FROM_CONTENT or (why.inside and role in _FROM_CONTENT_INSIDE) or why.is_reference:
            return True
        return element.tag == "summary" and role not in _PRESENTATION

    def _contents(self, element: Element, why: _Why) -> str:
        tokens: list[str] = []
        is_silent = has_text_unshown(element) and not (self.include_hidden or why.is_hidden_reference)
        for child in element.children:
            if isinstance(child, Text):
                if not is_silent:
                    tokens.append(child.data)
            elif isinstance(child, Element):
                tokens.append(self._content(child, why))
        if "aria-owns" in element.attributes:
            tokens += [self._content(one, why) for one in self.look.by_ids(element.attributes["aria-owns"])]
        return "".join(tokens)

    def _content(self, child: Element, why: _Why) -> str:
        text = self.alternative(child, why)
        return text if display_of(child) == "inline" and child.tag != "br" else f" {text} "

    def _from_title(self, element: Element, role: str) -> str:
        self.visited.add(element)
        title = element.attributes.get("title")
        if not title or not trimmed(title) or (role in _PRESENTATION and element.tag not in ("iframe", "frame")):
            return ""
        return title


_NATIVE: Final[Mapping[str, Callable[[_Walk, Element, _Why, bool], str | None]]] = {
    "area": _Walk.of_image,
    "button": _Walk.of_button,
    "fieldset": _Walk.of_fieldset,
    "figure": _Walk.of_figure,
    "img": _Walk.of_image,
    "input": _Walk.of_input,
    "output": _Walk.of_output,
    "table": _Walk.of_table,
    **dict.fromkeys(_LABELLED - {"input"}, _Walk.of_control),
}


def _is_in_svg(element: Element) -> bool:
    # Other than the outermost element of a drawing.
    return element.namespace == SVG and element.parent is not None and element.parent.namespace == SVG
