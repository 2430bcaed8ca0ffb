"""Writes pycomponents/testing/aio.py from the kit's classes: `python -m tests.testing.mirror`.

What narrows stays as it is: what gives a locator, and properties. A context manager becomes an async one. All else
asks or acts, so it is awaited.
"""

import ast
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
AIO = ROOT / "pycomponents/testing/aio.py"

# The classes by module, in the order of the file.
CLASSES = {
    "locators": ("Finder", "Locator"),
    "page": ("Keyboard", "Page"),
    "clock": ("VirtualClock",),
    "ui": ("Ui",),
    "assertions": ("LocatorAssertions", "PageAssertions"),
}
# What only the kit itself calls, from its own thread.
LEFT_OUT = {
    "Page": ("show", "act"),
    "VirtualClock": ("call_soon", "call_at", "call_later"),
    "LocatorAssertions": ("denied",),
    "PageAssertions": ("denied",),
}
# What their `__init__` gives them, with its type.
ATTRIBUTES = {
    "Locator": {"page": ("Page", "The page on which it looks.")},
    "Page": {
        "document": ("Document", "What the browser holds of it."),
        "client": ("Client", "The client's half: `client.connection` has faults for single frames."),
        "last": ("Interaction", "What came of the last interaction."),
        "keyboard": ("Keyboard", "Its keys, wherever the focus is."),
    },
}
# What is said otherwise than in the original.
DOCS = {
    "Ui": """Opens pages, for tests that are coroutines. Under pytest it is the fixture `aui`.

    Each awaited call is carried out in the one thread in which Django's own async methods ask the database, so those
    and the handlers of components share a connection. It is another than that of the test's fixtures: a transaction
    that is rolled back after the test, as `@pytest.mark.django_db` alone has it, is not to be seen there, and a query
    is refused. `@pytest.mark.django_db(transaction=True)` is what such tests need.

    unchecked: the names of checks that its pages are not held to.
    """,
}
HEAD = '''\
"""The kit for tests that are coroutines, as Playwright's async API has it: finding is as ever, all else is awaited.

    async def test_a_counter_counts(aui: Ui) -> None:
        page = await aui.mount(Counter)
        await page.get_by_role("button").click()
        await expect(page.get_by_role("status")).to_have_text("1")

Written by `python -m tests.testing.mirror` from the classes of the same names. Do not edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from pycomponents.component.component import Component
from pycomponents.errors import message
from pycomponents.testing.assertions import LocatorAssertions as SyncLocatorAssertions
from pycomponents.testing.assertions import PageAssertions as SyncPageAssertions
from pycomponents.testing.awaiting import done, entered
from pycomponents.testing.clock import VirtualClock as SyncVirtualClock
from pycomponents.testing.errors import TestingError
from pycomponents.testing.locators import Finder as SyncFinder
from pycomponents.testing.locators import Locator as SyncLocator
from pycomponents.testing.page import Keyboard as SyncKeyboard
from pycomponents.testing.page import Page as SyncPage
from pycomponents.testing.ui import Ui as SyncUi

if TYPE_CHECKING:
    pass

S = TypeVar("S")
F = TypeVar("F", bound=SyncFinder)
T = TypeVar("T")
C = TypeVar("C", bound=Component)

__tracebackhide__ = True  # pytest shows the line of the test


class _Mirror(Generic[S]):
    def __init__(self, sync: S) -> None:
        self._sync = sync

    def __repr__(self) -> str:
        return repr(self._sync)
'''
# How they are made, and how they end, where that is not as with the others.
MADE = {
    "Ui": """
def __init__(self, sync: SyncUi | None = None, /, *, unchecked: Collection[str] = ()) -> None:
    super().__init__(SyncUi(unchecked=unchecked) if sync is None else sync)

async def __aenter__(self) -> Self:
    return self

async def __aexit__(
    self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
) -> None:
    await self.close()
""",
    "LocatorAssertions": """
def __init__(self, locator: Locator) -> None:
    super().__init__(SyncLocatorAssertions(locator._sync))
""",
    "PageAssertions": """
def __init__(self, page: Page) -> None:
    super().__init__(SyncPageAssertions(page._sync))
""",
}
EXPECT = '''
@overload
def expect(actual: Locator) -> LocatorAssertions: ...
@overload
def expect(actual: Page) -> PageAssertions: ...
def expect(actual: Any) -> Any:
    """What should be true of a page, or of what a locator finds: `await expect(…).to_have_text("2")`.

    `AssertionError` says what is there instead.
    """
    if isinstance(actual, Locator):
        return LocatorAssertions(actual)
    if isinstance(actual, Page):
        return PageAssertions(actual)
    raise TestingError(
        message(
            "this is the expect of async tests.",
            where="expect(…)",
            expected="a page that aui has opened, or a locator of it",
            got=actual,
            cure="For what ui has opened: from pycomponents.testing import expect.",
        )
    )
'''
WIDTH = 120
MIRRORED = {name for names in CLASSES.values() for name in names}


def text() -> str:
    """The module, not formatted yet."""
    parts: list[str] = []
    imports: dict[str, tuple[str, str]] = {}
    for module, names in CLASSES.items():
        tree = ast.parse((ROOT / f"pycomponents/testing/{module}.py").read_text())
        imports = _imports(tree) | imports
        of_tree = {one.name: one for one in tree.body if isinstance(one, ast.ClassDef)}
        parts += [ast.unparse(_mirrored(of_tree[name])) for name in names]
    code = "\n\n\n".join([HEAD, *parts, EXPECT])
    return code.replace("    pass\n", _needed(code, imports), 1)


def is_fresh() -> bool:
    """Whether the file says what `text()` says, however it is formatted."""
    return ast.dump(ast.parse(AIO.read_text())) == ast.dump(ast.parse(text()))


# Classes and their members.


def _mirrored(cls: ast.ClassDef) -> ast.ClassDef:
    base = next((one.id for one in cls.bases if isinstance(one, ast.Name) and one.id in MIRRORED), "_Mirror")
    made = ast.parse(f"class {cls.name}({base}[{'F' if cls.name == 'Finder' else f'Sync{cls.name}'}]): ...").body[0]
    assert isinstance(made, ast.ClassDef)
    made.body = [_doc(DOCS.get(cls.name) or ast.get_docstring(cls, clean=False) or "", " " * 4)]
    made.body += _attributes(cls.name)
    made.body += ast.parse(MADE.get(cls.name, "")).body
    made.body += [_method(one) for one in _public(cls)]
    return made


def _attributes(cls: str) -> Iterator[ast.stmt]:
    for name, (kind, doc) in ATTRIBUTES.get(cls, {}).items():
        value = _wrapped(kind, f"self._sync.{name}")
        yield ast.parse(f"@property\ndef {name}(self) -> {kind}:\n    {doc!r}\n    return {value}").body[0]


def _public(cls: ast.ClassDef) -> Iterator[ast.FunctionDef]:
    methods: dict[str, ast.FunctionDef] = {}
    for one in cls.body:
        if isinstance(one, ast.FunctionDef):
            methods[one.name] = one
        elif isinstance(one, ast.Assign) and ast.unparse(one.value).startswith("_denied("):
            methods |= _denied(one, methods)
    for name, method in methods.items():
        if not name.startswith("_") and name not in LEFT_OUT.get(cls.name, ()):
            yield method


def _denied(assigned: ast.Assign, methods: dict[str, ast.FunctionDef]) -> dict[str, ast.FunctionDef]:
    """`not_to_be_visible = _denied(to_be_visible)` as the method that it makes."""
    name = ast.unparse(assigned.targets[0])
    said = methods[ast.unparse(assigned.value).removeprefix("_denied(").removesuffix(")")]
    doc = f"Not: {ast.get_docstring(said, clean=False)}"
    return {name: ast.FunctionDef(name, said.args, [_doc(doc)], [], said.returns, None)}


def _method(method: ast.FunctionDef) -> ast.stmt:
    doc = _doc(ast.get_docstring(method, clean=False) or "")
    returns = ast.unparse(method.returns or ast.Constant(None))
    decorators = [ast.unparse(one) for one in method.decorator_list]
    given = _given(method.args)
    if "property" in decorators:
        return _function(method, doc, _wrapped(returns, f"self._sync.{method.name}"), returns)
    if "contextmanager" in decorators:
        of = returns.removeprefix("Generator[").removesuffix("]")
        value = f"entered(self._sync.{method.name}({', '.join(given)}))"
        return _function(method, doc, value, f"AbstractAsyncContextManager[{of}]", decorators=())
    if returns == "Locator":
        return _function(method, doc, f"Locator(self._sync.{method.name}({', '.join(given)}))", returns)
    value = _wrapped(returns, f"await done({', '.join([f'self._sync.{method.name}', *given])})")
    return _function(method, doc, value, returns, keyword="async def")


def _function(
    method: ast.FunctionDef,
    doc: ast.Expr,
    value: str,
    returns: str,
    *,
    keyword: str = "def",
    decorators: tuple[str, ...] | None = None,
) -> ast.stmt:
    kept = [ast.unparse(one) for one in method.decorator_list] if decorators is None else decorators
    lines = [*(f"@{one}\n" for one in kept), f"{keyword} {method.name}({ast.unparse(method.args)}) -> {returns}:\n"]
    body = value if returns == "None" else f"return {value}"
    made = ast.parse(f"{''.join(lines)}    {body}").body[0]
    assert isinstance(made, ast.FunctionDef | ast.AsyncFunctionDef)
    made.body.insert(0, doc)
    return made


def _given(arguments: ast.arguments) -> list[str]:
    """The parameters as they are handed on."""
    places = [*arguments.posonlyargs, *arguments.args][1:]
    given = [_unwrapped(one) for one in places]
    given += [f"{one.arg}={_unwrapped(one)}" for one in arguments.kwonlyargs]
    return given + ([f"**{arguments.kwarg.arg}"] if arguments.kwarg else [])


def _unwrapped(parameter: ast.arg) -> str:
    name = parameter.arg
    match ast.unparse(parameter.annotation) if parameter.annotation else "":
        case "Locator":
            return f"{name}._sync"
        case "Locator | None":
            return f"None if {name} is None else {name}._sync"
        case "str | Locator":
            return f"{name} if isinstance({name}, str) else {name}._sync"
        case annotation:
            assert "Locator" not in annotation, annotation
            return name


def _wrapped(kind: str, value: str) -> str:
    if kind in MIRRORED:
        return f"{kind}({value})"
    item = kind.removeprefix("list[").removesuffix("]")
    return f"[{item}(one) for one in {value}]" if item in MIRRORED else value


def _doc(doc: str, indent: str = " " * 8) -> ast.Expr:
    """A docstring, in which the fixture is the async one."""
    doc = doc.replace("`with ui.", "`async with aui.").replace("`ui.", "`await aui.").replace("`ui`", "`aui`")
    first, *others = doc.split("\n\n")
    quoted = f'{indent}"""{first}' + ("" if others or "\n" in first else '"""')
    if any(len(line) > WIDTH for line in quoted.splitlines()):  # it has outgrown its line
        lines = textwrap.wrap(" ".join(first.split()), WIDTH - len(f'{indent}"""'))
        first = f"\n{indent}".join(lines) + ("" if others else f"\n{indent}")
    return ast.Expr(ast.Constant("\n\n".join([first, *others])))


# What annotations need.


def _imports(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """Where the names come from that a module imports: the module, and what is written after `import`."""
    return {
        name.asname or name.name: (one.module, ast.unparse(name))
        for one in ast.walk(tree)
        if isinstance(one, ast.ImportFrom) and one.module and one.module != "__future__"
        for name in one.names
    }


def _needed(code: str, imports: dict[str, tuple[str, str]]) -> str:
    tree = ast.parse(code)
    here = {one.name for one in tree.body if isinstance(one, ast.ClassDef)} | _imports(tree).keys()
    used = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)} - here
    modules: dict[str, list[str]] = {"contextlib": ["AbstractAsyncContextManager"]}
    for name in used & imports.keys():
        module, written = imports[name]
        modules.setdefault(module, []).append(written)
    in_order = sorted(modules.items(), key=lambda one: (one[0].startswith("pycomponents"), one[0]))  # as ruff has it
    return "".join(f"    from {module} import {', '.join(sorted(names))}\n" for module, names in in_order)


if __name__ == "__main__":
    AIO.write_text(text())
    for options in (["check", "--quiet", "--fix", "--select=I"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *options, str(AIO)], check=True)
    # Sorted imports are another tree.
    assert is_fresh(), "ruff has written something else than tests/testing/mirror.py: imports in another order?"
