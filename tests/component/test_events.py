"""Events: bound, changed in how the client sends them, compared, called, and refused where they could not work."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission

from pycomponents import ClickEvent, Component, Event, InputEvent, KeyEvent, SubmitEvent, event
from pycomponents.dom.node import ListenerSpec
from pycomponents.errors import EventError
from pycomponents.html import button, div, form, input
from tests.component.hosts import hosted


@dataclass(frozen=True)
class Row:
    pk: int


@dataclass
class Movable:
    pk: int


class Board(Component):
    on_pick: Event[[int]] | None = None

    def calls(self) -> list[object]:
        calls: list[object] = self.__dict__.setdefault("_calls", [])
        return calls

    @event
    def go(self) -> None:
        self.calls().append("go")

    @event
    def take(self, a: object, b: object = 0, c: object = 0, d: object = 0) -> object:
        self.calls().append((a, b, c, d))
        return a

    @event
    def typed(self, value: str) -> None: ...

    @event
    def pressed(self, key: str, shift_key: bool, code: str = "") -> None: ...

    @event
    def clicked(self, event: ClickEvent) -> None: ...

    @event
    def pick(self, pk: int, value: str) -> None: ...

    @event
    def detailed(self, detail: int) -> None: ...

    @event
    def placed(self, client_x: float) -> None: ...

    @event
    def inside(self, offset_x: float) -> None: ...

    @event
    def save(self, name: str, size: int = 1) -> None: ...

    @event
    async def later(self) -> str:
        return "later"


MOUSE = "button buttons client_x client_y offset_x offset_y alt_key ctrl_key meta_key shift_key".split()


def group(pk: int, name: str = "") -> Group:
    return Group.from_db("default", ["id", "name"], [pk, name])


# Binding.


def test_bound_arguments_come_first() -> None:
    board = Board()
    board.take.bind(1).bind(2, 3)(4)
    board.take.bind(1, 2, 3, 4)()
    board.take(5, d=6)
    assert board.calls() == [(1, 2, 3, 4), (1, 2, 3, 4), (5, 0, 0, 6)]


def test_binding_leaves_the_event_it_came_from_alone() -> None:
    board = Board()
    take = board.take
    take.bind(1)
    assert take.arguments == ()


@pytest.mark.parametrize("argument", [1, "a", None, 1.5, (1, ("a",)), Row(1), frozenset({1})], ids=repr)
def test_what_cannot_change_may_be_bound(argument: object) -> None:
    assert Board().take.bind(argument).arguments == (argument,)


def test_a_saved_model_may_be_bound() -> None:
    assert Board().take.bind(group(1)).arguments == (group(1),)


@pytest.mark.parametrize(
    "argument", [[1], {}, set[int](), Movable(1), object(), ([1],), button["a"]], ids=lambda value: type(value).__name__
)
def test_what_can_change_is_not_bound(argument: object) -> None:
    with pytest.raises(EventError, match=r"Board\.take\.bind\(.*between the render and the click.*\.bind\(item\.pk\)"):
        Board().take.bind(argument)


@pytest.mark.parametrize("unsaved", [Group(name="a"), Group(pk=1, name="a")])
def test_an_unsaved_model_is_not_bound(unsaved: Group) -> None:
    with pytest.raises(EventError, match="not saved yet, so nothing tells which row it is"):
        Board().take.bind(unsaved)


def test_binding_more_than_there_are_parameters_is_refused() -> None:
    go: Any = Board().go
    with pytest.raises(
        EventError, match=r"Board\.go: more is bound than it has parameters\. Expected: 0 at most, go\(\)"
    ):
        go.bind(1)


def test_binding_is_positional() -> None:
    take: Any = Board().take
    with pytest.raises(
        EventError, match=r"Board\.take\.bind\(a=…\): .* by position.*take\(a, b, c, d\).* \.bind\(1\)\."
    ):
        take.bind(a=1)


# How the client sends it.


MODIFIERS: list[tuple[Callable[[Event[[]]], Event[[]]], dict[str, object]]] = [
    (lambda e: e, {}),
    (lambda e: e.debounce(300), {"debounce": 300}),
    (lambda e: e.throttle(100), {"throttle": 100}),
    (lambda e: e.throttle(0), {}),
    (lambda e: e.prevent().stop(), {"prevent": True, "stop": True}),
    (lambda e: e.passive(), {"passive": True, "more": {}}),
    (lambda e: e.once().prevent(), {"prevent": True, "more": {"once": True}}),
    (lambda e: e.confirm("Sure?"), {"more": {"confirm": "Sure?"}}),
    (lambda e: e.self_(), {"more": {"scope": "self"}}),
    (lambda e: e.outside(), {"more": {"scope": "outside"}}),
    (lambda e: e.window().window(), {"more": {"scope": "window"}}),
    (lambda e: e.document(), {"more": {"scope": "document"}}),
    (lambda e: e.debounce(300).debounce(0), {}),
    (lambda e: e.debounce(300).prevent(), {"debounce": 300, "prevent": True}),
    (lambda e: e.resetting(), {"reset": True}),
]


@pytest.mark.parametrize(("change", "options"), MODIFIERS)
def test_a_modifier_stands_in_the_spec(change: Callable[[Event[[]]], Event[[]]], options: dict[str, object]) -> None:
    assert change(Board().go).describe("click").behaviour == options


def test_a_modifier_and_bound_arguments_do_not_disturb_each_other() -> None:
    take = Board().take
    assert take.bind(1).prevent() == take.prevent().bind(1)


KEYS: list[tuple[str, tuple[str, ...]]] = [
    ("Enter", ("Enter",)),
    ("a", ("a",)),
    ("?", ("?",)),
    ("Shift+?", ("?", "Shift")),
    ("Ctrl+Shift+K", ("K", "Ctrl", "Shift")),
    ("Shift+Ctrl+K", ("K", "Ctrl", "Shift")),
    ("Mod+s", ("s", "Mod")),
    ("+", ("+",)),
    ("Ctrl++", ("+", "Ctrl")),
    ("Space", (" ",)),
    ("Alt+ArrowUp", ("ArrowUp", "Alt")),
    ("F5", ("F5",)),
    ("ü", ("ü",)),
]


@pytest.mark.parametrize(("name", "parsed"), KEYS)
def test_a_combination_is_a_key_and_its_modifiers(name: str, parsed: tuple[str, ...]) -> None:
    assert Board().go.on_key(name).describe("keydown").behaviour == {"more": {"keys": (parsed,)}}


def test_keys_in_fields_are_asked_for() -> None:
    listener = Board().go.on_key("Escape", editable=True).window()
    expected = {"keys": (("Escape",),), "editable": True, "scope": "window"}
    assert listener.describe("keyup").behaviour == {"more": expected}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Esc", "Did you mean 'Escape'"),
        ("enter", "Did you mean 'Enter'"),
        ("Up", "Did you mean 'ArrowUp'"),
        ("Control+K", "Did you mean 'Ctrl'"),
        ("ctrl+K", "Did you mean 'Ctrl'"),
        ("Cmd+K", "Did you mean 'Meta'"),
        ("K+Ctrl", "no keyboard has a key 'K'"),
        ("Mod", "no keyboard has a key 'Mod'"),
        ("arrow up", "no keyboard has a key 'arrow up'"),
        ("arrowUp", "Did you mean 'ArrowUp'"),
        ("ArrowDwn", "Did you mean 'ArrowDown'"),
        ("Entr", "Did you mean 'Enter'"),
        ("Ctrl-K", "Did you mean 'Ctrl\\+K'"),
        ("ab", "no keyboard has a key 'ab'\\. Expected"),
    ],
)
def test_a_key_that_no_keyboard_has_is_refused(name: str, said: str) -> None:
    with pytest.raises(EventError, match=rf"Board\.go\.on_key.*{said}"):
        Board().go.on_key(name)


def test_a_key_that_is_refused_is_named_as_it_was_written() -> None:
    with pytest.raises(EventError, match=r'^Board\.go\.on_key\("Enter", "enter"\): no keyboard has a key \'enter\''):
        Board().go.on_key("Enter", "enter")


@pytest.mark.parametrize("name", ["F13", "MediaPlayPause", "Unidentified", "End", "Alt", "Shift"])
def test_keys_that_are_seldom_met_are_keys(name: str) -> None:
    Board().go.on_key(name)


OF_TYPE: list[tuple[str, str, dict[str, object]]] = [
    ("go", "pointermove", {"throttle": 100}),
    ("go", "scroll", {"throttle": 100}),
    ("go", "wheel", {"throttle": 100, "passive": True, "more": {}}),
    ("go", "drop", {"prevent": True, "more": {}}),
    ("go", "visible", {"more": {}}),
    ("go", "resize", {"throttle": 100, "more": {}}),
    ("go", "item-picked", {"more": {}}),
    ("go", "pointerdown", {}),
    ("detailed", "item-picked", {"send": ["detail"], "more": {}}),
    ("detailed", "click", {"send": ["detail"]}),
    ("placed", "pointerdown", {"send": ["client_x"]}),
    ("inside", "pointerdown", {"send": ["offset_x"], "more": {}}),
]


@pytest.mark.parametrize(("name", "event_type", "options"), OF_TYPE)
def test_a_type_may_ask_for_more(name: str, event_type: str, options: dict[str, object]) -> None:
    assert getattr(Board(), name).describe(event_type).behaviour == options


def test_what_comes_by_the_dozen_may_be_sent_as_it_comes() -> None:
    go = Board().go
    assert go.throttle(0).describe("pointermove").behaviour == {}
    assert go.throttle(5).describe("pointermove").behaviour == {"throttle": 5}
    assert go.debounce(5).describe("pointermove").behaviour == {"debounce": 5}
    assert go.prevent().describe("wheel").behaviour == {"throttle": 100, "prevent": True}


def test_margin_and_ratio_are_of_what_is_seen() -> None:
    listener = Board().go.margin(200).ratio(0.5).once()
    assert listener.describe("visible").behaviour == {"more": {"once": True, "margin": 200, "ratio": 0.5}}
    with pytest.raises(EventError, match=r"\.margin\(\) means nothing at on_click\. .*on_visible and on_hidden"):
        listener.check("click")
    with pytest.raises(EventError, match=r"\.ratio\(\) means nothing at on_scroll"):
        Board().go.ratio(1).check("scroll")


@pytest.mark.parametrize("wrong", [1.5, True, "1px", 10**6])
def test_a_margin_is_whole_pixels(wrong: Any) -> None:
    with pytest.raises(EventError, match=r"Board\.go\.margin.*whole pixels"):
        Board().go.margin(wrong)


@pytest.mark.parametrize("wrong", [-0.1, 1.1, True, "1", float("nan")])
def test_a_ratio_is_a_part(wrong: Any) -> None:
    with pytest.raises(EventError, match=r"Board\.go\.ratio.*from 0 to 1"):
        Board().go.ratio(wrong)


@pytest.mark.parametrize("wrong", ["", "  ", None, 1])
def test_a_question_has_words(wrong: Any) -> None:
    with pytest.raises(EventError, match=r"Board\.go\.confirm.*needs a question"):
        Board().go.confirm(wrong)


CONTRADICTIONS: list[tuple[Callable[[Event[[]]], object], str]] = [
    (lambda e: e.prevent().passive(), r"\.passive\(\) and \.prevent\(\) contradict each other"),
    (lambda e: e.passive().prevent(), r"\.prevent\(\) and \.passive\(\) contradict each other"),
    (lambda e: e.self_().outside(), r"\.outside\(\) and \.self_\(\) contradict each other"),
    (lambda e: e.window().document(), r"\.document\(\) and \.window\(\) contradict each other"),
    (lambda e: e.on_key("a").check("click"), r"\.on_key\(\) means nothing at on_click\. It is for on_keydown"),
    (lambda e: e.check("online"), r"online is not heard by an element\. .*on_online=….window\(\)"),
    (lambda e: e.outside().check("storage"), r"storage is not heard by \.outside\(\)\. .*the window"),
    (lambda e: e.window().check("selectionchange"), r"not heard by \.window\(\)\. .*….document\(\)"),
    (lambda e: e.outside().check("focus"), r"focus is not heard by \.outside\(\)\. .*its own element alone"),
    (lambda e: e.document().check("submit"), r"submit is not heard by \.document\(\)"),
    (lambda e: e.window().check("visible"), r"visible is not heard by \.window\(\)"),
]


@pytest.mark.parametrize(("change", "said"), CONTRADICTIONS)
def test_what_contradicts_itself_is_refused(change: Callable[[Event[[]]], object], said: str) -> None:
    with pytest.raises(EventError, match=rf"Board\.go: .*{said}"):
        change(Board().go)


def test_questions_that_name_rows_do_not_fill_the_memory() -> None:
    board = Board()
    for number in range(2500):
        board.take.bind(1).confirm(f"Delete {number}?").describe("click")
    assert len(Board.take._alike) <= 2000  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize("wrong", [-1, 1.5, True, "300"])
def test_milliseconds_are_whole(wrong: Any) -> None:
    with pytest.raises(EventError, match=r"Board\.go\.debounce.*whole milliseconds"):
        Board().go.debounce(wrong)
    with pytest.raises(EventError, match=r"Board\.go\.throttle.*whole milliseconds"):
        Board().go.throttle(wrong)


def test_keys_are_named() -> None:
    with pytest.raises(EventError, match=r'no key is named.*\.on_key\("Enter"\)'):
        Board().go.on_key()
    with pytest.raises(EventError, match="no key is named"):
        Board().go.on_key("")


# What the client is asked to send.


@pytest.mark.parametrize(
    ("name", "event_type", "send"),
    [
        ("go", "click", None),
        ("typed", "input", ["value"]),
        ("typed", "focus", ["value"]),
        ("pressed", "keydown", ["key", "shift_key", "code"]),
        ("go", "submit", None),
        ("save", "submit", ["form"]),
        ("clicked", "dblclick", [*MOUSE, "value", "detail"]),
        ("clicked", "click", [*MOUSE, "value", "detail"]),
    ],
)
def test_the_client_sends_what_the_parameters_name(name: str, event_type: str, send: list[str] | None) -> None:
    assert getattr(Board(), name).describe(event_type).behaviour.get("send") == send


def test_what_is_bound_is_not_sent() -> None:
    assert Board().pick.bind(1).describe("input").behaviour == {"send": ["value"]}
    assert Board().pick.bind(1, "a").describe("input").behaviour == {}


def test_a_parameter_with_a_default_need_not_be_brought() -> None:
    assert Board().take.bind(1).describe("click").behaviour == {}


def test_an_event_object_may_be_one_of_several() -> None:
    class Both(Component):
        @event
        def happened(self, event: ClickEvent | KeyEvent) -> None: ...

    assert "detail" in Both().happened.describe("click").behaviour["send"]  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue]
    assert "code" in Both().happened.describe("keydown").behaviour["send"]  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue]


def test_rows_share_one_spec_and_classes_do_not() -> None:
    class Other(Board):
        pass

    board = Board()
    spec = board.take.bind(1).describe("click")
    assert board.take.bind(2).describe("click") is spec
    assert Board().take.bind(3).describe("click") is spec
    others: list[ListenerSpec] = [
        board.take.bind(1).prevent().describe("click"),
        board.take.bind(1, 2).describe("click"),
        board.take.bind(1).describe("submit"),
        Other().take.bind(1).describe("click"),
        board.go.describe("click"),
    ]
    assert len({id(spec), *map(id, others)}) == 6
    assert Other().take.bind(1).describe("click").identity != spec.identity


# What could not work is refused when the element is made.


def test_a_parameter_that_nothing_fills_is_refused_at_the_element() -> None:
    board = Board()
    with pytest.raises(
        EventError,
        match=r"Board\.pick: click brings nothing for its parameter 'pk'\. "
        r"Expected: one of button, buttons, [a-z_, ]*\. Bind anything else: \.bind\(…\)\.$",
    ):
        button(on_click=board.pick)
    button(on_click=board.pick.bind(1))


def test_the_nearest_name_is_said() -> None:
    class Typo(Component):
        @event
        def typed(self, valu: str) -> None: ...

    with pytest.raises(EventError, match=r"Did you mean 'value'\?"):
        input(on_input=Typo().typed)


def test_the_right_event_object_is_said() -> None:
    with pytest.raises(EventError, match=r"On keydown it is event: KeyEvent\."):
        input(on_keydown=Board().clicked)


def test_an_unknown_event_is_refused() -> None:
    with pytest.raises(
        EventError, match=r"Board\.go: on_clik is nothing that can be listened to\. Did you mean 'on_click'"
    ):
        Board().go.check("clik")


@pytest.mark.parametrize(
    ("event_type", "said"),
    [
        ("key-down", r"on_key_down is nothing .* Did you mean 'on_keydown'\?"),
        ("mouse-over", r"on_mouse_over is nothing .* Did you mean 'on_mouseover'\?"),
        ("picked", r"on_picked is nothing .*has a dash in its name: on_item_picked hears item-picked"),
        ("a-" + "b" * 64, "is nothing that can be listened to"),
    ],
)
def test_a_name_that_is_no_type_of_event_is_refused(event_type: str, said: str) -> None:
    with pytest.raises(EventError, match=said):
        Board().go.check(event_type)


def test_a_name_with_a_dash_is_an_event_of_ones_own() -> None:
    element = div(on_item_picked=Board().detailed)
    assert element.listeners is not None
    assert [*element.listeners] == ["item-picked"]


def test_a_type_that_nothing_brings_is_refused() -> None:
    class Wrong(Component):
        @event
        def save(self, group: Group) -> None: ...

        @event
        def typed(self, value: Movable) -> None: ...

        @event
        def pressed(self, key: Movable) -> None: ...

        @event
        def two(self, value: list[str]) -> None: ...

        @event
        def chosen(self, selected: str) -> None: ...

        @event
        def checked(self, checked: str) -> None: ...

        @event
        def counted(self, detail: bool) -> None: ...

    wrong = Wrong()
    with pytest.raises(EventError, match=r"Wrong\.save: what submit brings cannot be made into its parameter 'group'"):
        form(on_submit=wrong.save)
    for name, event_type in (
        ("typed", "input"),
        ("pressed", "keydown"),
        ("two", "change"),
        ("chosen", "change"),
        ("checked", "input"),
        ("counted", "click"),
    ):
        with pytest.raises(EventError, match=rf"Wrong\.{name}: .*Take a primary key and look it up"):
            getattr(wrong, name).check(event_type)


def test_an_annotation_that_cannot_be_read_is_refused() -> None:
    class Wrong(Component):
        @event
        def save(self, name: "Nowhere") -> None: ...  # type: ignore[name-defined]  # noqa: F821  # pyright: ignore[reportUndefinedVariable, reportUnknownParameterType]

        @event
        def pick(self, group: "Nowhere", value: str) -> "Nowhere": ...  # type: ignore[name-defined]  # noqa: F821  # pyright: ignore[reportUndefinedVariable, reportUnknownParameterType]

    wrong: Any = Wrong()
    with pytest.raises(EventError, match=r"save: the annotation of 'name' cannot be read: .*TYPE_CHECKING"):
        form(on_submit=wrong.save)
    input(on_input=wrong.pick.bind(1))


def stars() -> None:
    @event
    def add(self: Any, *names: str) -> None: ...


def double_stars() -> None:
    def add(self: Any, **names: str) -> None: ...

    mark: Any = event
    mark(add)


def keyword_only() -> None:
    @event
    def add(self: Any, *, name: str) -> None: ...


def no_self() -> None:
    def add() -> None: ...

    mark: Any = event
    mark(add)


def generator() -> None:
    @event
    def add(self: Any) -> Any:
        yield 1


def no_function() -> None:
    mark: Any = event
    mark(staticmethod(no_self))


@pytest.mark.parametrize(
    ("define", "said"),
    [
        (stars, r"add: the parameters of an event are filled .* \*names: .*Name each of them"),
        (double_stars, r"\*\*names"),
        (keyword_only, r"Name each of them, without a star"),
        (no_self, r"its first parameter is self"),
        (generator, r"add: an event does not yield"),
        (no_function, r"@event stands above a method"),
    ],
)
def test_a_method_that_could_not_be_called_is_refused_when_the_class_is_made(
    define: Callable[[], None], said: str
) -> None:
    with pytest.raises(EventError, match=said):
        define()


# Calling.


def test_an_event_may_be_called_in_a_handler() -> None:
    board, _ = hosted(Board())
    assert board.take.bind(1)() == 1
    assert board.calls() == [(1, 0, 0, 0)]


async def test_what_an_async_event_gives_is_awaited_by_the_caller() -> None:
    assert await Board().later() == "later"
    assert Board.later.is_async
    assert not Board.go.is_async


def test_calling_while_rendering_is_refused() -> None:
    board, host = hosted(Board())
    with (
        host.render(),
        pytest.raises(EventError, match=r"Board\.go: this was called while rendering.*self\.go\.bind\(…\)"),
    ):
        board.go()
    assert board.calls() == []


# Equal, and the same meaning.


def test_equal_by_instance_method_arguments_and_modifiers() -> None:
    board = Board()
    assert board.take.bind(1) == board.take.bind(1)
    assert hash(board.take.bind(1)) == hash(board.take.bind(2))
    assert board.take.bind(1) != Board().take.bind(1)
    assert board.take.bind(1) != board.go
    assert board.take.bind(1) != board.take.bind(True)
    assert board.go != board.go.prevent()
    assert board.go != "go"


def test_who_meant_one_means_the_other() -> None:
    board = Board()
    take = board.take
    assert take.bind(1).stands_for(take.bind(1).prevent())
    assert take.bind(group(1, "old")).stands_for(take.bind(group(1, "new")))
    assert not take.bind(1).stands_for(take.bind(2))
    assert not take.bind(1).stands_for(take.bind(True))
    assert not take.bind(1).stands_for(take.bind(1, 2))
    assert not take.bind(1).stands_for(Board().take.bind(1))
    assert not take.bind(1).stands_for(board.pick.bind(1))
    assert not take.bind(group(1)).stands_for(take.bind(group(2)))
    permission = Permission.from_db("default", ["id"], [1])
    assert not take.bind(group(1)).stands_for(take.bind(permission))
    assert not take.bind(group(1)).stands_for(take.bind(1))


def test_the_same_code_whatever_is_bound() -> None:
    board = Board()
    assert board.take.bind(1).same_code(board.take.bind(2))
    assert not board.take.same_code(board.go)
    assert not board.take.same_code(Board().take)


def test_it_shows_what_it_is() -> None:
    assert repr(Board().take.bind(1)) == "<Event Board.take(1,)>"


def test_event_objects_are_frozen() -> None:
    kinds: list[Any] = [ClickEvent, InputEvent, KeyEvent, SubmitEvent]
    assert all(kind.__dataclass_params__.frozen for kind in kinds)
