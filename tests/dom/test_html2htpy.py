"""What htpy's converter writes works with our elements as it stands."""

from __future__ import annotations

from typing import Any

import pytest
from htpy.html2htpy import html2htpy

from pycomponents import html as h
from pycomponents.errors import AttributeRefused

PAGE = """
<section id="s" class="a b" data-x="1">

  <h1>Title &amp; more</h1>
  <form action="/x" method="post"><label for="i">L</label><input id="i" name="i" required value="v"></form>
  <table><tbody><tr><td colspan="2">1</td></tr></tbody></table>
  <svg viewBox="0 0 1 1"><path d="M0" stroke-width="2"></path></svg>
  <my-element>x</my-element>
</section>
"""


def converted(source: str) -> Any:
    code = html2htpy(source, shorthand_id_class=True, import_mode="no")
    names = {name: getattr(h, name) for name in [*vars(h), "my_element"]}
    return eval(code, names)


def test_a_page() -> None:
    text = str(converted(PAGE))
    assert '<section id="s" class="a b" data-x="1"><h1>Title &amp; more</h1>' in text
    assert '<input id="i" name="i" required value="v">' in text
    assert '<svg viewBox="0 0 1 1"><path d="M0" stroke-width="2"></path></svg>' in text


@pytest.mark.parametrize("source", ['<p style="color: red">x</p>', '<p onclick="x()">x</p>'])
def test_what_must_be_written_another_way(source: str) -> None:
    with pytest.raises(AttributeRefused, match=r"style=\{|on_click="):
        converted(source)
