"""A component on a page of its own, though it may be given what no ticket carries: children, events, nodes."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Final

from django.utils import timezone, translation

from pycomponents.component.component import Component
from pycomponents.web.document import Document
from pycomponents.web.registry import registry

if TYPE_CHECKING:
    from collections.abc import Generator

    from django.http import HttpRequest, HttpResponse

    from pycomponents.dom.tags import Node

_numbers: Final = count(1)
_held: Final[dict[int, Node]] = {}


class Mounted(Component):
    """The root of such a page. number: of what it shows, which stays in this process."""

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
    view = Mounted.as_view(number=number, document=Document(title=type(_held[number]).__name__))
    with _surroundings(language, time_zone):
        response: HttpResponse = view(request)
    return response


@contextmanager
def _surroundings(language: str | None, time_zone: str | None) -> Generator[None]:
    with (
        translation.override(language or translation.get_language()),
        timezone.override(time_zone or timezone.get_current_timezone()),
    ):
        yield
