"""What all pages of one test share: the time, what is raised on them, and what they are held to."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from unittest import mock

from django.conf import settings
from django.test import override_settings

from pycomponents.errors import message, nearest
from pycomponents.testing import standing
from pycomponents.testing.clock import VirtualClock
from pycomponents.testing.crashes import Crashes
from pycomponents.testing.errors import QuestionError, TestingError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator

    from pycomponents.stories.story import Budget
    from pycomponents.testing.client.line import Line
    from pycomponents.testing.interaction import Interaction
    from pycomponents.testing.invariants import Finding
    from pycomponents.testing.page import Page

# A test that fails shows its own lines, and those of components.
__tracebackhide__ = True
_MOST_FINDINGS: Final = 10


class Stage:
    """clock: the time of all pages, which stands still until a test moves it.

    answer: says yes or no to a question that a page asks of its user.
    started: what time it was when the test began.
    expected: where the errors go that a test expects; `None` while it expects none. budget: of each interaction.
    lines: of all pages.
    """

    def __init__(self, unchecked: Collection[str]) -> None:
        for name in unchecked:
            if name not in standing.CHECKS:
                raise TestingError(f"There is no check {name!r}.{nearest(name, standing.CHECKS)}")
        self.clock = VirtualClock()
        self.clock.advanced = self.look_at_crashes
        self.answer: Callable[[str], bool] | None = None
        self.expected: list[BaseException] | None = None
        self.budget: Budget | None = None
        self.lines: list[Line] = []
        self.started = datetime.now(UTC)
        self._checks = {name: check for name, check in standing.CHECKS.items() if name not in unchecked}
        self._crashes = Crashes()
        self._open = ExitStack()
        self._open.enter_context(_development())
        self._open.enter_context(self._crashes)
        self._open.enter_context(mock.patch("django.utils.timezone.now", self.now))

    def answers(self, question: str) -> bool:
        """What the user says to a question. Raises `QuestionError` where the test does not say it."""
        if self.answer is None:
            raise QuestionError(
                message(
                    f"the page asks: {question!r}.",
                    cure="Say what the user answers: with ui.answering(True): ….",
                )
            )
        return self.answer(question)

    def now(self) -> datetime:
        """What `django.utils.timezone.now()` says: it goes on with the clock of the test."""
        return self.started + timedelta(seconds=self.clock.time())

    def close(self) -> None:
        """The test is over, and with it all its pages."""
        for line in self.lines:
            line.leave()
            line.forget()
        self._open.close()
        self.look_at_crashes()

    @contextmanager
    def watched(self) -> Generator[list[BaseException]]:
        """What components raise meanwhile, or have raised since anybody asked."""
        raised: list[BaseException] = []
        yield raised
        raised += self._crashes.take()

    def look(self, page: Page, last: Interaction, problems: list[str]) -> None:
        """After an interaction: raise what was raised on the page, and what is not as it always is."""
        self.look_at_errors(last.exceptions)
        if problems:
            self._raise(TestingError(message(f"the client could not go on: {'; '.join(problems)}.", where=repr(page))))
        elif self.expected is None:
            self._hold(page)
            self._afford(last)

    def look_at_errors(self, raised: tuple[BaseException, ...]) -> None:
        """Raise what was raised, unless the test expects it."""
        for error in raised:
            self._raise(error)

    def look_at_crashes(self) -> None:
        """The same of what was raised by itself, as time passed."""
        self.look_at_errors(tuple(self._crashes.take()))

    def _raise(self, error: BaseException) -> None:
        if self.expected is None:
            raise error
        self.expected.append(error)

    def _afford(self, last: Interaction) -> None:
        events = [record for record in last.records if record.kind != "join"]
        if self.budget is not None and events and (over := [*_over(self.budget, last)]):
            raise TestingError(
                message(f"this interaction costs {', '.join(over)}.", got=last.patches, where=events[-1].handler)
            )

    def _hold(self, page: Page) -> None:
        self._tell(page, [finding for check in self._checks.values() for finding in check(page)])

    def _tell(self, page: Page, findings: list[Finding]) -> None:
        if findings:
            raise TestingError(_told(page, findings))


def _over(budget: Budget, last: Interaction) -> Iterator[str]:
    for name, cost in last.costs.items():
        limit: int | None = getattr(budget, name)
        if limit is not None and cost > limit:
            yield f"{cost} {name.removeprefix('max_')}, of {limit} at most"


def _told(page: Page, findings: list[Finding]) -> str:
    shown = "\n".join(f"  {finding}" for finding in findings[:_MOST_FINDINGS])
    names = ", ".join(f'"{name}"' for name in dict.fromkeys(finding.check for finding in findings))
    return message(
        f"this page is not as each should be:\n{shown}\n",
        where=repr(page),
        cure=f"Mend it; or, where it is meant, mark the test with @pytest.mark.ui(unchecked=[{names}]).",
    )


@contextmanager
def _development() -> Generator[None]:
    """What only development checks is checked in tests, too, unless the project says otherwise."""
    with override_settings(PYCOMPONENTS={"STRICT": True, **getattr(settings, "PYCOMPONENTS", {})}):
        yield
