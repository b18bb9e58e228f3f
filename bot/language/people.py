"""People and rooms: whom a message names (@ana, #dev, ~ops, an e-mail address), and to whom a reminder goes. Whether they exist is not known here."""

from __future__ import annotations

from bot.language.lexicon.lexicon import AND, COMMA, IN
from bot.language.tokens import Tokens


def read_recipients(t: Tokens, i: int) -> tuple[list[str], int]:
    """ "me", "@ana and #dev", "me, @bob": recipients from token i on, and the token after them; empty where there are none."""
    recipients: list[str] = []
    after = k = i
    while True:
        meaning = t.means[k]
        if "me" in meaning:
            recipients.append("here" if "here" in meaning else "me")
        elif "mention" in meaning or "email" in meaning:
            recipients.append(t.typed(k))
        else:
            break
        after = k = k + 1
        if recipients[-1] == "here" and t.means[k].get("mark", 0) & IN and t.words[k + 1].startswith(("#", "~")):
            recipients.pop()  # everyone in #ops
            k += 1
            continue
        while t.means[k].get("mark", 0) & (AND | COMMA):
            k += 1
        if k == after and not ("mention" in t.means[k] and t.text[t.starts[k]] in "@#~<"):
            break
    return recipients if len(recipients) < 2 else list(dict.fromkeys(recipients)), after


def names_of(t: Tokens) -> tuple[tuple[int, int], ...]:
    """Where in the text every @person, #room and ~room stands."""
    return tuple([(t.starts[k], t.ends[k]) for k in range(t.n) if "mention" in t.means[k]])
