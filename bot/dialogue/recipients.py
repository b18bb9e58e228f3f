"""Recipients: from names to people and rooms, each looked at before anything is promised: known, reachable, allowed, willing.

What stands in the way is asked about ("who instead?"), with the draft kept. How names are written is naming.py's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bot.actions.consents import refusing
from bot.actions.reminders import check_for_others
from bot.actions.users import recognise
from bot.dialogue.inquiries import Inquiry, PersonFact, PersonInquiry, RoomFact, RoomInquiry, Unanswered
from bot.dialogue.naming import ME, is_email
from bot.dialogue.pursuit import closed_by, limit_notice, pursue
from bot.dialogue.scene import Scene
from bot.dialogue.turn import AddressDraft, Turn, ask, settle
from bot.domain.conversation import AwaitingWho, Conversation, Named
from bot.domain.directory import nearest
from bot.domain.errors import LimitReached
from bot.domain.reminder import Person, Recipient, Room, people_in
from bot.domain.user import User
from bot.wording.replies import Who, WhyNot
from bot.wording.voice import voice_of

_APART = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why one that was named cannot be reminded. who: their name, where it is known; choices: who may have been meant."""

    because: WhyNot
    choices: tuple[Named, ...] = ()
    who: str = ""


async def address_draft(command: AddressDraft, conversation: Conversation, scene: Scene) -> Turn:
    """The draft with its recipients, taken as far as it goes; or the question who is meant."""
    inquiries = missing_facts(command.names, scene)
    if inquiries:
        return Turn(conversation, inquiries=inquiries)
    if len(command.names) > scene.settings.limits.recipients:
        allowed = str(scene.settings.limits.recipients)
        return Turn(settle(conversation), (*closed_by(conversation), limit_notice(LimitReached("recipients", allowed))))
    found: list[Recipient] = []
    for place, named in enumerate(command.names):
        one = await find_recipient(named, scene)
        if isinstance(one, Trouble):
            return _ask_who(command, place, one, conversation, scene)
        found.append(one)
    recipients = tuple(dict.fromkeys(found))
    for user_id in await refusing(scene.uow, scene.user, people_in(recipients)):
        place = found.index(Person(user_id))
        return _ask_who(command, place, await _unwilling(user_id, scene), conversation, scene)
    me = Person(scene.user.id)
    try:
        await check_for_others(scene.uow, scene.user, recipients, scene.now, scene.settings.limits)
    except LimitReached as error:
        return Turn(settle(conversation), (*closed_by(conversation), limit_notice(error)))
    draft = replace(command.draft, recipients=() if recipients == (me,) else recipients)
    return pursue(conversation, draft, scene.moment, error=command.error)


def missing_facts(names: tuple[Named, ...], scene: Scene) -> tuple[Inquiry, ...]:
    """What must be asked before these can be told."""
    wanted = (_inquiry(named, scene) for named in names)
    return tuple(dict.fromkeys(inquiry for inquiry in wanted if inquiry is not None and inquiry not in scene.facts))


async def find_recipient(named: Named, scene: Scene) -> Recipient | Trouble:
    """Its facts are there (missing_facts)."""
    if named.typed == ME:
        return Person(scene.user.id)
    if is_email(named):
        return Trouble("email")
    if named.calls and not _may_call_everybody(scene):
        return Trouble("everybody")
    if named.user_id is not None:
        return Person(named.user_id)
    inquiry = _inquiry(named, scene)
    fact = scene.facts[inquiry] if inquiry else None
    if isinstance(fact, RoomFact):
        return _room(named, fact, scene)
    if isinstance(fact, PersonFact):
        return await _person(named, fact, scene)
    return Trouble("unanswered", who=fact.reason if isinstance(fact, Unanswered) else "")


async def find_user(named: Named, scene: Scene) -> User | Trouble:
    """Somebody who is known to us by that name. Its facts are there."""
    found = await find_known(named, scene)
    return Trouble("nobody") if isinstance(found, Room) else found


async def find_known(named: Named, scene: Scene) -> User | Room | Trouble:
    """A person or a room by that name; whether they can be reminded does not matter. Its facts are there."""
    found = await find_recipient(named, scene)
    if isinstance(found, Trouble) and found.because == "unreachable" and named.external_id is not None:
        known = await scene.uow.users.find(
            scene.user.workspace_id, scene.address.platform, named.external_id, speaking=False
        )
        return known[0] if known else found
    if isinstance(found, Person):
        user = await scene.uow.users.get(scene.user.workspace_id, found.user_id)
        return user or Trouble("nobody")
    inquiry = _inquiry(named, scene)
    fact = scene.facts[inquiry] if inquiry else None
    if isinstance(fact, RoomFact) and fact.matches.found is not None:
        return Room(scene.address.platform, fact.matches.found.external_id, fact.matches.found.name)
    return found


def _inquiry(named: Named, scene: Scene) -> Inquiry | None:
    platform, near = scene.address.platform, scene.address.room
    if named.typed == ME or named.user_id is not None or is_email(named):
        return None
    if named.calls and not _may_call_everybody(scene):
        return None
    if named.kind == "room":
        return RoomInquiry(platform, named.typed, near, scene.speaker, named.external_id)
    return PersonInquiry(platform, named.typed, near, named.external_id)


def _may_call_everybody(scene: Scene) -> bool:
    allowed = scene.settings.everybody
    return allowed == "anyone" or (allowed == "admins" and scene.user.is_admin)


def _room(named: Named, fact: RoomFact, scene: Scene) -> Room | Trouble:
    room = fact.matches.found
    if room is None:
        near = tuple(Named(f"#{one.name}", "room", one.external_id) for one in fact.matches.near)
        return Trouble("no_room", near)
    if not fact.bot_may_post:
        return Trouble("not_in_room", who=room.name)
    if not fact.asker_may_post:
        return Trouble("may_not_post", who=room.name)
    return Room(scene.address.platform, room.external_id, room.name, calls=named.calls)


async def _person(named: Named, fact: PersonFact, scene: Scene) -> Person | Trouble:
    profile = fact.matches.found
    if profile is None:
        return await _known_elsewhere(named, fact, scene)
    if fact.direct is None:
        return Trouble("unreachable", who=profile.name)
    workspace_id, zone = scene.user.workspace_id, scene.settings.default_zone
    user = await recognise(scene.uow, workspace_id, fact.direct, profile, scene.now, zone, speaking=False)
    return Person(user.id)


async def _unwilling(user_id: UUID, scene: Scene) -> Trouble:
    user = await scene.uow.users.get(scene.user.workspace_id, user_id)
    return Trouble("refused", who=user.name if user else "")


async def _known_elsewhere(named: Named, fact: PersonFact, scene: Scene) -> Person | Trouble:
    """Somebody of the team whom this platform does not know by that name, but whom we have met; else those who may be meant."""
    names = sorted(await scene.uow.users.names(scene.user.workspace_id))  # who was met first comes first
    wanted = _plain(named.typed)
    exact = [user_id for user_id, name in names if _plain(name) == wanted]
    if len(exact) == 1 and named.external_id is None:
        return Person(exact[0])
    near = [Named(one.name, "person", one.external_id) for one in fact.matches.near]
    ours = nearest(wanted, ((_plain(name), Named(name, "person", user_id=user_id)) for user_id, name in names))
    known = {choice.typed for choice in near}
    near += [one for one in ours if one.typed not in known and one.user_id != scene.user.id]
    return Trouble("several" if len(exact) > 1 else "nobody", await _told_apart(near, scene))


async def _told_apart(choices: Sequence[Named], scene: Scene) -> tuple[Named, ...]:
    """The same; those whom we know and who share a name, with the places where they are."""
    shared = Counter(_plain(one.typed) for one in choices)
    alike = {one.user_id for one in choices if one.user_id and shared[_plain(one.typed)] > 1}
    if not alike:
        return tuple(choices)
    voice, places = voice_of(scene.user, scene.now), defaultdict[UUID | None, list[str]](list)
    for identity in await scene.uow.users.identities(scene.user.workspace_id, alike):
        places[identity.user_id].append(voice.text(f"place.{identity.platform}"))
    return tuple(
        replace(one, typed=f"{one.typed} ({', '.join(sorted(places[one.user_id]))})") if one.user_id in places else one
        for one in choices
    )


def _plain(name: str) -> str:
    """ "@Ana_Lind" and "Ana Lind" are one name."""
    return _APART.sub(" ", name).strip().casefold()


def _ask_who(command: AddressDraft, place: int, trouble: Trouble, conversation: Conversation, scene: Scene) -> Turn:
    card, error = scene.moment.card, command.error.value if command.error else ""
    pending = AwaitingWho(command.draft, command.names, place, card, trouble.choices, error)
    choices = tuple(choice.typed for choice in trouble.choices)
    question = Who(command.names[place].typed, trouble.because, card, choices, trouble.who)
    return Turn(ask(conversation, pending, scene.moment), (*closed_by(conversation), question))
