"""What an event may do: only what its user saw, and what still stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pycomponents import Component, Event, computed, event, state
from pycomponents.errors import FrameError
from pycomponents.html import button, div, fieldset, form, input, legend, li, p, section, span, ul
from tests.runtime.client import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.dom.node import Element


class Rows(Component):
    """Rows that are picked; a hand outside of the page changes them."""

    names: list[str] = state(factory=lambda: ["a", "b", "c"])
    picked: list[str] = state(factory=list)

    @event
    def pick(self, name: str) -> None:
        self.picked.append(name)

    def render(self) -> Any:
        return div[
            ul[(li(key=name)[button(on_click=self.pick.bind(name))[name]] for name in self.names)],
            p[",".join(self.picked)],
        ]


def server(client: Client) -> Any:
    """The page's component, to be changed as if by somebody else's event."""
    return client.page.tree.root.component


def changes(client: Client) -> None:
    """What was changed so is rendered, and not sent yet."""
    client.page.tree.render_dirty()


# What runs.


def test_the_row_that_was_clicked_runs_with_what_is_bound_to_it() -> None:
    client = Client(Rows())
    client.click("b")
    assert server(client).picked == ["b"]


@pytest.mark.parametrize("names", ["cba", "xbyaz", "b"])
def test_after_a_new_order_the_clicked_row_runs_and_not_its_neighbour(names: str) -> None:
    client = Client(Rows())
    server(client).names = list(names)
    changes(client)
    client.click("b")
    assert server(client).picked == ["b"]


def test_a_row_that_has_gone_is_stale() -> None:
    client = Client(Rows())
    server(client).names = ["a", "c"]
    changes(client)
    client.click("b")
    assert client.refusals == ["stale"]
    assert server(client).picked == []


def test_a_user_who_is_behind_means_the_tree_that_stood_before_them() -> None:
    class Letters(Component):
        letters: str = state("ab")
        picked: str = state("")

        @event
        def pick(self, letter: str) -> None:
            self.picked += letter

        def render(self) -> Any:
            return div[[button(on_click=self.pick.bind(letter), key=letter)[letter] for letter in self.letters]]

    client = Client(Letters())
    client.acknowledges = False
    first_button = client.address(lambda element: element.tag == "button")
    by_index: list[int | str] = [0, 0]
    for letters in ("xab", "yxab"):
        server(client).letters = letters
        changes(client)
        client.flush()
    assert client.rev == 2
    client.event("click", by_index, rev=0)
    assert server(client).picked == "a"
    client.event("click", first_button, rev=1)
    assert server(client).picked == "aa"


def test_a_tree_that_is_not_referred_to_any_more_is_forgotten() -> None:
    client = Client(Rows())
    address = client.address("b")
    for names in ("abcd", "abcde"):
        server(client).names = list(names)
        changes(client)
        client.flush()
    client.event("click", address, rev=0)
    assert client.refusals == ["stale"]


def test_a_tree_stays_while_an_event_may_refer_to_it() -> None:
    client = Client(Rows())
    client.acknowledges = False
    for names in ("abcd", "abcde"):
        server(client).names = list(names)
        changes(client)
        client.flush()
    client.acknowledge(oldest=0)
    client.event("click", client.address("b"), rev=0)
    assert server(client).picked == ["b"]


# What does not run.


class Guarded(Component):
    """A button whose surroundings change."""

    shown: bool = state(True)
    off: dict[str, Any] = state(factory=dict)
    bound: int = state(1)
    runs: int = state(0)

    @event
    def run(self, number: int) -> None:
        self.runs += number

    @event
    def never(self) -> None:
        self.runs += 1000

    def button(self) -> Element:
        if not self.shown:
            return button["run"]
        return button(on_click=self.run.bind(self.bound), disabled=self.off.get("button", False))["run"]

    def render(self) -> Any:
        return div(inert=self.off.get("div", False))[
            fieldset(disabled=self.off.get("fieldset", False))[
                p["first"], legend[Inside(inner=None, on_run=self.run.bind(1))], legend["second"], self.button()
            ]
        ]


class Inside(Component):
    """The button of its parent, one component further in."""

    inner: Any
    on_run: Event[[]]

    def render(self) -> Any:
        return span[button(on_click=self.on_run)["inner run"]]


def refuses(change: Callable[[Any], None], what: str = "run") -> list[str]:
    client = Client(Guarded())
    change(server(client))
    changes(client)
    client.click(what)
    assert (server(client).runs == 0) == bool(client.refusals)
    return [str(code) for code in client.refusals]


def off(what: str) -> Callable[[Any], None]:
    return lambda component: component.off.update({what: True})


def test_a_listener_that_was_taken_away_is_stale() -> None:
    assert refuses(lambda component: setattr(component, "shown", False)) == ["stale"]


def test_another_argument_bound_there_now_is_stale() -> None:
    assert refuses(lambda component: setattr(component, "bound", 2)) == ["stale"]


@pytest.mark.parametrize("what", ["button", "fieldset", "div"])
def test_what_is_disabled_or_inert_now_is_stale(what: str) -> None:
    assert refuses(off(what)) == ["stale"]


def test_the_first_legend_of_a_disabled_fieldset_stays_enabled() -> None:
    assert refuses(off("fieldset"), "inner run") == []


def test_what_an_outer_component_makes_inert_is_stale() -> None:
    assert refuses(off("div"), "inner run") == ["stale"]


def test_a_legend_may_be_the_root_of_a_component() -> None:
    class Legend(Component):
        on_run: Event[[]]

        def render(self) -> Any:
            return legend[button(on_click=self.on_run)["run"]]

    class Form(Component):
        runs: int = state(0)

        @event
        def run(self) -> None:
            self.runs += 1

        def render(self) -> Any:
            return fieldset(disabled=True)[Legend(on_run=self.run)]

    client = Client(Form())
    client.click("run")
    assert server(client).runs == 1


def test_other_arguments_behind_the_same_looks_are_told_to_the_client() -> None:
    """A click that was on its way must not run with what nobody saw; the next one must run."""

    class Current(Component):
        pk: int = state(1)
        deleted: list[int] = state(factory=list)

        @event
        def delete(self, pk: int) -> None:
            self.deleted.append(pk)

        def render(self) -> Any:
            return button(on_click=self.delete.bind(self.pk))["delete"]

    client = Client(Current())
    server(client).pk = 2
    changes(client)
    client.sends()
    client.click("delete", rev=0)
    assert client.refusals == ["stale"]
    client.click("delete")
    assert server(client).deleted == [2]


@pytest.mark.parametrize(
    "address",
    [
        [0, -1],
        [0, 10**9],
        [0, 0, 0, 0, 0],
        [0, "#nobody"],
        [0, "no step"],
        [0, ""],
        [7],
        [-1],
        ["x"],
        ["#0"],
        [0, 1],
        [2**53],
    ],
)
def test_a_forged_address_is_unknown(address: list[int | str]) -> None:
    client = Client(Rows())
    client.event("click", address)
    assert client.refusals == ["unknown"]


def test_an_address_does_not_lead_into_another_component() -> None:
    class Outer(Component):
        def render(self) -> Any:
            return section[Rows()]

    client = Client(Outer())
    client.event("click", [0, 0, 0, "#a", 0])
    assert client.refusals == ["unknown"]
    client.event("click", [1, 0, "#a", 0])
    assert client.refusals == []


@pytest.mark.parametrize("event_type", ["input", "keydown", "never", "render", "__init__", ""])
def test_a_type_that_is_not_listened_to_is_unknown(event_type: str) -> None:
    client = Client(Rows())
    client.event(event_type, client.address("a"))
    assert client.refusals == ["unknown"]


def test_a_revision_that_was_never_sent_is_unknown() -> None:
    client = Client(Rows())
    client.event("click", client.address("a"), rev=5)
    assert client.refusals == ["unknown"]


def test_a_component_that_has_gone_is_stale_and_one_that_never_was_is_unknown() -> None:
    class Outer(Component):
        shown: bool = state(True)

        def render(self) -> Any:
            return section[Rows() if self.shown else None]

    client = Client(Outer())
    address = client.address("a")
    server(client).shown = False
    changes(client)
    client.event("click", address)
    assert client.refusals == ["stale"]
    client.event("click", [2])
    assert client.refusals == ["unknown"]


def test_what_does_not_fit_the_annotation_is_invalid_and_named() -> None:
    class Typed(Component):
        got: list[int] = state(factory=list)

        @event
        def take(self, value: int) -> None:
            self.got.append(value)

        def render(self) -> Any:
            return input(on_input=self.take)

    client = Client(Typed())
    values: list[Any] = ["x", "1.5", "1e400", "", "9" * 5000, 7.5, None, [1], {}, True]
    for value in values:
        frames = client.event("input", [0], {"value": value})
        assert frames[0][:1] + frames[0][2:] == ["refused", "invalid", "value"], value
    assert server(client).got == []


# Numbers.


def test_an_event_that_comes_again_is_not_handled_again() -> None:
    client = Client(Rows())
    address = client.address("a")
    client.event("click", address)
    client.handle(["event", 1, 0, address, "click"])
    assert server(client).picked == ["a"]


def test_a_gap_is_no_event() -> None:
    client = Client(Rows())
    with pytest.raises(FrameError, match="event 3 after 0"):
        client.handle(["event", 3, 0, client.address("a"), "click"])
    assert server(client).picked == []


def test_an_event_turned_away_is_busy() -> None:
    client = Client(Rows())
    client.page.turn_away(1)
    client.sent = 1
    client.flush()
    assert client.refusals == ["busy"]
    client.click("a")
    assert server(client).picked == ["a"]


# By path, after the page was lost.


class Deep(Component):
    """Listeners behind keys, in components, and without either."""

    done: list[str] = state(factory=list)

    @event
    def note(self, what: str) -> None:
        self.done.append(what)

    @event
    def plain(self) -> None:
        self.done.append("plain")

    def render(self) -> Any:
        return div[
            button(on_click=self.plain)["plain"],
            button(on_click=self.note.bind("bound"))["bound"],
            section[(Inside(inner=None, on_run=self.note.bind(name), key=name) for name in "ab")],
            ul[(li[button(on_click=self.plain)["loose"]] for _ in range(2))],
        ]


def by_path(path: list[int | str], like: str, client: Client | None = None) -> tuple[list[str], list[str]]:
    client = client or Client(Deep())
    element = next(element for _, element in client.elements() if element.children == (like,))
    assert element.listeners is not None
    spec: Any = element.listeners[""]
    client.event("click", ["/", *path], digest=client.specs[spec.number]["d"])
    return list(server(client).done), [str(code) for code in client.refusals]


def test_a_path_through_an_unchanged_structure_runs() -> None:
    assert by_path([0], "plain") == (["plain"], [])


def test_a_path_through_the_key_of_a_component_runs_with_what_is_bound_to_it() -> None:
    assert by_path([2, "#b", 0], "inner run") == (["b"], [])


def test_arguments_need_a_key_on_the_path() -> None:
    assert by_path([1], "bound") == ([], ["stale"])


def test_a_path_does_not_count_what_came_from_an_iterable() -> None:
    assert by_path([3, 1, 0], "loose") == ([], ["stale"])


def test_another_listener_at_the_end_of_a_path_is_stale() -> None:
    assert by_path([2, "#b", 0], "plain") == ([], ["stale"])


@pytest.mark.parametrize("path", [[9], [-1], ["#x"], [2, "#c", 0], [2, "#b", 0, 0, 0], []])
def test_a_path_that_leads_nowhere_is_stale(path: list[int | str]) -> None:
    assert by_path(path, "plain") == ([], ["stale"])


# Handlers.


def test_a_handler_may_call_another_event_and_both_are_undone_together() -> None:
    class Child(Component):
        on_add: Event[[int]]
        mine: int = state(0)

        @event
        def add(self) -> None:
            self.mine += 1
            self.on_add(5)
            if self.mine == 2:
                raise ValueError("twice")

        def render(self) -> Any:
            return button(on_click=self.add)["add"]

    class Parent(Component):
        total: int = state(0)

        @event
        def add(self, many: int) -> None:
            self.total += many

        def render(self) -> Any:
            return div[str(self.total), Child(on_add=self.add)]

    client = Client(Parent())
    client.click("add")
    assert client.text == "<div>5<button>add</button></div>"
    client.click("add")
    assert client.refusals == ["failed"]
    assert client.text == "<div>5<button>add</button></div>"
    child: Any = client.page.tree.instances[1].component
    assert child.mine == 1


class Failing(Component):
    """Changes all kinds of state, and raises."""

    number: int = state(1)
    names: list[str] = state(factory=lambda: ["a"])
    table: dict[str, list[int]] = state(factory=lambda: {"x": [1]})
    marks: set[int] = state(factory=lambda: {1})
    fine: int = state(0)

    def _change(self) -> None:
        self.number = 2
        self.names.append("b")
        self.names = ["c"]
        self.names.append("d")
        self.table["x"].append(2)
        self.table["y"] = []
        self.marks.add(2)

    @event
    def fail(self) -> None:
        self._change()
        assert self.doubled == 4
        raise RuntimeError("no")

    @event
    async def fail_later(self) -> None:
        self._change()
        raise RuntimeError("no")

    @event
    def work(self) -> None:
        self.fine += 1

    @event
    async def work_later(self) -> None:
        self.fine += 10

    @computed(pure=True)
    def doubled(self) -> int:
        return self.number * 2

    def render(self) -> Any:
        return div[
            [
                button(on_click=getattr(self, name), key=name)[name]
                for name in ("fail", "fail_later", "work", "work_later")
            ],
            f"{self.number} {self.doubled} {self.names} {self.table} {self.marks} {self.fine}",
        ]


@pytest.mark.parametrize("name", ["fail", "fail_later"])
def test_a_handler_that_raises_leaves_state_as_it_was_and_the_page_goes_on(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client(Failing())
    before = client.text
    [[_, _, code, reference], *rest] = client.click(name)
    assert (code, rest) == ("failed", [])
    assert f"Failing.{name} raised, reference {reference}" in caplog.text
    assert client.text == before
    client.click("work")
    client.click("work_later")
    assert "1 2 [&#39;a&#39;]" in client.text or "1 2 ['a']" in client.text
    assert client.text.endswith("11</div>")


def test_a_sync_handler_may_return_what_an_async_one_gave() -> None:
    class Child(Component):
        on_save: Event[[]]

        @event
        def save(self) -> Any:
            return self.on_save()

        def render(self) -> Any:
            return button(on_click=self.save)["save"]

    class Parent(Component):
        saved: int = state(0)

        @event
        async def save(self) -> None:
            self.saved += 1

        def render(self) -> Any:
            return div[str(self.saved), Child(on_save=self.save)]

    client = Client(Parent())
    client.click("save")
    assert "1" in client.text


def test_a_render_that_raises_after_a_handler_leaves_what_the_handler_did() -> None:
    class Half(Component):
        number: int = state(1)

        @event
        def up(self) -> None:
            self.number += 1

        def render(self) -> Any:
            return div[button(on_click=self.up)["up"], str(6 // (self.number - 2))]

        def error_fallback(self, error: Exception, reference: str) -> Any:
            return div[button(on_click=self.up)["again"], type(error).__name__]

    client = Client(Half())
    client.click("up")
    assert client.refusals == []
    assert "ZeroDivisionError" in client.text
    client.click("again")
    assert "6" in client.text


def test_a_form_with_reset_says_so_in_its_spec_and_reset_never_reaches_the_html() -> None:
    class Box(Component):
        @event
        def add(self, text: str) -> None: ...

        def render(self) -> Any:
            return form(on_submit=self.add, reset=True)[input(name="text")]

    client = Client(Box())
    assert client.specs[0]["on"] == {"submit": {"reset": True, "send": ["form"]}}


def test_a_component_whose_event_another_calls_is_rendered_again() -> None:
    outside: list[str] = []  # no state: nothing tells of its change but the event

    class Caller(Component):
        on_pick: Event[[str]]

        @event
        def press(self) -> None:
            self.on_pick("milk")

        def render(self) -> Any:
            return button(on_click=self.press)["press"]

    class Shelf(Component):
        @event
        def pick(self, what: str) -> None:
            outside.append(what)

        def render(self) -> Any:
            return div[Caller(on_pick=self.pick), p[",".join(outside)]]

    client = Client(Shelf())
    client.click("press")
    assert "milk" in client.text
