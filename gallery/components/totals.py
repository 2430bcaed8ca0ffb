"""Counters inside a component that knows their total: props go down, events come up."""

from pycomponents import Component, Event, Node, event, state
from pycomponents.html import button, div, footer, li, output, section, span, strong, ul

FRUITS = ("Apples", "Pears", "Plums", "Cherries", "Quinces", "Figs", "Medlars", "Mulberries")


class Tally(Component):
    """One of the counters. It owns its number; what it means in the whole, its parent tells it."""

    name: str
    share: int
    on_counted: Event[[int]]
    on_removed: Event[[]]

    count: int = state(0)

    @event
    def change(self, by: int) -> None:
        self.count = max(0, self.count + by)
        self.on_counted(self.count)

    def render(self) -> Node:
        return li(".tally")[
            span(".tally-name")[self.name],
            span(".buttons")[
                button(".round", on_click=self.change.bind(-1), aria_label=f"Fewer {self.name}")["−"],
                output(".tally-number", aria_label=self.name)[self.count],
                button(".round", on_click=self.change.bind(1), aria_label=f"More {self.name}")["+"],
            ],
            span(".tally-share")[f"{self.share} %" if self.share else None],
            button(".cross", on_click=self.on_removed, aria_label=f"Remove {self.name}")["×"],
            div(".bar", aria_hidden=True)[div(".bar-filled", style={"width": f"{self.share}%"})],
        ]


class Totals(Component):
    """Some counters, and the sum of what they have told."""

    counts: dict[str, int] = state(factory=lambda: dict.fromkeys(FRUITS[:3], 0))

    @event
    def counted(self, name: str, count: int) -> None:
        self.counts[name] = count

    @event
    def add(self) -> None:
        if self._next is not None:
            self.counts[self._next] = 0

    @event
    def remove(self, name: str) -> None:
        del self.counts[name]

    def render(self) -> Node:
        total = sum(self.counts.values())
        return section(".totals", aria_label="Counters")[
            ul[
                (
                    Tally(
                        name=name,
                        share=round(100 * count / total) if total else 0,
                        on_counted=self.counted.bind(name),
                        on_removed=self.remove.bind(name),
                        key=name,
                    )
                    for name, count in self.counts.items()
                )
            ],
            footer[
                span["Total ", output(".total", aria_live="polite", aria_label="Total")[strong[total]]],
                button(on_click=self.add)[f"Add {self._next.lower()}"] if self._next else None,
            ],
        ]

    @property
    def _next(self) -> str | None:
        return next((name for name in FRUITS if name not in self.counts), None)
