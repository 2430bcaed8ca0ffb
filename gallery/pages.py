"""The pages of the gallery: one for each of its stories, and one that a template makes."""

import inspect
from dataclasses import dataclass
from pathlib import Path

from pycomponents.stories import Story
from pycomponents.web.stories import stories

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Page:
    """One page. slug: its address; about: what it shows, in a sentence; file: the source that it shows.

    story: what stands on it; `None` where `template` makes it.
    """

    slug: str
    title: str
    about: str
    file: Path
    story: Story | None = None
    template: str = ""


def _page_of(story: Story) -> Page:
    file = story.file if story.of is None else inspect.getfile(story.of)
    return Page(story.name, story.title, story.about, Path(file), story)


_TEMPLATE = "gallery/in_a_template.html"
PAGES = (
    *map(_page_of, stories(app="gallery")),
    Page(
        "template",
        "In a template",
        "An ordinary page of Django's templates, with components in it by tags: all of them share one socket.",
        ROOT / "gallery" / "templates" / _TEMPLATE,
        template=_TEMPLATE,
    ),
)
