"""A component that raises shows its fallback; all others live on."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from pycomponents import Component, Node, event, state
from pycomponents.dom.html import html as written
from pycomponents.html import (
    button,
    circle,
    colgroup,
    div,
    g,
    li,
    option,
    p,
    select,
    span,
    svg,
    table,
    tbody,
    td,
    tr,
    ul,
)
from tests.runtime.client import Client, mounted

if TYPE_CHECKING:
    from collections.abc import Callable

    from pycomponents.dom.node import Element


class Fragile(Component):
    """Raises in the hooks that it is told to."""

    breaks: str = ""
    name: str = "fine"
    count: int = state(0)

    def mount(self) -> None:
        self.count += 1
        self._break("mount")

    def update(self) -> None:
        self._break("update")

    def connected(self) -> None:
        self._break("connected")

    def disconnected(self) -> None:
        self._break("disconnected")

    def unmount(self) -> None:
        self._break("unmount")

    @event
    def up(self) -> None:
        self.count += 1

    def render(self) -> Any:
        self._break("render")
        return p[button(on_click=self.up)[self.name], f"{self.count}"]

    def _break(self, hook: str) -> None:
        if hook in self.breaks.split():
            raise ValueError(f"{hook} of {self.name}")


class Saying(Fragile):
    """Says itself what stands in its place."""

    def error_fallback(self, error: Exception, reference: str) -> Any:
        self._break("fallback")
        return div[button(on_click=self.up)["again"], type(error).__name__, Fragile(name="inside")]


class Show(Component):
    """Fragile components and their sibling, by what each click asks for."""

    view: ClassVar[Callable[[int], Any]]
    step: int = state(0)

    @event
    def next(self) -> None:
        self.step += 1

    def render(self) -> Any:
        return div[button(on_click=self.next)["next"], type(self).view(self.step), span[f"step {self.step}"]]


def showing(view: Callable[[int], Any]) -> Client:
    class Shown(Show):
        pass

    Shown.view = staticmethod(view)
    return Client(Shown())


SORRY = "Something went wrong here"


@pytest.mark.parametrize("hook", ["mount", "render"])
def test_one_that_raises_in_the_first_html_shows_its_fallback_and_its_siblings_live(hook: str) -> None:
    client = showing(lambda step: [Fragile(breaks=hook), Fragile(name="b")])
    assert client.text.count(SORRY) == 1
    client.click("b")
    assert "</button>2</p>" in client.text


@pytest.mark.parametrize("hook", ["mount", "render"])
def test_the_pages_own_component_raises_to_whoever_asked_for_the_page(hook: str) -> None:
    with pytest.raises(ValueError, match=hook):
        mounted(Fragile(breaks=hook))


@pytest.mark.parametrize("hook", ["mount", "update", "render"])
@pytest.mark.parametrize("kind", [Fragile, Saying])
def test_one_that_raises_later_shows_its_fallback_and_comes_back(hook: str, kind: type[Fragile]) -> None:
    keep = hook != "mount"
    client = showing(
        lambda step: [
            kind(name=f"a{step}", breaks=hook if step == 1 else "") if step or keep else None,
            Fragile(name=f"b{step}"),
        ]
    )
    client.click("next")
    assert ("ValueError" if kind is Saying else SORRY) in client.text
    assert ">b1<" in client.text
    assert client.refusals == []
    client.click("next")
    assert ">a2<" in client.text
    assert "</button>1</p>" in client.text, "its state is that of one mount"


def test_the_pages_component_that_raises_later_shows_its_fallback_too() -> None:
    class Late(Component):
        down: bool = state(False)

        @event
        def fall(self) -> None:
            self.down = True

        def render(self) -> Any:
            return div[button(on_click=self.fall)["fall"], Fragile(), p[1 // (not self.down)]]

    client = Client(Late())
    client.click("fall")
    assert SORRY in client.text
    assert len(client.page.tree.instances) == 1


def test_a_connected_that_raises_is_a_crash_of_that_component_alone() -> None:
    client = showing(lambda step: [Fragile(breaks="connected"), Fragile(name="b")])
    client.page.tree.connect()
    client.flush()
    assert client.text.count(SORRY) == 1
    assert ">b<" in client.text


@pytest.mark.parametrize("hook", ["disconnected", "unmount"])
def test_there_is_nothing_to_show_for_one_that_raises_as_it_goes(hook: str, caplog: pytest.LogCaptureFixture) -> None:
    client = showing(lambda step: [None if step else Fragile(breaks=hook), Fragile(name=f"b{step}")])
    client.page.tree.disconnect()
    client.click("next")
    assert ">b1<" in client.text
    assert f"{hook} of fine" in caplog.text


def test_a_fallback_may_listen_and_hold_components() -> None:
    class Once(Saying):
        def render(self) -> Any:
            if self.count == 1:
                raise ValueError(self.count)
            return super().render()

    client = showing(lambda step: Once())
    assert ">inside<" in client.text
    client.click("again")
    assert ">fine<" in client.text
    assert ">inside<" not in client.text


def test_a_fallback_that_raises_gives_way_to_the_built_in_one(caplog: pytest.LogCaptureFixture) -> None:
    client = showing(lambda step: Saying(breaks="render fallback"))
    assert SORRY in client.text
    assert "Saying.error_fallback() raised" in caplog.text


def test_in_debug_a_fallback_that_raises_is_shown_beside_what_it_should_have_told() -> None:
    client = showing(lambda step: Saying(breaks="render fallback") if step else None)
    client.page.tree.debug = True
    client.click("next")
    text = html.unescape(client.text)
    assert "ValueError: render of fine" in text
    assert "ValueError: fallback of fine" in text
    assert "In Saying.error_fallback(), " in text
    assert "A fallback must not raise" in text
    assert "instances.py" not in text, "what is ours does not stand in the way"


def test_the_third_crash_in_a_minute_is_the_last() -> None:
    now = 0.0
    tried: list[int] = []

    class Counted(Component):
        step: int

        def render(self) -> Any:
            tried.append(self.step)
            raise ValueError

    client = showing(lambda step: Counted(step=step))
    client.page.tree._clock = lambda: now  # pyright: ignore[reportPrivateUsage]
    instance = client.page.tree.instances[1]
    instance.crashes = (now,)
    now = 61.0
    for _ in range(5):
        client.click("next")
    assert tried == [0, 1, 2, 3], "the crash of a minute ago does not count"
    assert SORRY in client.text


def test_what_stood_in_one_that_crashed_goes() -> None:
    gone: list[str] = []

    class Inner(Component):
        def unmount(self) -> None:
            gone.append("inner")

        def render(self) -> Any:
            return p["inner"]

    class Outer(Component):
        step: int

        def render(self) -> Any:
            return div[Inner(), str(1 // (self.step - 1))]

    client = showing(lambda step: Outer(step=step))
    client.click("next")
    assert gone == ["inner"]
    assert "inner" not in client.text


class Broken(Component):
    def render(self) -> Any:
        raise ValueError("<secret>")


PLACES: list[tuple[str, Callable[[Any], Element], str]] = [
    ("tbody", lambda it: table[tbody[it]], '<tbody><tr class="pycomponents-error"><td>'),
    ("table", lambda it: table[tbody[tr[td]], it], '<tbody class="pycomponents-error"><tr><td>'),
    ("tr", lambda it: table[tbody[tr[it]]], '<tr><td class="pycomponents-error">'),
    ("select", lambda it: select[option["a"], it], '<option class="pycomponents-error">'),
    ("ul", lambda it: ul[li["a"], it], '<li class="pycomponents-error">'),
    ("svg", lambda it: svg[circle, it], '<g class="pycomponents-error"><title>'),
    ("g", lambda it: svg[g[it]], '<g class="pycomponents-error"><title>'),
    ("colgroup", lambda it: table[colgroup[it], tbody[tr[td]]], "<col>"),
    ("p", lambda it: p[it], '<span class="pycomponents-error" role="alert">'),
    ("div", lambda it: div[it], '<div class="pycomponents-error" role="alert">'),
]


@pytest.mark.parametrize(("view", "fallback"), [place[1:] for place in PLACES], ids=[place[0] for place in PLACES])
@pytest.mark.parametrize("wrapped", [False, True], ids=["itself", "as another's root"])
def test_a_fallback_fits_where_it_stands(view: Callable[[Any], Element], fallback: str, *, wrapped: bool) -> None:
    class Wrapper(Component):
        def render(self) -> Any:
            return Broken()

    class Page(Component):
        def render(self) -> Node:
            return view(Wrapper() if wrapped else Broken())

    assert fallback in written(mounted(Page()).tree.root.boundary, markers=False)


def test_an_error_is_shown_to_developers_only(caplog: pytest.LogCaptureFixture) -> None:
    client = showing(lambda step: Broken())
    assert "secret" not in client.text
    reference = html.unescape(client.text).partition("Reference: ")[2][:8]
    assert f"Broken.render() raised, reference {reference}" in caplog.text
    client.page.tree.debug = True
    client.click("next")
    assert "ValueError: &lt;secret&gt;" in client.text
    assert "test_boundaries.py" in client.text
    assert "instances.py" not in client.text, "what is ours does not stand in the way"
