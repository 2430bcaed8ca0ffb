"""Stories: one typed example drives the gallery, the tests, the snapshots and the documentation."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, cast, overload

from pycomponents.component.component import Component, describe
from pycomponents.errors import KnobError, StoryError, message, nearest
from pycomponents.stories.knobs import Control
from pycomponents.stories.page import StoryPage, page_class
from pycomponents.stories.signature import (
    check_function,
    checked_fixtures,
    checked_tags,
    fixture_parameters,
    knobs_of_class,
    knobs_of_function,
    takes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import FrameType

    from pycomponents.dom.tags import Node
    from pycomponents.stories.knobs import Knob
    from pycomponents.stories.signature import Fixture

# Plays a story: it gets the page that the test kit has opened.
Step: TypeAlias = Callable[[Any], None]
S = TypeVar("S", bound=Step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What each interaction of a story's play may cost at most; `None` is no limit.

    max_bytes: what is sent to the browser.
    max_patches: in so many patches.
    max_queries: SQL statements.
    """

    max_bytes: int | None = None
    max_patches: int | None = None
    max_queries: int | None = None

    def __post_init__(self) -> None:
        for name in self.__slots__:
            limit: object = getattr(self, name)
            if limit is not None and (type(limit) is not int or limit < 0):
                raise StoryError(
                    message("this is no limit.", where=f"Budget({name}=…)", expected="0 or more", got=limit)
                )


@dataclass(frozen=True, slots=True)
class skip:
    """A rule of accessibility that a story is not checked by: `a11y=skip("named-controls", "a drawing")`.

    rule: its name.
    reason: why; it is shown wherever the story's checks are.
    """

    rule: str
    reason: str

    def __post_init__(self) -> None:
        for name in self.__slots__:
            text: object = getattr(self, name)
            if type(text) is not str or not text.strip():
                raise StoryError(
                    message(f"the {name} is missing.", where="skip(rule, reason)", got=text, cure="Say which, and why.")
                )


@dataclass(frozen=True, slots=True)
class _Options:
    """What `story(…)` was given besides the component."""

    name: str
    group: str
    title: str
    about: str
    examples: Mapping[str, object]
    fixtures: tuple[Fixture, ...]
    budget: Budget
    tags: frozenset[str]
    a11y: tuple[skip, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a story is written."""

    module: str
    file: str
    line: int


class Story:
    """One example of a component, as `story` makes it.

    name, group: `path` is both, "group/name", and names the story everywhere.
    title: for people.
    about: what it shows, in a sentence.
    notes: all that its docstring says, Markdown.
    of: the component that it shows; `None` where the story does not say.
    knobs: what may be changed about it, as `Knob`s: the parameters of its function, else the props of its component.
    component: what is mounted to show it. `story.component.as_view()` is its view, and its knobs are props.
    tags, budget, a11y, fixtures: as they were given.
    module, file, line: where it is written.
    """

    def __init__(
        self, of: type[Component] | None, function: Callable[..., Node] | None, options: _Options, place: _Place
    ) -> None:
        self.of = of
        self.module, self.file, self.line = place.module, place.file, place.line
        self.tags, self.budget = options.tags, options.budget
        self.a11y, self.fixtures = options.a11y, options.fixtures
        self._function, self._options, self._place = function, options, place
        self._steps: list[Step] = []
        called = (of.__name__ if of else "") if function is None else function.__name__
        words = _words(called)
        self.name = options.name or "-".join(words)
        self.group = options.group or _group_of(place.module)
        self.path = f"{_slug(self.group)}/{self.name}"
        if not re.fullmatch(r"\w+(-\w+)*/\w+(-\w+)*", self.path):
            raise StoryError(
                message(
                    f"{self.name or called!r} in the group {self.group!r} names no story.",
                    where=f"{place.module}:{place.line}",
                    expected="words, with hyphens between them",
                    cure='Name it, name="saving"; or its group, group="Buttons".',
                )
            )
        self.title = options.title or " ".join(words).capitalize()
        self.notes = inspect.cleandoc((of if function is None else function).__doc__ or "")
        self.about = options.about or " ".join(self.notes.split("\n\n")[0].split())

    def __repr__(self) -> str:
        return f"<story {self.path}>"

    @property
    def where(self) -> str:
        """Where it is written, and what it is called; for messages."""
        return f"{self.module}:{self.line}, story {self.path!r}"

    def __call__(self, function: Callable[..., Node], /) -> Story:
        """`@story(Component)` above a function: the story is what the function returns."""
        if self._function is not None:
            raise StoryError(
                message(
                    "this is a story, and not called.",
                    where=self.where,
                    cure=f"To have what it shows, write {self._function.__name__}.node(…).",
                )
            )
        check_function(function, f"{self.module}:{self.line}", self._options.examples)
        made = Story(self.of, function, self._options, self._place)
        known = _made[self.module]
        known[known.index(self)] = made
        # Now, while a traceback still shows the line.
        _ = made.knobs
        return made

    def play(self, step: S, /) -> S:
        """A step of the story's play: `@saving.play` above a function that gets the page of the test kit.

        Several are played in their order, on one page. Raises `StoryError` for what cannot be called with a page.
        """
        where = f"{self.where}: play"
        if inspect.iscoroutinefunction(step):
            raise StoryError(message("a step is not async: the page of a story waits by itself.", where=where))
        if not takes(step, None):
            raise StoryError(
                message(
                    "a step takes the page, and nothing else.",
                    where=where,
                    got=step,
                    cure=f"@{self._function.__name__ if self._function else 'story'}.play above def _(page): …",
                )
            )
        self._steps.append(step)
        return step

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of its play."""
        return tuple(self._steps)

    @cached_property
    def knobs(self) -> tuple[Knob, ...]:
        """What may be changed about it: the parameters of its function, else the props of its component.

        Raises `StoryError` for one without a default, or without a control.
        """
        if self._function is not None:
            return tuple(knobs_of_function(self._function, self.fixtures, self.where))
        assert self.of is not None
        return tuple(knobs_of_class(self.of, self._options.examples, self.where))

    @cached_property
    def component(self) -> type[Component]:
        """What is mounted to show it: `story.component.as_view()` is its view, and its knobs are props.

        It is the story's own component where that needs nothing else; else a page made for it.
        """
        knobs = self.knobs
        is_plain = self._function is None and not self.fixtures and not self._options.examples
        if self.of is not None and is_plain and not any(knob.kind.control is Control.EVENT for knob in knobs):
            return self.of
        made = fixture_parameters(self._function, self.fixtures, self.where) if self._function else {}
        return page_class(self, self._show, made)

    def description(self, **knobs: object) -> Component:
        """What is mounted to show it with these knobs. Raises `KnobError` for a name that is no knob."""
        settable = [knob.name for knob in self.knobs if knob.kind.control is not Control.EVENT]
        for name in knobs:
            if name not in settable:
                raise KnobError(message(f"there is no knob {name!r}.{nearest(name, settable)}", where=self.where))
        return describe(self.component, knobs)

    def node(self, **knobs: object) -> Node:
        """What it shows with these knobs, without a page; its fixtures run first. Raises `KnobError` as above."""
        page = self.description(**knobs)
        if not isinstance(page, StoryPage):
            return page
        page.mount()
        shown: Node = page.render()
        return shown

    def read(self, texts: Mapping[str, Sequence[str]]) -> dict[str, object]:
        """The knobs that texts by name stand for, such as those of a form or a query. What is no knob is left out, and
        so is what no texts are given for. Raises `KnobError` for texts that do not fit.
        """
        return {
            knob.name: knob.read(texts[knob.name])
            for knob in self.knobs
            if knob.name in texts and knob.kind.control is not Control.EVENT
        }

    def _show(self, **values: object) -> Node:
        if self._function is not None:
            return self._function(**values)
        assert self.of is not None
        return describe(self.of, values)


@overload
def story(
    of: type[Component],
    /,
    *,
    name: str = "",
    group: str = "",
    title: str = "",
    about: str = "",
    examples: Mapping[str, object] | None = None,
    fixtures: Iterable[Fixture] = (),
    budget: Budget | None = None,
    tags: Iterable[str] = (),
    a11y: skip | Iterable[skip] = (),
) -> Story: ...
@overload
def story(of: Callable[..., Node], /) -> Story: ...
@overload
def story(
    *,
    name: str = "",
    group: str = "",
    title: str = "",
    about: str = "",
    fixtures: Iterable[Fixture] = (),
    budget: Budget | None = None,
    tags: Iterable[str] = (),
    a11y: skip | Iterable[skip] = (),
) -> Callable[[Callable[..., Node]], Story]: ...
def story(
    of: type[Component] | Callable[..., Node] | None = None,
    /,
    *,
    name: str = "",
    group: str = "",
    title: str = "",
    about: str = "",
    examples: Mapping[str, object] | None = None,
    fixtures: Iterable[Fixture] = (),
    budget: Budget | None = None,
    tags: Iterable[str] = (),
    a11y: skip | Iterable[skip] = (),
) -> Story | Callable[[Callable[..., Node]], Story]:
    """An example of a component: `@story` above a function that returns it, or `story(Counter)` for it as it stands.

    The function's parameters are the story's knobs: each has a type and a default. Of a component alone the props are.

    of: the component that it shows. `@story(Counter)` above a function says so, too.
    name: else that of the function or class, as words with hyphens.
    group: else the name of the app.
    title, about: for people; else the name as words, and the first paragraph of the docstring.
    examples: values for props without a default, of a story without a function.
    fixtures: functions without parameters that make what it needs, such as rows, before it is mounted. What one
        returns is given to the parameter of its name, and kept as state is.
    budget: what each interaction of its play may cost.
    tags: words to choose stories by.
    a11y: rules that it is not checked by, as `skip(rule, reason)`.
    Raises `StoryError` for what makes no story, naming the cure.
    """
    frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
    place = _place_of(frame)
    where = f"{place.module}:{place.line}"
    options = _Options(
        name=name,
        group=group,
        title=title,
        about=about,
        examples=dict(examples or {}),
        fixtures=checked_fixtures(fixtures, where),
        budget=budget or Budget(),
        tags=checked_tags(tags, where),
        a11y=(a11y,) if isinstance(a11y, skip) else tuple(a11y),
    )
    for one in options.a11y:
        if type(one) is not skip:
            raise StoryError(message("this skips no rule.", where=f"{where}: a11y", got=one, cure="skip(rule, reason)"))
    if isinstance(of, type) and issubclass(of, Component):
        return _keep(Story(of, None, options, place))
    if of is None:
        return lambda function: _of_function(function, options, place)
    return _of_function(cast("Callable[..., Node]", of), options, place)


# The stories of each module, in their order.
_made: Final[dict[str, list[Story]]] = {}


def stories_in(module: str) -> tuple[Story, ...]:
    """The stories that are written in the module of this name, in their order."""
    return tuple(_made.get(module, ()))


def _keep(made: Story) -> Story:
    _made.setdefault(made.module, []).append(made)
    return made


def _of_function(function: Callable[..., Node], options: _Options, place: _Place) -> Story:
    check_function(function, f"{place.module}:{place.line}", options.examples)
    made = Story(None, function, options, place)
    _ = made.knobs
    return _keep(made)


def _place_of(frame: FrameType) -> _Place:
    return _Place(frame.f_globals.get("__name__", ""), frame.f_code.co_filename, frame.f_lineno)


def _group_of(module: str) -> str:
    """The app of "shop.stories" and of "shop.stories.rows" is "shop"."""
    parts = module.split(".")
    at = parts.index("stories") if "stories" in parts[1:] else len(parts)
    return parts[at - 1]


def _words(name: str) -> list[str]:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower().strip("_").split("_")


def _slug(text: str) -> str:
    return re.sub(r"\W+", "-", text.lower()).strip("-")
