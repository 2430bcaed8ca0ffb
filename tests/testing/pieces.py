"""Pieces of HTML by the rule that they show, and small documents made at random of anything that stands in them."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

# One on a line.
FRAGMENTS = Path(__file__).parent / "fragments"
TOPICS = ("explicit", "hidden", "names", "roles", "states", "tables", "texts")
LONG = ["<p>a&#13;b</p><pre>  pre\n text</pre>", "<textarea>\nlines\nmore</textarea>", "<p>" + "long " * 400 + "</p>"]
NAMES = [f"<button>{'name ' * times}</button>" for times in (179, 180, 181)]


def fragments(topic: str) -> list[str]:
    lines = lines_of(f"{topic}.html")
    return [*lines, *LONG, *NAMES] if topic == "texts" else lines


def lines_of(name: str) -> list[str]:
    return [line for line in (FRAGMENTS / name).read_text().split("\n") if line]


TAGS = """
a a a area article aside b blockquote br button button caption code dd del details details dfn dialog div div div dl dt
em fieldset figcaption figure footer form h1 h2 h3 header hr i img img input input input input ins label label legend li
li main mark meter nav ol optgroup option option option output p p p progress q search section select select small span
span span span strong sub summary summary sup svg table tbody td td textarea tfoot th th thead time title tr tr ul
""".split()
VOID = {"area", "br", "hr", "img", "input"}
ROLES = """
alert application article banner button cell checkbox columnheader combobox dialog form generic grid gridcell group
heading img link list listbox listitem menu menuitem none none none nonsense option paragraph presentation presentation
progressbar radio region row rowgroup rowheader searchbox slider spinbutton status switch tab table tabpanel textbox
tooltip tree treeitem
""".split()
TYPES = """
button checkbox date email file hidden image number password radio range reset search submit tel text url week
""".split()
WORDS = [
    "x",
    "two words",
    "  ",
    " lead",
    "trail ",
    "a: b",
    "7",
    "yes",
    "- d",
    "é",
    "",
    "\u00a0",
    "it's",
    '"q"',
    "#",
    "b\nc",
]
BOOLEANS = ["true", "false", "", "TRUE", "mixed", "yes"]
ATTRIBUTES = """
alt aria-checked aria-describedby aria-description aria-disabled aria-expanded aria-hidden aria-invalid aria-label
aria-labelledby aria-level aria-live aria-owns aria-pressed aria-selected aria-valuenow aria-valuetext checked class
contenteditable controls dir disabled for hidden href href id id id inert label list multiple name open open open
placeholder popover readonly required role role role role role scope selected size src style summary tabindex title type
type type type type type value
""".split()
IDS = list("abcdef")
STYLES = [
    "display:none",
    "visibility:hidden",
    "visibility:visible",
    "display:block",
    "display:contents",
    "display:inline",
]
OPTION = ["", " selected", " disabled", " hidden", " aria-hidden=true", ' style="display:none"', ' role="none"']
SCOPES = ["row", "col", "rowgroup", ""]


def document(random: Random, size: int = 12) -> str:
    """The inside of a body. Each element has a number as `data-n`."""
    counter = iter(range(10_000))
    return "".join(_node(random, counter, size) for _ in range(random.randint(1, 4)))


def _node(random: Random, counter: Iterator[int], size: int) -> str:
    if size <= 1 or random.random() < 0.3:
        return random.choice(WORDS).replace('"', "&quot;")
    tag = random.choice(TAGS)
    attributes = "".join(_attribute(random, tag) for _ in range(random.choice((0, 0, 1, 1, 2, 3))))
    start = f"<{tag} data-n={next(counter)}{attributes}>"
    if tag in VOID:
        return start
    inner = "".join(_node(random, counter, size // 2) for _ in range(random.randint(0, 4)))
    if tag in ("table", "tbody", "thead", "tr") and random.random() < 0.7:
        inner = f"<tr><th data-n={next(counter)}>h</th><td data-n={next(counter)}>{inner}</td></tr>"
    if tag == "select":
        # What else may stand there, parsers do not agree on yet.
        inner = "".join(f"<option data-n={next(counter)}{random.choice(OPTION)}>{one}</option>" for one in "ab")
    if tag == "svg":
        inner = random.choice(("", "<title>drawn</title>", "<text>t</text>", "<g><title>g</title></g>"))
    return f"{start}{inner}</{tag}>"


def _attribute(random: Random, tag: str) -> str:
    name = random.choice(ATTRIBUTES)
    if name == "role":
        value = random.choice(ROLES)
    elif name in ("id", "for", "list", "aria-labelledby", "aria-describedby", "aria-owns"):
        value = " ".join(random.choices(IDS, k=random.choice((1, 1, 2)) if name.startswith("aria") else 1))
    elif name == "type":
        value = random.choice(TYPES)
    elif name == "style":
        value = random.choice(STYLES)
    elif name == "scope":
        value = random.choice(SCOPES)
    elif name == "hidden":
        value = random.choice(("", "", "until-found"))
    elif name in ("size", "tabindex", "aria-level", "aria-valuenow"):
        value = random.choice(("0", "1", "2", "-1", "x", ""))
    elif name == "href":
        value = random.choice(("/x", "", "#a", "a: b"))
    elif name.startswith("aria-") and name not in ("aria-label", "aria-description", "aria-valuetext"):
        value = random.choice(BOOLEANS)
    else:
        value = random.choice(WORDS)
    if name == "src" or (name == "checked" and tag == "input"):
        return f" {name}=x" if name == "src" else " checked"
    return f' {name}="{value.replace(chr(34), "&quot;")}"'
