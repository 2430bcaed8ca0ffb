"""Two trees in, one patch out. No I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pycomponents.diff.keyed import Matching, arrange, step_to
from pycomponents.diff.live import LiveAttributes, rendered
from pycomponents.diff.patch import (
    Change,
    Clear,
    Insert,
    Inside,
    Listen,
    Patch,
    Remove,
    Replace,
    SetAttributes,
    SetProperties,
    SetRaw,
    SetRoot,
    SetText,
)
from pycomponents.diff.texts import FEWEST, changed, each_text
from pycomponents.dom.node import Boundary, Element, Raw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pycomponents.dom.node import Listener, Node, Root


def diff(old: Root, new: Root) -> Patch:
    """The changes that turn a component's tree `old` into `new`; what other components' trees hold is theirs."""
    if old is new:
        return []
    if isinstance(old, Element) and isinstance(new, Element) and old.tag == new.tag and old.key == new.key:
        return _element(old, new)
    if isinstance(old, Boundary) and isinstance(new, Boundary) and old.mounted is new.mounted:
        return []
    return [SetRoot(new)]


def _element(old: Element, new: Element) -> list[Change]:
    # The one hot function, whole on purpose: a table of 1,000 rows comes here 7,000 times, and nearly always to find
    # nothing. So: what is the same object is skipped; what can be compared in C (dicts, tuples of texts) is; and
    # only a difference costs a call.
    changes: list[Change] = []
    if old.attributes is not new.attributes and old.attributes != new.attributes:
        changes += _attributes(old, new)
    if old.listeners is not new.listeners and not _answer_alike(old.listeners, new.listeners):
        changes.append(Listen(new.listeners))
    if old.properties is not new.properties and old.properties != new.properties:
        changes += _properties(old.properties or {}, new.properties or {})

    before, after = old.children, new.children
    if before == after:  # equal texts, and the very same nodes
        return changes
    # Children are matched by identity: a key or a place. Where nothing is keyed and no hole opened or closed, or where
    # every child kept its place, the n-th child is the n-th child.
    places = old.places
    if places is not new.places and places != new.places and (places or new.places):
        changes += _matched(old, new)
    elif len(before) >= FEWEST:
        changes += _long(old, new)
    else:
        replaced: list[Change] = []
        index = -1
        for was, now in zip(before, after):  # noqa: B905  # `strict` takes a tenth of the whole comparison
            index += 1
            if was is now:
                continue
            if was.__class__ is str and isinstance(now, str):
                if was != now:
                    changes.append(Inside(index if places is None else step_to(old, index), [SetText(now)]))
            elif isinstance(was, Element) and isinstance(now, Element) and was.tag == now.tag:
                if inside := _element(was, now):
                    changes.append(Inside(index if places is None else step_to(old, index), inside))
            else:
                _pair(step_to(old, index), was, now, changes, replaced)
        if replaced or len(before) != len(after):
            changes += _ends(old, new, replaced)
    if changes and old.tag == "textarea" and not isinstance(old.attributes, LiveAttributes):
        changes.append(SetProperties({**rendered(new)}))
    return changes


def _pair(step: str | int, was: Node, now: Node, changes: list[Change], replaced: list[Change]) -> None:
    """Two different nodes of one identity."""
    if isinstance(was, Element) and isinstance(now, Element) and was.tag == now.tag:
        inside = _element(was, now)
    elif isinstance(was, str) and isinstance(now, str):
        inside = [SetText(now)] if was != now else []
    elif isinstance(was, Raw) and isinstance(now, Raw):
        inside = [SetRaw(now.html)] if was.html != now.html else []
    elif isinstance(was, Boundary) and isinstance(now, Boundary) and was.mounted is now.mounted:
        inside = []
    else:
        replaced.append(Replace(step, now))
        return
    if inside:
        changes.append(Inside(step, inside))


def _ends(old: Element, new: Element, replaced: list[Change]) -> list[Change]:
    """Children that stand at their indexes: those replaced, then those more or fewer than before."""
    before, after = old.children, new.children
    if not after:
        return [Clear()]
    changes = [*replaced]
    if len(before) < len(after):
        changes.append(Insert(None, after[len(before) :]))
    changes += [Remove(index) for index in range(len(before) - 1, len(after) - 1, -1)]
    none_stays = len(replaced) == min(len(before), len(after))
    return [Clear(), Insert(None, after)] if none_stays and len(changes) > 2 else changes


def _long(old: Element, new: Element) -> list[Change]:
    """Children that kept their places, so many that those that are the same objects are found in C."""
    pairs = changed(old.children, new.children)
    alike = each_text(old, pairs) if len(pairs) >= FEWEST else None
    changes: list[Change] = [*(alike or ())]
    replaced: list[Change] = []
    for index, was, now in pairs if alike is None else ():
        _pair(step_to(old, index), was, now, changes, replaced)
    return changes + _ends(old, new, replaced) if replaced or len(old.children) != len(new.children) else changes


def _matched(old: Element, new: Element) -> list[Change]:
    changes: list[Change] = []
    replaced: list[Change] = []
    matching = Matching(old, new)
    for index, place in matching.pairs():
        _pair(step_to(old, index), old.children[index], new.children[place], changes, replaced)
    return changes + replaced + arrange(matching)


def _attributes(old: Element, new: Element) -> list[Change]:
    was, now = old.attributes, new.attributes
    values: dict[str, str | None] = {name: value for name, value in now.items() if was.get(name) != value}
    values.update((name, None) for name in was if name not in now)
    changes: list[Change] = [SetAttributes(values)] if values else []
    # The attribute of a control is only its default. What it holds now is a property, and is set beside it.
    wanted = rendered(new)
    live = (
        was.live if isinstance(was, LiveAttributes) else {name: wanted[name] for name in wanted if name not in values}
    )
    if properties := {name: value for name, value in wanted.items() if live.get(name) != value}:
        changes.append(SetProperties({**properties}))
    return changes


def _properties(was: Mapping[str, str | bool], now: Mapping[str, str | bool]) -> list[Change]:
    values: dict[str, str | bool | None] = {name: value for name, value in now.items() if was.get(name) != value}
    # A property that is no longer given goes back to what it is by itself: a style to none, `indeterminate` to off.
    values.update((name, None if name.startswith("style.") else False) for name in was if name not in now)
    return [SetProperties(values)] if values else []


def _answer_alike(old: Mapping[str, Listener] | None, new: Mapping[str, Listener] | None) -> bool:
    if old is None or new is None or len(old) != len(new):
        return not old and not new
    for event_type, listener in new.items():
        was = old.get(event_type)
        if was is None:
            return False
        if was.specs is listener.specs and event_type in was.specs:
            continue
        if was is not listener and was.describe(event_type) is not listener.describe(event_type):
            return False
    return True
