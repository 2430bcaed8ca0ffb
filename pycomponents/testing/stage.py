"""What all pages of one test share: the time, what is raised on them, and what they are held to."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.test import override_settings

from pycomponents.errors import message, nearest
from pycomponents.testing import standing
from pycomponents.testing.clock import VirtualClock
from pycomponents.testing.crashes import Crashes
from pycomponents.testing.errors import QuestionError, TestingError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator

    from pycomponents.testing.interaction import Interaction
    from pycomponents.testing.invariants import Finding
    from pycomponents.testing.page import Page

ALL_CHECKS: Final = standing.CHECKS
_MOST_FINDINGS: Final = 10


class Stage:
    """clock: the time of all pages, which stands still until a test moves it.

    answer: says yes or no to a question that a page asks of its user.
    expected: where the errors go that a test expects; `None` while it expects none.
    """

    def __init__(self, unchecked: Collection[str]) -> None:
        for name in unchecked:
            if name not in ALL_CHECKS:
                raise TestingError(f"There is no check {name!r}.{nearest(name, ALL_CHECKS)}")
        self.clock = VirtualClock()
        self.answer: Callable[[str], bool] | None = None
        self.expected: list[BaseException] | None = None
        self._checks = {name: check for name, check in ALL_CHECKS.items() if name not in unchecked}
        self._crashes = Crashes()
        self._open = ExitStack()
        self._open.enter_context(_development())
        self._open.enter_context(self._crashes)

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

    def close(self) -> None:
        """The test is over."""
        self._open.close()

    @contextmanager
    def watched(self) -> Generator[list[BaseException]]:
        """What components raise meanwhile."""
        self._crashes.take()
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

    def look_at_errors(self, raised: tuple[BaseException, ...]) -> None:
        """Raise what was raised, unless the test expects it."""
        for error in raised:
            self._raise(error)

    def _raise(self, error: BaseException) -> None:
        if self.expected is None:
            raise error
        self.expected.append(error)

    def _hold(self, page: Page) -> None:
        self._tell(page, [finding for check in self._checks.values() for finding in check(page)])

    def _tell(self, page: Page, findings: list[Finding]) -> None:
        if findings:
            raise TestingError(_told(page, findings))


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
