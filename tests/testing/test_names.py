"""Names and descriptions; that they are Playwright's is compared in `test_outline_in_chromium`."""

import pytest

from pycomponents.testing.document.dom import Element, parse
from pycomponents.testing.document.names import description_of, name_of
from pycomponents.testing.document.selectors import select


def marked(html: str) -> Element:
    return select(parse(html), "[data-x]")[0]


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<button data-x>  Save <b>all</b>\n</button>", "Save all"),
        ("<button data-x>a<div>b</div>c<br>d</button>", "a b c d"),
        ("<button data-x aria-label='Close'>×</button>", "Close"),
        ("<button data-x aria-labelledby='b a'>x</button><p id=a>A</p><p id=b hidden>B</p>", "B A"),
        ("<button data-x title=t></button>", "t"),
        ("<button data-x>a<i hidden>b</i><i aria-hidden=true>c</i></button>", "a"),
        ("<label for=f>Name</label><input data-x id=f>", "Name"),
        ("<label>Name <input data-x value=v></label>", "Name"),
        ("<label>At most <input value=3> items<input data-x type=checkbox></label>", ""),
        ("<label for=f>Flash <input value=3> times</label><input data-x type=checkbox id=f>", "Flash 3 times"),
        ("<input data-x placeholder=Search>", "Search"),
        ("<input data-x type=submit>", "Submit"),
        ("<input data-x type=submit value=Go>", "Go"),
        ("<img data-x alt=Logo>", "Logo"),
        ("<fieldset data-x><legend>Who</legend></fieldset>", "Who"),
        ("<table data-x><caption>Sums</caption></table>", "Sums"),
        ("<figure data-x><figcaption>Fig</figcaption></figure>", "Fig"),
        ("<svg data-x><title>Star</title></svg>", "Star"),
        ("<a data-x href=x><svg><title>Star</title></svg> it</a>", "Star it"),
        ("<p data-x aria-label=no>x</p>", ""),
        ("<ul data-x>x</ul>", ""),
        ("<h1 data-x>a&nbsp;&shy;b</h1>", "a b"),
    ],
)
def test_a_name_is_what_is_said_of_an_element(html: str, name: str) -> None:
    assert name_of(marked(html)) == name


def test_a_field_in_a_label_says_what_the_user_typed_there() -> None:
    page = parse("<label for=f>Flash <input value=3> times</label><input type=checkbox id=f>")
    select(page, "label input")[0].properties["value"] = "5"
    assert name_of(select(page, "#f")[0]) == "Flash 5 times"


def test_names_of_hidden_elements_are_asked_for_on_purpose() -> None:
    button = marked("<div hidden><button data-x>Save</button></div>")
    assert (name_of(button), name_of(button, include_hidden=True)) == ("", "Save")


def test_elements_that_name_each_other_end() -> None:
    page = parse("<button id=a aria-labelledby=b>A</button><button id=b aria-labelledby=a>B</button>")
    assert [name_of(one) for one in select(page, "button")] == ["B", "A"]


def test_a_description_is_what_is_referred_to_else_the_title() -> None:
    assert (
        description_of(marked("<input data-x aria-describedby='a b'><p id=a>One</p><p id=b hidden>two</p>"))
        == "One two"
    )
    assert description_of(marked("<input data-x aria-description=said title=t>")) == "said"
    assert description_of(marked("<input data-x title=' t '>")) == "t"
    assert description_of(marked("<input data-x>")) == ""
