"""Linking in words: a code asked for, a code typed in another place, the question whose it is, and what is said of it in both."""

from __future__ import annotations

from dataclasses import replace

from bot.actions.linking import (
    OF_THIS_MACHINE,
    Linked,
    agreed_code,
    check_code,
    issue_code,
    link,
    places_of,
    unlink,
    whom_it_joins,
)
from bot.dialogue.pursuit import closed_by
from bot.dialogue.scene import Scene
from bot.dialogue.turn import JoinPlaces, Turn
from bot.domain.conversation import Conversation, Linking
from bot.domain.errors import LinkRefused
from bot.domain.linking import CODE_LIFE
from bot.domain.message import Address
from bot.language.intents import Link, Unlink
from bot.wording.replies import CodeShown, ConfirmLink, Notice
from bot.wording.settings import place_word
from bot.wording.times import clock, zone_name
from bot.wording.typed import in_one_line
from bot.wording.voice import Voice, voice_of


async def ask_or_issue(intent: Link, conversation: Conversation, scene: Scene) -> Turn:
    """A code is shown only where nobody else reads, and typed anywhere; whose it is, is told and asked before anything is joined."""
    if intent.code is None:
        if not scene.direct:
            return Turn(conversation, (Notice("link.not_here"),))
        code = await issue_code(scene.uow, scene.user, scene.address, scene.now)
        return Turn(conversation, (CodeShown(code, int(CODE_LIFE.total_seconds() // 60)),))
    user, card = scene.user, scene.moment.card
    try:
        who = f"{scene.address.platform}:{user.id}"
        typed = await check_code(scene.uow, user.workspace_id, who, intent.code, scene.now)
        other = await whom_it_joins(scene.uow, user, typed)
    except LinkRefused as error:
        return _refused(error, conversation, scene)
    theirs = await scene.uow.reminders.open_of(user.workspace_id, other.id)
    place = place_word(typed.platform, voice_of(user, scene.now))
    question = ConfirmLink(in_one_line(other.name, 60), place, len(theirs), card)
    opened = replace(conversation, pending=Linking(typed.code_hash.hex(), card), until=typed.expires_at)
    return Turn(opened, (*closed_by(conversation), question))


async def join_places(command: JoinPlaces, conversation: Conversation, scene: Scene) -> Turn:
    """After the yes."""
    place = scene.address.platform
    try:
        code = await agreed_code(scene.uow, scene.user.workspace_id, bytes.fromhex(command.code), scene.now)
        linked = await link(scene.uow, scene.user, code, scene.now)
    except LinkRefused as error:
        return _refused(error, conversation, scene)
    scene.become(linked.user)
    there = (Address(linked.code.platform, linked.code.room), _told_there(place, scene))
    return Turn(replace(conversation, user_id=linked.user.id), _told_here(linked, scene), elsewhere=(there,))


def _refused(error: LinkRefused, conversation: Conversation, scene: Scene) -> Turn:
    place = place_word(scene.address.platform, voice_of(scene.user, scene.now))
    return Turn(conversation, (Notice(f"link.{error.why}", {"place": place}),))


async def unlink_place(intent: Unlink, conversation: Conversation, scene: Scene) -> Turn:
    """The place that is named; this one where none is. What belongs to the machine itself stays."""
    here = scene.address.platform
    voice = voice_of(scene.user, scene.now)
    places = [identity.platform for identity in await places_of(scene.uow, scene.user)]
    leaving = intent.place or here
    try:
        await unlink(scene.uow, scene.user, leaving, scene.now)
    except LinkRefused as error:
        others = [place for place in places if error.why != "machine" or place not in OF_THIS_MACHINE]
        values = {"place": place_word(leaving, voice), "places": _listed(others, voice)}
        return Turn(conversation, (Notice("link.only_place" if not others else f"link.{error.why}", values),))
    values = {
        "place": place_word(leaving, voice),
        "places": _listed([place for place in places if place != leaving], voice),
    }
    return Turn(conversation, (Notice("link.unlinked_here" if leaving == here else "link.unlinked", values),))


def _told_here(linked: Linked, scene: Scene) -> tuple[Notice, ...]:
    """What is one from now on, and what holds of it."""
    voice, user = voice_of(scene.user, scene.now), scene.user
    values: dict[str, str | int] = {"place": place_word(linked.code.platform, voice), "count": linked.came}
    quiet = user.preferences.quiet_hours
    hours = f"{clock(quiet.start, voice)}–{clock(quiet.end, voice)}" if quiet else voice.text("settings.none")
    zone = zone_name(user.zone) if user.zone else voice.text("settings.unknown")
    return (Notice("link.linked", values), Notice("link.holds", {"zone": zone, "hours": hours}))


def _told_there(place: str, scene: Scene) -> Notice:
    voice = voice_of(scene.user, scene.now)
    return Notice("link.linked_there", {"place": place_word(place, voice), "word": place})


def _listed(platforms: list[str], voice: Voice) -> str:
    return voice.listed(dict.fromkeys(place_word(platform, voice) for platform in platforms)) if platforms else ""
