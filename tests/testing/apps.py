"""Components that the kit's own tests work with, and what a page of them is made by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pycomponents import Component, Node, event, state
from pycomponents.html import a, button, div, form, h1, h2, input, label, li, main, option, output, p, select, ul

if TYPE_CHECKING:
    from pycomponents.dom.tags import Tag


class Counter(Component):
    """A number, and a button."""

    start: int = 0
    count: int = state(0)

    @event
    def add(self) -> None:
        self.count += 1

    def render(self) -> Node:
        return div[button(on_click=self.add)["Add"], output[self.start + self.count]]


class Todos(Component):
    """A list that one writes into."""

    todos: list[str] = state(factory=list[str])
    show: str = state("all")

    @event
    def add(self, text: str) -> None:
        self.todos.append(text)

    @event
    def remove(self, index: int) -> None:
        del self.todos[index]

    @event
    def choose(self, value: str) -> None:
        self.show = value

    def render(self) -> Node:
        return main[
            h1["Todos"],
            form(on_submit=self.add, reset=True)[
                label["What? ", input(name="text", required=True, placeholder="Buy milk")], button["Add"]
            ],
            label["Show ", select(on_change=self.choose)[(option(value=one)[one.title()] for one in ("all", "none"))]],
            ul[(self._row(index, todo) for index, todo in enumerate(self.todos) if self.show == "all")],
            p[f"{len(self.todos)} in all"],
        ]

    def _row(self, index: int, todo: str) -> Tag:
        return li(key=index)[todo, " ", button(on_click=self.remove.bind(index), title=f"Remove {todo}")["×"]]


class Broken(Component):
    """Raises when it is asked to."""

    is_broken: bool = state(default=False)

    @event
    def fail(self) -> None:
        raise ValueError("the handler did not work")

    @event
    def break_(self) -> None:
        self.is_broken = True

    def render(self) -> Node:
        if self.is_broken:
            raise KeyError("the render did not work")
        return div[button(on_click=self.fail)["Fail"], button(on_click=self.break_)["Break"], p["Still here"]]


class Texts(Component):
    """Things to be found."""

    def render(self) -> Node:
        return main[
            h1["Fruit"],
            h2["Red and round"],
            a(href="/apples/", data_testid="first")["Apples ", p["are red"]],
            a(href="/pears/", title="Pears, too")["Pears"],
            button(disabled=True)["Eat"],
            button(aria_pressed="true")["Cook"],
            label["Colour", input(placeholder="any colour", value="green")],
            input(type="checkbox", aria_label="Ripe", checked=True),
            div(".box", hidden=True)[button["Hidden"]],
        ]
