"""Texts that would like to be scripts, in every place where a page shows what somebody has typed."""

from collections.abc import Iterator
from typing import Final

from pycomponents import Component, Node, event, state
from pycomponents.html import (
    a,
    area,
    audio,
    blockquote,
    button,
    code,
    details,
    div,
    form,
    img,
    input,
    li,
    main,
    map,
    option,
    output,
    p,
    pre,
    section,
    select,
    span,
    summary,
    svg,
    table,
    td,
    text,
    textarea,
    title,
    tr,
    ul,
    use,
    video,
)
from tests.browser.apps.backstage import note

# After OWASP's cheat sheets; each says so in `window.__xss` of the page, wherever it would run.
RUN: Final = "top.__xss=(top.__xss||0)+1"
CORPUS: Final = [
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f'"><img src=x onerror="{RUN}">',
    f"'><img src=x onerror='{RUN}'>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"</textarea><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</select><img src=x onerror={RUN}>",
    f"--><script>{RUN}</script><!--",
    f"<!--<script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"`><img src=x onerror={RUN}>",
    f'x" onmouseover="{RUN}" autofocus onfocus="{RUN}',
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    "\u2028\u2029\u0000\ufeff\u200b",
    "__proto__",
    "constructor",
    f"javascript:{RUN}",
    f"JaVa\tScRiPt:{RUN}",
    f"\x01javascript:{RUN}",
    f" \n javascript:{RUN}",
    f"java\nscript:{RUN}//",
    f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD50b3AuX194c3M9MTwvc2NyaXB0Pg==",
    f"vbscript:{RUN}",
    "//elsewhere.example/",
    "\\\\elsewhere.example\\",
    f"view-source:javascript:{RUN}",
    f"&#106;avascript:{RUN}",
    f"javascript&colon;{RUN}",
]


def sinks(number: int, it: str) -> Iterator[Node]:
    """Every place for a text. Links and forms lead into a frame of the test."""
    yield p(class_="said")[it]
    yield pre(class_="said")[it]
    yield code(class_="said")[it]
    yield textarea(class_="said")[it]
    yield p[span["before "], it, span[" after"]]
    yield div(title=it, class_=it, data_it=it, aria_label=it, id=f"id-{number}")["attributes"]
    yield div({"data-other": it, "lang": it})["more"]
    yield input(value=it, placeholder=it, name=it)
    yield input(type="hidden", value=it)
    yield select[option(value=it)[it], option(selected=True, label=it)["chosen"]]
    yield details(open=True)[summary[it], it]
    yield table[tr[td[it]]]
    yield svg[title[it], text[it], a({"xlink:href": it, "href": it}, target="sink")[text["svg link"]], use(href=it)]
    yield a(href=it, target="sink", class_="link")["a link"]
    yield a(href=it, ping=it, target="sink", class_="link")["a link that pings"]
    yield blockquote(cite=it)[it]
    yield map(name=f"map-{number}")[area(href=it, target="sink", alt=it)]
    yield img(src=it, alt=it)
    yield img(srcset=f"{it} 1x", alt="")
    yield video(src=it, poster=it, preload="none")
    yield audio(src=it, preload="none")
    yield form(action=it, target="sink", class_="form")[button(formaction=it, class_="send")["send"]]
    yield ul[li(key=it)[it]]


class Hostile(Component):
    """All of it, from the start (`first="all"`) or when it is asked for."""

    token: str
    first: str
    shown: bool = state(False)
    ticks: int = state(0)

    def mount(self) -> None:
        self.shown = self.first == "all"

    @event
    def toggle(self) -> None:
        self.shown = not self.shown
        note(self.token, "toggled")

    @event
    def tick(self) -> None:
        self.ticks += 1

    def render(self) -> Node:
        return main[
            button("#toggle", type="button", on_click=self.toggle)["Toggle"],
            button("#tick", type="button", on_click=self.tick)["Tick"],
            output("#ticks")[self.ticks],
            div("#stage")[(Evil(number=number, it=it, key=number) for number, it in enumerate(CORPUS))]
            if self.shown
            else None,
        ]


class Evil(Component):
    """One text in all places."""

    number: int
    it: str

    def render(self) -> Node:
        return section[sinks(self.number, self.it)]


NAMES: Final = (
    "children childNodes firstChild nextSibling parentNode innerHTML textContent attributes getAttribute setAttribute "
    "hasAttribute insertBefore removeChild remove elements submit reset action method target nodeType tagName "
    "localName closest matches ownerDocument id name length pycomponents __proto__ constructor isConnected body "
    "documentElement activeElement querySelectorAll getElementById style value checked type form"
).split()


class Clobbering(Component):
    """Forms whose fields are named like what scripts ask of a form, a node and a document."""

    token: str
    ticks: int = state(0)
    sent: list[str] = state(factory=list)

    @event
    def tick(self) -> None:
        self.ticks += 1

    @event
    def send(self, marker: str) -> None:
        self.sent.append(marker)

    def one(self, name: str) -> Node:
        return form(id=name, name=name, on_submit=self.send, reset=True, key=name)[
            span[f"{name} {self.ticks}"],
            input(name=name, id=f"in-{name}", value=f"{self.ticks}"),
            input(name="marker", value=name),
            img(name=name, alt=""),
            button(class_="send")["send"],
            [p[f"more {i}"] for i in range(self.ticks % 3)],
        ]

    def render(self) -> Node:
        return main[
            button("#tick", type="button", on_click=self.tick)["Tick"],
            output("#ticks")[self.ticks],
            output("#sent")[" ".join(self.sent)],
            div("#stage")[(self.one(name) for name in (NAMES if self.ticks % 2 == 0 else reversed(NAMES)))],
        ]
