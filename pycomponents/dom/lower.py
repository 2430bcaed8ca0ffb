"""What `render()` returned → one closed tree: components at their places, contexts resolved, callables called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import htpy
from htpy._with_children import _WithChildrenBound  # pyright: ignore[reportPrivateUsage]

from pycomponents.dom import nesting
from pycomponents.dom.children import Child, Items, add_text, finish_places, identity, meaning, place_items
from pycomponents.dom.names import SVG_TAGS
from pycomponents.dom.node import Boundary, Described, Element, IterablePlaces, Mountable, Place, Raw, Root, altered
from pycomponents.dom.special import DOCUMENT_TAGS, Special, finish
from pycomponents.errors import ChildError, ContextError, NestingError, RenderError, message

if TYPE_CHECKING:
    from collections.abc import Iterable

# The way from the root element inward to a node: a key or a place for each child on it.
Path: TypeAlias = "tuple[Place, ...]"
# Mounts, or finds, the component that is described at a path of this tree.
Fill: TypeAlias = Callable[[Mountable, Path], Boundary]
# The same for components that are all the children of an element, by its path and their places.
FillAll: TypeAlias = "Callable[[Described, tuple[Place, ...], Path], tuple[Boundary, ...]]"
Values: TypeAlias = Mapping[htpy.Context[Any], object]


class Provided(dict["htpy.Context[Any]", object]):
    """What a place is given where its component provides contexts itself: those above that, and its own."""

    __slots__ = ("own",)

    def __init__(self, above: Values, own: Values) -> None:
        super().__init__({**above, **own})
        self.own = own


def given_below(now: Values, before: Values, above: Values) -> Values:
    """What a place is given that was given `now`, when `above` comes to stand in the place of `before`."""
    if now is before:
        return above
    assert isinstance(now, Provided)
    return Provided(above, now.own)


class Contexts:
    """The contexts of one render.

    given: what stands above this component.
    read: which of those were asked for. Another value of one of them means another tree.
    here: while a component is being filled in, what is provided at its place: the `given` of its own render.
    """

    __slots__ = ("given", "here", "read")

    def __init__(self, given: Values | None = None) -> None:
        self.given: Values = {} if given is None else given
        self.here: Values = self.given
        self.read: set[htpy.Context[Any]] = set()


def lower(
    rendered: object,
    *,
    fill: Fill,
    fill_all: FillAll | None = None,
    strict: bool = False,
    document: bool = False,
    contexts: Contexts | None = None,
    owner: str = "render()",
) -> Root:
    """The root that `rendered` amounts to: a closed element, a component, or `None` where there is nothing to show.

    A closed element is returned as it is, and so is every closed one inside; only what is open is made anew.

    fill: gives the component that a description stands for, by its path. That of the root itself is `()`.
    fill_all: gives all that `each` describes, where these are the only children.
    strict: raise for what only a programmer can get wrong: nesting that a browser would change, missing keys.
    document: whether this is a whole document, and so may have what stands in its head.
    owner: who rendered this, for messages.
    Raises `RenderError` where it is not one element, and what the parts of it raise.
    """
    if isinstance(rendered, Element) and not rendered.open:
        root: Root = rendered
    else:
        root = _Lowering(fill, contexts or Contexts(), owner, fill_all, document=document).root(rendered)
    if strict:
        nesting.check(root)
    return root


def closed(element: Element, context: Mapping[htpy.Context[Any], Any]) -> Element:
    """An element as text needs it: no components, and no check of where it will stand."""
    if not element.open:
        return element
    return _Lowering(_no_component, Contexts(context), "str()", document=None).element(element, (), {}, "")


def _no_component(description: Mountable, path: Path) -> Boundary:
    raise RenderError(
        message(
            "a component is not a text.",
            where=type(description).__name__,
            cure="Return it from render(), or give it to a view; str() and plain htpy elements cannot hold it.",
        )
    )


class _Lowering:
    """One call of `lower`. A scope is what providers in this tree have said, from the root to here."""

    __slots__ = ("contexts", "document", "fill", "fill_all", "owner")

    def __init__(
        self, fill: Fill, contexts: Contexts, owner: str, fill_all: FillAll | None = None, *, document: bool | None
    ) -> None:
        self.fill = fill
        self.fill_all = fill_all
        self.contexts = contexts
        self.owner = owner
        self.document = document

    def root(self, rendered: object) -> Root:
        scope: Values = {}
        given = rendered
        while True:
            found = self._one(meaning(given, self.owner))
            if found is None or isinstance(found, Boundary):
                return found
            if isinstance(found, Element):
                return self.element(found, (), scope, "") if found.open else found
            if isinstance(found, Mountable):
                return self._fill(found, (), scope)
            if isinstance(found, str | Raw):
                raise self._not_a_root(rendered)
            scope, given = self._enter(found, scope)

    def _one(self, found: Child | Items | None) -> Child | None:
        """The only thing in a fragment."""
        if type(found) is not Items:
            return found
        nodes: list[Child] = []
        place_items(found, 0, nodes, [], self.owner)
        if len(nodes) > 1 or (nodes and not found.written):
            raise self._not_a_root(found.items)
        return nodes[0] if nodes else None

    def _not_a_root(self, got: object) -> RenderError:
        return RenderError(
            message(
                "one component shows one element.",
                where=self.owner,
                got=got,
                cure="Put it into one: div[…]. For nothing, return None.",
            )
        )

    def element(self, element: Element, path: Path, scope: Values, parent: str) -> Element:
        """The same element, closed."""
        tag = element.tag
        if tag in DOCUMENT_TAGS and self.document is not None:
            _check_document_tag(element, parent, document=self.document)
        children: Any = element.children
        if type(children) is Described and element.places and self.fill_all is not None and not scope:
            self.contexts.here = self.contexts.given
            filled = self.fill_all(children, element.places, path)
            element = altered(element, children=filled, is_open=False)
            return finish(element) if isinstance(element, Special) else element
        nodes: list[Child] = []
        places: list[Place] = []
        identities: Iterable[Place] = element.places or range(len(element.children))
        for child, place in zip(element.children, identities, strict=True):
            self._child(child, place, path, scope, nodes, places, tag)
        if tag == "html" and self.document:
            _check_document(nodes)
        final = finish_places(places, nodes, tag, loose=isinstance(element.places, IterablePlaces))
        element = altered(element, children=tuple(nodes), places=final, is_open=False)
        return finish(element) if isinstance(element, Special) else element

    def _child(
        self,
        child: Child,
        place: Place,
        path: Path,
        scope: Values,
        nodes: list[Child],
        places: list[Place],
        parent: str,
    ) -> None:
        """Add what one child amounts to."""
        if type(child) is str:
            add_text(child, place, nodes, places)
        elif isinstance(child, Element | Raw | Boundary):
            if isinstance(child, Element) and child.open:
                child = self.element(child, (*path, place), scope, parent)
            nodes.append(child)
            places.append(place)
        elif isinstance(child, Mountable):
            nodes.append(self._fill(child, (*path, place), scope))
            places.append(place)
        else:
            scope, given = self._enter(child, scope)
            found = meaning(given, parent)
            if type(found) is Items:
                inner: list[Child] = []
                inner_places: list[Place] = []
                place_items(found, place, inner, inner_places, parent)
                for one, its_place in zip(inner, inner_places, strict=True):
                    self._child(one, its_place, path, scope, nodes, places, parent)
            elif found is not None:
                self._child(found, identity(found, place), path, scope, nodes, places, parent)

    def _fill(self, description: Mountable, path: Path, scope: Values) -> Boundary:
        self.contexts.here = Provided(self.contexts.given, scope) if scope else self.contexts.given
        return self.fill(description, path)

    def _enter(self, guest: Child, scope: Values) -> tuple[Values, Any]:
        """What stands in a callable, a context's provider or consumer, or a component that takes children; and the
        scope in there.
        """
        if isinstance(guest, htpy.ContextProvider):
            provider: htpy.ContextProvider[Any] = guest  # pyright: ignore[reportUnknownVariableType]
            return {**scope, provider.context: provider.value}, provider.node
        if isinstance(guest, htpy.ContextConsumer):
            consumer: htpy.ContextConsumer[Any] = guest  # pyright: ignore[reportUnknownVariableType]
            return scope, consumer.func(self._value(consumer, scope))
        if isinstance(guest, _WithChildrenBound):
            bound: _WithChildrenBound[Any, ..., Any] = guest  # pyright: ignore[reportUnknownVariableType]
            return scope, bound[None]
        if isinstance(guest, type) and issubclass(guest, Mountable):
            return scope, self._one_of(guest)
        return scope, guest()

    def _one_of(self, given: type[Mountable]) -> Mountable:
        """A component whose class was given: fine where it needs nothing."""
        try:
            return given()
        except TypeError as error:
            raise ChildError(
                message(
                    f"the class {given.__name__} was given, not a component of it: {error}",
                    where=self.owner,
                    cure=f"Make one: {given.__name__}(…).",
                )
            ) from error

    def _value(self, consumer: htpy.ContextConsumer[Any], scope: Values) -> object:
        context: htpy.Context[Any] = consumer.context
        if context in scope:
            return scope[context]
        self.contexts.read.add(context)
        value: object = self.contexts.given.get(context, context.default)
        if value is _NO_DEFAULT:
            raise ContextError(
                message(
                    f"the context {context.name!r} is provided nowhere above.",
                    where=f"{self.owner}, {consumer.debug_name}()",
                    cure=f"Put {context.name}.provider(value, node) around it, or give the context a default.",
                )
            )
        return value


_without_default: htpy.Context[Any] = htpy.Context("")
_NO_DEFAULT: Final[object] = _without_default.default


# Documents.


def _check_document_tag(element: Element, parent: str, *, document: bool) -> None:
    """Raise for an element of a document's head that stands elsewhere."""
    tag = element.tag
    if tag == "html":
        fits = document and not parent
    elif tag in ("head", "body"):
        fits = document and parent == "html"
    elif "data-pc-page" in element.attributes:
        fits = document  # inert, and wherever the layout puts the page's component
    elif tag in ("script", "style") and "src" not in element.attributes:
        fits = document and parent in ("head", "body")
    else:
        fits = (document and parent == "head") or (tag == "title" and parent in SVG_TAGS)
    if not fits:
        raise NestingError(
            message(
                "this stands only in a document, and there in its own place.",
                where=f"<{parent}> <{tag}>" if parent else f"<{tag}>",
                cure="Give it to the view that renders the document.",
            )
        )


def _check_document(children: list[Child]) -> None:
    if [child.tag if isinstance(child, Element) else "" for child in children] != ["head", "body"]:
        raise NestingError(
            message(
                "a document has a head and a body.", where="<html>", expected="html[head[…], body[…]]", got=children
            )
        )
