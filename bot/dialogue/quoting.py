"""What a reminder about somebody's message is called: "remind me about this" gets its words from the message.

The words that point to the message are data here, a row for each language; "this" in one is as good as in another.
"""

from __future__ import annotations

from bot.domain.message import Quote
from bot.wording.typed import clean

_LENGTH = 120
_POINTING = frozenset(
    {
        *("this", "that", "it", "this message", "that message", "this one", "that one", "this thread", "about it", "about this", "this post"),
        *("das", "dies", "daran", "dieses", "diese nachricht", "die nachricht", "das hier"),
        *("esto", "eso", "este mensaje", "ese mensaje", "ello"),
        *("ça", "cela", "ceci", "ce message", "ce message-là"),
        *("dette", "det", "det her", "denne besked", "beskeden", "denne"),
    }
)  # fmt: skip


def subject_of(quoted: Quote, subject: str | None) -> str | None:
    """The beginning of what was quoted, cut at a word, with who said it, where the request has no words of its own for it."""
    if subject is not None and subject.strip(" .!?").casefold() not in _POINTING:
        return subject
    first = next((line.strip() for line in quoted.text.splitlines() if line.strip()), "")
    if not first:
        return subject
    author = " ".join(clean(quoted.author).split())
    return _cut(f"{author}: {first}" if author else first)


def _cut(text: str) -> str:
    plain = " ".join(clean(text).split())
    if len(plain) <= _LENGTH:
        return plain
    head, _, _ = plain[:_LENGTH].rpartition(" ")
    return (head or plain[: _LENGTH - 1]) + "…"
