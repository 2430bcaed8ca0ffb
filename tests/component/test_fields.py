"""What a class declares: props that are given, state that is owned, and what is refused with its cure."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

import pytest
from markupsafe import Markup

from pycomponents import Component, Event, computed, event, state
from pycomponents.component.component import describe, props_of
from pycomponents.component.fields import State
from pycomponents.errors import ComponentError, EventError, PropError, PycomponentsError, StateError
from tests.component.hosts import hosted


@dataclass
class Movable:
    x: int


class Card(Component):
    title: str
    size: int = 3
    open: bool = state(False)
    tags: list[str] = state(factory=list)
    found: int = state()

    @event
    def toggle(self) -> None:
        self.open = not self.open

    def render(self) -> str:
        return self.title


# Props.


def test_props_are_given_by_name_and_have_defaults() -> None:
    card = Card(title="a")
    assert (card.title, card.size, card.key) == ("a", 3, None)
    assert Card(title="a", size=5, key="k").key == "k"
    assert props_of(Card(title="a", size=5)) == {"title": "a", "size": 5}


@pytest.mark.parametrize(
    ("props", "said"),
    [
        ({}, r"Card\(…\) was not given 'title'\."),
        ({"size": 1}, "was not given 'title'"),
        ({"titel": "a"}, "Card has no prop 'titel'. Did you mean 'title'?"),
        ({"title": "a", "kye": 1}, "Did you mean 'key'?"),
        ({"title": "a", "open": True}, r"Card\(open=…\): open is state, which only the component itself sets"),
    ],
)
def test_a_wrong_prop_is_refused_naming_it(props: dict[str, object], said: str) -> None:
    with pytest.raises(PropError, match=said.replace("?", r"\?")):
        describe(Card, props)


def test_props_are_not_positional() -> None:
    make: Any = Card
    with pytest.raises(PropError, match=r"Card\('a'\): props are given by name, Card\(title=…\)"):
        make("a")


def test_a_wrong_prop_is_a_type_error_too() -> None:
    assert issubclass(PropError, TypeError)


def test_a_prop_is_not_assigned() -> None:
    card: Any = Card(title="a")
    with pytest.raises(StateError, match=r"Card\.title is a prop: .* title: … = state\(…\)"):
        card.title = "b"
    assert card.title == "a"


def test_a_key_is_given_until_it_is_mounted() -> None:
    card, _ = hosted(Card(title="a"))
    with pytest.raises(StateError, match=r"Card\.key is a prop"):
        card.key = "k"


# State.


def test_state_has_its_first_value_and_is_assigned() -> None:
    card = Card(title="a")
    assert card.open is False
    card.open = True
    assert card.open is True
    assert Card(title="a").open is False


def test_each_instance_makes_its_own() -> None:
    one, two = Card(title="a"), Card(title="a")
    one.tags.append("x")
    assert (one.tags, two.tags) == (["x"], [])


def test_state_without_a_default_waits_for_mount() -> None:
    card = Card(title="a")
    with pytest.raises(StateError, match=r"Card\.found: this has no value yet\. Set it in mount\(\)"):
        _ = card.found
    card.found = 3
    assert card.found == 3


def test_setting_state_is_told_and_can_be_undone() -> None:
    card, host = hosted(Card(title="a"))
    card.open = True
    card.found = 1
    card.open = False
    assert host.changed == ["open", "found", "open"]
    host.take_back()
    assert card.open is False
    with pytest.raises(StateError, match="no value yet"):
        _ = card.found


def test_setting_state_while_rendering_is_refused() -> None:
    card, host = hosted(Card(title="a"))
    with host.render(), pytest.raises(StateError, match=r"Card\.open: this was changed while rendering\..*in an event"):
        card.open = True
    assert card.open is False


def test_state_is_not_deleted() -> None:
    card: Any = Card(title="a")
    with pytest.raises(StateError, match=r"Card\.open cannot be deleted\. Set it to None"):
        del card.open


FIRST_VALUES: list[tuple[object, str]] = [
    ([], r"state\(\[\]\) would be one list for all instances\. Write state\(factory=list\)\."),
    ({}, r"state\(factory=dict\)"),
    (set[int](), r"state\(factory=set\)"),
    ([1], r"state\(factory=lambda: \[1\]\)"),
    (([],), "cannot change in place"),
    (Movable(1), r"cannot change in place.*state\(factory=lambda: …\)"),
    (lambda: 1, r"state\(factory=lambda: …\)"),
    (Markup("<b>"), "takes a first value that is plain"),
]


@pytest.mark.parametrize(("default", "said"), FIRST_VALUES, ids=lambda value: type(value).__name__)
def test_a_mutable_first_value_is_refused(default: object, said: str) -> None:
    with pytest.raises(StateError, match=said):
        state(default)


def test_a_default_or_a_factory() -> None:
    both: Any = state
    with pytest.raises(StateError, match="a default and a factory"):
        both(1, factory=int)


# What is not declared.


def test_assigning_what_is_not_declared_is_refused() -> None:
    card: Any = Card(title="a")
    with pytest.raises(StateError, match=r"Card\.opne is not declared, so it would be lost\. Did you mean 'open'\?"):
        card.opne = True
    with pytest.raises(StateError, match=r"Card\.toggle belongs to the class"):
        card.toggle = None


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("total", "total: int = state(0)."),
        ("share", "share: float = state(0.5)."),
        ("last", "last: … = state(None)."),
        ("method", None),
    ],
)
def test_a_plain_value_of_the_class_is_not_assigned_and_its_cure_is_said(name: str, cure: str | None) -> None:
    class Sum(Component):
        total = 0
        share = 0.5
        last = None

        def method(self) -> None: ...

    one: Any = Sum()
    with pytest.raises(StateError, match=rf"Sum\.{name} belongs to the class") as caught:
        setattr(one, name, 1)
    text = str(caught.value)
    assert text.endswith(f"To let it change, annotate it: {cure}" if cure else "cannot be set on one instance.")


def without_a_return() -> type:
    class Blank(Component):
        def render(self) -> Any:
            Card(title="a")

    return Blank


def with_branches_without_one() -> type:
    class Blank(Component):
        def render(self) -> Any:
            if not self.key:
                return None
            elif self.key == 1:
                Card(title="a")
            else:
                Card(
                    title="b",
                )

    return Blank


@pytest.mark.parametrize("define", [without_a_return, with_branches_without_one])
def test_a_render_without_a_return_is_refused(define: Callable[[], type]) -> None:
    with pytest.raises(ComponentError, match=r"Blank\.render\(\) makes something and returns nothing.* Write return"):
        define()


def test_a_render_that_shows_nothing_on_purpose_is_fine() -> None:
    class Silent(Component):
        def render(self) -> Any:
            str(self.key)
            return None

    class Failing(Component):
        def render(self) -> Any:
            raise ValueError

    class Sometimes(Component):
        def render(self) -> Any:
            if self.key is None:
                return None
            return Card(title="a")

    assert Silent().render() is None
    assert Sometimes().render() is None
    with pytest.raises(ValueError):  # noqa: PT011
        Failing().render()


def test_a_name_with_an_underscore_is_scratch() -> None:
    card: Any = Card(title="a")
    card._cache = [1]
    assert card._cache == [1]
    del card._cache
    with pytest.raises(AttributeError):
        _ = card._cache
    with pytest.raises(AttributeError):
        del card._cache


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    card: Any = Card(title="a")
    with pytest.raises(AttributeError):
        _ = card.nothing
    assert not hasattr(card, "nothing")


def test_class_variables_and_scratch_are_no_fields() -> None:
    class Widget(Component):
        LIMIT: ClassVar[int] = 3
        SIZES = ["s", "m"]  # noqa: RUF012  a constant by its name
        names: ClassVar[list[str]] = []
        text: "ClassVar[str]" = "a"
        _timer: object = None
        title: str = ""

    assert list(Widget.__props__) == ["title"]
    assert Widget().LIMIT == 3
    with pytest.raises(PropError, match="no prop '_timer'"):
        describe(Widget, {"_timer": 1})


# What a class may not say. Each is refused when the class is made.


def no_type() -> type:
    class Wrong(Component):
        count = state(0)  # pyright: ignore[reportGeneralTypeIssues]

    return Wrong


def one_state_twice() -> type:
    class Wrong(Component):
        one: int = state(0)
        two: int = one

    return Wrong


def reserved() -> type:
    class Wrong(Component):
        render: str  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleMethodOverride]

    return Wrong


def mutable_prop() -> type:
    class Wrong(Component):
        names: list[str] = []  # noqa: RUF012

    return Wrong


def unhashable_prop() -> type:
    class Wrong(Component):
        place: Movable = Movable(1)

    return Wrong


def mutable_without_type() -> type:
    class Wrong(Component):
        names = []  # type: ignore[var-annotated]  # noqa: RUF012

    return Wrong


def mutable_scratch() -> type:
    class Wrong(Component):
        _seen: set[int] = set()  # noqa: RUF012

    return Wrong


def scratch_without_value() -> type:
    class Wrong(Component):
        _seen: int

    return Wrong


def new_default_without_type() -> type:
    class Wrong(Card):
        size = 5

    return Wrong


def method_over_prop() -> type:
    class Wrong(Card):
        @computed  # type: ignore[misc]
        def size(self) -> int:  # pyright: ignore[reportIncompatibleVariableOverride]
            return 1

    return Wrong


def prop_and_method() -> type:
    class Wrong(Component):
        title: str  # pyright: ignore[reportRedeclaration]

        def title(self) -> str:  # type: ignore[no-redef]
            return ""

    return Wrong


def prop_and_event() -> type:
    class Wrong(Component):
        go: Event[[]]  # pyright: ignore[reportRedeclaration]

        @event  # type: ignore[no-redef]
        def go(self) -> None: ...

    return Wrong


def event_that_the_page_calls() -> type:
    class Wrong(Component):
        @event
        def mount(self) -> None: ...  # pyright: ignore[reportIncompatibleMethodOverride]

    return Wrong


def event_with_a_name_that_is_taken() -> type:
    class Wrong(Component):
        @event
        def soon(self) -> None: ...  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]

    return Wrong


def method_with_a_name_that_is_taken() -> type:
    class Wrong(Component):
        def after(self) -> None: ...  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]

    return Wrong


def computed_with_a_name_that_is_taken() -> type:
    class Wrong(Component):
        @computed  # type: ignore[misc]
        def ref(self) -> str:  # type: ignore[override]  # pyright: ignore[reportIncompatibleVariableOverride]
            return ""

    return Wrong


def async_fallback() -> type:
    class Wrong(Component):
        async def error_fallback(self, error: Exception, reference: str) -> None: ...

    return Wrong


def fallback_that_takes_nothing() -> type:
    class Wrong(Component):
        def error_fallback(self) -> None: ...  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]

    return Wrong


def event_overridden_without_event() -> type:
    class Wrong(Card):
        def toggle(self) -> None: ...  # type: ignore[override]  # pyright: ignore[reportIncompatibleVariableOverride]

    return Wrong


def own_init() -> type:
    class Wrong(Component):
        def __init__(self) -> None: ...

    return Wrong


def async_render() -> type:
    class Wrong(Component):
        async def render(self) -> str:
            return ""

    return Wrong


def state_in_a_plain_class() -> type:
    class Paged:
        page: int = state(0)

    class Wrong(Paged, Component):
        pass

    return Wrong


def async_computed() -> type:
    class Wrong(Component):
        @computed
        async def total(self) -> int:
            return 1

    return Wrong


REFUSED: list[tuple[Callable[[], type], str]] = [
    (no_type, r"Wrong\.count is state of its own and needs a type: count: int = state\(…\)"),
    (one_state_twice, r"Wrong\.one is state of its own"),
    (reserved, r"Wrong\.render: this name belongs to every component"),
    (mutable_prop, r"Wrong\.names: this default would be one list for all instances.*names: … = state\(factory=…\)"),
    (unhashable_prop, r"Wrong\.place: this default would be one Movable for all"),
    (mutable_without_type, r"Wrong\.names: this is one list for all instances, and so for all users.*ClassVar"),
    (mutable_scratch, r"Wrong\._seen: this is one set for all"),
    (scratch_without_value, r"Wrong\._seen: to type checkers this is a prop that must be given.*_seen: … = None"),
    (new_default_without_type, r"Wrong\.size is a prop of the component .*Give it a new default with its type"),
    (method_over_prop, r"Wrong\.size is a prop of .*Choose another name"),
    (prop_and_method, r"Wrong\.title: this is a prop and a method at once"),
    (prop_and_event, r"Wrong\.go: this is a prop and a method at once"),
    (event_that_the_page_calls, r"Wrong\.mount: the page calls this; the browser may not"),
    (event_with_a_name_that_is_taken, r"Wrong\.soon: this name belongs to every component"),
    (method_with_a_name_that_is_taken, r"Wrong\.after: this name belongs to every component"),
    (computed_with_a_name_that_is_taken, r"Wrong\.ref: this name belongs to every component"),
    (async_fallback, r"Wrong\.error_fallback\(\) is async, and what it shows is needed at once"),
    (fallback_that_takes_nothing, r"Wrong\.error_fallback\(self\) .*error_fallback\(self, error, reference\)"),
    (event_overridden_without_event, r"Wrong\.toggle takes the place of an event and is none\. Write @event"),
    (own_init, r"Wrong has an __init__ .*mount\(\)"),
    (async_render, r"Wrong\.render\(\) is async, and a render does not wait"),
    (state_in_a_plain_class, r"Paged\.page is state in a class that is no component.*class Paged\(Component\)"),
    (async_computed, r"Wrong\.total: a computed value is read while rendering, which does not wait"),
]


@pytest.mark.parametrize(("define", "said"), REFUSED, ids=lambda value: getattr(value, "__name__", ""))
def test_a_class_that_could_not_work_is_refused(define: Callable[[], type], said: str) -> None:
    with pytest.raises(ComponentError, match=said):
        define()


# Inheritance.


def test_fields_and_events_are_inherited_and_added_to() -> None:
    class Wide(Card):
        width: int = 1
        seen: bool = state(True)

        @event
        def widen(self) -> None: ...

    assert list(Wide.__props__) == ["title", "size", "width"]
    assert list(Wide.__states__) == ["open", "tags", "found", "seen"]
    assert list(Wide.__events__) == ["toggle", "widen"]
    assert (Wide(title="a").open, Wide(title="a").seen) == (False, True)
    assert list(Card.__props__) == ["title", "size"]


def test_a_prop_may_become_state_and_state_a_prop() -> None:
    class Other(Card):
        size: int = state(7)
        open: bool = True

    assert list(Other.__props__) == ["title", "open"]
    other = Other(title="a")
    assert (other.size, other.open) == (7, True)
    other.size = 8
    assert Other(title="a", open=False).open is False
    with pytest.raises(PropError, match="size is state"):
        describe(Other, {"title": "a", "size": 1})


def test_a_default_is_overridden_and_may_be_taken_away() -> None:
    class Big(Card):
        size: int = 30

    class Bare(Big):
        size: int  # pyright: ignore[reportGeneralTypeIssues]

    assert Big(title="a").size == 30
    with pytest.raises(PropError, match="was not given 'size'"):
        describe(Bare, {"title": "a"})


def test_of_two_parents_the_first_counts() -> None:
    class Base(Component):
        size: int = 1
        mode: int = state(1)

    class Left(Base):
        size: int = 2

    class Right(Base):
        size: int = 3
        mode: int = state(3)

    class Both(Left, Right):
        pass

    assert Both().size == 2
    assert Both().mode == 3


def test_an_event_may_be_overridden_and_call_its_parents() -> None:
    class Loud(Card):
        shouted: int = state(0)

        @event
        def toggle(self) -> None:
            super().toggle()
            self.shouted += 1

    loud = Loud(title="a")
    loud.toggle()
    assert (loud.open, loud.shouted) == (True, 1)


def test_an_event_may_be_taken_away() -> None:
    class Quiet(Card):
        toggle = None  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]

    assert Quiet.__events__ == {}


T = TypeVar("T")


def test_generic_components() -> None:
    class Box(Component, Generic[T]):
        item: T

    assert Box[int](item=3).item == 3
    assert Box(item="a").item == "a"


def test_the_class_shows_what_it_declares() -> None:
    declared: Any = Card.open
    assert isinstance(declared, State)
    assert repr(Card(title="a")) == "Card(title='a', size=3)"


# A component without a page is a plain object.


def test_a_unit_test_needs_no_page() -> None:
    card = Card(title="a")
    card.toggle()
    assert card.open is True
    assert card.render() == "a"
    with pytest.raises(ComponentError, match="Card is not on a page, so it has no request"):
        _ = card.request
    assert str(hosted(card)[0].request) == "the request"


def test_without_render_it_says_so() -> None:
    class Empty(Component):
        pass

    with pytest.raises(ComponentError, match=r"Empty has no render\(\)"):
        Empty().render()


def test_every_refusal_is_ours() -> None:
    assert all(issubclass(kind, PycomponentsError) for kind in (ComponentError, PropError, StateError, EventError))


# Computed values.


class Sums(Component):
    numbers: tuple[int, ...] = ()
    extra: int = state(0)

    @computed
    def total(self) -> int:
        self._ran = self.__dict__.get("_ran", 0) + 1
        return sum(self.numbers) + self.extra

    @computed(pure=True)
    def largest(self) -> int | None:
        self._ran = self.__dict__.get("_ran", 0) + 1
        return max(self.numbers, default=None)

    def ran(self) -> int:
        ran: int = self.__dict__.pop("_ran", 0)
        return ran


def test_a_computed_value_is_computed_once_in_a_render_and_makes_a_reader() -> None:
    sums, host = hosted(Sums(numbers=(1, 2)))
    with host.render():
        assert (sums.total, sums.total) == (3, 3)
    assert sums.ran() == 1
    assert host.readers == [sums, sums]


def test_in_an_event_it_is_computed_at_each_read_since_the_event_may_have_changed_what_it_reads() -> None:
    sums, host = hosted(Sums(numbers=(1, 2)))
    with host.render():
        assert sums.total == 3
    sums.extra = 5
    assert (sums.total, sums.total) == (8, 8)
    assert sums.ran() == 3
    assert len(host.readers) == 1


def test_a_pure_one_is_kept_from_render_to_render_and_makes_no_reader() -> None:
    sums, host = hosted(Sums(numbers=(1, 2)))
    assert sums.largest == 2
    with host.render():
        assert sums.largest == 2
    assert sums.ran() == 1
    assert host.readers == []


def test_none_is_a_value_like_any() -> None:
    sums, host = hosted(Sums())
    with host.render():
        assert sums.largest is None
        assert sums.largest is None
    assert sums.ran() == 1


def test_without_a_page_nothing_is_cached() -> None:
    sums = Sums(numbers=(1, 2))
    assert (sums.total, sums.largest) == (3, 2)
    assert (sums.total, sums.largest) == (3, 2)
    assert sums.ran() == 4


def test_what_it_calls_super_for_is_cached_apart() -> None:
    class More(Sums):
        @computed
        def total(self) -> int:
            return super().total * 10

        def plain(self) -> int:
            return super().total

    more, host = hosted(More(numbers=(1, 2)))
    with host.render():
        assert (more.total, more.plain(), more.total) == (30, 3, 30)
    assert more.ran() == 1


def test_an_attribute_error_inside_is_shown_as_it_is() -> None:
    class Wrong(Component):
        @computed
        def total(self) -> int:
            return math.nothing_like_this  # type: ignore[attr-defined, no-any-return]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]

    with pytest.raises(AttributeError, match="nothing_like_this"):
        _ = Wrong().total


def test_what_is_read_only_when_used_is_refused() -> None:
    from django.contrib.auth.models import Group

    class Lazy(Component):
        @computed
        def groups(self) -> Any:
            return Group.objects.all()

        @computed
        def numbers(self) -> Any:
            return (x for x in range(3))

    with pytest.raises(ComponentError, match=r"Lazy\.groups: .*Return list\(…\)"):
        _ = Lazy().groups
    with pytest.raises(ComponentError, match=r"Lazy\.numbers: .*Return list\(…\)"):
        _ = Lazy().numbers


def test_trust_is_a_default_of_a_prop_but_no_first_value() -> None:
    class Bold(Component):
        text: str = Markup("<b>")
        kept: str = state(factory=lambda: Markup("<b>"))

    assert Bold().text == "<b>"
    with pytest.raises(StateError, match="more than a text"):
        _ = Bold().kept
