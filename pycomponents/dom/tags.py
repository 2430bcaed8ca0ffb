"""Elements with htpy's syntax that keep what a string cannot: attributes as data, the key, the listeners."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeAlias, TypeVar

import htpy
from markupsafe import Markup

from pycomponents.dom.arguments import (
    key_of,
    not_a_listener,
    only_class,
    positional,
    put,
    resetting,
    shorthand,
)
from pycomponents.dom.attributes import clean, text_of
from pycomponents.dom.children import normalise
from pycomponents.dom.html import html
from pycomponents.dom.names import Kind, keyword_names
from pycomponents.dom.node import Boundary, Element, Key, Listener, Mountable, Referred, altered
from pycomponents.errors import ChildError, message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from typing import Never, Protocol, Self

# What may stand in brackets: htpy's nodes, and components. Of these `render()` may return one element, one component
# or `None`, which is checked when it does.
Node: TypeAlias = (
    "htpy.Renderable | Mountable | Boundary | bool | str | int | _HasHtml | Iterable[Node] | Callable[[], Node] | None"
)
Attribute: TypeAlias = htpy.Attribute
Style: TypeAlias = Mapping[str, str | int | float | None]

if TYPE_CHECKING:

    class _HasHtml(Protocol):
        def __html__(self) -> str: ...


T = TypeVar("T", bound="Tag")

_new: Final = object.__new__
_NOT_GIVEN: Final = object()
_NO_ATTRIBUTES: Final[dict[str, str]] = {}
_PLAIN: Final = Kind.PLAIN
_CLASS: Final = Kind.CLASS
_EVENT: Final = Kind.EVENT


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
            ref: Referred | None = None,
            style: Style | None = None,
            on_animationcancel: Listener | None = None,
            on_animationend: Listener | None = None,
            on_animationiteration: Listener | None = None,
            on_animationstart: Listener | None = None,
            on_auxclick: Listener | None = None,
            on_beforetoggle: Listener | None = None,
            on_blur: Listener | None = None,
            on_cancel: Listener | None = None,
            on_change: Listener | None = None,
            on_click: Listener | None = None,
            on_close: Listener | None = None,
            on_contextmenu: Listener | None = None,
            on_copy: Listener | None = None,
            on_cut: Listener | None = None,
            on_dblclick: Listener | None = None,
            on_drag: Listener | None = None,
            on_dragend: Listener | None = None,
            on_dragenter: Listener | None = None,
            on_dragleave: Listener | None = None,
            on_dragover: Listener | None = None,
            on_dragstart: Listener | None = None,
            on_drop: Listener | None = None,
            on_durationchange: Listener | None = None,
            on_ended: Listener | None = None,
            on_error: Listener | None = None,
            on_focus: Listener | None = None,
            on_focusin: Listener | None = None,
            on_focusout: Listener | None = None,
            on_fullscreenchange: Listener | None = None,
            on_gotpointercapture: Listener | None = None,
            on_hashchange: Listener | None = None,
            on_hidden: Listener | None = None,
            on_input: Listener | None = None,
            on_invalid: Listener | None = None,
            on_keydown: Listener | None = None,
            on_keyup: Listener | None = None,
            on_load: Listener | None = None,
            on_loadedmetadata: Listener | None = None,
            on_lostpointercapture: Listener | None = None,
            on_mousedown: Listener | None = None,
            on_mouseenter: Listener | None = None,
            on_mouseleave: Listener | None = None,
            on_mousemove: Listener | None = None,
            on_mouseout: Listener | None = None,
            on_mouseover: Listener | None = None,
            on_mouseup: Listener | None = None,
            on_offline: Listener | None = None,
            on_online: Listener | None = None,
            on_paste: Listener | None = None,
            on_pause: Listener | None = None,
            on_play: Listener | None = None,
            on_playing: Listener | None = None,
            on_pointercancel: Listener | None = None,
            on_pointerdown: Listener | None = None,
            on_pointerenter: Listener | None = None,
            on_pointerleave: Listener | None = None,
            on_pointermove: Listener | None = None,
            on_pointerout: Listener | None = None,
            on_pointerover: Listener | None = None,
            on_pointerup: Listener | None = None,
            on_popstate: Listener | None = None,
            on_ratechange: Listener | None = None,
            on_reset: Listener | None = None,
            on_resize: Listener | None = None,
            on_scroll: Listener | None = None,
            on_scrollend: Listener | None = None,
            on_seeked: Listener | None = None,
            on_selectionchange: Listener | None = None,
            on_storage: Listener | None = None,
            on_submit: Listener | None = None,
            on_timeupdate: Listener | None = None,
            on_toggle: Listener | None = None,
            on_transitioncancel: Listener | None = None,
            on_transitionend: Listener | None = None,
            on_visibilitychange: Listener | None = None,
            on_visible: Listener | None = None,
            on_volumechange: Listener | None = None,
            on_waiting: Listener | None = None,
            on_wheel: Listener | None = None,
            **names: Attribute | Listener,
        ) -> Self: ...

    else:

        def __call__(self, /, *args, key=None, on_click=None, id=_NOT_GIVEN, class_=_NOT_GIVEN, **kwargs):
            # The hot path of every render, one function on purpose. As in htpy: the shorthand, then dicts, then
            # keywords; later ones win, and None or False takes one away. The keywords that nearly every element has
            # are parameters: what Python must gather in a dict costs three times as much. So `id` and `class` come
            # first of the keywords. The other names are looked up in a table that knows what each means on this tag.
            # Nearly every value is a plain text that has nothing to be cleaned. Attributes never change once they are
            # an element's, so what a class or a shorthand alone means is one dict for all elements.
            tag = self.tag
            properties = None
            reset = False
            if not args:
                if kwargs or id is not _NOT_GIVEN:
                    attributes = {}
                elif class_ is _NOT_GIVEN:
                    attributes = _NO_ATTRIBUTES
                elif type(class_) is str:
                    attributes = only_class(class_)
                    class_ = _NOT_GIVEN
                else:
                    attributes = {}
            elif len(args) == 1 and type(args[0]) is str:
                attributes = shorthand(args[0])
                if kwargs or id is not _NOT_GIVEN or class_ is not _NOT_GIVEN:
                    attributes = attributes.copy()
            else:
                attributes, given, properties, reset = positional(tag, args)
                key = given if key is None else key
            if key is not None and not (type(key) is str and key.isprintable()):
                key = str(key) if type(key) is int else key_of(tag, key)
            if id is not _NOT_GIVEN:
                if type(id) is str and id.isprintable():
                    attributes["id"] = id
                else:
                    put(tag, _PLAIN, "id", id, attributes, None)
            if class_ is not _NOT_GIVEN:
                if type(class_) is not str or not class_.isprintable():
                    put(tag, _CLASS, "class", class_, attributes, None)
                elif not class_:
                    attributes.pop("class", None)
                else:
                    attributes["class"] = class_
            listeners = None
            if on_click is not None and on_click is not False:
                if not isinstance(on_click, Listener):
                    raise not_a_listener(tag, "on_click", on_click)
                if "click" not in on_click.specs:
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
                    elif kind is _EVENT:
                        if isinstance(value, Listener):
                            value.check(written)
                            if written == "submit" and tag == "form":
                                # Sent without script, its fields must not land in the address.
                                attributes.setdefault("method", "post")
                            if listeners is None:
                                listeners = {written: value}
                            else:
                                listeners[written] = value
                        elif value is not None and value is not False:
                            raise not_a_listener(tag, name, value)
                    elif kind is Kind.RESET:
                        reset = bool(value)
                    else:
                        properties = put(tag, kind, written, value, attributes, properties)
            if reset:
                listeners = resetting(tag, listeners)
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
        # Also hot: most elements hold one text or one element, or some elements written out.
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
            if type(given) is tuple:
                child: Any
                for child in given:  # pyright: ignore[reportUnknownVariableType]
                    if not isinstance(child, Element) or child.open or child.key is not None:
                        break
                else:
                    twin.children = given
                    twin.places = None
                    twin.open = False
                    return twin
            twin.children, twin.places, twin.open = normalise(given, tag)  # pyright: ignore[reportUnknownArgumentType]
        return twin

    # Where a tree is needed as text: in `str(…)`, in a plain htpy parent, in a Django template.

    def __str__(self) -> Markup:
        return Markup("".join(self.iter_chunks()))

    __html__ = __str__

    def iter_chunks(self, context: Mapping[htpy.Context[Any], Any] | None = None) -> Iterator[str]:
        from pycomponents.dom.lower import closed  # lower makes elements

        yield html(closed(self, context or {}), markers=False)

    async def aiter_chunks(self, context: Mapping[htpy.Context[Any], Any] | None = None) -> AsyncIterator[str]:
        for chunk in self.iter_chunks(context):
            yield chunk

    def __repr__(self) -> str:
        start, _, end = html(altered(self, children=(), places=None, is_open=False), markers=False).rpartition("</")
        return f"<Element '{start.removeprefix('<!doctype html>')}...</{end}'>" if start else f"<Element '{end}'>"


class Void(Tag):
    """An element that has no children: `br`, `input`."""

    __slots__ = ()

    def __getitem__(self, children: Never) -> NoReturn:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        raise ChildError(message("a void element has no children.", where=f"<{self.tag}>", got=children))


def bare(cls: type[T], tag: str, attributes: dict[str, str] | None = None, *, is_open: bool = False) -> T:
    """An element without children."""
    element: T = _new(cls)
    element.tag = tag
    element.attributes = {} if attributes is None else attributes
    element.children = ()
    element.places = element.key = element.listeners = element.properties = None
    element.open = is_open
    return element
