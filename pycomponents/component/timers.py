"""What a component asks for outside of events: timers, and turns on its page."""

from __future__ import annotations

import functools
import inspect
from types import MethodType
from typing import TYPE_CHECKING, Any, Final

from pycomponents.component.event import Event, EventMethod
from pycomponents.component.memory import remembering
from pycomponents.errors import ComponentError, message

if TYPE_CHECKING:
    from pycomponents.component.component import Component

# More often than a browser could show it, a timer only costs.
SHORTEST: Final = 0.05
# Longer than any page lives, and within what every event loop can wait for.
LONGEST: Final = 7 * 24 * 3600.0


class Call:
    """A method of a component, and what to call it with.

    method: what tells it from the component's other methods.
    """

    __slots__ = ("component", "label", "method", "run")

    def __init__(self, component: Component, method: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        self.component = component
        self.method = _own_method(component, method)
        self.label = f"{type(component).__name__}.{self.method.__name__}"
        self.run: functools.partial[object] = functools.partial(method, *args, **kwargs)

    @property
    def function(self) -> Any:
        """What runs, as it was written."""
        method = self.method
        return method.function if isinstance(method, EventMethod) else method

    def arguments(self) -> dict[str, object]:
        """What it is called with, by parameter. Raises `TypeError` where it cannot be called so."""
        run = self.run
        bound = run.func.arguments if isinstance(run.func, Event) else ()
        signature = inspect.signature(self.function)
        given = signature.bind(self.component, *bound, *run.args, **run.keywords).arguments
        return dict([*given.items()][1:])

    def __repr__(self) -> str:
        return f"<Call {self.label}>"


class Timer:
    """A timer of a component: what `after()` and `every()` give."""

    __slots__ = ("active", "call", "repeats", "seconds")

    def __init__(self, call: Call, seconds: float, *, repeats: bool) -> None:
        self.call = call
        self.seconds = seconds
        self.repeats = repeats
        self.active = True

    def cancel(self) -> None:
        """Let it not run any more. One that has run, or whose component has gone, does not mind."""
        refuse_while_rendering(self.call.label, "cancelled")
        host = self.call.component.__host__
        if host is not None:
            host.cancel_timer(self)
        self.active = False

    def __repr__(self) -> str:
        how = "every" if self.repeats else "after"
        return f"<Timer {how} {self.seconds:g} s {self.call.label}{'' if self.active else ', over'}>"


def start(call: Call, seconds: object, *, repeats: bool) -> Timer:
    """A timer that the component's page lets run. Without a page it is only made."""
    name = "every" if repeats else "after"
    where = f"{name}({seconds!r:.20}, {call.label})"
    refuse_while_rendering(where, "asked for")
    least = SHORTEST if repeats else 0
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not least <= seconds <= LONGEST:
        raise ComponentError(
            message(
                "these are no seconds that can be waited.",
                where=where,
                expected=f"a number from {least:g} to {LONGEST:.0f}",
                got=seconds,
            )
        )
    _check_arguments(call, where)
    timer = Timer(call, seconds, repeats=repeats)
    host = call.component.__host__
    if host is not None:
        host.start_timer(timer)
    return timer


def soon(call: Call) -> bool:
    """Let the component's page run it in its turn. Says whether there is such a page."""
    refuse_while_rendering(f"soon({call.label})", "asked for")
    host = call.component.__host__
    return host is not None and host.run_soon(call)


def refuse_while_rendering(where: str, what: str) -> None:
    """Raise `ComponentError` in a render."""
    # Asked of the context and not of the page: another thread may want something while the page renders on its own.
    if remembering.get() is not None:
        raise ComponentError(
            message(
                f"this was {what} while rendering.",
                where=where,
                cure="A render only reads, and runs often: do it in connected() or in an event.",
            )
        )


def _own_method(component: Component, method: object) -> Any:
    if isinstance(method, Event) and method.component is component:
        return method.method
    if isinstance(method, MethodType) and method.__self__ is component:
        return method.__func__
    raise ComponentError(
        message(
            "this takes a method of the component itself.",
            where=type(component).__name__,
            got=method,
            cure="Write self.after(5, self.close), and what the method is to be given behind it.",
        )
    )


def _check_arguments(call: Call, where: str) -> None:
    try:
        call.arguments()
    except TypeError as error:
        raise ComponentError(message(f"the method cannot be called so: {error}.", where=where)) from None
