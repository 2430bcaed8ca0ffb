"""Elements with htpy's syntax that keep what a string cannot: attributes as data, the key, the listeners."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeAlias, TypeVar

import htpy
from markupsafe import Markup

from pycomponents.dom.attributes import (
    SVG_TAGS,
    Kind,
    check_tag,
    checked,
    class_names,
    clean,
    keyword_names,
    mapping_names,
    state_of,
    style_of,
    text_of,
)
from pycomponents.dom.children import TEXT_ONLY, Child, Places, normalise
from pycomponents.dom.html import html
from pycomponents.dom.node import (
    FROM_ITERABLE,
    Boundary,
    Element,
    IterablePlaces,
    Key,
    Listener,
    Mountable,
    Place,
    Raw,
)
from pycomponents.dom.raw import VOID
from pycomponents.errors import AttributeRefused, ChildError, NestingError, message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from typing import Never, Protocol, Self

# What may stand in brackets, and what `render()` may return: htpy's nodes, and components.
Node: TypeAlias = (
    "htpy.Renderable | Mountable | Boundary | bool | str | int | _HasHtml | Iterable[Node] | Callable[[], Node] | None"
)
Attribute: TypeAlias = htpy.Attribute
Style: TypeAlias = Mapping[str, str | int | float | None]

if TYPE_CHECKING:

    class _HasHtml(Protocol):
        def __html__(self) -> str: ...


E = TypeVar("E", bound=Element)

_new: Final = object.__new__
_PLAIN: Final = Kind.PLAIN
_CLASS: Final = Kind.CLASS
_KEY: Final = Kind.KEY
_EVENT: Final = Kind.EVENT

# Only in a document, never in a component. They count as open until `lower` has seen them in one.
DOCUMENT_TAGS: Final = frozenset("html head body title meta link base script style".split())
_SCRIPTS: Final = frozenset(("script", "style"))


class Tag(Element):
    """An element of HTML or SVG: `div("#id.names", {"data-a": 1}, for_="x", on_click=self.add)["text", …]`.

    Calling it gives the same element with other attributes; brackets give it other children.
    """

    __slots__ = ()

    if TYPE_CHECKING:

        def __call__(  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
            self,
            id_class: str | Mapping[str, Attribute] = ...,
            /,
            *attributes: Mapping[str, Attribute],
            key: Key | None = None,
            style: Style | None = None,
            on_blur: Listener | None = None,
            on_change: Listener | None = None,
            on_click: Listener | None = None,
            on_focus: Listener | None = None,
            on_input: Listener | None = None,
            on_keydown: Listener | None = None,
            on_submit: Listener | None = None,
            **names: Attribute | Listener,
        ) -> Self: ...

    else:

        def __call__(self, /, *args, key=None, on_click=None, **kwargs):
            # The hot path of every render, one function on purpose. Names are looked up in a table that knows what
            # each means on this tag; nearly every attribute is then a plain text that has nothing to be cleaned.
            # As in htpy: the shorthand, then dicts, then keywords; later ones win, and None or False takes one away.
            # `key` and `on_click` are parameters only because that is faster; no order of attributes is lost by it.
            tag = self.tag
            properties = None
            reset = False
            if not args:
                attributes = {}
            elif len(args) == 1 and type(args[0]) is str and args[0] in _shorthands:
                attributes = _shorthands[args[0]].copy()
            else:
                attributes, given, properties, reset = _positional(tag, args)
                key = given if key is None else key
            if key is not None and not (type(key) is str and key.isprintable()):
                key = str(key) if type(key) is int else _key(tag, key)
            listeners = None
            if on_click is not None and on_click is not False:
                if not isinstance(on_click, Listener):
                    raise _not_a_listener(tag, "on_click", on_click)
                on_click.check("click")
                listeners = {"click": on_click}
            if kwargs:
                names = keyword_names[tag]
                for name, value in kwargs.items():
                    kind, written = names[name]
                    if kind is _PLAIN:
                        if type(value) is str:
                            attributes[written] = value if value.isprintable() else clean(value)
                        elif value is True:
                            attributes[written] = ""
                        elif value is None or value is False:
                            attributes.pop(written, None)
                        else:
                            attributes[written] = text_of(tag, written, value)
                    elif kind is _CLASS:
                        if value is None or value is False:
                            attributes.pop("class", None)
                            continue
                        if type(value) is not str or not value.isprintable():
                            value = class_names(tag, value)
                        if value:
                            attributes["class"] = value
                        else:
                            attributes.pop("class", None)
                    elif kind is _EVENT:
                        if isinstance(value, Listener):
                            value.check(written)
                            if (
                                written == "submit" and tag == "form"
                            ):  # sent without script, its fields must not land in the address
                                attributes.setdefault("method", "post")
                            if listeners is None:
                                listeners = {written: value}
                            else:
                                listeners[written] = value
                        elif value is not None and value is not False:
                            raise _not_a_listener(tag, name, value)
                    elif kind is Kind.RESET:
                        reset = bool(value)
                    else:
                        properties = _special(tag, kind, written, value, attributes, properties)
            if reset:
                listeners = _resetting(tag, listeners)
            twin = _new(type(self))
            twin.tag = tag
            twin.attributes = attributes
            twin.children = self.children
            twin.places = self.places
            twin.key = key
            twin.listeners = listeners
            twin.properties = properties
            twin.open = self.open
            return twin

    def __getitem__(self, children: Node) -> Self:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        # Also hot: most elements hold one text or one element.
        given: Any = children
        twin: Self = _new(type(self))
        twin.tag = tag = self.tag
        twin.attributes = self.attributes
        twin.key = self.key
        twin.listeners = self.listeners
        twin.properties = self.properties
        if type(given) is str and given and given.isprintable():
            twin.children = (given,)
            twin.places = None
            twin.open = False
        elif isinstance(given, Element) and given.key is None:
            twin.children = (given,)
            twin.places = None
            twin.open = given.open
        else:
            twin.children, twin.places, twin.open = normalise(given, tag)
        return twin

    # Where a tree is needed as text: in `str(…)`, in a plain htpy parent, in a Django template.

    def __str__(self) -> Markup:
        return Markup("".join(self.iter_chunks()))

    __html__ = __str__

    def iter_chunks(self, context: Mapping[htpy.Context[Any], Any] | None = None) -> Iterator[str]:
        from pycomponents.dom.lower import closed  # lower makes Tags

        yield html(closed(self, context or {}), markers=False)

    async def aiter_chunks(self, context: Mapping[htpy.Context[Any], Any] | None = None) -> AsyncIterator[str]:
        for chunk in self.iter_chunks(context):
            yield chunk

    def __repr__(self) -> str:
        start, _, end = html(remade(self, (), None, is_open=False), markers=False).rpartition("</")
        return f"<Element '{start.removeprefix('<!doctype html>')}...</{end}'>" if start else f"<Element '{end}'>"


class Void(Tag):
    """An element that has no children: `br`, `input`."""

    __slots__ = ()

    def __getitem__(self, children: Never) -> NoReturn:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        raise ChildError(message("a void element has no children.", where=f"<{self.tag}>", got=children))


class Special(Tag):
    """An element whose children the HTML parser treats in a way of its own, or that only a document may have."""

    __slots__ = ()

    def __getitem__(self, children: Node) -> Self:  # type: ignore[override]
        tag = self.tag
        if tag in _SCRIPTS:
            return remade(self, (_script(tag, children),), None, is_open=True)
        twin = super().__getitem__(children)
        if tag in SVG_TAGS:
            nodes = tuple(_svg_title(child) for child in twin.children)
            return remade(twin, nodes, twin.places, is_open=any(map(is_open, nodes)))
        if tag == "table":
            # Before its rows are lowered, so that the paths in them run through the tbody.
            nodes, places = _with_implied(twin.children, twin.places)
            return remade(twin, nodes, places, is_open=twin.open)
        if twin.open:
            return twin
        nodes = finish(tag, twin.children)
        return remade(twin, nodes, None if tag == "noscript" else twin.places, is_open=tag in DOCUMENT_TAGS)


def is_open(child: Child) -> bool:
    """Whether a child must be lowered at each render."""
    return child.open if isinstance(child, Element) else not isinstance(child, str | Raw | Boundary)


def remade(element: E, children: tuple[Child, ...], places: Places, *, is_open: bool) -> E:
    """The same element with other children, which are already nodes."""
    twin: E = _new(type(element))
    twin.tag = element.tag
    twin.attributes = element.attributes
    twin.children = children
    twin.places = places
    twin.key = element.key
    twin.listeners = element.listeners
    twin.properties = element.properties
    twin.open = is_open
    return twin


# Where elements come from.

# Elements that run or load what no one here has seen, and those that stop the parser from reading HTML.
_UNSAFE: Final = frozenset(("iframe", "object", "embed"))
_REFUSED: Final = frozenset("applet fencedframe frame frameset listing noembed noframes plaintext template xmp".split())
_SPECIAL: Final = frozenset(("table", "textarea", "noscript"))


def make(name: str, attributes: dict[str, str] | None = None, *, unsafe: bool = False) -> Tag:
    """The element of this name, without children. Raises `ChildError` for what is no element, or no safe one."""
    if name in _REFUSED or (name in _UNSAFE and not unsafe):
        cure = f"from pycomponents.html import unsafe_{name}" if name in _UNSAFE else "Build it from other elements."
        raise ChildError(message("this element is not safe to write.", where=f"<{name}>", cure=cure))
    cls: type[Tag] = Tag
    if name in VOID or name == "iframe":
        cls = Void
    elif name in _SPECIAL or name in DOCUMENT_TAGS or name in SVG_TAGS:
        cls = Special
    element: Tag = _new(cls)
    element.tag = check_tag(name)
    element.attributes = {} if attributes is None else attributes
    element.children = ()
    element.places = None
    element.key = element.listeners = element.properties = None
    element.open = name in DOCUMENT_TAGS
    return element


def make_void(name: str, *, unsafe: bool = False) -> Void:
    """An element that has no children, with the type that says so."""
    element = make(name, unsafe=unsafe)
    assert isinstance(element, Void)
    return element


# Attributes that are not just a text.


def _positional(tag: str, args: Sequence[Any]) -> tuple[dict[str, str], str | None, Any, bool]:
    """What the shorthand and the dicts say: attributes, key, live properties, and whether a form resets."""
    attributes: dict[str, str] = {}
    key: str | None = None
    properties: dict[str, str | bool] | None = None
    reset = False
    if not isinstance(args[0], Mapping):
        first, *args = args
        if isinstance(first, str) and first:
            attributes.update(_shorthands[first])
        elif first is not None and first is not False and first != "":
            raise _children_in_parentheses(tag, first)
    names = mapping_names[tag]
    for mapping in args:
        if not isinstance(mapping, Mapping):
            raise _children_in_parentheses(tag, mapping)
        for name, value in mapping.items():
            kind, written = names[name]
            if kind is _KEY:
                key = value if value is None else _key(tag, value)
            elif kind is Kind.RESET:
                reset = bool(value)
            else:
                properties = _special(tag, kind, written, value, attributes, properties)
    return attributes, key, properties, reset


def _special(
    tag: str,
    kind: Kind,
    name: str,
    value: object,
    attributes: dict[str, str],
    properties: dict[str, str | bool] | None,
) -> dict[str, str | bool] | None:
    """Put a value of any kind where it belongs; returns the live properties."""
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


def _text(tag: str, kind: Kind, name: str, value: object) -> str | None:
    if kind is Kind.STATES:
        return state_of(tag, name, value)
    if value is None or value is False:
        return None
    if kind is _CLASS:
        return class_names(tag, value) or None
    return "" if value is True else checked(tag, name, kind, text_of(tag, name, value))


def _key(tag: str, key: object) -> str:
    if isinstance(key, bool) or not isinstance(key, str | int):
        raise AttributeRefused(message("a key is a text or a whole number.", where=f"<{tag}>", got=key))
    return clean(str.__str__(key) if isinstance(key, str) else str(key))


def _resetting(tag: str, listeners: dict[str, Listener] | None) -> dict[str, Listener]:
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


def _not_a_listener(tag: str, name: str, value: object) -> AttributeRefused:
    return AttributeRefused(
        message(
            f"{name}= takes an event method.",
            where=f"<{tag}>",
            got=value,
            cure=f"Decorate a method of the component with @event and write {name}=self.method, without brackets "
            "behind it; bind arguments by self.method.bind(…).",
        )
    )


class _Shorthands(dict[str, dict[str, str]]):
    """The attributes that each "#id.names" means."""

    def __missing__(self, text: str) -> dict[str, str]:
        if len(self) >= 2000:
            self.clear()
        found = self[text] = _shorthand(text)
        return found


_shorthands: Final = _Shorthands()


def _shorthand(text: str) -> dict[str, str]:
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


# Children that are not just nodes.

# What the parser puts around parts of a table that stand in it directly.
_IMPLIED: Final = {"tr": "tbody", "col": "colgroup"}


def finish(tag: str, nodes: tuple[Child, ...]) -> tuple[Child, ...]:
    """The children of a closed element as the HTML parser will have them."""
    if tag in TEXT_ONLY:
        for node in nodes:
            if type(node) is not str:
                raise ChildError(message("there is only text in here.", where=f"<{tag}>", got=node))
    elif tag == "noscript" and nodes:
        # A browser that runs scripts reads all of it as one text, so that is what we say it is.
        return ("".join(html(node, markers=False) for node in nodes),)
    elif tag == "table" and any(isinstance(node, Element) and node.tag in _IMPLIED for node in nodes):
        raise NestingError(
            message(
                "the parser puts a tbody around rows, and what gives them here is known too late for that.",
                where="<table>",
                cure="Write table[tbody[…]].",
            )
        )
    return nodes


def _with_implied(nodes: tuple[Child, ...], places: Places) -> tuple[tuple[Child, ...], Places]:
    if not any(isinstance(node, Element) and node.tag in _IMPLIED for node in nodes):
        return nodes, places
    identities: Iterable[Place] = places or range(len(nodes))
    loose = places == FROM_ITERABLE or isinstance(places, IterablePlaces)
    done: list[Child] = []
    done_places: list[Place] = []
    # Each run of rows goes into one tbody. Places of what is implied count down from -1: rows may come and go before.
    implied = 0
    for name, run in groupby(
        zip(nodes, identities, strict=True),
        lambda pair: _IMPLIED.get(pair[0].tag) if isinstance(pair[0], Element) else None,
    ):
        inner, inner_places = zip(*run, strict=True)
        if name is None:
            done += inner
            done_places += inner_places
        else:
            implied -= 1
            kept = FROM_ITERABLE if places == FROM_ITERABLE else (IterablePlaces if loose else tuple)(inner_places)
            done.append(remade(make(name), inner, kept, is_open=any(map(is_open, inner))))
            done_places.append(implied)
    return tuple(done), tuple(done_places)


def _svg_title(child: Child) -> Child:
    """A title inside SVG is not the document's."""
    if isinstance(child, Element) and child.tag == "title" and not any(map(is_open, child.children)):
        return remade(child, child.children, child.places, is_open=False)
    return child


def _script(tag: str, children: object) -> str:
    markup = str.__str__(children) if isinstance(children, str) and hasattr(children, "__html__") else None
    if markup is None or re.search(rf"</{tag}|<!--", markup, re.IGNORECASE):
        raise ChildError(
            message(
                "text in here would run as it is.",
                where=f"<{tag}>",
                expected=f"Markup that you vouch for, without </{tag} and <!--",
                got=children,
                cure=f"Put it into a file, or write {tag}[Markup(…)] in a document.",
            )
        )
    return clean(markup)
