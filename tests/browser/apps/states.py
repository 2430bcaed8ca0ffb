"""Thirty things that a page may show, so that each can be reached by a load and by patches."""

import random
from collections.abc import Callable
from typing import Final

from markupsafe import Markup

from pycomponents import Component, Node, event, state
from pycomponents.html import (
    Context,
    a,
    button,
    circle,
    dd,
    details,
    div,
    dl,
    dt,
    element,
    em,
    fieldset,
    foreignObject,
    form,
    fragment,
    h1,
    img,
    input,
    label,
    legend,
    li,
    linearGradient,
    main,
    math,
    nav,
    ol,
    optgroup,
    option,
    output,
    p,
    pre,
    progress,
    section,
    select,
    span,
    stop,
    strong,
    summary,
    svg,
    table,
    tbody,
    td,
    textarea,
    tfoot,
    th,
    thead,
    time,
    tr,
    ul,
    use,
)

theme: Final = Context("theme", default="light")


class Leaf(Component):
    """Shows its text, or nothing."""

    text: str | None

    def render(self) -> Node:
        return None if self.text is None else em[self.text]


class Sharing(Component):
    """Has another component as its root."""

    text: str | None

    def render(self) -> Node:
        return Leaf(text=self.text)


class Cell(Component):
    """A row of a table."""

    names: tuple[str, ...]

    def render(self) -> Node:
        return tr[(td(key=name)[name] for name in self.names)]


@theme.consumer
def themed(name: str) -> Node:
    return span(class_=name)[f"in the {name}"]


def _rows(*numbers: int) -> Node:
    return table[
        (
            tr(id=f"r{n}", class_="even" if n % 2 == 0 else None, key=n)[td[n], td[a(href=f"/{n}")["go"]], td]
            for n in numbers
        )
    ]


def _many(count: int) -> Node:
    return ul[(li(key=n, class_=["item", {"third": n % 3 == 0}])[f"item {n} ", strong[n * n]] for n in range(count))]


def _select(*chosen: str, multiple: bool = False) -> Node:
    return select(multiple=multiple)[
        option["none"],
        optgroup(label="some")[(option(value=c, selected=c in chosen, key=c)[c.upper()] for c in "abc")],
    ]


STATES: Final[list[Callable[[], Node]]] = [
    lambda: None,
    lambda: "only text",
    lambda: p["a ", strong["b"], " c"],
    lambda: [p["a", " ", "b"], "tail", None, False, p["c"]],
    lambda: _rows(1, 2, 3),
    lambda: _rows(3, 1, 4),
    lambda: table[thead[tr[th["h"]]], tbody[tr[td["b"]]], tfoot[tr[td["f"]]]],
    lambda: table[tbody[(Cell(names=names, key=names[0]) for names in (("x", "y"), ("z",)))]],
    lambda: svg(viewBox="0 0 9 9", width="9")[circle(cx="4", cy="4", r="3", class_="c")],
    lambda: svg(viewBox="0 0 9 9")[
        linearGradient(id="g", gradientUnits="userSpaceOnUse")[stop(offset="0")],
        use({"xlink:href": "#g"}),
        foreignObject(width="5", height="5")[p["html in svg"]],
    ],
    lambda: math[element("mi")["x"]],
    lambda: pre["\n\nstarts with two lines\n"],
    lambda: pre["\r\nline ends\rof all\nkinds"],
    lambda: textarea["\nstarts with a line"],
    lambda: textarea["</textarea><script>alert(1)</script>"],
    lambda: p[input(disabled=True, required=False, readonly=True, value="v"), input(type="checkbox", checked=True)],
    lambda: p[input(disabled=False, required=True, value=""), input(type="checkbox", checked=False)],
    lambda: p[input(type="checkbox", indeterminate=True), input(type="radio", name="r", checked=True)],
    lambda: _select("b"),
    lambda: _select("a", "c", multiple=True),
    _select,
    lambda: Markup("<b>raw</b> and <i>more</i>"),
    lambda: p["before", Markup("<b>raw</b><br>"), "after", Markup("<u>two</u>")],
    lambda: p["before", Markup("<u>other</u>"), "after"],
    lambda: Leaf(text="shown"),
    lambda: Leaf(text=None),
    lambda: [Sharing(text="shared"), Sharing(text=None), Leaf(text="last")],
    lambda: [(Leaf(text=name, key=name) for name in ("a", "b", "c"))],
    lambda: [(Leaf(text=name, key=name) for name in ("c", "a"))],
    lambda: _many(40),
    lambda: _many(3),
    lambda: fragment[h1(id="t")["title"], nav[ol[li["one"], li["two"]]]],
    lambda: details(open=True)[summary["s"], p["d"]],
    lambda: fieldset(disabled=True)[legend["l"], label(for_="x")["for x"], input(id="x")],
    lambda: div(
        class_=["a", {"b": True, "c": False}, None], title='"quotes" & <angles>', data_x="", aria_expanded=False
    ),
    lambda: div(class_="", hidden=True, style={"width": "40%", "--gap": "3px"})["styled"],
    lambda: div(style={"width": "20%"})["styled less"],
    lambda: theme.provider("dark", themed()),
    themed,
    lambda: dl[dt["t"], dd["d"], dt["t2"], dd[time(datetime="2024-01-01")["then"]]],
    lambda: [progress(value="3", max="9"), output["9"], img(src="data:image/gif;base64,R0lGODlhAQABAAAAACw=", alt="")],
    lambda: element("my-element")(some_thing="x")["custom"],
    lambda: section[form(method="post")[input(name="q", value="d"), button["go"]]],
    lambda: p["  spaces  ", " ", "\ttabs\n", "é 漢 🙂 \u2028 \u00a0"],
]


class States(Component):
    """Shows one of them; any other can be asked for."""

    token: str
    first: int
    shown: int = state()

    def mount(self) -> None:
        self.shown = self.first

    @event
    def show(self, value: int) -> None:
        self.shown = value

    def render(self) -> Node:
        return main[
            input("#ask", on_input=self.show), output("#shown")[self.shown], div("#stage")[STATES[self.shown]()]
        ]


def walk(seed: int) -> list[int]:
    """Every state, in an order that meets many neighbours."""
    order = [*range(len(STATES))]
    return [*order[1:], *random.Random(seed).sample(order, len(order))]
