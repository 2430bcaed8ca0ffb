"""A form with every kind of input: what it hears, and what it receives."""

from playwright.sync_api import Page, expect

from tests.gallery.conftest import Open


def said(name: str) -> str:
    return f"output[for='{name}']"


def received(page: Page) -> dict[str, tuple[str, str]]:
    """What the event method got: name → type and value."""
    rows = page.locator(".received dl > div").evaluate_all(
        "rows => rows.map(row => [row.querySelector('dt').textContent, row.querySelector('dd').textContent])"
    )
    return {name: (kind, value) for label, value in rows for name, kind in [label.split(": ")]}


FIELDS = {
    "text": "Ada Lovelace",
    "search": "needle",
    "email": "ada@example.org",
    "url": "https://example.org/?a=1&b=2",
    "tel": "+44 20 7946 0000",
    "textarea": "two\nlines",
    "number": "37",
    "decimal": "1.25",
    "date": "1815-12-10",
    "time": "13:37",
    "datetime": "2026-11-20T09:30",
    "month": "2026-11",
    "week": "2026-W47",
    "color": "#336699",
    "range": "70",
}


def fill(page: Page) -> None:
    for name, value in FIELDS.items():
        page.locator(f"#{name}").fill(value)
    page.locator("#password").fill("secret")
    page.locator("#checkbox").check()
    page.get_by_role("checkbox", name="onions").check()
    page.get_by_role("checkbox", name="olives").check()
    page.get_by_role("radio", name="M").check()
    page.locator("#drink").select_option("coffee")
    page.locator("#cities").select_option(["Kyoto", "Porto"])


def test_every_kind_of_input_is_there(visit: Open) -> None:
    page = visit("form")
    types = set(
        page.evaluate("[...document.querySelectorAll('.echo form :is(input, select, textarea)')].map(c => c.type)")
    )
    assert types == {
        *"text search email url tel password number range date time datetime-local month week color checkbox".split(),
        *"radio hidden file textarea select-one select-multiple".split(),
    }
    expect(page.locator("#file")).to_be_disabled()
    expect(page.locator("optgroup")).to_have_count(2)


def test_what_is_typed_and_chosen_is_heard_at_once(visit: Open) -> None:
    page = visit("form")
    fill(page)
    for name, value in FIELDS.items():
        expect(page.locator(said(name))).to_have_text(value)
        expect(page.locator(f"#{name}")).to_have_value(value)
    expect(page.locator(said("password"))).to_have_text("••••••")
    expect(page.locator(said("checkbox"))).to_have_text("on")
    expect(page.locator(said("drink"))).to_have_text("coffee")
    expect(page.locator(said("cities"))).to_have_text("Kyoto, Porto")
    expect(page.get_by_role("group", name="checkboxes of one name").locator("output")).to_have_text("olives, onions")
    expect(page.get_by_role("group", name="radio").locator("output")).to_have_text("M")
    page.locator("#checkbox").uncheck()
    page.get_by_role("checkbox", name="olives").uncheck()
    page.get_by_role("radio", name="S").check()
    expect(page.locator(said("checkbox"))).to_have_text("")
    expect(page.get_by_role("group", name="checkboxes of one name").locator("output")).to_have_text("onions")
    expect(page.get_by_role("group", name="radio").locator("output")).to_have_text("S")


def test_the_event_method_receives_its_types(visit: Open) -> None:
    page = visit("form")
    fill(page)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".received dl > div")).to_have_count(23)
    assert received(page) == {
        "text": ("str", "'Ada Lovelace'"),
        "search": ("str", "'needle'"),
        "email": ("str", "'ada@example.org'"),
        "url": ("str", "'https://example.org/?a=1&b=2'"),
        "tel": ("str", "'+44 20 7946 0000'"),
        "password": ("str", "'••••••'"),
        "textarea": ("str", "'two\\nlines'"),
        "number": ("int", "37"),
        "decimal": ("Decimal", "Decimal('1.25')"),
        "range": ("float", "70.0"),
        "date": ("date", "datetime.date(1815, 12, 10)"),
        "time": ("time", "datetime.time(13, 37)"),
        "datetime": ("datetime", "datetime.datetime(2026, 11, 20, 9, 30)"),
        "month": ("str", "'2026-11'"),
        "week": ("str", "'2026-W47'"),
        "checkbox": ("bool", "True"),
        "toppings": ("list", "['olives', 'onions']"),
        "drink": ("Drink", "<Drink.COFFEE: 'coffee'>"),
        "cities": ("list", "['Kyoto', 'Porto']"),
        "color": ("str", "'#336699'"),
        "hidden": ("UUID", "UUID('6f9619ff-8b86-4011-b42d-00c04fc964ff')"),
        "button": ("str", "'send'"),
        "radio": ("str", "'M'"),
    }
    # What was sent stays where it was typed.
    expect(page.locator("#text")).to_have_value("Ada Lovelace")
    expect(page.locator("#cities")).to_have_values(["Kyoto", "Porto"])


def test_an_untouched_form_is_received_too(visit: Open) -> None:
    page = visit("form")
    page.get_by_role("button", name="Send as a draft").click()
    expect(page.locator(".received dl > div")).to_have_count(23)
    got = received(page)
    assert {value for name in ("number", "decimal", "date", "time", "datetime", "radio") for value in got[name]} == {
        "NoneType",
        "None",
    }
    assert got["toppings"] == got["cities"] == ("list", "[]")
    assert got["checkbox"] == ("bool", "False")
    assert got["drink"] == ("Drink", "<Drink.TEA: 'tea'>")
    assert got["button"] == ("str", "'draft'")
    assert got["range"] == ("float", "50.0")
    # It stands in its middle by itself: nobody has moved it, so nothing was heard.
    expect(page.locator(said("range"))).to_have_text("")


def expect_empty(page: Page) -> None:
    for name in FIELDS.keys() - {"color", "range"}:
        expect(page.locator(f"#{name}")).to_have_value("")
        expect(page.locator(said(name))).to_have_text("")
    expect(page.locator("#color")).to_have_value("#a8321e")
    expect(page.locator("#range")).to_have_value("50")
    expect(page.locator("#checkbox")).not_to_be_checked()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    expect(page.get_by_role("checkbox", name="onions")).not_to_be_checked()
    expect(page.locator("#drink")).to_have_value("tea")
    expect(page.locator("#cities")).to_have_values([])


def test_with_reset_the_form_is_empty_once_it_was_sent(visit: Open) -> None:
    page = visit("form")
    page.get_by_role("switch").check()
    fill(page)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".received dd").first).to_have_text("'Ada Lovelace'")
    expect_empty(page)
    page.locator("#text").fill("again")
    page.locator("#text").press("Enter")
    expect(page.locator(".received dd").first).to_have_text("'again'")
    expect(page.locator("#text")).to_have_value("")


def test_the_reset_button_empties_the_form(visit: Open) -> None:
    page = visit("form")
    fill(page)
    expect(page.locator(said("cities"))).to_have_text("Kyoto, Porto")
    page.get_by_role("button", name="Reset").click()
    expect_empty(page)


def test_what_the_browser_finds_wrong_is_not_sent(visit: Open) -> None:
    page = visit("form")
    page.locator("#email").fill("no address")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#email:invalid")).to_be_focused()
    page.locator("#email").fill("ada@example.org")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".received dl > div").nth(2)).to_have_text("email: str'ada@example.org'")
