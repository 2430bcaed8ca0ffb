"""Every Python block of README.md and docs/ runs, those of a page in order and in one module; every link has an end."""

import doctest
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.test import RequestFactory, override_settings

from pycomponents import Component
from tests.docs.blocks import ROOT, Block, blocks, pages

TUTORIAL = ROOT / "docs/tutorial.md"
# Whose blocks are followed in a project of their own.
FOLLOWED = {TUTORIAL, ROOT / "docs/guide/testing.md"}
# What is appended to a file needs that file.
COMPILED, RUN = {"fragment", "append"}, {"", "raises", "file"}


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def module() -> Iterator[ModuleType]:
    """Where a page's blocks run: a module, because annotations are looked up in one."""
    made = ModuleType("of_the_docs")
    made.__file__ = "of_the_docs.py"
    sys.modules[made.__name__] = made
    yield made
    del sys.modules[made.__name__]


def run(block: Block, names: dict[str, object]) -> None:
    if block.language == "pycon":
        example = doctest.DocTestParser().get_doctest(block.code, names, str(block), str(block.page), block.line - 1)
        doctest.DebugRunner(optionflags=doctest.ELLIPSIS).run(example, clear_globs=False)
        names.update(example.globs)
        return
    # So that a traceback tells the line of the page.
    code = compile("\n" * (block.line - 1) + block.code, str(block.page), "exec")
    if block.mark != "raises":
        exec(code, names)
        return
    with pytest.raises(Exception) as raised:  # noqa: PT011  the mark says which
        exec(code, names)
    assert type(raised.value).__name__ == block.of, f"{block}: {raised.value!r}"


def show(component: type[Component]) -> None:
    """Show a component as a page, if it can be one by itself."""
    if "render" in vars(component) and component.__props__.keys() == component.__defaults__.keys():
        component.as_view()(RequestFactory().get("/"))


@pytest.mark.django_db
@override_settings(PYCOMPONENTS={"STRICT": True})
@pytest.mark.parametrize("page", [page for page in pages() if page not in FOLLOWED], ids=name_of)
def test_the_python_of_a_page_runs(page: Path, module: ModuleType) -> None:
    for block in blocks(page, "python", "pycon"):
        assert block.mark in COMPILED | RUN, block
        if block.mark in COMPILED:
            compile(block.code, str(block), "exec")
        else:
            run(block, module.__dict__)
    for made in [*vars(module).values()]:
        if isinstance(made, type) and issubclass(made, Component) and made.__module__ == module.__name__:
            show(made)


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)", text):
        there = (page.parent / target).resolve() if target else page
        assert there.exists(), f"{name_of(page)} links to {target}"
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), f"{name_of(page)} links to {target}#{anchor}"
