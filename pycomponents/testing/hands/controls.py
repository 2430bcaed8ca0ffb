"""What form controls hold: their live state beside their attributes, by the browser's rules."""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias
from weakref import WeakKeyDictionary

from pycomponents.testing.document.dom import HTML, Document, Element, Text
from pycomponents.testing.hands import measures

if TYPE_CHECKING:
    from collections.abc import Generator

_INPUTS: Final = frozenset(
    (
        "text search tel url email password number range color date month week time datetime-local hidden checkbox "
        "radio file submit image reset button"
    ).split()
)
TIMES: Final = frozenset(("date", "month", "week", "time", "datetime-local"))
# Fields that are filled by typing text into them.
TYPED: Final = frozenset(("text", "search", "tel", "url", "email", "password", "number", "textarea"))
_BUTTONS: Final = frozenset(("submit", "image", "reset", "button"))
_BLANKS: Final = " \t\n\f\r"
_COLOR: Final = re.compile(r"#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")


def is_html(element: Element, *tags: str) -> bool:
    """Whether it is one of these elements of HTML."""
    return element.tag in tags and element.namespace == HTML


def kind_of(element: Element) -> str:
    """What sort of control it is, as the DOM's `type` says it: "checkbox", "textarea", "select-one"; "" for none."""
    if element.namespace != HTML:
        return ""
    said = element.attributes.get("type", "").lower()
    match element.tag:
        case "input":
            return said if said in _INPUTS else "text"
        case "button":
            return _kind_of_button(element, said)
        case "select":
            return "select-multiple" if "multiple" in element.attributes else "select-one"
        case "textarea":
            return "textarea"
        case _:
            return ""


def _kind_of_button(element: Element, said: str) -> str:
    if said in ("submit", "reset", "button"):
        return said
    # A button that commands something does not send its form, unless it says so.
    return "button" if "command" in element.attributes or "commandfor" in element.attributes else "submit"


def is_button(element: Element) -> bool:
    """Whether it is a button of any kind."""
    return kind_of(element) in _BUTTONS


def is_link(element: Element) -> bool:
    """Whether it leads elsewhere."""
    return is_html(element, "a", "area") and "href" in element.attributes


def is_editable(element: Element) -> bool:
    """Whether it is the outermost element of a text that is edited in place."""
    mark = element.attributes.get("contenteditable", "false").lower()
    return mark in ("", "true", "plaintext-only") and not kind_of(element)


def is_edited(element: Element) -> bool:
    """Whether it belongs to a text that is edited in place."""
    marked = (one for one in (element, *element.ancestors()) if "contenteditable" in one.attributes)
    nearest = next(marked, None)
    return nearest is not None and is_editable(nearest)


def is_check(element: Element) -> bool:
    """Whether it is a checkbox or a radio."""
    return kind_of(element) in ("checkbox", "radio")


# Text ---------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Editing:
    """What typing has made of a field. value: for which this holds; shown: what stands there, which may be no value.

    start, end: what is selected, or where the caret stands. edited: whether the user made this text. before: what
    stood there before he began, as long as no change is told of it.
    """

    value: str
    shown: str
    start: int = 0
    end: int = 0
    edited: bool = False
    before: str | None = None


_editing: WeakKeyDictionary[Element, Editing] = WeakKeyDictionary()


def editing_of(field: Element) -> Editing:
    """What is known of the typing in a field. When somebody else has written into it, that is forgotten."""
    value = value_of(field)
    known = _editing.get(field)
    if known is None:
        known = _editing[field] = Editing(value, value)
    elif known.value != value:
        known.value = known.shown = value
        known.start = known.end = len(value)
        known.edited = False
    return known


def value_of(control: Element) -> str:
    """Its value: what the user or the server has set, else what its HTML says."""
    kind = kind_of(control)
    if kind in ("select-one", "select-multiple"):
        return next((option_value(option) for option in selected_options(control)), "")
    if kind == "" or kind in _BUTTONS or kind == "hidden":
        return control.properties.get("value") or control.attributes.get("value", "")
    if kind in ("checkbox", "radio"):
        return control.attributes.get("value", "on")
    if kind == "file":
        return ""
    held = control.properties.get("value")
    if held is None:
        return sanitised(control, default_value(control))
    # What a user types in front of an address and behind it stays, though a script could not set it.
    return str(held) if kind == "url" else sanitised(control, str(held))


def default_value(control: Element) -> str:
    """The text that a field goes back to."""
    if kind_of(control) == "textarea":
        return _child_text(control)
    return control.attributes.get("value", "")


def set_value(control: Element, text: str) -> None:
    """Set it as a script does: what the user typed is forgotten, and the caret goes to the end."""
    if is_html(control, "select"):
        _choose_value(control, text)
    elif is_check(control) or is_button(control):
        control.attributes["value"] = text
    else:
        control.properties["value"] = value = sanitised(control, text)
        known = _editing.get(control)
        _editing[control] = Editing(value, value, len(value), len(value), before=known.before if known else None)


def type_value(field: Element, shown: str, caret: int) -> None:
    """Set it as the user does: what he sees may be no value yet."""
    editing = editing_of(field)
    if editing.before is None:
        editing.before = editing.value
    field.properties["value"] = editing.value = shown if kind_of(field) == "url" else sanitised(field, shown)
    editing.shown = shown
    editing.start = editing.end = caret
    editing.edited = True


def sanitised(control: Element, text: str) -> str:
    """A text as a field of this kind keeps it."""
    kind = kind_of(control)
    match kind:
        case "textarea":
            return text.replace("\r\n", "\n").replace("\r", "\n")
        case "hidden":
            return text
        case "number":
            return text if measures.number(text) is not None else ""
        case "range":
            return _range_text(control, text)
        case "color":
            return _color_text(text.strip(_BLANKS))
        case "email" if "multiple" in control.attributes:
            return ",".join(part.strip(_BLANKS) for part in _one_line(text).split(","))
        case "email" | "url":
            return _one_line(text).strip(_BLANKS)
        case _ if kind in TIMES:
            return _time_text(kind, text)
        case _:
            return _one_line(text)


def _one_line(text: str) -> str:
    return text.replace("\r", "").replace("\n", "")


def _range_text(control: Element, text: str) -> str:
    return measures.plain(measures.fitted(control, text))


def _color_text(text: str) -> str:
    """A colour as six digits. What is written with three goes for it, too; names of colours are not known here."""
    if not _COLOR.fullmatch(text):
        return "#000000"
    digits = text[1:].lower()
    return f"#{digits[:6]}" if len(digits) >= 6 else "#" + "".join(2 * digit for digit in digits[:3])


def _time_text(kind: str, text: str) -> str:
    value = measures.measure(kind, text)
    if value is None:
        return ""
    return measures.written(kind, value) if kind == "datetime-local" else text


def _child_text(element: Element) -> str:
    # Of a textarea only the texts directly in it count.
    return "".join(child.data for child in element.children if isinstance(child, Text))


# Checked ------------------------------------------------------------------------------------------------------------


def is_checked(box: Element) -> bool:
    """Whether a checkbox or radio is on."""
    if not _is_on(box):
        return False
    if kind_of(box) != "radio":
        return True
    # One of a group can be on: whom the user chose, else the last that says so.
    others = [one for one in group_of(box) if one is not box and _is_on(one)]
    if not others:
        return True
    on = [one for one in group_of(box) if _is_on(one)]
    chosen = [one for one in on if one.properties.get("checked")]
    return (chosen or on)[-1] is box


def _is_on(box: Element) -> bool:
    held = box.properties.get("checked")
    return "checked" in box.attributes if held is None else bool(held)


def set_checked(box: Element, checked: bool) -> None:
    """Turn it on or off; the others of a radio's group go off."""
    if checked and kind_of(box) == "radio":
        for other in group_of(box):
            if other is not box and _is_on(other):
                other.properties["checked"] = False
    box.properties["checked"] = checked


def is_indeterminate(box: Element) -> bool:
    """Whether a checkbox shows that it is neither on nor off."""
    return bool(box.properties.get("indeterminate"))


def group_of(radio: Element) -> list[Element]:
    """The radios of which one can be on, in the order of the document; of any other control itself."""
    name = radio.attributes.get("name", "")
    if kind_of(radio) != "radio" or not name or radio.parent is None:
        return [radio]
    return _groups(root_of(radio))[form_of(radio), name]


_Groups: TypeAlias = "dict[tuple[Element | None, str], list[Element]]"
# What has been found out of a document that stands still for the moment.
_surveyed: ContextVar[dict[Element, _Groups] | None] = ContextVar("_surveyed", default=None)


@contextmanager
def standing_still() -> Generator[None]:
    """Within it no document changes: its groups of radios are sought only once."""
    token = _surveyed.set({})
    try:
        yield
    finally:
        _surveyed.reset(token)


def _groups(root: Element) -> _Groups:
    surveyed = _surveyed.get()
    if surveyed is not None and root in surveyed:
        return surveyed[root]
    groups: _Groups = {}
    for element in root.elements():
        name = element.attributes.get("name")
        if name and kind_of(element) == "radio":
            groups.setdefault((form_of(element), name), []).append(element)
    if surveyed is not None:
        surveyed[root] = groups
    return groups


# Options ------------------------------------------------------------------------------------------------------------


def options_of(select: Element) -> list[Element]:
    """Its options, also those in groups."""
    return [element for element in select.elements() if is_html(element, "option")]


def select_of(option: Element) -> Element | None:
    """The select that an option belongs to."""
    return next((one for one in option.ancestors() if is_html(one, "select")), None)


def option_value(option: Element) -> str:
    """What choosing it gives."""
    said = option.attributes.get("value")
    return option_text(option) if said is None else said


def option_text(option: Element) -> str:
    """The text of an option, blanks made one."""
    return " ".join(re.split(f"[{_BLANKS}]+", option.text.strip(_BLANKS)))


def option_label(option: Element) -> str:
    """What an option shows."""
    return option.attributes.get("label") or option_text(option)


def is_option_disabled(option: Element) -> bool:
    """Whether it cannot be chosen, by itself or by its group."""
    if "disabled" in option.attributes:
        return True
    return any(is_html(one, "optgroup") and "disabled" in one.attributes for one in option.ancestors())


def selected_options(select: Element) -> list[Element]:
    """What is chosen in it. A closed list shows its first option that can be chosen where none is."""
    on = [option for option in options_of(select) if _is_marked(option)]
    if "multiple" not in select.attributes:
        on = [option for option in on if option.properties.get("selected")] or on
    return _shown_as_chosen(select, on)


def default_options(select: Element) -> list[Element]:
    """The options that are chosen by the markup."""
    return _shown_as_chosen(select, [option for option in options_of(select) if "selected" in option.attributes])


def _shown_as_chosen(select: Element, marked: list[Element]) -> list[Element]:
    if "multiple" in select.attributes:
        return marked
    if marked or size_of(select) > 1:
        return marked[-1:]
    return [option for option in options_of(select) if not is_option_disabled(option)][:1]


def is_selected(option: Element) -> bool:
    """Whether it is chosen."""
    select = select_of(option)
    if select is None:
        return _is_marked(option)
    return option in selected_options(select)


def set_selected(option: Element, selected: bool) -> None:
    """Choose it or not; in a list for one choice the others go off."""
    select = select_of(option)
    if selected and select is not None and "multiple" not in select.attributes:
        for other in options_of(select):
            other.properties["selected"] = False
    option.properties["selected"] = selected


def choose(select: Element, options: list[Element]) -> None:
    """Choose exactly these."""
    for option in options_of(select):
        option.properties["selected"] = option in options


def _choose_value(select: Element, value: str) -> None:
    choose(select, [option for option in options_of(select) if option_value(option) == value][:1])


def _is_marked(option: Element) -> bool:
    held = option.properties.get("selected")
    return "selected" in option.attributes if held is None else bool(held)


_SIZE: Final = re.compile(r"[ \t\n\f\r]*\+?([0-9]+)")


def size_of(select: Element) -> int:
    """How many rows it shows: 1 for one that opens."""
    said = _SIZE.match(select.attributes.get("size", ""))
    return int(said[1]) if said and int(said[1]) else (4 if "multiple" in select.attributes else 1)


def is_list(select: Element) -> bool:
    """Whether its options stand open."""
    return "multiple" in select.attributes or size_of(select) > 1


# Whether it can be used ---------------------------------------------------------------------------------------------


def disabled_by(element: Element) -> Element | None:
    """What disables it: itself, or a fieldset around it, unless it stands in the legend; of an option its group, or
    what disables its select.
    """
    if is_html(element, "option", "optgroup"):
        return _option_disabled_by(element)
    if not (kind_of(element) or is_html(element, "fieldset")):
        return None
    if "disabled" in element.attributes:
        return element
    inside: Element = element
    for around in element.ancestors():
        if is_html(around, "fieldset") and "disabled" in around.attributes and inside is not around.child("legend"):
            return around
        inside = around
    return None


def _option_disabled_by(element: Element) -> Element | None:
    for one in (element, *element.ancestors()):
        if is_html(one, "select"):
            return disabled_by(one)
        if is_html(one, "option", "optgroup") and "disabled" in one.attributes:
            return one
    return None


def is_disabled(element: Element) -> bool:
    """Whether it is disabled, by itself or by what it stands in."""
    return disabled_by(element) is not None


def is_readonly(control: Element) -> bool:
    """Whether it shows a text that cannot be changed."""
    kind = kind_of(control)
    return (kind in TYPED or kind in TIMES) and "readonly" in control.attributes


# Forms and documents ------------------------------------------------------------------------------------------------


def root_of(element: Element) -> Element:
    """The outermost element around it: its document, if it stands in one."""
    at = element
    while at.parent is not None:
        at = at.parent
    return at


def form_of(element: Element) -> Element | None:
    """The form that it belongs to: the one that it names, else the one around it."""
    named = element.attributes.get("form")
    if named is None:
        return next((one for one in element.ancestors() if is_html(one, "form")), None)
    root = root_of(element)
    found = root.by_id(named) if isinstance(root, Document) else None
    return found if found is not None and is_html(found, "form") else None


def reset(control: Element) -> None:
    """Back to what its HTML says."""
    for element in (control, *options_of(control)) if is_html(control, "select") else (control,):
        for name in ("value", "checked", "selected"):
            element.properties.pop(name, None)
    _editing.pop(control, None)
