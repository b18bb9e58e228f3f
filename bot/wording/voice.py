"""Voice: in whose language, zone and clock style the bot speaks, and the filling of that language's templates.

The templates are data (catalogue/); what is said in which situation is decided in the files around this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from string import Formatter

from babel import Locale, UnknownLocaleError

from bot.domain.message import Run, Style
from bot.domain.user import User

Value = str | int | Run | tuple[Run, ...]
Template = str | Mapping[str, str]

LANGUAGES = ("en", "de", "es", "fr", "da")
_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Voice:
    """language: the catalogue's; locale: Babel's, for dates and plurals; now: aware, what "today" and "in 2 hours" count from."""

    language: str
    locale: Locale
    zone: str
    now: datetime
    twelve_hour: bool

    def say(self, key: str, /, **values: Value) -> tuple[Run, ...]:
        """The runs of one template. `count` among the values picks its plural form. Raises KeyError for an unknown key."""
        return fill(self._template(key, values), values)

    def text(self, key: str, /, **values: Value) -> str:
        """The same as one string, for buttons and for parts of a sentence."""
        return "".join(run.text for run in self.say(key, **values))

    def ordinal(self, number: int) -> str:
        """ "1st", "22nd"."""
        forms = self._forms("ordinal")
        return forms.get(self.locale.ordinal_form(number), forms["other"]).replace("{n}", str(number))

    def listed(self, parts: Iterable[str]) -> str:
        """ "a", "a and b", "a, b and c"."""
        *others, last = list(parts)
        return self.text("list.and", others=", ".join(others), last=last) if others else last

    def _template(self, key: str, values: Mapping[str, Value]) -> str:
        forms = self._forms(key)
        count = values.get("count")
        if len(forms) > 1 and isinstance(count, int):
            return forms.get(self.locale.plural_form(count), forms["other"])
        return forms["other"]

    def _forms(self, key: str) -> Mapping[str, str]:
        """The template by plural form; what needs none has only "other"."""
        template = _catalogue(self.language)[key]
        return {"other": template} if isinstance(template, str) else template


def voice_of(user: User, now: datetime) -> Voice:
    """How to speak to this person: UTC while the zone is unknown, English where there is no catalogue for the locale."""
    return voice_for(user.locale, user.zone, now)


def voice_for(tag: str, zone: str | None, now: datetime) -> Voice:
    """tag: BCP 47, "de", "en-US". English is American, with a 12-hour clock, for en-US and for American zones; else British, with 24 hours."""
    language, locale = _parse(tag)
    american = tag.replace("_", "-").lower() == "en-us" or (zone or "").startswith("America/")
    if language == "en":
        locale = Locale("en", "US") if american else Locale("en", "GB")
    return Voice(language, locale, zone or "UTC", now, language == "en" and american)


def words_for_all(key: str, language: str) -> str:
    """A sentence without values, where it is not said to one person: what a platform offers to all who speak `language`."""
    return str(_catalogue(language)[key])


def fill(template: str, values: Mapping[str, Value]) -> tuple[Run, ...]:
    """Named placeholders replaced by their values. A value is never read as a template, whatever braces it holds."""
    runs: list[Run] = []
    for literal, name in _parts(template):
        if literal:
            runs.append(Run(literal))
        if name is not None:
            runs.extend(_runs(values[name]))
    return joined(runs)


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours of one style made into one run; empty ones left out."""
    result: list[Run] = []
    for run in runs:
        if result and result[-1].style is run.style and result[-1].url == run.url:
            result[-1] = Run(result[-1].text + run.text, run.style, run.url)
        elif run.text:
            result.append(run)
    return tuple(result)


def quiet(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same words, set back: explanations beside the answer."""
    return tuple(Run(run.text, Style.QUIET, run.url) if run.style is Style.PLAIN else run for run in runs)


def _runs(value: Value) -> tuple[Run, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, Run) else (Run(str(value)),)


@lru_cache(maxsize=1024)
def _parts(template: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(template))


@lru_cache(maxsize=64)
def _catalogue(language: str) -> Mapping[str, Template]:
    catalogue: Mapping[str, Template] = import_module(f"bot.wording.catalogue.{language}").CATALOGUE
    return catalogue


@lru_cache(maxsize=256)
def _parse(tag: str) -> tuple[str, Locale]:
    """The catalogue's language and Babel's locale for a tag, English for what is unknown."""
    try:
        locale = Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return _FALLBACK, Locale(_FALLBACK)
    if locale.language not in LANGUAGES:
        return _FALLBACK, Locale(_FALLBACK)
    return locale.language, locale
