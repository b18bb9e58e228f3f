"""Cutting: the words that stay when times, leads and quotes are taken out of a message. Which those are is request.py's business."""

from __future__ import annotations

_EDGES = " \t\r\n,;:-–—.!?…/|"
_QUOTES = "\"“”„«»'‘’`"


def cut_text(text: str, start: int, end: int, cuts: list[tuple[int, int]]) -> str:
    """text[start:end] without the cuts, one space where one was taken out, without punctuation at the edges and quotes around the whole."""
    pieces: list[str] = []
    place = start
    for first, last in sorted(cuts) if len(cuts) > 1 else cuts:
        if last <= place or first >= end:
            continue
        if first > place:
            pieces.append(text[place:first].strip())
        place = max(place, last)
    if place < end:
        pieces.append(text[place:end].strip())
    if len(pieces) == 1:
        return trim(pieces[0])
    return trim(" ".join([piece for piece in pieces if piece.strip(_EDGES)]))


def trim(words: str) -> str:
    """Without punctuation at the edges, or the quotes that enclose the whole."""
    words = words.strip(_EDGES)
    while len(words) > 1 and words[0] in _QUOTES and words[-1] in _QUOTES and words[0] not in words[1:-1]:
        words = words[1:-1].strip(_EDGES)
    if words.endswith((")", "]")):
        for opening, closing in (("(", ")"), ("[", "]")):
            if words.startswith(opening) and words.endswith(closing):
                words = words[1:-1].strip(_EDGES)
    return words
