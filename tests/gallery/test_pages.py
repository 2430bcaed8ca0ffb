"""Every page arrives complete, by HTTP alone."""

import html
import re
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.gallery.conftest import InGallery
from tests.server import ROOT, Server

# The stories in their order, and the file of each.
STORIES = {
    "counter": "counter.py",
    "totals": "totals.py",
    "clock": "clock.py",
    "todos": "todos.py",
    "search": "search.py",
    "feed": "feed.py",
    "slots": "slots.py",
    "boundaries": "boundaries.py",
    "rows": "rows.py",
    "form": "echo.py",
    "template": "../templates/gallery/in_a_template.html",
}


def get(server: Server, path: str) -> str:
    with urlopen(f"{server.url}{path}") as response:
        assert response.status == 200
        text: str = response.read().decode()
    return text


class Links(HTMLParser):
    """The list of stories: (address, whether it is the current one)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, bool]] = []
        self._in_list = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self._in_list = self._in_list or tag == "nav"
        if self._in_list and tag == "a":
            self.found.append((attributes.get("href") or "", attributes.get("aria-current") == "page"))

    def handle_endtag(self, tag: str) -> None:
        self._in_list = self._in_list and tag != "nav"


def test_the_first_page_lists_the_stories_and_needs_no_script(gallery: Server) -> None:
    text = get(gallery, "/")
    assert Links(text).found == [(f"/{slug}/", False) for slug in STORIES]
    assert "<script" not in text


def test_a_page_of_a_template_arrives_complete(gallery: Server) -> None:
    text = get(gallery, "/template/")
    assert Links(text).found == [(f"/{other}/", other == "template") for other in STORIES]
    assert len(re.findall(r'<section data-pc="0"', text)) == 3
    assert not re.search(r"<[^>]* style=", text)
    record = '<script type="application/json" data-pc-page="">'
    client = '<script type="module" src="/static/pycomponents/pycomponents.js">'
    assert re.findall(r"<script[^>]*>", text) == [record, client, record, record, record]


@pytest.mark.parametrize("slug", [slug for slug in STORIES if slug != "template"])
def test_a_story_arrives_complete(slug: str, gallery: Server) -> None:
    text = get(gallery, f"/{slug}/")
    assert Links(text).found == [(f"/{other}/", other == slug) for other in STORIES]
    assert '<div class="stage"><section data-pc="0" class="' in text
    assert not re.search(r"<[^>]* style=", text)
    assert re.findall(r"<script[^>]*>", text) == [
        '<script type="module" src="/static/pycomponents/pycomponents.js">',
        '<script type="application/json" data-pc-page="">',
    ]


@pytest.mark.parametrize(("slug", "file"), STORIES.items())
def test_a_story_shows_its_source_as_it_is(slug: str, file: str, gallery: Server) -> None:
    found = re.search(r"<pre[^>]*><code>(.*)</code></pre>", get(gallery, f"/{slug}/"), re.DOTALL)
    assert found is not None
    shown = html.unescape(re.sub(r"</?span[^>]*>", "", found[1]))
    assert shown == (ROOT / "gallery" / "components" / file).read_text()


def test_another_address_is_not_found(gallery: Server) -> None:
    with pytest.raises(HTTPError, match="404"):
        get(gallery, "/nothing/")


def test_the_migrations_are_those_of_the_models(in_gallery: InGallery) -> None:
    code = "from django.core.management import call_command; call_command('makemigrations', check=True, dry_run=True)"
    assert in_gallery(code).strip() == "No changes detected"
