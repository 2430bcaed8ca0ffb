"""A form with every kind of input. It says at once what it hears, and on submit what it received, with its types."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Literal
from uuid import UUID

from pycomponents import Component, Event, Node, event, state
from pycomponents.html import (
    button,
    code,
    dd,
    div,
    dl,
    dt,
    fieldset,
    form,
    h2,
    input,
    label,
    legend,
    optgroup,
    option,
    output,
    p,
    section,
    select,
    span,
    textarea,
)

TOPPINGS = ("olives", "capers", "onions")
SIZES = ("S", "M", "L")
CITIES = {"Asia": ("Hanoi", "Kyoto"), "Europe": ("Bergen", "Ghent", "Porto")}
TOKEN = "6f9619ff-8b86-4011-b42d-00c04fc964ff"
INK = "#a8321e"


class Drink(Enum):
    TEA = "tea"
    COFFEE = "coffee"
    WATER = "water"


@dataclass(frozen=True, slots=True)
class Received:
    """A field as the event method got it."""

    name: str
    type: str
    value: str


class FormEcho(Component):
    """What is typed and chosen, as it is heard and as it is received."""

    resets: bool = state(False)
    heard: dict[str, str] = state(factory=dict[str, str])
    toppings: tuple[str, ...] = state(())
    cities: tuple[str, ...] = state(())
    received: tuple[Received, ...] = state(())

    @event
    def hear(self, name: str, value: str) -> None:
        self.heard[name] = value

    @event
    def tick(self, checked: bool) -> None:
        self.heard["checkbox"] = "on" if checked else ""

    @event
    def top(self, topping: str, checked: bool) -> None:
        self.toppings = tuple(one for one in TOPPINGS if (checked if one == topping else one in self.toppings))

    @event
    def visit(self, selected: tuple[str, ...]) -> None:
        self.cities = selected

    @event
    def switch(self, checked: bool) -> None:
        self.resets = checked

    @event
    def forget(self) -> None:
        self.heard.clear()
        self.toppings = self.cities = ()

    @event
    def send(
        self,
        text: str,
        search: str,
        email: str,
        url: str,
        tel: str,
        password: str,
        textarea: str,
        number: int | None,
        decimal: Decimal | None,
        range: float,
        date: date | None,
        time: time | None,
        datetime: datetime | None,
        month: str,
        week: str,
        checkbox: bool,
        toppings: list[Literal["olives", "capers", "onions"]],
        drink: Drink,
        cities: list[str],
        color: str,
        hidden: UUID,
        button: Literal["send", "draft"],
        radio: Literal["S", "M", "L"] | None = None,
    ) -> None:
        # Taken before another name is bound: these are the parameters.
        values = {name: value for name, value in locals().items() if name != "self"}
        values["password"] = "•" * len(password)
        self.received = tuple(Received(name, type(value).__name__, repr(value)) for name, value in values.items())
        if self.resets:
            self.forget()

    def render(self) -> Node:
        return section(".echo", aria_label="Form")[
            form(on_submit=self.send, reset=self.resets)[
                self._texts(),
                self._numbers(),
                self._moments(),
                self._choices(),
                self._others(),
                label(".switch")[
                    input(type="checkbox", role="switch", checked=self.resets, on_change=self.switch),
                    span["Empty the form once it was sent: ", code["reset=True"]],
                ],
                p(".buttons")[
                    button(".primary", name="button", value="send")["Send"],
                    button(name="button", value="draft")["Send as a draft"],
                    button(".quiet", type="reset", on_click=self.forget)["Reset"],
                ],
            ],
            self._received(),
        ]

    def _received(self) -> Node:
        rows = (div(key=field.name)[dt[field.name, span[": ", field.type]], dd[field.value]] for field in self.received)
        return section(".received", aria_label="Received")[
            h2["Received"],
            dl[rows] if self.received else p["Nothing yet. Send the form: this is what its event method gets."],
        ]

    # The controls. A text is the user's own, so it is given no value; boxes and lists show what the server says.

    def _texts(self) -> Node:
        return fieldset[
            legend["Text"],
            self._input("text", autocomplete="name"),
            self._input("search"),
            self._input("email", placeholder="ada@example.org", autocomplete="email"),
            self._input("url", placeholder="https://…"),
            self._input("tel", autocomplete="tel"),
            self._input("password", autocomplete="new-password"),
            self._field("textarea", textarea("#textarea", name="textarea", rows=3, on_input=self._hears("textarea"))),
        ]

    def _numbers(self) -> Node:
        return fieldset[
            legend["Numbers"],
            self._input("number"),
            self._input("number", name="decimal", title="number, by hundredths", step="0.01"),
            self._input("range"),
        ]

    def _moments(self) -> Node:
        return fieldset[
            legend["Dates and times"],
            self._input("date"),
            self._input("time"),
            self._input("datetime-local", name="datetime"),
            self._input("month"),
            self._input("week"),
        ]

    def _choices(self) -> Node:
        ticked, size = bool(self.heard.get("checkbox")), self.heard.get("radio", "")
        boxes = (
            (one, input(type="checkbox", name="toppings", value=one, checked=is_on, on_change=self.top.bind(one)))
            for one, is_on in ((one, one in self.toppings) for one in TOPPINGS)
        )
        radios = (
            (one, input(type="radio", name="radio", value=one, checked=one == size, on_change=self._hears("radio")))
            for one in SIZES
        )
        drinks = (option(value=drink.value)[drink.name.capitalize()] for drink in Drink)
        cities = (
            optgroup(label=continent)[(option(selected=city in self.cities)[city] for city in names)]
            for continent, names in CITIES.items()
        )
        return fieldset[
            legend["Choices"],
            self._field(
                "checkbox", input("#checkbox", type="checkbox", name="checkbox", checked=ticked, on_change=self.tick)
            ),
            self._group("toppings", boxes, title="checkboxes of one name", heard=", ".join(self.toppings)),
            self._group("radio", radios, title="radio", heard=size),
            self._field(
                "drink", select("#drink", name="drink", on_change=self._hears("drink"))[drinks], title="select"
            ),
            self._field(
                "cities",
                select("#cities", name="cities", multiple=True, size=7, on_change=self.visit)[cities],
                title="select multiple",
                heard=", ".join(self.cities),
            ),
        ]

    def _others(self) -> Node:
        return fieldset[
            legend["Others"],
            self._input("color", value=self.heard.get("color", INK)),
            div(".field")[span["hidden"], input(type="hidden", name="hidden", value=TOKEN), output[TOKEN]],
            div(".field")[
                label(for_="file")["file"],
                input("#file", type="file", disabled=True, aria_describedby="no-files"),
                p("#no-files")["Not carried: what events bring is text."],
            ],
        ]

    def _hears(self, name: str) -> Event[[str]]:
        return self.hear.bind(name)

    def _input(self, kind: str, *, name: str = "", title: str = "", **attributes: str) -> Node:
        name = name or kind
        control = input(f"#{name}", attributes, type=kind, name=name, on_input=self._hears(name))
        return self._field(name, control, title=title or kind)

    def _field(self, name: str, control: Node, *, title: str = "", heard: str | None = None) -> Node:
        said = self.heard.get(name, "") if heard is None else heard
        return div(".field")[
            label(for_=name)[title or name],
            control,
            output(for_=name)["•" * len(said) if name == "password" else said],
        ]

    def _group(self, name: str, choices: Iterable[tuple[str, Node]], *, title: str, heard: str) -> Node:
        return div(".field", role="group", aria_labelledby=f"{name}-title")[
            span(id=f"{name}-title")[title],
            div(".options")[(label(key=one)[control, one] for one, control in choices)],
            output[heard],
        ]
