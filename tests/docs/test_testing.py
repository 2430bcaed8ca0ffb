"""docs/guide/testing.md as a project that somebody has written from it."""

from pathlib import Path

import pytest

from tests import inner
from tests.docs.blocks import ROOT, blocks

GUIDE = ROOT / "docs/guide/testing.md"
DJANGO = ("django", "test", "test_with_django")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The files of the guide."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    for block in blocks(GUIDE, "python"):
        with (tmp_path / block.of).open("a") as file:
            file.write(f"{block.code}\n\n")
    return tmp_path


def ended_well(outcome: tuple[bool, str]) -> str:
    assert outcome[0], outcome[1]
    return outcome[1]


def test_the_tests_of_the_guide_pass(project: Path) -> None:
    tests = sum(block.code.count("def test_") for block in blocks(GUIDE, "python"))
    assert f"{tests} passed" in ended_well(inner.pytest(project, "--snapshot-update", UPDATE_SNAPSHOTS="1"))
    assert f"{tests} passed" in ended_well(inner.pytest(project))


def test_those_for_django_pass_with_djangos_own_runner(project: Path) -> None:
    assert "this snapshot was never stored" in inner.run(project, *DJANGO)[1]
    ended_well(inner.run(project, *DJANGO, UPDATE_SNAPSHOTS="1"))
    stored = project / "__stored__/test_with_django/CounterTest.test_it_counts.outline.yaml"
    assert stored.read_text() == '- button "Add"\n- status: "2"\n'
    ended_well(inner.run(project, *DJANGO))
    stored.write_text('- button "Add"\n- status: "3"\n')
    assert '-- status: "3"\n+- status: "2"' in inner.run(project, *DJANGO)[1]
