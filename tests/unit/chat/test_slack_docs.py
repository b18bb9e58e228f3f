"""The manifest that people paste, and the table of behaviours, say what the code does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from adapters.chat.slack.doctor import SCOPES
from adapters.chat.slack.shortcut import CALLBACK

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs" / "platforms"


def manifest() -> dict[str, Any]:
    return dict(yaml.safe_load((DOCS / "slack-manifest.yaml").read_text(encoding="utf-8")))


def test_the_manifest_asks_for_what_the_doctor_looks_for() -> None:
    assert tuple(manifest()["oauth_config"]["scopes"]["bot"]) == SCOPES


def test_the_manifest_names_the_shortcut_that_the_adapter_knows() -> None:
    [shortcut] = manifest()["features"]["shortcuts"]
    assert (shortcut["callback_id"], shortcut["type"]) == (CALLBACK, "message")


def test_the_manifest_lets_slack_escape_names_in_commands() -> None:
    assert all(command["should_escape"] for command in manifest()["features"]["slash_commands"])
