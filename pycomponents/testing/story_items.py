"""Every story is a test: it is shown, played, looked at, and told nonsense."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pycomponents.stories.story import Story


# Of every story: what shows the time shows this.
_NOON: Final = datetime(2026, 1, 1, 12, tzinfo=UTC)


class StoryModule(pytest.Module):
    """A `stories` module of an app: an item for each of its stories."""

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """The items, in the order in which the stories are written."""
        from pycomponents.web.stories import stories

        for story in stories():
            if story.file == str(self.path):
                item: pytest.Function = pytest.Function.from_parent(  # pyright: ignore[reportUnknownMemberType]
                    self, name=f"story::{story.path}", callobj=_test_of(story)
                )
                item.add_marker(pytest.mark.ui(unchecked=[rule.rule for rule in story.a11y]))
                if self.config.pluginmanager.has_plugin("django"):
                    item.add_marker(pytest.mark.django_db)
                yield item


def _test_of(story: Story) -> Any:
    from pycomponents.testing.snapshots import StorySnapshot

    def test_story(ui: Any, outline_snapshot: Any, request: pytest.FixtureRequest) -> None:
        ui.set_time(_NOON)
        with ui.within(story.budget):
            page = ui.story(story.path)
            assert page == outline_snapshot.use_extension(StorySnapshot)
            for step in story.steps:
                step(page)
        if request.config.getoption("--ui") == "process":
            _fuzz(ui, story)

    return test_story


def _fuzz(ui: Any, story: Story) -> None:
    from pycomponents.testing.fuzzing import fuzzed

    findings = [*fuzzed(ui.story(story.path))]
    if findings:
        pytest.fail("\n".join(map(str, findings[:20])), pytrace=False)
