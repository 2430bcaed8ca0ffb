"""A search that answers while one types: 5,000 characters of Unicode, found in SQLite by how the words of their names
begin.
"""

import re

from django.db.models import QuerySet
from django.db.models.functions import Length

from gallery.characters import words_of
from gallery.models import Character, Word
from pycomponents import Component, Node, computed, event, state
from pycomponents.html import button, dd, div, dl, dt, input, label, li, mark, ol, output, p, section, span

PAGE = 40
LONGEST = 60
IDEAS = ("cat", "moon", "arrow right", "heart", "snow", "chess queen", "roman numeral", "fire")


class CharacterSearch(Component):
    """A field, what it finds, and the particulars of the character that one points at."""

    query: str = state("")
    limit: int = state(PAGE)
    chosen: int | None = state(None)

    @computed
    def total(self) -> int:
        return matching(self.query).count()

    @computed
    def found(self) -> list[Character]:
        # Short names are what people mean: "cat" before "cat face with wry smile".
        order = [Length("name"), "id"] if self.query else ["id"]
        return list(matching(self.query).order_by(*order)[: self.limit])

    @event
    def search(self, value: str) -> None:
        self.query = value[:LONGEST]
        self.limit = PAGE
        self.chosen = None

    @event
    def choose(self, code: int) -> None:
        self.chosen = None if code == self.chosen else code

    @event
    def show_more(self) -> None:
        self.limit += PAGE

    def render(self) -> Node:
        more = min(PAGE, self.total - len(self.found))
        return section(".search", aria_label="Search")[
            label(for_="query")["A word of its name, or the character itself"],
            input(
                "#query",
                type="search",
                value=self.query,
                maxlength=LONGEST,
                autocomplete="off",
                autocapitalize="none",
                spellcheck=False,
                on_input=self.search.debounce(150),
            ),
            p(".ideas", role="group", aria_label="For example")[
                (button(key=idea, on_click=self.search.bind(idea))[idea] for idea in IDEAS)
            ],
            output(".count", for_="query")[self._count()],
            ol(".found")[(self._row(character) for character in self.found)] if self.found else None,
            button(".more", on_click=self.show_more)[f"Show {more} more"] if more else None,
        ]

    def _count(self) -> str:
        match self.total:
            case 0:
                return f"No character is called “{self.query.strip()}”."
            case 1:
                return "1 character"
            case many:
                return f"{many:,} characters"

    def _row(self, character: Character) -> Node:
        is_chosen = character.code == self.chosen
        return li(key=character.code)[
            button(on_click=self.choose.bind(character.code), aria_expanded=is_chosen)[
                span(".glyph")[chr(character.code)],
                span(".name")[highlighted(character.name, words_of(self.query))],
                span(".block")[character.block],
            ],
            is_chosen
            and dl[(div[dt[name], dd[value]] for name, value in particulars(character.code, character.name).items())],
        ]


def matching(query: str) -> QuerySet[Character]:
    """The characters of which each word of `query` begins a word; without any word, those that stand in it.

    Each word is a range of the index on words, so no table is read from end to end.
    """
    characters = Character.objects.all()
    words = words_of(query)
    if not words and query.strip():
        return characters.filter(code__in=[ord(character) for character in query])
    for word in words:
        # "~" comes after all that a word may hold.
        beginning = Word.objects.filter(text__gte=word, text__lt=f"{word}~")
        characters = characters.filter(pk__in=beginning.values("character"))
    return characters


def highlighted(name: str, words: list[str]) -> list[Node]:
    """A name in which the beginnings that were asked for are marked."""
    if not words:
        return [name]
    longest_first = "|".join(sorted(words, key=len, reverse=True))
    # Of the parts, every second one is what the group has caught.
    parts = re.split(rf"(?<![a-z0-9])({longest_first})", name)
    return [mark[part] if index % 2 else part for index, part in enumerate(parts)]


def particulars(code: int, name: str) -> dict[str, str]:
    """How the character is written elsewhere."""
    return {
        "Code point": f"U+{code:04X}",
        "UTF-8": chr(code).encode().hex(" ").upper(),
        "HTML": f"&#x{code:X};",
        "Python": f'"\\N{{{name.upper()}}}"',
    }
