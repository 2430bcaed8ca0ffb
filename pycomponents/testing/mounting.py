"""A component on a page of its own, even where it is given what no ticket carries: children, events, nodes."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone, translation

from pycomponents.component.component import Component
from pycomponents.errors import CodecError
from pycomponents.runtime import codec
from pycomponents.web.building import given_props
from pycomponents.web.document import Document
from pycomponents.web.registry import registry
from pycomponents.web.views import view_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from django.http import HttpRequest, HttpResponse

    from pycomponents.dom.tags import Node

_numbers: Final = count(1)
_held: Final[dict[int, Node]] = {}


class Mounted(Component):
    """The root of a page that a ticket cannot carry. number: of what it shows, which stays in this process."""

    number: int

    def render(self) -> Node:
        return _held[self.number]


def hold(node: Node) -> int:
    """Keep a node to be shown by `Mounted`. Returns its number."""
    registry().add(Mounted)  # pytest may have imported this before there was a registry that heard of it
    number = next(_numbers)
    _held[number] = node
    return number


def let_go(number: int) -> None:
    """It is shown no more."""
    _held.pop(number, None)


def respond(number: int, request: HttpRequest, language: str | None, time_zone: str | None) -> HttpResponse:
    """The page that shows it. language, time_zone: in which it is rendered; `None` for those that are active."""
    view = _view(number)
    with _surroundings(language, time_zone):
        response: HttpResponse = view(request)
    return response


def _view(number: int) -> Callable[..., Any]:
    """As its own page, where a ticket can carry all that it was given; else in a page that holds it."""
    node = _held[number]
    document = Document(title=type(node).__name__)
    props = given_props(node) if isinstance(node, Component) else {}
    if isinstance(node, Component) and "__ref__" not in node.__dict__ and "document" not in props:
        with suppress(CodecError):
            codec.encode(type(node), props)
            return view_of(type(node), {"document": document, **props})
    return Mounted.as_view(number=number, document=document)


@contextmanager
def _surroundings(language: str | None, time_zone: str | None) -> Generator[None]:
    with (
        translation.override(language or translation.get_language()),
        timezone.override(time_zone or timezone.get_current_timezone()),
    ):
        yield
