"""What the first messages would wait for is loaded before they come."""

from __future__ import annotations

import subprocess
import sys


def test_after_the_warm_up_no_message_loads_anything() -> None:
    code = """
import sys
from datetime import UTC, datetime
from bot.language.reading import Reference
from bot.language.lexicon.lexicon import load_lexicon
from bot.language.understand import understand
from bot.language.warmup import warm_up
warm_up()
loaded, built = set(sys.modules), load_lexicon.cache_info().misses
for text in ("remind me tomorrow at 9 to call Jens", "erinnere mich morgen um 9 an Jens", "rappelle-moi demain d'appeler Ana",
             "recuérdame mañana llamar a Ana", "mind mig i morgen om gaverne", "remind me at christmas to rest",
             "remind me in 3 business days to pay",
             "remind me on the next public holiday to rest", "remind me on easter monday to rest", "wo erinnerst du mich?"):
    understand(text, Reference(datetime(2025, 9, 10, tzinfo=UTC), "Europe/Copenhagen"))
sys.exit(set(sys.modules) != loaded or load_lexicon.cache_info().misses != built)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
