"""A counter: state, two events and a render."""

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, output, section


class Counter(Component):
    """A number that goes up and down."""

    step: int = 1

    count: int = state(0)

    @event
    def change(self, by: int) -> None:
        self.count += by

    @event
    def reset(self) -> None:
        self.count = 0

    def render(self) -> Node:
        return section(".counter", aria_label="Counter")[
            output(".counter-number", aria_live="polite")[self.count],
            div(".buttons")[
                button(".round", on_click=self.change.bind(-self.step), aria_label="One less")["−"],
                button(".round.primary", on_click=self.change.bind(self.step), aria_label="One more")["+"],
                button(".quiet", on_click=self.reset)["Back to zero"],
            ],
        ]
