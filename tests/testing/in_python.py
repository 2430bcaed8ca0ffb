"""What our own actions do in the scenarios that Chromium plays, and what is heard of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pycomponents.testing.document import dom
from pycomponents.testing.hands import actions, controls, forms, platform, validity
from pycomponents.testing.hands.window import Window
from tests.testing.in_chromium import QUEUED, Outcome

if TYPE_CHECKING:
    from collections.abc import Collection

    from pycomponents.testing.hands.happening import DomEvent
    from tests.testing.in_chromium import Scenario

_NAMES = {"focus": actions.focus_on}


class Recorder:
    """Hears of everything, and prevents what it is told to."""

    def __init__(self, prevent: Collection[str] = ()) -> None:
        self.prevent = prevent
        self.events: list[DomEvent] = []
        self.answers: list[tuple[str, str, dom.Element]] = []

    def __call__(self, event: DomEvent) -> bool:
        self.events.append(event)
        if event.type in self.prevent and event.cancelable:
            event.prevented = True
        for kind, what, element in self.answers:
            if kind == event.type:
                _answer(what, element)
        return not event.prevented

    @property
    def heard(self) -> list[tuple[str, str]]:
        return [(event.type, name_of(event.target)) for event in self.events]


def _answer(what: str, element: dom.Element) -> None:
    if what == "remove":
        element.remove()
    else:
        element.attributes[what] = ""


def name_of(element: dom.Element) -> str:
    return element.attributes.get("id") or element.tag


def opened(html: str, recorder: Recorder) -> Window:
    """A window with this in it, its pointer on the empty part of the page."""
    page = f'<!DOCTYPE html><html id="html"><body id="body"><div id="root">{html}</div></body></html>'
    document = dom.parse(page, "https://example.org/page")
    return Window(document, recorder, hovered=document.body)


def play(scenario: Scenario, types: Collection[str]) -> Outcome:
    recorder = Recorder(scenario.prevent)
    window = opened(scenario.html, recorder)
    recorder.answers = [
        (kind, what, element) for kind, what, name in scenario.answers if (element := window.document.by_id(name))
    ]
    for name, *rest in scenario.steps:
        _step(window, name, *rest)
    root = found(window, "#root")
    named = [element for element in root.elements() if "id" in element.attributes]
    focused = window.focused
    return Outcome(
        heard=[(kind, target) for kind, target in recorder.heard if kind in types and kind not in QUEUED],
        queued=[(kind, target) for kind, target in recorder.heard if kind in QUEUED],
        forms={name_of(one): forms.entries(one) for one in root.elements() if one.tag == "form"},
        live={name_of(one): _live(one) for one in named},
        complaints={name_of(one): told.text for one in named if (told := validity.complaint(one)) is not None},
        focused="body" if focused is None else name_of(focused),
    )


def _step(window: Window, name: str, *rest: Any) -> None:
    if name == "key":
        actions.press_key(window, *rest)
    elif name == "set":
        controls.set_value(found(window, rest[0]), rest[1])
    else:
        selector, *more = rest
        act = _NAMES.get(name) or getattr(actions, name)
        act(window, found(window, selector), *more)


def found(window: Window, selector: str) -> dom.Element:
    element = window.document.by_id(selector.removeprefix("#"))
    assert element is not None, selector
    return element


def _live(element: dom.Element) -> Any:
    if element.tag == "option":
        return controls.is_selected(element)
    if element.tag in ("details", "dialog"):
        return "open" in element.attributes
    if "popover" in element.attributes and element.tag != "input":
        return platform.is_popover_open(element)
    if controls.is_check(element):
        return controls.is_checked(element)
    return controls.value_of(element) if element.tag in ("input", "textarea") else None
