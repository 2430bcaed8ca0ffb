"""What type checkers say of components. Nothing here runs: an error that is expected and does not come is an error.

mypy's expected errors are `type: ignore[…]`, pyright's are `pyright: ignore[…]`; both report one that is not needed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, assert_type

from django.http import HttpResponse

from pycomponents import ClickEvent, Component, Event, Node, Timer, computed, each, event, memo, ref, state
from pycomponents.component.fields import Computed
from pycomponents.html import button, form, input, li, ul


@dataclass(frozen=True)
class Row:
    pk: int


def some_rows() -> list[Row]:
    return []


class Child(Component):
    title: str
    size: int = 3
    on_close: Event[[]] | None = None
    on_pick: Event[[str]] | None = None


class Parent(Component):
    name: str
    count: int = state(0)
    text: str | None = state(None)
    rows: list[Row] = state(factory=list)
    made: list[Row] = state(factory=some_rows)
    table: dict[str, list[int]] = state(factory=dict)
    tags: set[str] = state(factory=set)
    numbers: list[int] = state(factory=lambda: [1, 2])
    maybe: list[Row] | None = state(factory=list)
    later: Row = state()
    wrong_default: int = state("")  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    wrong_rows: list[Row] = state(factory=list[int])  # type: ignore[arg-type]  # pyright: ignore[reportAssignmentType]
    _scratch: int = 0

    @computed
    def total(self) -> int:
        return self.count

    @computed(pure=True)
    def names(self) -> list[str]:
        return [self.name]

    @event
    def close(self) -> None: ...

    @event
    def pick(self, name: str) -> None: ...

    @event
    def count_up(self, step: int, name: str = "") -> None: ...

    @event
    def four(self, a: int, b: str, c: bytes, d: Row, /) -> int:
        return 1

    @event
    async def load(self, pk: int) -> str:
        return ""

    @event
    def clicked(self, event: ClickEvent) -> None: ...

    def render(self) -> Node:
        return ul(on_click=self.clicked)[each(self.rows, self.row, key=lambda row: row.pk)]

    def row(self, row: Row) -> Node:
        return li[row.pk]


# Props.

Child(title="a")
Child(title="a", size=4, key="k")
Child(title="a", key=7)
Child()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Child(title=1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Child(title="a", size="b")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Child(title="a", titel="b")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Child("a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Child(title="a", key=1.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Child(title="a", __host__=None)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Child(title="a", __cache__=None)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# State is owned: it is no argument, has the type it says, and is assigned.

parent = Parent(name="a")
Parent(name="a", count=5)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Parent(name="a", rows=[])  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Parent(name="a", later=Row(1))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
parent.count = 5
parent.text = "a"
parent.rows = [Row(1)]
parent.rows.append(Row(2))
parent.count = "a"  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
parent.rows.append(3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
assert_type(Parent(name="a").count, int)
assert_type(Parent(name="a").text, str | None)
assert_type(Parent(name="a").rows, list[Row])
assert_type(Parent(name="a").made, list[Row])
assert_type(Parent(name="a").table, dict[str, list[int]])
assert_type(Parent(name="a").tags, set[str])
assert_type(Parent(name="a").numbers, list[int])
assert_type(Parent(name="a").maybe, list[Row] | None)
assert_type(Parent(name="a").later, Row)

# Computed values.

assert_type(parent.total, int)
assert_type(parent.names, list[str])
assert_type(Parent.total, Computed[int])

# Events, and events as props.

assert_type(parent.close, Event[[]])
assert_type(parent.pick.bind("a"), Event[[]])
assert_type(parent.four.bind(1), Event[[str, bytes, Row]])
assert_type(parent.four.bind(1, "a"), Event[[bytes, Row]])
assert_type(parent.four.bind(1, "a", b""), Event[[Row]])
assert_type(parent.four.bind(1, "a", b"", Row(1)), Event[[]])
assert_type(parent.four.bind(1).bind("a"), Event[[bytes, Row]])
assert_type(parent.close.self_().passive().confirm("Sure?").margin(3).ratio(0.5), Event[[]])
assert_type(parent.four.bind(1).window().on_key("Mod+K", "?", editable=True), Event[[str, bytes, Row]])
parent.pick.confirm()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
parent.pick.on_key("K", True)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
parent.pick.margin(0.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
assert_type(parent.close.prevent().stop().once().debounce(3).throttle(3).on_key("Enter"), Event[[]])
assert_type(parent.four.bind(1).debounce(300), Event[[str, bytes, Row]])
parent.pick("a")
parent.pick(name="a")
parent.pick()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
parent.pick(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
parent.close("a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

Child(title="a", on_close=parent.close)
Child(title="a", on_close=parent.pick.bind("a"))
Child(title="a", on_close=parent.pick.bind("a").prevent())
Child(title="a", on_close=parent.load.bind(1))
Child(title="a", on_pick=parent.pick)
Child(title="a", on_pick=parent.four.bind(1))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Child(title="a", on_pick=parent.close)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Child(title="a", on_pick=parent.load)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Child(title="a", on_close=parent.pick)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Child(title="a", on_close=print)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
# A parameter with a default is one too many for pyright; bind it away, or take `Event[...]` as the prop.
Child(title="a", on_close=parent.count_up.bind(1, "a"))

# What is bound has the parameters' types and number. (mypy's code depends on how many overloads there are.)

parent.pick.bind(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
parent.close.bind(1)  # type: ignore[misc, call-overload]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
parent.pick.bind("a", "b")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
parent.four.bind(1, 2)  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
parent.pick.bind(name="a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# Elements take events of any parameters, and nothing else.

button(on_click=parent.close)
input(on_input=parent.pick)
form(on_submit=parent.four)
button(on_pointermove=parent.close, on_visible=parent.close.once(), on_item_picked=parent.pick)
button(on_pointermove="close()")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
button(on_click=parent.row)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
button(on_click=lambda: None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

# Timers and turns take a method and what it is to be given.

assert_type(parent.after(5, parent.close), Timer)
assert_type(parent.every(1, parent.pick, "a"), Timer)
assert_type(parent.soon(parent.pick, name="a"), bool)
parent.after(1, parent.count_up, 1)
parent.after(1, parent.count_up.bind(1, "a"))
parent.after(1, parent.pick)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
parent.every(1, parent.pick, 1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
parent.soon(parent.close, "a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
parent.after("1", parent.close)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

# A memo keeps the type of what it stands above.


class Remembering(Component):
    @memo
    def row(self, row: Row, *, on: bool = False) -> Node:
        return li[row.pk]


@memo(shared=True, max_size=10)
def badge(name: str) -> Node:
    return li[name]


Remembering().row(Row(1), on=True)
Remembering().row(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Remembering().row(Row(1), of=True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
badge("a")
badge(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
memo(shared=False)  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]

# Refs: a child's has the type of the child, and fits no other; an element's fits elements.


class Referring(Component):
    child = ref(Child)
    field = ref()

    def render(self) -> Node:
        return ul[
            Child(title="a", ref=self.child),
            input(ref=self.field),
            Child(title="a", ref=self.field),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
            Parent(name="a", ref=self.child),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
            input(ref=self.child),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        ]


assert_type(Referring().child.component, Child)
Referring(child=None)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# Inheritance.


class Wide(Parent):
    width: int

    @event
    def close(self) -> None:
        super().close()


Wide(name="a", width=1)
Wide(name="a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
assert_type(Wide(name="a", width=1).close, Event[[]])

# Generic components.

T = TypeVar("T")


class Box(Component, Generic[T]):
    item: T
    on_take: Event[[T]] | None = None


assert_type(Box(item=3).item, int)
assert_type(Box[str](item="a"), Box[str])
Box[str](item=3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Box[str](item="a", on_take=parent.pick)

# Views.

assert_type(Parent.as_view(name="a"), Callable[..., HttpResponse])
assert_type(each([Row(1)], parent.row, key=lambda row: row.pk), Sequence[Any])
each([1], parent.row, key=lambda row: row)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
each([Row(1)], parent.row)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
each([Row(1)], parent.row, key=lambda row: row.nothing)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownLambdaType, reportUnknownMemberType]
