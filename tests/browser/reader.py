"""The person at the browser: what they do and what they see, in the words of the tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

T = TypeVar("T")


class Reader:
    """Somebody in Copenhagen, at a desk's screen, who likes it light. address: where the bot's pages are."""

    def __init__(self, chromium: webdriver.Chrome, address: str) -> None:
        self.chromium, self.address = chromium, address
        self._tab = chromium.current_window_handle
        self.resize(1100, 800)
        self.prefer("light")
        self.live_in("Europe/Copenhagen")

    def sign_in(self, link: str) -> None:
        self.chromium.get(link)
        self.press_keys(Keys.ENTER)
        self.wait_until_connected()

    def wait_until_connected(self) -> None:
        """After a while without the bot a page pauses for up to ten seconds before it tries again."""
        self.see(lambda: self.find("body").get_attribute("data-connection") == "open")

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def prefer(self, scheme: str) -> None:
        """light or dark; and nothing that moves, so that what is there is there at once."""
        wishes = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
        features = [{"name": name, "value": value} for name, value in wishes.items()]
        self.chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def live_in(self, zone: str) -> None:
        self.chromium.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": zone})

    def see(self, condition: Callable[[], T]) -> T:
        """Wait until this is so, for longer than any slow machine needs."""
        not_there_yet = (NoSuchElementException, StaleElementReferenceException, IndexError)
        return WebDriverWait(self.chromium, 60, 0.05, not_there_yet).until(lambda _: condition())

    def find(self, selector: str) -> WebElement:
        return self.chromium.find_element(By.CSS_SELECTOR, selector)

    def find_all(self, selector: str) -> list[WebElement]:
        return self.chromium.find_elements(By.CSS_SELECTOR, selector)

    def press_keys(self, *keys: str) -> None:
        self.chromium.switch_to.active_element.send_keys(*keys)

    @property
    def focused(self) -> WebElement:
        return self.chromium.switch_to.active_element

    def say(self, text: str) -> None:
        """Type it, send it, and wait for the answer."""
        answers = len(self.find_all(".message.bot"))
        self.find("#say").send_keys(text, Keys.ENTER)
        self.see(lambda: len(self.find_all(".message.bot")) > answers)

    def last(self, selector: str = ".message.bot") -> WebElement:
        return self.find_all(f"#log > {selector}")[-1]

    def said(self) -> list[str]:
        """The text of every message on the page, in order."""
        return [text.text for text in self.find_all("#log > .message .text")]

    @property
    def unread(self) -> str:
        return self.find("#bell .badge").text

    def complaints(self) -> list[str]:
        """What the browser's console has told since the last call: refused by the policy, errors. A server that is away is none."""
        entries = [str(entry["message"]) for entry in self.chromium.get_log("browser")]
        return [entry for entry in entries if "ERR_CONNECTION_REFUSED" not in entry and "/live' failed" not in entry]

    def open_another_tab(self) -> None:
        self.chromium.switch_to.new_window("tab")
        self.chromium.get(self.address)
        self.wait_until_connected()

    def first_tab(self) -> None:
        self.chromium.switch_to.window(self._tab)

    def close_other_tabs(self) -> None:
        for tab in self.chromium.window_handles:
            if tab != self._tab:
                self.chromium.switch_to.window(tab)
                self.chromium.close()
        self.first_tab()

    def save_picture(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        assert self.chromium.save_screenshot(str(path))

    def overflows(self) -> bool:
        """Whether anything is wider than the window."""
        wider: bool = self.chromium.execute_script(
            "return [document.documentElement, document.body, document.getElementById('log')]"
            ".some(one => one && one.scrollWidth > one.clientWidth)"
        )
        return wider

    def brightness(self, selector: str = "body") -> float:
        """Of the background, from 0 to 255."""
        colour = self.find(selector).value_of_css_property("background-color")
        parts = [float(part) for part in colour[colour.index("(") + 1 : -1].split(",")][:3]
        return sum(parts) / 3
