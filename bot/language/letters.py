"""Letters: a text in the one form that words are looked up in, and where its characters stood. What the words mean is not known here."""

from __future__ import annotations

import unicodedata

_ALIKE = (("’", "'"), ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "))


def lower_text(text: str) -> tuple[str, list[int] | None]:
    """Lower case, one apostrophe, composed accents; and, where that moved characters, each one's place in the text."""
    if text.isascii():
        return text.lower(), None
    lowered = text.lower()
    if len(lowered) == len(text) and unicodedata.is_normalized("NFC", lowered):
        return _with_plain_signs(lowered), None
    out: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in letter.lower()[:1]:
            joined = unicodedata.normalize("NFC", out[-1] + part) if out and unicodedata.combining(part) else ""
            if len(joined) == 1:
                out[-1] = joined
            else:
                out.append(part)
                places.append(place)
    places.append(len(text))
    return _with_plain_signs("".join(out)), places


def _with_plain_signs(text: str) -> str:
    for sign, plain in _ALIKE:
        text = text.replace(sign, plain)
    return text
