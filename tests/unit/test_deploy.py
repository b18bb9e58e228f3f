"""What is shipped to run remindbot elsewhere names commands and settings that exist."""

from __future__ import annotations

import json
import re
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml

from bot.cli import main
from bot.config import load_config

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "remindbot@.service"


def is_known(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    capsys.readouterr()


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
        is_known(command, capsys)


def test_what_the_compose_file_names_is_in_it() -> None:
    composed = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    for service in composed["services"].values():
        assert set(service.get("depends_on", ())) <= composed["services"].keys()
        assert {volume.split(":")[0] for volume in service.get("volumes", ())} <= composed["volumes"].keys()
        assert (ROOT / service.get("build", ".") / "Dockerfile").is_file()
        for published in service.get("ports", ()):
            assert int(published.rpartition(":")[2]) == load_config(None).web.port


def test_the_image_runs_known_commands_with_known_settings_from_files_that_are_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for name, value in re.findall(r"\b(REMINDBOT_\w+)=(\S+)", image):
        monkeypatch.setenv(name, value)
    assert load_config(None).web.port == int(re.findall(r"^EXPOSE (\d+)$", image, re.MULTILINE)[0])
    assert str(load_config(None).data_dir) in re.findall(r"^VOLUME (\S+)$", image, re.MULTILINE)
    for sources in re.findall(r"^COPY (.+) \S+$", image, re.MULTILINE):
        assert all((ROOT / source).exists() for source in sources.split())
    commands = [json.loads(written) for written in re.findall(r"\bCMD (\[.+\])$", image, re.MULTILINE)]
    assert [command[1] for command in commands] == ["healthcheck", "run"]
    for program, command in commands:
        assert program == "remindbot"
        is_known(command, capsys)


def test_the_unit_file_passes_its_instance_as_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    unit = UNIT.read_text(encoding="utf-8")
    assert "ExecStart=/opt/remindbot/bin/remindbot %i --config" in unit
    commands = set(re.findall(r"@(run|web|worker)\b", unit))
    assert commands == {"run", "web", "worker"}
    for command in commands:
        is_known(command, capsys)


# What systemd calls them (systemd.unit(5), .service(5), .exec(5)). It passes over one that it does not know, and the service runs unprotected.
DIRECTIVES = {
    "Unit": "Description After Wants",
    "Service": "User ExecStart EnvironmentFile Environment StateDirectory WorkingDirectory Restart RestartSec TimeoutStopSec"
    " NoNewPrivileges PrivateTmp PrivateDevices ProtectSystem ProtectHome ProtectKernelTunables ProtectControlGroups"
    " RestrictAddressFamilies CapabilityBoundingSet UMask",
    "Install": "WantedBy",
}


def test_the_unit_file_holds_nothing_that_systemd_does_not_know() -> None:
    unit = ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]  # as configparser says to keep capitals
    unit.read(UNIT, encoding="utf-8")
    assert unit.sections() == list(DIRECTIVES)
    for section, known in DIRECTIVES.items():
        assert set(unit[section]) <= set(known.split())


def test_the_service_writes_where_systemd_lets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """ProtectSystem=strict leaves it its state directory, and nothing else."""
    unit = UNIT.read_text(encoding="utf-8")
    (state,) = re.findall(r"^StateDirectory=(.+)$", unit, re.MULTILINE)
    (folder,) = re.findall(r"^WorkingDirectory=(.+)$", unit, re.MULTILINE)
    for name, value in re.findall(r"^Environment=(\w+)=(\S+)$", unit, re.MULTILINE):
        monkeypatch.setenv(name, value)
    assert Path("/var/lib", state) == Path(folder)
    assert load_config(None).data_dir.is_relative_to(folder)
