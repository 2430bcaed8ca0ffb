"""The benchmark page of SPEC.md: the gallery's story "Rows", with no more in it than is measured."""

from django.urls import path

from gallery.components.rows import Capitals, Clicks, Row, Table
from pycomponents import Component, Node
from pycomponents.html import a, div, main, table, td, tr


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


class Bench(Component):
    """The page."""

    def render(self) -> Node:
        return main[Clicks(), Capitals(), Bare()]


urlpatterns = [path("", Bench.as_view())]
