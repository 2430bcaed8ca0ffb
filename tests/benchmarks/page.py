"""The benchmark page of SPEC.md, as the guides of this package say that an application is written."""

from dataclasses import dataclass, replace
from operator import attrgetter

from django.urls import path

from pycomponents import Component, Node, each, event, state
from pycomponents.html import a, button, div, input, main, output, p, span, table, tbody, td, tr
from tests.benchmarks.words import label


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    label: str
    selected: bool = False


class Counter(Component):
    """A number that each click raises."""

    count: int = state(0)

    @event
    def inc(self) -> None:
        self.count += 1

    def render(self) -> Node:
        return p[button("#inc", on_click=self.inc)["inc"], span("#count")[self.count]]


class Echo(Component):
    """What is typed, in capitals."""

    text: str = state("")

    @event
    def echo(self, value: str) -> None:
        self.text = value.upper()

    def render(self) -> Node:
        return p[input("#q", on_input=self.echo), output("#echo")[self.text]]


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
        return div[
            p[
                button("#create1k", on_click=self.create.bind(1000))["create1k"],
                button("#create10k", on_click=self.create.bind(10_000))["create10k"],
                button("#append1k", on_click=self.append)["append1k"],
                button("#update10", on_click=self.update10)["update10"],
                button("#swap", on_click=self.swap)["swap"],
                button("#clear", on_click=self.clear)["clear"],
            ],
            table[tbody("#tbody")[each(self.rows, self._row, key=attrgetter("id"))]],
        ]

    def _row(self, row: Row) -> Node:
        return tr(id=f"row-{row.id}", class_="danger" if row.selected else "")[
            td[str(row.id)],
            td[a(class_="lbl", on_click=self.select.bind(row.id))[row.label]],
            td[a(class_="remove", on_click=self.remove.bind(row.id))["x"]],
            td,
        ]

    def _new(self, many: int) -> list[Row]:
        first = self.made + 1
        self.made += many
        return [Row(i, label(i)) for i in range(first, first + many)]


class Bench(Component):
    """The page."""

    def render(self) -> Node:
        return main[Counter(), Echo(), Table()]


urlpatterns = [path("", Bench.as_view())]
