"""Components that raise: each shows its fallback, and all others go on."""

from pycomponents import Component, Node, event, state
from pycomponents.html import button, output, p, section, span


class Share(Component):
    """Shares sixty plums among some people. Among nobody it divides by zero, and shows what any component would."""

    people: int = state(2)

    @event
    def change(self, by: int) -> None:
        self.people += by

    def render(self) -> Node:
        each = 60 // self.people
        return p(".share")[
            span(".buttons")[
                button(".round", on_click=self.change.bind(-1), aria_label="Fewer")["−"],
                button(".round", on_click=self.change.bind(1), aria_label="More")["+"],
            ],
            output[f"{each} plums for each of {self.people}"],
        ]


class CarefulShare(Share):
    """The same, and it says itself what to show instead."""

    def error_fallback(self, error: Exception, reference: str) -> Node:
        return p(".share", role="alert")[
            span["Nobody is left. "],
            button(on_click=self.change.bind(1))["Invite somebody"],
        ]


class Boundaries(Component):
    """Three of them, side by side."""

    def render(self) -> Node:
        return section(".shares")[Share(key="first"), CarefulShare(key="careful"), Share(key="last")]
