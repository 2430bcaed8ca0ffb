"""A card that shows what it is given: its children, a slot with a default, and one that is a function."""

from collections.abc import Callable
from dataclasses import dataclass

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, footer, h2, header, li, p, section, span, ul


@dataclass(frozen=True, slots=True)
class Plant:
    name: str
    height: int


PLANTS = (Plant("Fennel", 120), Plant("Chives", 30), Plant("Borage", 60))


class Card(Component):
    """Folds and unfolds what it holds. That it is folded is its own; what it holds is not."""

    title: str
    children: Node = None
    bottom: Node = p(".soft")["Nothing more to say."]

    folded: bool = state(False)

    @event
    def fold(self) -> None:
        self.folded = not self.folded

    def render(self) -> Node:
        return section(".card")[
            header[
                h2[self.title],
                button(on_click=self.fold, aria_expanded="false" if self.folded else "true")[
                    "Unfold" if self.folded else "Fold"
                ],
            ],
            None if self.folded else div[self.children],
            None if self.folded else footer[self.bottom],
        ]


class Listing(Component):
    """A list that leaves it to others how a line looks."""

    plants: tuple[Plant, ...]
    row: Callable[[Plant], Node]

    def render(self) -> Node:
        return ul[(li(key=plant.name)[self.row(plant)] for plant in self.plants)]


class Slots(Component):
    """Two cards, and what stands in them."""

    watered: int = state(0)
    tallest_first: bool = state(False)

    @event
    def water(self) -> None:
        self.watered += 1

    @event
    def turn(self) -> None:
        self.tallest_first = not self.tallest_first

    def render(self) -> Node:
        plants = sorted(PLANTS, key=lambda plant: plant.height, reverse=True) if self.tallest_first else PLANTS
        order = "By name" if self.tallest_first else "By height"
        return section(".cards")[
            Card(title="Watering")[
                p["Watered ", span(".number")[self.watered], " times."],
                button(on_click=self.water)["Water them"],
            ],
            Card(title="Herbs", bottom=button(on_click=self.turn)[order])[
                Listing(plants=tuple(plants), row=lambda plant: span[plant.name, span(".soft")[f" {plant.height} cm"]]),
            ],
        ]
