"""Whether a person could reach an element, and what stands in the way."""

from __future__ import annotations

from typing import Final

from pycomponents.errors import message
from pycomponents.testing import controls, forms
from pycomponents.testing.controls import is_html, kind_of
from pycomponents.testing.dom import HTML, Document, Element
from pycomponents.testing.errors import ActionError

_UNSEEN: Final = ("head", "title", "script", "style", "template", "noscript", "datalist", "meta", "link", "base")
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")


def refuse(element: Element, action: str, why: str, cure: str = "") -> ActionError:
    """The error for what a person could not do."""
    return ActionError(message(f"{described(element)} cannot be {action}: {why}.", cure=cure))


def described(element: Element) -> str:
    """An element in a message: its tag, what tells it from others, and its text."""
    shown = [f'{name}="{element.attributes[name]}"' for name in ("id", "name", "type") if name in element.attributes]
    text = " ".join(element.text.split())
    text = f"{text[:30]}…" if len(text) > 30 else text
    return f"<{' '.join((element.tag, *shown))}>" + (f" {text!r}" if text else "")


def obstacle(element: Element) -> str | None:
    """What keeps a person from seeing it or getting at it: "hidden by …", "behind the modal dialog 'Confirm'"."""
    document = element.document
    if document is None:
        return "it is no longer in the page"
    return _hidden(element) or _inert(element) or _behind(element, document)


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


def is_shown(element: Element) -> bool:
    """Whether it is in the page, and nothing hides it."""
    return element.document is not None and _hidden(element) is None


def is_inert(element: Element) -> bool:
    """Whether nobody can get at it, though it may be seen."""
    document = element.document
    return document is None or _inert(element) is not None or _behind(element, document) is not None


def _inert(element: Element) -> str | None:
    around = next((one for one in (element, *element.ancestors()) if "inert" in one.attributes), None)
    if around is None:
        return None
    return "it is inert" if around is element else f"it stands in {described(around)}, which is inert"


def _behind(element: Element, document: Document) -> str | None:
    front = front_of(document)
    if front is None or front.contains(element):
        return None
    return f"it is behind the modal dialog {title_of(front)!r}"


def front_of(document: Document) -> Element | None:
    """The modal dialog that stands before everything else."""
    there = (one for one in reversed(document.modal) if "open" in one.attributes and one.document is document)
    return next(there, None)


def title_of(dialog: Element) -> str:
    """What a dialog calls itself."""
    said = dialog.attributes.get("aria-label", "")
    if said:
        return said
    document = dialog.document
    named = dialog.attributes.get("aria-labelledby", "").split()
    titles = [found.text for name in named if document and (found := document.by_id(name)) is not None]
    if not titles:
        titles = [one.text for one in dialog.elements() if is_html(one, *_HEADINGS)][:1]
    return " ".join(" ".join(titles).split()) or dialog.attributes.get("id", "") or dialog.tag


# What is shown ------------------------------------------------------------------------------------------------------


def _hidden(element: Element) -> str | None:
    inside: Element | None = None
    for one in (element, *element.ancestors()):
        why = _hides(one, inside)
        if why is not None:
            return f"it is hidden: {why}" if one is element else f"it is hidden by {described(one)}: {why}"
        inside = one
    return None


def _hides(element: Element, inside: Element | None) -> str | None:
    if isinstance(element, Document) or element.namespace != HTML:
        return None
    if element.tag in _UNSEEN:
        return "a browser does not show it"
    if kind_of(element) == "hidden":
        return "its type is hidden"
    if "hidden" in element.attributes:
        return "it has the attribute hidden"
    if element.properties.get("style.display") == "none" or "display:none" in _style(element):
        return "its style says display: none"
    if element.properties.get("style.visibility") == "hidden" or "visibility:hidden" in _style(element):
        return "its style says visibility: hidden"
    return _closed(element, inside)


def _style(element: Element) -> str:
    return "".join(element.attributes.get("style", "").lower().split())


def _closed(element: Element, inside: Element | None) -> str | None:
    if is_html(element, "details") and inside is not None and "open" not in element.attributes:
        return None if inside is summary_of(element) else "the details are closed"
    if is_html(element, "dialog") and "open" not in element.attributes and not is_on_top(element):
        return "the dialog is not open"
    if "popover" in element.attributes and not is_on_top(element):
        return None if is_html(element, "dialog") else "the popover is not open"
    return None


def summary_of(details: Element) -> Element | None:
    """The summary of details: what is seen of them while they are closed."""
    return next((one for one in details.children if isinstance(one, Element) and is_html(one, "summary")), None)


def is_on_top(element: Element) -> bool:
    """Whether it is open in the top layer."""
    document = element.document
    return document is not None and any(one is element for one in document.top)
