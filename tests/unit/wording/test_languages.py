"""The catalogues beside English: what they tell people to type is understood, and times and repeats read as they are said there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from importlib import import_module
from string import Formatter

import pytest

from bot.domain.recurrence import Recurrence
from bot.language.intents import (
    CancelReminder,
    Complete,
    Confirm,
    Decline,
    Dismiss,
    EditReminder,
    ExplainReminder,
    HandOver,
    Help,
    Link,
    ListReminders,
    ListScope,
    NoIntent,
    Pause,
    PreviewReminder,
    Resume,
    SetPreference,
    SetReminder,
    ShowReminder,
    Snooze,
    Undo,
    Unlink,
)
from bot.language.reading import Reference
from bot.language.understand import understand
from bot.wording.render import render_reply
from bot.wording.repeats import repeat
from bot.wording.replies import HelpPage
from bot.wording.times import relative, when
from bot.wording.voice import LANGUAGES, Template, Voice, voice_for

NOW = datetime(2025, 9, 10, 12, 30, tzinfo=UTC)
ZONE = "Europe/Copenhagen"
OTHERS = [language for language in LANGUAGES if language != "en"]
_TYPED = re.compile("[“„«»]\\s?([^“”„«»]+?)\\s?[”“»«]")
# What a page of help is for -> what its examples must be understood as.
_PAGES: dict[str, tuple[type, ...]] = {
    "main": (SetReminder,),
    "list": (ListReminders, ShowReminder, ExplainReminder, PreviewReminder),
    "change": (EditReminder, Pause, Resume, CancelReminder, Undo),
    "slash": (SetReminder, ListReminders),
    "others": (SetReminder, SetPreference, HandOver),
    "nagging": (SetReminder, EditReminder),
    "places": (Link, Unlink, SetPreference),
    "settings": (SetPreference,),
}


def voice(language: str) -> Voice:
    return voice_for(language, ZONE, NOW)


def reference(language: str) -> Reference:
    return Reference(now=NOW, zone=ZONE, locale=language, start_of_day=time(9))


def catalogue(language: str) -> Mapping[str, Template]:
    return dict(import_module(f"bot.wording.catalogue.{language}").CATALOGUE)


def examples(language: str, page: str) -> list[str]:
    return voice(language).text(f"help.{page}.examples").splitlines()


def placeholders(template: Template) -> set[str]:
    forms = [template] if isinstance(template, str) else list(template.values())
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_leaves_out_nothing_that_english_fills_in(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)
    assert other.keys() == english.keys()
    assert [
        key for key in english if placeholders(other[key]) - {"count"} != placeholders(english[key]) - {"count"}
    ] == []


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)
    same = {key for key in english if english[key] == other[key]}
    words = {key for key in same if re.search("[a-z]", re.sub(r"\{\w+\}", "", str(english[key])).lower())}
    assert {key for key in words if not key.startswith("place.")} <= {"snooze.20m", "list.page", "time.in", "snooze.1h"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", _PAGES)
def test_what_a_help_page_offers_is_understood(language: str, page: str) -> None:
    for example in examples(language, page):
        understood = understand(example, reference(language))
        assert understood.language == language, example
        assert isinstance(understood.intent, _PAGES[page]), (example, understood.intent)


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_rooms_and_commands_as_they_are_on_each_platform(language: str) -> None:
    said = {
        (topic, platform): render_reply(HelpPage(topic, platform, command), voice(language)).text
        for topic in (None, voice(language).text("help.topics.others").split()[0])
        for platform, command in (
            ("web", ""),
            ("mattermost", "/remind"),
            ("slack", "/remindbot"),
            ("telegram", "/remind"),
        )
    }
    others = voice(language).text("help.topics.others").split()[0]
    assert "~dev" in said[others, "mattermost"]
    assert "#dev" in said[others, "slack"]
    assert "/remind" not in said[None, "web"]
    assert said[None, "mattermost"].count("/remind ") == said[None, "slack"].count("/remindbot ") == 3
    assert "/remind " not in said[None, "slack"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_times_that_help_offers_are_times(language: str) -> None:
    for example in examples(language, "times"):
        assert understand(example, reference(language)).time is not None, example


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_repeats_that_help_offers_repeat(language: str) -> None:
    for example in examples(language, "repeats"):
        time = understand(example, reference(language)).time
        assert time is not None, example
        assert time.recurrence is not None, example


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answers_that_help_offers_are_answers(language: str) -> None:
    done, distance, day, snooze, dismiss = examples(language, "answers")
    assert isinstance(understand(done, reference(language)).intent, Complete)
    assert understand(distance, reference(language)).time is not None
    assert understand(day, reference(language)).time is not None
    assert isinstance(understand(snooze, reference(language)).intent, Snooze)
    assert isinstance(understand(dismiss, reference(language)).intent, Dismiss)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_sentence_tells_people_to_type_is_understood(language: str) -> None:
    missed = []
    for key, template in catalogue(language).items():
        if key.startswith("help.topics") or (key.startswith("list.") and "empty" not in key):
            continue
        for form in [template] if isinstance(template, str) else template.values():
            for typed in _TYPED.findall(form):
                said = (
                    typed.replace("{label}", "REM-7")
                    .replace("{item}", "TSK-7")
                    .replace("{handle}", "@ben")
                    .replace("\u202f", " ")
                )
                if "{" in said or "…" in said or "/" in said or said in _NO_COMMANDS:
                    continue
                understood = understand(said, reference(language))
                if isinstance(understood.intent, NoIntent) and understood.time is None:
                    missed.append((key, said))
    assert missed == []


# Names of places and texts, which are answers to a question and nothing by themselves.
_NO_COMMANDS = frozenset(
    {
        "Copenhagen", "to call Anna", "Berlin", "Anna anrufen", "Madrid", "llamar a Anna", "Paris", "appeler Anna", "København",
        "ringe til Anna", "REM-7", "it's 14:30", "unless it's closed",
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "list everything"),
        ("de", "liste alle Erinnerungen"),
        ("es", "lista todos los recordatorios"),
        ("fr", "liste tous les rappels"),
        ("da", "vis alle påmindelser"),
    ],
)
def test_what_is_said_to_show_everything_shows_everything(language: str, words: str) -> None:
    assert f"{words}" in voice(language).text("list.empty.upcoming").replace("\u202f", " ")
    intent = understand(words, reference(language)).intent
    assert isinstance(intent, ListReminders)
    assert intent.scope is ListScope.ALL


@pytest.mark.parametrize(
    ("language", "yes", "no", "help_word"),
    [
        ("de", "ja", "nein", "hilfe"),
        ("es", "sí", "no", "ayuda"),
        ("fr", "oui", "non", "aide"),
        ("da", "ja", "nej", "hjælp"),
    ],
)
def test_yes_no_and_help(language: str, yes: str, no: str, help_word: str) -> None:
    assert isinstance(understand(yes, reference(language)).intent, Confirm)
    assert isinstance(understand(no, reference(language)).intent, Decline)
    assert isinstance(understand(help_word, reference(language)).intent, Help)


@pytest.mark.parametrize(
    ("language", "today", "later"),
    [
        ("de", "heute um 16:30", "in 2 Stunden"),
        ("es", "hoy a las 16:30", "dentro de 2 horas"),
        ("fr", "aujourd’hui à 16:30", "dans 2\u00a0heures"),
        ("da", "i dag kl. 16.30", "om 2 timer"),
    ],
)
def test_an_instant_of_today(language: str, today: str, later: str) -> None:
    instant = NOW + timedelta(hours=2)
    assert when(instant, voice(language)) == today
    assert relative(instant, voice(language)) == later


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "in 3 Tagen"), ("es", "dentro de 3 días"), ("fr", "dans 3 jours"), ("da", "om 3 dage")],
)
def test_a_distance_of_days_is_in_the_case_that_its_preposition_wants(language: str, words: str) -> None:
    assert relative(NOW + timedelta(days=3), voice(language)) == words


START = datetime(2025, 9, 12, 16, 0)  # noqa: DTZ001 - wall time of a rule


@pytest.mark.parametrize(
    ("rule", "german", "spanish", "french", "danish"),
    [
        ("FREQ=DAILY", "jeden Tag um 16:00", "cada día a las 16:00", "tous les jours à 16:00", "hver dag kl. 16.00"),
        (
            "FREQ=DAILY;INTERVAL=2",
            "jeden zweiten Tag um 16:00",
            "un día sí y otro no a las 16:00",
            "un jour sur deux à 16:00",
            "hver anden dag kl. 16.00",
        ),
        ("FREQ=WEEKLY;BYDAY=FR", "jeden Freitag um 16:00", "cada viernes a las 16:00", "chaque vendredi à 16:00", "hver fredag kl. 16.00"),
        (
            "FREQ=WEEKLY;BYDAY=MO,WE,FR",
            "jeden Montag, Mittwoch und Freitag um 16:00",
            "cada lunes, miércoles y viernes a las 16:00",
            "chaque lundi, mercredi et vendredi à 16:00",
            "hver mandag, onsdag og fredag kl. 16.00",
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            "jeden Werktag um 16:00",
            "cada día laborable a las 16:00",
            "tous les jours ouvrés à 16:00",
            "hver hverdag kl. 16.00",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
            "jeden zweiten Freitag um 16:00",
            "un viernes sí y otro no a las 16:00",
            "un vendredi sur deux à 16:00",
            "hver anden fredag kl. 16.00",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,15",
            "jeden Monat am 1. und 15. um 16:00",
            "cada mes el 1 y el 15 a las 16:00",
            "tous les mois, le 1er et le 15 à 16:00",
            "den 1. og den 15. i hver måned kl. 16.00",
        ),
        (
            "FREQ=MONTHLY;BYDAY=-1FR",
            "jeden Monat am letzten Freitag um 16:00",
            "cada mes el último viernes a las 16:00",
            "tous les mois, le dernier vendredi à 16:00",
            "den sidste fredag i hver måned kl. 16.00",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            "jeden Monat am letzten Tag um 16:00",
            "cada mes el último día a las 16:00",
            "tous les mois, le dernier jour à 16:00",
            "den sidste dag i hver måned kl. 16.00",
        ),
        (
            "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=3",
            "jedes Jahr am 3. Oktober um 16:00",
            "cada año el 3 de octubre a las 16:00",
            "tous les ans le 3 octobre à 16:00",
            "hvert år den 3. oktober kl. 16.00",
        ),
        ("FREQ=HOURLY;INTERVAL=2", "alle 2 Stunden", "cada 2 horas", "toutes les 2 heures", "hver 2. time"),
        (
            "FREQ=DAILY;COUNT=3",
            "jeden Tag um 16:00, 3-mal",
            "cada día a las 16:00, 3 veces",
            "tous les jours à 16:00, 3 fois",
            "hver dag kl. 16.00, 3 gange",
        ),
    ],
)  # fmt: skip
def test_a_repeat_in_words(rule: str, german: str, spanish: str, french: str, danish: str) -> None:
    words = [repeat(Recurrence(rule, START, ZONE), voice(language)) for language in ("de", "es", "fr", "da")]
    assert words == [german, spanish, french, danish]


RULES = (
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=2",
    "FREQ=WEEKLY;BYDAY=FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=MONTHLY;BYDAY=-1FR",
)


@pytest.mark.parametrize("language", OTHERS)
def test_a_repeat_in_words_is_understood_as_the_same_repeat(language: str) -> None:
    for rule in (
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=FR",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYDAY=-1FR",
    ):
        said = repeat(Recurrence(rule, START, ZONE), voice(language))
        time = understand(said, reference(language)).time
        assert time is not None, said
        assert time.recurrence is not None, said
        assert time.recurrence.parts.get("FREQ") == Recurrence(rule, START, ZONE).parts["FREQ"], said
        assert time.recurrence.parts.get("BYDAY") == Recurrence(rule, START, ZONE).parts.get("BYDAY"), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_that_help_names_is_another_page(language: str) -> None:
    named = _TYPED.findall(voice(language).text("help.main.more"))
    intents = [understand(each.replace("\u202f", " "), reference(language)).intent for each in named]
    pages = {
        render_reply(HelpPage(intent.topic), voice(language)).text for intent in intents if isinstance(intent, Help)
    }
    main = render_reply(HelpPage(None), voice(language)).text
    assert len(pages - {main}) == len(named) == 9
