"""What Telegram's server finds in a text by itself, and what it does to the text and the entities that it is sent.

Offsets and lengths count UTF-16 units (Bot API, MessageEntity).
"""

from __future__ import annotations

import re
from typing import Any

Json = dict[str, Any]
TEXT_LENGTH = 4096
_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?")),
    ("mention", re.compile(r"(?<![\w/@])@[A-Za-z0-9_]{3,32}\b")),
    ("url", re.compile(r"https?://\S+")),
)
_EXCLUSIVE = ("code", "pre", "text_link", "text_mention")


def units(text: str) -> int:
    """Length in UTF-16 units. Raises UnicodeEncodeError for half a surrogate pair, which Telegram refuses."""
    return len(text.encode("utf-16-le")) // 2


def detect(text: str, given: list[Json]) -> list[Json]:
    """Given entities, and those that the server adds; inside code and links it looks for none."""
    taken = [
        (entity["offset"], entity["offset"] + entity["length"]) for entity in given if entity["type"] in _EXCLUSIVE
    ]
    found = list(given)
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            end = start + units(match.group())
            if not any(start < other_end and other_start < end for other_start, other_end in taken):
                found.append({"type": kind, "offset": start, "length": end - start})
    return sorted(found, key=lambda entity: (entity["offset"], -entity["length"]))


def trim(text: str, given: list[Json]) -> tuple[str, list[Json]]:
    """Without white space around it, the entities moved along; entities past the end are cut, as the server does."""
    leading = units(text) - units(text.lstrip())
    trimmed = text.strip()
    total = units(trimmed)
    kept = []
    for entity in given:
        start = max(entity["offset"] - leading, 0)
        end = min(entity["offset"] - leading + entity["length"], total)
        if start < end:
            kept.append({**entity, "offset": start, "length": end - start})
    return trimmed, kept[:100]
