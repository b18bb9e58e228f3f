"""Hello and thanks, in the languages that the bot is spoken to in: what needs a short answer and no understanding."""

from __future__ import annotations

import re

_GREETINGS = frozenset(
    {
        "hello", "hi", "hey", "hello there", "hi there", "good morning", "good afternoon", "good evening",
        "hallo", "guten morgen", "guten tag", "guten abend", "moin", "hola", "buenos días", "buenas tardes",
        "bonjour", "salut", "bonsoir", "hej", "goddag", "godmorgen", "start", "/start",
    }
)  # fmt: skip
_THANKS = frozenset(
    {
        "thanks", "thank you", "thanks a lot", "thank you very much", "many thanks", "thx", "ty", "cheers", "great thanks",
        "ok thanks", "danke", "vielen dank", "gracias", "muchas gracias", "merci", "merci beaucoup", "tak", "mange tak",
    }
)  # fmt: skip
_ADDRESS = re.compile(r"[\s,]+(?:remindbot|reminderbot|bot)\Z")


def is_greeting(text: str) -> bool:
    return _plain(text) in _GREETINGS


def is_thanks(text: str) -> bool:
    return _plain(text) in _THANKS


def _plain(text: str) -> str:
    """Lower case, without punctuation at the ends, one space between words, and without the bot's name behind it."""
    if len(text) > 60:
        return ""
    words = " ".join(text.lower().replace(",", " ").split()).strip(" .!?…🙏👋🙂😊❤👍")
    return _ADDRESS.sub("", words)
