import pytest
from playwright.sync_api import Page

from tests.browser.client.fake import Fake


@pytest.fixture
def fake(page: Page) -> Fake:
    return Fake(page)
