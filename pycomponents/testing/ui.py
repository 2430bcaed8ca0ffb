"""The kit's front door: it opens pages for a test, for one person or for several."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from pycomponents.component.component import Component, describe
from pycomponents.errors import message
from pycomponents.testing import mounting
from pycomponents.testing.errors import TestingError
from pycomponents.testing.page import Page
from pycomponents.testing.person import Person
from pycomponents.testing.stage import Stage
from pycomponents.web.stories import find

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator
    from datetime import datetime
    from types import TracebackType
    from typing import Self

    from pycomponents.stories.story import Budget
    from pycomponents.testing.clock import VirtualClock

# A test that fails shows its own lines, and those of components.
__tracebackhide__ = True


class Ui:
    """Opens pages. Under pytest it is the fixture `ui`, in a `ComponentTestCase` it is `self.ui`.

    unchecked: the names of checks that its pages are not held to.
    """

    def __init__(
        self, *, unchecked: Collection[str] = (), person: Person | None = None, stage: Stage | None = None
    ) -> None:
        self._stage = stage or Stage(unchecked)
        self._person = person or Person()
        self._held: list[int] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """The test is over."""
        self._stage.close()
        for number in self._held:
            mounting.let_go(number)

    # Pages.

    def mount(
        self,
        component: Component | type[Component],
        /,
        *,
        user: Any = None,
        url: str = "/",
        language: str | None = None,
        time_zone: str | None = None,
        **props: object,
    ) -> Page:
        """A page that shows one component, and is alive.

        component: a class, its props by name; or a component with its props, and perhaps children in brackets:
            `ui.mount(Card(title="Tea")[p["Green"]])`.
        user: who looks at it; by default the person of this `ui`.
        url: its address, of which the component may ask. language, time_zone: as Django has them active.
        """
        node = describe(component, props) if isinstance(component, type) else bare(component, props)
        person = self._person if user is None else Person(user)
        number = mounting.hold(node)
        self._held.append(number)

        def respond() -> str:
            return mounting.respond(number, person.request(url), language, time_zone).content.decode()

        page = Page(self._stage, person, mounted=(url, respond))
        page.goto(url)
        return page

    def visit(self, url: str) -> Page:
        """The page at an address of the site, through its middleware and its view; with all components in it."""
        page = Page(self._stage, self._person)
        page.goto(url)
        return page

    def story(self, path: str, /, **knobs: object) -> Page:
        """The page of a story, "group/name", as the gallery shows it. knobs: its parameters that differ from their
        defaults. Raises `StoryError` where there is no such story.
        """
        return self.mount(find(path).description(**knobs))

    # People, time, questions, errors.

    def user(self, user: Any = None, *, headers: dict[str, str] | None = None) -> Ui:
        """Another person, with cookies of their own. Their pages and these share the clock.

        user: who they are logged in as. headers: what their browser sends with each request.
        """
        return Ui(person=Person(user, headers), stage=self._stage)

    @property
    def clock(self) -> VirtualClock:
        """The time of all pages of the test. It stands still: `ui.clock.advance(0.3)`, in seconds. Timers and what is
        put off in the browser go by it, and so does `django.utils.timezone.now()`.
        """
        return self._stage.clock

    def set_time(self, now: datetime) -> None:
        """Let it be this time now, as `django.utils.timezone.now()` tells it. now: an aware datetime."""
        if timezone.is_naive(now):
            raise TestingError(
                message(
                    "this time has no time zone.",
                    where="ui.set_time(…)",
                    got=now,
                    cure="datetime(2026, 1, 1, 12, tzinfo=UTC) has one.",
                )
            )
        self._stage.started = now - timedelta(seconds=self.clock.time())

    def settle(self) -> None:
        """Let everything happen that is to happen now, on all pages."""
        self._stage.clock.settle()
        self._stage.look_at_crashes()

    @contextmanager
    def answering(self, answer: bool | Callable[[str], bool]) -> Generator[list[str]]:
        """What the user says meanwhile where a page asks (`confirm`). Gives the questions."""
        asked: list[str] = []

        def say(question: str) -> bool:
            asked.append(question)
            return answer(question) if callable(answer) else answer

        before, self._stage.answer = self._stage.answer, say
        try:
            yield asked
        finally:
            self._stage.answer = before

    @contextmanager
    def within(self, budget: Budget | None) -> Generator[None]:
        """Each interaction meanwhile must cost no more than this."""
        before, self._stage.budget = self._stage.budget, budget
        try:
            yield
        finally:
            self._stage.budget = before

    @contextmanager
    def errors(self, match: str | None = None) -> Generator[list[BaseException]]:
        """What components raise meanwhile is expected: users see a fallback, or that it did not work.

        match: a pattern that one of them must match. Raises `AssertionError` where nothing was raised.
        """
        before, self._stage.expected = self._stage.expected, []
        expected = self._stage.expected
        try:
            yield expected
        finally:
            self._stage.expected = before
        texts = [f"{type(error).__name__}: {error}" for error in expected]
        if not any(match is None or re.search(match, text) for text in texts):
            wanted = "" if match is None else f" that matches {match!r}"
            raise AssertionError(f"No component has raised anything{wanted}. Raised: {texts or 'nothing'}.")


def bare(component: Component, props: dict[str, object]) -> Component:
    if props:
        raise TestingError(
            message(
                f"it has its props already: {', '.join(props)} would be given twice.",
                where=f"ui.mount({type(component).__name__}(…), {next(iter(props))}=…)",
                cure="Give all in its brackets.",
            )
        )
    return component
