"""What all pages share is made anew for each language, time zone and prefix."""

from django.urls import set_script_prefix
from django.utils import timezone, translation

from pycomponents import Node, memo
from pycomponents.html import span


def test_language_zone_and_prefix_are_part_of_what_is_shared() -> None:
    runs: list[str] = []

    @memo(shared=True)
    def tag(name: str) -> Node:
        runs.append(f"{name} {translation.get_language()} {timezone.get_current_timezone_name()}")
        return span[runs[-1]]

    first = tag("a")
    with translation.override("de"):
        german = tag("a")
        with timezone.override("Asia/Tokyo"):
            tokyo = tag("a")
        assert tag("a") is german
    assert str(tokyo) == "<span>a de Asia/Tokyo</span>"
    set_script_prefix("/below/")
    try:
        assert tag("a") is not first
    finally:
        set_script_prefix("/")
    assert tag("a") is first
    assert len(runs) == 4
