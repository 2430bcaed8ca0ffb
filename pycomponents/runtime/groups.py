"""Components that `each` made. Those whose descriptions are the very same objects stay as they are, and none of them is
looked at: so a list of 1,000 components costs what changed in it.
"""

from __future__ import annotations

from itertools import compress, count
from operator import is_not
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pycomponents.dom.lower import Path, Values
    from pycomponents.dom.node import Boundary, Described, Place


class Group:
    """The components among which one call of `each` stands, side by side: their descriptions, their places, and what
    stands there.

    given: the contexts that stand above all of them.
    gone: the places of the last render that are none any more.
    """

    __slots__ = ("boundaries", "descriptions", "given", "gone", "places")

    def __init__(self, descriptions: Described, places: tuple[Place, ...], given: Values) -> None:
        self.descriptions = descriptions
        self.places = places
        self.given = given
        self.gone: Sequence[Place] = ()
        self.boundaries: tuple[Boundary, ...] = ()

    def fill(self, last: Group | None, fill: Callable[[Any, Place], Boundary]) -> None:
        """Fill in what is not as in the last render: under other contexts, everything."""
        now, places = self.descriptions, self.places
        if last is None or last.given is not self.given:
            self._fill(0, 0, last, fill)
        elif last.descriptions is now:
            self.boundaries = last.boundaries
        elif len(last.descriptions) == len(now):
            changed = [*compress(count(), map(is_not, last.descriptions, now))]
            made = [fill(now[index], places[index]) for index in changed]
            # Mostly each component stays where it is, with other props: then nothing is made anew.
            self.boundaries = last.boundaries
            if any(map(is_not, made, map(last.boundaries.__getitem__, changed))):
                boundaries = [*last.boundaries]
                for index, boundary in zip(changed, made, strict=True):
                    boundaries[index] = boundary
                self.boundaries = tuple(boundaries)
            stay = {places[index] for index in changed}
            self.gone = [place for index in changed if (place := last.places[index]) not in stay]
        else:
            before = last.descriptions
            shorter = min(len(before), len(now))
            head = next(compress(count(), map(is_not, before, now)), shorter)
            tail = next(compress(count(), map(is_not, reversed(before), reversed(now))), shorter)
            self._fill(head, min(tail, shorter - head), last, fill)

    def _fill(self, head: int, tail: int, last: Group | None, fill: Callable[[Any, Place], Boundary]) -> None:
        """Fill in all but the first and the last ones."""
        end = len(self.places) - tail
        places = self.places[head:end]
        made = [fill(one, place) for one, place in zip(self.descriptions[head:end], places, strict=True)]
        if last is None:
            self.boundaries = tuple(made)
            return
        was = len(last.places) - tail
        self.boundaries = (*last.boundaries[:head], *made, *last.boundaries[was:])
        stay = set(places)
        self.gone = [place for place in last.places[head:was] if place not in stay]


def gone_from(
    loose: dict[Path, Any], groups: dict[Path, Group], now_loose: dict[Path, Any], now_groups: dict[Path, Group]
) -> set[Path]:
    """The paths at which a component stood in the last render and none of what this render has placed anew stands. One
    may still stand there: in another group.
    """
    gone = {path for path in loose if path not in now_loose}
    for path, group in groups.items():
        now = now_groups.get(path)
        gone.update([(*path, place) for place in (group.places if now is None else now.gone)])
    return gone
