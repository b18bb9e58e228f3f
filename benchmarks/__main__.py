"""`make bench`: every benchmark, one after another, each in a process of its own so that none warms up or crowds another."""

from __future__ import annotations

import subprocess
import sys

MODULES = (
    "language",
    "engine",
    "lateness",
    "listing",
    "platform_mattermost",
    "platform_slack",
    "platform_telegram",
)


def main() -> int:
    """The exit status is 1 where a benchmark broke; no speed makes it fail."""
    broken = 0
    for module in MODULES:
        print(f"\n== {module} ==", flush=True)
        broken += subprocess.run([sys.executable, "-m", f"benchmarks.{module}"], check=False).returncode != 0
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
