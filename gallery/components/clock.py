"""A clock that ticks on the server, and a wave that reaches every page that shows it."""

from datetime import datetime

from django.utils import timezone

from pycomponents import Component, Node, Timer, event, state
from pycomponents.html import button, div, output, p, section, time

# The clocks that somebody looks at, in this process.
watched: set["Clock"] = set()


class Clock(Component):
    """The time, each second; how many look at it, and how often one of them has waved."""

    now: datetime = state()
    runs: bool = state(True)
    pages: int = state(1)
    waves: int = state(0)
    _timer: Timer | None = None

    def mount(self) -> None:
        self.now = timezone.now()

    def connected(self) -> None:
        if self.runs:
            self._timer = self.every(1, self.tick)
        watched.add(self)
        tell_all()

    def disconnected(self) -> None:
        watched.discard(self)
        tell_all()

    def tick(self) -> None:
        self.now = timezone.now()

    @event
    def switch(self) -> None:
        self.runs = not self.runs
        if self.runs:
            self.tick()
            self._timer = self.every(1, self.tick)
        elif self._timer:
            self._timer.cancel()

    @event
    def wave(self) -> None:
        for clock in [*watched]:
            clock.soon(clock.waved)

    def waved(self) -> None:
        self.waves += 1

    def counted(self, pages: int) -> None:
        self.pages = pages

    def render(self) -> Node:
        return section(".clock", aria_label="Clock")[
            time(".clock-time", role="timer", datetime=f"{self.now:%H:%M:%S}Z")[f"{self.now:%H:%M:%S}"],
            p(".clock-zone")["Coordinated Universal Time, by the clock of the server"],
            div(".buttons")[
                button(".primary", on_click=self.switch)["Stop" if self.runs else "Start"],
                button(on_click=self.wave)["Wave to all"],
            ],
            output(".clock-news", aria_live="polite")[self._news()],
        ]

    def _news(self) -> str:
        looking = "You alone look at it." if self.pages == 1 else f"{self.pages} pages look at it."
        times = {0: "", 1: " Somebody has waved."}
        return looking + times.get(self.waves, f" Somebody has waved {self.waves} times.")


def tell_all() -> None:
    """Tell each clock how many there are, in the turn of its own page."""
    clocks = [*watched]
    for clock in clocks:
        clock.soon(clock.counted, len(clocks))
