"""What `@memo(shared=True)` remembers: for all pages of the process, so nothing of any one page may be in it."""

from __future__ import annotations

import dataclasses
import inspect
import threading
from collections import OrderedDict
from contextvars import ContextVar
from types import FunctionType
from typing import TYPE_CHECKING, Any, Final, cast

import htpy

from pycomponents.component.component import Component
from pycomponents.component.equality import is_immutable, known_equal
from pycomponents.component.memory import remembering
from pycomponents.component.view_check import check_call
from pycomponents.dom.node import Boundary, Element, Keyed, Listener, Mountable
from pycomponents.errors import RenderError, message

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

# Every so often, strict mode looks whether what is shared would still come out the same.
_CHECK_EVERY: Final = 16

_around: Final[list[Callable[[], Hashable]]] = []


def vary_shared(read: Callable[[], Hashable]) -> None:
    """Whatever is shared depends on what `read()` gives, too; `web` brings the language and the time zone."""
    _around.append(read)


class Shared:
    """One call: all it depends on, what it gave, and how often that was given again."""

    __slots__ = ("key", "made", "uses")

    def __init__(self, key: object, made: Any) -> None:
        self.key = key
        self.made = made
        self.uses = 0


class SharedMemo:
    """The results of one view, the one used longest ago first. Safe for threads."""

    def __init__(self, view: Callable[..., Any], max_size: int, contexts: tuple[Any, ...]) -> None:
        self._view = view
        self._max_size = max_size
        self._contexts = contexts
        self._where = f"@memo(shared=True) {view.__qualname__}"
        self._entries: OrderedDict[Hashable, Shared] = OrderedDict()
        self._lock = threading.Lock()
        self._check_definition()

    def give(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """What the view makes of these arguments, as it was made before where it was."""
        values = tuple(context.get(None) for context in self._contexts)
        key = (tuple(read() for read in _around), values, args, tuple(kwargs.items()))
        found = self._find(key)
        if found is None:
            self._check_inputs(values, args, kwargs)
            found = Shared(key, self._made(args, kwargs))
            self._keep(key, found)
        elif found.uses % _CHECK_EVERY == 0 and (memory := remembering.get()) is not None and memory.strict:
            check_call(self._view, args, kwargs, found.made)
        found.uses += 1
        return found.made

    def _find(self, key: Hashable) -> Shared | None:
        try:
            with self._lock:
                found = self._entries.get(key)
                # `1 == True`: the key finds an entry, and `known_equal` decides whether it is the one.
                if found is None or not known_equal(found.key, key):
                    return None
                self._entries.move_to_end(key)
                return found
        except TypeError:  # not hashable: `_check_inputs` says what
            return None

    def _keep(self, key: Hashable, entry: Shared) -> None:
        with self._lock:
            self._entries.pop(key, None)  # so that the key is that of this entry
            self._entries[key] = entry
            while len(self._entries) > self._max_size:
                self._entries.popitem(last=False)

    def _made(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        made = self._view(*args, **kwargs)
        check_again(self._view, made)
        for guest in _guests(made):
            raise RenderError(
                message(
                    "what all pages share cannot hold what belongs to one.",
                    where=self._where,
                    got=guest,
                    cure="Let it make what only shows, and put events and components around it; or take @memo.",
                )
            )
        return made

    # What may not be shared.

    def _check_definition(self) -> None:
        first = next(iter(inspect.signature(self._view).parameters), "")
        if first in ("self", "cls"):
            raise RenderError(
                message(
                    f"{first} belongs to one page.",
                    where=self._where,
                    cure="Make it a function of its arguments, above the class; or take @memo.",
                )
            )
        if type(self._max_size) is not int or self._max_size < 1:
            raise RenderError(message("max_size is at least 1.", where=self._where, got=self._max_size))
        for context in self._contexts:
            if not isinstance(context, ContextVar):
                raise RenderError(
                    message(
                        "contexts are context variables.",
                        where=self._where,
                        got=context,
                        cure="Of an htpy context, take the value as an argument: @theme.consumer above @memo(…).",
                    )
                )

    def _check_inputs(self, values: tuple[Any, ...], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        given: dict[str, object] = {}
        for context, value in zip(self._contexts, values, strict=True):
            given[f"the context {context.name}"] = value
        for name, value in inspect.signature(self._view).bind(*args, **kwargs).arguments.items():
            given[f"the argument {name}"] = value
        for name, value in given.items():
            if any(isinstance(part, Listener | Component) for part in _parts(value)):
                what = f"{name} belongs to one page."
                cure = "Bind events outside of what is shared; or take @memo."
            elif not is_immutable(value):
                what = f"{name} can change in place."
                cure = "Give it texts, numbers, dates, tuples or frozen dataclasses: item.name and not item."
            else:
                continue
            raise RenderError(message(what, where=self._where, got=value, cure=cure))


def check_again(view: Callable[..., Any], made: object) -> None:
    """Raise `RenderError` for a result that could not be given twice."""
    if isinstance(made, list | tuple):
        for one in cast("Iterable[object]", made):
            check_again(view, one)
    elif not (made is None or isinstance(made, _GIVEN_TWICE)):
        raise RenderError(
            message(
                "this cannot be given twice.",
                where=f"@memo {view.__qualname__}",
                expected="an element, a component, a text, or a list of these",
                got=made,
            )
        )


_GIVEN_TWICE: Final = (Element, Component, Keyed, str, int, FunctionType, htpy.ContextConsumer)


def _parts(value: object) -> Iterator[object]:
    """A value and what it holds, as far as it cannot change in place."""
    yield value
    parts: Iterable[object] = ()
    if isinstance(value, tuple | frozenset):
        parts = cast("Iterable[object]", value)
    elif dataclasses.is_dataclass(value):
        parts = [getattr(value, field.name) for field in dataclasses.fields(value)]
    for part in parts:
        yield from _parts(part)


def _guests(made: object) -> Iterator[object]:
    """The events and components in what a view has made. Callables and consumers of contexts make theirs anew."""
    if isinstance(made, Mountable | Boundary):
        yield made
    elif isinstance(made, Element):
        yield from (made.listeners or {}).values()
        for child in made.children:
            yield from _guests(child)
    elif isinstance(made, htpy.ContextProvider):
        yield from _guests(made.node)
    elif isinstance(made, list | tuple | Keyed):
        for one in cast("Iterable[object]", made):
            yield from _guests(one)
