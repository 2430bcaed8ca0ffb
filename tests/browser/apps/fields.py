"""Controls whose values the server decides, and forms."""

from django.http import QueryDict

from pycomponents import Component, Node, event, state
from pycomponents.html import button, fieldset, form, input, main, option, output, p, select, textarea
from tests.browser.apps.backstage import note, wait_at_gate


class Typing(Component):
    """Text controls."""

    token: str
    upper: str = state("")
    slow: str = state("")
    digits: str = state("")
    short: str = state("")
    text: str = state("")
    ticks: int = state(0)

    @event
    def shout(self, value: str) -> None:
        self.upper = value.upper()
        note(self.token, value)

    @event
    def shout_slowly(self, value: str) -> None:
        wait_at_gate(self.token)
        self.slow = value.upper()

    @event
    def keep_digits(self, value: str) -> None:
        self.digits = "".join(filter(str.isdigit, value))

    @event
    def clear_when_full(self, value: str) -> None:
        self.short = "" if len(value) >= 3 else value

    @event
    def write(self, value: str) -> None:
        self.text = value

    @event
    def tick(self) -> None:
        self.ticks += 1

    @event
    def overwrite(self) -> None:
        self.upper = "OVERWRITTEN"

    def render(self) -> Node:
        return main[
            p[input("#upper", value=self.upper, on_input=self.shout), output("#uppered")[self.upper]],
            p[input("#slow", value=self.slow, on_input=self.shout_slowly), output("#slowed")[self.slow]],
            p[input("#digits", value=self.digits, on_input=self.keep_digits), output("#numbers")[self.digits]],
            p[input("#short", value=self.short, on_input=self.clear_when_full)],
            p[textarea("#text", on_input=self.write)[self.text], output("#written")[self.text]],
            p[
                button("#tick", on_click=self.tick)["Tick"],
                output("#ticks")[self.ticks],
                button("#overwrite", on_click=self.overwrite)["Overwrite"],
            ],
        ]


class Choices(Component):
    """Checkboxes, radios and selects, some of which the server refuses to change."""

    token: str
    allowed: bool = state(False)
    colour: str = state("red")
    fixed: str = state("a")
    fruits: list[str] = state(factory=list)
    size: str = state("m")

    @event
    def allow(self, checked: bool) -> None:
        self.allowed = checked

    @event
    def refuse(self, checked: bool) -> None:
        note(self.token, f"refused {checked}")

    @event
    def paint(self, value: str) -> None:
        self.colour = value

    @event
    def refuse_radio(self, value: str) -> None:
        note(self.token, f"refused {value}")

    @event
    def pick(self, selected: list[str]) -> None:
        self.fruits = [fruit for fruit in selected if fruit != "durian"]

    @event
    def resize(self, value: str) -> None:
        self.size = "l" if value == "xl" else value

    def render(self) -> Node:
        return main[
            p[
                input("#allowed", type="checkbox", checked=self.allowed, on_change=self.allow),
                output[str(self.allowed)],
            ],
            p[input("#refused", type="checkbox", checked=True, on_change=self.refuse)],
            p[
                (
                    input(
                        f"#{colour}",
                        type="radio",
                        name="colour",
                        value=colour,
                        checked=colour == self.colour,
                        on_change=self.paint,
                        key=colour,
                    )
                    for colour in ("red", "green", "blue")
                ),
                output("#colour")[self.colour],
            ],
            p[
                (
                    input(
                        f"#fixed-{name}",
                        type="radio",
                        name="fixed",
                        value=name,
                        checked=name == self.fixed,
                        on_change=self.refuse_radio,
                        key=name,
                    )
                    for name in "abc"
                )
            ],
            p[
                select("#fruits", multiple=True, on_change=self.pick)[
                    (
                        option(value=fruit, selected=fruit in self.fruits, key=fruit)[fruit]
                        for fruit in ("apple", "banana", "cherry", "durian")
                    )
                ],
                output("#picked")[", ".join(self.fruits)],
            ],
            p[
                select("#size", on_change=self.resize)[
                    (option(value=size, selected=size == self.size, key=size)[size] for size in ("s", "m", "l", "xl"))
                ],
                output("#sized")[self.size],
            ],
        ]


class Sheet(Component):
    """A form, and what came of it."""

    token: str
    sent: list[str] = state(factory=list)
    note_text: str = state("")
    saved: str = state("first")

    @event
    def save(self, form: QueryDict) -> None:
        self.sent.append(form.urlencode())

    @event
    def send(self, words: str) -> None:
        if words == "wrong":
            raise RuntimeError("as the test wants it")
        if words == "slow":
            wait_at_gate(self.token)
        self.saved = words

    @event
    def count(self, quantity: int) -> None:
        note(self.token, f"counted {quantity}")

    @event
    def post(self, text: str) -> None:
        note(self.token, f"posted {text}")

    @event
    def draft(self, value: str) -> None:
        note(self.token, f"draft {value}")

    def render(self) -> Node:
        return main[
            form("#all", on_submit=self.save)[
                input(name="name", value="Ada"),
                input(name="off", value="never sent", disabled=True),
                fieldset(disabled=True)[input(name="inside", value="never sent")],
                input(name="picture", type="file"),
                input(name="box", type="checkbox", value="ticked"),
                select(name="size")[option(value="s")["small"], option(value="l", selected=True)["large"]],
                textarea(name="words")["two\nlines"],
                button("#keep", name="then", value="keep")["Keep"],
                button("#close", name="then", value="close")["Close"],
                button("#plain", type="button")["No submit"],
            ],
            output("#sent")[" | ".join(self.sent)],
            form("#resets", on_submit=self.send, reset=True)[
                input("#words", name="words", value=self.saved),
                input("#aside", name="aside", value="aside"),
                button["Send"],
            ],
            output("#saved")[self.saved],
            form("#counts", on_submit=self.count, reset=True)[input("#quantity", name="quantity")],
            form("#posts", on_submit=self.post)[
                input("#post", name="text", value="", on_input=self.draft.debounce(60_000))
            ],
        ]
