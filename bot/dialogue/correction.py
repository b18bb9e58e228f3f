"""What an answer to an open card changes: "no, at 6", "make it friday", "to call Anna instead"; and which of several choices words name.

The words that lead such an answer in are data here, a row for each language.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue.draft import begin_draft, postpone, with_time
from bot.dialogue.turn import Heard
from bot.domain.conversation import Confirming, Draft
from bot.language.intents import (
    Decline,
    EditReminder,
    NoIntent,
    SetReminder,
    Snooze,
    Target,
    TimeError,
)

_NEGATIONS = ("no", "nope", "not that", "wait", "actually", "sorry", "rather", "nein", "no", "non", "nej")
_LEAD_INS = (
    "to", "about", "that", "i meant", "i mean", "make it", "change it to", "it should be", "it should say",
    "zu", "an", "ich meinte", "para", "de", "a", "sobre", "quise decir", "à", "je voulais dire", "om", "at", "jeg mente",
)  # fmt: skip
_ENDINGS = (
    "instead",
    "please",
    "stattdessen",
    "bitte",
    "en su lugar",
    "por favor",
    "plutôt",
    "s'il te plaît",
    "i stedet",
)
_NEGATION = re.compile(rf"(?:{'|'.join(map(re.escape, _NEGATIONS))})\b[\s,.:;!–-]*", re.IGNORECASE)
_LEAD_IN = re.compile(rf"(?:{'|'.join(map(re.escape, _LEAD_INS))})\s+(?=\S)", re.IGNORECASE)
_ENDING = re.compile(rf"[\s,]+(?:{'|'.join(map(re.escape, _ENDINGS))})[.!]*\Z", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]{2,}|\d+")


def corrected(pending: Confirming, heard: Heard) -> Draft | None:
    """The card's draft with what the message changes; None when the message is no correction."""
    understanding = heard.understanding
    intent = understanding.intent
    if isinstance(intent, SetReminder) and not _is_correction(intent, pending):
        return None
    if isinstance(intent, EditReminder | Snooze) and intent.target != Target():
        return None
    if not isinstance(intent, SetReminder | EditReminder | Snooze | NoIntent | Decline):
        return None
    text = _changed_text(pending, heard)
    if understanding.time is None and text is None:
        return pending.draft if understanding.time_error in (TimeError.PAST, TimeError.INVALID) else None
    draft = pending.draft if text is None else replace(pending.draft, text=text, typed=heard.text)
    if text is not None and isinstance(intent, SetReminder) and intent.item is not None:
        item = begin_draft(intent, heard)
        draft = replace(draft, item_key=item.item_key, item_kind=item.item_kind)
    if understanding.time is not None:
        change = postpone if isinstance(intent, Snooze) else with_time
        draft = change(draft, understanding.time, understanding.alternatives, heard)
    return draft


def _is_correction(intent: SetReminder, pending: Confirming) -> bool:
    """A request without a text of its own, or, once something shall be different, any but one that says it all anew."""
    if intent.explicit and intent.subject and intent.reading:
        return False
    return pending.changing or not intent.subject or intent.reading is None


def _changed_text(pending: Confirming, heard: Heard) -> str | None:
    intent = heard.understanding.intent
    if isinstance(intent, EditReminder | SetReminder) and intent.subject:
        return intent.subject
    if not isinstance(intent, NoIntent | Decline) or heard.understanding.time is not None:
        return None
    plain = strip_lead_in(heard.text)
    if pending.changing or (plain != heard.text.strip() and len(plain) > 1):
        return plain or None
    return None


def strip_lead_in(text: str) -> str:
    """ "no, to call Anna instead" → "call Anna"."""
    text = _NEGATION.sub("", text.strip(), count=1) if _NEGATION.match(text.strip()) else text.strip()
    lead_in = _LEAD_IN.match(text)
    return _ENDING.sub("", text[lead_in.end() :] if lead_in else text).strip()


def new_text(heard: Heard) -> str:
    """The answer to "what of?", without "to" before it."""
    intent = heard.understanding.intent
    if isinstance(intent, SetReminder) and intent.subject and intent.explicit:
        return intent.subject
    lead_in = _LEAD_IN.match(heard.text)
    return heard.text[lead_in.end() :].strip() if lead_in else heard.text


def choice_by_words(texts: tuple[str, ...], typed: str) -> int | None:
    """Which of the texts the typed words name, counted from 0: the one that shares most of them; None for none or a tie."""
    words = set(_WORD.findall(typed.lower()))
    shared = [len(words & set(_WORD.findall(text.lower()))) for text in texts]
    best = max(shared, default=0)
    return shared.index(best) if best and shared.count(best) == 1 else None
