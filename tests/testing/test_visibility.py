"""What a person sees, and what assistive technology meets."""

from pycomponents.testing.document.dom import Document, Element, parse
from pycomponents.testing.document.look import within
from pycomponents.testing.document.selectors import select
from pycomponents.testing.document.visibility import display_of, is_exposed, is_hidden, is_inert, is_visible


def first(html: str, css: str) -> Element:
    return select(parse(html), css)[0]


def visible(document: Document) -> list[str]:
    return [element.attributes["id"] for element in select(document, "[id]") if is_visible(element)]


def test_what_is_hidden_by_html_is_not_visible() -> None:
    document = parse(
        """<p id=a hidden>x</p><details><summary id=b>x</summary><p id=c>x</p></details><dialog id=d>x</dialog>
        <div id=e popover>x</div><input id=f type=hidden><template id=g>x</template><noscript id=h>x</noscript>
        <select id=i><option id=j>x</select><datalist id=k>x</datalist><div hidden><b id=l>x</b></div>
        <select multiple><option id=m>x</select><script id=n>x</script><p id=o aria-hidden=true>x</p>"""
    )
    assert visible(document) == ["b", "i", "m", "o"]


def test_what_takes_no_room_is_not_visible() -> None:
    document = parse("<div id=a></div><p id=b> </p><p id=c>x</p><button id=d></button><div id=e><br></div><a id=f></a>")
    assert visible(document) == ["c", "d", "e"]


def test_an_image_counts_as_if_it_had_come() -> None:
    assert is_visible(first("<img src=/x.png>", "img"))
    assert not is_visible(first("<img>", "img"))


def test_the_own_style_that_the_server_sets_counts_before_what_is_written() -> None:
    document = parse("<p id=a>x</p><p id=b hidden>x</p><p id=c style='visibility:hidden'>x</p><p id=d>x</p>")
    a, b, c, d = select(document, "p")
    a.properties["style.display"] = "none"
    b.properties["style.display"] = "block"
    c.properties["style.visibility"] = "visible"
    d.properties["style.visibility"] = "hidden"
    assert visible(document) == ["b", "c"]


def test_visibility_is_handed_down_and_can_be_taken_back() -> None:
    document = parse("<div style='visibility:hidden'><b id=a>x</b><b id=b style='visibility:visible'>y</b></div>")
    assert visible(document) == ["b"]


def test_a_popover_is_shown_while_it_is_in_the_top_layer() -> None:
    document = parse("<span popover id=a>x</span>")
    (menu,) = select(document, "span")
    assert (is_visible(menu), display_of(menu)) == (False, "none")
    document.top = [menu]
    assert (is_visible(menu), display_of(menu)) == (True, "block")


def test_until_found_hides_what_is_inside_and_not_itself() -> None:
    document = parse("<div hidden=until-found>x<b>y</b></div>")
    around, inner = select(document, "div, b")
    assert (is_hidden(around), is_hidden(inner)) == (False, True)


def test_nobody_hears_of_what_is_hidden_or_inert_or_only_presentation() -> None:
    document = parse(
        """<p id=a>x</p><p id=b hidden>x</p><p id=c aria-hidden=true>x</p><p id=d inert>x</p>
        <div inert><p id=e>x</p></div><p id=f role=none>x</p><div aria-hidden=true><p id=g>x</p></div>
        <p id=h role=none tabindex=0>x</p>"""
    )
    assert [one.attributes["id"] for one in select(document, "[id]") if is_exposed(one)] == ["a", "h"]


def test_what_is_inert_is_seen_all_the_same() -> None:
    document = parse("<div inert><button>x</button></div>")
    (button,) = select(document, "button")
    assert (is_inert(button), is_hidden(button), is_visible(button)) == (True, False, True)


def test_a_modal_dialog_makes_all_else_inert() -> None:
    document = parse("<div inert><dialog open id=a><b id=b>x</b><i id=c inert>y</i></dialog></div><p id=d>z</p>")
    marked = select(document, "[id]")
    assert [is_inert(one) for one in marked] == [True, True, True, False]
    document.modal = document.top = [marked[0]]
    assert [is_inert(one) for one in marked] == [False, False, True, True]


def test_a_dialog_that_the_server_has_closed_makes_nothing_inert() -> None:
    document = parse("<dialog open>x</dialog><p>y</p>")
    document.modal = document.top = dialogs = select(document, "dialog")
    del dialogs[0].attributes["open"]
    assert not is_inert(select(document, "p")[0])


def test_the_topmost_of_two_modal_dialogs_is_the_one_in_reach() -> None:
    document = parse("<dialog open id=a>x</dialog><dialog open id=b>y</dialog>")
    document.modal = document.top = select(document, "dialog")
    assert [is_inert(one) for one in select(document, "dialog")] == [True, False]


def test_no_element_of_the_head_is_shown() -> None:
    document = parse("<title>t</title><meta charset=utf-8><link rel=icon href=x><style>x</style><p>x")
    assert [element.tag for element in within(document.head) if is_visible(element) or not is_hidden(element)] == []
