"""Writes docs/reference/api.md from the docstrings: `python -m tests.docs.reference`."""

import dataclasses
import inspect
import re
import types
import typing
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import django
from django.conf import settings

from tests.docs.blocks import ROOT

API = ROOT / "docs/reference/api.md"
HEAD = """\
# Reference

Every public name. This page is written from the docstrings, by `python -m tests.docs.reference`. What is not on it may
change without notice.
"""
# What is public of the modules that do not say so themselves.
OF_WEB = {
    "pycomponents.web.asgi": ("sockets",),
    "pycomponents.web.document": ("Document", "Content"),
    "pycomponents.web.request": ("PageRequest",),
    "pycomponents.web.conf": ("Conf",),
    "pycomponents.web.middleware": ("private_pages",),
    "pycomponents.web.jinja": ("Components",),
    "pycomponents.testing": (
        "Ui",
        "Page",
        "Locator",
        "expect",
        "Interaction",
        "ComponentTestCase",
        "TestingError",
        "LocatorError",
        "ActionError",
    ),
    "pycomponents.testing.assertions": ("LocatorAssertions", "PageAssertions"),
    "pycomponents.stories": ("story", "Story", "Budget", "skip", "Knob", "Kind", "Control", "Bounds"),
}
# Says again what another module says.
MIRRORS = {"pycomponents.testing.aio": ("Ui", "Page", "Locator", "expect")}
# Methods of public classes that only a page calls.
OF_THE_PAGE = {"stands_for", "arguments_for", "label"}
# Of names that are not ours, or have no place for a docstring.
ABOUT = {
    "Node": "What may stand in brackets: elements, components, texts, whole numbers, `None`, `True` and `False` (which "
    "show nothing), iterables of these. `render()` is annotated with it too, and returns one element, one component or "
    "`None`. A type, for annotations.",
    "Attribute": "What an attribute may be given. A type, for annotations.",
    "Key": "What a key may be: `str | int`.",
    "Renderable": "htpy's: what can be shown as HTML by itself.",
    "Fragment": "htpy's: several nodes without an element around them, made by `fragment[…]`.",
    "ContextProvider": "htpy's: what `Context.provider(…)` gives.",
    "ContextConsumer": "htpy's: what a function with `@Context.consumer` gives.",
    "Markup": "markupsafe's: a text that is safe HTML. You vouch for it.",
    "fragment": "Several nodes without an element around them: `fragment[a, b]`.",
    "comment": 'htpy\'s: an HTML comment, `comment("…")`.',
}


def public() -> dict[str, list[str]]:
    """The public names by module, in the order of their modules."""
    names = {"pycomponents": [*_re_exported("pycomponents")], "pycomponents.html": [*_of_html()]}
    names |= {module: [*listed] for module, listed in (OF_WEB | MIRRORS).items()}
    return names | {"pycomponents.errors": [*_of_errors()]}


def _re_exported(module: str) -> Iterator[str]:
    for name, value in vars(import_module(module)).items():
        if not name.startswith("_") and not isinstance(value, types.ModuleType):
            yield name


def _of_html() -> list[str]:
    return list(import_module("pycomponents.html").__all__)


def elements() -> list[str]:
    """The elements of `pycomponents.html`."""
    html = vars(import_module("pycomponents.html"))
    return sorted(name for name, value in html.items() if isinstance(value, html["Element"]))


def _of_errors() -> Iterator[str]:
    for name, value in vars(import_module("pycomponents.errors")).items():
        if isinstance(value, type) and issubclass(value, Exception):
            yield name


def text() -> str:
    """The whole page."""
    parts = [HEAD]
    for module, names in public().items():
        parts.append(f"\n## {module}\n")
        if module in MIRRORS:
            said = module.rpartition(".")[0]
            parts.append(f"\nThe names of {said} for tests that are coroutines.\n")
            parts += [f"\n### {name}\n\nAs there; what asks or acts is awaited.\n" for name in names]
            continue
        parts += [_entry(name, getattr(import_module(module), name)) for name in names]
        if module == "pycomponents.html":
            listed = ", ".join(f"`{name}`" for name in elements())
            parts.append(f"\n### Elements\n\n{listed}.\n")
    return "".join(parts)


def _entry(name: str, value: Any) -> str:
    entry = f"\n### {name}\n\n"
    if name in ABOUT:
        return f"{entry}{ABOUT[name]}\n"
    if inspect.isfunction(value):
        return f"{entry}```text\n{name}{_signature(value)}\n```\n\n{_prose(value)}"
    if "__dataclass_fields__" in vars(value):
        return f"{entry}```text\n{''.join(_fields(value))}```\n\n{_prose(value)}"
    members = "" if issubclass(value, Exception) else "".join(_members(value))
    return f"{entry}{_prose(value)}{members}"


def _fields(value: Any) -> Iterator[str]:
    for field in dataclasses.fields(value):
        default = "" if field.default is dataclasses.MISSING else f" = {_default(field.default)}"
        yield f"{field.name}: {field.type}{default}\n"


def _default(value: object) -> str:
    return value.__name__ if isinstance(value, types.FunctionType) else repr(value)


def _members(cls: type[Any]) -> Iterator[str]:
    for name, member in vars(cls).items():
        function = getattr(member, "__func__", member)
        if name.startswith("_") or not getattr(member, "__doc__", None) or name in OF_THE_PAGE:
            continue
        if isinstance(member, property):
            yield f"\n#### {cls.__name__}.{name}\n\n{_prose(member)}"
        elif inspect.isfunction(function):
            yield f"\n#### {cls.__name__}.{name}\n\n```text\n{name}{_signature(function)}\n```\n\n{_prose(member)}"


def _signature(function: types.FunctionType) -> str:
    overloads = typing.get_overloads(function)
    signature = inspect.signature(function)
    parameters = [one for one in signature.parameters.values() if one.name not in ("self", "cls")]
    if overloads:  # their types say more than the function's own, and are too long for a line
        parameters = [one.replace(annotation=one.empty) for one in parameters]
        signature = signature.replace(return_annotation=signature.empty)
    parameters = [
        one.replace(default=_Default(one.default)) if one.default is not one.empty else one for one in parameters
    ]
    return re.sub(r"'([^']*)'", r"\1", str(signature.replace(parameters=parameters)))


class _Default:
    """Shows a default as it is written, and one that only stands for "not given" as dots."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __repr__(self) -> str:
        return "…" if type(self._value) is object else repr(self._value)


def _prose(value: object) -> str:
    lines: list[str] = []
    for line in (inspect.getdoc(value) or "").splitlines():
        # "default: the first value" describes a parameter or field: an item of a list.
        described = re.match(r"([a-z_0-9]+(?:, [a-z_0-9]+)*): (.*)", line) or re.match(r"([A-Z_]+): (.*)", line)
        if described:
            if lines and lines[-1] and not lines[-1].startswith(("- ", "  ")):
                lines.append("")
            names = ", ".join(f"`{name}`" for name in described[1].split(", "))
            lines.append(f"- {names}: {described[2]}")
        elif line.startswith("    ") and lines and lines[-1].startswith(("- ", "  ")):
            lines.append(f"  {line.strip()}")
        else:
            if line and lines and lines[-1].startswith(("- ", "  ")):
                lines.append("")
            lines.append(line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    settings.configure()
    django.setup()
    API.write_text(text())
