"""Component instances: mounted, given new props, rendered again, taken away; one tree of them for a page.

The tree is plain synchronous code with no clock, no socket and no thread of its own: the page decides when.
"""

from __future__ import annotations

import inspect
import logging
import time
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pycomponents.component.component import Component, forget_computed, hand_over, props_of
from pycomponents.component.equality import known_equal
from pycomponents.component.fields import set_state
from pycomponents.component.memory import remembering
from pycomponents.dom import nesting
from pycomponents.dom.lower import given_below
from pycomponents.dom.node import Element, Keyed, Root
from pycomponents.errors import RenderError, message
from pycomponents.runtime import unkeyed
from pycomponents.runtime.boundaries import fallbacks
from pycomponents.runtime.effects import Effects
from pycomponents.runtime.instance import NOTHING_READ, Instance
from pycomponents.runtime.notes import add_notes, log_crash
from pycomponents.runtime.placing import Placing, made_again, to_mount
from pycomponents.runtime.recording import recording

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from collections.abc import Set as AbstractSet

    from pycomponents.dom.lower import Values
    from pycomponents.runtime.instance import Chain, Path
    from pycomponents.web.request import PageRequest

logger = logging.getLogger("pycomponents")

Restored: TypeAlias = "dict[Chain, tuple[type[Component], dict[str, object]]]"

# A handler's changes may make `update()` change more, and so on; this many rounds never end by themselves.
_MOST_ROUNDS: Final = 100
_FALLBACK_CURE: Final = "A fallback must not raise. It is to show something with what is at hand, or to return None."


class Tree:
    """The instances of one page. It has one root; or several, where a page was put together from parts: of k roots, the
    instances of the i-th have the numbers i, i + k, i + 2k, … (see `merging`).

    request: what components see as `self.request`.
    wait: runs an awaitable to its end from synchronous code, for async lifecycle methods.
    strict: check what only a programmer can get wrong (in DEBUG and in tests).
    debug: a component that has crashed shows the traceback.
    clock: tells the time in seconds, from any start.
    """

    def __init__(
        self,
        request: PageRequest,
        *,
        wait: Callable[[Awaitable[None]], None],
        strict: bool,
        debug: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.request = request
        self.strict = strict
        self.debug = debug
        self.instances: dict[int, Instance] = {}
        self.roots: list[Instance] = []
        self.rendering = False
        self.connected = False
        # What must be rendered again, and what has been since it was last sent. Dicts, for their order.
        self.dirty: dict[Instance, None] = {}
        self.rendered: dict[Instance, None] = {}
        # Those that show fallbacks: they are tried again when their parents render.
        self.fallen: dict[Instance, None] = {}
        # Instances that read a @computed value: their next render may differ after any event.
        self.readers: dict[Instance, None] = {}
        # The way back from each change of state in this event.
        self.undo: dict[tuple[Instance, str | int], Callable[[], None]] = {}
        self.effects = Effects()
        # Instances to come that were mounted before, by chain: their class, and their state. From a ticket.
        self.restored: Restored | None = None
        self._shown = False
        self._clock = clock
        self._wait = wait
        self.next_numbers = [0]  # for each root

    @property
    def root(self) -> Instance:
        return self.roots[0]

    @property
    def most_roots(self) -> int:
        """How many roots its document has, those that could not come alive counted."""
        return len(self.next_numbers)

    def next_number(self, parent: Instance | None) -> int:
        """The number of an instance that comes to stand in `parent`."""
        step = self.most_roots
        root = 0 if parent is None else parent.number % step
        number = self.next_numbers[root]
        self.next_numbers[root] = number + step
        return number

    def was_issued(self, number: int) -> bool:
        """Whether a component of this page has had this number."""
        return 0 <= number < self.next_numbers[number % self.most_roots]

    # Mounting and rendering.

    def mount_root(self, description: Component) -> None:
        """Mount the page's component and render everything in it. What this component itself raises, this raises."""
        root = Instance(self, to_mount(description), None, ())
        self.roots.append(root)
        self._admit(root)
        self.render_dirty()
        self._shown = True

    def render_dirty(self) -> None:
        """Render what is dirty, parents first, until nothing is.

        A component that raises shows its fallback, and all others go on. It is tried again when it is next rendered,
        unless it has crashed three times in a minute.
        """
        for _ in range(_MOST_ROUNDS):
            if not self.dirty:
                return
            for instance in sorted(self.dirty, key=_depth) if len(self.dirty) > 1 else [*self.dirty]:
                if instance in self.dirty:  # its parent's render may have seen to it
                    self._render(instance)
        endless, self.dirty = self.dirty, {}
        for instance in endless:
            if instance.number in self.instances:
                self._crash(instance, "render", _endless(instance.component))

    def _render(self, instance: Instance) -> None:
        """Render one instance, after mounting it if it is not mounted."""
        if instance.is_down:
            del self.dirty[instance]
            return
        running = recording.get()
        if running is not None:
            running.rendering(instance)
        hook = "mount"
        try:
            if not instance.is_mounted:
                self._mount(instance)
                hook = "connected"
                if self.connected:
                    self._call(instance.component.connected)
            hook = "render"
            del self.dirty[instance]
            self._show(instance, instance.component.render)
            if instance.shows_fallback:
                instance.shows_fallback = False
                del self.fallen[instance]
        except Exception as error:  # noqa: BLE001  whatever a component raises is the component's
            self._crash(instance, hook, error)

    def _show(self, instance: Instance, render: Callable[[], Any]) -> None:
        """Let an instance show what `render` gives, and bring those inside it in line."""
        root, placing = self._lowered(instance, render)
        if placing is not None:
            self._hold(instance, root, placing)
            return
        instance.root = root
        instance.read = NOTHING_READ
        self.rendered[instance] = None
        if instance.children:
            for child in instance.hold({}, {}, {}):
                self.unmount(child)

    def _lowered(self, instance: Instance, render: Callable[[], Any]) -> tuple[Root, Placing | None]:
        """What `render` gives, closed, and what it describes, if it has to be looked for. What it makes by `each` and
        `memo` is remembered, unless it raises.
        """
        self.rendering = True
        memory = instance.memory
        outer = remembering.set(memory)
        raised = True
        placing: Placing | None = None
        try:
            root = render()
            # A row of a list, mostly, has nothing in it that would have to be filled in.
            if self.strict or not isinstance(root, Element) or root.open:
                placing = Placing(instance)
                root = placing.lowered(root, strict=self.strict)
            raised = False
        finally:
            self.rendering = False
            remembering.reset(outer)
            if memory.calls is not memory.last:
                memory.rendered(raised=raised)
        return root, placing

    def _hold(self, instance: Instance, root: Root, placing: Placing) -> None:
        """Let an instance show `root`, and hold what it describes."""
        if self.strict and instance.children and instance.children.keys() != placing.paths:
            unkeyed.check(instance, root)
        instance.root = root
        instance.read = placing.contexts.read or NOTHING_READ
        self.rendered[instance] = None
        for child in instance.hold(placing.loose, placing.members, placing.groups):
            self.unmount(child)
        for child, description, given in placing.todo:
            self._settle(child, description, given)
        if self.fallen and placing.groups:
            self._try_again(instance, placing.paths)
        if self.strict and placing.todo:
            # Only now is it known what stands in the places of components: a browser may move a row out of a div.
            nesting.check(instance.root)

    def _try_again(self, parent: Instance, looked_at: AbstractSet[Path]) -> None:
        """Render those that show fallbacks, though their group has not looked at them."""
        for child in [child for child in self.fallen if child.parent is parent and child.path not in looked_at]:
            self.dirty[child] = None
            self._render(child)

    def _crash(self, instance: Instance, hook: str, error: Exception) -> None:
        """A component has raised: it shows its fallback. The page's own is everybody's until the page was shown."""
        add_notes(error, instance, hook)
        if instance.parent is None and not self._shown:
            raise error
        self.fallen[instance] = None
        instance.crashed(self._clock())
        reference = log_crash(f"{type(instance.component).__name__}.{hook}()", error)
        errors = [error]
        for render in fallbacks(instance, errors, reference):
            try:
                self._show(instance, render)
            except Exception as again:  # noqa: BLE001  a fallback that raises is one more crash, and shows less
                add_notes(again, instance, "error_fallback")
                again.add_note(_FALLBACK_CURE)
                errors.append(again)
                log_crash(f"{type(instance.component).__name__}.error_fallback()", again)
            else:
                break
        self.dirty.pop(instance, None)  # what it changed before it raised is no reason to try again at once

    def _settle(self, child: Instance, description: Component, given: Values) -> None:
        """Mount `child` if it is new, else hand over the props of `description`; and render it unless nothing that it
        shows can have changed.
        """
        ref = description.__dict__.get("__ref__")
        if ref is not None:
            child.component.__dict__["__ref__"] = ref
            ref.stand_for(child.component)
        if child.number not in self.instances:
            child.given = given
            self._admit(child)
        else:
            if given is not child.given:
                self._give(child, given)
            if not _same_props(child.component, description):
                self._update(child, description)
            elif child.shows_fallback:
                self.dirty[child] = None
        if child in self.dirty:
            self._render(child)

    def _update(self, child: Instance, description: Component) -> None:
        hand_over(child.component, props_of(description))
        self.dirty[child] = None
        if not child.is_mounted or child.is_down:
            return
        try:
            self._call(child.component.update)
        except Exception as error:  # noqa: BLE001  see `_render`
            self.dirty.pop(child, None)
            self._crash(child, "update", error)

    def _give(self, child: Instance, given: Values) -> None:
        """Other contexts stand above `child`, and so above what is in it. Whoever has read one of them is rendered."""
        before, child.given = child.given, given
        for context in child.read:
            if (context in before) != (context in given) or not known_equal(before.get(context), given.get(context)):
                self.dirty[child] = None
        for inner in child.children.values():
            self._give(inner, given_below(inner.given, before, given))

    def _admit(self, instance: Instance) -> None:
        """A new one stands on the page, to be mounted and rendered."""
        self.instances[instance.number] = instance
        instance.component.__dict__["__host__"] = instance  # past `__setattr__`: each row of a list comes here
        self.dirty[instance] = None

    def _mount(self, instance: Instance) -> None:
        if instance.crashes:  # its first mount has raised in the middle: what that has set is gone
            self.effects.end(instance)
            instance.component = made_again(instance)
        component = instance.component
        kept = None if self.restored is None else self.restored.pop(instance.chain, None)
        if kept is not None and kept[0] is type(component):
            for name, value in kept[1].items():
                set_state(component, name, value)
        else:
            self._call(component.mount)
        instance.is_mounted = True

    def unmount_all(self) -> None:
        """The page ends."""
        for root in self.roots:
            self.unmount(root)
        self.roots.clear()

    def unmount(self, instance: Instance) -> None:
        """Take an instance away, those inside it first."""
        for child in instance.children.values():
            self.unmount(child)
        if instance.is_mounted:
            self._call_safely(instance.component.unmount)
        del self.instances[instance.number]
        for group in (self.dirty, self.rendered, self.readers, self.fallen):
            group.pop(instance, None)
        self.effects.end(instance)
        instance.let_go()

    def discard(self) -> None:
        """Nobody will ask for this page any more, and nobody has joined it: its memory is free at once."""
        for instance in self.instances.values():
            self.effects.end(instance)
            instance.let_go()
        self.instances.clear()
        self.roots.clear()

    # Lifecycle of the connection.

    def connect(self) -> None:
        """A browser is attached."""
        self.connected = True
        for instance in [*self.instances.values()]:
            if instance.is_mounted and instance.number in self.instances:
                try:
                    self._call(instance.component.connected)
                except Exception as error:  # noqa: BLE001  see `_render`
                    self._crash(instance, "connected", error)
        self.render_dirty()

    def disconnect(self) -> None:
        """The connection is gone."""
        self.connected = False
        for instance in [*self.instances.values()]:
            if instance.is_mounted:
                self._call_safely(instance.component.disconnected)

    def _call(self, method: Callable[[], Awaitable[None] | None]) -> None:
        result = method()
        if result is not None and inspect.isawaitable(result):
            self._wait(result)

    def _call_safely(self, method: Callable[[], Awaitable[None] | None]) -> None:
        try:
            self._call(method)
        except Exception:
            logger.exception("%s raised", getattr(method, "__qualname__", method))

    # State.

    def take_back(self) -> None:
        """Undo every change of state since the log was last cleared."""
        undo, self.undo = self.undo, {}
        for back in reversed(undo.values()):
            back()
        for instance, _ in undo:  # what was derived from the values that are gone
            forget_computed(instance.component, pure=True)

    def forget_computed(self) -> None:
        """An event has been handled: what reads `@computed` values must look again."""
        if not self.readers:
            return
        readers, self.readers = self.readers, {}
        for instance in readers:
            forget_computed(instance.component, pure=False)
            self.dirty[instance] = None

    def take_rendered(self) -> Iterable[Instance]:
        """What was rendered since the last call, parents first."""
        rendered, self.rendered = self.rendered, {}
        return sorted(rendered, key=_depth) if len(rendered) > 1 else rendered


_depth: Final = attrgetter("depth")


def _endless(component: Component) -> RenderError:
    return RenderError(
        message(
            f"rendering does not come to an end: state changed {_MOST_ROUNDS} times over.",
            where=type(component).__name__,
            cure="update() may change state only where the new props ask for it.",
        )
    )


def _same_props(component: Component, description: Component) -> bool:
    old, new = component.__dict__, description.__dict__
    for name in component.__props__:
        if not known_equal(old[name], new[name]) and not _same_nodes(old[name], new[name]):
            return False
    return True


def _same_nodes(old: object, new: object) -> bool:
    """Whether a slot surely shows the same: the very same nodes, with nothing in them that each render looks at."""
    return new is old and isinstance(new, Element | Keyed) and not new.open
