"""What stands in the parentheses of an element, where it is more than a text: shorthand, dicts, keys, listeners."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from pycomponents.dom.attributes import checked, class_names, clean, state_of, style_of, text_of
from pycomponents.dom.names import Kind, mapping_names
from pycomponents.dom.node import Referred
from pycomponents.errors import AttributeRefused, ChildError, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pycomponents.dom.node import Listener


def positional(tag: str, args: Sequence[Any]) -> tuple[dict[str, str], str | None, Any, bool]:
    """What the shorthand and the dicts say: attributes, key, live properties, and whether a form resets."""
    attributes: dict[str, str] = {}
    key: str | None = None
    properties: dict[str, str | bool] | None = None
    reset = False
    if not isinstance(args[0], Mapping):
        first, *args = args
        if isinstance(first, str):
            attributes.update(shorthand(str.__str__(first)))
        elif first is not None and first is not False:
            raise _children_in_parentheses(tag, first)
    names = mapping_names[tag]
    for mapping in args:
        if not isinstance(mapping, Mapping):
            raise _children_in_parentheses(tag, mapping)
        for name, value in cast("Mapping[str, object]", mapping).items():
            kind, written = names[name]
            if kind is Kind.KEY:
                key = value if value is None else key_of(tag, value)
            elif kind is Kind.RESET:
                reset = bool(value)
            else:
                properties = put(tag, kind, written, value, attributes, properties)
    return attributes, key, properties, reset


def put(
    tag: str,
    kind: Kind,
    name: str,
    value: object,
    attributes: dict[str, str],
    properties: dict[str, str | bool] | None,
) -> dict[str, str | bool] | None:
    """Put a value of any kind where it belongs. Returns the live properties."""
    if kind is Kind.REF:
        _refer(tag, value, attributes)
        return properties
    if kind is Kind.STYLE:
        styles = {} if value is None or value is False else style_of(tag, value)
        kept = {known: it for known, it in (properties or {}).items() if not known.startswith("style.")}
        return {**kept, **styles} or None
    if kind is Kind.LIVE:
        return {**(properties or {}), name: bool(value)} if value is not None else properties
    text = _text(tag, kind, name, value)
    if text is None:
        attributes.pop(name, None)
    else:
        attributes[name] = text
    return properties


def _refer(tag: str, value: object, attributes: dict[str, str]) -> None:
    if isinstance(value, Referred):
        value.attributes = attributes
    elif value is not None and value is not False:
        raise AttributeRefused(
            message(
                "ref= takes a ref for an element.",
                where=f"<{tag}>",
                got=value,
                cure="Write field = ref() in the class, and ref=self.field here.",
            )
        )


def _text(tag: str, kind: Kind, name: str, value: object) -> str | None:
    if kind is Kind.STATES:
        return state_of(tag, name, value)
    if value is None or value is False:
        return None
    if kind is Kind.CLASS:
        return class_names(tag, value) or None
    return "" if value is True else checked(tag, name, kind, text_of(tag, name, value))


def key_of(tag: str, key: object) -> str:
    """A key as an element keeps it."""
    if isinstance(key, bool) or not isinstance(key, str | int):
        raise AttributeRefused(message("a key is a text or a whole number.", where=f"<{tag}>", got=key))
    return clean(str.__str__(key) if isinstance(key, str) else str(key))


def resetting(tag: str, listeners: dict[str, Listener] | None) -> dict[str, Listener]:
    """The listeners of a form with `reset=True`."""
    if listeners is None or "submit" not in listeners:
        raise AttributeRefused(
            message("reset=True is for a form that listens.", where=f"<{tag}>", cure="form(on_submit=…, reset=True)")
        )
    return {**listeners, "submit": listeners["submit"].resetting()}


def _children_in_parentheses(tag: str, got: object) -> ChildError:
    return ChildError(
        message(
            "parentheses take a shorthand, dicts and keywords.",
            where=f"<{tag}>",
            got=got,
            cure="Children go into brackets.",
        )
    )


def not_a_listener(tag: str, name: str, value: object) -> AttributeRefused:
    """The error for an `on_…=` that is not given an event method."""
    return AttributeRefused(
        message(
            f"{name}= takes an event method.",
            where=f"<{tag}>",
            got=value,
            cure=f"Decorate a method of the component with @event and write {name}=self.method, without brackets "
            "behind it; bind arguments by self.method.bind(…).",
        )
    )


@lru_cache(maxsize=2000)
def shorthand(text: str) -> dict[str, str]:
    """The attributes that "#id.names" means, for all who ask: copy them before you add to them."""
    if not text:
        return {}
    if text[0] not in ".#" or any(map(str.isspace, text)) or "#" in text[1:]:
        raise AttributeRefused(
            message(
                "this shorthand cannot be read.",
                expected="'#id.class.other', the id first",
                got=text,
                cure='Children go into brackets: h1["Title"].',
            )
        )
    first, *classes = text.split(".")
    attributes = {"id": clean(first[1:])} if first else {}
    names = " ".join(filter(None, classes))
    return {**attributes, "class": clean(names)} if names else attributes


@lru_cache(maxsize=2000)
def only_class(names: str) -> dict[str, str]:
    """The attributes of an element that has a class and no more, for all who ask."""
    return {"class": clean(names)} if names else {}
