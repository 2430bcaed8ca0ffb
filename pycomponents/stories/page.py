"""What is mounted to show a story: a component whose props are the story's knobs."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from pycomponents.component.component import Component
from pycomponents.component.event import event
from pycomponents.component.fields import State, state
from pycomponents.stories.knobs import Control

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.dom.tags import Node
    from pycomponents.stories.story import Story

logger = logging.getLogger("pycomponents")

# What a story has heard last is kept.
_MOST_HEARD: Final = 100


class StoryPage(Component):
    """The page of a story. Its props are the story's knobs, its state what the fixtures have made.

    heard: what its component has told it by events, "on_picked('pear')", the newest last.
    """

    story: ClassVar[Story]
    show: ClassVar[Callable[..., Node]]

    heard: tuple[str, ...] = state(())

    @event
    def hear(
        self, knob: str, first: object = None, second: object = None, third: object = None, fourth: object = None
    ) -> None:
        """What stands for an event that the story's component is given."""
        arguments = [first, second, third, fourth]
        while arguments and arguments[-1] is None:
            arguments.pop()
        heard = f"{knob}({', '.join(f'{argument!r:.80}' for argument in arguments)})"
        logger.info("Story %s heard %s.", self.story.path, heard)
        self.heard = (*self.heard[1 - _MOST_HEARD :], heard)

    def render(self) -> Node:
        values = {name: getattr(self, name) for name in (*self.__props__, *self.__states__) if name != "heard"}
        for knob in self.story.knobs:
            if knob.kind.control is Control.EVENT:
                values[knob.name] = self.hear.bind(knob.name)
        return type(self).show(**values)


# Names that no knob can have.
TAKEN: Final = frozenset(
    ("key", "ref", *(name for name in dir(StoryPage) if not name.startswith("_")), "story", "show")
)


def page_class(story: Story, show: Callable[..., Node], made: dict[str, Any]) -> type[StoryPage]:
    """The component that shows a story. made: the parameters that fixtures fill, and their types."""
    knobs = [knob for knob in story.knobs if knob.kind.control is not Control.EVENT]
    called = f"story::{story.path}"
    body: dict[str, Any] = {
        "__module__": story.module,
        "__qualname__": called,
        "__doc__": story.notes,
        "__annotations__": {**{knob.name: knob.kind.annotation for knob in knobs}, **made},
        "story": story,
        "show": staticmethod(show),
        **{knob.name: knob.default for knob in knobs},
        **{name: cast("State", state()) for name in made},
    }
    if story.fixtures:

        def mount(self: StoryPage) -> None:
            for fixture in story.fixtures:
                value = fixture()
                name = getattr(fixture, "__name__", "")
                if name in made:
                    setattr(self, name, value)

        body["mount"] = mount
    return type(called, (StoryPage,), body)
