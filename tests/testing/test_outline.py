"""The text of an outline; that it is Playwright's is compared in `test_outline_in_chromium`."""

from textwrap import dedent

from pycomponents.testing.document.dom import parse
from pycomponents.testing.document.outline import outline
from pycomponents.testing.document.selectors import select


def of(html: str) -> str:
    return outline(parse(html).body)


def test_a_page_reads_as_roles_names_and_texts() -> None:
    html = """
        <main><h1>Cart</h1><p>Two <em>things</em>: nice</p>
        <ul><li>Tea <button aria-pressed=true>Like</button><li><a href=/milk>Milk</a></ul>
        <label>Code <input placeholder=none value="A 1"></label><input type=checkbox checked disabled aria-label=Gift>
        <div>loose <span>text</span></div></main>
    """
    assert of(html) == dedent(
        """\
        - main:
          - heading "Cart" [level=1]
          - paragraph:
            - text: Two
            - emphasis: things
            - text: ": nice"
          - list:
            - listitem:
              - text: Tea
              - button "Like" [pressed]
            - listitem:
              - link "Milk":
                - /url: /milk
          - text: Code
          - textbox "Code":
            - /placeholder: none
            - text: A 1
          - checkbox "Gift" [checked] [disabled]
          - text: loose text"""
    )


def test_what_yaml_would_misread_is_quoted() -> None:
    assert of("<p>12</p><p>yes</p>") == '- paragraph: "12"\n- paragraph: "yes"'
    assert of("<p>a: b</p><p>x</p>") == '- paragraph: "a: b"\n- paragraph: x'
    assert of("<h1>it's: so</h1>") == """- 'heading "it''s: so" [level=1]'"""
    assert of('<p>say "a" {b}\\</p>') == '- paragraph: "say \\"a\\" {b}\\\\"'


def test_nothing_to_read_is_an_empty_outline() -> None:
    assert of("<div></div><p hidden>x</p>") == ""


def test_an_outline_tells_what_the_user_typed() -> None:
    page = parse("<input aria-label=Name value=old>")
    select(page, "input")[0].properties["value"] = "new"
    assert outline(page.body) == '- textbox "Name": new'


def test_a_long_address_of_data_is_shortened() -> None:
    assert of("<a href='data:text/plain;base64,AAAA'>x</a>") == '- link "x":\n  - /url: data:text/plain;base64,…'
