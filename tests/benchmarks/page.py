"""The benchmark page of SPEC.md: the gallery's story "Rows", with no more in it than is measured; and cut otherwise."""

from operator import attrgetter

from django.urls import path

from gallery.components.rows import Capitals, Clicks, Row, Table
from pycomponents import Component, Event, Node, each, event, state
from pycomponents.html import a, button, div, main, p, span, table, tbody, td, tr


class Bare(Table):
    """The table alone, its rows as SPEC.md has them."""

    def render(self) -> Node:
        return div[self._buttons(), table[self._body()]]

    def _row(self, row: Row) -> Node:
        return tr(id=f"row-{row.id}", class_="danger" if row.selected else "")[
            td[str(row.id)],
            td[a(class_="lbl", on_click=self.select.bind(row.id))[row.label]],
            td[a(class_="remove", on_click=self.remove.bind(row.id))["x"]],
            td,
        ]


class Plain(Bare):
    """The table and the counter in one component, its rows a comprehension: as one writes it who has read nothing."""

    count: int = state(0)

    @event
    def inc(self) -> None:
        self.count += 1

    def render(self) -> Node:
        return div[
            p[button("#inc", on_click=self.inc)["Add one"], span("#count")[self.count]],
            self._buttons(),
            table[tbody("#tbody")[[self._row(row) for row in self.rows]]],
        ]

    def _row(self, row: Row) -> Node:
        return tr(id=f"row-{row.id}", class_="danger" if row.selected else "", key=row.id)[
            td[str(row.id)],
            td[a(class_="lbl", on_click=self.select.bind(row.id))[row.label]],
            td[a(class_="remove", on_click=self.remove.bind(row.id))["x"]],
            td,
        ]


class Line(Component):
    """A row that is a component."""

    row: Row
    on_select: Event[[int]]
    on_remove: Event[[int]]

    def render(self) -> Node:
        row = self.row
        return tr(id=f"row-{row.id}", class_="danger" if row.selected else "")[
            td[str(row.id)],
            td[a(class_="lbl", on_click=self.on_select.bind(row.id))[row.label]],
            td[a(class_="remove", on_click=self.on_remove.bind(row.id))["x"]],
            td,
        ]


class Lines(Bare):
    """The table with one component for each row."""

    def _body(self) -> Node:
        return tbody("#tbody")[each(self.rows, self._line, key=attrgetter("id"))]

    def _line(self, row: Row) -> Line:
        return Line(row=row, on_select=self.select, on_remove=self.remove)


class Bench(Component):
    """The page."""

    def render(self) -> Node:
        return main[Clicks(), Capitals(), Bare()]


class BenchPlain(Component):
    """The page with its table as a plain comprehension, and the counter beside it in the same component."""

    def render(self) -> Node:
        return main[Plain(), Capitals()]


class BenchLines(Component):
    """The page with one component for each row."""

    def render(self) -> Node:
        return main[Clicks(), Capitals(), Lines()]


urlpatterns = [
    path("", Bench.as_view()),
    path("plain/", BenchPlain.as_view()),
    path("lines/", BenchLines.as_view()),
    path("counter/", Clicks.as_view()),
]
