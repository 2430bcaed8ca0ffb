"""What components raise in a test: on a page it becomes a fallback and a line in the log, here it fails the test."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self


class Crashes(logging.Handler):
    """Hears what our log is told of, while it is open. seen: the exceptions, in order."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Called by the log."""
        if record.exc_info and record.exc_info[1] is not None:
            self.seen.append(record.exc_info[1])

    def __enter__(self) -> Self:
        logging.getLogger("pycomponents").addHandler(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        logging.getLogger("pycomponents").removeHandler(self)

    def take(self) -> list[BaseException]:
        """What was raised since it was last asked."""
        seen, self.seen = self.seen, []
        return seen
