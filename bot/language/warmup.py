"""Warm-up: what the first messages would otherwise wait for (lexicons, zones, countries, holidays), loaded before they come.

Nothing is kept here; each thing is cached where it is loaded.
"""

from __future__ import annotations

import gc
from datetime import UTC, datetime

from bot.language.reading import Reference
from bot.language.understand import understand

_MONDAY = datetime(2025, 1, 6, 12, tzinfo=UTC)
# All asked as by somebody whose language is English, so that the others are found by their words;
# the misspellings load what mends them.
_SENTENCES = (
    ("America/New_York", "remind me on 11/12 at 9am Europe/London to call Jens"),
    ("Europe/Copenhagen", "remind me every other tuesday at 14:00 until christmas except public holidays"),
    ("Europe/Copenhagen", "remind me in 2 horus about the next public holiday"),
    ("Europe/Berlin", "erinnere mich in 20 Minutne an die Rechnung"),
    ("Europe/Madrid", "recuérdame en 20 minutso llamar a Ana"),
    ("Europe/Paris", "rappelle-moi dans 20 minutse d'appeler Ana"),
    ("Europe/Copenhagen", "mind mig om 20 minuttre om gaverne"),
    ("Europe/Copenhagen", "tomorrow at 5, remind @ana about TSK-12 and “the plan”"),
    ("Europe/Copenhagen", "remind me 2 days before the 3rd of march to call Jens"),
    ("Europe/Copenhagen", "remind me in 3 business days to pay"),
    ("Europe/Copenhagen", "remind me on easter monday to rest"),
    ("Europe/Copenhagen", "call the dentist tmrw 4p"),
    ("Europe/Copenhagen", "reminder next friday morning: the weekly report, 10-12 EST"),
    ("Europe/Copenhagen", "snooze it for half an hour"),
    ("Europe/Copenhagen", "move REM-7 to monday and wednesday at half past nine"),
    ("Europe/Copenhagen", "what reminders do I have this week?"),
    ("Europe/Copenhagen", "we met at 3pm and that was fun"),
    # Messages without a time, which may be about oneself, in each language.
    ("Europe/Copenhagen", "thanks a lot, you are great"),
    ("Europe/Berlin", "wo erinnerst du mich eigentlich?"),
    ("Europe/Madrid", "llámame Ana, por favor"),
    ("Europe/Paris", "appelle-moi Ana, s'il te plaît"),
    ("Europe/Copenhagen", "hvor minder du mig om det?"),
)
_ROUNDS = 16  # the interpreter makes what runs often faster (PEP 659), after a dozen times


def warm_up() -> None:
    """Half a second of loading and reading: to be called once, before the first message, in a thread where an event loop runs."""
    for zone, sentence in _SENTENCES * _ROUNDS:
        understand(sentence, Reference(_MONDAY, zone))
    # What is loaded now stays: the collector need not walk through it again (a full walk takes 5 to 20 ms).
    gc.collect()
    gc.freeze()
