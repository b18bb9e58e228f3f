"""Choose: which phrase of a message is when to remind, and which belong to its words. The rule is written out in docs/language.md."""

from __future__ import annotations

from bot.language.apart import LimitApart, find_limit_apart
from bot.language.clock import Clock
from bot.language.date import DayOfMonth, MonthDate
from bot.language.holiday import Holiday
from bot.language.lexicon.lexicon import AND, AT, COMMA, IN, OF, ON, THE
from bot.language.period import Period
from bot.language.phrase import ELAPSED, Phrase, Repeat
from bot.language.resolve import clock_times
from bot.language.tokens import Tokens

# What gives a word its part in the sentence, so that it is no plain word of the message.
_GRAMMATICAL = frozenset(
    {
        "mark",
        "lead",
        "polite",
        "stop",
        "dash",
        "ask",
        "genitive",
        "to",
        "due",
        "until",
        "quoted",
        "mention",
        "sign",
        "for",
        "det",
        "blocks",
        "opaque",
        "item",
        "me",
        "command",
    }
)


def is_of_the_message(t: Tokens, p: Phrase, start: int) -> bool:
    """Whether a phrase describes a thing of the message ("the 5pm train", "my 3 o'clock", "the weekly report") instead of saying when.

    start: the token at which the message proper begins.
    """
    before = t.means[p.start - 1] if p.start > start else {}
    after = t.means[p.end]
    plain_word_follows = p.end < t.n and is_plain(t, p.end)
    article = "det" in before if not p.marks else p.marks & (THE | AT | ON | IN) == THE
    if article and p.marks and isinstance(p.day, MonthDate) and t.lexicon.grammar.dotted_ordinals:
        article = False  # "den 3. oktober": no other way to say it
    if article and (plain_word_follows or "item" in after or _is_own_clock(t, p)):
        return True
    if before and t.words[p.start - 1] == "between" and not p.clocks:
        return True
    if p.end == p.start + 1 and (p.weekday or isinstance(p.day, Holiday)) and _is_a_name(t, p):
        return True
    if "dash" in after and t.glued(p.end) and t.glued(p.end + 1):
        return True
    if "dash" in before and t.glued(p.start) and p.start > start + 1 and t.glued(p.start - 1):
        return True
    if not plain_word_follows:
        return False
    if p.repeat is not None and "freq" in t.means[p.end - 1] and p.end - p.start == 1 and not p.clocks:
        return True
    return p.start > start and _is_bare_number(t, p)


def is_plain(t: Tokens, k: int) -> bool:
    """A word of the message: nothing that the lexicon gives a part in the sentence."""
    means = t.means[k]
    if not means:
        return t.words[k][0].isalpha()
    return _GRAMMATICAL.isdisjoint(means)


def _is_a_name(t: Tokens, p: Phrase) -> bool:
    """ "feed Friday the goat", "Christmas Island": a capital, and an article or another capital behind it."""
    own, follower = t.text[t.starts[p.start]], t.text[t.starts[p.end] : t.starts[p.end] + 1]
    return (
        own.isupper()
        and not t.text.isupper()
        and (t.words[p.end] == "the" or (follower.isupper() and is_plain(t, p.end)))
    )


def _is_own_clock(t: Tokens, p: Phrase) -> bool:
    """ "my 3pm" """
    return (
        bool(p.clocks)
        and not p.says_day
        and p.start > 0
        and t.words[p.start - 1] in ("my", "our", "his", "her", "their")
    )


def _is_bare_number(t: Tokens, p: Phrase) -> bool:
    """ "at 5 Main Street": nothing but a small number, and a word behind it."""
    return len(p.clocks) == 1 and p.clocks[0].bare and not p.says_day and not p.part and "int" in t.means[p.end - 1]


def can_join(a: Phrase, b: Phrase) -> bool:
    """Whether two phrases of a message say different halves of one time: a day and a clock, a repeat and its end."""
    if (
        (a.delta and a.delta.is_elapsed)
        or (b.delta and b.delta.is_elapsed)
        or a.shift
        or b.shift
        or a.invalid
        or b.invalid
    ):
        return False
    if a.repeat and b.repeat:
        return bool(a.clocks and b.clocks and a.repeat == b.repeat) and not (a.is_impossible or b.is_impossible)
    if a.says_clock and b.says_clock:
        return bool(a.part and not a.clocks and b.clocks and not b.part) or bool(
            b.part and not b.clocks and a.clocks and not a.part
        )
    if a.repeat or b.repeat:
        return _goes_with(a.repeat, b) if a.repeat else _goes_with(b.repeat, a)
    return not (a.says_day and b.says_day)


def _goes_with(repeat: Repeat | None, p: Phrase) -> bool:
    """Whether a day said apart tells which one is repeated; "every monday … for the exam on october 31" is about another day."""
    if repeat is None or p.delta is not None:
        return False
    if not p.says_day or isinstance(p.day, Period):
        return True
    if p.day is None:
        return repeat.freq == "WEEKLY" and not repeat.weekdays
    names_days = bool(repeat.month_days or repeat.nth or repeat.dates or repeat.holiday)
    if isinstance(p.day, DayOfMonth) and repeat.month_days:
        return True  # the 15th and the last day of each month
    return repeat.freq in ELAPSED or (repeat.freq in ("MONTHLY", "YEARLY") and not names_days)


def join(a: Phrase, b: Phrase) -> Phrase:
    """The one time that two phrases say together; `a`'s place is kept."""
    if a.repeat and b.repeat:
        for p in (a, b):  # every morning at 8 and every evening at 8
            times = [clock_times(clock, p.part)[0] for clock in p.clocks]
            p.clocks, p.part = [Clock(time.hour, time.minute, time.second) for time in times], None
        a.clocks = a.clocks + b.clocks
    joined = Phrase(a.start)
    joined.end, joined.marks = a.end, a.marks | b.marks
    for slot in a.__slots__:
        if slot not in ("start", "end", "marks", "reader", "depth", "shift_sign", "delta_sign"):
            setattr(joined, slot, getattr(a, slot) or getattr(b, slot))
    joined.delta_sign = a.delta_sign if a.delta else b.delta_sign
    joined.shift_sign = a.shift_sign or b.shift_sign
    return joined


def choose(
    t: Tokens, head: list[Phrase], body: list[Phrase], start: int
) -> tuple[Phrase | None, list[Phrase], Phrase | None]:
    """The time, the phrases that it was made of, and the message's other time (for "2 days before").

    head: phrases between the request and the message; body: those of the message, which begins at token `start`.
    """
    for p in (*head, *body):
        if p.repeat is not None:
            apart = find_limit_apart(t, head + body)
            return _choose(t, head, body, start) if apart is None else _choose_limited(t, head, body, start, apart)
    return _choose(t, head, body, start)


def _choose(
    t: Tokens, head: list[Phrase], body: list[Phrase], start: int
) -> tuple[Phrase | None, list[Phrase], Phrase | None]:
    """The same where every limit stands with its repeat."""
    if not body and len(head) == 1:
        return head[0], head[:], None
    sayings: list[Phrase] = []
    others: list[Phrase] = []
    for p in body:
        (others if is_of_the_message(t, p, start) else sayings).append(p)
    used: list[Phrase]
    if head:
        chosen, used = head[0], [head[0]]
        rest = head[1:] + [p for p in sayings if _is_at_end(t, p) and p.marks & ~(COMMA | OF)]
    elif sayings:
        chosen = _best(t, sayings, start)
        used = [chosen]
        rest = [p for p in sayings if p is not chosen and not _is_weak(t, p)] if len(sayings) > 1 else []
    else:
        return None, [], others[0] if others else None
    for p in rest:
        if can_join(chosen, p) and not (chosen.repeat and "until" in t.means[p.start]):  # "work until 6pm"
            chosen = join(chosen, p)
            used.append(p)
    for p in (*sayings, *others):
        if p not in used:
            return chosen, used, p
    return chosen, used, None


def _choose_limited(
    t: Tokens, head: list[Phrase], body: list[Phrase], start: int, apart: LimitApart
) -> tuple[Phrase | None, list[Phrase], Phrase | None]:
    """The same for a repeat whose limit stands elsewhere: what the limit was read from is no time of its own."""

    def limited(phrases: list[Phrase]) -> list[Phrase]:
        free = [p for p in phrases if p.end <= apart.place.start or p.start >= apart.place.end]
        return [apart.limited if p is apart.of else p for p in free]

    chosen, used, context = _choose(t, limited(head), limited(body), start)
    if any(p is apart.limited for p in used):
        return chosen, [*used, apart.place], context
    return chosen, used, context


def _best(t: Tokens, sayings: list[Phrase], start: int) -> Phrase:
    """The last one at the end of the message; else one at its very beginning; else the last that a preposition or "tomorrow" marks."""
    last = sayings[-1]
    if len(sayings) == 1:
        return last
    strong = [p for p in sayings if not _is_weak(t, p)]
    lone = next((p for p in sayings if p.shift is not None and p.anchor is None and p.item_anchor is None), None)
    if lone is not None:
        return lone
    repeated = next((p for p in reversed(strong) if p.repeat and p.says_clock), None)
    is_added = last.repeat is None and t.means[max(last.start - 1, 0)].get("mark", 0) & AND
    if repeated is not None and (is_added or not last.says_day):
        return repeated
    told = next((p for p in strong if "about" in t.means[p.end] and p is not last and (p.clocks or p.day)), None)
    if told is not None:
        return told  # "call mom tomorrow about the party on saturday"
    if _is_at_end(t, last):
        return last
    if sayings[0].start <= start:
        return sayings[0]
    return strong[-1] if strong else last


def _is_weak(t: Tokens, p: Phrase) -> bool:
    """A bare day before a plain word: perhaps "the friday demo" without its article."""
    return not p.marks and not p.clocks and p.end < t.n and is_plain(t, p.end) and bool(p.weekday or p.part)


def _is_at_end(t: Tokens, p: Phrase) -> bool:
    """Whether nothing but politeness and punctuation follows."""
    k = p.end
    while k < t.n and ("stop" in t.means[k] or "polite" in t.means[k] or t.words[k] in (",", '"', "'", "”")):
        k += 1
    return k >= t.n
