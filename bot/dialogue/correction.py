"""What an answer to an open card changes: "no, at 6", "make it friday", "to call Anna instead"; and which of several choices words name.

The words that lead such an answer in are data here, a row for each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.dialogue.courtesy import is_filler
from bot.dialogue.draft import begin_draft, moved_by, postpone, with_time
from bot.dialogue.turn import Heard
from bot.domain.conversation import Confirming, Draft
from bot.language.intents import Decline, EditReminder, NoIntent, SetReminder, Snooze, Target
from bot.language.reading import TimeError

_NEGATIONS = {
    "en": ("no", "nope", "not that", "wait", "actually", "sorry", "rather"),
    "de": ("nein", "doch", "lieber"),
    "es": ("no", "mejor"),
    "fr": ("non", "plutôt"),
    "da": ("nej", "hellere"),
}
_LEAD_INS = {
    "en": (
        "to",
        "about",
        "i meant to",
        "i meant",
        "i mean",
        "make it",
        "change it to",
        "it should be",
        "it should say",
    ),
    "de": ("an", "ich meinte"),
    "es": ("de", "sobre", "que", "quise decir"),
    "fr": ("de", "à", "je voulais dire"),
    "da": ("om", "at", "jeg mente"),
}
_ENDINGS = {
    "en": ("instead", "please"),
    "de": ("stattdessen", "bitte"),
    "es": ("en su lugar", "por favor"),
    "fr": ("plutôt", "s'il te plaît"),
    "da": ("i stedet", "tak"),
}
_WORD = re.compile(r"[^\W_]{2,}|\d+")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NEGATION = {name: re.compile(rf"(?:{_any(words)})\b[\s,.:;!–-]*", re.IGNORECASE) for name, words in _NEGATIONS.items()}
_LEAD_IN = {name: re.compile(rf"(?:{_any(words)})\s+(?=\S)", re.IGNORECASE) for name, words in _LEAD_INS.items()}
_ENDING = {name: re.compile(rf"[\s,]+(?:{_any(words)})[.!]*\Z", re.IGNORECASE) for name, words in _ENDINGS.items()}


def corrected(pending: Confirming, heard: Heard) -> Draft | None:
    """The card's draft with what the message changes; None when the message is no correction."""
    understanding = heard.understanding
    if not _is_correction(pending, heard):
        return None
    intent = understanding.intent
    if isinstance(intent, EditReminder) and intent.nag_every is not None:
        return replace(pending.draft, nag_every=intent.nag_every or None)
    text = _changed_text(pending, heard)
    if understanding.time is None and text is None:
        return pending.draft if understanding.time_error in (TimeError.PAST, TimeError.INVALID) else None
    if isinstance(intent, EditReminder) and intent.by is not None:
        return moved_by(pending.draft, intent.by, heard.reference.zone)
    draft = pending.draft if text is None else _with_text(pending.draft, text, heard)
    if understanding.time is not None:
        change = postpone if isinstance(understanding.intent, Snooze) else with_time
        draft = change(draft, understanding.time, understanding.alternatives, heard)
    return draft


def _is_correction(pending: Confirming, heard: Heard) -> bool:
    """Not a request of its own, not about another reminder, and not chit-chat that happens to name a time.

    Once something shall be different, anything is, but a request that says it all anew.
    """
    understanding, intent = heard.understanding, heard.understanding.intent
    if isinstance(intent, EditReminder | Snooze):
        return intent.target == Target()
    if isinstance(intent, SetReminder):
        if intent.explicit and intent.subject and intent.reading:
            return False
        return pending.changing or not intent.subject or intent.reading is None
    if isinstance(intent, NoIntent | Decline):
        return pending.changing or understanding.time is None or is_filler(understanding.rest)
    return False


def _with_text(draft: Draft, text: str, heard: Heard) -> Draft:
    """Another text; the item goes with the text that named it."""
    intent = heard.understanding.intent
    draft = replace(draft, text=text, typed=heard.text)
    if isinstance(intent, SetReminder) and intent.item is not None:
        item = begin_draft(intent, heard)
        return replace(draft, item_key=item.item_key, item_kind=item.item_kind)
    if draft.item_key is not None and draft.item_key not in text.upper():
        return replace(draft, item_key=None, item_kind=None)
    return draft


def _changed_text(pending: Confirming, heard: Heard) -> str | None:
    intent = heard.understanding.intent
    if isinstance(intent, EditReminder | SetReminder) and intent.subject:
        return intent.subject
    if not isinstance(intent, NoIntent | Decline) or heard.understanding.time is not None:
        return None
    plain = strip_lead_in(heard.text, heard.understanding.language)
    if pending.changing or (plain != heard.text.strip() and len(plain) > 1):
        return plain or None
    return None


def strip_lead_in(text: str, language: str = "en") -> str:
    """ "no, to call Anna instead" → "call Anna"."""
    text = text.strip()
    negation = _pattern(_NEGATION, language).match(text)
    text = text[negation.end() :] if negation else text
    lead_in = _pattern(_LEAD_IN, language).match(text)
    return _pattern(_ENDING, language).sub("", text[lead_in.end() :] if lead_in else text).strip()


def new_text(heard: Heard) -> str:
    """The answer to "what of?", without "to" before it."""
    intent = heard.understanding.intent
    if isinstance(intent, SetReminder) and intent.subject and intent.explicit:
        return intent.subject
    lead_in = _pattern(_LEAD_IN, heard.understanding.language).match(heard.text)
    return heard.text[lead_in.end() :].strip() if lead_in else heard.text


def _pattern(patterns: dict[str, re.Pattern[str]], language: str) -> re.Pattern[str]:
    return patterns.get(language, patterns["en"])


def choice_by_number(index: int, count: int) -> int | None:
    """Which of `count` choices, counted from 0; index counts from 1, -1 is the last. None where there are not so many."""
    place = index - 1 if index > 0 else count + index
    return place if 0 <= place < count else None


def choice_by_words(texts: tuple[str, ...], typed: str) -> int | None:
    """Which of the texts the typed words name, counted from 0: the one that shares most of them; None for none or a tie."""
    words = set(_WORD.findall(typed.lower()))
    shared = [len(words & set(_WORD.findall(text.lower()))) for text in texts]
    best = max(shared, default=0)
    return shared.index(best) if best and shared.count(best) == 1 else None
