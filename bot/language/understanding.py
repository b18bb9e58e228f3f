"""Understanding: what one utterance was read as. What follows from its parts (spans, rest, reasons) is made when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.record import record
from bot.language.intents import EditReminder, Intent, SetReminder
from bot.language.reading import Certainty, Implied, Reading, Span, TimeError

Place = tuple[int, int]  # half-open range of characters

_WHY: Mapping[Implied, str] = MappingProxyType(
    {
        Implied.CLOCK: "No time of day was said: it is the start of your day.",
        Implied.MERIDIEM: "Morning or afternoon was not said: the likelier one was taken.",
        Implied.DAY: "That time has passed today: it is the next day.",
        Implied.YEAR: "No year was said: it is the coming one.",
        Implied.DATE_ORDER: "Day and month are read in the order that is usual where you are.",
        Implied.WEEK: '"Next" is read as the one of next week.',
        Implied.ZONE: "The zone is read as the offset that was written.",
        Implied.GAP: "The clocks skip that time: it moved forward by the gap.",
        Implied.PART_OF_DAY: "A part of the day stands for its usual hour.",
        Implied.SECOND_READER: "A second reader understood this, not our own grammar.",
        Implied.SPELLING: "A word was taken for a misspelt one.",
        Implied.LENGTH: "A length by itself is counted from now.",
        Implied.EXCEPTION: "A repeat cannot leave out holidays or single dates: it fires on them too.",
    }
)


@record(frozen=True, slots=True)
class Understanding:
    """One utterance, understood.

    intent: what is asked. time: the reading of the time in the text whatever the intent (a reply such as "tomorrow at 9" to "When?"),
    with its alternatives and its error. times: where in the text it stands, in order. names: where people and rooms are named.
    language: of the lexicon that read it.
    """

    intent: Intent
    time: Reading | None = None
    alternatives: tuple[Reading, ...] = ()
    time_error: TimeError | None = None
    text: str = ""
    times: tuple[Place, ...] = ()
    names: tuple[Place, ...] = ()
    language: str = "en"

    @property
    def certainty(self) -> Certainty:
        if self.alternatives:
            return Certainty.AMBIGUOUS
        return Certainty.IMPLIED if self.time is not None and self.time.implied else Certainty.SURE

    @property
    def why(self) -> tuple[str, ...]:
        """Short plain sentences on how the reading came about."""
        return tuple(_WHY[implied] for implied in sorted(self.time.implied)) if self.time is not None else ()

    @property
    def rest(self) -> str:
        """The text as typed without its time, trimmed."""
        pieces, place = [], 0
        for first, last in self.times:
            pieces.append(self.text[place:first].strip())
            place = last
        pieces.append(self.text[place:].strip())
        return " ".join(piece for piece in pieces if piece)

    @property
    def mentions(self) -> tuple[str, ...]:
        """Every @person, #room and ~room in the text, as typed."""
        return tuple(self.text[first:last] for first, last in self.names)

    @property
    def spans(self) -> tuple[Span, ...]:
        """What each part was read as, in order, not overlapping: the times, the subject where it is one stretch, whom it goes to."""
        spans = [Span(first, last, "time") for first, last in self.times]
        if isinstance(self.intent, SetReminder | EditReminder) and self.intent.subject:
            place = self.text.find(self.intent.subject)
            subject = Span(place, place + len(self.intent.subject), "subject")
            if place >= 0 and _is_free(subject, spans):
                spans.append(subject)
        if isinstance(self.intent, SetReminder):
            people = [
                Span(*name, "recipient") for name in self.names if self.text[slice(*name)] in self.intent.recipients
            ]
            spans += [span for span in people if _is_free(span, spans)]
        return tuple(sorted(spans, key=lambda span: span.start))


def _is_free(span: Span, taken: list[Span]) -> bool:
    return all(other.end <= span.start or span.end <= other.start for other in taken)
