"""Roles and states of elements, by the mapping of HTML to ARIA as Playwright reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypedDict

from pycomponents.testing.document.dom import Element
from pycomponents.testing.document.javascript import number, trimmed
from pycomponents.testing.document.look import Look, closest, within
from pycomponents.testing.hands import controls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Mixed: TypeAlias = 'bool | Literal["mixed"]'


class States(TypedDict):
    """What an element says of itself besides its role and its name.

    expanded: `None` where it says nothing. invalid: whether, or "grammar" or "spelling". level: 0 where it has none.
    """

    checked: Mixed
    disabled: bool
    expanded: bool | None
    invalid: bool | str
    level: int
    pressed: Mixed
    selected: bool


ROLES: Final = frozenset(
    """alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox
    complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic grid
    gridcell group heading img insertion link list listbox listitem log main mark marquee math meter menu menubar
    menuitem menuitemcheckbox menuitemradio navigation none note option paragraph presentation progressbar radio
    radiogroup region row rowgroup rowheader scrollbar search searchbox separator slider spinbutton status strong
    subscript superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid
    treeitem""".split()
)

# Which roles have which states.
CHECKED: Final = frozenset("checkbox menuitemcheckbox option radio switch menuitemradio treeitem".split())
DISABLED: Final = frozenset(
    """application button checkbox columnheader combobox composite grid gridcell group input link listbox menu menubar
    menuitem menuitemcheckbox menuitemradio option radio radiogroup row rowheader scrollbar searchbox select separator
    slider spinbutton switch tab tablist textbox toolbar tree treegrid treeitem""".split()
)
EXPANDED: Final = frozenset(
    """application button checkbox columnheader combobox gridcell link listbox menuitem menuitemcheckbox menuitemradio
    row rowheader switch tab treeitem""".split()
)
INVALID: Final = frozenset(
    """application checkbox columnheader combobox gridcell listbox radiogroup rowheader searchbox slider spinbutton
    switch textbox tree""".split()
)
LEVEL: Final = frozenset("heading listitem row treeitem".split())
PRESSED: Final = frozenset(("button",))
SELECTED: Final = frozenset("gridcell option row tab rowheader columnheader treeitem".split())

_PRESENTATION: Final = frozenset(("none", "presentation"))
_UNNAMED: Final = frozenset(
    """caption code deletion emphasis generic insertion paragraph presentation strong subscript
    superscript""".split()
)
_NOBODY: Final[frozenset[str]] = frozenset()
# Attributes that say something whatever the role is; and the roles for which they do not.
_GLOBAL: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(
        """aria-atomic aria-busy aria-controls aria-current aria-describedby aria-details aria-dropeffect aria-flowto
        aria-grabbed aria-hidden aria-keyshortcuts aria-live aria-owns aria-relevant""".split(),
        _NOBODY,
    ),
    "aria-label": _UNNAMED,
    "aria-labelledby": _UNNAMED,
    "aria-roledescription": frozenset(("generic",)),
}
# A header or a footer in one of these is theirs, and not the page's.
_SECTIONS: Final = frozenset("article aside main nav section".split())
_SECTION_ROLES: Final = frozenset("article complementary main navigation region".split())
# What an element hands down to these, when it is only presentation.
_HEIRS: Final[Mapping[str, frozenset[str]]] = {
    "dd": frozenset(("dl", "div")),
    "div": frozenset(("dl",)),
    "dt": frozenset(("dl", "div")),
    "li": frozenset(("ol", "ul")),
    "tbody": frozenset(("table",)),
    "td": frozenset(("tr",)),
    "tfoot": frozenset(("table",)),
    "th": frozenset(("tr",)),
    "thead": frozenset(("table",)),
    "tr": frozenset(("thead", "tbody", "tfoot", "table")),
}
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}


def role_of(element: Element, *, look: Look | None = None) -> str:
    """Its role, or "" where it has none."""
    return _role(element, look or Look(element))


def states_of(element: Element, *, look: Look | None = None) -> States:
    """Its states. What its role does not have is False, 0 or `None`."""
    look = look or Look(element)
    role = _role(element, look)
    return {
        "checked": _checked(element, role),
        "disabled": is_disabled(element) or (role in DISABLED and _is_called_disabled(element, look)),
        "expanded": _expanded(element, role),
        "invalid": _invalid(element) if role in INVALID else False,
        "level": _level(element, role),
        "pressed": _pressed(element, role),
        "selected": _is_selected(element, role, look),
    }


def with_role(root: Element, role: str, *, look: Look | None = None) -> Iterator[Element]:
    """The elements in it that have this role, in the order of the document."""
    look = look or Look(root)
    all_may = role in _PRESENTATION
    tags = _TAGS.get(role, _NOBODY)
    for element in within(root):
        if (element.tag in tags or "role" in element.attributes or all_may) and _role(element, look) == role:
            yield element


def is_disabled(element: Element) -> bool:
    """Whether Playwright takes it for disabled: a fieldset only disables others, a select not what it offers."""
    by = controls.disabled_by(element)
    return by is not None and element.tag != "fieldset" and (by is element or by.tag != "select")


# Roles.


def _role(element: Element, look: Look) -> str:
    known = look.roles.get(element)
    if known is None:
        known = look.roles[element] = _found_role(element, look)
    return known


def _found_role(element: Element, look: Look) -> str:
    said = _said_role(element)
    if not said:
        return _implied_role(element, look)
    if said in _PRESENTATION:
        implied = _implied_role(element, look)
        # Who can be reached, or says something of itself, cannot be only presentation.
        if _speaks(element, implied):
            return implied
    return said


def _said_role(element: Element) -> str:
    said = element.attributes.get("role")
    if not said:
        return ""
    return next((role for one in said.lower().split(" ") if (role := trimmed(one)) in ROLES), "")


def _implied_role(element: Element, look: Look) -> str:
    implied = _IMPLIED.get(element.tag, "")
    if not isinstance(implied, str):
        implied = implied(element, look)
    if not implied or element.tag not in _HEIRS:
        return implied
    return _inherited_role(element) or implied


def _inherited_role(element: Element) -> str:
    heir, parent = element, element.parent
    while parent is not None and parent.tag in _HEIRS.get(heir.tag, _NOBODY):
        said = _said_role(parent)
        if said in _PRESENTATION and not _speaks(parent, said):
            return said
        heir, parent = parent, parent.parent
    return ""


def _speaks(element: Element, role: str) -> bool:
    return _has_global(element, role) or _is_focusable(element)


def _has_global(element: Element, role: str = "") -> bool:
    return any(role not in _GLOBAL[name] for name in element.attributes if name in _GLOBAL)


def _is_focusable(element: Element) -> bool:
    return not is_disabled(element) and (_is_focusable_itself(element) or _has_tab_index(element))


def _is_focusable_itself(element: Element) -> bool:
    match element.tag:
        case "button" | "details" | "select" | "textarea":
            return True
        case "a" | "area":
            return "href" in element.attributes
        case "input":
            return "hidden" not in element.attributes
        case _:
            return False


def _has_tab_index(element: Element) -> bool:
    index = element.attributes.get("tabindex")
    return index is not None and (at := number(index)) == at


def _is_named(element: Element) -> bool:
    return "aria-label" in element.attributes or "aria-labelledby" in element.attributes


# Roles that depend on more than the element's name.


def _landmark(role: str) -> Callable[[Element, Look], str]:
    def of_page(element: Element, look: Look) -> str:
        return "" if closest(element, _is_section) is not None else role

    return of_page


def _is_section(element: Element) -> bool:
    role = element.attributes.get("role")
    return element.tag in _SECTIONS if role is None else role in _SECTION_ROLES


def _if_named(role: str) -> Callable[[Element, Look], str]:
    return lambda element, look: role if _is_named(element) else ""


def _linked(element: Element, look: Look) -> str:
    return "link" if "href" in element.attributes else ""


def _image(element: Element, look: Look) -> str:
    attributes = element.attributes
    is_decoration = attributes.get("alt") == "" and not attributes.get("title")
    return "presentation" if is_decoration and not _has_global(element) and not _has_tab_index(element) else "img"


_INPUTS: Final = {
    **dict.fromkeys(("button", "image", "reset", "submit", "file"), "button"),
    "checkbox": "checkbox",
    "hidden": "",
    "number": "spinbutton",
    "radio": "radio",
    "range": "slider",
}


def _input(element: Element, look: Look) -> str:
    kind = controls.kind_of(element)
    if kind not in ("email", "search", "tel", "text", "url"):
        return _INPUTS.get(kind, "textbox")
    offered = look.by_ids(element.attributes.get("list"))
    if offered and offered[0].tag == "datalist":
        return "combobox"
    return "searchbox" if kind == "search" else "textbox"


def _select(element: Element, look: Look) -> str:
    return "listbox" if controls.is_list(element) else "combobox"


def _cell(element: Element, look: Look) -> str:
    table = closest(element, _is_table)
    return "gridcell" if table is not None and _said_role(table) in ("grid", "treegrid") else "cell"


def _header_cell(element: Element, look: Look) -> str:
    scope = element.attributes.get("scope")
    if scope in ("col", "colgroup"):
        return "columnheader"
    if scope in ("row", "rowgroup"):
        return "rowheader"
    before, after = _neighbours(element)
    if before is None and after is None:
        return "" if _is_alone(element) else "columnheader"
    if before is not None and after is not None and before.tag == after.tag == "th":
        return "columnheader"
    return "rowheader" if _is_filled(before) or _is_filled(after) else "columnheader"


def _neighbours(element: Element) -> tuple[Element | None, Element | None]:
    if element.parent is None:
        return None, None
    siblings = [one for one in element.parent.children if isinstance(one, Element)]
    at = siblings.index(element)
    return siblings[at - 1] if at else None, siblings[at + 1] if at + 1 < len(siblings) else None


def _is_filled(cell: Element | None) -> bool:
    if cell is None or cell.tag != "td":
        return False
    return any(isinstance(child, Element) for child in cell.children) or bool(trimmed(cell.text))


def _is_alone(cell: Element) -> bool:
    row = cell.parent
    table = None if row is None or row.tag != "tr" else closest(row, _is_table)
    return table is not None and _row_count(table) <= 1


def _row_count(table: Element) -> int:
    parts = [one for one in table.children if isinstance(one, Element)]
    inner = [one for part in parts if part.tag in ("thead", "tbody", "tfoot") for one in part.children]
    return sum(1 for one in (*parts, *inner) if isinstance(one, Element) and one.tag == "tr")


def _is_table(element: Element) -> bool:
    return element.tag == "table"


_IMPLIED: Final[Mapping[str, str | Callable[[Element, Look], str]]] = {
    "a": _linked,
    "area": _linked,
    "article": "article",
    "aside": "complementary",
    "blockquote": "blockquote",
    "button": "button",
    "caption": "caption",
    "code": "code",
    "datalist": "listbox",
    "dd": "definition",
    "del": "deletion",
    "details": "group",
    "dfn": "term",
    "dialog": "dialog",
    "dt": "term",
    "em": "emphasis",
    "fieldset": "group",
    "figure": "figure",
    "footer": _landmark("contentinfo"),
    "form": _if_named("form"),
    **dict.fromkeys(_HEADINGS, "heading"),
    "header": _landmark("banner"),
    "hr": "separator",
    "html": "document",
    "img": _image,
    "input": _input,
    "ins": "insertion",
    "li": "listitem",
    "main": "main",
    "mark": "mark",
    "math": "math",
    "menu": "list",
    "meter": "meter",
    "nav": "navigation",
    "ol": "list",
    "optgroup": "group",
    "option": "option",
    "output": "status",
    "p": "paragraph",
    "progress": "progressbar",
    "search": "search",
    "section": _if_named("region"),
    "select": _select,
    "strong": "strong",
    "sub": "subscript",
    "sup": "superscript",
    "svg": "img",
    "table": "table",
    "tbody": "rowgroup",
    "td": _cell,
    "textarea": "textbox",
    "tfoot": "rowgroup",
    "th": _header_cell,
    "thead": "rowgroup",
    "time": "time",
    "tr": "row",
    "ul": "list",
}
_BY_TAG: Final = {
    "a": ("link",),
    "area": ("link",),
    "footer": ("contentinfo",),
    "form": ("form",),
    "header": ("banner",),
    "img": ("img",),
    "input": ("button", "checkbox", "combobox", "radio", "searchbox", "slider", "spinbutton", "textbox"),
    "section": ("region",),
    "select": ("combobox", "listbox"),
    "td": ("cell", "gridcell"),
    "th": ("columnheader", "rowheader"),
}


def _tags_by_role() -> dict[str, frozenset[str]]:
    tags: dict[str, set[str]] = {}
    for tag, implied in _IMPLIED.items():
        for role in (implied,) if isinstance(implied, str) else _BY_TAG[tag]:
            tags.setdefault(role, set()).add(tag)
    return {role: frozenset(found) for role, found in tags.items()}


# The elements that may have a role without saying so.
_TAGS: Final = _tags_by_role()


# States.


def _is_called_disabled(element: Element, look: Look) -> bool:
    known = look.disabled.get(element)
    if known is None:
        said = element.attributes.get("aria-disabled", "").lower()
        if said in ("true", "false"):
            known = said == "true"
        else:
            known = element.parent is not None and _is_called_disabled(element.parent, look)
        look.disabled[element] = known
    return known


def _checked(element: Element, role: str) -> Mixed:
    if element.tag == "input":
        if controls.is_indeterminate(element):
            return "mixed"
        if controls.kind_of(element) in ("checkbox", "radio"):
            return controls.is_checked(element)
    return _said_mixed(element, "aria-checked") if role in CHECKED else False


def _pressed(element: Element, role: str) -> Mixed:
    return _said_mixed(element, "aria-pressed") if role in PRESSED else False


def _said_mixed(element: Element, name: str) -> Mixed:
    said = element.attributes.get(name, "").lower()
    return "mixed" if said == "mixed" else said == "true"


def _expanded(element: Element, role: str) -> bool | None:
    if element.tag == "details":
        return "open" in element.attributes
    said = element.attributes.get("aria-expanded")
    return None if said is None or role not in EXPANDED else said.lower() == "true"


def _invalid(element: Element) -> bool | str:
    said = element.attributes.get("aria-invalid", "").lower()
    if said in ("grammar", "spelling"):
        return said
    return bool(trimmed(said)) and said != "false"


def _level(element: Element, role: str) -> int:
    if element.tag in _HEADINGS:
        return _HEADINGS[element.tag]
    said = element.attributes.get("aria-level")
    level = 0.0 if said is None or role not in LEVEL else number(said)
    return int(level) if level >= 1 and level.is_integer() else 0


def _is_selected(element: Element, role: str, look: Look) -> bool:
    if element.tag == "option":
        return look.is_selected(element)
    return role in SELECTED and element.attributes.get("aria-selected", "").lower() == "true"
