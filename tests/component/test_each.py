"""`each` gives the same nodes for the same items, and never what belongs to others."""

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pycomponents import Component, Event, Node, each, event, state
from pycomponents.dom.tags import Tag
from pycomponents.errors import DuplicateKeyError, RenderError
from pycomponents.errors import shown as told
from pycomponents.html import Context, div, li, span, ul, with_children
from tests.component.renders import Movable, Renders, Row, pk


class Item(Component):
    row: Row
    on_pick: Event[[]] | None = None
    mark: Node = None


class Table(Component):
    selected: int = state(0)

    @event
    def pick(self, pk: int) -> None: ...

    @event
    def drop(self, pk: int) -> None: ...

    def row(self, row: Row) -> Node:
        return li(on_click=self.pick.bind(row.pk))[row.name]

    def marked(self, row: Row) -> Node:
        return li(class_="on" if row.pk == self.selected else "")[row.name]


def rows(*numbers: int) -> list[Row]:
    return [Row(number) for number in numbers]


def view(row: Row) -> Node:
    return li[row.name]


def shown(row: Any) -> Node:
    return li[str(row)]


def is_same(one: list[Any], two: list[Any]) -> list[bool]:
    return [a is b for a, b in zip(one, two, strict=True)]


# Reuse.


def itself(row: Row) -> Row:
    return row


@pytest.mark.parametrize("again", [itself, replace])
def test_an_item_that_is_the_same_keeps_its_nodes(again: Callable[[Row], Row]) -> None:
    render = Renders()
    first = render.each(rows(1, 2), view)
    assert is_same(first, render.each([again(row) for row in rows(1, 2)], view)) == [True, True]


def test_an_item_that_moves_keeps_its_nodes_and_a_changed_one_does_not() -> None:
    render = Renders()
    one, two, three = render.each(rows(1, 2, 3), view)
    again = render.each([Row(3), Row(1), Row(2, "new"), Row(4)], view)
    assert is_same([three, one, two], again[:3]) == [True, True, False]
    assert [str(node) for node in again] == ["<li></li>", "<li></li>", "<li>new</li>", "<li></li>"]


@pytest.mark.parametrize(
    ("one", "two"), [((1, True), (1, 1)), ((1, 0.0), (1, -0.0)), ((1, Markup("b")), (1, "b"))], ids=repr
)
def test_what_only_python_calls_equal_is_made_again(one: Any, two: Any) -> None:
    render = Renders()
    first = render.each([one], shown, key=lambda pair: pair[0])
    assert is_same(first, render.each([two], shown, key=lambda pair: pair[0])) == [False]


def test_tuples_made_anew_are_the_same_items() -> None:
    render = Renders()
    row = Row(1)
    first = render.each([(row, False)], shown, key=lambda pair: pk(pair[0]))
    assert is_same(first, render.each([(row, False)], shown, key=lambda pair: pk(pair[0]))) == [True]
    assert is_same(first, render.each([(replace(row), False)], shown, key=lambda pair: pk(pair[0]))) == [True]
    assert is_same(first, render.each([(row, True)], shown, key=lambda pair: pk(pair[0]))) == [False]


@pytest.mark.parametrize("item", [Movable(1), [1], (1, [2]), {"a": 1}], ids=repr)
def test_for_an_item_that_can_change_the_view_always_runs(item: Any) -> None:
    render = Renders()
    first = render.each([item], shown, key=lambda item: 1)
    assert is_same(first, render.each([item], shown, key=lambda item: 1)) == [False]


def test_only_the_last_render_is_remembered() -> None:
    render = Renders()
    first = render.each(rows(1), view)
    render.each(rows(2), view)
    assert is_same(first, render.each(rows(1), view)) == [False]


def test_a_render_that_raises_forgets_what_it_made_and_keeps_what_was_before() -> None:
    render = Renders()
    first = render.each(rows(1, 2), view)

    def fails() -> None:
        each(rows(1, 3), view, key=pk)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        render(fails)
    with pytest.raises(ZeroDivisionError):
        render.each(rows(1, 0), lambda row: li[str(1 // row.pk)])
    assert is_same(first, render.each(rows(1, 2), view)) == [True, True]


def test_items_may_come_from_a_generator() -> None:
    render = Renders()
    first = render.each((row for row in rows(1, 2)), view)
    assert is_same(first, render.each(iter(rows(1, 2)), view)) == [True, True]


def test_outside_a_render_it_is_a_plain_loop() -> None:
    one, two = each(rows(1), view, key=pk), each(rows(1), view, key=pk)
    assert str(ul[one]) == str(ul[two]) == "<ul><li></li></ul>"
    assert one[0] is not two[0]


def test_each_instance_remembers_for_itself() -> None:
    one, two = Renders(), Renders()
    first = one.each(rows(1), view)
    assert is_same(first, two.each(rows(1), view)) == [False]


# Keys.


def test_the_key_is_given_to_what_the_view_makes() -> None:
    element, component = each(rows(7), view, key=pk), each(rows(7), lambda row: Item(row=row), key=pk)
    assert element[0].key == "7"
    assert component[0].key == 7
    assert each(rows(7), view, key=lambda row: f"row-{row.pk}")[0].key == "row-7"


def test_a_key_is_what_a_browser_would_make_of_it() -> None:
    views: list[Callable[[str], Any]] = [lambda text: li[text], lambda text: Item(row=Row(1))]
    for view in views:
        nodes = each(["a\r\n\0b"], view, key=str)
        assert nodes[0].key == "a\nb"
        assert ul[nodes].places == ("a\nb",)
    assert Item(row=Row(1), key="a\r").key == "a\n"


def test_an_element_that_is_shared_gets_a_key_of_its_own_in_each_place() -> None:
    shared = li["a"]
    assert [node.key for node in each(rows(1, 2), lambda row: shared, key=pk)] == ["1", "2"]
    assert shared.key is None
    described = Item(row=Row(0))
    assert [one.key for one in each(rows(1, 2), lambda row: described, key=pk)] == [1, 2]
    assert described.key is None


@pytest.mark.parametrize("items", [rows(1, 2, 1), [Movable(2), Movable(2)]])
def test_two_items_with_one_key_are_refused_naming_it(items: list[Any]) -> None:
    number = items[-1].pk
    with pytest.raises(DuplicateKeyError, match=rf"each\(…, shown\): two items have the key '{number}'"):
        each(items, shown, key=pk)


@pytest.mark.parametrize("key", [True, None, 1.5, (1,)])
def test_a_key_is_a_text_or_a_number(key: Any) -> None:
    said = rf"each\(…, view\): a key is a text or a whole number, not {re.escape(told(key))}\."
    with pytest.raises(RenderError, match=said):
        each(rows(1), view, key=lambda row: key)


def test_rows_without_keys_are_told_what_to_give() -> None:
    with pytest.raises(RenderError, match=r"each\(…, view\): key= takes a function.*key=lambda item: item\.pk"):
        each(rows(1), view, key=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("made", [None, "text", [li["a"]], 3], ids=repr)
def test_a_view_makes_one_element_or_component(made: Any) -> None:
    with pytest.raises(RenderError, match=r"<lambda>\), key 1: a view makes one element or component, not "):
        each(rows(1), lambda row: made, key=pk)


# Whose nodes they are.


def test_several_calls_do_not_take_each_others_nodes() -> None:
    render = Renders()

    def both() -> tuple[Sequence[Any], Sequence[Any]]:
        return each(rows(1), view, key=pk), each(rows(1), shown, key=pk)

    first = render(both)
    second = render(both)
    assert is_same([*first[0], *first[1]], [*second[0], *second[1]]) == [True, True]
    assert [str(node) for nodes in second for node in nodes] == ["<li></li>", "<li>Row(pk=1, name='')</li>"]


def test_a_call_that_is_left_out_does_not_give_its_nodes_to_the_next() -> None:
    render = Renders()
    render(lambda: (each(rows(1), view, key=pk), each(rows(1), shown, key=pk)))
    assert [str(node) for node in render.each(rows(1), shown)] == ["<li>Row(pk=1, name='')</li>"]


def test_a_nested_call_is_remembered_with_its_own() -> None:
    render = Renders()
    groups = [(1, (Row(1), Row(2))), (2, (Row(1, "x"),))]

    def group(item: tuple[int, tuple[Row, ...]]) -> Node:
        return ul[each(item[1], view, key=pk)]

    def both() -> list[Any]:
        return [*each(groups, group, key=lambda item: item[0]), *each(rows(9), shown, key=pk)]

    first = render(both)
    assert is_same(first, render(both)) == [True, True, True]
    groups[0] = (1, (Row(1), Row(3)))
    third = render(both)
    assert is_same(first, third) == [False, True, True]
    assert str(third[0]) == "<ul><li></li><li></li></ul>"


@pytest.mark.parametrize("selected", [5, "a", (1, 2), Row(3)], ids=repr)
def test_what_a_view_has_enclosed_is_seen(selected: object) -> None:
    def lambdas(value: object) -> Callable[[Row], Node]:
        return lambda row: li[str(value)]

    def defaults(value: object) -> Callable[[Row], Node]:
        def view(row: Row, it: object = value) -> Node:
            return li[str(it)]

        return view

    def inner(value: object) -> Callable[[Row], Node]:
        def helper() -> str:
            return str(value)

        return lambda row: li[helper()]

    def partial(value: object) -> Callable[[Row], Node]:
        def both(it: object, row: Row) -> Node:
            return li[str(it)]

        return functools.partial(both, value)

    for make in (lambdas, defaults, inner, partial):
        render = Renders()
        first = render.each(rows(1), make(selected))
        assert is_same(first, render.each(rows(1), make(selected))) == [True], make
        again = render.each(rows(1), make("other"))
        assert [str(node) for node in again] == ["<li>other</li>"], make


def test_what_can_change_and_is_enclosed_makes_all_again() -> None:
    render = Renders()
    names = {1: "a"}
    assert [str(node) for node in render.each(rows(1), lambda row: li[names[row.pk]])] == ["<li>a</li>"]

    def named(row: Row) -> Node:
        return li[names[row.pk]]

    render.each(rows(1), named)
    names[1] = "b"
    assert [str(node) for node in render.each(rows(1), named)] == ["<li>b</li>"]


def test_a_view_that_holds_itself_counts_as_changed() -> None:
    render = Renders()

    def make() -> Callable[[Row], Node]:
        def tree(row: Row) -> Node:
            return li[each([], tree, key=pk), row.name]

        return tree

    assert is_same(render.each(rows(1), make()), render.each(rows(1), make())) == [False]


def test_the_component_itself_may_be_enclosed() -> None:
    render, table = Renders(), Table()
    makes: list[Callable[[], Callable[[Row], Node]]] = [lambda: table.row, lambda: lambda row: table.row(row)]  # noqa: PLW0108
    for make in makes:
        first = render.each(rows(1), make())
        assert is_same(first, render.each(rows(1), make())) == [True]
    assert is_same(render.each(rows(1), table.row), render.each(rows(1), Table().row)) == [False]


# A view that shows more than its item.


def checked(first: Callable[[Any], Any], change: Callable[[], None], items: list[Any] | None = None) -> None:
    """Render twice in strict mode, with a change between."""
    render = Renders(strict=True)
    given = rows(1, 2, 3) if items is None else items
    render.each(given, first)
    change()
    render.each(given, first)


def test_in_strict_mode_a_view_that_reads_state_is_refused() -> None:
    table = Table()
    with pytest.raises(
        RenderError,
        match=r"each\(…, Table\.marked\): the view shows more than its item, .* for key 2 "
        r"it made dict \{\}, and would now make dict \{'class': 'on'\}\. Put what it depends on into the item: ",
    ):
        checked(table.marked, lambda: setattr(table, "selected", 2))


def test_without_strict_mode_it_is_not_looked_for() -> None:
    table, render = Table(), Renders()
    first = render.each(rows(1), table.marked)
    table.selected = 1
    assert is_same(first, render.each(rows(1), table.marked)) == [True]


MAKES: list[Callable[[Any], Any]] = [
    lambda now: li(title=now[0]),
    lambda now: li[now[0]],
    lambda now: li[span[span[now[0]]]],
    lambda now: li[[span] * len(now[0])],
    lambda now: li(style={"width": now[0]}),
    lambda now: li if now[0] == "a" else div,
    lambda now: li[Markup("<b>") + now[0] + Markup("</b>")],
    lambda now: li(on_click=now[1]),
    lambda now: Item(row=Row(1, now[0])),
    lambda now: Item(row=Row(1), on_pick=now[1]),
    lambda now: li[Item(row=Row(1, now[0]))],
    lambda now: li["a" if now[0] == "a" else span],
]


@pytest.mark.parametrize("make", MAKES)
def test_whatever_differs_is_found(make: Callable[[Any], Any]) -> None:
    table = Table()
    now: Any = ["a", table.pick.bind(1)]

    class Reading:
        def view(self, row: Row) -> Any:
            return make(now)

    checked(Reading().view, lambda: None)
    with pytest.raises(RenderError, match="shows more than its item"):
        checked(Reading().view, lambda: now.__setitem__(slice(None), ["bb", table.drop.bind(1)]))


def test_what_is_made_anew_but_the_same_is_no_difference() -> None:
    table = Table()

    def rich(row: Row) -> Node:
        return li(".a", title=row.name, style={"width": "1px"}, on_click=table.pick.bind(row.pk).prevent())[
            span["a"], Markup("<i>b</i>"), Item(row=row, on_pick=table.pick.bind(1)), lambda: "c", None, [span]
        ]

    checked(rich, lambda: None)


theme: Context[str] = Context("theme", default="light")


@theme.consumer
def themed(value: str, text: str) -> Node:
    return span(class_=value)[text]


@with_children
def card(children: Node, *, title: str) -> Tag:
    return div[title, children]


CONTEXTS: list[Callable[[str], Node]] = [
    lambda now: li[themed("text")],
    lambda now: li[theme.provider("dark", span[themed("text")])],
    lambda now: li[card(title="a")],
    lambda now: li[card(title="a")[span["a"]]],
    lambda now: li[Item(row=Row(1), mark=themed("text"))],
]


@pytest.mark.parametrize("make", CONTEXTS)
def test_what_depends_on_what_stands_around_it_is_no_difference(make: Callable[[str], Node]) -> None:
    checked(lambda row: make(row.name), lambda: None)


PROVIDED: list[Callable[[list[str]], Node]] = [
    lambda now: li[theme.provider(now[0], span)],
    lambda now: li[theme.provider("dark", span[now[0]])],
    lambda now: li[themed("text") if now[0] == "a" else span],
]


@pytest.mark.parametrize("make", PROVIDED)
def test_in_strict_mode_what_a_view_provides_is_looked_at(make: Callable[[list[str]], Node]) -> None:
    now = ["a"]

    class Reading:
        def view(self, row: Row) -> Any:
            return make(now)

    with pytest.raises(RenderError, match="shows more than its item"):
        checked(Reading().view, lambda: now.__setitem__(0, "b"))


class Counting:
    def __init__(self) -> None:
        self.seen: list[int] = []

    def view(self, row: Row) -> Node:
        self.seen.append(row.pk)
        return li


def test_many_items_are_looked_at_here_and_there() -> None:
    counting = Counting()
    checked(counting.view, counting.seen.clear, rows(*range(1000)))
    assert 100 <= len(counting.seen) <= 200


def test_what_is_made_to_compare_is_not_remembered() -> None:
    render = Renders(strict=True)

    def group(item: tuple[int, tuple[Row, ...]]) -> Node:
        return ul[each(item[1], view, key=pk)]

    groups = [(1, (Row(1),))]
    first = render.each(groups, group, key=lambda item: item[0])
    assert is_same(first, render.each(groups, group, key=lambda item: item[0])) == [True]
    assert is_same(first, render.each(groups, group, key=lambda item: item[0])) == [True]


# Whatever the lists, what is shown is what a plain loop would show.

ITEMS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from([0, 1, True, 0.0, -0.0, "a", Markup("a")])),
    max_size=5,
    unique_by=lambda pair: pair[0],
)


def worded(word: str, pair: object) -> Node:
    return li[word, repr(pair)]


@given(st.lists(st.tuples(ITEMS, ITEMS, st.booleans(), st.sampled_from(["x", "y"])), min_size=1, max_size=5))
def test_every_render_shows_what_a_plain_loop_would(steps: list[Any]) -> None:
    render = Renders(strict=True)
    for one, two, both, word in steps:
        views: list[tuple[list[Any], Callable[[Any], Any]]] = [(two, functools.partial(worded, word))]
        if both:
            views.insert(0, (one, lambda pair: li[repr(pair)]))

        def shown_now(views: list[tuple[list[Any], Callable[[Any], Any]]] = views) -> str:
            return str(div[[ul[each(items, make, key=lambda pair: pair[0])] for items, make in views]])

        assert render(shown_now) == str(div[[ul[[make(item) for item in items]] for items, make in views]])
