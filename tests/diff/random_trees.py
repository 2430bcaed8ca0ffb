"""Random trees that a browser would not change: keys, holes, nested iterables, raw HTML, SVG, tables, controls."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pycomponents.diff.keyed import places_of
from pycomponents.dom.node import Boundary, Element, Listener, Node, Place, Raw
from tests.diff.trees import Answer, component, el

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from tests.diff.trees import Given

Properties: TypeAlias = "dict[str, str | bool]"
Child: TypeAlias = "Callable[[int, str | None], Given]"

WORDS = ("a", "bc", "d e", "<&>", "ü", "x" * 9, " ", "1", "\n y")
RAW = ("<b>bold</b>", "text <i>and</i> more", "<br>", "<!-- note --><u>u</u>", "<p>one</p><p>two</p>")
PHRASING = ("span", "b", "em", "code")
FLOW = ("div", "section", "article", "ul", "table", "svg", "form", "p")
VOID = ("br", "img", "hr", "wbr")


class RandomTrees:
    """Trees made of one source of chance. `near` makes another that shares much with the first."""

    def __init__(self, chance: Random, *, components: bool = True) -> None:
        self.chance = chance
        self._components = components
        self._mounted: list[Boundary] = []
        self._number = 1  # 0 is whoever shows the tree
        self._forms = 0

    def root(self) -> Element:
        self._number, self._forms = 1, 0
        tag = "div" if self.chance.random() < 0.02 else "main"
        return el(tag, self.attributes(), *self.flow(3), on=self.listeners())

    def near(self, old: Element) -> Element:
        """What one more render might make of `old`: much the same, here and there edited."""
        made = changed(old, attributes=dict(old.attributes))
        if self.chance.random() < 0.2 and old.tag in {"div", "li", "span", "section", "tr", "main"}:
            made.attributes = self.attributes()
        if self.chance.random() < 0.1:
            made.listeners = self.listeners()
        entries: list[tuple[Place, Node]] = []
        for place, child in zip(places_of(old), old.children, strict=True):
            if self.chance.random() > 0.1 or isinstance(child, Boundary):
                entries.append((place, self.near_child(child)))
        self._insert(entries)
        if self.chance.random() < 0.3:
            self._shuffle(entries)
        made.places, made.children = _joined(entries)
        return made if old.tag != "select" else _one_selected(made)

    def near_child(self, child: Node) -> Node:
        if isinstance(child, Element):
            return child if self.chance.random() < 0.3 else self.near(child)
        if isinstance(child, str) and self.chance.random() < 0.2:
            return self.chance.choice(WORDS)
        if isinstance(child, Raw) and self.chance.random() < 0.3:
            return Raw(self.chance.choice(RAW))
        return child

    def _insert(self, entries: list[tuple[Place, Node]]) -> None:
        """Twins of children that are there, each with a key or place of its own."""
        for _ in range(self.chance.choice((0, 0, 1, 1, 2, 5))):
            twins = [node for _, node in entries if isinstance(node, Element) and _plain(node)]
            if not twins:
                return
            twin = self.near(self.chance.choice(twins))
            if twin.key is None:
                entries.append((1000 + self.chance.randrange(10**9), twin))
            elif (key := self.chance.choice("abcdefghijklmnop")) not in {place for place, _ in entries}:
                entries.insert(self.chance.randrange(len(entries) + 1), (key, changed(twin, key=key)))

    def _shuffle(self, entries: list[tuple[Place, Node]]) -> None:
        """Keyed children stand anywhere; the others keep their order, as places do."""
        keyed = [entry for entry in entries if isinstance(entry[0], str)]
        entries[:] = [entry for entry in entries if not isinstance(entry[0], str)]
        self.chance.shuffle(keyed)
        for entry in keyed:
            entries.insert(self.chance.randrange(len(entries) + 1), entry)

    def flow(self, depth: int) -> list[Given]:
        return self._siblings(depth, self.flow_child)

    def flow_child(self, depth: int, key: str | None) -> Given:
        chance = self.chance
        kind = chance.random()
        if kind < 0.2 and key is None:
            return chance.choice(WORDS)
        if kind < 0.25 and key is None:
            return Raw(chance.choice(RAW))
        if kind < 0.3 and self._components:
            return self.component(key)
        if kind < 0.4 or depth == 0:
            return self.phrasing(key)
        if kind < 0.5:
            return el(chance.choice(VOID), self.attributes(), key=key)
        if kind < 0.65:
            return self.control(key)
        return self.container(chance.choice(FLOW), depth, key)

    def container(self, tag: str, depth: int, key: str | None) -> Given:
        match tag:
            case "ul" if self.chance.random() < 0.3:
                keys: list[str] = self.chance.sample("abcdefghijkl", self.chance.randrange(3, 9))
                return el("ul", self.attributes(), self.rows(keys), key=key)
            case "ul":
                return el("ul", self.attributes(), *self._siblings(depth - 1, self.item), key=key)
            case "table":
                return el("table", {}, el("tbody", {}, *self._siblings(depth - 1, self.row)), key=key)
            case "svg":
                return el("svg", {"viewBox": "0 0 9 9"}, *self._siblings(1, self.shape), key=key)
            case "p":
                return el("p", self.attributes(), *self._siblings(0, lambda _, key: self.phrasing(key)), key=key)
            case "form":  # a form in a form is no HTML
                self._forms += 1
                made = el("form" if self._forms == 1 else "div", {}, *self.flow(depth - 1), key=key)
                self._forms -= 1
                return made
            case _:
                return el(
                    tag,
                    self.attributes(),
                    *self.flow(depth - 1),
                    key=key,
                    on=self.listeners(),
                    properties=self.properties(),
                )

    def _siblings(self, depth: int, child: Child) -> list[Given]:
        chance = self.chance
        match chance.randrange(5):
            case 0:  # a keyed iterable between others
                keys = chance.sample("abcdefgh", chance.randrange(7))
                rows: list[Given] = [child(depth, key) for key in keys]
                return [self._maybe(child, depth), rows, self._maybe(child, depth)]
            case 1:  # an unkeyed iterable
                return [[child(depth, None) for _ in range(chance.randrange(6))], self._maybe(child, depth)]
            case 2:  # keyed ones and others mixed
                unkeyed: list[str | None] = [None] * chance.randrange(3)
                mixed: list[str | None] = [*chance.sample("abcd", chance.randrange(5)), *unkeyed]
                chance.shuffle(mixed)
                return [child(depth, key) for key in mixed]
            case _:  # written out, with holes
                return [self._maybe(child, depth) for _ in range(chance.randrange(5))]

    def _maybe(self, child: Child, depth: int) -> Given:
        return None if self.chance.random() < 0.3 else child(depth, None)

    def item(self, depth: int, key: str | None) -> Given:
        return el("li", self.attributes(), *self.flow(max(0, depth - 1)), key=key, on=self.listeners())

    def rows(self, keys: Sequence[str | None]) -> list[Given]:
        """Items of one shape: raw HTML and inner keys alike in all of them, texts and values each its own; and here and
        there one that is not.
        """
        chance = self.chance
        raw: Given = Raw(chance.choice(RAW)) if chance.random() < 0.5 else None
        inner = chance.choice((None, "a", "k"))
        listens, links, named = self.listeners(), self.flag("hidden"), chance.random() < 0.5
        odd = chance.randrange(len(keys)) if chance.random() < 0.2 else -1
        rows: list[Given] = []
        for index, key in enumerate(keys):
            number = str(chance.randrange(10**6))
            text = el("b", links, chance.choice(WORDS), key=inner, on=listens)
            content = self.phrasing(None) if index == odd else raw
            attributes = {"id": f"r{number}", **({"title": chance.choice(WORDS)} if named else {})}
            rows.append(el("li", attributes, content, el("span", {}, number), text, el("i"), key=key))
        return rows

    def row(self, depth: int, key: str | None) -> Given:
        cells = [el("td", {}, self.phrasing(None)) for _ in range(self.chance.randrange(1, 3))]
        return el("tr", self.attributes(), *cells, key=key)

    def shape(self, depth: int, key: str | None) -> Given:
        if depth and self.chance.random() < 0.4:
            return el("g", {}, *self._siblings(depth - 1, self.shape), key=key)
        if self.chance.random() < 0.2:
            return el("foreignObject", {}, el("div", {}, self.chance.choice(WORDS)), key=key)
        return el(self.chance.choice(("circle", "linearGradient")), {"r": self.chance.choice("123")}, key=key)

    def phrasing(self, key: str | None) -> Given:
        if key is None and self.chance.random() < 0.4:
            return self.chance.choice(WORDS)
        text = self.chance.choice((*WORDS, None))
        return el(self.chance.choice(PHRASING), self.attributes(), text, key=key, on=self.listeners())

    def component(self, key: str | None) -> Given:
        """One of a few components that are mounted on both sides, or a new one."""
        chance = self.chance
        known = [boundary for boundary in self._mounted if boundary.mounted.number >= self._number]
        if known and chance.random() < 0.7:
            boundary = chance.choice(known)
            self._number = boundary.mounted.number + 1  # each stands in one tree once
            return Boundary(boundary.mounted, key)
        number = max([self._number, *(boundary.mounted.number + 1 for boundary in self._mounted)])
        made = component(number, chance.choice((None, el("div", {}, "component"), el("div", {}, el("br")))), key)
        self._mounted.append(made)
        self._number = number + 1
        return made

    def control(self, key: str | None) -> Given:
        match self.chance.randrange(6):
            case 0:
                return el("textarea", {}, self.chance.choice(("t", "two\nlines", None)), key=key)
            case 1:
                return self.select(key)
            case 2 | 3:
                kind = self.chance.choice(("checkbox", "radio"))
                properties: Properties | None = {"indeterminate": True} if self.chance.random() < 0.3 else None
                return el("input", {"type": kind, **self.flag("checked")}, key=key, properties=properties)
            case _:
                kind = self.chance.choice(("text", "hidden", "submit", "search"))
                return el("input", {"type": kind, **self.maybe("value", ("", "v", "other"))}, key=key)

    def select(self, key: str | None) -> Element:
        values = self.chance.sample("mnopq", self.chance.randrange(1, 5))
        chosen = self.chance.choice(values)
        keyed = self.chance.random() < 0.5
        options: list[Given] = [
            el("option", {"selected": ""} if value == chosen else {}, value, key=value if keyed else None)
            for value in values
        ]
        return el("select", {}, options, key=key)

    def attributes(self) -> dict[str, str]:
        return {**self.maybe("class", ("", "x", "y z")), **self.maybe("title", WORDS), **self.flag("hidden")}

    def maybe(self, name: str, values: tuple[str, ...]) -> dict[str, str]:
        return {name: self.chance.choice(values)} if self.chance.random() < 0.4 else {}

    def flag(self, name: str) -> dict[str, str]:
        return {name: ""} if self.chance.random() < 0.3 else {}

    def properties(self) -> Properties | None:
        if self.chance.random() < 0.8:
            return None
        return {f"style.{name}": value for name, value in self.maybe("width", ("1px", "2px")).items()} or None

    def listeners(self) -> dict[str, Listener] | None:
        if self.chance.random() < 0.7:
            return None
        return {name: Answer(self.chance.choice("fg")) for name in self.chance.sample(("click", "input"), 1)}


def changed(old: Element, *, attributes: dict[str, str] | None = None, key: str | None = None) -> Element:
    made = el(old.tag, old.attributes if attributes is None else attributes, key=key or old.key, on=old.listeners)
    made.children, made.places, made.properties = old.children, old.places, old.properties
    return made


def _plain(node: Node) -> bool:
    """Whether no component stands inside: a twin of one would be the same one twice."""
    return not isinstance(node, Boundary) and (not isinstance(node, Element) or all(map(_plain, node.children)))


def _joined(entries: list[tuple[Place, Node]]) -> tuple[tuple[Place, ...], tuple[Node, ...]]:
    """Without texts that would stand beside a text."""
    kept = [
        entry
        for index, entry in enumerate(entries)
        if not (index and isinstance(entry[1], str) and isinstance(entries[index - 1][1], str))
    ]
    return tuple(place for place, _ in kept), tuple(node for _, node in kept)


def _one_selected(select: Element) -> Element:
    options = [node for node in select.children if isinstance(node, Element)]
    for index, option in enumerate(options):
        options[index] = changed(option, attributes={} if index else {"selected": ""})
    select.children = tuple(options)
    return select
