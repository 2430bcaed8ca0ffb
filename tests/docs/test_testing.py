"""docs/guide/testing.md as a project that somebody has written from it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, blocks

GUIDE = ROOT / "docs/guide/testing.md"
PYTEST = ("pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist")
DJANGO = ("django", "test", "test_with_django")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The files of the guide."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    for block in blocks(GUIDE, "python"):
        with (tmp_path / block.of).open("a") as file:
            file.write(f"{block.code}\n\n")
    return tmp_path


def run(folder: Path, *command: str, ok: bool = True, **environment: str) -> str:
    """What a module prints that is run in the project. ok: whether it is to end well."""
    settings = {"PYTHONPATH": f"{ROOT}{os.pathsep}{folder}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    ran = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, **settings, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ran.returncode == 0) is ok, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


def test_the_tests_of_the_guide_pass(project: Path) -> None:
    tests = sum(block.code.count("def test_") for block in blocks(GUIDE, "python"))
    assert f"{tests} passed" in run(project, *PYTEST, "--snapshot-update", UPDATE_SNAPSHOTS="1")
    assert f"{tests} passed" in run(project, *PYTEST)


def test_those_for_django_pass_with_djangos_own_runner(project: Path) -> None:
    assert "this snapshot was never stored" in run(project, *DJANGO, ok=False)
    run(project, *DJANGO, UPDATE_SNAPSHOTS="1")
    stored = project / "__stored__/test_with_django/CounterTest.test_it_counts.outline.yaml"
    assert stored.read_text() == '- button "Add"\n- status: "2"\n'
    run(project, *DJANGO)
    stored.write_text('- button "Add"\n- status: "3"\n')
    assert '-- status: "3"\n+- status: "2"' in run(project, *DJANGO, ok=False)
