"""What the user has open, scrolled, chosen or in focus, on a page that changes under it."""

from pycomponents import Component, Node, event, state
from pycomponents.html import button, details, dialog, div, input, li, main, output, p, span, summary, ul


class Keeping(Component):
    """The page."""

    token: str
    ticks: int = state(0)
    order: list[int] = state(factory=lambda: [*range(8)])
    asks: bool = state(False)

    @event
    def tick(self) -> None:
        self.ticks += 1

    @event
    def reverse(self) -> None:
        self.order.reverse()
        self.ticks += 1

    @event
    def ask(self) -> None:
        self.asks = not self.asks

    def row(self, number: int) -> Node:
        return li(id=f"row-{number}", key=number)[
            span[f"{number} of {self.ticks} "], input(id=f"in-{number}"), details[summary["more"], p[self.ticks]]
        ]

    def render(self) -> Node:
        return main[
            button("#tick", on_click=self.tick)["Tick"],
            button("#reverse", on_click=self.reverse)["Reverse"],
            button("#ask", on_click=self.ask)["Ask"],
            output("#ticks")[self.ticks],
            p[input("#answer", autofocus=True)] if self.asks else None,
            input("#field"),
            details("#details")[summary["More"], p[f"{self.ticks} more"]],
            dialog("#dialog")[p[f"{self.ticks} in a dialog"], input("#in-dialog")],
            div("#popover", popover="manual")[f"{self.ticks} in a popover"],
            ul("#rows")[map(self.row, self.order)],
            div("#scroller")[(p[f"line {i} of {self.ticks}"] for i in range(60))],
            div("#tall"),
        ]
