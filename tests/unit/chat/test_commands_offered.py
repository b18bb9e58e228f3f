"""Which slash command help shows on which platform: the one that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import load_config
from bot.platforms import commands_of

MATTERMOST = "mattermost:\n  url: https://chat.example.org\n  token: t\n"
REACHED = "web:\n  public_url: https://remind.example.org\n"
SLACK = "slack:\n  bot_token: xoxb-1\n  app_token: xapp-1\n"


@pytest.mark.parametrize(
    ("written", "commands"),
    [
        ("", {}),
        (MATTERMOST, {}),
        (MATTERMOST + REACHED, {}),
        (MATTERMOST + "  command_tokens: [c]\n", {}),
        (MATTERMOST + "  command_tokens: [c]\n" + REACHED, {"mattermost": "/remind"}),
        (SLACK, {"slack": "/remindbot"}),
        (SLACK + "  command: /merk\n", {"slack": "/merk"}),
        ("telegram:\n  token: t\n", {"telegram": "/remind"}),
    ],
)
def test_only_commands_that_are_set_up_are_offered(tmp_path: Path, written: str, commands: dict[str, str]) -> None:
    (tmp_path / "config.yaml").write_text(written, encoding="utf-8")
    assert commands_of(load_config(tmp_path / "config.yaml")) == commands
