"""Short messages about oneself: one's settings, places and name; and messages that only look like them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.linking import new_code
from bot.language.intents import Intent, Link, Preference, SetPreference, ShowSettings, Unlink
from bot.language.reading import Reference
from bot.language.understand import understand

NOW = datetime(2025, 9, 10, 12, 30, tzinfo=UTC)


def heard(text: str, language: str = "en") -> Intent:
    return understand(text, Reference(NOW, "UTC", language)).intent


def chosen(text: str, language: str = "en") -> tuple[Preference, str] | None:
    """What is chosen for oneself by that, and how; None where nothing is."""
    intent = heard(text, language)
    return (intent.preference, intent.value) if isinstance(intent, SetPreference) else None


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        *[("en", typed) for typed in ("settings", "my settings", "Show me my settings!", "show preferences", "what are my settings?")],
        *[("de", typed) for typed in ("einstellungen", "zeig mir meine Einstellungen")],
        *[("es", typed) for typed in ("ajustes", "muéstrame mis ajustes")],
        *[("fr", typed) for typed in ("réglages", "montre-moi mes réglages")],
        *[("da", typed) for typed in ("indstillinger", "vis mine indstillinger")],
    ],
)  # fmt: skip
def test_settings_are_asked_for(language: str, typed: str) -> None:
    assert heard(typed, language) == ShowSettings()


@pytest.mark.parametrize(
    ("language", "typed", "place"),
    [
        ("en", "unlink", None), ("en", "unlink telegram", "telegram"), ("en", "disconnect my Slack", "slack"),
        ("en", "unlink the web chat", "web"), ("de", "trennen Telegram", "telegram"), ("de", "Telegram trennen", "telegram"),
        ("es", "desvincular slack", "slack"), ("fr", "délier mattermost", "mattermost"), ("da", "frakobl telegram", "telegram"),
        ("da", "frakobl", None),
    ],
)  # fmt: skip
def test_a_place_is_unlinked(language: str, typed: str, place: str | None) -> None:
    assert heard(typed, language) == Unlink(place)


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [
        ("en", "remind me in slack", "only:slack"), ("en", "only in telegram", "only:telegram"),
        ("en", "remind me only on Telegram", "only:telegram"), ("en", "also in telegram", "also:telegram"),
        ("en", "remind me in mattermost too", "also:mattermost"), ("en", "remind me everywhere", "everywhere"),
        ("en", "remind me where I set it", "origin"), ("en", "where do you remind me?", "?"),
        ("de", "erinnere mich in Slack", "only:slack"), ("de", "auch in Telegram", "also:telegram"),
        ("de", "erinnere mich überall", "everywhere"), ("de", "wo erinnerst du mich?", "?"),
        ("es", "recuérdame en slack", "only:slack"), ("es", "también en telegram", "also:telegram"),
        ("es", "¿dónde me recuerdas?", "?"), ("fr", "rappelle-moi sur slack", "only:slack"),
        ("fr", "aussi sur telegram", "also:telegram"), ("fr", "rappelle-moi partout", "everywhere"),
        ("da", "mind mig i slack", "only:slack"), ("da", "også på telegram", "also:telegram"), ("da", "hvor minder du mig?", "?"),
    ],
)  # fmt: skip
def test_the_places_of_reminders_are_chosen(language: str, typed: str, value: str) -> None:
    assert chosen(typed, language) == (Preference.PLACES, value)


@pytest.mark.parametrize(
    ("language", "typed", "name"),
    [
        ("en", "call me Ana", "Ana"), ("en", "Call me Ana Lind", "Ana Lind"), ("de", "nenn mich Jürgen", "Jürgen"),
        ("es", "llámame Nuria", "Nuria"), ("fr", "appelle-moi Zoé", "Zoé"), ("da", "kald mig Søren", "Søren"),
    ],
)  # fmt: skip
def test_a_name_is_chosen(language: str, typed: str, name: str) -> None:
    assert chosen(typed, language) == (Preference.NAME, name)


@pytest.mark.parametrize(
    "typed",
    [
        "call me back", "call me later", "call me tomorrow at 5", "remind me in slack to call Jens at 5", "remind me in an hour",
        "remind me to change the settings", "help settings", "in slack", "on telegram", "unlink the report tomorrow",
        "remind me to unlink telegram at 5", "call me when BUG-9 is resolved",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_none_of_these(typed: str) -> None:
    intent = heard(typed)
    assert not isinstance(intent, ShowSettings | Unlink | Link)
    assert not (isinstance(intent, SetPreference) and intent.preference in (Preference.PLACES, Preference.NAME))


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "da"])
def test_every_code_is_read_whatever_else_it_looks_like(language: str) -> None:
    for code in ("4PMC-7AMX", "3RDX-4THC", "TASK-1234", "9AAA-AAAA", "AAAA-AAA9", *(new_code() for _ in range(200))):
        for typed in (
            f"link {code}",
            f"/link {code.lower()}",
            f"link {code.replace('-', '')}",
            f"Link {code.replace('-', ' ')}.",
        ):
            assert heard(typed, language) == Link(code.replace("-", ""))


def test_words_behind_link_are_no_code() -> None:
    assert heard("link my account") == Link()
    assert not isinstance(heard("link to the spec"), Link)


@pytest.mark.parametrize(
    ("typed", "intent"),
    [("/remind settings", ShowSettings()), ("/remind unlink slack", Unlink("slack")),
        ("/remind link 4PMC-7AMX", Link("4PMC7AMX")), ("/link", Link())],
)  # fmt: skip
def test_slash_commands_say_the_same(typed: str, intent: Intent) -> None:
    assert heard(typed) == intent


@pytest.mark.parametrize(
    ("language", "typed", "room"),
    [
        ("en", "if you can't reach me, use #dev", "#dev"), ("en", "fallback ~dev", "~dev"), ("en", "no fallback", ""),
        ("en", "if you can't reach me, tell us", "here"), ("de", "wenn du mich nicht erreichst, nutze #dev", "#dev"),
        ("de", "kein Ausweichraum", ""), ("es", "si no puedes avisarme, usa #dev", "#dev"), ("es", "sin sala de reserva", ""),
        ("fr", "si tu ne peux pas me joindre, utilise #dev", "#dev"), ("fr", "pas de salon de secours", ""),
        ("da", "hvis du ikke kan nå mig, brug #dev", "#dev"), ("da", "intet reserverum", ""),
    ],
)  # fmt: skip
def test_a_room_for_what_does_not_reach_one(language: str, typed: str, room: str) -> None:
    assert chosen(typed, language) == (Preference.FALLBACK, room)


@pytest.mark.parametrize(
    ("language", "typed", "days"),
    [
        ("en", "keep my notifications for 7 days", "7"), ("en", "Keep notifications 2 weeks.", "14"),
        ("de", "behalte Benachrichtigungen 7 Tage", "7"), ("de", "bewahre meine Benachrichtigungen 2 Wochen lang auf", "14"),
        ("es", "guarda las notificaciones 7 días", "7"), ("es", "conserva mis notificaciones durante 1 semana", "7"),
        ("fr", "garde les notifications 7 jours", "7"), ("fr", "conserve mes notifications pendant 2 semaines", "14"),
        ("da", "gem notifikationer i 7 dage", "7"), ("da", "behold mine notifikationer i 2 uger", "14"),
    ],
)  # fmt: skip
def test_how_long_notifications_are_kept_is_said(language: str, typed: str, days: str) -> None:
    assert chosen(typed, language) == (Preference.KEEP, days)


@pytest.mark.parametrize(
    "typed", ["keep notifications", "remind me to keep notifications for 7 days", "keep it for 7 days"]
)
def test_what_is_to_be_kept_otherwise_is_no_such_setting(typed: str) -> None:
    what = chosen(typed)
    assert what is None or what[0] is not Preference.KEEP
