"""Requests: "remind me … to …" in all its orders becomes a SetReminder. Commands about reminders that exist live in manage.py."""

from __future__ import annotations

from bot.language.calendar import Calendar
from bot.language.choose import choose
from bot.language.intents import SetReminder
from bot.language.items import first_item
from bot.language.lengths import bare_length, length_at_end, length_before, length_behind
from bot.language.lexicon.lexicon import AT, ON
from bot.language.merge import read_phrase
from bot.language.parts import Parts
from bot.language.people import read_recipients
from bot.language.phrase import Phrase, covered_by
from bot.language.reading import TimeError
from bot.language.resolve import Resolution
from bot.language.rule import resolve_phrase
from bot.language.subject import keep_words, read_subject, subject_before
from bot.language.tokens import Tokens
from bot.language.triggers import OPTION_WORDS, Options, read_options, read_trigger
from bot.language.zone import read_zone

_AFTER_VAGUE = frozenset({"lead", "det"})


def find_request(t: Tokens, start: int, phrases: list[Phrase]) -> int:
    """The token of the words that ask to be reminded, from token `start` on; -1 where nobody asks."""
    if "ask" not in t.kinds:
        return -1
    for k in range(start, t.n):
        kind = t.means[k].get("ask")
        if kind is None:
            continue
        if kind == "around" and not any("remind_end" in meaning for meaning in t.means[k:]):
            continue
        if kind == "bare noun":
            if _begins_reminder(t, k, start, phrases):
                return k
            continue
        if kind == "weak" and not _is_for_somebody(t, k, phrases):
            continue
        if k == start or _is_free(t, start, k, phrases, weak=kind == "weak"):
            return k
        if kind == "remind":
            return -1
    return -1


def _is_for_somebody(t: Tokens, k: int, phrases: list[Phrase]) -> bool:
    """ "ping me"; "notify #ops tomorrow that …": a verb that asks for a reminder only with a person and words for them."""
    if "me" in t.means[k + 1]:
        return True
    return "mention" in t.means[k + 1] and any(p.start == k + 2 and "lead" in t.means[p.end] for p in phrases)


def _begins_reminder(t: Tokens, k: int, start: int, phrases: list[Phrase]) -> bool:
    """ "reminder: call mom", "set a daily reminder at 11 to …", "5 min reminder to …"; not "reminders?"."""
    after = t.means[k + 1]
    goes_on = (
        t.words[k + 1] in (":", "-")
        or (k == start and "task" in after)
        or "lead" in after
        or "me" in after
        or any(p.start == k + 1 for p in phrases)
        or (k == start and length_behind(t, k + 1) is not None)
    )
    covering = covered_by(phrases)
    made = False
    for j in range(start, k):
        meaning = t.means[j]
        made = made or ("makes" in meaning and "det" not in meaning)
        if not (j in covering or {"makes", "me", "polite", "freq"} & meaning.keys()):
            length = length_before(t, start, k)
            return length is not None and length.start == start and goes_on
    return goes_on or made


def _is_free(t: Tokens, start: int, k: int, phrases: list[Phrase], *, weak: bool = False) -> bool:
    """Whether what stands before token k leaves it a request: nothing, a time, an item, or words without a subject of their own."""
    i = k - 1
    while i >= start and "polite" in t.means[i]:
        i -= 1
    if i < start:
        return True
    covering = covered_by(phrases)
    trigger = read_trigger(t, start, None, stop=k)
    if trigger is not None:
        covering |= {j for j in range(start, k) if t.starts[j] >= trigger.span[0] and t.ends[j] <= trigger.span[1]}
    rest = [
        j for j in range(start, i + 1) if j not in covering and not ("stop" in t.means[j] or t.words[j] in (",", "-"))
    ]
    if not rest:
        return True
    if weak:
        return "stop" in t.means[i] or t.words[i] == ","
    if "stop" in t.means[i] or t.words[i] in (",", "-", "–", "—") or "\n" in t.text[t.ends[i] : t.starts[i + 1]]:
        return not _is_denied(t, rest)
    if "blocks" in t.means[i]:
        return False
    return not any("blocks" in t.means[j] and "lead" not in t.means[j] for j in rest)


def _is_denied(t: Tokens, rest: list[int]) -> bool:
    return "no_need" in t.means[rest[0]]


def read_request(t: Tokens, start: int, ask: int, phrases: list[Phrase]) -> Parts:
    """The parts of a request whose asking words stand at token `ask`."""
    parts = Parts()
    kind = t.means[ask]["ask"]
    k, phrases = _read_whom(t, start, ask, phrases, parts)
    after_asking = k
    if t.has_item:
        parts.trigger = read_trigger(t, start, None)
    if not OPTION_WORDS.isdisjoint(t.kinds):
        parts.options = read_options(t, ask)
        if parts.options.nag_every is not None:
            phrases = _without_nag(t, phrases, parts.options)
    head, k = _read_head(t, k, phrases, parts)
    after_lead = _skip_lead(t, k, noun=kind in ("noun", "bare noun"))
    body = [p for p in phrases if p.start >= k] if phrases and phrases[-1].start >= k else []
    if body and body[0].start < after_lead:
        after_lead = max(k, body[0].start)
    before = [p for p in phrases if p.end <= ask] if ask > start else []
    prefix = _prefix_tokens(t, start, ask, before) if ask > start and "noun" not in kind else []
    if prefix and not head and after_lead >= t.n:
        parts.time, parts.used, parts.context = choose(t, [], before, start)
    else:
        _choose_time(t, parts, head, body, before, bool(prefix), start, after_lead)
    _finish_time(t, ask, after_lead, parts)
    parts.subject = read_subject(t, after_lead, parts)
    if not parts.subject and head and not prefix and after_lead < t.n and parts.used[-1] not in head:
        keep_words(t, _skip_lead(t, k, noun=False), head, parts)
    if not parts.subject and prefix:
        parts.subject = subject_before(t, start, prefix, before, parts)
    if not parts.subject and "wakes" in t.means[ask]:  # "wake me up at 6" says what as well
        parts.subject = t.text[t.starts[ask] : t.ends[after_asking - 1]]
    return parts


def _read_whom(t: Tokens, start: int, ask: int, phrases: list[Phrase], parts: Parts) -> tuple[int, list[Phrase]]:
    """Whom to remind, the token behind, and the phrases with the length that a noun says ("5 min reminder")."""
    kind, k = t.means[ask]["ask"], ask + 1
    if kind in ("remind", "weak"):
        return _read_people(t, k, parts), phrases
    if kind == "us":
        parts.recipients = ["here"]
    if kind not in ("noun", "bare noun"):
        return k, phrases
    recipients, after = read_recipients(t, k + 1 if "for" in t.means[k] else k)
    if recipients:
        parts.recipients, k = recipients, after
    length = length_before(t, start, ask) or length_behind(t, k) or _clock_behind(t, k)
    if length is not None:
        beside = [p for p in phrases if p.end <= length.start or p.start >= length.end]
        phrases = sorted([*beside, length], key=lambda p: p.start)
    return k, phrases


def _clock_behind(t: Tokens, k: int) -> Phrase | None:
    """ "set an alarm for 5", "for 7 tomorrow": behind a noun that asks, the number at the end is a clock."""
    if "for" not in t.means[k] or "int" not in t.means[k + 1]:
        return None
    clock = read_phrase(t, k + 1, marks=AT)
    if clock is None or not clock.clocks or not t.closes(clock.end):
        return None
    clock.start = k
    return clock


def _choose_time(
    t: Tokens,
    parts: Parts,
    head: list[Phrase],
    body: list[Phrase],
    before: list[Phrase],
    after_words: bool,
    start: int,
    after_lead: int,
) -> None:
    """The time, from the head, what stands before it or the message. after_words: words of the message precede the request."""
    leading = head if after_words else head + before
    if not leading and body and body[0].start < after_lead:
        leading = [body[0]]
    trailing = [p for p in body if p.start >= after_lead] if body else []
    parts.time, parts.used, parts.context = choose(t, leading, trailing, after_lead)
    if parts.time is not None and parts.context is None and after_words and before:
        parts.context = before[0]
    if parts.time is None and before:
        parts.time, parts.used, parts.context = choose(t, [], before, start)


def _finish_time(t: Tokens, ask: int, after_lead: int, parts: Parts) -> None:
    """What the words around say about the time: a length at the end, the morning of who wants to be woken, a zone, a trigger."""
    if parts.time is None and parts.trigger is None and (length := length_at_end(t, after_lead)) is not None:
        parts.time, parts.used = length, [length]
    if "wakes" in t.means[ask] and parts.time is not None:
        for clock in parts.time.clocks:
            clock.early = clock.bare and clock.hour < 12
    _add_bracketed_zone(t, parts)
    if t.has_item and parts.trigger is None:
        parts.trigger = read_trigger(t, ask, parts.time)


def _without_nag(t: Tokens, phrases: list[Phrase], options: Options) -> list[Phrase]:
    """The times besides "nag me every 10 minutes"; where there are none, that is how often to remind and no nagging."""
    others = [p for p in phrases if all(not first <= t.starts[p.start] < last for first, last in options.spans)]
    if others or not phrases:
        return others
    options.nag_every, options.spans = None, []
    return phrases


def _add_bracketed_zone(t: Tokens, parts: Parts) -> None:
    """ "… tomorrow at 6pm to call Mum (London time)": the zone may stand apart from its clock."""
    if parts.time is None or not parts.time.clocks or parts.time.zone is not None:
        return
    if "(" not in t.words and "zone_word" not in t.kinds:
        return
    for k in range(t.n):
        if t.words[k] == "(" or ("city" in t.means[k] and "zone_word" in t.means[k + 1]):
            found = read_zone(t, k)
            if found is not None:
                parts.time.zone = found[0]
                apart = Phrase(k)
                apart.end = found[1]
                parts.used.append(apart)
                return


def _read_people(t: Tokens, k: int, parts: Parts) -> int:
    recipients, after = read_recipients(t, k)
    if recipients:
        parts.recipients = recipients
        return after
    follower = t.means[k + 1]
    if not t.means[k] and t.words[k].isalpha() and ("lead" in follower or "mark" in follower or "rel" in follower):
        parts.recipients = ["@" + t.typed(k)]
        return k + 1
    return k


def _read_head(t: Tokens, k: int, phrases: list[Phrase], parts: Parts) -> tuple[list[Phrase], int]:
    """The times between the request and the message."""
    head: list[Phrase] = []
    starts: dict[int, Phrase] = {}
    for p in phrases:
        starts[p.start] = p
    beside = _said_beside(parts)
    if (length := bare_length(t, k)) is not None and k not in starts:
        head, k = [length], length.end
    while k < t.n:
        phrase, word, meaning = starts.get(k), t.words[k], t.means[k]
        is_lead = "lead" in meaning
        if phrase is not None and not (is_lead and head and word != "for"):
            head.append(phrase)
            k = phrase.end
        elif beside and any(first <= t.starts[k] and t.ends[k] <= last for first, last in beside):
            k += 1
        elif is_lead and not head and (about := starts.get(k + 1)) and about.clocks and "lead" in t.means[about.end]:
            head.append(about)  # "remind me about 4pm to …"
            k = about.end
        elif (
            (word == "(" and k + 1 in starts)
            or (word == ")" and head)
            or (("polite" in meaning or word == ",") and k + 1 < t.n and not is_lead)
            or ("until_done" in meaning and head and head[-1].repeat)
            or ("vague" in meaning and not _AFTER_VAGUE.isdisjoint(t.means[k + 1]))
        ):
            k += 1
        else:
            break
    return head, k


def _said_beside(parts: Parts) -> list[tuple[int, int]]:
    """Where the trigger and the options stand: neither time nor message."""
    return parts.options.spans if parts.trigger is None else [parts.trigger.span, *parts.options.spans]


def _skip_lead(t: Tokens, k: int, *, noun: bool) -> int:
    """Past "to", "about", "that", a colon or a dash; past the "on" of "a reminder on BUG-45"."""
    if "lead_typo" in t.means[k] and k + 1 < t.n:
        return k + 1
    if noun and t.means[k].get("mark", 0) & ON and "item" in t.means[k + 1]:
        return k + 1
    while k < t.n and (t.words[k] in (":", ",", "-", "–", "—", "=") or ("lead" in t.means[k])):
        is_lead = "lead" in t.means[k]
        k += 1
        if is_lead:
            if "lead" in t.means[k] and t.words[k] in ("that", "about", "to") and "about" not in t.means[k - 1]:
                k += 1
            break
    if "remind_end" in t.means[k] and t.words[k + 1] == ",":  # "… daran erinnern, Jens anzurufen"
        k += 2
    return k


def _prefix_tokens(t: Tokens, start: int, ask: int, before: list[Phrase]) -> list[int]:
    """Tokens before the request that are neither times nor politeness."""
    covering = covered_by(before)
    free = [
        j for j in range(start, ask) if j not in covering and not {"stop", "polite", "mark", "dash"} & t.means[j].keys()
    ]
    return list(range(free[0], free[-1] + 1)) if free else []


def settle_request(t: Tokens, parts: Parts, calendar: Calendar, *, explicit: bool) -> tuple[SetReminder, Resolution]:
    """The request as an intent, with its time resolved."""
    if parts.time is not None and parts.trigger is None:
        found = resolve_phrase(parts.time, calendar, parts.context)
    else:
        found = Resolution([], None if parts.trigger is not None else TimeError.NO_TIME)
    intent = SetReminder(
        subject=parts.subject or None,
        reading=found.best,
        alternatives=found.others,
        error=found.error if parts.trigger is None else None,
        recipients=tuple(parts.recipients),
        item=first_item(t),
        trigger=parts.trigger.phrase if parts.trigger is not None else None,
        unless_closed=parts.options.unless_closed,
        nag_every=parts.options.nag_every,
        explicit=explicit,
    )
    return intent, found
