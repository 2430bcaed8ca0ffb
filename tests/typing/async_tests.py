"""What type checkers say of tests that are coroutines. Nothing here runs; see components.py."""

from typing import assert_type

from pycomponents import Component, state
from pycomponents.testing import Element, Interaction
from pycomponents.testing import Page as SyncPage
from pycomponents.testing.aio import Locator, LocatorAssertions, Page, PageAssertions, Ui, expect


class Counter(Component):
    count: int = state(0)


async def narrowing_gives_locators_and_all_else_is_awaited(aui: Ui) -> None:
    page = assert_type(await aui.mount(Counter, start=1), Page)
    found = assert_type(page.get_by_role("button").filter(has=page.get_by_text("Add")).first, Locator)
    assert_type(found.and_(found).or_(found).nth(2), Locator)
    assert_type(await found.count(), int)
    assert_type(await found.all(), list[Locator])
    assert_type(await found.element(), Element)
    assert_type(await found.get_attribute("id"), str | None)
    assert_type(await page.component(Counter), Counter)
    assert_type(await page.run(lambda: 3), int)
    assert_type(page.last, Interaction)
    assert_type(await (await aui.user()).visit("/"), Page)


async def context_managers_are_async(aui: Ui) -> None:
    async with aui.errors("not today") as raised:
        assert_type(raised, list[BaseException])
    async with aui.answering(lambda question: question == "Sure?") as asked, aui.within(None):
        assert_type(asked, list[str])
    with aui.errors():  # type: ignore[attr-defined]  # pyright: ignore[reportGeneralTypeIssues]
        pass


async def what_is_expected(page: Page, other: SyncPage) -> None:
    assert_type(expect(page), PageAssertions)
    assert_type(expect(page.get_by_role("status")), LocatorAssertions)
    await expect(page.get_by_role("status")).not_to_have_text(["1", "2"], ignore_case=True)
    expect(other)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]


async def what_is_forgotten(page: Page) -> None:
    page.get_by_role("button").click()  # type: ignore[unused-coroutine]  # pyright: ignore[reportUnusedCoroutine]
    expect(page).to_have_url("/")  # type: ignore[unused-coroutine]  # pyright: ignore[reportUnusedCoroutine]
    await page.get_by_role("button").fill(3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
