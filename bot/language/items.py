"""Items: TSK-123, BUG-9 and triggers about them ("when BUG-9 is resolved"). The series are configured; the tokeniser marks their ids."""

from __future__ import annotations

from bot.language.intents import ItemMention
from bot.language.tokens import Tokens


def first_item(t: Tokens, start: int = 0) -> ItemMention | None:
    """The first id of a known series."""
    if not t.has_item:
        return None
    for k in range(start, t.n):
        item = t.means[k].get("item")
        if item is not None:
            return ItemMention(*item)
    return None
