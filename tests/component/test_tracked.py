"""Lists, dicts and sets in state: they behave as plain ones, tell of each change, and go back."""

import copy
import json
import operator
import pickle
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pycomponents import Component, state
from pycomponents.component.tracked import TrackedDict, TrackedList, TrackedSet, untracked
from pycomponents.errors import StateError
from tests.component.hosts import FakeHost, hosted


class Holder(Component):
    items: list[Any] = state(factory=list)
    table: dict[Any, Any] = state(factory=dict)
    tags: set[Any] = state(factory=set)
    pair: tuple[Any, ...] = state(())
    other: list[Any] = state(factory=list)


@dataclass(frozen=True)
class Row:
    name: str


def holder(**fields: Any) -> tuple[Holder, FakeHost]:
    component = Holder()
    for name, value in fields.items():
        setattr(component, name, value)
    return hosted(component)


Step = tuple[str, Callable[[Any], Any]]


def add_in_place(items: Any, more: Any) -> Any:
    items += more
    return items


def multiply_in_place(items: Any, times: int) -> Any:
    items *= times
    return items


def or_in_place(items: Any, more: Any) -> Any:
    items |= more
    return items


def xor_in_place(items: Any, more: Any) -> Any:
    items ^= more
    return items


def and_in_place(items: Any, more: Any) -> Any:
    items &= more
    return items


def subtract_in_place(items: Any, more: Any) -> Any:
    items -= more
    return items


def set_slice(start: int, stop: int, step: int | None, given: list[Any]) -> Callable[[Any], None]:
    return lambda items: items.__setitem__(slice(start, stop, step), given)


LIST_STEPS: list[Step] = [
    ("append", lambda items: items.append(9)),
    ("extend", lambda items: items.extend(x for x in (7, 8))),
    ("extend with itself", lambda items: items.extend(items)),
    ("insert", lambda items: items.insert(1, 9)),
    ("item", lambda items: items.__setitem__(0, 9)),
    ("negative item", lambda items: items.__setitem__(-1, 9)),
    ("slice", set_slice(1, 2, None, [7, 8, 9])),
    ("extended slice", set_slice(0, 3, 2, [7, 8])),
    ("delete", lambda items: items.__delitem__(0)),
    ("delete a slice", lambda items: items.__delitem__(slice(0, 2))),
    ("pop", lambda items: items.pop()),
    ("pop at", lambda items: items.pop(0)),
    ("remove", lambda items: items.remove(2)),
    ("reverse", lambda items: items.reverse()),
    ("sort", lambda items: items.sort()),
    ("sort by", lambda items: items.sort(key=operator.neg, reverse=True)),
    ("clear", lambda items: items.clear()),
    ("+=", lambda items: add_in_place(items, [4])),
    ("+= a text", lambda items: add_in_place(items, "ab")),
    ("*=", lambda items: multiply_in_place(items, 2)),
    ("*= 0", lambda items: multiply_in_place(items, 0)),
]
DICT_STEPS: list[Step] = [
    ("item", lambda table: table.__setitem__("a", 9)),
    ("new item", lambda table: table.__setitem__("z", 9)),
    ("delete", lambda table: table.__delitem__("a")),
    ("update", lambda table: table.update({"a": 7}, c=8)),
    ("update with pairs", lambda table: table.update([("q", 1)])),
    ("setdefault", lambda table: table.setdefault("z", 5)),
    ("setdefault without", lambda table: table.setdefault("z")),
    ("pop", lambda table: table.pop("a")),
    ("pop or", lambda table: table.pop("zz", 5)),
    ("popitem", lambda table: table.popitem()),
    ("clear", lambda table: table.clear()),
    ("|=", lambda table: or_in_place(table, {"q": 1})),
    ("|= pairs", lambda table: or_in_place(table, [("q", 1)])),
]
SET_STEPS: list[Step] = [
    ("add", lambda tags: tags.add(9)),
    ("discard", lambda tags: tags.discard(1)),
    ("remove", lambda tags: tags.remove(1)),
    ("pop", lambda tags: tags.pop()),
    ("clear", lambda tags: tags.clear()),
    ("update", lambda tags: tags.update([7], {8})),
    ("difference_update", lambda tags: tags.difference_update([1], [2])),
    ("intersection_update", lambda tags: tags.intersection_update([1, 5])),
    ("symmetric_difference_update", lambda tags: tags.symmetric_difference_update([1, 9])),
    ("|=", lambda tags: or_in_place(tags, {9})),
    ("&=", lambda tags: and_in_place(tags, {1})),
    ("-=", lambda tags: subtract_in_place(tags, {1})),
    ("^=", lambda tags: xor_in_place(tags, {1, 9})),
]
START: dict[str, Any] = {"items": [3, 1, 2], "table": {"b": 2, "a": 1}, "tags": {1, 2, 3}}
STEPS = [
    pytest.param(field, step, id=f"{field}: {name}")
    for field, steps in (("items", LIST_STEPS), ("table", DICT_STEPS), ("tags", SET_STEPS))
    for name, step in steps
]


@pytest.mark.parametrize(("field", "step"), STEPS)
def test_each_way_to_change_does_what_it_does_to_a_plain_one(field: str, step: Callable[[Any], Any]) -> None:
    plain = copy.copy(START[field])
    component, _ = holder(**{field: plain})
    tracked = getattr(component, field)
    gave, plainly = step(tracked), step(plain)
    assert untracked(gave) == plainly
    assert (gave is tracked) == (plainly is plain)
    assert tracked == plain
    assert list(tracked) == list(plain)


@pytest.mark.parametrize(("field", "step"), STEPS)
def test_each_way_to_change_is_told_before_it_happens_and_can_be_undone(field: str, step: Callable[[Any], Any]) -> None:
    component, host = holder(**{field: START[field]})
    tracked = getattr(component, field)
    step(tracked)
    assert host.changed[0] is tracked
    host.take_back()
    assert tracked == START[field]
    assert [*getattr(component, field)] == [*START[field]]


@pytest.mark.parametrize(("field", "step"), STEPS)
def test_nothing_may_change_while_rendering(field: str, step: Callable[[Any], Any]) -> None:
    component, host = holder(**{field: START[field]})
    with host.render(), pytest.raises(StateError, match=rf"Holder\.{field}: this was changed while rendering"):
        step(getattr(component, field))
    assert getattr(component, field) == START[field]


def test_every_method_that_changes_a_plain_collection_is_known_here() -> None:
    reading: dict[type, str] = {
        list: "copy count index",
        dict: "copy fromkeys get items keys values",
        set: "copy difference intersection isdisjoint issubset issuperset symmetric_difference union",
    }
    for kind, tracked in ((list, TrackedList), (dict, TrackedDict), (set, TrackedSet)):
        names = {name for name in dir(kind) if not name.startswith("__")} - set(reading[kind].split())
        names |= {name for name in dir(kind) if name.startswith("__i") and name not in ("__init__", "__iter__")}
        names |= {"__setitem__", "__delitem__"} & set(dir(kind))
        assert names - {"__init_subclass__"} <= set(vars(tracked)), kind


@pytest.mark.parametrize("more", ["a", ["a"], 1])
def test_what_a_plain_set_refuses_is_refused(more: Any) -> None:
    component, _ = holder(tags={1})
    with pytest.raises(TypeError):
        or_in_place(component.tags, more)
    with pytest.raises(TypeError):
        xor_in_place(component.tags, more)
    assert component.tags == {1}


def test_what_stands_deeper_is_tracked() -> None:
    component, host = holder(items=[{"tags": [1]}], table={"rows": [[1]]}, pair=([1],))
    component.items[0]["tags"].append(2)
    component.table["rows"][0].append(2)
    component.pair[0].append(2)
    assert component.items == [{"tags": [1, 2]}]
    assert component.table == {"rows": [[1, 2]]}
    assert component.pair == ([1, 2],)
    assert len(host.changed) == 3
    host.take_back()
    assert (component.items, component.table, component.pair) == ([{"tags": [1]}], {"rows": [[1]]}, ([1],))


PUTS: list[Callable[[Holder], object]] = [
    lambda c: c.items.append([1]),
    lambda c: c.items.extend([[1]]),
    lambda c: c.items.insert(0, [1]),
    lambda c: c.items.__setitem__(slice(0, 0), [[1]]),
    lambda c: add_in_place(c.items, [[1]]),
    lambda c: setattr(c, "items", [[1]]),
]


@pytest.mark.parametrize("put", PUTS)
def test_what_is_put_in_later_is_tracked(put: Callable[[Holder], object]) -> None:
    component, host = holder(items=[])
    put(component)
    assert isinstance(component.items[0], TrackedList)
    host.changed.clear()
    component.items[0].append(2)
    assert host.changed == [component.items[0]]


def test_what_setdefault_gives_is_what_is_kept() -> None:
    component, _ = holder(table={})
    component.table.setdefault("rows", []).append(1)
    assert component.table == {"rows": [1]}


def test_undo_goes_through_all_that_an_event_did() -> None:
    component, host = holder(items=[[1], [2]], table={"a": 1})
    before = component.items
    component.items[0].append(5)
    component.items.pop()
    component.items = [[9]]
    component.items[0].append(6)
    component.table = {"b": []}
    component.table["b"].append(1)
    host.take_back()
    assert component.items == [[1], [2]]
    assert component.items is before
    assert component.table == {"a": 1}


def test_an_augmented_assignment_keeps_the_list_and_what_is_in_it() -> None:
    component, _ = holder(items=[[1]])
    items, first = component.items, component.items[0]
    component.items += [[2]]
    assert component.items is items
    assert component.items[0] is first


def test_within_a_field_a_collection_stays_itself_when_it_moves() -> None:
    component, _ = holder(items=[{"n": 1}, {"n": 2}])
    one, two = component.items
    component.items[0], component.items[1] = two, one
    assert component.items[0] is two
    component.items = [item for item in component.items if item["n"] == 1]
    assert component.items[0] is one


def test_between_fields_and_components_a_collection_is_copied() -> None:
    component, host = holder(items=[[1]])
    neighbour, _ = holder()
    component.other = component.items
    neighbour.items = component.items
    component.other[0].append(2)
    assert component.items == [[1]]
    assert neighbour.items == [[1]]
    assert component.other == [[1, 2]]
    assert host.changed[-1] is component.other[0]


class Thing:
    def __repr__(self) -> str:
        return "<a thing>"


@pytest.mark.parametrize(
    "value",
    [Thing(), deque([1]), bytearray(b"a"), iter([1]), lambda: 1, (1, Thing()), [Thing()]],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_be_tracked_is_refused_with_its_cure(value: Any) -> None:
    component, _ = holder(items=[1], table={"a": 1}, tags={1})
    puts: list[Callable[[], object]] = [
        lambda: setattr(component, "items", value),
        lambda: component.items.append(value),
        lambda: component.items.extend([value]),
        lambda: component.items.insert(0, value),
        lambda: component.items.__setitem__(0, value),
        lambda: component.items.__setitem__(slice(0, 1), [value]),
        lambda: component.items.__iadd__([value]),
    ]
    for put in puts:
        with pytest.raises(StateError, match=r"Holder\.items: this can change without anybody noticing\..*frozen data"):
            put()
    for fill in (
        lambda: component.table.__setitem__("b", value),
        lambda: component.table.update(b=value),
        lambda: component.table.setdefault("b", value),
        lambda: component.table.__ior__({"b": value}),
    ):
        with pytest.raises(StateError, match=r"Holder\.table: "):
            fill()
    assert (component.items, component.table) == ([1], {"a": 1})


def test_keys_and_members_that_can_change_are_refused() -> None:
    component, _ = holder(table={}, tags=set())
    thing = Thing()
    for put in (
        lambda: component.table.__setitem__(thing, 1),
        lambda: component.tags.add(thing),
        lambda: component.tags.update([thing]),
        lambda: component.tags.__ior__({thing}),
        lambda: component.tags.__ixor__({thing}),
        lambda: component.tags.symmetric_difference_update([thing]),
    ):
        with pytest.raises(StateError, match="a thing"):
            put()
    assert (component.table, component.tags) == ({}, set())


def test_trust_in_a_text_is_not_kept_so_it_is_refused() -> None:
    component, _ = holder()
    with pytest.raises(StateError, match=r"Holder\.items: this text is more than a text.*Keep str\(value\)"):
        component.items.append(Markup("<b>"))


def test_frozen_dataclasses_and_models_are_kept_as_they_are() -> None:
    row, group = Row("a"), Group(pk=1)
    component, _ = holder(items=[row, group])
    assert component.items[0] is row
    assert component.items[1] is group


def test_copies_pickles_and_json_are_plain() -> None:
    component, host = holder(items=[[1], {"a": {2}}], table={"a": [1]}, tags={1})
    for tracked in (component.items, component.table, component.tags):
        for again in (
            copy.copy(tracked),
            copy.deepcopy(tracked),
            pickle.loads(pickle.dumps(tracked)),
            tracked.copy(),
            untracked(tracked),
        ):
            assert again == tracked
            assert type(again) in (list, dict, set)
    assert type(copy.deepcopy(component.items)[0]) is list
    assert json.dumps([component.items[0], component.table]) == '[[1], {"a": [1]}]'
    assert type(component.items + component.items) is type(component.items[:]) is type(component.items * 2) is list
    assert type(component.table | component.table) is dict
    assert type(component.tags | {2}) is type(component.tags & {2}) is type(component.tags - {2}) is set
    assert host.changed == []


def test_untracked_is_plain_all_the_way_down() -> None:
    component, _ = holder(items=[([1], {"a": {2}})])
    plain = untracked(component.items)
    assert type(plain[0][0]) is list
    assert type(plain[0][1]) is dict
    assert type(plain[0][1]["a"]) is set


# Random changes: as a plain collection, and back.

NUMBERS = st.integers(-3, 3)
SHORT = st.lists(NUMBERS, max_size=3)
PLACES = st.integers(-4, 4)
SLICES = st.builds(slice, PLACES | st.none(), PLACES | st.none(), st.sampled_from([None, 1, 2, -1]))
Call = tuple[str, tuple[Any, ...]]


def calls(**arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Call]]:
    return st.lists(
        st.one_of([st.tuples(st.just(name), given) for name, given in arguments.items()]), min_size=1, max_size=8
    )


LIST_CALLS = calls(
    append=st.tuples(NUMBERS),
    extend=st.tuples(SHORT),
    insert=st.tuples(PLACES, NUMBERS),
    pop=st.tuples(PLACES) | st.just(()),
    remove=st.tuples(NUMBERS),
    reverse=st.just(()),
    sort=st.just(()),
    clear=st.just(()),
    __setitem__=st.tuples(PLACES, NUMBERS) | st.tuples(SLICES, SHORT),
    __delitem__=st.tuples(PLACES | SLICES),
    __iadd__=st.tuples(SHORT),
    __imul__=st.tuples(st.integers(-1, 2)),
)
DICT_CALLS = calls(
    __setitem__=st.tuples(NUMBERS, NUMBERS),
    __delitem__=st.tuples(NUMBERS),
    pop=st.tuples(NUMBERS) | st.tuples(NUMBERS, NUMBERS),
    popitem=st.just(()),
    setdefault=st.tuples(NUMBERS) | st.tuples(NUMBERS, NUMBERS),
    update=st.tuples(st.dictionaries(NUMBERS, NUMBERS, max_size=3)),
    __ior__=st.tuples(st.dictionaries(NUMBERS, NUMBERS, max_size=3)),
    clear=st.just(()),
)
SETS = st.sets(NUMBERS, max_size=3)
SET_CALLS = calls(
    add=st.tuples(NUMBERS),
    discard=st.tuples(NUMBERS),
    remove=st.tuples(NUMBERS),
    clear=st.just(()),
    update=st.tuples(SHORT, SHORT),
    difference_update=st.tuples(SHORT),
    intersection_update=st.tuples(SHORT),
    symmetric_difference_update=st.tuples(SHORT),
    __ior__=st.tuples(SETS),
    __iand__=st.tuples(SETS),
    __isub__=st.tuples(SETS),
    __ixor__=st.tuples(SETS),
)


def outcome(collection: Any, call: Call) -> object:
    name, arguments = call
    try:
        gave = getattr(collection, name)(*arguments)
    except (LookupError, ValueError) as error:
        return type(error)
    return "itself" if gave is collection else gave


def check_random(field: str, start: Any, given_calls: list[Call]) -> None:
    component, host = holder(**{field: start})
    tracked, plain = getattr(component, field), copy.copy(start)
    for call in given_calls:
        assert outcome(tracked, call) == outcome(plain, call)
        assert tracked == plain
        assert isinstance(plain, set) or list(tracked) == list(plain)  # a set's order is nobody's promise
    host.take_back()
    assert isinstance(start, set) or list(tracked) == list(start)
    assert tracked == start


@given(SHORT, LIST_CALLS)
def test_a_list_does_what_a_plain_one_does_and_goes_back(start: list[int], given_calls: list[Call]) -> None:
    check_random("items", start, given_calls)


@given(st.dictionaries(NUMBERS, NUMBERS, max_size=4), DICT_CALLS)
def test_a_dict_does_what_a_plain_one_does_and_goes_back(start: dict[int, int], given_calls: list[Call]) -> None:
    check_random("table", start, given_calls)


@given(SETS, SET_CALLS)
def test_a_set_does_what_a_plain_one_does_and_goes_back(start: set[int], given_calls: list[Call]) -> None:
    check_random("tags", start, given_calls)
