"""What people say of themselves in a whole short message: "my settings", "remind me in slack", "link K7MC-3QXR", "call me Ana".

The words are data, a row for each language. Settings with times, levels and items in them are preferences.py's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.language.intents import Intent, Link, Preference, SetPreference, ShowSettings, Unlink
from bot.language.phrase import Phrase
from bot.language.tokens import Tokens

_MOST_TOKENS = 12
# A code may look like a time or an item's id, so it is read before these are. The words are known in every language: codes are sent on.
_LINKING = (
    "link", "connect", "verknüpfen", "verknüpfe", "verbinden", "vincular", "vincula", "enlazar", "lier", "lie", "associer", "forbind",
)  # fmt: skip
_LINKS = frozenset(_LINKING)
_CODE = re.compile(
    rf"(?:/(?:remind )?)?(?:{'|'.join(_LINKING)})[ :]+"
    r"(?P<code>(?=[a-z -]*\d)[a-z0-9]{4} ?-? ?[a-z0-9]{4})[ .!]*",
    re.IGNORECASE,
)
_KEPT = frozenset({"notifications", "benachrichtigungen", "notificaciones", "notifikationer"})
_PLACES = {
    "slack": "slack", "mattermost": "mattermost", "telegram": "telegram", "web": "web", "web chat": "web", "webchat": "web",
    "browser": "web", "navegador": "web", "navigateur": "web", "terminal": "console", "console": "console",
}  # fmt: skip
_PLACE = "|".join(sorted(map(re.escape, _PLACES), key=len, reverse=True))
_NAME = r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2}"


@dataclass(frozen=True, slots=True)
class _Words:
    """Patterns of one language, for a whole message in lower case. remind, only, also, near: parts of "remind me only in <place>"."""

    settings: str
    unlink: str
    remind: str
    only: str
    also: str
    near: str
    everywhere: str
    origin: str
    asked: str
    keep: str
    name: str
    no_names: str


_WORDS = {
    "en": _Words(
        settings=r"(?: show| list| what are| see| open)?(?: me)?(?: all)?(?: my| the)? (?:settings|preferences)",
        unlink=r"(?:unlink|disconnect)(?: (?:my|this|here|from|the|account|place))*",
        remind=r"remind me|tell me|notify me|reach me|send (?:me )?(?:my )?reminders|i want (?:my )?reminders",
        only=r"only|just",
        also=r"also|too|as well",
        near=r"in|on|over|via|by|through|to",
        everywhere=r"(?:remind|tell|notify) me everywhere|remind me in all (?:my )?places",
        origin=r"remind me (?:where|in the place where) i (?:set it|set them|asked|ask)",
        asked=r"where (?:do|will|are) you (?:remind|reminding|going to remind) me|where am i reminded",
        keep=r"(?:keep|store)(?: my| all| the| read| seen)* notifications (?:for )?(?P<count>\d{1,4}) (?:days?|(?P<weeks>weeks?))",
        name=r"call me|my name is",
        no_names=r"back|later|when|if|in|at|on|before|after|about|asap|please|maybe|soon|never|not|now|again|a|an|the|for|to",
    ),
    "de": _Words(
        settings=r"(?: zeig| zeige)?(?: mir)?(?: alle)?(?: meine| die)? einstellungen",
        unlink=r"(?:trenne|trennen|trenn)(?: (?:mein|meinen|diesen|ort|konto|von|hier))*",
        remind=r"erinnere mich|erinner mich|sag mir bescheid|benachrichtige mich",
        only=r"nur|bloß",
        also=r"auch|zusätzlich",
        near=r"in|im|auf|bei|über|per|via",
        everywhere=r"(?:erinnere|erinner) mich überall",
        origin=r"(?:erinnere|erinner) mich(?: dort)? ?,? wo ich (?:es|sie) (?:setze|gesetzt habe|sage|gesagt habe)",
        asked=r"wo (?:erinnerst du mich|werde ich erinnert)",
        keep=r"(?:behalte|behalt|bewahre)(?: meine| die| alle)* benachrichtigungen (?:für )?(?P<count>\d{1,4}) (?:tage?|(?P<weeks>wochen?))"
        r"(?: lang)?(?: auf)?",
        name=r"nenn mich|nenne mich|ich heiße",
        no_names=r"nicht|später|wieder|wenn|bitte|nie|jetzt|ein|eine|der|die|das",
    ),
    "es": _Words(
        settings=r"(?: muéstrame| enséñame| ver| muestra)?(?: todos)?(?: mis| los)? (?:ajustes|preferencias)",
        unlink=r"(?:desvincula|desvincular|desconecta)(?: (?:mi|este|sitio|cuenta|de))*",
        remind=r"recuérdame|avísame|recuérdamelo",
        only=r"solo|sólo|solamente",
        also=r"también|además",
        near=r"en|por|a través de|vía",
        everywhere=r"(?:recuérdame|avísame) en todas partes",
        origin=r"(?:recuérdame|avísame) donde lo (?:puse|pongo|pedí|pido)",
        asked=r"¿?dónde me (?:recuerdas|avisas)",
        keep=r"(?:guarda|conserva)(?: mis| las| todas)* notificaciones (?:durante |por )?(?P<count>\d{1,4}) (?:días?|(?P<weeks>semanas?))",
        name=r"llámame|me llamo",
        no_names=r"luego|después|cuando|si|por|nunca|ya|otra|un|una|el|la",
    ),
    "fr": _Words(
        settings=r"(?: montre| montre-moi| affiche| voir)?(?: tous)?(?: mes| les)? (?:réglages|paramètres|préférences)",
        unlink=r"(?:délier|délie|déconnecte)(?: (?:mon|cet|endroit|compte|de))*",
        remind=r"rappelle-moi|préviens-moi|rappelle moi",
        only=r"seulement|uniquement",
        also=r"aussi|également",
        near=r"sur|dans|par|via",
        everywhere=r"(?:rappelle|préviens)-moi partout",
        origin=r"(?:rappelle|préviens)-moi là où je (?:l'ai mis|l'ai demandé|le demande)",
        asked=r"où (?:me rappelles-tu|est-ce que tu me rappelles|me préviens-tu)",
        keep=r"(?:garde|conserve)(?: mes| les| toutes)* notifications (?:pendant )?(?P<count>\d{1,4}) (?:jours?|(?P<weeks>semaines?))",
        name=r"appelle-moi|je m'appelle|je m’appelle",
        no_names=r"plus|quand|si|jamais|maintenant|encore|un|une|le|la|à|pour",
    ),
    "da": _Words(
        settings=r"(?: vis| se)?(?: mig)?(?: alle)?(?: mine)? indstillinger",
        unlink=r"(?:frakobl|frakoble)(?: (?:min|dette|sted|konto|fra))*",
        remind=r"mind mig|påmind mig|giv mig besked",
        only=r"kun|bare",
        also=r"også|desuden",
        near=r"i|på|via|over|gennem",
        everywhere=r"(?:mind|påmind) mig overalt",
        origin=r"(?:mind|påmind) mig(?: der)? ?,? hvor jeg (?:satte den|bad om det|sagde det)",
        asked=r"hvor minder du mig|hvor bliver jeg mindet",
        keep=r"(?:gem|behold)(?: mine| alle| læste)* notifikationer (?:i )?(?P<count>\d{1,4}) (?:dage?|(?P<weeks>uger?))",
        name=r"kald mig|jeg hedder",
        no_names=r"ikke|senere|igen|når|hvis|aldrig|nu|en|et|den|det",
    ),
}


@dataclass(frozen=True, slots=True)
class _Patterns:
    settings: re.Pattern[str]
    unlink: re.Pattern[str]
    places: re.Pattern[str]
    everywhere: re.Pattern[str]
    origin: re.Pattern[str]
    asked: re.Pattern[str]
    keep: re.Pattern[str]
    name: re.Pattern[str]
    no_name: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(language: str) -> _Patterns:
    words = _WORDS[language]
    how = rf"(?P<only>{words.only})|(?P<also>{words.also})"
    how_later = rf"(?P<only_later>{words.only})|(?P<also_later>{words.also})"
    place = rf"(?P<place>{_PLACE})"
    return _Patterns(
        re.compile(words.settings),
        re.compile(rf"{words.unlink}(?: {place})?|{place.replace('place', 'place_first')} (?:{words.unlink})"),
        re.compile(
            rf"(?:{how})? ?(?P<remind>{words.remind})? ?(?:{how_later})? ?(?:{words.near}) (?:the |my )?{place}"
            rf"(?: (?P<at_end>{words.also}|{words.only}))?"
        ),
        re.compile(words.everywhere),
        re.compile(words.origin),
        re.compile(words.asked),
        re.compile(words.keep),
        re.compile(rf"(?:{words.name}) (?P<name>{_NAME})", re.IGNORECASE),
        re.compile(rf"(?:{words.no_names})\b", re.IGNORECASE),
    )


def read_oneself(t: Tokens, start: int, phrases: list[Phrase]) -> Intent | None:
    """None where the message says none of these, and nothing but."""
    if t.n > _MOST_TOKENS:
        return None
    code = None if _LINKS.isdisjoint(t.words) else _CODE.fullmatch(t.text.strip())
    if code:
        return Link(re.sub("[ -]", "", code["code"]).upper())
    if not _KEPT.isdisjoint(t.words) and (kept := _keep(t)):
        return kept
    if phrases:
        return None
    patterns = _patterns(t.lexicon.language)
    for begin in dict.fromkeys((t.starts[start], 0)):  # what is polite elsewhere ("also") has a meaning here
        typed = " ".join(t.text[begin:].split()).removeprefix("/remind ").strip(" .!?/")
        intent = _read(typed, patterns)
        if intent is not None:
            return intent
    return None


def _keep(t: Tokens) -> SetPreference | None:
    """ "keep notifications for 2 weeks"."""
    typed = t.text.strip(" .!")
    found = _patterns(t.lexicon.language).keep.fullmatch(typed.casefold())
    if found is None:
        return None
    return SetPreference(Preference.KEEP, str(int(found["count"]) * (7 if found["weeks"] else 1)), typed)


def _read(typed: str, patterns: _Patterns) -> Intent | None:
    said = typed.casefold()
    if patterns.settings.fullmatch(f" {said}"):
        return ShowSettings()
    unlinking = patterns.unlink.fullmatch(said)
    if unlinking:
        place = unlinking["place"] or unlinking["place_first"]
        return Unlink(_PLACES[place] if place else None)
    value = _places(said, patterns)
    if value is not None:
        return SetPreference(Preference.PLACES, value, typed)
    name = patterns.name.fullmatch(typed)
    if name and not patterns.no_name.match(name["name"]):
        return SetPreference(Preference.NAME, name["name"], typed)
    return None


def _places(said: str, patterns: _Patterns) -> str | None:
    """What Preference.PLACES takes."""
    for value, pattern in (("everywhere", patterns.everywhere), ("origin", patterns.origin), ("?", patterns.asked)):
        if pattern.fullmatch(said):
            return value
    found = patterns.places.fullmatch(said)
    if found is None:
        return None
    only = found["only"] or found["only_later"]
    also = found["also"] or found["also_later"]
    if found["at_end"] and not only:
        also = also or found["at_end"]
    if not (found["remind"] or only or also):
        return None
    return f"{'also' if also else 'only'}:{_PLACES[found['place']]}"
