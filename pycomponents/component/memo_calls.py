"""`memo`: the nodes of a call, given again where it is called with the same, unchangeable arguments."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import Any, Final, Literal, NamedTuple, TypeVar, overload

from pycomponents.component.component import Component
from pycomponents.component.equality import is_immutable, known_equal
from pycomponents.component.event import EventMethod
from pycomponents.component.memo_shared import SharedMemo, check_again
from pycomponents.component.memory import Memory, remembering
from pycomponents.component.view_check import check_call, is_sampled
from pycomponents.errors import RenderError, message

V = TypeVar("V", bound=Callable[..., Any])

_MOST: Final = 1000


class Entry(NamedTuple):
    """One call: on which component, with what, and what it gave."""

    component: Component | None
    arguments: tuple[Any, ...]
    made: Any


# `V` and not `Callable[P, R]`: a function stays one, so that it is still a method in its class.
@overload
def memo(view: V, /) -> V: ...
@overload
def memo(
    *, shared: Literal[True], max_size: int = _MOST, contexts: Sequence[ContextVar[Any]] = ()
) -> Callable[[V], V]: ...
def memo(view: Any = None, /, *, shared: bool = False, max_size: int = _MOST, contexts: Any = ()) -> Any:
    """Give the same nodes again for the same arguments: `@memo` above a method or function that makes them.

    What it shows must come from its arguments alone; in DEBUG and in tests one that shows more raises `RenderError`.
    With arguments that can change in place (lists, model instances) it always runs, which is always correct.

    With `@memo` alone each mounted component remembers the calls of its own last render. With `@memo(shared=True)`,
    above a function, all pages of the process share what is remembered, for each language and time zone. Then arguments
    that can change in place raise `RenderError`, and so do events and components, in the arguments or in the result.

    max_size: of how many calls a shared one remembers the result; the one used longest ago goes first.
    contexts: context variables on whose values a shared one depends.
    """
    if view is None:
        if not shared:
            raise RenderError("memo() has nothing above which it stands: write @memo, or @memo(shared=True).")
        return functools.partial(_shared, max_size=max_size, contexts=contexts)
    _check_view(view)

    @functools.wraps(view)
    def remembered(*args: Any, **kwargs: Any) -> Any:
        memory = remembering.get()
        return view(*args, **kwargs) if memory is None else _again(memory, view, args, kwargs)

    return remembered


def _shared(view: Any, *, max_size: int, contexts: Sequence[ContextVar[Any]]) -> Any:
    _check_view(view)
    # A bound method, by which `each` knows a view again.
    give = SharedMemo(view, max_size, tuple(contexts)).give

    @functools.wraps(view)
    def remembered(*args: Any, **kwargs: Any) -> Any:
        return give(args, kwargs)

    return remembered


def _again(memory: Memory, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    component = args[0] if args and isinstance(args[0], Component) else None
    arguments = args if component is None else args[1:]
    if kwargs:
        arguments += tuple(kwargs.values())
    # `1 == True`: the key finds an entry, and `known_equal` decides whether it is the one.
    key = (view, id(component), arguments, tuple(kwargs))
    try:
        entry: Entry | None = memory.used.get(key) or memory.kept.get(key)
    except TypeError:  # not hashable, so it can change in place
        return _made(view, args, kwargs)
    if entry is None or entry.component is not component or not known_equal(entry.arguments, arguments):
        made = _made(view, args, kwargs)
        if not is_immutable(arguments):
            return made
        entry = Entry(component, arguments, made)
    elif memory.strict and is_sampled(len(memory.used)):
        check_call(view, args, kwargs, entry.made)
    memory.use(key, entry)
    return entry.made


def _made(view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    made = view(*args, **kwargs)
    check_again(view, made)
    return made


def _check_view(view: Any) -> None:
    """Raise `RenderError` for what gives no nodes, or not the same ones for the same arguments."""
    if isinstance(view, EventMethod):
        raise RenderError(
            message(
                "an event answers a user, it shows nothing.", where=view.function.__qualname__, cure="Take @memo off."
            )
        )
    name = getattr(view, "__qualname__", repr(view))
    if not inspect.isfunction(view):
        raise RenderError(message("@memo stands right above a function or method.", where=f"{name:.80}", got=view))
    if inspect.isgeneratorfunction(view) or inspect.iscoroutinefunction(view) or inspect.isasyncgenfunction(view):
        raise RenderError(message("what it gives is read only once.", where=name, cure="Return an element, or a list."))
    if view.__name__ == "render":
        raise RenderError(
            message(
                "a render shows state, which is no argument.",
                where=name,
                cure="It runs only where something may have changed; put @memo above a method that makes a part of it.",
            )
        )
