"""Whether a view is surely the one of the last render: the same code, and surely equal values around it."""

from __future__ import annotations

import functools
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pycomponents.component.equality import known_equal
from pycomponents.dom.node import Mountable

if TYPE_CHECKING:
    from collections.abc import Callable

View: TypeAlias = "Callable[[Any], Any]"

# Functions that hold functions that hold functions: deeper than this, they count as changed.
_DEEPEST: Final = 8


def unwrapped(view: Any) -> Any:
    while isinstance(view, functools.partial):
        view = view.func
    return view


def code_of(view: View) -> object:
    plain = unwrapped(view)
    code = getattr(plain, "__code__", None)
    return code if isinstance(code, CodeType) else type(plain)  # pyright: ignore[reportUnknownVariableType]


def same_view(one: Any, two: Any, depth: int = 0) -> bool:
    """Whether two functions surely do the same: the same code, and surely equal values enclosed."""
    if type(one) is not type(two) or depth > _DEEPEST:
        return False
    if isinstance(one, MethodType):
        return one.__func__ is two.__func__ and one.__self__ is two.__self__
    if isinstance(one, FunctionType):
        return one.__code__ is two.__code__ and _same_values(_enclosed(one), _enclosed(two), depth)
    if isinstance(one, functools.partial):
        return same_view(one.func, two.func, depth) and _same_values(_given(one), _given(two), depth)  # pyright: ignore[reportUnknownArgumentType]
    return one is two


def _same_values(one: tuple[object, ...], two: tuple[object, ...], depth: int) -> bool:
    return len(one) == len(two) and all(_same_value(a, b, depth) for a, b in zip(one, two, strict=True))


def _same_value(one: object, two: object, depth: int) -> bool:
    # The component itself is enclosed by most views. That they do not look into it is theirs, and strict mode's.
    if isinstance(one, Mountable | ModuleType):
        return one is two
    if isinstance(one, FunctionType | MethodType | functools.partial):
        return same_view(one, two, depth + 1)
    return known_equal(one, two)


def _enclosed(function: FunctionType) -> tuple[object, ...]:
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    return (*cells, *(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values())


def _given(partial: functools.partial[Any]) -> tuple[object, ...]:
    return (*partial.args, *partial.keywords, *partial.keywords.values())
