"""What a person chooses in words: zone, language, when to be asked, when their day starts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import time
from typing import cast

from babel import Locale, UnknownLocaleError

from bot.actions.linking import places_of
from bot.actions.users import change_preferences, set_zone
from bot.dialogue.notification_choices import CHOICES
from bot.dialogue.scene import Scene
from bot.dialogue.turn import Turn
from bot.dialogue.zone_answer import zone_by_name
from bot.domain.conversation import Conversation
from bot.domain.errors import UnknownZone
from bot.domain.user import Confirmation
from bot.language.intents import Preference, SetPreference
from bot.wording.replies import Notice, SettingsPage
from bot.wording.times import clock, clock_of, zone_name
from bot.wording.typed import in_one_line
from bot.wording.voice import LANGUAGES, voice_of


async def prefer(intent: SetPreference, conversation: Conversation, scene: Scene) -> Turn:
    """Changes one preference; what was not readable is said and changes nothing."""
    setter = CHOICES.get(intent.preference) or _SETTERS[intent.preference]
    said = await setter(intent, scene)
    return Turn(conversation, (said or _unread(intent),))


async def move_to_zone(zone: str, scene: Scene) -> Notice:
    """Raises UnknownZone."""
    key = "set.zone" if scene.user.zone else "set.first_zone"
    scene.become(await set_zone(scene.uow, scene.user, zone, scene.now))
    voice = voice_of(scene.user, scene.now)
    return Notice(key, {"value": zone_name(zone), "clock": clock_of(scene.now, voice)})


async def _zone(intent: SetPreference, scene: Scene) -> Notice:
    zone = intent.value or zone_by_name(intent.typed)
    unknown = Notice("unknown_zone", {"typed": in_one_line(intent.typed or intent.value or "", 60)})
    if zone is None:
        return unknown
    try:
        return await move_to_zone(zone, scene)
    except UnknownZone:
        return unknown


async def _locale(intent: SetPreference, scene: Scene) -> Notice:
    try:
        locale = Locale.parse((intent.value or "").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Notice("unknown_locale", {"typed": in_one_line(intent.typed, 60)})
    scene.become(await change_preferences(scene.uow, scene.user, locale=intent.value))
    voice = voice_of(scene.user, scene.now)
    name = locale.get_display_name(voice.locale) or locale.language
    return Notice("set.locale" if locale.language in LANGUAGES else "set.locale_not_yet", {"value": name})


async def _confirmation(intent: SetPreference, scene: Scene) -> Notice:
    if intent.value not in ("always", "when-unsure", "never"):
        return _unread(intent)
    policy = cast(Confirmation, intent.value)
    scene.become(await change_preferences(scene.uow, scene.user, confirmation=policy))
    return Notice(f"set.confirmation.{policy}")


async def _start_of_day(intent: SetPreference, scene: Scene) -> Notice:
    start = _clock(intent.value)
    if start is None:
        return _unread(intent)
    scene.become(await change_preferences(scene.uow, scene.user, start_of_day=start))
    return Notice("set.start_of_day", {"clock": clock(start, voice_of(scene.user, scene.now))})


async def _part_of_day(intent: SetPreference, scene: Scene) -> Notice:
    part, _, written = (intent.value or "").partition("=")
    start = _clock(written)
    parts = dict(scene.user.preferences.parts_of_day)
    if start is None or part not in parts:
        return _unread(intent)
    parts[part] = start
    scene.become(await change_preferences(scene.uow, scene.user, parts_of_day=tuple(parts.items())))
    voice = voice_of(scene.user, scene.now)
    return Notice("set.part_of_day", {"part": voice.text(f"part.{part}"), "clock": clock(start, voice)})


async def _name(intent: SetPreference, scene: Scene) -> Notice:
    name = in_one_line(intent.value or "", 60)
    scene.become(await change_preferences(scene.uow, scene.user, called=name))
    return Notice("set.name", {"value": name})


async def show_settings(conversation: Conversation, scene: Scene) -> Turn:
    places = tuple(identity.platform for identity in await places_of(scene.uow, scene.user))
    return Turn(conversation, (SettingsPage(scene.user, places),))


def _clock(written: str | None) -> time | None:
    try:
        return time.fromisoformat(written or "")
    except ValueError:
        return None


def _unread(intent: SetPreference) -> Notice:
    return Notice("unread_preference", {"typed": in_one_line(intent.typed or intent.value or "", 60)})


_SETTERS: dict[Preference, Callable[[SetPreference, Scene], Awaitable[Notice]]] = {
    Preference.ZONE: _zone,
    Preference.LOCALE: _locale,
    Preference.CONFIRMATION: _confirmation,
    Preference.START_OF_DAY: _start_of_day,
    Preference.PART_OF_DAY: _part_of_day,
    Preference.NAME: _name,
}
