"""From the command to the chat: what somebody does who starts remindbot for the first time."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver

from tests.browser.reader import Reader

pytestmark = pytest.mark.browser


@contextmanager
def started(folder: Path, port: int) -> Iterator[str]:
    """`remindbot run` in a process of its own; the line that it prints. It ends as by Ctrl+C, and must end well."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("REMINDBOT_")}
    settings = {"REMINDBOT_DATA_DIR": str(folder), "REMINDBOT_WEB__PORT": str(port)}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run"], stdout=subprocess.PIPE, text=True, env=inherited | settings
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline()
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == 0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def test_the_printed_link_leads_into_the_chat_and_a_restart_changes_nothing(
    chromium: webdriver.Chrome, tmp_path: Path
) -> None:
    port = free_port()
    with started(tmp_path, port) as line:
        link = line.split()[-1]
        assert link.startswith(f"http://127.0.0.1:{port}/sign-in?token=")
        reader = Reader(chromium, f"http://127.0.0.1:{port}")
        reader.sign_in(link)
        reader.say("remind me about TSK-123 in 2 hours")
        assert "(in 2 hours, Europe/Copenhagen)" in reader.last().text
        shown = reader.said()
    with started(tmp_path, port) as line:
        assert line.split()[-1] != link
        reader.wait_until_connected()
        reader.see(lambda: reader.said() == shown)
        reader.last().find_element("css selector", ".btn-primary").click()
        reader.see(lambda: "Set: REM-1" in reader.last().text)
    reader.complaints()
    chromium.get("about:blank")
