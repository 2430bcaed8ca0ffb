"""The stories of this project, found in the `stories` module or package of each installed app."""

from __future__ import annotations

import functools

from django.apps import apps

from pycomponents.errors import StoryError, nearest
from pycomponents.stories.story import Story, stories_in
from pycomponents.web.registry import import_of_apps, label_of


def stories(*, app: str = "") -> tuple[Story, ...]:
    """Every story, in the order of INSTALLED_APPS, and of an app as they are written.

    app: of the app with this label alone. Raises `StoryError` where two have one name, or one cannot be shown.
    """
    known = _known(tuple([config.name for config in apps.get_app_configs()]))
    return tuple([story for story in known.values() if not app or label_of(story.module) == app])


def find(path: str) -> Story:
    """The story of this name, "group/name". Raises `StoryError` where there is none."""
    known = {story.path: story for story in stories()}
    if path not in known:
        raise StoryError(f"There is no story {path!r}.{nearest(path, known)}")
    return known[path]


@functools.cache
def _known(_apps: tuple[str, ...]) -> dict[str, Story]:
    known: dict[str, Story] = {}
    for module in import_of_apps("stories"):
        for story in stories_in(module):
            other = known.setdefault(story.path, story)
            if other is not story:
                raise StoryError(
                    f"Two stories are called {story.path!r}: {other.module}:{other.line} and "
                    f'{story.module}:{story.line}. Give one of them another name, name="…", or another group.'
                )
            # Now, so that a worker that is asked to join one knows it by name, and one that cannot be is told here.
            _ = story.component
    return known
