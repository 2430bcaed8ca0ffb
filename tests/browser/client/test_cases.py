"""The shared cases: what Python makes of two trees, the browser carries out."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

import tests
from tests.browser.client.fake import URL, Fake

RUNNER = (Path(__file__).parent / "cases.js").read_text(encoding="utf-8")
FILES = sorted((Path(tests.__path__[0]) / "cases").glob("*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_browser_passes_the_cases(page: Page, fake: Fake, path: Path) -> None:
    cases: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    assert cases
    page.goto(URL + "blank")
    failures: list[Any] = page.evaluate(RUNNER[RUNNER.index("async (cases)") :], cases)
    assert not failures, "\n\n".join("\n".join(map(str, failure)) for failure in failures)
