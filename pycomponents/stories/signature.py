"""What makes a story: functions and classes whose parameters are its knobs, and what else it may be given."""

from __future__ import annotations

import inspect
import sys
import typing
from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from typing_extensions import Format, get_annotations

from pycomponents.component.component import forgets_to_return
from pycomponents.component.fields import MISSING
from pycomponents.dom.tags import Node
from pycomponents.errors import StoryError, message, nearest
from pycomponents.stories.knobs import Slot, knob_of
from pycomponents.stories.page import TAKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pycomponents.component.component import Component
    from pycomponents.stories.knobs import Knob

# Makes what a story needs, before its page is mounted.
Fixture: TypeAlias = Callable[[], object]


def checked_fixtures(given: Iterable[object], where: str) -> tuple[Fixture, ...]:
    """Raises `StoryError` for what cannot be called everywhere."""
    fixtures = (given,) if isinstance(given, str) or callable(given) else tuple(given)
    for fixture in fixtures:
        is_pytest = type(fixture).__module__.startswith("_pytest")
        if isinstance(fixture, str) or is_pytest or not callable(fixture):
            raise StoryError(
                message(
                    "the gallery shows stories too, and knows no fixtures of pytest.",
                    where=f"{where}: fixtures",
                    expected="functions without parameters",
                    got=fixture,
                    cure="Write a function that makes what the story needs, and call it in the fixture of pytest.",
                )
            )
        if inspect.iscoroutinefunction(fixture) or not takes(fixture):
            raise StoryError(
                message(
                    "a fixture is called without arguments, and not awaited.",
                    where=f"{where}: fixtures",
                    got=fixture,
                    cure="Give its parameters defaults; if it is async, let it be an ordinary function.",
                )
            )
    return cast("tuple[Fixture, ...]", fixtures)


def takes(function: Callable[..., object], *arguments: object) -> bool:
    """Whether it can be called with these."""
    try:
        inspect.signature(function).bind(*arguments)
    except TypeError:
        return False
    except ValueError:  # a builtin that does not tell
        return True
    return True


def checked_tags(given: Iterable[str], where: str) -> frozenset[str]:
    if isinstance(given, str):
        raise StoryError(
            message("one text is many tags.", where=f"{where}: tags", got=given, cure=f"Write {{{given!r}}}.")
        )
    return frozenset(given)


def check_function(function: object, where: str, examples: Mapping[str, object]) -> None:
    if not inspect.isfunction(function):
        raise StoryError(
            message(
                "this makes no story.",
                where=where,
                expected="a function that returns a node, or the class of a component",
                got=function,
                cure="For a component with props, write a function: @story above def example(): return Counter(…).",
            )
        )
    if examples:
        raise StoryError(
            message("examples are for a component alone.", where=where, cure="Give the parameters their defaults.")
        )
    if inspect.iscoroutinefunction(function) or inspect.isgeneratorfunction(function):
        raise StoryError(
            message(
                "a story returns what it shows at once.",
                where=f"{where}, {function.__name__}()",
                cure="Load in a fixture, fixtures=[…], or in the component.",
            )
        )
    if forgets_to_return(function):
        raise StoryError(
            message(
                "this makes something and returns nothing.",
                where=f"{where}, {function.__name__}()",
                cure="Write return in front of what it shows.",
            )
        )


# From parameters and props to knobs.


def knobs_of_function(function: Callable[..., Node], fixtures: Iterable[Fixture], where: str) -> Iterator[Knob]:
    """Its parameters. Raises `StoryError` for one that a gallery or a test could not fill."""
    made = {_name_of(fixture) for fixture in fixtures}
    for parameter in inspect.signature(function).parameters.values():
        name = parameter.name
        if parameter.kind not in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
            raise StoryError(message(f"{parameter} hides what the story's knobs are.", where=where, cure="Name each."))
        if name in TAKEN or name.startswith("_"):
            raise StoryError(
                message(f"the name {name!r} belongs to every component.", where=where, cure="Choose another one.")
            )
        if parameter.annotation is parameter.empty:
            raise StoryError(message(f"{name!r} has no type.", where=where, cure=f"Annotate it: {name}: str = …"))
        if name in made:
            if parameter.default is not parameter.empty:
                raise StoryError(
                    message(f"{name!r} has a default, and a fixture makes it.", where=where, cure="Drop one.")
                )
            continue
        annotation = _annotation_of(function, name, where)
        default = MISSING if parameter.default is parameter.empty else parameter.default
        cure = f"Give it a default, or let a fixture of this name make it.{nearest(name, made) if made else ''}"
        yield knob_of(name, annotation, default, where=where, cure=cure)


def knobs_of_class(cls: type[Component], examples: Mapping[str, object], where: str) -> Iterator[Knob]:
    """Its props. Raises `StoryError` as above."""
    for name in examples:
        if name not in cls.__props__:
            raise StoryError(
                message(f"{cls.__name__} has no prop {name!r}.{nearest(name, cls.__props__)}", where=where)
            )
    for name in cls.__props__:
        owner = next(base for base in cls.__mro__ if name in base.__dict__.get("__declared__", {}))
        raw = get_annotations(owner, format=Format.FORWARDREF)[name]
        annotation = _annotation(raw, vars(sys.modules[owner.__module__]), name, where)
        default = examples.get(name, cls.__defaults__.get(name, MISSING))
        cure = f"Give an example, story({cls.__name__}, examples={{{name!r}: …}}), or write a function that returns it."
        yield knob_of(name, annotation, default, where=where, cure=cure)


def _name_of(fixture: Fixture) -> str:
    return getattr(fixture, "__name__", "")


def fixture_parameters(function: Callable[..., Node], fixtures: Iterable[Fixture], where: str) -> dict[str, Any]:
    """The parameters that fixtures fill, and their types."""
    parameters = inspect.signature(function).parameters
    names = [name for fixture in fixtures if (name := _name_of(fixture)) in parameters]
    return {name: _annotation_of(function, name, where) for name in names}


def _annotation_of(function: Callable[..., Node], name: str, where: str) -> Any:
    written = inspect.unwrap(function)
    return _annotation(get_annotations(written, format=Format.FORWARDREF)[name], written.__globals__, name, where)


def _annotation(raw: Any, names: dict[str, Any], name: str, where: str) -> Any:
    """An annotation as a type. One at a time: another may be what only type checkers can see."""
    if raw == Node:
        return Slot
    holder = type("holder", (), {"__annotations__": {name: raw}})
    known = {
        **_OF_NODE,
        **{of: Slot if type(value) is str and value == _NODE else value for of, value in names.items()},
    }
    try:
        return typing.get_type_hints(holder, known, include_extras=True)[name]
    except (NameError, TypeError) as error:
        raise StoryError(
            message(
                f"the annotation of {name!r} cannot be read: {error}.",
                where=where,
                cure="Import its type at the top of the module, not only under TYPE_CHECKING.",
            )
        ) from None


# `Node` is a text itself, made of names that no other module has.
_NODE: Final[object] = Node
_OF_NODE: Final[dict[str, Any]] = {
    **dict.fromkeys(("Mountable", "Boundary", "_HasHtml"), Slot),
    "htpy": SimpleNamespace(Renderable=Slot),
    "Iterable": Iterable,
    "Callable": Callable,
    "Node": Slot,
}
