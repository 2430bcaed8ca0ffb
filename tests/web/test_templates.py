"""Components in templates: several on one page over one socket, from caches too, and each for whom it was made."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.template import TemplateSyntaxError, engines
from django.test import AsyncClient, RequestFactory, override_settings
from django.urls import path
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from pycomponents import Component, Node, event, state
from pycomponents.errors import PropError, PycomponentsError, RegistryError, RenderError, TicketError
from pycomponents.html import button, div, form, input, li, p, ul
from pycomponents.web.building import rendered_pages
from pycomponents.web.joining import Joining
from pycomponents.web.middleware import private_pages
from pycomponents.web.ticket import seal, unseal
from tests.web.client import connected, facts, fetch, joined, log_in, record_in, records_in, refusal
from tests.web.site import note, site

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.server import Server
    from tests.web.conftest import Serving

pytestmark = pytest.mark.urls(__name__)

HERE = __name__


class Vote(Component):
    """The button is at [0, 0]; the voters, each with a button, in [0, 1]."""

    name: str
    step: int = 1
    votes: int = state(0)

    def mount(self) -> None:
        note(f"mounted {self.name}")

    @event
    def vote(self) -> None:
        self.votes += self.step

    def render(self) -> Node:
        return div[
            button(on_click=self.vote)[f"{self.name}: {self.votes}"],
            ul[(Voter(n=n, key=n) for n in range(self.votes))],
        ]


class Voter(Component):
    """The button is its root element's first child."""

    n: int
    cheers: int = state(0)

    @event
    def cheer(self) -> None:
        self.cheers += 1

    def render(self) -> Node:
        return li[button(on_click=self.cheer)[f"{self.n}: {self.cheers}"]]


class Whose(Component):
    clicks: int = state(0)

    @event
    def click(self) -> None:
        self.clicks += 1

    def render(self) -> Node:
        return button(on_click=self.click)[f"{self.request.user} at {self.request.url}: {self.clicks}"]


class Moving(Component):
    """Looks another way whenever it is rendered in a page that is built again."""

    word: str = "still"

    @event
    def stop(self) -> None:
        note("stopped")

    def render(self) -> Node:
        note("rendered")
        Moving.times += 1
        return p[f"{self.word} {Moving.times}", button(on_click=self.stop)["Stop"]]

    times = 0


class Heavy(Component):
    words: list[str] = state(factory=list[str])

    def mount(self) -> None:
        self.words = [f"{n * 7919 % 1_000_003:x}{n * 104_729 % 999_983:x}" for n in range(350)]

    def render(self) -> Node:
        return p[len(self.words)]


class Spoken(Component):
    def render(self) -> Node:
        return p[gettext("Yes")]


class Outside(Component):
    """A form, and elsewhere a field of it."""

    got: str = state("")

    @event
    def send(self, word: str) -> None:
        self.got = word

    def render(self) -> Node:
        return form("#outside", on_submit=self.send)[self.got]


class Field(Component):
    def render(self) -> Node:
        return input(name="word", form="outside")


TOP = "{% load pycomponents cache %}<!doctype html><title>T</title>{% pycomponents_assets %}"
THREE = f"""{TOP}
<h1>Votes</h1>{{% component "{HERE}.Vote" name="ada" %}}
<p>and</p>{{% component "{HERE}.Vote" name="bob" step=10 %}}
<p>and</p>{{% component "{HERE}.Vote" name="ada" %}}"""
TEMPLATES = {
    "three": THREE,
    "mixed": f'{TOP}{{% component "{HERE}.Vote" name="ada" %}}{{% component "{HERE}.Whose" %}}'
    f'{{% shared_component "{HERE}.Whose" %}}',
    "moving": f'{TOP}{{% component "{HERE}.Vote" name="ada" %}}{{% component "{HERE}.Moving" %}}',
    "cached": f'{TOP}<a>{{% now "u" %}}</a>{{% cache 60 part %}}{{% shared_component "{HERE}.Whose" %}}'
    f'{{% endcache %}}{{% component "{HERE}.Vote" name="ada" %}}',
    "own-cached": f'{TOP}{{% cache 60 own request.user.username %}}{{% component "{HERE}.Whose" %}}{{% endcache %}}',
    "wrongly-cached": f'{TOP}{{% cache 60 wrong %}}{{% component "{HERE}.Whose" %}}{{% endcache %}}'
    f'{{% component "{HERE}.Vote" name="ada" %}}',
    "heavy": TOP + f'{{% component "{HERE}.Heavy" %}}' * 40,
    "form": f'{TOP}{{% component "{HERE}.Outside" %}}{{% component "{HERE}.Field" %}}',
}
JINJA = f"""<!doctype html><title>T</title>{{{{ pycomponents_assets() }}}}
{{{{ component("{HERE}.Vote", name="<ada>", step=2) }}}}{{{{ shared_component("{HERE}.Whose") }}}}"""


def shows(engine: str, text: str) -> Callable[[HttpRequest], HttpResponse]:
    return lambda request: HttpResponse(engines[engine].from_string(text).render({"request": request}, request))


urlpatterns = site(
    *(path(f"{name}/", shows("django", text)) for name, text in TEMPLATES.items()),
    path("jinja/", shows("jinja2", JINJA)),
)


def told(server: Server) -> list[str]:
    notes: list[str] = facts(server)["notes"]
    return notes


# One page of several.


async def test_three_roots_live_on_one_socket(server: Server) -> None:
    page = fetch(server, "/three/")
    assert page.status == 200
    assert len(set(page.tickets)) == 3
    assert page.text.count('data-pc="0"') == 3
    told(server)
    async with connected(server) as socket:
        answer = await socket.join(page)
        assert "html" not in answer
        assert "refused" not in answer
        assert (await socket.event([0, 0]))[3][0][:2] == [0, [0, 0, ["text", "ada: 1"]]]
        assert (await socket.event([2, 0]))[3][0][:2] == [2, [0, 0, ["text", "ada: 1"]]]
        assert (await socket.event([1, 0]))[3][0][:2] == [1, [0, 0, ["text", "bob: 10"]]]
        assert [frame[1] for frame in socket.seen if frame[0] == "patch"] == [1, 2, 3]
    # The worker that wrote the HTML has kept each.
    assert told(server) == []


async def test_what_a_root_mounts_later_has_a_number_of_its_own(server: Server) -> None:
    async with joined(server, "/three/") as socket:
        for root in (0, 2, 0):
            await socket.event([root, 0])
        added = re.findall(r"\['', (\d+), \['li'", str(socket.seen))
        assert added == ["3", "5", "6"]
        assert (await socket.event([5, 0]))[3] == [[5, 0, 0, ["text", "0: 1"]]]
        assert (await socket.event([6, 0]))[3] == [[6, 0, 0, ["text", "1: 1"]]]


async def test_elsewhere_each_is_built_again_by_its_ticket_without_a_mount(server: Server) -> None:
    page = fetch(server, "/three/")
    fetch(server, "/forget/")
    told(server)
    async with connected(server) as socket:
        assert "html" not in await socket.join(page)
        assert (await socket.event([1, 0]))[3][0][1] == [0, 0, ["text", "bob: 10"]]
    assert told(server) == []


async def test_only_what_looks_otherwise_comes_as_html(server: Server) -> None:
    page = fetch(server, "/moving/")
    fetch(server, "/forget/")
    async with connected(server) as socket:
        answer = await socket.join(page)
        first, second = answer["html"]
        assert first is None
        assert re.fullmatch(r'<p data-pc="1">still \d+<button data-pc-on="1">Stop</button></p>', second)
        assert len(answer["specs"]) == 2
        assert answer["specs"][0] == page.roots[0]["specs"][0]
        told(server)
        await socket.event([1, 1])
        assert "stopped" in told(server)
        assert (await socket.event([0, 0]))[0] == "patch"


async def test_a_client_whose_dom_has_changed_gets_the_html_of_all(server: Server) -> None:
    page = fetch(server, "/three/")
    async with connected(server) as socket:
        answer = await socket.join(page, fresh=False)
        assert [html[:19] for html in answer["html"]] == [f'<div data-pc="{n}"><b' for n in range(3)]
        assert [re.findall(r'data-pc-on="(\d+)"', html) for html in answer["html"]] == [["0"], ["0"], ["0"]]
        assert (await socket.event([2, 0]))[3][0][1] == [0, 0, ["text", "ada: 1"]]


async def test_a_dropped_socket_comes_back_to_all_of_them(server: Server) -> None:
    page = fetch(server, "/three/")
    async with connected(server) as old, connected(server) as new:
        await old.join(page)
        for root in range(3):
            await old.event([root, 0])
        await old.pong()
        old.cut()
        assert (await new.join(page, fresh=False, resume=old.resumption()))["resumed"] is True
        assert (await new.event([2, 0]))[3][0][1] == [0, 0, ["text", "ada: 2"]]
        assert (await new.event([1, 0]))[3][0][1] == [0, 0, ["text", "bob: 20"]]


async def test_what_waited_during_a_restart_finds_its_root(serving: Serving) -> None:
    before, after = serving(), serving(worker=2)
    page = fetch(before, "/three/")
    digest = page.roots[0]["specs"][0]["d"]
    nothing: dict[str, str] = {}
    async with connected(before) as old, connected(after) as new:
        await old.join(page)
        await old.event([1, 0])
        answer = await new.join(page, fresh=False, resume=old.resumption())
        assert "bob: 0" in answer["html"][1]
        for n, (first, name) in enumerate((("/", "ada: 1"), ("/1", "bob: 10"), ("/2", "ada: 1")), 1):
            await new.send(["event", n, new.rev, [first, 0], "click", nothing, [], digest])
            assert name in str(await new.answer(n))
        for n, first in enumerate(("/3", "/01", "/x", "//"), 4):
            await new.send(["event", n, new.rev, [first, 0], "click", nothing, [], digest])
            assert await new.answer(n) == ["refused", n, "stale", ""]


async def test_a_form_has_its_fields_in_another_root_too(server: Server) -> None:
    async with joined(server, "/form/") as socket:
        frame = await socket.event([0], "submit", {"form": [["word", "sent"]]})
        assert "sent" in str(frame)


# Tickets that are not good.


async def test_the_others_join_where_one_ticket_is_not_good(server: Server) -> None:
    page = fetch(server, "/three/")
    good, bad, other = page.tickets
    async with connected(server) as socket:
        asked = {"protocol": 2, "build": "test", "tickets": [good, f"{bad[:-9]}AAAAAAAA=", other], "fresh": True}
        await socket.send(["join", asked])
        kind, answer = await socket.frame()
        assert (kind, answer["refused"]) == ("joined", [1])
        assert "html" not in answer
        assert (await socket.event([2, 0]))[3][0][1] == [0, 0, ["text", "ada: 1"]]
        assert (await socket.event([1, 0]))[0] == "refused"
        assert (await socket.event([0, 0]))[0] == "patch"


async def test_without_any_good_ticket_there_is_no_page(server: Server) -> None:
    assert await refusal(server, "made up", "gAAAAA") == 4401


async def test_no_tickets_or_too_many_make_no_sense(server: Server) -> None:
    [ticket, *_] = fetch(server, "/three/").tickets
    assert await refusal(server) == 4400
    assert await refusal(server, *["x"] * 65) == 4400
    assert await refusal(server, *[ticket, *["x"] * 63]) == 0


async def test_one_ticket_twice_is_two_roots(server: Server) -> None:
    ticket = fetch(server, "/three/").tickets[1]
    async with connected(server) as socket:
        asked = {"protocol": 2, "build": "test", "tickets": [ticket, ticket], "fresh": True}
        await socket.send(["join", asked])
        await socket.until("joined")
        assert (await socket.event([1, 0]))[3][0][:2] == [1, [0, 0, ["text", "bob: 10"]]]
        assert (await socket.event([1, 0]))[3][0][1] == [0, 0, ["text", "bob: 20"]]
        assert (await socket.event([0, 0]))[3][0][:2] == [0, [0, 0, ["text", "bob: 10"]]]


async def test_many_heavy_tickets_travel_in_one_join(server: Server) -> None:
    page = fetch(server, "/heavy/")
    assert sum(map(len, page.tickets)) > 80 * 1024
    async with connected(server) as socket:
        await socket.join(page)
        await socket.pong()


# For whom.


async def test_after_a_logout_what_was_the_users_is_refused_and_the_rest_lives(server: Server) -> None:
    cookie = log_in(server, "ada")
    page = fetch(server, "/mixed/", cookie=cookie)
    assert "ada at /mixed/: 0" in page.text
    assert "AnonymousUser at : 0" in page.text
    fetch(server, "/logout/", cookie=cookie)
    assert await refusal(server, *page.tickets[:2]) == 4401
    async with connected(server) as socket:
        asked = {"protocol": 2, "build": "test", "tickets": page.tickets, "fresh": True}
        await socket.send(["join", asked])
        _, answer = await socket.frame()
        assert answer["refused"] == [0, 1]
        assert "AnonymousUser at /mixed/: 1" in str(await socket.event([2]))


async def test_a_cached_part_is_everybodys_and_each_has_a_page_of_their_own(server: Server) -> None:
    cookie = log_in(server, "ada")
    one, two = fetch(server, "/cached/", cookie=cookie), fetch(server, "/cached/?q=2")
    assert one.tickets[0] == two.tickets[0]
    assert one.tickets[1] != two.tickets[1]
    async with connected(server, cookie=cookie) as ada, connected(server) as nobody, connected(server) as other:
        # Made for nobody, it is hers when she joins: her name is in it now.
        answer = await ada.join(one)
        assert answer["html"][1] is None
        assert "ada at /cached/: 0" in answer["html"][0]
        assert "html" not in await nobody.join(two) or "AnonymousUser" in str(nobody.seen)
        await other.join(two)
        assert "ada at /cached/: 1" in str(await ada.event([0]))
        assert "AnonymousUser at /cached/?q=2: 1" in str(await nobody.event([0]))
        assert "AnonymousUser at /cached/?q=2: 1" in str(await other.event([0]))


async def test_what_was_a_users_and_came_from_a_cache_stays_that_users(server: Server) -> None:
    cookie = log_in(server, "ada")
    first = fetch(server, "/wrongly-cached/", cookie=cookie)
    bob = log_in(server, "bob")
    second = fetch(server, "/wrongly-cached/", cookie=bob)
    assert first.tickets[0] == second.tickets[0]
    async with connected(server, cookie=bob) as socket:
        answer = await socket.join(second)
        assert answer["refused"] == [0]
        assert "ada" not in str(answer)
        assert (await socket.event([0]))[0] == "refused"
        assert (await socket.event([1, 0]))[0] == "patch"


def test_a_page_with_something_of_a_user_in_it_is_kept_out_of_caches(server: Server) -> None:
    cookie = log_in(server, "ada")
    for path_ in ("/mixed/", "/own-cached/", "/own-cached/"):  # the last without a tag that runs
        page = fetch(server, path_, cookie=cookie)
        assert page.headers["Cache-Control"] == "private, no-cache"
        assert "Cookie" in page.headers["Vary"]
        assert 'data-pc-page="private"' in page.text


def test_that_of_nobody_is_not(server: Server) -> None:
    for path_ in ("/three/", "/mixed/", "/cached/"):
        page = fetch(server, path_)
        assert page.headers["Cache-Control"] is None
        assert "private" not in page.text


async def test_the_middleware_does_the_same_for_async_views() -> None:
    def ask(private: bool) -> HttpRequest:
        request = RequestFactory().get("/")
        request._pycomponents = SimpleNamespace(private=private, roots=1, assets=True)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
        return request

    async def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("…")

    respond = private_pages(view)
    assert "private" in (await respond(ask(private=True)))["Cache-Control"]
    assert "Cache-Control" not in (await respond(ask(private=False)))


async def test_a_page_of_templates_is_served_by_djangos_async_handler_too(db: None) -> None:
    response = await AsyncClient().get("/three/")
    assert len(records_in(response.content.decode())) == 4


def test_a_part_in_another_language_is_built_again_in_its_own(db: None) -> None:
    tickets: list[str] = []
    for language in ("de", "en-us", "fr"):  # the second is that of the settings
        with translation.override(language):
            text = written(f'{{% component "{HERE}.Spoken" %}}')
            assert f">{'Ja' if language == 'de' else 'Oui' if language == 'fr' else 'Yes'}<" in text
            tickets += [record_in(text)["ticket"]]
    vars(rendered_pages)["_things"].clear()
    joining = Joining(tickets, {"headers": []})
    assert not joining.is_whole
    joining.build()
    page, with_html = joining.page(fresh=True)
    assert with_html == set()
    assert [root.number for root in page.tree.roots] == [0, 1, 2]


def test_what_is_cached_does_not_say_where_the_page_is() -> None:
    parts = [
        record_in(written(f'{{% {tag} "{HERE}.Whose" %}}', visitor(url)))["ticket"]
        for tag, url in (("component", "/older/"), ("shared_component", "/filled/"), ("component", "/here/?q=1"))
    ]
    older = unseal(parts[0])
    parts[0] = seal(msgspec.structs.replace(older, made=older.made - 60))
    assert Joining(parts, {"headers": []}).request.url == "/here/?q=1"


# What is written.


def visitor(url: str = "/page/", **more: Any) -> HttpRequest:
    request = RequestFactory().get(url)
    request.user = AnonymousUser()
    for name, value in more.items():
        setattr(request, name, value)
    return request


def written(text: str, request: HttpRequest | None = None, /, engine: str = "django", **context: object) -> str:
    load = "{% load pycomponents %}" if engine == "django" else ""
    request = request or visitor()
    return engines[engine].from_string(load + text).render(context | {"request": request}, request)


def test_a_tag_writes_the_html_and_the_record_behind_it() -> None:
    text = written(f'<b>{{% component "{HERE}.Vote" name=name %}}</b>', name="<ada>")
    assert text.startswith(
        '<b><div data-pc="0"><button data-pc-on="0">&lt;ada&gt;: 0</button><ul></ul></div>'
        '<script type="application/json" data-pc-page="">{"ticket":"'
    )
    assert text.endswith("</script></b>")
    assert record_in(text).keys() == {"ticket", "specs", "properties", "elements"}


def test_a_text_that_a_template_holds_for_safe_is_a_text_like_any_other() -> None:
    for value in ('"<i>a</i>"', "name|safe", "name"):
        text = written(f'{{% component "{HERE}.Vote" name={value} %}}', name="<i>a</i>")
        assert ">&lt;i&gt;a&lt;/i&gt;: 0<" in text
    assert ">a: 0<" in written(f'{{% component "{HERE}.Vote" name=name %}}', name=SafeString("a"))


def test_the_client_is_there_once_with_what_it_must_know() -> None:
    request = visitor()
    text = written("{% pycomponents_assets %}|{% pycomponents_assets %}", request)
    assert text.endswith("|")
    assert record_in(text).keys() == {"protocol", "build", "socket", "parts"}
    assert '<script type="module" src="/static/pycomponents/pycomponents.js"></script>' in text
    assert written("{% pycomponents_assets %}", request) == ""


@pytest.mark.parametrize("name", ["csp_nonce", "_csp_nonce"])
def test_the_client_has_the_nonce_of_the_policy(name: str) -> None:
    text = written("{% pycomponents_assets %}", visitor(**{name: 'n"1'}))
    assert text.endswith('pycomponents.js" nonce="n&quot;1"></script>')


def test_a_page_may_hold_so_many(settings: Any) -> None:
    text = f'{{% component "{HERE}.Field" %}}'
    assert len(records_in(written(text * 64))) == 64
    with pytest.raises(TicketError, match=r"Field\'?: a page may hold 64 components by tags"):
        written(text * 65)


@pytest.mark.parametrize(
    ("tag", "error", "what"),
    [
        ('component "VOTE"', RegistryError, "{% component %} 'VOTE': There is no component 'VOTE'."),
        (f'component "{HERE}.Vot" name="a"', RegistryError, f"Did you mean '{HERE}.Vote'?"),
        (f'component "{HERE}.Vote" nam="a"', PropError, "Vote has no prop 'nam'. Did you mean 'name'?"),
        (f'component "{HERE}.Vote" name="a" votes=3', PropError, "Vote has no prop 'votes'."),
        (f'component "{HERE}.Vote" name="a" key=3', PropError, "Vote has no prop 'key'."),
        (f'component "{HERE}.Vote"', PropError, "{% component %}"),
        (f'shared_component "{HERE}.Vote"', PropError, "{% shared_component %}"),
        (f'component "{HERE}.Vote" name=3', PropError, f"{{% component %}} '{HERE}.Vote': Vote.name"),
        (f'component "{HERE}.Vote" name=what', PropError, "Vote.name"),
        ("component", TemplateSyntaxError, 'wants the name of a component first: {% component "app.Name" prop=value'),
        ('component name="a"', TemplateSyntaxError, "wants the name of a component first"),
        (f'component "{HERE}.Vote" "a"', TemplateSyntaxError, "takes props by name, as in title=value. Got: '\"a\"'"),
        (f'component "{HERE}.Vote" name="a" as it', TemplateSyntaxError, "takes props by name"),
    ],
)
def test_a_wrong_tag_says_what_and_where(tag: str, error: type[Exception], what: str) -> None:
    with pytest.raises(error) as raised:
        written(f"{{% {tag} %}}", what=object())
    assert what in str(raised.value)


def test_a_component_needs_a_request() -> None:
    template = engines["django"].from_string(f'{{% load pycomponents %}}{{% component "{HERE}.Field" %}}')
    with pytest.raises(RenderError, match=r"there is no request\. Render the template with one: render\(request, …\)"):
        template.render({})


def test_what_a_component_raises_is_its_own() -> None:
    class Broken(Component):
        def render(self) -> Node:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        written(f'{{% component "{HERE}.{Broken.__qualname__}" %}}')


def test_in_development_a_page_without_the_client_is_told_of(caplog: pytest.LogCaptureFixture) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(written(f'{{% component "{HERE}.Field" %}}', request))

    with override_settings(DEBUG=True):
        private_pages(view)(visitor())
    assert "/page/ holds components, but no pycomponents_assets" in caplog.text


def test_the_user_of_a_template_is_looked_at_only_where_somebody_is_logged_in(db: None) -> None:
    user = User.objects.create(username="eve")
    session = SimpleNamespace(session_key="s")
    text = written(f'{{% component "{HERE}.Whose" %}}', visitor(user=user, session=session))
    assert ">eve at /page/: 0<" in text
    assert 'data-pc-page="private"' in text


# Jinja2.


async def test_jinja2_has_them_as_functions(server: Server) -> None:
    page = fetch(server, "/jinja/")
    assert ">&lt;ada&gt;: 0</button>" in page.text
    assert page.text.index("pycomponents.js") < page.text.index("data-pc=")
    async with connected(server) as socket:
        await socket.join(page)
        assert (await socket.event([0, 0]))[3][0][1] == [0, 0, ["text", "<ada>: 2"]]
        assert (await socket.event([1]))[0] == "patch"


def test_an_error_in_jinja2_names_the_function() -> None:
    with pytest.raises(PycomponentsError, match=r"component\(\) 'nothing': There is no component"):
        written('{{ component("nothing") }}', engine="jinja2")
    with pytest.raises(PropError, match=r"shared_component\(\).* Vote has no prop 'nam'"):
        written(f'{{{{ shared_component("{HERE}.Vote", nam=1) }}}}', engine="jinja2")
