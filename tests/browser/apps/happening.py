"""What happens elsewhere than at a click: in other scopes, to what is seen, dragged, pasted, scrolled or played."""

from dataclasses import dataclass

from pycomponents import Component, DragEvent, MediaEvent, Node, PointerEvent, event, state
from pycomponents.html import audio, button, details, dialog, div, form, input, li, main, output, p, summary, ul


@dataclass(frozen=True)
class Picked:
    pk: int
    tags: list[str]


class Happening(Component):
    """Says what it has heard, in order."""

    token: str
    heard: list[str] = state(factory=list)
    menu: bool = state(False)
    dragged: str = state("")
    dropped: list[str] = state(factory=list)

    @event
    def hear(self, what: str) -> None:
        self.heard.append(what)

    @event
    def hear_key(self, key: str) -> None:
        self.heard.append(f"key {key}")

    @event
    def hear_text(self, what: str, text: str) -> None:
        self.heard.append(f"{what} {text}")

    @event
    def hear_size(self, width: float, height: float) -> None:
        self.heard.append(f"{width:g} × {height:g}")

    @event
    def hear_pointer(self, event: PointerEvent) -> None:
        self.heard.append(f"{event.pointer_type} at {event.offset_x:g}, {event.offset_y:g}")

    @event
    def hear_scroll(self, scroll_top: float) -> None:
        self.heard.append(f"scrolled to {scroll_top:g}")

    @event
    def hear_media(self, event: MediaEvent) -> None:
        self.heard.append(f"volume {event.volume:g} of {event.duration}")

    @event
    def hear_state(self, new_state: str) -> None:
        self.heard.append(new_state)

    @event
    def hear_answer(self, return_value: str) -> None:
        self.heard.append(f"answered {return_value}")

    @event
    def picked(self, detail: Picked) -> None:
        self.heard.append(f"picked {detail.pk} {', '.join(detail.tags)}")

    @event
    def open(self, is_open: bool) -> None:
        self.menu = is_open

    @event
    def drag(self, name: str) -> None:
        self.dragged = name

    @event
    def drop(self, event: DragEvent) -> None:
        self.dropped.append(self.dragged or event.text)
        self.dragged = ""

    def render(self) -> Node:
        hear, key = self.hear, self.hear_key.on_key
        return main(
            on_keydown=key("Mod+K", "?").window(),
            on_hashchange=hear.bind("hash").window(),
        )[
            output("#heard")[" | ".join(self.heard)],
            button("#sure", on_click=hear.bind("sure").confirm("Really?"))["Delete"],
            div("#self", on_click=hear.bind("self").self_())[button("#within")["Within"]],
            self._menu(),
            input("#field", on_paste=self.hear_text.bind("paste")),
            div("#pad", on_pointerdown=self.hear_pointer, style={"height": "50px"}),
            self._board(),
            details("#details", on_toggle=self.hear_state)[summary["More"], p["Words"]],
            dialog("#dialog", on_close=self.hear_answer)[form(method="dialog")[button(value="yes")["Yes"]]],
            audio("#audio", on_volumechange=self.hear_media),
            div("#picker", on_item_picked=self.picked),
            div("#sized", on_resize=self.hear_size, style={"width": "90px", "height": "30px"}),
            div("#scrolled", on_scroll=self.hear_scroll, style={"height": "50px", "overflow": "auto"})[
                div(style={"height": "500px"})
            ],
            div(style={"height": "3000px"}),
            p("#end", on_visible=hear.bind("visible"), on_hidden=hear.bind("hidden"))["The end"],
        ]

    def _menu(self) -> Node:
        return div("#around")[
            button("#open", on_click=self.open.bind(True))["Menu"],
            self.menu and div("#menu", on_click=self.open.bind(False).outside())[button("#item")["Item"]],
        ]

    def _board(self) -> Node:
        return div("#board")[
            ul[(li(key=name, id=name, draggable=True, on_dragstart=self.drag.bind(name))[name] for name in ("a", "b"))],
            div("#target", on_drop=self.drop, style={"height": "40px"})[", ".join(self.dropped)],
        ]
