"""Everything that a person can choose, as it stands, each with the words that change it."""

from __future__ import annotations

from babel.dates import get_day_names

from bot.domain.message import Message, Run
from bot.domain.user import EVERYWHERE, WHERE_SET, Digest, QuietHours, User
from bot.wording.people import room_name
from bot.wording.replies import SettingsPage
from bot.wording.times import clock, zone_name
from bot.wording.typed import in_one_line
from bot.wording.voice import Voice, joined, quiet

_NEWLINE = Run("\n")


def settings_message(page: SettingsPage, voice: Voice) -> Message:
    runs = [*voice.say("settings.heading")]
    for name, value in _values(page, voice).items():
        line = {"name": voice.text(f"settings.{name}"), "value": value}
        runs += [
            _NEWLINE,
            *voice.say("settings.line", **line),
            *quiet(voice.say("settings.how", how=voice.text(f"settings.{name}.how"))),
        ]
    return Message(joined(runs))


def _values(page: SettingsPage, voice: Voice) -> dict[str, str]:
    user, chosen = page.user, page.user.preferences
    muted = ", ".join(in_one_line(what, 40) for what in chosen.muted)
    linked = [place_word(place, voice) for place in dict.fromkeys(page.places)]
    none = voice.text("settings.none")
    return {
        "name": in_one_line(user.name, 60),
        "zone": zone_name(user.zone) if user.zone else voice.text("settings.unknown"),
        "locale": voice.locale.get_display_name(voice.locale) or voice.language,
        "confirmation": voice.text(f"settings.confirmation.{chosen.confirmation}"),
        "start_of_day": clock(chosen.start_of_day, voice),
        "parts_of_day": _parts(user, voice),
        "places": places_words(chosen.places, voice),
        "linked": voice.listed(linked) if linked else none,
        "fallback": room_name(chosen.fallback.name) if chosen.fallback else none,
        "notifications": voice.text("settings.on" if chosen.notifications else "settings.off"),
        "quiet": hours_words(chosen.quiet_hours, voice) if chosen.quiet_hours else none,
        "digest": digest_words(chosen.digest, voice) if chosen.digest else none,
        "level": voice.text(f"settings.level.{chosen.minimum_level.value}"),
        "muted": muted or none,
        "kept": _kept(user, voice),
    }  # fmt: skip


def place_word(place: str, voice: Voice) -> str:
    """A platform as people call it; what is none of ours by its own name."""
    try:
        return voice.text(f"place.{place}")
    except KeyError:
        return in_one_line(place, 30)


def places_words(places: tuple[str, ...], voice: Voice) -> str:
    """ "where you set them and in Telegram"."""
    if EVERYWHERE in places:
        return voice.text("places.everywhere")
    return voice.listed(
        voice.text("places.where_set")
        if place == WHERE_SET
        else voice.text("places.in", place=place_word(place, voice))
        for place in places or (WHERE_SET,)
    )


def hours_words(hours: QuietHours, voice: Voice) -> str:
    return voice.text("settings.hours", start=clock(hours.start, voice), end=clock(hours.end, voice))


def digest_words(digest: Digest, voice: Voice) -> str:
    """ "every Monday at 09:00"."""
    weekday = get_day_names("wide", locale=voice.locale)[digest.weekday]
    return voice.text(f"settings.digest.{digest.every}", clock=clock(digest.at, voice), day=weekday)


def _kept(user: User, voice: Voice) -> str:
    days = user.preferences.notifications_days
    return voice.text("settings.kept.usual") if days is None else voice.text("settings.kept.days", count=days)


def _parts(user: User, voice: Voice) -> str:
    return ", ".join(
        f"{voice.text(f'part.{part}')} {clock(start, voice)}" for part, start in user.preferences.parts_of_day
    )
