"""The reference is that of the docstrings, and names every public name."""

import re
from importlib import import_module

from tests.docs import reference
from tests.docs.blocks import pages

FRESH = "Run python -m tests.docs.reference, and commit what it wrote."


def test_the_reference_is_fresh() -> None:
    assert reference.API.read_text() == reference.text(), FRESH


def test_the_reference_names_all_public_names_and_no_others() -> None:
    headings = re.findall(r"^### (\w+)$", reference.API.read_text(), re.MULTILINE)
    names = [name for names in reference.public().values() for name in names]
    assert sorted(headings) == sorted([*names, "Elements"])


def test_every_public_name_says_what_it_is() -> None:
    for module, names in reference.public().items():
        for name in names:
            if name not in reference.ABOUT:
                doc = getattr(import_module(module), name).__doc__
                assert doc, f"{module}.{name} has no docstring."
                assert not doc.startswith(f"{name}("), f"{module}.{name} has only the docstring of a dataclass."


def test_what_the_pages_import_is_public() -> None:
    public = reference.public()
    public["pycomponents.html"] += reference.elements()
    public["pycomponents"].append("html as h")
    for page in pages():
        text = page.read_text().replace(">>> ", "")
        for module, listed in re.findall(r"^from (pycomponents\S*) import ([\w, ]+)$", text, re.MULTILINE):
            assert {*listed.split(", ")} <= {*public[module]}, f"{page}: {module}"
