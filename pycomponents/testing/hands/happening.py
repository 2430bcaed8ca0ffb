"""A DOM event on its way, in Python."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.testing.document.dom import Element


@dataclass(slots=True, eq=False)
class DomEvent:
    """Something that happens at an element.

    data: what the event has by the names that handlers ask for ("key", "client_x", "detail"); what can be read off the
        target is not in it.
    submitter: the button that sends a form.
    """

    type: str
    target: Element
    bubbles: bool = True
    cancelable: bool = True
    data: dict[str, Any] = field(default_factory=dict[str, Any])
    submitter: Element | None = None
    prevented: bool = False


# Lets everybody hear of an event who listens. Says whether its default action is to follow.
Dispatch: TypeAlias = "Callable[[DomEvent], bool]"
