"""Stories are found in every app, in order, when somebody asks for them; what is wrong with one is told then."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pycomponents.errors import StoryError
from pycomponents.web.stories import find, stories
from tests.server import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    Project = Callable[..., str]

STORIES = """
from pycomponents import Component
from pycomponents.html import div
from pycomponents.stories import story

class {name}(Component):
    {prop}
    def render(self):
        return div["found"]

story({name}{more})

@story
def second():
    return div
"""

ASK = """
import sys, django
from django.conf import settings
settings.configure(SECRET_KEY="x", INSTALLED_APPS=["django.contrib.contenttypes", "pycomponents", *{apps!r}])
django.setup()
assert not any("stories" in name for name in sys.modules), "they are found before anybody asks"
from pycomponents.web.registry import label_of, registry
from pycomponents.web.stories import find, stories
try:
    {ask}
except Exception as error:
    print(type(error).__name__, error)
"""
ALL = 'print(*[f"{label_of(one.module)}:{one.path}" for one in stories()])'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """`project({"shop/stories.py": "…"}, ask)` runs what asks, in a project with an app for each folder."""

    def run(files: dict[str, str], ask: str = ALL, *, apps: list[str] | None = None) -> str:
        for name, text in files.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name.split("/")[0] / "__init__.py").touch()
            file.write_text(text)
        code = ASK.format(apps=apps or sorted({name.split("/")[0] for name in files}), ask=ask)
        process = subprocess.run(
            [sys.executable, "-W", "error", "-c", code],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": f"{ROOT}:{tmp_path}"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert process.returncode == 0, process.stderr
        return process.stdout.strip()

    return run


def stories_of(name: str, prop: str = "", more: str = "") -> str:
    return STORIES.format(name=name, prop=prop, more=more)


def test_stories_are_in_the_order_of_the_apps_and_of_an_app_as_they_are_written(project: Project) -> None:
    files = {
        "blog/stories/__init__.py": "",
        "blog/stories/posts.py": stories_of("Post"),
        "shop/stories.py": stories_of("Basket"),
        "plain/views.py": "raise RuntimeError('nobody asked for it')",
    }
    apps = ["shop", "plain", "blog"]
    assert project(files, apps=apps) == "shop:shop/basket shop:shop/second blog:blog/post blog:blog/second"
    of_one = 'print(*[one.path for one in stories(app="blog")])'
    assert project(files, of_one, apps=apps) == "blog/post blog/second"


def test_what_shows_a_story_is_registered_so_that_any_worker_knows_it(project: Project) -> None:
    ask = "stories(); print(*registry().all(), sep='\\n')"
    names = project({"shop/stories.py": stories_of("Basket")}, ask).splitlines()
    assert names == ["pycomponents.StoryPage", "shop.Basket", "shop.story::shop/second"]


def test_one_name_twice_is_an_error_that_says_where(project: Project) -> None:
    files = {
        "shop/stories/__init__.py": "",
        "shop/stories/one.py": stories_of("Row"),
        "shop/stories/two.py": stories_of("Basket"),
    }
    assert project(files) == (
        "StoryError Two stories are called 'shop/second': shop.stories.one:13 and shop.stories.two:13. "
        'Give one of them another name, name="…", or another group.'
    )
    other = {"blog/stories.py": stories_of("Row", more=', group="shop", name="basket"'), **files}
    assert project(other).startswith("StoryError Two stories are called 'shop/basket': blog.stories:11 and shop.")


def test_a_story_that_cannot_be_shown_is_an_error_that_says_where(project: Project) -> None:
    said = project({"shop/stories.py": stories_of("Row", prop="label: str")})
    assert said.startswith("StoryError shop.stories:11, story 'shop/row': 'label' has no value to start with. Give an")


def test_an_error_in_a_module_of_stories_is_raised_as_it_is(project: Project) -> None:
    assert project({"shop/stories.py": "import a_module_that_is_not_there"}) == (
        "ModuleNotFoundError No module named 'a_module_that_is_not_there'"
    )


def test_a_story_is_found_by_its_name_and_another_is_told(project: Project) -> None:
    files = {"shop/stories.py": stories_of("Basket")}
    assert project(files, 'print(find("shop/basket"))') == "<story shop/basket>"
    assert project(files, 'find("shop/baskte")') == (
        "StoryError There is no story 'shop/baskte'. Did you mean 'shop/basket'?"
    )


def test_without_stories_there_are_none() -> None:
    assert stories() == ()
    with pytest.raises(StoryError, match=r"There is no story 'a/b'\.$"):
        find("a/b")
