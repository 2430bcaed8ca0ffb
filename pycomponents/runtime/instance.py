"""One mounted component: its place, its props, its tree, and what the client knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pycomponents.component.component import forget_computed
from pycomponents.component.memory import Memory
from pycomponents.component.tracked import Tracked
from pycomponents.dom.node import Boundary, Mounted, Place, Root
from pycomponents.runtime import codec
from pycomponents.runtime.effects import Turn
from pycomponents.runtime.groups import Group, gone_from
from pycomponents.runtime.recording import recording
from pycomponents.runtime.sent import SentTrees

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from pycomponents.component.component import Component
    from pycomponents.component.timers import Call, Timer
    from pycomponents.dom.lower import Values
    from pycomponents.runtime.instances import Tree
    from pycomponents.web.request import PageRequest

# Where a node stands in the tree of its component: the identity of each child on the way from the root element.
Path: TypeAlias = "tuple[Place, ...]"
# Where an instance stands on the page: its path in its parent's tree, behind that of its parent.
Chain: TypeAlias = "tuple[Path, ...]"

# A component that crashes so often in so many seconds is not tried again.
_MOST_CRASHES: Final = 3
_CRASHES_WITHIN: Final = 60.0
NOTHING_READ: Final[AbstractSet[Any]] = frozenset()
_NO_GROUPS: Final[dict[Path, Group]] = {}
# Never changed: what stands in most components of a list.
_NO_CHILDREN: Final[dict[Path, Instance]] = {}


class Instance(Mounted):
    """One mounted component: its place, its props, its tree, and what the client knows of it. It is its component's
    host.

    number: its name on the wire, never used again.
    path: where it stands in its parent's tree.
    children: the instances in it. loose: those outside of groups. groups: what `each` has made, by where it stands.
    given, read: the contexts that stand above it, and which of them its last render asked for.
    crashes: when it has crashed lately. shows_fallback: its last render or hook has. is_down: it has so often that it
        shows its fallback for good.
    """

    __slots__ = (
        "boundary",
        "children",
        "component",
        "crashes",
        "depth",
        "given",
        "groups",
        "is_down",
        "is_mounted",
        "loose",
        "memory",
        "parent",
        "path",
        "read",
        "sent",
        "shows_fallback",
        "tree",
    )

    depth: int

    def __init__(self, tree: Tree, component: Component, parent: Instance | None, path: Path) -> None:
        self.tree = tree
        self.number = tree.next_number(parent)
        self.component = component
        self.parent = parent
        self.path = path
        self.depth = 0 if parent is None else parent.depth + 1
        self.crashes: tuple[float, ...] = ()
        self.is_mounted = False
        self.is_down = False
        self.shows_fallback = False
        self.children = _NO_CHILDREN
        self.loose = self.children
        self.groups = _NO_GROUPS
        self.memory = Memory(strict=tree.strict)
        self.given: Values = {}
        self.read: AbstractSet[Any] = NOTHING_READ
        self.root: Root = None
        self.sent = SentTrees()
        self.boundary = Boundary(self, _key(component, path))

    @property
    def chain(self) -> Chain:
        return () if self.parent is None else (*self.parent.chain, self.path)

    def crashed(self, now: float) -> None:
        """It has raised, and shows its fallback: for good, where that was too often lately."""
        self.shows_fallback = True
        self.crashes = (*(at for at in self.crashes if now - at < _CRASHES_WITHIN), now)
        self.is_down = len(self.crashes) >= _MOST_CRASHES

    def let_go(self) -> None:
        """It is on no page any more. What holds it in a circle is cut, so that it need not wait for the garbage
        collector, which leaves pages alone for long.
        """
        self.component.__host__ = None
        self.children = self.loose = _NO_CHILDREN
        self.groups = _NO_GROUPS
        self.parent = None
        del self.boundary

    def hold(
        self, placed: dict[Path, Instance], members: dict[Path, Instance], groups: dict[Path, Group]
    ) -> list[Instance]:
        """These stand in it from now on. Returns those that do not any more.

        members: of the components in `groups` those that were looked at; all others stay.
        """
        before = self.children
        if groups or self.groups:
            if before is _NO_CHILDREN:
                before = self.children = {}
            now = placed | members
            gone = gone_from(self.loose, self.groups, placed, groups) - now.keys()
            leaving = [before.pop(path) for path in gone]
            leaving += [before[path] for path, child in now.items() if before.get(path, child) is not child]
            before.update(now)
            self.groups = groups
        else:
            leaving = [child for path, child in before.items() if placed.get(path) is not child]
            self.children = placed
        self.loose = placed
        return leaving

    # What the component may ask (component.host.Host).

    @property
    def request(self) -> PageRequest:
        return self.tree.request

    @property
    def rendering(self) -> bool:
        return self.tree.rendering

    def changing(self, component: Component, what: object, remember: Callable[[], Callable[[], None]]) -> None:
        tree = self.tree
        tree.dirty[self] = None
        change = (self, what if isinstance(what, str) else id(what))
        if change not in tree.undo:
            tree.undo[change] = remember()
            running = recording.get()
            if running is not None:
                running.changing(self, what.field if isinstance(what, Tracked) else str(what))
        forget_computed(component, pure=True)

    def assigning(self, component: Component, name: str, value: object) -> None:
        if self.tree.strict:
            codec.check(type(component), name, value)

    def called(self, component: Component) -> None:
        self.tree.dirty[self] = None

    def reads(self, component: Component) -> None:
        self.tree.readers[self] = None

    def start_timer(self, timer: Timer) -> None:
        self.tree.undo[self, id(timer)] = self.tree.effects.start(self, timer)

    def cancel_timer(self, timer: Timer) -> None:
        back = self.tree.effects.cancel(self, timer)
        self.tree.undo.setdefault((self, id(timer)), back)

    def run_soon(self, call: Call) -> bool:
        return self.tree.effects.push(Turn(self, call))


def _key(component: Component, path: Path) -> str | None:
    """The key of a component as a text: the very object that its path has, of which a long list need not have two."""
    key = None if component.key is None else str(component.key)
    place = path[-1] if path else None
    return place if isinstance(place, str) and place == key else key
