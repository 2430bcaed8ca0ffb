"""Forms are sent and reset."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

from pycomponents.testing.hands import controls, focus, forms, platform, validity
from pycomponents.testing.hands.controls import is_html
from pycomponents.testing.hands.window import Navigation

if TYPE_CHECKING:
    from pycomponents.testing.document.dom import Element
    from pycomponents.testing.hands.window import Window


def submit(window: Window, form: Element, submitter: Element | None = None) -> None:
    """Send a form as the user does: what it holds is looked at first, and all who listen are asked."""
    window.complaints = []
    if form.document is not window.document or not _passes(window, form, submitter):
        return
    if not window.fire("submit", form, submitter=submitter) or form.document is not window.document:
        return
    if forms.method_of(form, submitter) == "dialog":
        _close_dialog(window, form, submitter)
    else:
        window.navigate(_navigation(window, form, submitter))


def _passes(window: Window, form: Element, submitter: Element | None) -> bool:
    if not validity.is_checked_before_sending(form, submitter):
        return True
    found = validity.complaints_of(form)
    told = [one for one in found if window.fire("invalid", one.control)]
    window.complaints = found
    first = next((one.control for one in told if focus.is_focusable(one.control)), None)
    if first is not None:
        focus.move(window, first)
    return not found


def _close_dialog(window: Window, form: Element, submitter: Element | None) -> None:
    dialog = next((one for one in form.ancestors() if is_html(one, "dialog")), None)
    if dialog is not None:
        given = submitter is not None and "value" in submitter.attributes
        with window.holding_focus():
            platform.close(window, dialog, controls.value_of(submitter) if submitter is not None and given else None)


def _navigation(window: Window, form: Element, submitter: Element | None) -> Navigation:
    url = window.resolve(forms.attribute_of(form, submitter, "action") or window.document.url)
    target = forms.attribute_of(form, submitter, "target") or ""
    fields = tuple((_wired(name), _wired(value)) for name, value in forms.entries(form, submitter))
    if forms.method_of(form, submitter) == "post":
        return Navigation(url, "post", fields, forms.encoding_of(form, submitter), target)
    return Navigation(urlunsplit(urlsplit(url)._replace(query=urlencode(fields))), target=target)


def _wired(text: str) -> str:
    """A text as it is sent: its lines end as those of the network do."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


def reset(window: Window, form: Element) -> None:
    """All controls of a form go back to what its HTML says, if nobody prevents that."""
    if not window.fire("reset", form):
        return
    for control in forms.elements_of(form):
        controls.reset(control)
