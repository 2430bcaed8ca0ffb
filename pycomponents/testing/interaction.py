"""What came of the last interaction of a test: the records of all that happened, read as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pycomponents.runtime.records import Operation, Record, StateChange, Statement


@dataclass(frozen=True, slots=True)
class Interaction:
    """One interaction with a page, and all that came of it until the page was quiet again.

    records: of each event, timer and push, in order (see `runtime/records.py`). bytes_in: of the frames that the client
    sent; bytes_out: of those that it received. exceptions: what components have raised.
    """

    records: tuple[Record, ...] = ()
    bytes_in: int = 0
    bytes_out: int = 0
    exceptions: tuple[BaseException, ...] = ()

    @property
    def patches(self) -> list[str]:
        """Each operation that was sent: where, and what. `Counter 1 0: text`."""
        return [_said(operation) for operation in self.operations]

    @property
    def operations(self) -> list[Operation]:
        """The same as records: name, component, path, bytes."""
        return [operation for record in self.records for operation in record.operations]

    @property
    def queries(self) -> int:
        """How many SQL statements were run."""
        return sum(record.queries for record in self.records)

    @property
    def costs(self) -> dict[str, int]:
        """What it has cost, by the names of the limits that it may have."""
        return {"max_bytes": self.bytes_out, "max_patches": len(self.operations), "max_queries": self.queries}

    @property
    def statements(self) -> list[Statement]:
        """The SQL statements, each with how often it was run and how long that took."""
        return [statement for record in self.records for statement in record.statements]

    @property
    def changes(self) -> list[StateChange]:
        """The state that has another value than before: component, field, before, after."""
        return [change for record in self.records for change in record.changes]

    @property
    def rendered(self) -> list[str]:
        """The components that were rendered again."""
        return [component for record in self.records for component in record.rendered]

    @property
    def exception(self) -> BaseException | None:
        """What was raised first, if anything was."""
        return self.exceptions[0] if self.exceptions else None


def _said(operation: Operation) -> str:
    path = "".join(f" {step}" for step in operation.path)
    return f"{operation.component}{path}: {operation.name}"
