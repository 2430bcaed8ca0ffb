"""docs/guide/testing.md as a project that somebody has written from it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.docs.blocks import ROOT, blocks

GUIDE = ROOT / "docs/guide/testing.md"


def pytest_in(folder: Path, *options: str) -> str:
    settings = {"PYTHONPATH": f"{ROOT}{os.pathsep}{folder}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *options],
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_the_tests_of_the_guide_pass(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    tests = 0
    for block in blocks(GUIDE, "python"):
        with (tmp_path / block.of).open("a") as file:
            file.write(f"{block.code}\n\n")
        tests += block.code.count("def test_")
    update = {"UPDATE_SNAPSHOTS": "1"}
    os.environ.update(update)
    try:
        assert f"{tests} passed" in pytest_in(tmp_path, "--snapshot-update")
    finally:
        del os.environ["UPDATE_SNAPSHOTS"]
    assert f"{tests} passed" in pytest_in(tmp_path)
    stored = (tmp_path / "__stored__/test_with_django/CounterTest.test_it_counts.outline.yaml").read_text()
    assert stored == '- button "Add"\n- status: "2"\n'
