"""What ships is small, and needs nothing that a strict policy forbids."""

import gzip
import re

import pytest

from tests.browser.client.fake import STATIC

KIB = 1024


def test_the_core_is_at_most_10_kib_compressed() -> None:
    assert len(gzip.compress((STATIC / "pycomponents.js").read_bytes())) <= 10 * KIB


@pytest.mark.parametrize("name", ["pycomponents.js", "morph.js", "listen.js"])
def test_no_code_is_made_of_text_and_html_is_parsed_in_one_place(name: str) -> None:
    code = (STATIC / name).read_text(encoding="utf-8")
    assert not re.search(r"\beval\b|\bFunction\(|document\.write|outerHTML|insertAdjacentHTML|DOMParser", code)
    assert code.count("innerHTML") == (name == "morph.js")
