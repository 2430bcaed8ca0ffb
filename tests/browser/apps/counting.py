"""A counter among what else a page may hold: enough to see whether anything is lost, doubled or remade."""

import asyncio

from pycomponents import Component, Node, event, state
from pycomponents.html import button, div, input, li, main, output, p, textarea, ul
from tests.browser.apps.backstage import note, wait_at_gate


class Row(Component):
    """One row, which counts for itself."""

    name: str
    count: int = state(0)

    @event
    def add(self) -> None:
        self.count += 1

    def render(self) -> Node:
        return li(class_="row")[f"{self.name} ", button(on_click=self.add)["+"], " ", output[self.count], " times"]


class Fragile(Component):
    """Cannot be rendered while it is broken."""

    broken: bool
    count: int = state(0)

    @event
    def add(self) -> None:
        self.count += 1

    def render(self) -> Node:
        if self.broken:
            raise RuntimeError("broken, as the test wants it")
        return button("#fragile", on_click=self.add)[f"Fragile {self.count}"]


class Counter(Component):
    """The page."""

    token: str
    count: int = state(0)
    said: str = state("")
    broken: bool = state(False)

    def mount(self) -> None:
        note(self.token, "mount")

    @event
    def add(self) -> None:
        self.count += 1
        note(self.token, "add")

    @event
    def add_slowly(self) -> None:
        wait_at_gate(self.token)
        self.count += 1
        note(self.token, "add slowly")

    @event
    def fail(self) -> None:
        self.count += 100
        raise RuntimeError("as the test wants it")

    @event
    def break_or_mend(self) -> None:
        self.broken = not self.broken

    @event
    async def add_later(self) -> None:
        note(self.token, "later")
        await asyncio.to_thread(wait_at_gate, self.token)
        self.count += 1
        note(self.token, "add later")

    @event
    def say(self, value: str) -> None:
        self.said = value
        note(self.token, f"say {value}")

    def render(self) -> Node:
        return main[
            p[
                button("#add", on_click=self.add)["Add"],
                button("#slow", on_click=self.add_slowly)["Add slowly"],
                button("#fail", on_click=self.fail)["Fail"],
                button("#later", on_click=self.add_later)["Add later"],
                button("#break", on_click=self.break_or_mend)["Break or mend"],
                output("#count")[self.count],
            ],
            p[Fragile(broken=self.broken)],
            p[input("#said", value=self.said, on_input=self.say), output("#heard")[self.said]],
            p[input("#own"), textarea("#text")],
            ul[(Row(name=name, key=name) for name in ("one", "two", "three"))],
            div("#inner", class_="scroller")[(p[f"line {i} of {self.count}"] for i in range(60))],
            div("#tall", class_="tall"),
        ]
