"""Whether a person could reach an element, and what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pycomponents.errors import message
from pycomponents.testing.document.javascript import one_line
from pycomponents.testing.document.names import name_of
from pycomponents.testing.document.visibility import display_of, inert_by, is_on_top, is_shown, own_style
from pycomponents.testing.errors import ActionError
from pycomponents.testing.hands import controls, forms
from pycomponents.testing.hands.controls import is_html, kind_of

if TYPE_CHECKING:
    from pycomponents.testing.document.dom import Element

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


def refuse(element: Element, action: str, why: str, cure: str = "") -> ActionError:
    """The error for what a person could not do."""
    return ActionError(message(f"{described(element)} cannot be {action}: {why}.", cure=cure))


def described(element: Element) -> str:
    """An element in a message: its tag, what tells it from others, and its text."""
    shown = [f'{name}="{element.attributes[name]}"' for name in ("id", "name", "type") if name in element.attributes]
    text = one_line(element.text)
    text = f"{text[:30]}…" if len(text) > 30 else text
    return f"<{' '.join((element.tag, *shown))}>" + (f" {text!r}" if text else "")


def obstacle(element: Element) -> str | None:
    """What keeps a person from seeing it or getting at it: "hidden by …", "behind the modal dialog 'Confirm'"."""
    if element.document is None:
        return "it is no longer in the page"
    return _hidden(element) or _inert(element)


def disabling(element: Element) -> str | None:
    """What disables it, or the control that it stands in, or that it labels."""
    for one in (element, *element.ancestors()):
        by = controls.disabled_by(one) if one is element or kind_of(one) else None
        if by is not None:
            what = "it is disabled" if one is element else f"it stands in {described(one)}, which is disabled"
            return what if by is one else f"{what} by its {by.tag}"
        said = one.attributes.get("aria-disabled")
        if said is not None:
            return f"{described(one)} is aria-disabled" if said == "true" else None
        if is_html(one, "label"):
            labelled = forms.control_of(one)
            if labelled is not None and controls.is_disabled(labelled):
                return f"it labels {described(labelled)}, which is disabled"
    return None


def _inert(element: Element) -> str | None:
    by = inert_by(element)
    if by is None:
        return None
    if by is element:
        return "it is inert"
    if by.contains(element):
        return f"it stands in {described(by)}, which is inert"
    return f"it is behind the modal dialog {title_of(by)!r}"


def title_of(dialog: Element) -> str:
    """What a dialog calls itself."""
    heading = next((one.text for one in dialog.elements() if is_html(one, *_HEADINGS)), "")
    return name_of(dialog) or one_line(heading) or dialog.attributes.get("id", "") or dialog.tag


# What is shown ------------------------------------------------------------------------------------------------------


def _hidden(element: Element) -> str | None:
    if is_shown(element):
        return None
    inside: Element | None = None
    for one in (element, *element.ancestors()):
        why = _hides(one, inside)
        if why:
            return f"it is hidden: {why}" if one is element else f"it is hidden by {described(one)}: {why}"
        inside = one
    return "it is hidden: a browser does not show it"


def _hides(element: Element, inside: Element | None) -> str:
    """What may hide an element, and what stands in it; "" for nothing that can be said."""
    if own_style(element, "display") == "none":
        return "its style says display: none"
    if own_style(element, "visibility") == "hidden":
        return "its style says visibility: hidden"
    if kind_of(element) == "hidden":
        return "its type is hidden"
    if "hidden" in element.attributes:
        return "it has the attribute hidden"
    if "open" not in element.attributes and not is_on_top(element):
        if is_html(element, "details") and inside not in (None, element.child("summary")):
            return "the details are closed"
        if is_html(element, "dialog"):
            return "the dialog is not open"
        if "popover" in element.attributes:
            return "the popover is not open"
    return "a browser does not show it" if display_of(element) == "none" else ""
