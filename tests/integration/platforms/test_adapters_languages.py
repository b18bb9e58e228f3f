"""What the adapters say themselves, beside the assistant: in the person's language, on every platform."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from telegram.error import InvalidToken

from adapters.chat.mattermost.failures import Failure, delivery_error
from adapters.chat.slack.failures import _WORDS
from adapters.chat.slack.shortcut import modal
from adapters.chat.telegram.chat import TelegramChat
from adapters.chat.telegram.failures import _REFUSALS, AnswerLost, FloodWait, Unreached, to_delivery_error
from adapters.chat.voices import ProfileVoices, StoredVoices
from adapters.clock import SystemClock
from bot.actions.users import change_preferences, identify_user
from bot.domain.message import WORKSPACE, Address, Button, Profile
from bot.language.intents import SetReminder
from bot.language.reading import Reference
from bot.language.understand import understand
from bot.wording.reasons import reason_words
from bot.wording.voice import LANGUAGES, voice_for
from storage.store import Store
from tests.doubles.mattermost.harness import Scene, at_work
from tests.doubles.telegram.meeting import START, FrozenClock, KeptInbox, settings_for
from tests.doubles.telegram.meeting import connected as polling
from tests.doubles.telegram.server import TelegramDouble
from tests.integration.platforms.slack import connected
from tests.waiting import until

CLOCK = SystemClock()
CARD = (Button("Set it", "yes:card1", "primary"), Button("Change", "change:card1"))


def english_in(shown: Any) -> set[str]:
    """The sentences of the English catalogue that are shown, but for those that German has as well."""
    english, german = (import_module(f"bot.wording.catalogue.{each}_platforms").PLATFORMS for each in ("en", "de"))
    text = json.dumps(shown, ensure_ascii=False)
    return {words for key, words in english.items() if words != german[key] and json.dumps(words)[1:-1] in text}


async def _card(scene: Scene, person: str) -> Any:
    await scene.say(scene.double.direct(person), "Setzen?", *CARD, card="card1")
    return scene.double.said_in(scene.double.direct(person))[-1]


async def test_mattermosts_buttons_and_dialog_speak_the_persons_language() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana", locale="de")
        post = await _card(scene, ana)
        await scene.double.press(ana, post, "Change")
        (dialog,) = scene.double.world.dialogs
        submit = scene.double.integrations.submit_dialog
        empty = await submit(ana, dialog, post["channel_id"], {"change": " "})
        scene.clock.ahead = 61 * 24 * 3600
        old = await scene.double.press(ana, post, "Set it")
    shown = [dialog["dialog"], empty.body, old.body]
    assert english_in(shown) == set()
    assert dialog["dialog"]["title"] == "Erinnerung ändern"
    assert "stattdessen in deinen Worten" in old.body["ephemeral_text"]


async def test_mattermost_says_in_the_persons_language_that_it_is_just_starting_or_has_failed() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana", locale="de")

        async def fail(_: object) -> None:
            raise RuntimeError

        scene.inbox.on_each = fail
        called = await scene.double.command(ana, "/remind hilfe")
        await until(lambda: bool(called.body) or bool(scene.double.whispers(ana)))
        failed = called.body.get("text") or scene.double.whispers(ana)[0]["message"]
        await scene.stop()
        starting = await scene.double.command(ana, "/remind hilfe")
    assert "Bei mir ist etwas schiefgegangen" in failed
    assert "startet gerade" in starting.body["text"]


async def test_slacks_form_is_in_the_persons_language_and_what_is_typed_there_in_any() -> None:
    async with connected() as it:
        await it.double.change_profile(it.ana, locale="de-DE").acknowledged()
        there = it.double.world.post(it.dev, {"user": it.bo, "text": "Plan für 17 Uhr"})
        await it.double.shortcut(it.ana, it.dev, there["ts"], "remind_about_this").acknowledged()
        (view,) = it.double.world.views
        await it.double.submit(it.ana, {"when": "morgen um 9", "what": "Plan für 17 Uhr"}).acknowledged()
        (message,) = it.inbox.messages
    assert english_in(view) == set()
    assert view["title"]["text"] == "Erinnere mich"
    intent = understand(message.text, Reference(CLOCK.now(), "Europe/Berlin", "de")).intent
    assert isinstance(intent, SetReminder)
    assert intent.subject == "Plan für 17 Uhr"
    assert intent.reading is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_keep_to_the_lengths_that_the_platforms_take(language: str) -> None:
    view = modal("https://x", "", voice_for(language, None, CLOCK.now()))
    words = import_module(f"bot.wording.catalogue.{language}_platforms").PLATFORMS
    assert all(len(view[part]["text"]) <= 24 for part in ("title", "submit", "close"))
    assert all(len(words[f"form.change.{part}"]) <= 24 for part in ("title", "submit", "what"))
    assert all(len(words[key]) <= 256 for key in words if key.startswith("command."))


async def test_telegrams_commands_are_offered_in_each_language() -> None:
    inbox = KeptInbox()
    async with (
        TelegramDouble(now=START.timestamp) as telegram,
        polling(TelegramChat(settings_for(telegram), FrozenClock(START)), inbox),
    ):
        telegram.say(telegram.person("Ana"), "hello")
        await until(lambda: bool(inbox.messages))
    assert telegram.commands.keys() == {"", "de", "es", "fr", "da"}
    assert telegram.commands["de"][1] == {"command": "list", "description": "Was ansteht"}
    assert english_in(telegram.commands["de"]) == set()


async def test_the_language_that_a_person_chose_goes_over_the_platforms(store: Store) -> None:
    ana, voices = Profile("U1", "Ana", None, "en"), StoredVoices(store.open_unit, CLOCK)
    assert (await voices("slack", replace(ana, locale="fr"))).language == "fr"
    async with store.open_unit() as uow:
        user = await identify_user(uow, WORKSPACE, Address("slack", "D1"), ana, CLOCK.now())
        await change_preferences(uow, user, locale="de")
        await uow.commit()
    assert (await voices("slack", ana)).language == "de"
    assert (await ProfileVoices(CLOCK)("slack", ana)).language == "en"


_ARCHIVED = "api.post.create_post.can_not_post_to_deleted.error"
# An edit's, which people are not told; and what whoever runs it has to mend.
_OPERATORS_OWN = {
    _WORDS[code] for code in ("messages_tab_disabled", "message_not_found", "ephemeral_cannot_be_changed")
}  # fmt: skip


def test_why_a_place_was_not_reached_is_told_in_the_persons_language() -> None:
    now = CLOCK.now()
    reasons = {*_WORDS.values(), *_REFUSALS.values(), "no answer in time", "the account is deactivated"}
    mattermost = (Failure(429), Failure(401), Failure(404), Failure(400, _ARCHIVED))
    reasons |= {delivery_error(failure, now).reason for failure in mattermost}
    telegram = (FloodWait(timedelta(seconds=3)), Unreached("x"), AnswerLost("x"), InvalidToken())
    reasons |= {to_delivery_error(error, now).reason for error in telegram}
    german = voice_for("de", None, now)
    assert {reason for reason in reasons if reason_words(reason, german) == reason} == _OPERATORS_OWN
