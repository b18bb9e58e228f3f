"""`make bench`: every benchmark, one after another, each in a process of its own so that none warms up or crowds another.

FAST=1 asks for smaller stores and shorter runs, for a look rather than for numbers to be quoted.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

# Each with what it is given where it is to be fast; None: left out then, as a platform's own limits set its time.
MODULES: dict[str, tuple[str, ...] | None] = {
    "language": (),
    "engine": ("2000", "10000"),
    "engine_postgres": ("2000", "10000"),
    "end_to_end": ("500",),
    "peer_scheduler": ("1000",),
    "fairness": ("20000",),
    "lateness": ("100", "10"),
    "listing": ("100000",),
    "idle": ("20000", "5"),
    "plots": (),
    "platform_mattermost": None,
    "platform_slack": None,
    "platform_telegram": None,
    "platform_in": ("500",),
    "platform_out": ("500",),
}


def main() -> int:
    """The exit status is 1 where a benchmark broke; no speed makes it fail."""
    fast, broken = bool(os.environ.get("FAST")), []
    for module, sizes in MODULES.items():
        if fast and sizes is None:
            continue
        print(f"\n== {module} ==", flush=True)
        started = time.monotonic()
        command = [sys.executable, "-m", f"benchmarks.{module}", *((sizes or ()) if fast else ())]
        if subprocess.run(command, check=False).returncode:
            broken.append(module)
        print(f"({time.monotonic() - started:.0f} s)", flush=True)
    if broken:
        print(f"\nBroken: {', '.join(broken)}", flush=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
