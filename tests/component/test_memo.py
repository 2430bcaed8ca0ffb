"""`memo` gives the same nodes for the same arguments, and what all pages share holds nothing of any one."""

import contextvars
import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import htpy
import pytest
from markupsafe import Markup

from pycomponents import Component, Event, Node, each, event, memo, state
from pycomponents.component import memo_shared
from pycomponents.errors import RenderError
from pycomponents.html import button, div, li, span, ul
from tests.component.renders import Movable, Renders, Row
from tests.runtime.client import Client, mounted

runs: list[object] = []


@pytest.fixture(autouse=True)
def no_runs() -> Iterator[None]:
    runs.clear()
    yield
    runs.clear()


class Table(Component):
    selected: int = state(0)

    @event
    def pick(self, pk: int) -> None: ...

    @memo
    def row(self, row: Row, *, on: bool = False) -> Node:
        """A row."""
        runs.append((row.pk, on))
        return li(class_="on" if on else "", key=row.pk, on_click=self.pick.bind(row.pk))[row.name]

    @memo
    def any(self, *given: Any) -> Node:
        runs.append(given)
        return li[str(given)]

    @memo
    def shows_more(self, row: Row) -> Node:
        return li(class_="on" if row.pk == self.selected else "")[row.name]


# Of one instance.


def test_the_same_arguments_give_the_same_nodes() -> None:
    table, renders = Table(), Renders()
    first = renders(lambda: [table.row(Row(1)), table.row(Row(2), on=True)])
    second = renders(lambda: [table.row(Row(1)), table.row(Row(2), on=True)])
    assert runs == [(1, False), (2, True)]
    assert all(one is two for one, two in zip(first, second, strict=True))


def test_twice_in_one_render_it_runs_once() -> None:
    table, renders = Table(), Renders()
    one, two = renders(lambda: [table.any("a"), table.any("a")])
    assert one is two
    assert runs == [("a",)]


def test_only_the_calls_of_the_last_render_are_remembered() -> None:
    table, renders = Table(), Renders()
    renders(lambda: table.any(1))
    renders(lambda: table.any(2))
    renders(lambda: table.any(1))
    assert runs == [(1,), (2,), (1,)]
    renders(lambda: None)
    renders(lambda: table.any(1))
    assert len(runs) == 4
    assert len(renders.memory.kept) == 1


def test_a_render_that_raises_changes_nothing_of_what_is_remembered() -> None:
    table, renders = Table(), Renders()
    first = renders(lambda: table.any(1))

    def fail() -> None:
        table.any(2)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        renders(fail)
    assert renders(lambda: table.any(1)) is first


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (1, True),
        (0.0, -0.0),
        (Decimal("1.0"), Decimal("1.00")),
        ("<b>", Markup("<b>")),
        (("a", 1), ("a", True)),
    ],
)
def test_what_python_calls_equal_is_not_the_same(one: Any, two: Any) -> None:
    table, renders = Table(), Renders()
    assert one == two
    renders(lambda: table.any(one))
    renders(lambda: table.any(two))
    assert len(runs) == 2
    renders(lambda: table.any(two))
    assert len(runs) == 2


@pytest.mark.parametrize("argument", [[1], {"a": 1}, Movable(1), Table(), object(), ([1],)])
def test_with_what_can_change_in_place_it_always_runs(argument: Any) -> None:
    table, renders = Table(), Renders()
    renders(lambda: table.any(argument))
    renders(lambda: table.any(argument))
    assert len(runs) == 2
    assert renders.memory.kept == {}


def test_an_argument_by_name_is_another_than_one_in_order() -> None:
    view, renders = memo(label), Renders()
    renders(lambda: [view("a", 1), view("a", b=1), view(a="a", b=1), view(("b", 1)), view(b=1), view(("b",), 1)])
    assert len(runs) == 6


def test_instances_and_methods_do_not_share() -> None:
    one, two, renders = Table(), Table(), Renders()
    nodes = renders(lambda: [one.row(Row(1)), two.row(Row(1)), one.any(Row(1)), two.any(Row(1))])
    assert len(runs) == 4
    again = renders(lambda: [one.row(Row(1)), two.row(Row(1)), one.any(Row(1)), two.any(Row(1))])
    assert len(runs) == 4
    assert all(before is now for before, now in zip(nodes, again, strict=True))
    assert nodes[0].listeners["click"].component is one
    assert nodes[1].listeners["click"].component is two


def test_bound_events_are_compared() -> None:
    @memo
    def view(on_pick: Event[[]]) -> Node:
        runs.append(on_pick)
        return button(on_click=on_pick)

    table, renders = Table(), Renders()
    renders(lambda: view(table.pick.bind(1)))
    renders(lambda: view(table.pick.bind(1)))
    renders(lambda: view(table.pick.bind(2)))
    assert len(runs) == 2


def test_outside_of_a_render_it_is_an_ordinary_method() -> None:
    table = Table()
    assert str(table.row(Row(1, "pear"))) == "<li>pear</li>"
    assert table.row(Row(1)) is not table.row(Row(1))
    assert Table.row.__doc__ == "A row."


def test_lists_texts_components_and_nothing_may_be_given() -> None:
    class Child(Component):
        name: str

    @memo
    def view(what: str) -> Any:
        runs.append(what)
        return {
            "list": [li, [li["a"], None]],
            "text": "a",
            "component": Child(name="a"),
            "nothing": None,
            "each": each([Row(1)], lambda row: li[row.name], key=lambda row: row.pk),
        }[what]

    renders = Renders(strict=True)
    kinds = ["list", "text", "component", "nothing", "each"]
    one = renders(lambda: [view(kind) for kind in kinds])
    two = renders(lambda: [view(kind) for kind in kinds])
    assert all(before is now for before, now in zip(one, two, strict=True))


@pytest.mark.parametrize(
    "made", [iter([li]), (li for _ in "a"), map(str, [1]), htpy.fragment["a"], object(), {"a": 1}, [iter([li])]]
)
@pytest.mark.parametrize("shared", [True, False])
def test_what_could_be_read_only_once_is_refused(made: Any, shared: bool) -> None:
    def view() -> Any:
        return made

    remembered = memo(shared=True)(view) if shared else memo(view)
    with pytest.raises(RenderError, match=r"this cannot be given twice\. Expected: an element"):
        Renders()(remembered)


def test_in_strict_mode_what_shows_more_than_its_arguments_raises() -> None:
    table, renders = Table(), Renders(strict=True)
    renders(lambda: table.shows_more(Row(1)))
    renders(lambda: table.shows_more(Row(1)))
    table.selected = 1
    with pytest.raises(RenderError) as raised:
        renders(lambda: table.shows_more(Row(1)))
    assert str(raised.value) == (
        "@memo Table.shows_more: it shows more than its arguments, so what is reused is out of date: it made "
        "dict {}, and would now make dict {'class': 'on'}. Give it what it depends on, such as "
        "self.row(row, row.pk == self.selected)."
    )


def test_strict_mode_takes_what_comes_out_the_same() -> None:
    table, renders = Table(), Renders(strict=True)
    for _ in range(3):
        renders(lambda: ul[[table.row(Row(number)) for number in range(300)]])
    assert runs.count((0, False)) == 3
    assert runs.count((299, False)) < 3


def test_on_a_page_only_what_changed_is_made_and_sent() -> None:
    class Fruits(Component):
        rows: list[Row] = state(factory=lambda: [Row(number, f"fruit {number}") for number in range(50)])
        chosen: int = state(0)

        @event
        def choose(self, pk: int) -> None:
            self.chosen = pk

        @memo
        def row(self, row: Row, chosen: bool) -> Node:
            runs.append(row.pk)
            return li(key=row.pk, class_="on" if chosen else None, on_click=self.choose.bind(row.pk))[row.name]

        def render(self) -> Any:
            return ul[(self.row(row, row.pk == self.chosen) for row in self.rows)]

    client = Client(Fruits())
    client.page.tree.root.memory.strict = False
    assert len(runs) == 50
    frames = client.click("fruit 7")
    assert runs[50:] == [0, 7]
    assert frames == [["patch", 1, 1, [[0, ["#0", ["attr", "class", None]], ["#7", ["attr", "class", "on"]]]]]]


def test_a_remembered_component_is_mounted_at_each_of_its_places_and_kept() -> None:
    class Tick(Component):
        count: int = state(0)

        @event
        def more(self) -> None:
            self.count += 1

        def render(self) -> Any:
            return button(on_click=self.more)[f"tick {self.count}"]

    class Parent(Component):
        others: int = state(0)

        @event
        def other(self) -> None:
            self.others += 1

        @memo
        def tick(self) -> Node:
            return Tick()

        def render(self) -> Any:
            return div[button(on_click=self.other)[f"other {self.others}"], self.tick(), span[self.tick()]]

    client = Client(Parent())
    client.click("tick 0")
    client.click("other 0")
    assert client.text == (
        "<div><button>other 1</button><button>tick 1</button><span><button>tick 0</button></span></div>"
    )


def test_what_memo_can_not_stand_above_is_refused_when_it_is_defined() -> None:
    with pytest.raises(RenderError, match=r"render: a render shows state"):

        @memo
        def render() -> Any:
            return div

    with pytest.raises(RenderError, match="read only once"):

        @memo
        def many() -> Any:
            yield li

    class Wrong(Component):
        @event
        def pick(self) -> None: ...

    with pytest.raises(RenderError, match="right above a function"):
        memo(3)  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
    with pytest.raises(RenderError, match=r"Wrong\.pick: an event answers a user, it shows nothing\. Take @memo off"):
        memo(Wrong.__dict__["pick"])
    with pytest.raises(RenderError, match=r"write @memo, or @memo\(shared=True\)"):
        memo()  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]


# Shared.


def shared(view: Callable[..., Any], **options: Any) -> Callable[..., Any]:
    return memo(shared=True, **options)(view)


def label(*given: Any, **named: Any) -> Node:
    runs.append((given, named))
    return span[str(given)]


def test_what_is_shared_is_the_same_on_all_pages_and_outside_of_them() -> None:
    view, one, two = shared(label), Renders(), Renders()
    nodes = [one(lambda: view(1)), two(lambda: view(1)), view(1)]
    assert nodes[0] is nodes[1] is nodes[2]
    assert len(runs) == 1


def test_what_python_calls_equal_is_not_shared() -> None:
    view = shared(label)
    assert str(view(1)) == "<span>(1,)</span>"
    assert str(view(True)) == "<span>(True,)</span>"
    assert str(view(1)) == "<span>(1,)</span>"


def test_the_one_used_longest_ago_goes_first() -> None:
    view = shared(label, max_size=2)
    for number in (1, 2, 1, 3):
        view(number)
    runs.clear()
    view(1)
    view(3)
    assert runs == []
    view(2)
    assert len(runs) == 1


def test_language_and_zone_are_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    language = ["de"]
    monkeypatch.setattr(memo_shared, "_around", [lambda: language[0]])
    view = shared(lambda: span[language[0]])
    assert str(view()) == "<span>de</span>"
    language[0] = "fr"
    assert str(view()) == "<span>fr</span>"
    language[0] = "de"
    assert str(view()) == "<span>de</span>"


def test_declared_contexts_are_part_of_it() -> None:
    tenant: contextvars.ContextVar[Any] = contextvars.ContextVar("tenant")
    view = shared(lambda: span[str(tenant.get("nobody"))], contexts=[tenant])
    assert str(view()) == "<span>nobody</span>"
    tenant.set("us")
    assert str(view()) == "<span>us</span>"
    tenant.set(["a list"])
    with pytest.raises(RenderError, match="the context tenant can change in place"):
        view()


def test_the_value_of_an_htpy_context_is_an_argument() -> None:
    theme: htpy.Context[str] = htpy.Context("theme", default="light")

    @theme.consumer
    @memo(shared=True)
    def tag(value: str, name: str) -> Any:
        runs.append(value)
        return span(".tag")[f"{name} is {value}"]

    class Themed(Component):
        def render(self) -> Any:
            return div[tag("pear"), theme.provider("dark", tag("pear"))]

    assert ">pear is light</span><span" in mounted(Themed()).html()
    assert "pear is dark" in mounted(Themed()).html()
    assert runs == ["light", "dark"]


@pytest.mark.parametrize(
    ("argument", "told"),
    [
        ([1], "the argument what can change in place. Got: list [1]. Give it texts"),
        (Movable(1), "the argument what can change in place."),
        ((1, [2]), "the argument what can change in place."),
        ({1}, "the argument what can change in place."),
        (Table().pick.bind(1), "the argument what belongs to one page. Got: Event"),
        (("a", Table().pick), "the argument what belongs to one page."),
        (Table(), "the argument what belongs to one page."),
    ],
)
@pytest.mark.parametrize("by_name", [True, False])
def test_what_may_not_be_shared_is_refused_by_its_name(argument: Any, told: str, by_name: bool) -> None:
    def tag(what: Any) -> Node:
        return span

    view = shared(tag)
    with pytest.raises(RenderError) as raised:
        view(what=argument) if by_name else view(argument)
    where = "@memo(shared=True) test_what_may_not_be_shared_is_refused_by_its_name.<locals>.tag: "
    assert str(raised.value).startswith(where + told)


theme: htpy.Context[str] = htpy.Context("theme")


@pytest.mark.parametrize(
    "made",
    [
        button(on_click=Table().pick.bind(1)),
        div[ul[li, [li(on_click=Table().pick.bind(1))]]],
        Table(),
        div[span, Table()],
        [span, Table()],
        div[theme.provider("dark", div[Table()])],
    ],
)
def test_a_result_that_belongs_to_one_page_is_refused(made: Any) -> None:
    view = shared(lambda: made)
    with pytest.raises(RenderError, match="what all pages share cannot hold what belongs to one"):
        view()


def test_nothing_is_kept_of_what_raised() -> None:
    failing = [True]

    def view(name: str) -> Node:
        if failing:
            raise ValueError(name)
        return span[name]

    remembered = shared(view)
    with pytest.raises(ValueError, match="pear"):
        remembered("pear")
    failing.clear()
    assert str(remembered("pear")) == "<span>pear</span>"


def test_a_method_and_wrong_options_are_refused_when_they_are_given() -> None:
    with pytest.raises(RenderError, match="self belongs to one page"):

        @memo(shared=True)
        def row(self: Table) -> Node:
            return li

    with pytest.raises(RenderError, match="max_size is at least 1"):
        shared(label, max_size=0)
    with pytest.raises(RenderError, match=r"@theme\.consumer above @memo"):
        shared(label, contexts=[theme])


def test_in_strict_mode_what_is_shared_is_looked_at_again_now_and_then() -> None:
    names = ["pear"]
    view, renders = shared(lambda: span[names[0]]), Renders(strict=True)
    renders(view)
    names[0] = "fig"

    def use_often() -> None:
        for _ in range(20):
            renders(view)

    with pytest.raises(RenderError, match=r"it made str 'pear', and would now make str 'fig'"):
        use_often()
    assert str(Renders()(view)) == "<span>pear</span>"


def test_each_knows_a_view_again_that_is_remembered() -> None:
    @memo(shared=True)
    def tag(row: Row) -> Node:
        return li[row.name]

    table, renders = Table(), Renders()
    rows = [Row(1), Row(2)]
    for view in (tag, table.row):
        first = renders.each(rows, view)
        again = renders.each(rows, view)
        assert all(one is two for one, two in zip(first, again, strict=True))


def test_threads_may_use_it_at_once() -> None:
    view = shared(label, max_size=3)
    wrong: list[str] = []

    def use(start: int) -> None:
        made = [(number % 7, str(view(number % 7))) for number in range(start, start + 500)]
        wrong.extend(text for number, text in made if text != f"<span>({number},)</span>")

    threads = [threading.Thread(target=use, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
