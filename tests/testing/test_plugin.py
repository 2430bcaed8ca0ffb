"""The plugin as a project meets it: a pytest of its own, with nothing but the package installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import inner

ROOT = Path(__file__).parent.parent.parent
COUNTER = """
from pycomponents.testing import expect
from tests.testing.apps import Broken, Counter, Texts
"""
FIRST = (
    COUNTER
    + """
def test_counter(ui, outline_snapshot, html_snapshot, patches_snapshot, state_snapshot):
    page = ui.mount(Counter, start=1)
    page.get_by_role("button", name="Add").click()
    assert page == outline_snapshot
    assert page == html_snapshot
    assert page == patches_snapshot
    assert page == state_snapshot
    assert page.get_by_role("status") == outline_snapshot(name="status")
"""
)


class Project:
    """A folder with tests of somebody's project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def pytest(self, *options: str, ok: bool = True) -> str:
        """What a run prints. ok: whether all of it is to pass."""
        ended_well, said = inner.pytest(self.folder, *options)
        assert ended_well is ok, said
        return said

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)

    def snapshot(self, name: str) -> str:
        return (self.folder / "__snapshots__" / "test_it" / name).read_text()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    return Project(tmp_path)


def test_a_first_run_stores_nothing_by_itself_and_says_so(project: Project) -> None:
    project.write("test_it.py", FIRST)
    said = project.pytest(ok=False)
    assert "Snapshot 'test_counter' does not exist!" in said
    assert "pytest --snapshot-update stores it" in said
    assert not (project.folder / "__snapshots__").exists()


def test_what_is_stored_can_be_read_and_passes(project: Project) -> None:
    project.write("test_it.py", FIRST)
    assert "5 snapshots generated" in project.pytest("--snapshot-update")
    assert project.snapshot("test_counter.outline.yaml") == '- button "Add"\n- status: "2"\n'
    assert project.snapshot("test_counter[status].outline.yaml") == '- status: "2"\n'
    assert project.snapshot("test_counter.patches.txt") == "Counter 1 0: text\n"
    assert project.snapshot("test_counter.state.txt") == "Counter: count = 1\n"
    assert project.snapshot("test_counter.html") == (
        "<body>\n  <div>\n    <button @click=Counter.add()>Add</button>\n    <output>2</output>\n  </div>\n</body>\n"
    )
    assert "5 snapshots passed" in project.pytest()


def test_what_differs_is_told_for_a_person_first_and_reported_side_by_side(project: Project) -> None:
    project.write("test_it.py", FIRST)
    project.pytest("--snapshot-update")
    project.write("test_it.py", FIRST.replace("start=1", "start=2").replace("page == outline_snapshot", "True"))
    said = project.pytest("--ui-report=out/report.html", ok=False)
    assert said.index("What a person is told of it:") < said.index("Its elements:")
    assert '-- status: "2"' in said
    assert '+- status: "3"' in said
    report = (project.folder / "out" / "report.html").read_text()
    assert "<h1>1 snapshot differs</h1>" in report
    assert "test_it.py::test_counter" in report
    assert '<td class="gone">    &lt;output&gt;2&lt;/output&gt;' in report
    assert '<td class="new">    &lt;output&gt;3&lt;/output&gt;' in report


STORIES = """
from pycomponents import Component
from pycomponents.html import button
from pycomponents.stories import story

class Buy(Component):
    label: str = "Buy"
    def render(self):
        return button[self.label]

buy = story(Buy)
"""


def test_a_story_that_differs_is_told_and_reported(project: Project) -> None:
    (project.folder / "shop").mkdir()
    project.write("shop/__init__.py", "")
    project.write("shop/stories.py", STORIES)
    project.write("of_shop.py", 'from tests.settings import *\nINSTALLED_APPS = [*INSTALLED_APPS, "shop"]\n')
    assert "1 snapshot generated" in project.pytest("--ds=of_shop", "shop", "--snapshot-update")
    project.write("shop/stories.py", STORIES.replace('"Buy"', '"Pay now"'))
    said = project.pytest("--ds=of_shop", "shop", "--ui-report=report.html", ok=False)
    assert '- - button "Buy"\n' in said
    assert '+ - button "Pay now"\n' in said
    assert "<h1>1 snapshot differs</h1>" in (project.folder / "report.html").read_text()


def test_a_report_of_a_run_without_differences_says_that(project: Project) -> None:
    project.write("test_it.py", FIRST)
    project.pytest("--snapshot-update")
    project.pytest("--ui-report=report.html")
    assert "All snapshots are as they were." in (project.folder / "report.html").read_text()


def test_inline_snapshots_hold_texts_of_pages(project: Project) -> None:
    test = COUNTER + (
        "from inline_snapshot import snapshot\n\n"
        "def test_it(ui):\n"
        "    page = ui.mount(Counter)\n"
        "    assert page.outline() == snapshot()\n"
        "    page.get_by_role('button').click()\n"
        "    assert page.last.patches == snapshot()\n"
    )
    project.write("test_it.py", test)
    project.pytest("--inline-snapshot=create", ok=False)  # it fails once, so that nothing is stored unseen
    assert "['Counter 1 0: text']" in (project.folder / "test_it.py").read_text().replace('"', "'")
    project.pytest()


def test_checks_are_marked_off_by_name(project: Project) -> None:
    test = (
        COUNTER
        + "import pytest\nfrom tests.testing.test_checks import Twice\n"
        + "@pytest.mark.ui(unchecked=['unique-ids'])\ndef test_it(ui):\n    ui.mount(Twice)\n"
        + "@pytest.mark.ui(unchecked=['unique-idz'])\ndef test_typo(ui):\n    pass\n"
    )
    project.write("test_it.py", test)
    said = project.pytest(ok=False)
    assert "There is no check 'unique-idz'" in said
    assert "1 passed, 1 error" in said


@pytest.mark.parametrize("said", ['uncheked=["unique-ids"]', '"unique-ids"', 'unchecked="unique-ids"'])
def test_a_mark_that_says_nothing_is_told(project: Project, said: str) -> None:
    test = f"import pytest\n\n@pytest.mark.ui({said})\ndef test_it(ui):\n    ui.mount(Counter)\n"
    project.write("test_it.py", COUNTER + test)
    printed = project.pytest(ok=False)
    assert "this is nothing that the mark can say." in printed
    assert '@pytest.mark.ui(unchecked=["named-controls"])' in printed


def test_a_failing_test_shows_its_own_lines_and_those_of_components_alone(project: Project) -> None:
    test = "def test_it(ui):\n    ui.mount(Counter).get_by_role('button', name='Remove').click()\n"
    project.write("test_it.py", COUNTER + test)
    said = project.pytest(ok=False)
    assert "Nearest: button 'Add'" in said
    assert "pycomponents/testing/" not in said


def test_without_pytest_django_components_without_a_database_are_tested_too(project: Project) -> None:
    project.write("conftest.py", "import django\n\ndef pytest_configure():\n    django.setup()\n")
    project.write("test_it.py", COUNTER + "def test_it(ui):\n    ui.mount(Counter).get_by_role('button').click()\n")
    project.pytest("-p", "no:django")


def test_expect_is_the_function_whatever_was_imported_before() -> None:
    code = (
        "import django\ndjango.setup()\n"
        "import pycomponents.testing.assertions\n"
        "from pycomponents.testing import expect\nprint(callable(expect))"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env, cwd=ROOT)
    assert ran.stdout == "True\n"


def test_the_package_alone_brings_none_of_the_kit() -> None:
    code = (
        "import sys, django, pycomponents, pycomponents.html, pycomponents.web.asgi\n"
        "django.setup()\n"
        "print([name for name in sys.modules if name.split('.')[:2] == ['pycomponents', 'testing']])\n"
        "print([name for name in ('pytest', 'syrupy', 'justhtml', 'playwright') if name in sys.modules])\n"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env, cwd=ROOT)
    assert ran.stdout == "[]\n[]\n"
