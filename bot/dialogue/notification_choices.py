"""What a person chooses in words about being told: quiet hours, digests, levels, what is muted, and where reminders go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import time
from typing import Any

from bot.actions.linking import places_of
from bot.actions.users import change_preferences
from bot.dialogue.scene import Scene
from bot.domain.notification import Level
from bot.domain.recurrence import WEEKDAYS
from bot.domain.user import EVERYWHERE, WHERE_SET, Digest, QuietHours
from bot.language.intents import Preference, SetPreference
from bot.wording.replies import Notice
from bot.wording.settings import digest_words, hours_words, place_word, places_words
from bot.wording.typed import in_one_line
from bot.wording.voice import Voice, voice_of

Choice = Callable[[SetPreference, Scene], Awaitable[Notice | None]]


async def _quiet_hours(intent: SetPreference, scene: Scene) -> Notice | None:
    """ "22:00-08:00", "" for none. None, here and below: it could not be read."""
    if intent.value == "":
        await _change(scene, quiet_hours=None)
        return Notice("set.quiet_none")
    start, _, end = (intent.value or "").partition("-")
    try:
        hours = QuietHours(time.fromisoformat(start), time.fromisoformat(end))
    except ValueError:
        return None
    await _change(scene, quiet_hours=hours)
    return Notice("set.quiet", {"hours": hours_words(hours, _voice(scene))})


async def _digest(intent: SetPreference, scene: Scene) -> Notice | None:
    """ "daily@09:00", "weekly@MO 09:00", "monthly@09:00", "" for none."""
    if intent.value == "":
        await _change(scene, digest=None)
        return Notice("set.digest_none")
    often, _, when = (intent.value or "").partition("@")
    day, _, clock = when.rpartition(" ")
    try:
        at = time.fromisoformat(clock)
        digest = {
            "daily": Digest("day", at),
            "weekly": Digest("week", at, weekday=WEEKDAYS.index(day) if day else 0),
            "monthly": Digest("month", at),
        }[often]
    except (KeyError, ValueError):
        return None
    await _change(scene, digest=digest)
    return Notice("set.digest", {"when": digest_words(digest, _voice(scene))})


async def _minimum_level(intent: SetPreference, scene: Scene) -> Notice | None:
    if intent.value not in ("info", "warning", "danger"):
        return None
    await _change(scene, minimum_level=Level(intent.value))
    return Notice(f"set.level.{intent.value}")


async def _mute(intent: SetPreference, scene: Scene) -> Notice | None:
    if not intent.value:
        return None
    muted = scene.user.preferences.muted
    await _change(scene, muted=(*(what for what in muted if what != intent.value), intent.value))
    return Notice("set.mute", _what(intent))


async def _unmute(intent: SetPreference, scene: Scene) -> Notice | None:
    if not intent.value:
        return None
    muted = scene.user.preferences.muted
    left = tuple(what for what in muted if what.casefold() != intent.value.casefold())
    if left == muted:
        return Notice("set.not_muted", _what(intent))
    await _change(scene, muted=left)
    return Notice("set.unmute", _what(intent))


async def _notifications(intent: SetPreference, scene: Scene) -> Notice | None:
    if intent.value not in ("on", "off"):
        return None
    await _change(scene, notifications=intent.value == "on")
    return Notice(f"set.notifications.{intent.value}")


async def _keep(intent: SetPreference, scene: Scene) -> Notice | None:
    """How many days; what this installation keeps for less is deleted then."""
    days = int(intent.value) if intent.value else 0
    if days < 1:
        return None
    await _change(scene, notifications_days=days)
    return Notice("set.keep", {"count": days})


async def _channel_on(intent: SetPreference, scene: Scene) -> Notice | None:
    """A place that is linked: told there as well."""
    return await _places(SetPreference(Preference.PLACES, f"also:{intent.value}", intent.typed), scene)


async def _channel_off(intent: SetPreference, scene: Scene) -> Notice | None:
    channel = intent.value or ""
    linked = await _linked(scene)
    word = {"place": place_word(channel, _voice(scene))}
    if channel not in linked:
        return Notice("set.unreached", word)
    off = {*scene.user.preferences.channels_off, channel}
    if off.issuperset(linked):
        return Notice("set.last_place", word)
    await _change(scene, channels_off=tuple(sorted(off)))
    return Notice("set.channel_off", word)


async def _places(intent: SetPreference, scene: Scene) -> Notice | None:
    """ "only:slack", "also:telegram", "everywhere", "origin"; "?" only asks."""
    preferences, voice = scene.user.preferences, _voice(scene)
    how, _, place = (intent.value or "").partition(":")
    if place and place not in await _linked(scene):
        return Notice("set.unreached", {"place": place_word(place, voice)})
    chosen = {
        "only": (place,),
        "also": (*(kept for kept in preferences.places or (WHERE_SET,) if kept != place), place),
        "everywhere": (EVERYWHERE,),
        "origin": (),
        "?": preferences.places,
    }.get(how)
    if chosen is None:
        return None
    if how != "?":
        on = () if how == "everywhere" else tuple(each for each in preferences.channels_off if each != place)
        await _change(scene, places=chosen, channels_off=on)
    return Notice("set.places", {"places": places_words(chosen, voice)})


async def _linked(scene: Scene) -> list[str]:
    return [identity.platform for identity in await places_of(scene.uow, scene.user)]


async def _change(scene: Scene, **changes: Any) -> None:
    scene.become(await change_preferences(scene.uow, scene.user, **changes))


def _what(intent: SetPreference) -> dict[str, str | int]:
    return {"what": in_one_line(intent.item.key if intent.item else intent.typed or intent.value or "", 60)}


def _voice(scene: Scene) -> Voice:
    return voice_of(scene.user, scene.now)


CHOICES: dict[Preference, Choice] = {
    Preference.QUIET_HOURS: _quiet_hours,
    Preference.DIGEST: _digest,
    Preference.MINIMUM_LEVEL: _minimum_level,
    Preference.MUTE: _mute,
    Preference.UNMUTE: _unmute,
    Preference.NOTIFICATIONS: _notifications,
    Preference.CHANNEL_ON: _channel_on,
    Preference.CHANNEL_OFF: _channel_off,
    Preference.PLACES: _places,
    Preference.KEEP: _keep,
}
