"""Text as Slack writes it (mentions, links and &, <, > escaped) to the words that a person typed, and back. Pure.

https://docs.slack.dev/messaging/formatting-message-text
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.domain.message import Mention

_TOKEN = re.compile(r"<([^<>]{1,3000})>")
_PERSON = re.compile(r"@([UW][A-Z0-9]+)(?:\|(.*))?", re.DOTALL)
_ROOM = re.compile(r"#([CG][A-Z0-9]+)(?:\|(.*))?", re.DOTALL)
_AFTER_THE_NAME = " ,:;\u00a0-–—"


def people_in(text: str) -> list[str]:
    """Ids of the people that it mentions."""
    found = (_PERSON.fullmatch(token) for token in _TOKEN.findall(text))
    return list(dict.fromkeys(match[1] for match in found if match))


def rooms_in(text: str) -> list[str]:
    """Ids of the rooms that it mentions without their names."""
    found = (_ROOM.fullmatch(token) for token in _TOKEN.findall(text))
    return list(dict.fromkeys(match[1] for match in found if match and not match[2]))


def mentions(text: str, person: str) -> bool:
    return person in people_in(text)


def to_words(text: str, bot: str, names: Mapping[str, str]) -> tuple[str, tuple[Mention, ...]]:
    """What was typed, without the bot's own name at its beginning and end. names: id -> "ana", "dev"."""
    words, found, at = [], [], 0
    for token in _TOKEN.finditer(text):
        words.append(_unescape(text[at : token.start()]))
        at = token.end()
        mention = _mention(token[1], names)
        if mention is None:
            words.append(_unescape(_other(token[1])))
        elif mention.external_id != bot:
            words.append(mention.typed)
            found.append(mention)
        elif not "".join(words).strip():
            words, at = [], at + _filler(text[at:])
    words.append(_unescape(text[at:]))
    return "".join(words).strip(), tuple(dict.fromkeys(found))


def _filler(rest: str) -> int:
    """How much of what follows "@remindbot" belongs to it: "@remindbot, remind me"."""
    return len(rest) - len(rest.lstrip(_AFTER_THE_NAME))


def _mention(token: str, names: Mapping[str, str]) -> Mention | None:
    if match := _PERSON.fullmatch(token):
        return Mention("@" + (names.get(match[1]) or match[2] or match[1]), match[1])
    if match := _ROOM.fullmatch(token):
        return Mention("#" + (names.get(match[1]) or match[2] or match[1]), match[1], "room")
    return None


def _other(token: str) -> str:
    """Links, and the words with a meaning: <!here>, <!subteam^S1|@devs>, <!date^…|the fallback>."""
    target, _, label = token.partition("|")
    if target.startswith("!"):
        name = target[1:].partition("^")[0]
        return label or (f"@{name}" if name in ("here", "channel", "everyone") else "")
    address = target.removeprefix("mailto:").removeprefix("tel:")
    if not label or label == address or address.endswith((f"//{label}", f"//{label}/")):
        return label or address
    return f"{label} ({address})"


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape(text: str) -> str:
    """For the places that Slack reads as markup: nothing in it is a mention, a link or a command any more."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
