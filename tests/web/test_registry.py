"""Components are found when Django starts, and a start that would go wrong later goes wrong at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.server import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    Project = Callable[..., "Started"]

COMPONENT = """
from pycomponents import Component
from pycomponents.html import div

class {name}(Component):
    def render(self):
        return div["found"]
"""

START = """
import django
from django.conf import settings
settings.configure(SECRET_KEY="x", INSTALLED_APPS=[*{apps!r}], ROOT_URLCONF="tests.urls")
django.setup()
print("started")
from pycomponents.web.registry import registry
print(*registry().all())
"""


class Started:
    """How a start of Django has gone: the names of its components, or what it said instead."""

    def __init__(self, process: subprocess.CompletedProcess[str]) -> None:
        started, *self.names = process.stdout.split() or [""]
        self.failed = started != "started"
        self.said = process.stderr


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """`project({"shop/components.py": "…"})` starts Django with an app for each folder."""

    def start(files: dict[str, str], apps: list[str] | None = None) -> Started:
        for name, text in files.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name.split("/")[0] / "__init__.py").touch()
            file.write_text(text)
        found = sorted({name.split("/")[0] for name in files})
        apps = ["django.contrib.contenttypes", "django.contrib.auth", "pycomponents", *(apps or found)]
        return Started(
            subprocess.run(
                [sys.executable, "-W", "error", "-c", START.format(apps=apps)],
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": f"{ROOT}:{tmp_path}"},
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
        )

    return start


def test_components_of_modules_and_packages_are_found_by_app_and_name(project: Project) -> None:
    started = project(
        {
            "shop/components.py": COMPONENT.format(name="Basket"),
            "blog/components/__init__.py": "",
            "blog/components/posts.py": COMPONENT.format(name="Post"),
            "blog/components/deep/__init__.py": "",
            "blog/components/deep/down.py": COMPONENT.format(name="Comment"),
            "plain/views.py": "raise RuntimeError('nobody asked for it')",
        }
    )
    assert started.names == ["blog.Comment", "blog.Post", "shop.Basket"], started.said


def test_one_name_may_stand_in_two_apps(project: Project) -> None:
    module = COMPONENT.format(name="Row")
    assert project({"shop/components.py": module, "blog/components.py": module}).names == ["blog.Row", "shop.Row"]


def test_one_name_twice_in_an_app_stops_the_start_and_names_both_modules(project: Project) -> None:
    module = COMPONENT.format(name="Row")
    started = project(
        {"shop/components/__init__.py": "", "shop/components/one.py": module, "shop/components/two.py": module}
    )
    assert started.failed
    assert "RegistryError: Two components are called 'shop.Row'" in started.said
    assert "shop.components.one.Row and shop.components.two.Row. Rename one of them." in started.said


def test_an_error_in_a_module_of_components_stops_the_start(project: Project) -> None:
    started = project({"shop/components.py": "import a_module_that_is_not_there"})
    assert started.failed
    assert "No module named 'a_module_that_is_not_there'" in started.said
    assert "shop/components.py" in started.said


def test_components_that_an_apps_models_import_are_registered_once(project: Project) -> None:
    started = project(
        {"shop/components.py": COMPONENT.format(name="Basket"), "shop/models.py": "from shop.components import Basket"}
    )
    assert started.names == ["shop.Basket"], started.said


def test_apps_may_stand_before_pycomponents(project: Project) -> None:
    started = project(
        {"shop/components.py": COMPONENT.format(name="Basket"), "shop/models.py": "from shop.components import Basket"},
        apps=["pycomponents"],
    )
    assert started.names == [], started.said
    first = project({"shop/components.py": COMPONENT.format(name="Basket")}, apps=["shop"])
    assert first.names == ["shop.Basket"], first.said
