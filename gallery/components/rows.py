"""The page of the side-by-side benchmark: what is measured, to be tried by hand."""

from dataclasses import dataclass, replace
from operator import attrgetter

from gallery.words import label
from pycomponents import Component, Node, each, event, state
from pycomponents.html import a, button, div, input, output, p, section, span, table, tbody, td, tr


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    label: str
    selected: bool = False


class Clicks(Component):
    """A number that each click raises."""

    count: int = state(0)

    @event
    def inc(self) -> None:
        self.count += 1

    def render(self) -> Node:
        return p(".line")[button("#inc", on_click=self.inc)["Add one"], span("#count")[self.count]]


class Capitals(Component):
    """What is typed, in capitals."""

    text: str = state("")

    @event
    def echo(self, value: str) -> None:
        self.text = value.upper()

    def render(self) -> Node:
        return p(".line")[
            input("#q", on_input=self.echo, placeholder="Type here", aria_label="Text", autocomplete="off"),
            output("#echo", for_="q")[self.text],
        ]


class Table(Component):
    """Rows, and buttons that do things to many of them."""

    rows: list[Row] = state(factory=list[Row])
    made: int = state(0)

    @event
    def create(self, many: int) -> None:
        self.rows = self._new(many)

    @event
    def append(self) -> None:
        self.rows += self._new(1000)

    @event
    def update10(self) -> None:
        for i in range(0, len(self.rows), 10):
            self.rows[i] = replace(self.rows[i], label=self.rows[i].label + " !!!")

    @event
    def swap(self) -> None:
        if len(self.rows) > 998:
            self.rows[1], self.rows[998] = self.rows[998], self.rows[1]

    @event
    def clear(self) -> None:
        self.rows = []

    @event
    def select(self, pk: int) -> None:
        for i, row in enumerate(self.rows):
            if row.selected or row.id == pk:
                self.rows[i] = replace(row, selected=row.id == pk)

    @event
    def remove(self, pk: int) -> None:
        del self.rows[next(i for i, row in enumerate(self.rows) if row.id == pk)]

    def render(self) -> Node:
        return div(".table")[
            self._buttons(),
            p(".count", role="status")[f"{len(self.rows):,} rows"],
            div(".scroll", hidden=not self.rows)[table(aria_label="Rows")[self._body()]],
        ]

    def _buttons(self) -> Node:
        return p(".buttons")[
            button("#create1k", on_click=self.create.bind(1000))["Create 1,000"],
            button("#create10k", on_click=self.create.bind(10_000))["Create 10,000"],
            button("#append1k", on_click=self.append)["Append 1,000"],
            button("#update10", on_click=self.update10)["Update 1 in 10"],
            button("#swap", on_click=self.swap)["Swap"],
            button("#clear", on_click=self.clear)["Clear"],
        ]

    def _body(self) -> Node:
        return tbody("#tbody")[each(self.rows, self._row, key=attrgetter("id"))]

    def _row(self, row: Row) -> Node:
        # Links, so that the keyboard reaches them; a click that is listened to does not follow one.
        here = f"#row-{row.id}"
        return tr(here, class_="danger" if row.selected else "")[
            td[row.id],
            td[a(".lbl", href=here, on_click=self.select.bind(row.id))[row.label]],
            td[a(".remove", href=here, aria_label="Remove", on_click=self.remove.bind(row.id))["x"]],
            td,
        ]

    def _new(self, many: int) -> list[Row]:
        first = self.made + 1
        self.made += many
        return [Row(i, label(i)) for i in range(first, first + many)]


class Rows(Component):
    """The page: three components that do not render for one another."""

    def render(self) -> Node:
        return section(".rows", aria_label="Rows")[Clicks(), Capitals(), Table()]
