"""What a client may bring: of a form only the fields that the page shows, with values that they offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import msgspec

from pycomponents.dom.node import Boundary, Element
from pycomponents.errors import PayloadError
from pycomponents.runtime.addresses import first_legend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pycomponents.dom.node import Node, Root
    from pycomponents.runtime.instance import Instance
    from pycomponents.runtime.messages import EventMessage

# Values that a field may have: any text, or one of those rendered.
Offered: TypeAlias = "set[str] | None"

_AS_RENDERED: Final = "a value that was rendered"
_FIXED_INPUTS: Final = frozenset({"checkbox", "radio", "hidden", "submit"})


def brought(message: EventMessage, instance: Instance, element: Element) -> dict[str, Any]:
    """What this event brings to a listener at `element`. Raises `PayloadError` for a value that is not offered."""
    if message.event_type == "submit":
        return {"form": _fields(instance, element, message.brought.get("form", []))}
    if message.brought and (offered := _offered_by(element)) is not None:
        _check(message.brought, offered)
    return message.brought


def _offered_by(element: Element) -> Offered:
    """The values that this control can have, beside none at all."""
    if element.tag == "select":
        return set(_option_values(element))
    if element.tag == "button" or (element.tag == "input" and _kind(element) in _FIXED_INPUTS):
        return {_fixed_value(element)}
    return None


def _check(brought: dict[str, Any], offered: set[str]) -> None:
    if not _all_among([brought.get("value", "")], offered | {""}):
        raise PayloadError("value", expected=_AS_RENDERED, got=brought.get("value"))
    if not _all_among(brought.get("selected", []), offered):
        raise PayloadError("selected", expected=_AS_RENDERED, got=brought.get("selected"))


def _all_among(values: Any, offered: set[str]) -> bool:
    try:
        return offered.issuperset(msgspec.convert(values, list[str]))
    except msgspec.ValidationError:
        return False


def _fields(instance: Instance, form: Element, pairs: Any) -> list[tuple[str, str]]:
    """The pairs whose names belong to an enabled control of this form. Others are dropped: extensions add fields."""
    offered = _offered(instance, form)
    fields: list[tuple[str, str]] = []
    for name, value in _checked_pairs(pairs):
        if name in offered:
            values = offered[name]
            if values is not None and value not in values:
                raise PayloadError(name, expected=_AS_RENDERED, got=value)
            fields.append((name, value))
    return fields


def _checked_pairs(pairs: Any) -> list[tuple[str, str]]:
    try:
        return msgspec.convert(pairs, list[tuple[str, str]])
    except msgspec.ValidationError:
        raise PayloadError("form") from None


def fields_of(instance: Instance, form: Element) -> tuple[list[str], int]:
    """The names of the form's fields, and how many text controls of it have no name."""
    nameless = [
        control
        for control in controls_of(instance, form)
        if not control.attributes.get("name") and _kind(control) not in ("button", "reset", "submit", "image")
    ]
    return [*_offered(instance, form)], len(nameless)


def _offered(instance: Instance, form: Element) -> dict[str, Offered]:
    """Each field of the form: by name, what it may hold."""
    offered: dict[str, Offered] = {}
    for control in controls_of(instance, form):
        name = control.attributes.get("name")
        if not name or "disabled" in control.attributes:
            continue
        for field, values in _values_of(control, name):
            if values is None or offered.get(field, values) is None:
                offered[field] = None
            else:
                offered[field] = (offered.get(field) or set()) | values
    return offered


def _values_of(control: Element, name: str) -> Iterator[tuple[str, Offered]]:
    kind = _kind(control)
    if control.tag == "select":
        yield name, set(_option_values(control))
    elif kind == "image":
        yield f"{name}.x", None
        yield f"{name}.y", None
    elif kind in _FIXED_INPUTS:
        yield name, {_fixed_value(control)}
    elif kind not in ("button", "reset", "file"):
        yield name, None


def _kind(control: Element) -> str:
    return control.attributes.get("type", "submit" if control.tag == "button" else "text").lower()


def _fixed_value(control: Element) -> str:
    return control.attributes.get("value", "on" if _kind(control) in ("checkbox", "radio") else "")


def _option_values(node: Element, *, disabled: bool = False) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, Element):
            off = disabled or "disabled" in child.attributes
            if child.tag != "option":
                yield from _option_values(child, disabled=off)
            elif not off:
                text = "".join(part for part in child.children if isinstance(part, str))
                yield child.attributes.get("value", " ".join(text.split()))


def controls_of(instance: Instance, form: Element) -> Iterator[Element]:
    """The controls inside the form, and those elsewhere that name it by `form=`."""
    yield from (control for control in _controls(form) if "form" not in control.attributes)
    name = form.attributes.get("id")
    if name:
        for root in instance.tree.roots:
            yield from (c for c in _controls(root.root) if c.attributes.get("form") == name)


def _controls(node: Node | Root) -> Iterator[Element]:
    """Every enabled control in a tree, through component boundaries."""
    if isinstance(node, Boundary):
        yield from _controls(node.mounted.root)
    elif isinstance(node, Element):
        if node.tag in ("input", "select", "textarea", "button"):
            yield node
        if node.tag == "fieldset" and "disabled" in node.attributes:
            yield from _controls(first_legend(node))  # only that stays enabled
        else:
            for child in node.children:
                yield from _controls(child)
