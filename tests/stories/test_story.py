"""Stories: what makes one, what it is called, what may be changed about it, and what makes none."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Literal

import pytest

from pycomponents import Component, Event, Node, event, state
from pycomponents.errors import KnobError, StoryError
from pycomponents.html import button, div, li, p, ul
from pycomponents.stories import Budget, Control, Story, skip, story
from pycomponents.stories.story import stories_in

if TYPE_CHECKING:
    from decimal import Decimal


class Counter(Component):
    """A number that goes up.

    And this is told beside it.
    """

    step: int = 1
    count: int = state(0)

    @event
    def more(self) -> None:
        self.count += self.step

    def render(self) -> Node:
        return button(on_click=self.more)[self.count]


class SaveButton(Component):
    label: str
    variant: Literal["primary", "quiet"] = "primary"
    on_saved: Event[[int]] | None = None

    def render(self) -> Node:
        return button(class_=self.variant)[self.label]


class Listing(Component):
    row: Callable[[str], Node] = p

    def render(self) -> Node:
        return self.row("x")


def shown(of: Story, **knobs: object) -> str:
    return str(div[of.node(**knobs)])


def line_here() -> int:
    frame = inspect.currentframe()
    assert frame is not None
    assert frame.f_back is not None
    return frame.f_back.f_lineno


def messages(make: Callable[[], object]) -> str:
    with pytest.raises(StoryError) as raised:
        make()
    return str(raised.value)


# What it is.


def test_a_function_is_a_story_and_its_parameters_are_knobs() -> None:
    @story
    def saving(label: str = "Save", busy: bool = False) -> Node:
        """Shows what waits.

        Notes.
        """
        return button(disabled=busy)[label]

    assert [(knob.name, knob.kind.control, knob.default) for knob in saving.knobs] == [
        ("label", Control.TEXT, "Save"),
        ("busy", Control.SWITCH, False),
    ]
    assert shown(saving) == "<div><button>Save</button></div>"
    assert shown(saving, label="Go", busy=True) == "<div><button disabled>Go</button></div>"
    assert (saving.of, saving.title, saving.about, saving.notes) == (
        None, "Saving", "Shows what waits.", "Shows what waits.\n\nNotes.",
    )  # fmt: skip


def test_a_component_is_a_story_as_it_stands_and_is_mounted_itself() -> None:
    counter = story(Counter)
    assert counter.of is counter.component is Counter
    assert [(knob.name, knob.default) for knob in counter.knobs] == [("step", 1)]
    assert repr(counter.description(step=5)) == repr(counter.node(step=5)) == "Counter(step=5)"
    assert (counter.name, counter.title, counter.about) == ("counter", "Counter", "A number that goes up.")


def test_examples_stand_for_props_without_defaults() -> None:
    saving = story(SaveButton, examples={"label": "Save"})
    assert saving.component is not SaveButton
    assert [knob.default for knob in saving.knobs] == ["Save", "primary", None]
    made = saving.node(variant="quiet")
    assert isinstance(made, SaveButton)
    assert (made.label, made.variant) == ("Save", "quiet")


def test_a_story_of_a_component_may_be_what_a_function_returns() -> None:
    before = len(stories_in(__name__))

    @story(SaveButton, group="Actions", tags={"beta"}, budget=Budget(max_bytes=400), a11y=skip("name", "a test"))
    def saving(label: str = "Save") -> Node:
        return SaveButton(label=label)

    assert saving.of is SaveButton
    assert (saving.path, saving.group) == ("actions/saving", "Actions")
    assert (saving.tags, saving.budget) == (frozenset({"beta"}), Budget(max_bytes=400))
    assert saving.a11y == (skip("name", "a test"),)
    assert stories_in(__name__)[before:] == (saving,)


def test_a_story_may_have_options_and_no_component() -> None:
    @story(name="other", group="Two words", title="Another", about="A sentence.")
    def saving() -> Node:
        """Notes."""
        return p

    assert (saving.path, saving.title, saving.about, saving.notes) == (
        "two-words/other", "Another", "A sentence.", "Notes.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("called", "name", "title"),
    [
        ("SaveButton", "save-button", "Save button"),
        ("TodoMVC", "todo-mvc", "Todo mvc"),
        ("HTMLPage2Go", "html-page2-go", "Html page2 go"),
        ("_Hidden", "hidden", "Hidden"),
    ],
)
def test_a_story_is_named_by_its_class(called: str, name: str, title: str) -> None:
    made = story(type(called, (Counter,), {"__module__": __name__}))
    assert (made.name, made.title) == (name, title)


@pytest.mark.parametrize(
    ("module", "group"),
    [
        ("shop.stories", "shop"),
        ("big.shop.stories", "shop"),
        ("shop.stories.rows", "shop"),
        ("stories", "stories"),
        ("shop.rows", "rows"),
    ],
)
def test_the_group_is_the_app_where_none_is_given(module: str, group: str) -> None:
    names: dict[str, Any] = {"__name__": module, "story": story, "Counter": Counter}
    exec("made = story(Counter)", names)
    assert names["made"].path == f"{group}/counter"
    assert stories_in(module)[-1] is names["made"]


def test_a_story_knows_where_it_is_written() -> None:
    made = story(Counter)
    assert (made.module, made.file, made.line) == (__name__, __file__, line_here() - 1)


def test_the_stories_of_a_module_are_in_their_order() -> None:
    names: dict[str, Any] = {"__name__": "a_module", "story": story, "Counter": Counter}
    exec("story(Counter, name='b')\n@story\ndef a(): return 'x'\n@story(Counter)\ndef c(): return 'x'", names)
    assert [one.path for one in stories_in("a_module")] == ["a_module/b", "a_module/a", "a_module/c"]
    assert stories_in("another") == ()


def test_steps_are_kept_in_their_order_and_stay_functions() -> None:
    made = story(Counter)

    @made.play
    def first(page: Any) -> None: ...

    @made.play
    def second(page: Any, times: int = 2) -> None: ...

    assert made.steps == (first, second)


# Knobs.


def test_texts_are_read_by_the_names_of_knobs_and_others_left_out() -> None:
    @story
    def saving(label: str = "Save", size: int = 3, on_saved: Event[[]] | None = None) -> Node:
        return p

    assert saving.read({"label": ["Go"], "theme": ["dark"], "on_saved": ["x"]}) == {"label": "Go"}
    assert saving.read({"size": ["3", "4"]}) == {"size": 4}
    with pytest.raises(KnobError, match="what is given for 'size' does not fit"):
        saving.read({"size": ["x"]})


def test_a_knob_that_does_not_exist_is_told_with_the_one_that_was_meant() -> None:
    made = story(Counter)
    for give in (made.description, made.node):
        with pytest.raises(KnobError) as raised:
            give(stp=2)
        assert str(raised.value) == f"{made.where}: there is no knob 'stp'. Did you mean 'step'?"


def test_a_slot_is_given_a_text() -> None:
    @story
    def card(body: Node = p["by itself"]) -> Node:
        return div[body]

    assert shown(card) == "<div><div><p>by itself</p></div></div>"
    assert shown(card, **card.read({"body": ["typed"]})) == "<div><div>typed</div></div>"


def test_a_prop_that_a_parent_class_declares_is_a_knob() -> None:
    class Twice(Counter):
        times: int = 2

    assert [knob.name for knob in story(Twice).knobs] == ["step", "times"]


def test_the_knobs_of_a_function_in_another_are_its_own() -> None:
    def framed(function: Callable[..., Node]) -> Callable[..., Node]:
        @wraps(function)
        def inside(**knobs: object) -> Node:
            return div[function(**knobs)]

        return inside

    @story
    @framed
    def saving(label: str = "Save") -> Node:
        return p[label]

    assert shown(saving, label="Go") == "<div><div><p>Go</p></div></div>"


# Fixtures.


def test_fixtures_run_in_their_order_and_fill_the_parameters_of_their_names() -> None:
    ran: list[str] = []

    def fruits() -> list[str]:
        ran.append("fruits")
        return ["pear", "plum"]

    def rows() -> None:
        ran.append("rows")

    @story(fixtures=[rows, fruits])
    def listing(fruits: list[str], prefix: str = "-") -> Node:
        return ul[(li[f"{prefix}{fruit}"] for fruit in fruits)]

    assert ran == []
    assert [knob.name for knob in listing.knobs] == ["prefix"]
    assert shown(listing, prefix="+") == "<div><ul><li>+pear</li><li>+plum</li></ul></div>"
    assert ran == ["rows", "fruits"]


def test_a_fixture_needs_no_name() -> None:
    ran: list[int] = []
    story(Counter, fixtures=[partial(ran.append, 1)]).node()
    assert ran == [1]


# What makes none.


def async_fixture() -> Any:
    async def rows() -> None: ...

    return rows


def with_parameters(x: int) -> None: ...


@pytest.fixture
def of_pytest() -> int:
    return 1


HERE = f"{__name__}:"
CURE = "Write a function that makes what the story needs, and call it in the fixture of pytest."
BAD_OPTIONS: list[tuple[dict[str, Any], str]] = [
    ({"fixtures": ["db"]}, f"Expected: functions without parameters. Got: str 'db'. {CURE}"),
    ({"fixtures": "db"}, f"Expected: functions without parameters. Got: str 'db'. {CURE}"),
    ({"fixtures": [of_pytest]}, "the gallery shows stories too, and knows no fixtures of pytest."),
    ({"fixtures": [with_parameters]}, "a fixture is called without arguments, and not awaited. Got: function"),
    ({"fixtures": [async_fixture()]}, "if it is async, let it be an ordinary function."),
    ({"tags": "beta"}, "tags: one text is many tags. Got: str 'beta'. Write {'beta'}."),
    ({"a11y": ["name"]}, "a11y: this skips no rule. Got: str 'name'. skip(rule, reason)"),
    ({"name": "a b"}, "'a b' in the group 'tests' names no story. Expected: words, with hyphens between them."),
    ({"name": "a/b"}, 'Name it, name="saving"; or its group, group="Buttons".'),
    ({"group": "!"}, "'counter' in the group '!' names no story."),
]


@pytest.mark.parametrize(("options", "said"), BAD_OPTIONS)
def test_an_option_that_cannot_be_one_is_an_error(options: dict[str, Any], said: str) -> None:
    found = messages(lambda: story(Counter, **options))
    assert found.startswith(HERE)
    assert said in found


def test_a_name_is_needed_where_the_function_has_none() -> None:
    def make() -> None:
        @story
        def _() -> Node:
            return p

    assert "'_' in the group 'tests' names no story." in messages(make)


@pytest.mark.parametrize("limits", [{"max_bytes": -1}, {"max_patches": "3"}, {"max_queries": True}])
def test_a_budget_is_of_whole_numbers(limits: dict[str, Any]) -> None:
    assert messages(lambda: Budget(**limits)).startswith(
        f"Budget({next(iter(limits))}=…): this is no limit. Expected: "
    )


def test_a_rule_is_skipped_for_a_reason() -> None:
    assert messages(lambda: skip("name", " ")) == (
        "skip(rule, reason): the reason is missing. Got: str ' '. Say which, and why."
    )
    assert "the rule is missing" in messages(lambda: skip("", "a reason"))


def instance() -> Any:
    return Counter()


def test_only_functions_and_components_make_stories() -> None:
    found = messages(lambda: story(instance()))
    assert "this makes no story. Expected: a function that returns a node, or the class of a component. " in found
    assert found.endswith("@story above def example(): return Counter(…).")
    assert "this makes no story." in messages(lambda: story(dict))


def of_async() -> None:
    async def waits() -> Any:
        return p

    untyped_story: Any = story
    untyped_story(waits)


def of_generator() -> None:
    @story
    def yields() -> Any:
        yield p


def of_forgotten() -> None:
    @story
    def forgets() -> Node:  # type: ignore[return]
        div[p]


def of_stars() -> None:
    @story
    def stars(**more: str) -> Node:
        return p


def of_untyped() -> None:
    @story
    def untyped(label="x") -> Node:  # type: ignore[no-untyped-def]  # pyright: ignore[reportMissingParameterType]
        return p


def of_required() -> None:
    @story
    def required(label: str) -> Node:
        return p


def of_near_fixture() -> None:
    def fruits() -> list[str]:
        return []

    @story(fixtures=[fruits])
    def required(fruit: tuple[str, ...]) -> Node:
        return p


def of_filled_twice() -> None:
    def fruits() -> tuple[str, ...]:
        return ()

    @story(fixtures=[fruits])
    def twice(fruits: tuple[str, ...] = ()) -> Node:
        return p


def of_taken() -> None:
    @story
    def taken(request: str = "") -> Node:
        return p


def of_hidden() -> None:
    @story
    def hidden(_x: str = "") -> Node:
        return p


def of_unreadable() -> None:
    @story
    def unreadable(price: Decimal | None = None) -> Node:
        return p


def of_unknown() -> None:
    @story
    def unknown(component: Component | None = None) -> Node:
        return p


def of_examples() -> None:
    @story(SaveButton, examples={"label": "x"})
    def saving(label: str = "Save") -> Node:
        return p


BAD_FUNCTIONS: list[tuple[Callable[[], None], str]] = [
    (of_async, "waits(): a story returns what it shows at once. Load in a fixture, fixtures=[…], or in the component."),
    (of_generator, "yields(): a story returns what it shows at once."),
    (of_forgotten, "forgets(): this makes something and returns nothing. Write return in front of what it shows."),
    (of_stars, "story 'tests/stars': **more: 'str' hides what the story's knobs are. Name each."),
    (of_untyped, "story 'tests/untyped': 'label' has no type. Annotate it: label: str = …"),
    (of_required, "'label' has no value to start with. Give it a default, or let a fixture of this name make it."),
    (of_near_fixture, "Give it a default, or let a fixture of this name make it. Did you mean 'fruits'?"),
    (of_filled_twice, "'fruits' has a default, and a fixture makes it. Drop one."),
    (of_taken, "the name 'request' belongs to every component. Choose another one."),
    (of_hidden, "the name '_x' belongs to every component. Choose another one."),
    (of_unreadable, "the annotation of 'price' cannot be read: name 'Decimal' is not defined. Import its type at"),
    (of_unknown, "no control sets what 'component' is annotated with."),
    (of_examples, "examples are for a component alone. Give the parameters their defaults."),
]


@pytest.mark.parametrize(("make", "said"), BAD_FUNCTIONS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_function_that_makes_no_story_is_an_error_where_it_is_written(make: Callable[[], None], said: str) -> None:
    before = [one for one in stories_in(__name__) if one.of is None]
    found = messages(make)
    assert said in found
    assert found.startswith(HERE)
    assert [one for one in stories_in(__name__) if one.of is None] == before


def test_a_component_without_all_defaults_needs_examples_or_a_function() -> None:
    made = story(SaveButton)
    assert messages(lambda: made.knobs) == (
        f"{made.where}: 'label' has no value to start with. "
        "Give an example, story(SaveButton, examples={'label': …}), or write a function that returns it."
    )


def test_an_example_is_for_a_prop() -> None:
    made = story(SaveButton, examples={"lable": "x"})
    assert messages(lambda: made.knobs) == f"{made.where}: SaveButton has no prop 'lable'. Did you mean 'label'?"


def test_a_component_with_a_prop_that_no_control_sets_needs_a_function() -> None:
    found = messages(lambda: story(Listing).component)
    assert "no control sets what 'row' is annotated with." in found
    assert "Make the value inside of a function, @story above def example(): …" in found


def test_a_story_is_not_called() -> None:
    @story
    def saving() -> Node:
        return p

    found = messages(lambda: saving(of_required))
    assert found == f"{saving.where}: this is a story, and not called. To have what it shows, write saving.node(…)."


def test_a_step_takes_the_page_and_is_not_async() -> None:
    made = story(Counter)

    async def waits(page: Any) -> None: ...
    def nothing() -> None: ...
    def more(page: Any, x: int) -> None: ...

    play: Any = made.play
    assert "play: a step is not async: the page of a story waits by itself." in messages(partial(play, waits))
    for step in (nothing, more, "click"):
        found = messages(partial(play, step))
        assert "play: a step takes the page, and nothing else. Got: " in found
        assert found.endswith("@story.play above def _(page): …")
    assert made.steps == ()
