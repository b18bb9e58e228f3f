"""Hello, thanks and please, in the languages that the bot is spoken to in: what needs a short answer, or none, and no understanding."""

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


_FILLERS = frozenset(
    {
        "please", "pls", "instead", "then", "ok", "okay", "maybe", "rather", "thanks", "thx", "again", "better", "no", "nope", "not",
        "make", "it", "actually", "wait", "sorry", "how", "about", "let's", "lets", "say", "what", "i", "meant", "mean", "to", "change",
        "should", "be", "that", "bitte", "danke", "lieber", "doch", "nein", "por", "favor", "gracias", "mejor", "plutôt", "merci", "non",
        "tak", "hellere", "nej",
    }
)  # fmt: skip


def is_filler(text: str) -> bool:
    """Nothing, or words that ask for nothing by themselves: what may stand beside a time that is the whole answer."""
    return len(text) < 60 and set(_plain(text).split()) <= _FILLERS


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
