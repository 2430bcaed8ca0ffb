"""Everything that a listener may be told to do in the browser."""

from pycomponents import ClickEvent, Component, KeyEvent, Node, event, state
from pycomponents.html import a, button, div, form, input, main, output, p
from tests.browser.apps.backstage import note, wait_at_gate


class Listening(Component):
    """Says what it has heard, in order."""

    token: str
    heard: list[str] = state(factory=list)

    @event
    def hear(self, what: str) -> None:
        self.heard.append(what)

    @event
    def hear_slowly(self, what: str) -> None:
        wait_at_gate(self.token)
        self.heard.append(what)

    @event
    def hear_value(self, what: str, value: str) -> None:
        self.heard.append(f"{what}={value}")
        note(self.token, f"{what}={value}")

    @event
    def hear_key(self, event: KeyEvent) -> None:
        self.heard.append(f"key={event.key} value={event.value} shift={event.shift_key}")

    @event
    def hear_click(self, event: ClickEvent) -> None:
        self.heard.append(f"click value={event.value} alt={event.alt_key}")

    @event
    def forget(self) -> None:
        self.heard = []

    def render(self) -> Node:
        hear, value = self.hear, self.hear_value
        return main[
            button("#forget", on_click=self.forget)["Forget"],
            output("#heard")[", ".join(self.heard)],
            div("#outer", on_click=hear.bind("outer"))[
                button("#inner", on_click=hear.bind("inner"))["Both"],
                button("#stop", on_click=hear.bind("stopped").stop())["Only this"],
            ],
            button("#slow", on_click=self.hear_slowly.bind("slow"))["Slow"],
            button("#once", on_click=hear.bind("once").once())["Once"],
            button("#event", value="seven", on_click=self.hear_click)["All of it"],
            a("#link", href="/backstage/notes/link/", on_click=hear.bind("link"))["A link"],
            p(on_click=hear.bind("around"))[a("#plain", href="#place")["A link without a handler"]],
            input("#prevented", type="checkbox", on_click=hear.bind("prevented").prevent()),
            input("#enter", on_keydown=self.hear_key.on_key("Enter", "Escape")),
            input("#debounced", on_input=value.bind("debounced").debounce(60_000)),
            input("#quick", on_input=value.bind("quick").debounce(30)),
            input("#throttled", on_input=value.bind("throttled").throttle(300)),
            input("#blurred", on_focus=value.bind("focus"), on_blur=value.bind("blur")),
            div("#bubbling", on_input=value.bind("bubbled"))[input("#within")],
            button("#disabled", disabled=True, on_click=hear.bind("disabled"))["Disabled"],
            form("#form", on_submit=hear.bind("submit"))[input("#field", name="field"), button("#submit")["Send"]],
        ]
