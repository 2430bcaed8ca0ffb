"""A counter among what else a page may hold: enough to see whether anything is lost, doubled or remade."""

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


class Counter(Component):
    """The page."""

    token: str
    count: int = state(0)
    said: str = state("")

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
    def say(self, value: str) -> None:
        self.said = value
        note(self.token, f"say {value}")

    def render(self) -> Node:
        return main[
            p[
                button("#add", on_click=self.add)["Add"],
                button("#slow", on_click=self.add_slowly)["Add slowly"],
                button("#fail", on_click=self.fail)["Fail"],
                output("#count")[self.count],
            ],
            p[input("#said", value=self.said, on_input=self.say), output("#heard")[self.said]],
            p[input("#own"), textarea("#text")],
            ul[(Row(name=name, key=name) for name in ("one", "two", "three"))],
            div("#inner", class_="scroller")[(p[f"line {i} of {self.count}"] for i in range(60))],
            div("#tall", class_="tall"),
        ]
