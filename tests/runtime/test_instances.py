from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any, ClassVar

import htpy
import pytest

from pycomponents import Component, Event, computed, event, state
from pycomponents.errors import RenderError
from pycomponents.html import article, button, div, li, p, section, span, ul
from tests.runtime.client import Client, mounted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

log: list[str] = []


@pytest.fixture(autouse=True)
def _fresh_log() -> Iterator[None]:
    log.clear()
    yield
    gc.collect()


class Noting(Component):
    """Notes what happens to it."""

    name: str = "x"

    def mount(self) -> None:
        log.append(f"mount {self.name}")

    def update(self) -> None:
        log.append(f"update {self.name}")

    def unmount(self) -> None:
        log.append(f"unmount {self.name}")

    def connected(self) -> None:
        log.append(f"connected {self.name}")

    def disconnected(self) -> None:
        log.append(f"disconnected {self.name}")

    def render(self) -> Any:
        log.append(f"render {self.name}")
        return span[self.name]


class Show(Component):
    """Shows what its function makes of a number that a click raises."""

    view: ClassVar[Any]
    step: int = state(0)

    @event
    def next(self) -> None:
        self.step += 1

    def render(self) -> Any:
        return div[button(on_click=self.next)["next"], type(self).view(self.step)]


def showing(view: Callable[[int], Any]) -> Client:
    class Shown(Show):
        pass

    Shown.view = staticmethod(view)
    client = Client(Shown())
    log.clear()
    return client


def test_a_component_is_mounted_with_its_props_before_its_first_render() -> None:
    mounted(Noting(name="a"))
    assert log == ["mount a", "render a"]


def test_new_props_are_handed_over_then_updated_then_rendered() -> None:
    client = showing(lambda step: Noting(name=f"n{step}"))
    client.click("next")
    assert log == ["update n1", "render n1"]
    assert "n1" in client.text


def test_known_equal_props_skip_the_child() -> None:
    client = showing(lambda step: Noting(name="same"))
    client.click("next")
    assert log == []


class Model:
    """As a Django model: equal by primary key, whatever else has changed."""

    class _meta:
        label = "tests.Model"

    def __init__(self, pk: int, title: str) -> None:
        self.pk = pk
        self.title = title

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Model) and other.pk == self.pk

    def __hash__(self) -> int:
        return self.pk


class Title(Component):
    model: Model

    def render(self) -> Any:
        return span[self.model.title]


def test_a_model_as_a_prop_always_renders() -> None:
    model = Model(1, "old")

    def view(step: int) -> Any:
        model.title = f"title {step}"
        return Title(model=model)

    client = showing(view)
    client.click("next")
    assert "title 1" in client.text


class Counting(Component):
    label: str = ""
    count: int = state(0)

    @event
    def up(self) -> None:
        self.count += 1

    def render(self) -> Any:
        return li[button(on_click=self.up)[f"up {self.label}"], f"{self.label}:{self.count}"]


def test_a_dirty_child_renders_though_its_props_are_equal() -> None:
    client = showing(lambda step: Counting(label="a"))
    client.click("up a")
    client.click("next")
    client.click("up a")
    assert "a:2" in client.text


def test_keys_carry_state_through_a_new_order() -> None:
    orders = ["abc", "cab", "xca"]
    client = showing(lambda step: ul[(Counting(label=name, key=name) for name in orders[step])])
    client.click("up a")
    client.click("next")
    assert "c:0" in client.text
    assert "a:1" in client.text
    client.click("next")
    assert "a:1" in client.text
    assert "x:0" in client.text


def test_without_keys_the_place_is_the_identity_and_a_hole_keeps_it() -> None:
    client = showing(lambda step: div[p["hello"] if step % 2 else None, Counting(label="a")])
    client.click("up a")
    client.click("next")
    assert "a:1" in client.text


def test_another_class_at_a_place_is_mounted_anew() -> None:
    client = showing(lambda step: Noting(name="a") if step % 2 == 0 else Counting(label="b"))
    client.click("next")
    assert log == ["unmount a"]
    assert "b:0" in client.text


def test_another_key_of_the_root_itself_is_another_component() -> None:
    class Outer(Component):
        which: int = state(0)

        @event
        def next(self) -> None:
            self.which += 1

        def render(self) -> Any:
            return Inner(on_next=self.next, key=self.which)

    class Inner(Component):
        on_next: Event[[]]
        seen: int = state(0)

        def mount(self) -> None:
            log.append("mount")

        def render(self) -> Any:
            return button(on_click=self.on_next)["next"]

    client = Client(Outer())
    client.click("next")
    assert log == ["mount", "mount"]


def test_the_inner_ones_are_unmounted_first() -> None:
    class Outer(Noting):
        def render(self) -> Any:
            return div[Noting(name="in")]

    client = showing(lambda step: None if step else Outer(name="out"))
    client.click("next")
    assert log == ["unmount in", "unmount out"]


def test_numbers_are_never_used_again() -> None:
    client = showing(lambda step: Noting(name="a", key=step))
    numbers = set[int]()
    for _ in range(4):
        numbers.add(max(client.page.tree.instances))
        client.click("next")
    assert numbers == {1, 2, 3, 4}


def test_a_description_may_be_kept_and_stand_at_two_places() -> None:
    kept = Counting(label="k")
    client = showing(lambda step: [kept, kept])
    client.click("up k")
    assert client.text.count("k:1") == 1
    assert client.text.count("k:0") == 1


# Roots.


class Root(Component):
    """A component whose root is what the step says."""

    views: ClassVar[list[Any]]
    step: int = state(0)

    @event
    def next(self) -> None:
        self.step += 1

    def render(self) -> Any:
        return self.views[self.step]


def rooted(*views: Any) -> tuple[Client, Any]:
    class Rooted(Root):
        pass

    class Above(Component):
        def render(self) -> Any:
            return section[Rooted()]

    Rooted.views = list(views)
    client = Client(Above())
    component: Any = client.page.tree.instances[1].component

    def step() -> None:
        component.step += 1
        client.page.tree.render_dirty()
        client.flush()

    return client, step


def test_nothing_to_show_is_a_placeholder_and_comes_back() -> None:
    client, step = rooted(div["a"], None, div["b"])
    step()
    assert "<template" in client.page.html()
    step()
    assert client.text == "<section><div>b</div></section>"


def test_a_component_may_be_the_root_of_another_and_stop_being_it() -> None:
    client, step = rooted(div["a"], Noting(name="n"), Counting(label="c"), None, Noting(name="m"))
    for expected in ("<span>n</span>", "c:0", "<section></section>", "<span>m</span>"):
        step()
        assert expected in client.text


def test_the_root_may_change_its_tag() -> None:
    client, step = rooted(div["a"], article["a"])
    step()
    assert client.frames[0][3] == [[1, ["root", ["article", "a"]]]]


def test_several_nodes_are_refused_as_a_root() -> None:
    class Two(Component):
        def render(self) -> Any:
            return [div, div]

    with pytest.raises(RenderError, match=r"Two.render\(\): one component shows one element"):
        mounted(Two())


def test_a_component_that_renders_itself_is_stopped(caplog: pytest.LogCaptureFixture) -> None:
    class Endless(Component):
        def render(self) -> Any:
            return div[Endless()]

    mounted(Endless())
    assert "Endless: it stands 64 components deep" in caplog.text


def test_an_update_that_changes_its_parent_for_ever_is_stopped(caplog: pytest.LogCaptureFixture) -> None:
    class Pong(Component):
        ball: int
        on_hit: Event[[]]

        def update(self) -> None:
            self.on_hit()

        def render(self) -> Any:
            return span[self.ball]

    class Ping(Component):
        ball: int = state(0)

        @event
        def hit(self) -> None:
            self.ball += 1

        def render(self) -> Any:
            return div[button(on_click=self.hit)["hit"], Pong(ball=self.ball, on_hit=self.hit)]

    client = Client(Ping())
    client.click("hit")
    assert "rendering does not come to an end" in caplog.text
    client.check()


# What raises.


class Fragile(Component):
    name: str
    breaks: str = ""

    def mount(self) -> None:
        self._break("mount")

    def update(self) -> None:
        self._break("update")

    def unmount(self) -> None:
        log.append(f"unmount {self.name}")
        self._break("unmount")

    def _break(self, where: str) -> None:
        if self.breaks == where:
            raise ValueError(where)

    def render(self) -> Any:
        self._break("render")
        return span[self.name]


@pytest.mark.parametrize("where", ["mount", "render"])
def test_what_raises_at_first_raises_to_whoever_asked_for_the_page(where: str) -> None:
    with pytest.raises(ValueError, match=where):
        mounted(Fragile(name="a", breaks=where))


def test_an_unmount_that_raises_stops_nobody() -> None:
    client = showing(lambda step: [None if step else Fragile(name="a", breaks="unmount"), Noting(name=f"b{step}")])
    client.click("next")
    assert "b1" in client.text
    assert log[-1] == "render b1"


# Lifecycle of the connection.


def test_the_connection_is_told_to_all_and_to_those_that_come_later() -> None:
    client = showing(lambda step: [Noting(name="a"), Noting(name="b") if step else None])
    client.page.tree.connect()
    client.click("next")
    client.page.tree.disconnect()
    assert log == ["connected a", "mount b", "connected b", "render b", "disconnected a", "disconnected b"]


def test_what_connected_changes_is_rendered() -> None:
    class Live(Component):
        at: str = state("off")

        def connected(self) -> None:
            self.at = "on"

        def render(self) -> Any:
            return div[self.at]

    client = Client(Live())
    client.page.tree.connect()
    client.flush()
    assert client.text == "<div>on</div>"


def test_lifecycle_methods_may_be_async() -> None:
    class Later(Component):
        at: str = state("")

        async def mount(self) -> None:
            self.at = "mounted"

        async def connected(self) -> None:
            self.at += ", connected"

        def render(self) -> Any:
            return div[self.at]

    client = Client(Later())
    client.page.tree.connect()
    client.flush()
    assert client.text == "<div>mounted, connected</div>"


# State that is restored.


def test_restored_state_takes_the_place_of_mount() -> None:
    class Outer(Noting):
        step: int = state(0)

        def render(self) -> Any:
            return div[Counted(name="in", key="k"), str(self.step)]

    class Counted(Noting):
        count: int = state(0)

        def render(self) -> Any:
            return span[self.count]

    page = mounted(Outer(name="out"), restored={(): (Outer, {"step": 7}), (("k",),): (Counted, {"count": 5})})
    assert log == []
    assert '<span data-pc="1" data-pc-key="k">5</span>7' in page.html()


def test_state_of_another_class_is_not_restored() -> None:
    page = mounted(Counting(label="a"), restored={(): (Noting, {"count": 5})})
    assert "a:0" in page.html()


# What a render may depend on.


def test_a_computed_value_is_looked_at_again_after_any_event() -> None:
    rows = ["a"]

    class Rows(Component):
        @computed
        def rows(self) -> list[str]:
            return list(rows)

        def render(self) -> Any:
            return ul[[li[row] for row in self.rows]]

    client = showing(lambda step: Rows())
    rows.append("b")
    client.click("next")
    assert "<li>b</li>" in client.text


theme: htpy.Context[str] = htpy.Context("theme", default="light")


@theme.consumer
def themed(value: str) -> Any:
    return span[value]


class Reader(Component):
    def render(self) -> Any:
        return div[themed()]


class Between(Noting):
    def render(self) -> Any:
        log.append("render between")
        return div[Reader(), Noting(name="beside")]


def test_a_context_reaches_the_components_inside() -> None:
    client = showing(lambda step: theme.provider("dark", div[Between()]))
    assert "<span>dark</span>" in client.text


def test_another_value_of_a_context_renders_those_who_read_it_and_nobody_else() -> None:
    values = ["dark", "dark", "blue"]
    client = showing(lambda step: theme.provider(values[step], div[Between(), Noting()]))
    client.click("next")
    assert log == []
    client.click("next")
    assert "<span>blue</span>" in client.text
    assert log == []


class Late(Component):
    """Reads a context only once it is opened."""

    opened: bool = state(False)

    @event
    def open(self) -> None:
        self.opened = True

    def render(self) -> Any:
        return div[button(on_click=self.open)["open"], themed() if self.opened else None]


size: htpy.Context[int] = htpy.Context("size", default=1)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (Late, "blue"),
        (lambda: div[size.provider(2, div[Late()])], "blue"),
        (lambda: theme.provider("own", div[Late()]), "own"),
    ],
)
def test_who_reads_a_context_late_reads_what_it_is_by_then(inside: Callable[[], Any], expected: str) -> None:
    class Around(Component):
        def render(self) -> Any:
            return div[inside()]

    values = ["dark", "blue"]
    client = showing(lambda step: theme.provider(values[step], div[Around()]))
    client.click("next")
    client.click("open")
    assert f"<span>{expected}</span>" in client.text
