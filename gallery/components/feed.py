"""A feed without an end to be reached: more comes before its reader gets there, and it knows what has been seen."""

from dataclasses import dataclass, replace
from operator import attrgetter

from gallery.models import Character
from pycomponents import Component, Node, each, event, state
from pycomponents.html import a, article, div, h2, li, ol, output, p, progress, section, span

PAGE = 12
ALL = 5000
STEP = 1871  # shares no divisor with 5,000, so that walking by it meets every character once


@dataclass(frozen=True, slots=True)
class Card:
    place: int
    glyph: str
    name: str
    block: str
    is_new: bool = True


class Feed(Component):
    """Cards; what says at the end that more is wanted, and at the top that it has been left."""

    cards: list[Card] = state(factory=list[Card])
    has_left_top: bool = state(False)

    def mount(self) -> None:
        self.more()

    @event
    def more(self) -> None:
        self.cards += page_of(len(self.cards))

    @event
    def seen(self, place: int) -> None:
        self.cards[place] = replace(self.cards[place], is_new=False)

    @event
    def move(self, has_left_top: bool) -> None:
        self.has_left_top = has_left_top

    def render(self) -> Node:
        many = sum(not card.is_new for card in self.cards)
        return section(".feed", aria_label="Feed")[
            div("#top", on_visible=self.move.bind(False), on_hidden=self.move.bind(True)),
            p(".feed-head")[
                output(aria_live="off")[f"{many:,} seen"],
                progress(max=len(self.cards), value=many, aria_label="Seen of what has come"),
                span[f"{len(self.cards):,} here"],
                a(".feed-up", href="#top")["Back to the top"] if self.has_left_top else None,
            ],
            ol[each(self.cards, self._card, key=attrgetter("place"))],
            # Another key each time: a new element, which is seen anew if it is in sight at once.
            len(self.cards) < ALL
            and p(".feed-end", key=f"end-{len(self.cards)}", role="status", on_visible=self.more.margin(600))["More …"],
        ]

    def _card(self, card: Card) -> Node:
        seen = self.seen.bind(card.place).ratio(0.6).once()
        return li(class_={"is-new": card.is_new}, on_visible=seen)[
            article[span(".feed-glyph", aria_hidden=True)[card.glyph], div[h2[card.name], p[card.block]]]
        ]


def page_of(first: int) -> list[Card]:
    """The cards that come after `first` others."""
    ids = [place * STEP % ALL + 1 for place in range(first, min(first + PAGE, ALL))]
    found = Character.objects.in_bulk(ids)
    characters = [found[pk] for pk in ids if pk in found]
    return [
        Card(place, chr(character.code), character.name, character.block)
        for place, character in enumerate(characters, first)
    ]
