"""Text that people typed, made fit to be shown: no control characters, no layout that leaks into ours.

What the text means is the language's business; escaping for a platform is the adapter's.
"""

from __future__ import annotations

import re
import unicodedata

_TERMINAL = re.compile(r"\x1b\[[0-9;?]*[@-~]")  # colours and cursor movements, as copied from a terminal
_LAYOUT = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff\u2028\u2029]")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def clean(text: str) -> str:
    """The text without control characters and direction marks, its ends trimmed. Newlines and tabs stay; emoji sequences stay whole."""
    kept = (
        character
        for character in _LAYOUT.sub("", _TERMINAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n"))
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
    )
    return "".join(kept).strip()


def shown(text: str) -> str:
    """Cleaned, and set apart by Unicode isolates when it runs from right to left, so that our words around it keep their order."""
    text = clean(text)
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text):
        return _FIRST_STRONG_ISOLATE + text + _POP_ISOLATE
    return text


def handle(name: str) -> str:
    """A person's name as it can be typed to mean them: "Ana Lind" is "@Ana_Lind"."""
    return "@" + (re.sub(r"[^\w.-]+", "_", clean(name)).strip("_") or "…")


def in_one_line(text: str, longest: int = 80) -> str:
    """For lists and titles: white space folded, cut at a word with an ellipsis when longer than `longest` characters."""
    line = " ".join(clean(text).split())
    if len(line) > longest:
        space = line.rfind(" ", longest // 2, longest)
        line = line[: space if space > 0 else longest - 1] + "…"
    return shown(line)
