"""Forms: which controls are theirs, what they would send, and the labels of controls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pycomponents.testing.document.look import Look
from pycomponents.testing.hands import controls
from pycomponents.testing.hands.controls import form_of, is_html, kind_of, root_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pycomponents.testing.document.dom import Element

_LISTED: Final = ("button", "fieldset", "input", "object", "output", "select", "textarea")
_SUBMITS: Final = frozenset(("submit", "image"))
# Where there are several of these, Enter sends the form only by a button.
_FIELDS: Final = frozenset("text search tel url email password number".split())
_WITH_DIRECTION: Final = frozenset("text search tel url email password submit hidden textarea".split())
ENCODINGS: Final = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")


def elements_of(form: Element) -> list[Element]:
    """The elements that belong to a form, in the order of the document, wherever they stand."""
    inside = root_of(form).elements()
    return [element for element in inside if is_html(element, *_LISTED) and form_of(element) is form]


# What is sent -------------------------------------------------------------------------------------------------------


def entries(form: Element, submitter: Element | None = None) -> list[tuple[str, str]]:
    """Name and value of each field that would be sent, as `FormData` gives them. Files are left out."""
    found: list[tuple[str, str]] = []
    with controls.standing_still():
        for control in elements_of(form):
            if _is_successful(control, submitter):
                found += _entries_of(control)
    return found


def _is_successful(control: Element, submitter: Element | None) -> bool:
    kind = kind_of(control)
    if not kind or kind == "file" or controls.is_disabled(control):
        return False
    if controls.is_button(control):
        return control is submitter
    return not controls.is_check(control) or controls.is_checked(control)


def _entries_of(control: Element) -> Iterator[tuple[str, str]]:
    kind, name = kind_of(control), control.attributes.get("name", "")
    if kind == "image":
        before = f"{name}." if name else ""
        yield from ((f"{before}x", "0"), (f"{before}y", "0"))
        return
    if not name:
        return
    if is_html(control, "select"):
        chosen = controls.selected_options(control)
        yield from ((name, controls.option_value(one)) for one in chosen if not controls.is_option_disabled(one))
    elif kind == "hidden" and name.lower() == "_charset_":
        yield name, "UTF-8"
    else:
        yield name, controls.value_of(control)
    direction = control.attributes.get("dirname", "")
    if direction and kind in _WITH_DIRECTION:
        yield direction, _direction_of(control)


def _direction_of(control: Element) -> str:
    for element in (control, *control.ancestors()):
        said = element.attributes.get("dir", "").lower()
        if said in ("ltr", "rtl"):
            return said
    return "ltr"


# Who sends it -------------------------------------------------------------------------------------------------------


def is_submit_button(element: Element) -> bool:
    """Whether pressing it sends its form."""
    return kind_of(element) in _SUBMITS


def submit_buttons(form: Element) -> list[Element]:
    """The buttons that send a form, in the order of the document."""
    return [element for element in elements_of(form) if is_submit_button(element)]


def may_send_itself(form: Element, control: Element) -> bool:
    """Whether Enter in a control sends a form that has no button: the control is the only field of it."""
    fields = [one for one in elements_of(form) if is_html(one, "input") and kind_of(one) in _FIELDS]
    return len(fields) == 1 and fields[0] is control


def attribute_of(form: Element, submitter: Element | None, name: str) -> str | None:
    """What a form says ("method"), or the button that sends it ("formmethod")."""
    if submitter is not None and f"form{name}" in submitter.attributes:
        return submitter.attributes[f"form{name}"]
    return form.attributes.get(name)


def method_of(form: Element, submitter: Element | None = None) -> str:
    """How it is sent: "get", "post" or "dialog"."""
    said = (attribute_of(form, submitter, "method") or "").lower()
    return said if said in ("post", "dialog") else "get"


def encoding_of(form: Element, submitter: Element | None = None) -> str:
    """The type of the body in which it is posted."""
    said = (attribute_of(form, submitter, "enctype") or "").lower()
    return said if said in ENCODINGS else ENCODINGS[0]


# Labels -------------------------------------------------------------------------------------------------------------


def control_of(label: Element) -> Element | None:
    """What a label is for: the element that it names, else the first in it."""
    return Look(label).labelled(label)


def labels_of(control: Element) -> list[Element]:
    """The labels of a control, in the order of the document."""
    return Look(control).labels(control)
