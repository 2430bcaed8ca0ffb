"""What is known of one event once it is over: plain data, which tools read and `dataclasses.asdict` turns into JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["event", "timer", "push", "join", "resume"]
Outcome: TypeAlias = Literal["done", "refused", "failed"]

# So many of anything are listed in one record: an event may render ten thousand rows.
MOST_LISTED: Final = 100


@dataclass(slots=True)
class Statement:
    """One SQL statement: how often it was run, and for how long in all. hash: tells it from others in few letters."""

    hash: str
    count: int
    ms: float
    text: str


@dataclass(slots=True)
class StateChange:
    """A state field that has another value than before. Values are shown as `shown` shows them; "" for none yet."""

    component: str
    field: str
    before: str
    after: str


@dataclass(slots=True)
class Sent:
    """A frame that was sent."""

    kind: str
    bytes: int


@dataclass(slots=True)
class Operation:
    """An operation of the patch. path: the steps to it from the root of its component; bytes: of itself alone."""

    name: str
    component: str
    path: tuple[int | str, ...]
    bytes: int


@dataclass(slots=True)
class Raised:
    """Something raised. reference: under which it stands in the log."""

    where: str
    error: str
    reference: str


@dataclass(slots=True)
class Record:
    """One event of the user, one turn of a timer or a push, or one join.

    id: of this record, in this process. page: which page, by a name that opens nothing. at: when it began, in seconds
        since 1970.
    number: of an event, as its page counts them; 0 for all else.
    user: the primary key of who is logged in.
    component: where it stands: "TodoList > TodoRow#17". handler: "TodoRow.remove"; "" where none was found.
    arguments: by parameter, bound ones included.
    code, detail: of a refusal or a failure, as the client is told.
    times: milliseconds at each station that it came through: decode, queue, resolve, handler, render, diff, encode; of
        a join: join, connect.
    queries: how many SQL statements were run.
    rendered: the components that were rendered again. mounted: those that are new.
    operations, frames, bytes_out: what was sent for it. Changes of several events may leave as one patch: then they
        stand in one record, the last that rendered anything, and `flushed_with` of the others is its id.
    more: how many of each list were left out, where there were more than `MOST_LISTED`.
    """

    id: int
    page: str
    at: float
    kind: Kind
    number: int = 0
    user: str | None = None
    component: str = ""
    handler: str = ""
    event_type: str = ""
    arguments: dict[str, str] = field(default_factory=dict[str, str])
    outcome: Outcome = "done"
    code: str = ""
    detail: str = ""
    times: dict[str, float] = field(default_factory=dict[str, float])
    queries: int = 0
    statements: list[Statement] = field(default_factory=list[Statement])
    changes: list[StateChange] = field(default_factory=list[StateChange])
    rendered: list[str] = field(default_factory=list[str])
    mounted: list[str] = field(default_factory=list[str])
    raised: list[Raised] = field(default_factory=list[Raised])
    operations: list[Operation] = field(default_factory=list[Operation])
    frames: list[Sent] = field(default_factory=list[Sent])
    bytes_in: int = 0
    bytes_out: int = 0
    flushed_with: int | None = None
    more: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def ms(self) -> float:
        """Milliseconds of work, without those that it waited for its turn."""
        return sum(self.times.values()) - self.times.get("queue", 0.0)

    @property
    def renders(self) -> int:
        """How many renders there were, of components that were there and of new ones."""
        more = self.more
        return len(self.rendered) + len(self.mounted) + more.get("rendered", 0) + more.get("mounted", 0)

    def has_room(self, name: str, listed: int) -> bool:
        """Whether one more is listed in the list `name`, where so many are; otherwise it is counted."""
        if listed < MOST_LISTED:
            return True
        self.more[name] = self.more.get(name, 0) + 1
        return False
