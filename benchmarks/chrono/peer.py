"""chrono (npm) as a process: installed by `npm ci` into a cache, run by measure.js on all cases at once."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.domain.zone import zone_of

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json", ".npmrc")
LONGEST_INSTALL = 60  # seconds


class NotInstalled(Exception):
    """chrono cannot be run here; the message says why."""


def ask_chrono(cases: list[dict[str, Any]], rounds: int) -> list[tuple[datetime | None, float]]:
    """For each case the wall time that chrono reads, and the median microseconds of so many rounds. Raises NotInstalled."""
    folder = _install()
    run = subprocess.run(
        ["node", str(HERE / "measure.js"), str(rounds)],
        input="\n".join(map(_line, cases)),
        env={**os.environ, "NODE_PATH": str(folder / "node_modules")},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode != 0:
        raise NotInstalled(f"node ended with {run.returncode}")
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    return [(_wall(case, answer["at"]), answer["us"]) for case, answer in zip(cases, answers, strict=True)]


def _install() -> Path:
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise NotInstalled("node and npm are not here")
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:16]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "remindbot-benchmarks" / f"chrono-{lock}"
    if not (folder / "done").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copy(HERE / name, folder)
        command = ["npm", "ci", "--ignore-scripts"]
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=LONGEST_INSTALL)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise NotInstalled(f"npm ci failed, the registry may be out of reach ({type(error).__name__})") from error
        (folder / "done").touch()
    return folder


def _line(case: dict[str, Any]) -> str:
    now = datetime.fromisoformat(case["now"]).astimezone(zone_of(case["tz"]))
    offset = now.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset is not None else 0
    return json.dumps({"text": case["text"], "lang": case["lang"], "now": now.isoformat(), "offset": minutes})


def _wall(case: dict[str, Any], at: str | None) -> datetime | None:
    if at is None:
        return None
    return datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone(zone_of(case["tz"])).replace(tzinfo=None)
