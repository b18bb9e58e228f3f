"""A headless Chromium for the browser tests, as Debian packages it; they skip with the reason where it is missing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

from tests.browser.reader import Reader
from tests.browser.running import RunningBot, running_bot

ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
)  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[webdriver.Chrome]:
    """One browser for a module: what a test leaves behind in it belongs to another port, and so to another origin."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not browser or not driver:
        pytest.skip("no chromium and chromedriver here: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    options.add_experimental_option("prefs", {"intl.accept_languages": "en-GB"})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with tempfile.TemporaryDirectory(prefix="remindbot-chromium-", ignore_cleanup_errors=True) as profile:
        for argument in (*ARGUMENTS, f"--user-data-dir={profile}"):
            options.add_argument(argument)
        chromium = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
        yield chromium
        chromium.quit()


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[RunningBot]:
    with running_bot(tmp_path) as bot:
        yield bot


@pytest.fixture
def reader(chromium: webdriver.Chrome, bot: RunningBot) -> Iterator[Reader]:
    """A person who has signed in. At the end the browser must have had nothing to complain about."""
    reader = Reader(chromium, bot.address)
    reader.complaints()
    reader.sign_in(bot.link())
    yield reader
    reader.close_other_tabs()
    assert reader.complaints() == []
    chromium.get("about:blank")
