"""What the user has done to controls is not overwritten by what the server said before it knew: the twin of
`client/controls.js`.

Each change by the user raises the control's revision. An event remembers the revisions that it brings; when it is
answered they count as acknowledged. The server's value is written only where nothing newer has been typed, and no
later event is under way that tells the server what stood there before.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pycomponents.testing.client.fields import default_state, mode_of, state_of
from pycomponents.testing.hands import controls, forms
from pycomponents.testing.hands.controls import group_of, is_checked, select_of, set_value, value_of
from pycomponents.testing.hands.editing import select

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from pycomponents.testing.client.fields import State
    from pycomponents.testing.document.dom import Element


@dataclass(slots=True)
class Touched:
    """What is known of a control: how often the user has changed it, and of how much the server has answered."""

    revision: int = 0
    acknowledged: int = 0
    state: State = ""


@dataclass(slots=True, frozen=True)
class Brought:
    """What an event brings of a control: its revision, and its text then."""

    control: Element
    revision: int
    text: str


class Protection:
    """The controls of one page, as its client knows them.

    is_told: whether an event that is not answered tells the server of a control.
    resets: tells that a form is put back, and says whether it may be.
    composing: the control that an input method is composing text in.
    """

    def __init__(self) -> None:
        self.is_told: Callable[[Element], bool] = lambda _: False
        self.resets: Callable[[Element], bool] = lambda _: True
        self.composing: Element | None = None
        self._touched: dict[Element, Touched] = {}
        self._open: dict[Element, bool] = {}
        self._styled: dict[Element, set[str]] = {}

    # What the user does.

    def touch(self, control: Element) -> None:
        """The user changed this control, or so its live state says."""
        group = group_of(control)
        if all(known.revision and known.state == state_of(one) for one in group for known in [self._known(one)]):
            return
        for one in group:
            known = self._known(one)
            known.revision += 1
            known.state = state_of(one)

    def renew(self, control: Element) -> None:
        """A new page of the server knows nothing of this control: what it says is older."""
        self._known(control).revision += 1

    def is_touched(self, control: Element) -> bool:
        """Whether the user has changed it."""
        known = self._touched.get(control)
        return known is not None and known.revision > 0

    def is_kept(self, control: Element) -> bool:
        """Whether a control's live state is the user's own."""
        return control is self.composing or self.is_touched(control)

    def bring(self, control: Element) -> Brought:
        """What an event brings of it."""
        known = self._touched.get(control)
        return Brought(control, known.revision if known is not None else 0, value_of(control))

    def acknowledge(self, brought: Iterable[Brought]) -> None:
        """An event that brought this is answered."""
        for one in brought:
            known = self._touched.get(one.control)
            if known is not None:
                known.acknowledged = max(known.acknowledged, one.revision)

    def changed_before(self, root: Element) -> list[Element]:
        """Controls that were changed before the client was there."""
        found = [one for one in root.elements() if mode_of(one) and state_of(one) != default_state(one)]
        for control in found:
            self.touch(control)
        return found

    def _known(self, control: Element) -> Touched:
        return self._touched.setdefault(control, Touched())

    def _is_newer(self, control: Element) -> bool:
        """Whether the server has more to hear of this control than what it has answered."""
        known = self._touched.get(control)
        moved = known is not None and known.revision != known.acknowledged
        return control is self.composing or moved or self.is_told(control)

    # What the server says.

    def set_property(self, element: Element, name: str, value: Any) -> None:
        """Write a live property, unless the user has written something newer."""
        if name.startswith("style."):
            self._styled.setdefault(element, set()).add(name)
            if value is None:
                element.properties.pop(name, None)
            else:
                element.properties[name] = str(value)
        elif name == "indeterminate":
            element.properties[name] = bool(value)
        elif name in ("value", "checked", "selected"):
            control = (select_of(element) or element) if element.tag == "option" else element
            if any(map(self._is_newer, group_of(control))):
                return
            if name == "value":
                write_text(element, "" if value is None else str(value))
            elif name == "checked":
                controls.set_checked(element, bool(value))
            else:
                controls.set_selected(element, bool(value))
            self.note_state(control)

    def set_attribute(self, element: Element, name: str, value: str | None) -> None:
        """Write an attribute; what the user has chosen does not follow a new default."""
        control = element
        if name == "selected" and element.tag == "option":
            control = select_of(element) or element
        if name in ("checked", "selected"):
            with self.keeping_choice(control):
                _write(element, name, value)
        else:
            _write(element, name, value)
        if name == "open":
            self.note_open(element)

    def note_state(self, control: Element) -> None:
        """What stands in a control now is what it was given, and no doing of the user's."""
        known = self._touched.get(control)
        if known is not None:
            known.state = state_of(control)

    def note_open(self, element: Element) -> None:
        """What stands there now is what the server says."""
        self._open[element] = "open" in element.attributes

    def open_by_server(self, element: Element) -> bool:
        """Whether the server has this element open; what the user toggled is not in it."""
        return self._open.get(element, False)

    def clear_styles(self, element: Element) -> None:
        """Take off the styles that the server has set."""
        for name in self._styled.pop(element, ()):
            element.properties.pop(name, None)

    @contextmanager
    def keeping_choice(self, control: Element | None) -> Generator[None]:
        """Keep what the user chose while defaults change: those who were never chosen would follow the new one."""
        if control is None or not self.is_touched(control):
            yield
        elif mode_of(control) == "select":
            options = controls.selected_options(control)
            yield
            controls.choose(control, options)
        else:
            states = [(one, is_checked(one)) for one in group_of(control)] if mode_of(control) == "check" else []
            yield
            for one, state in states:
                if is_checked(one) != state:
                    one.properties["checked"] = state

    # Back to what the markup says.

    def reset(self, form: Element, brought: list[Brought]) -> None:
        """The controls of a form that was carried out go back to their defaults, except those that moved since."""
        still = [
            one
            for one in brought
            if self.bring(one.control).revision == one.revision and one.control is not self.composing
        ]
        if len(still) == len(brought):
            if self.resets(form):
                for control in forms.elements_of(form):
                    controls.reset(control)
        else:
            for one in brought:
                if one in still:
                    to_default(one.control)
                else:
                    self._cut(one)
        for one in still:
            self.note_state(one.control)

    def _cut(self, brought: Brought) -> None:
        """Who went on typing keeps what he has added."""
        control = brought.control
        value = value_of(control)
        if mode_of(control) == "text" and control is not self.composing and value.startswith(brought.text):
            editing = controls.editing_of(control)
            start, end = (max(0, at - len(brought.text)) for at in (editing.start, editing.end))
            write_text(control, value[len(brought.text) :])
            select(control, start, end)


def write_text(control: Element, text: str) -> None:
    """Write what stands in a control; in the one that has the focus the caret stays where the user has it."""
    old = value_of(control)
    if old == text:
        return
    document = control.document
    editing = controls.editing_of(control) if document is not None and document.focused is control else None
    set_value(control, text)
    if editing is not None and mode_of(control) == "text":
        new = value_of(control)
        start, end = (len(new) if at == len(old) else at for at in (editing.start, editing.end))
        select(control, start, end)


def to_default(control: Element) -> None:
    """One control is as the markup says."""
    match mode_of(control):
        case "text":
            write_text(control, controls.default_value(control))
        case "check":
            control.properties["checked"] = "checked" in control.attributes
        case "select":
            controls.choose(control, controls.default_options(control))
        case None:
            pass


def _write(element: Element, name: str, value: str | None) -> None:
    if value is None:
        element.attributes.pop(name, None)
    else:
        element.attributes[name] = value
