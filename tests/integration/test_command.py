"""The `remindbot` command as its user runs it: a process of its own, its words and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


def remindbot(folder: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("REMINDBOT_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=typed, capture_output=True, text=True, cwd=folder, check=False, timeout=60,
        env={**environment, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip


def test_parse_answers_each_line_in_its_order(tmp_path: Path) -> None:
    asked = [
        {"text": text, "now": "2025-09-10T10:17:00+02:00", "tz": "Europe/Copenhagen"}
        for text in ("hello", "in 2 hours: call")
    ]
    done = remindbot(tmp_path, "parse", typed="".join(json.dumps(line) + "\n" for line in asked))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["intent"] for answer in answers] == ["NONE", "SET_REMINDER"]
    assert answers[1]["at"] == "2025-09-10T12:17:00+02:00"


def test_check_config_tells_every_mistake_and_fails(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("web:\n  port: 0\n  hots: x\n", encoding="utf-8")
    done = remindbot(tmp_path, "check-config", "config.yaml")
    assert done.returncode == 1
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == ["line 2", "line 3"]


def test_status_before_the_first_start_says_what_to_do(tmp_path: Path) -> None:
    done = remindbot(tmp_path, "status")
    assert done.returncode == 1
    assert "Start remindbot first" in done.stderr
    assert not (tmp_path / "data").exists()


def test_status_tells_what_is_pending(tmp_path: Path) -> None:
    remindbot(tmp_path, "chat", typed="my time zone is Copenhagen\nremind me to call Jens in 2 hours\nyes\n")
    done = remindbot(tmp_path, "status")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].split()[:2] == ["pending", "1"]


def test_doctor_without_platforms_has_nothing_to_complain_of(tmp_path: Path) -> None:
    done = remindbot(tmp_path, "doctor")
    assert done.returncode == 0
    assert "No platform is set up" in done.stdout


def test_a_health_check_of_nothing_fails_in_words(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("web:\n  port: 1\n", encoding="utf-8")
    done = remindbot(tmp_path, "healthcheck", "--config", "config.yaml")
    assert done.returncode == 1
    assert "nothing answers on 127.0.0.1, port 1" in done.stderr


def test_an_audit_of_fewer_rows_than_one_is_refused(tmp_path: Path) -> None:
    done = remindbot(tmp_path, "audit", "REM-1", "--limit", "-5")
    assert done.returncode == 2
    assert "not a number from 1 on: '-5'" in done.stderr
