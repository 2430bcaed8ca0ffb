"""What controls hold now, and which belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from pycomponents.testing.dom import HTML, Document, Element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pycomponents.testing.dom import Node

Kind: TypeAlias = Literal["text", "check", "select"]
State: TypeAlias = "str | bool | list[int]"

_NO_STATE: Final = {"file", "submit", "button", "reset", "image"}
# Of these a value is only the attribute.
_PLAIN: Final = {"hidden", "submit", "button", "reset", "image"}


def type_of(control: Element) -> str:
    """The type of an input."""
    return control.attributes.get("type", "text").lower()


def kind_of(node: Node | None) -> Kind | None:
    """How a control is filled in, if it is one."""
    if not isinstance(node, Element) or node.namespace != HTML:
        return None
    if node.tag == "textarea":
        return "text"
    if node.tag == "select":
        return "select"
    if node.tag != "input" or type_of(node) in _NO_STATE:
        return None
    return "check" if type_of(node) in ("checkbox", "radio") else "text"


def is_radio(element: Element) -> bool:
    """Whether it is a radio button."""
    return element.tag == "input" and type_of(element) == "radio"


def state_of(control: Element) -> State:
    """What a control holds."""
    match kind_of(control):
        case "check":
            return is_checked(control)
        case "select":
            return [index for index, option in enumerate(options_of(control)) if option in chosen(control)]
        case _:
            return value_of(control)


def default_state(control: Element) -> State:
    """What its markup says that it holds."""
    match kind_of(control):
        case "check":
            return "checked" in control.attributes
        case "select":
            shown = default_options(control)
            return [index for index, option in enumerate(options_of(control)) if option in shown]
        case _:
            return default_value(control)


def value_of(element: Element) -> str:
    """The value of a control, an option, a button."""
    if element.tag == "select":
        options = chosen(element)
        return value_of(options[0]) if options else ""
    if element.tag == "option":
        value = element.attributes.get("value")
        return " ".join(element.text.split()) if value is None else value
    if element.tag == "input" and type_of(element) in ("checkbox", "radio"):
        return element.attributes.get("value", "on")
    value = element.properties.get("value")
    return default_value(element) if value is None else str(value)


def default_value(element: Element) -> str:
    """The value that the markup says."""
    return element.text if element.tag == "textarea" else element.attributes.get("value", "")


def set_value(element: Element, value: str) -> None:
    """Write a value."""
    if element.tag == "select":
        for option in options_of(element):
            option.properties["selected"] = False
        for option in options_of(element):
            if value_of(option) == value:
                option.properties["selected"] = True
                return
    elif element.tag in ("button", "option") or (
        element.tag == "input" and type_of(element) in _PLAIN | {"checkbox", "radio"}
    ):
        element.attributes["value"] = value
    else:
        element.properties["value"] = value


def is_checked(control: Element) -> bool:
    """Whether a checkbox or radio is on."""
    live = control.properties.get("checked")
    return "checked" in control.attributes if live is None else bool(live)


def set_checked(control: Element, *, on: bool) -> None:
    """Turn a checkbox or radio on or off; of radios only one is on."""
    if on and is_radio(control):
        for other in group_of(control):
            if other is not control and is_checked(other):
                other.properties["checked"] = False
    control.properties["checked"] = on


def options_of(select: Element) -> list[Element]:
    """The options of a select."""
    return [element for element in select.elements() if element.tag == "option"]


def select_of(option: Element) -> Element | None:
    """The select around an option."""
    return next((element for element in option.ancestors() if element.tag == "select"), None)


def _is_selected(option: Element) -> bool:
    live = option.properties.get("selected")
    return "selected" in option.attributes if live is None else bool(live)


def chosen(select: Element) -> list[Element]:
    """The options that are selected."""
    return _shown(select, [option for option in options_of(select) if _is_selected(option)])


def default_options(select: Element) -> list[Element]:
    """The options that are selected by the markup."""
    return _shown(select, [option for option in options_of(select) if "selected" in option.attributes])


def _shown(select: Element, options: list[Element]) -> list[Element]:
    if "multiple" in select.attributes:
        return options
    if options:
        return options[-1:]
    size = select.attributes.get("size", "")
    if size.isdigit() and int(size) > 1:
        return []
    return [option for option in options_of(select) if not is_disabled(option)][:1]


def set_selected(option: Element, *, on: bool) -> None:
    """Select an option, or not; where one can be chosen, the others are not."""
    select = select_of(option)
    if on and select is not None and "multiple" not in select.attributes:
        for other in options_of(select):
            other.properties["selected"] = False
    option.properties["selected"] = on


def is_disabled(element: Element) -> bool:
    """Whether `:disabled` matches."""
    if element.tag not in ("button", "input", "select", "textarea", "fieldset", "option", "optgroup"):
        return False
    if "disabled" in element.attributes:
        return True
    inner = element
    for around in element.ancestors():
        if around.tag == "optgroup" and element.tag == "option" and "disabled" in around.attributes:
            return True
        if around.tag == "fieldset" and "disabled" in around.attributes and element.tag not in ("option", "optgroup"):
            legend = next((one for one in around.children if isinstance(one, Element) and one.tag == "legend"), None)
            if inner is not legend:
                return True
        inner = around
    return False


def form_of(element: Element) -> Element | None:
    """The form that a control belongs to."""
    name = element.attributes.get("form")
    if name is not None:
        document = element.document
        found = document.by_id(name) if document is not None else None
        return found if found is not None and found.tag == "form" else None
    return next((one for one in element.ancestors() if one.tag == "form"), None)


def fields_of(form: Element) -> list[Element]:
    """The elements of a form, in the order of the document."""
    around: Element = form.document or form
    return [one for one in _fields(around) if form_of(one) is form]


def _fields(around: Element) -> Iterator[Element]:
    for element in around.elements():
        if element.tag in ("input", "select", "textarea", "button") and element.namespace == HTML:
            yield element


def group_of(control: Element) -> list[Element]:
    """A radio stands for its whole group."""
    name = control.attributes.get("name", "")
    if not name or not is_radio(control):
        return [control]
    form = form_of(control)
    *_, top = (control, *control.ancestors())
    return [
        one for one in _fields(top) if is_radio(one) and one.attributes.get("name") == name and form_of(one) is form
    ] or [control]


def entries(form: Element, submitter: Element | None) -> tuple[list[tuple[str, str]], bool]:
    """The names and values that a form sends, without files; and whether there were files."""
    found: list[tuple[str, str]] = []
    files = False
    for field in fields_of(form):
        name = field.attributes.get("name", "")
        if is_disabled(field) or any(one.tag == "datalist" for one in field.ancestors()) or not name:
            continue
        if field.tag == "button" or (field.tag == "input" and type_of(field) in ("submit", "button", "reset", "image")):
            if field is submitter:
                found.append((name, value_of(field)))
        elif field.tag == "select":
            found += [(name, value_of(option)) for option in chosen(field) if not is_disabled(option)]
        elif kind_of(field) == "check":
            if is_checked(field):
                found.append((name, value_of(field)))
        elif type_of(field) == "file" and field.tag == "input":
            files = files or bool(field.properties.get("files"))
        else:
            found.append((name, value_of(field).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")))
    return found, files


def is_edited(element: Element) -> bool:
    """Whether the user writes into the element itself."""
    for one in (element, *element.ancestors()):
        mark = one.attributes.get("contenteditable")
        if mark is not None:
            return mark.lower() in ("", "true", "plaintext-only")
    return False


def is_in(node: Node, document: Document) -> bool:
    """Whether a node stands in the document."""
    return node.document is document
