"""What is shipped to run remindbot elsewhere names commands and settings that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.cli import main
from bot.config import load_config

ROOT = Path(__file__).parents[2]


def test_the_compose_file_sets_known_settings_and_starts_known_commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    ours = [service for service in services.values() if service["image"] == "remindbot"]
    assert len(ours) == 2
    for service in ours:
        for name, value in service["environment"].items():
            monkeypatch.setenv(name, re.sub(r"\$\{\w+:\?[^}]*\}", "given", re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value)))
        assert load_config(None).database_url.startswith("postgresql://remindbot:")
        program, command = service["command"]
        assert program == "remindbot"
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0
        capsys.readouterr()


def test_the_unit_file_passes_its_instance_as_the_command() -> None:
    unit = (ROOT / "deploy" / "remindbot@.service").read_text(encoding="utf-8")
    assert "ExecStart=/opt/remindbot/bin/remindbot %i --config" in unit
    for name in re.findall(r"@(run|web|worker)\b", unit):
        assert f'add_parser("{name}"' in (ROOT / "bot" / "cli.py").read_text(encoding="utf-8")
