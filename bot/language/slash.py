"""Slash commands as the platforms offer them: their names are English wherever they are typed, what stands behind them is not."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.lexicon.lexicon import Meaning
from bot.language.tokens import Tokens

_ENGLISH = frozenset({"help", "link", "list", "timezone"})
_BEHIND_REMIND = frozenset({"help", "list"})
_ASKS_FOR: Meaning = {"ask": "remind"}
_ASKS: Meaning = {"ask": "me"}
_BY_ITSELF = frozenset({"me", "remind", "noun"})
_WHOM = frozenset({"me", "mention", "email"})


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """typed: what stands behind its name. is_english: the whole of it is English ("/timezone Berlin"); "/remind" takes any language."""

    typed: str
    is_english: bool


def slash_command(text: str) -> SlashCommand | None:
    """The command that a text with a slash before it begins with; None where that is no name of ours."""
    name, *rest = text[1:].lower().split(None, 1) or [""]
    typed = rest[0].strip() if rest else ""
    if name == "remind":
        return SlashCommand("", is_english=True) if typed in _BEHIND_REMIND else SlashCommand(typed, is_english=False)
    return SlashCommand(typed, is_english=True) if name in _ENGLISH else None


def asks_by_itself(t: Tokens) -> bool:
    """ "/remind remind me to call Jens": what stands behind the command would do without it."""
    return t.words[1] == "remind" and t.means[2].get("ask") in _BY_ITSELF


def mark_request(t: Tokens) -> None:
    """Makes the "/remind" at the beginning ask for a reminder, in whichever language the rest is; English knows the word."""
    if t.words[1] == "remind" and "ask" not in t.means[1]:
        t.means[1] = _ASKS if _WHOM.isdisjoint(t.means[2]) else _ASKS_FOR
        t.kinds.add("ask")
