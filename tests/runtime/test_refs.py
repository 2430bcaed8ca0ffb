"""Refs: a component speaks to its child in an event, and the page knows where an element stands."""

from __future__ import annotations

from typing import Any

import pytest

from pycomponents import Component, Node, each, event, ref, state
from pycomponents.errors import AttributeRefused, ComponentError
from pycomponents.html import button, div, input, li, p, section, table, tr, ul
from pycomponents.runtime.addresses import address_of
from tests.runtime.client import Client, mounted


class Dialog(Component):
    title: str
    opened: bool = state(False)

    @event
    def open(self) -> None:
        self.opened = True

    def close(self) -> None:
        self.opened = False

    def render(self) -> Any:
        return section[self.title if self.opened else "closed"]


class Shop(Component):
    """Its dialog is there while `has_dialog` is set."""

    dialog = ref(Dialog)
    has_dialog: bool = state(True)
    seen: str = state("")

    @event
    def open(self) -> None:
        self.dialog.component.open()

    @event
    def close(self) -> None:
        self.dialog.component.close()

    @event
    def look(self) -> None:
        self.seen = f"opened: {self.dialog.component.opened}" if self.dialog else "none"

    @event
    def open_and_fail(self) -> None:
        self.dialog.component.open()
        raise ValueError("it fails")

    @event
    def toggle(self) -> None:
        self.has_dialog = not self.has_dialog

    def render(self) -> Any:
        return div[
            [button(on_click=listener, key=name)[name] for name, listener in self._buttons()],
            p[self.seen],
            Dialog(title="Hello", ref=self.dialog) if self.has_dialog else None,
        ]

    def _buttons(self) -> list[tuple[str, Any]]:
        names = ("open", "close", "look", "open_and_fail", "toggle")
        return [(name, getattr(self, name)) for name in names]


# Children.


def test_an_event_of_the_parent_calls_the_methods_of_the_child() -> None:
    client = Client(Shop())
    client.click("open")
    assert "<section>Hello</section>" in client.text
    client.click("close")
    assert "<section>closed</section>" in client.text


def test_what_the_child_changed_is_taken_back_with_the_rest() -> None:
    client = Client(Shop())
    client.click("open_and_fail")
    assert "<section>closed</section>" in client.text


def test_a_ref_is_empty_while_there_is_no_child_and_knows_the_next_one() -> None:
    client = Client(Shop())
    client.click("look")
    assert "opened: False" in client.text
    client.click("toggle")
    client.click("look")
    assert "none" in client.text
    client.click("toggle")
    client.click("open")
    client.click("look")
    assert "opened: True" in client.text


def test_instances_have_refs_of_their_own() -> None:
    class Two(Component):
        def render(self) -> Any:
            return div[Shop(key="one"), Shop(key="two")]

    page = mounted(Two())
    shops: list[Any] = [it.component for it in page.tree.instances.values() if isinstance(it.component, Shop)]
    dialogs = [shop.dialog.component for shop in shops]
    assert dialogs[0] is not dialogs[1]
    assert [dialog.__host__.parent.component for dialog in dialogs] == shops


def test_a_ref_that_is_empty_says_what_to_do() -> None:
    shop = Shop()
    assert not shop.dialog
    with pytest.raises(ComponentError) as raised:
        shop.open()
    assert str(raised.value) == (
        "Shop.dialog: no child stands at this ref. Expected: Dialog(…, ref=self.dialog) in the last render. "
        "Where it may be missing, ask first: if self.dialog: …"
    )


def test_a_child_is_not_spoken_to_while_rendering() -> None:
    class Hasty(Component):
        dialog = ref(Dialog)
        again: bool = state(False)

        @event
        def turn(self) -> None:
            self.again = True

        def render(self) -> Any:
            if self.again:
                self.dialog.component.close()
            return div[button(on_click=self.turn)["turn"], Dialog(title="a", ref=self.dialog)]

    client = Client(Hasty())
    client.page.tree.root.component.turn()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    client.page.tree._shown = False  # pyright: ignore[reportPrivateUsage]
    with pytest.raises(ComponentError, match=r"Hasty\.dialog: a child was asked for while rendering\."):
        client.page.tree.render_dirty()


def test_what_is_no_ref_or_another_ones_is_refused() -> None:
    shop = Shop()
    with pytest.raises(ComponentError, match=r"Shop: ref= takes a ref for a component\. Got: .* field = ref\(Shop\)"):
        Shop(ref="dialog")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(ComponentError, match=r"Shop\.dialog: this ref is for another class\. Expected: Dialog\."):
        Shop(ref=shop.dialog)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(AttributeRefused, match=r"<p>: ref= takes a ref for an element"):
        p(ref=shop.dialog)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_a_ref_for_what_is_no_component_is_refused_where_it_is_made() -> None:
    with pytest.raises(ComponentError, match=r"^ref\(str\): .*Expected: a component class\. .*ref\(\)"):
        ref(str)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]


def test_a_ref_has_no_annotation_and_the_name_is_taken() -> None:
    with pytest.raises(ComponentError, match=r"Wrong\.dialog: a ref is no prop\. Take the annotation off"):
        type("Wrong", (Component,), {"__annotations__": {"dialog": object}, "dialog": ref(Dialog)})
    with pytest.raises(ComponentError, match=r"this name belongs to every component"):
        type("Wrong", (Component,), {"__annotations__": {"ref": str}})


# Elements.


class Card(Component):
    body: Node

    def render(self) -> Any:
        return section[p["before"], self.body]


class Fields(Component):
    """`where` says where the field stands."""

    field = ref()
    where: str

    def render(self) -> Any:
        field: Any = input(ref=self.field, name="text")
        match self.where:
            case "root":
                return field
            case "child":
                return div[p, None, field]
            case "keyed":
                return ul[each([1, 2, 3], lambda n: li[field if n == 2 else "a"], key=lambda n: n)]
            case "open":
                return div[p, section(ref=self.field)[Dialog(title="a")]]
            case "implied":
                return table[tr(ref=self.field)]
            case "slot":
                return div[Card(body=field)]
            case "component":
                return Card(body=div[field])
            case _:
                return div


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("root", [0]),
        ("child", [0, 1]),
        ("keyed", [0, "#2", 0]),
        ("open", [0, 1]),
        ("implied", [0, 0, 0]),
        ("slot", [1, 1]),
        ("component", [1, 1, 0]),
        ("nowhere", None),
    ],
)
def test_the_page_knows_where_an_element_stands(where: str, expected: list[Any] | None) -> None:
    client = Client(Fields(where=where))
    root = client.page.tree.root
    fields: Any = root.component
    assert address_of(root, fields.field) == expected

    if expected is not None:
        tag = {"open": "section", "implied": "tr"}.get(where, "input")
        assert client.address(lambda element: element.tag == tag) == expected


def test_an_element_that_has_gone_stands_nowhere() -> None:
    class Form(Component):
        field = ref()
        shows: bool = state(True)

        @event
        def hide(self) -> None:
            self.shows = False

        def render(self) -> Any:
            return div[button(on_click=self.hide)["hide"], input(ref=self.field) if self.shows else None]

    client = Client(Form())
    root = client.page.tree.root
    form: Any = root.component
    assert address_of(root, form.field) == [0, 1]
    client.click("hide")
    assert address_of(root, form.field) is None


def test_a_ref_writes_nothing() -> None:
    class Form(Component):
        field = ref()

        def render(self) -> Any:
            more: dict[str, Any] = {"ref": self.field}
            return div(more, class_="a")

    assert str(Form().render()) == '<div class="a"></div>'
    assert str(div(ref=None)) == "<div></div>"


def test_a_child_that_mounts_only_at_its_second_try_is_known_by_its_ref() -> None:
    class Fragile(Component):
        works: bool

        def mount(self) -> None:
            if not self.works:
                raise ValueError("not yet")

        def render(self) -> Any:
            return p["it works"]

    class Parent(Component):
        child = ref(Fragile)
        works: bool = state(False)
        seen: bool = state(False)

        @event
        def mend(self) -> None:
            self.works = True

        @event
        def look(self) -> None:
            self.seen = self.child.component.works

        def render(self) -> Any:
            return div[
                button(on_click=self.mend)["mend"],
                button(on_click=self.look)["look"],
                "seen" if self.seen else None,
                Fragile(works=self.works, ref=self.child),
            ]

    client = Client(Parent())
    client.click("mend")
    assert "it works" in client.text
    client.click("look")
    assert "seen" in client.text
