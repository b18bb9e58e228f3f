"""One person in several places: the code that links them, what becomes one, and how a place leaves again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from bot.actions.linking import link
from bot.actions.reminders import ReminderDraft, set_reminder
from bot.domain.admission import Admission
from bot.domain.errors import DeliveryError, LinkRefused
from bot.domain.limits import Limits
from bot.domain.linking import LinkCode, hash_code, new_code
from bot.domain.reminder import At, Origin, Person, Repeat
from bot.scheduling.loop import Loop
from storage.links import OF_A_PERSON
from storage.store import Store
from storage.tables import metadata
from storage.types import Id
from tests.fakes import FakeAlarm, FrozenClock, KeptChannel, PlainRenderer
from tests.integration.people import People, texts

NOTHING_OPEN = "There is nothing to say yes to. Try “remind me to call Jens tomorrow at 9”."
SLACK, TELEGRAM, WEB = "slack:ana", "telegram:ana", "web:ana"


@pytest.fixture
def people(store: Store, frozen_clock: FrozenClock) -> People:
    return People(store, frozen_clock)


async def linked(people: People, first: str = SLACK, second: str = TELEGRAM) -> None:
    await people.join(second, await people.code(first))


async def test_a_code_joins_two_places_into_one_list(people: People) -> None:
    await people.remind(SLACK, "call Jens tomorrow at 9")
    await people.remind(TELEGRAM, "buy milk tomorrow at 10")
    answer = await people.join(TELEGRAM, await people.code(SLACK))
    assert "1 open reminder came along" in texts(answer, "telegram")[0]
    assert "Time zone: UTC. Quiet hours: none" in texts(answer, "telegram")[1]
    assert "Your Telegram is linked to this now" in texts(answer, "slack")[0]
    for place in (SLACK, TELEGRAM):
        [listed] = texts(await people.say(place, "list everything"))
        assert "call Jens" in listed
        assert "buy milk" in listed
    assert await people.user(SLACK) == await people.user(TELEGRAM)
    assert "came to you when two places were linked" in texts(await people.say(SLACK, "why REM-2"))[0]


async def test_a_code_is_typed_in_any_case_and_without_its_dash(people: People) -> None:
    code = await people.code(SLACK)
    assert "are one now" in texts(await people.join(TELEGRAM, code.replace("-", "").lower()))[0]


async def test_before_anything_is_joined_it_is_asked_with_whom(people: People) -> None:
    await people.remind(SLACK, "call Jens tomorrow at 9")
    await people.remind(TELEGRAM, "buy milk tomorrow at 10")
    code = await people.code(SLACK)
    [question] = (await people.say(TELEGRAM, f"link {code}")).said
    assert question.message.text == (
        "Link this place to Ana on Slack? Their 1 open reminder and yours become one list, with one set of settings."
    )
    assert await people.user(SLACK) != await people.user(TELEGRAM)
    refused = await people.press(TELEGRAM, question, "Cancel")
    assert refused.edits[0].message.text == "All right, nothing was linked."
    assert texts(await people.say(TELEGRAM, "yes")) == [NOTHING_OPEN]
    assert await people.user(SLACK) != await people.user(TELEGRAM)
    [question] = (await people.say(TELEGRAM, f"link {code}")).said
    answer = await people.press(TELEGRAM, question, "Link")
    assert "This place and your Slack are one now" in answer.edits[0].message.text
    assert "Your Telegram is linked to this now" in texts(answer, "slack")[0]
    assert await people.user(SLACK) == await people.user(TELEGRAM)


async def test_a_yes_that_comes_too_late_joins_nothing(people: People) -> None:
    code = await people.code(SLACK)
    people.clock.advance(timedelta(minutes=9))
    await people.say(TELEGRAM, f"link {code}")
    people.clock.advance(timedelta(minutes=2))
    assert texts(await people.say(TELEGRAM, "yes")) == [NOTHING_OPEN]
    assert await people.user(SLACK) != await people.user(TELEGRAM)


async def test_a_code_that_somebody_else_used_while_it_was_asked_joins_nobody_else(people: People) -> None:
    code = await people.code(SLACK)
    await people.say(TELEGRAM, f"link {code}")
    await people.join("mattermost:ana", code)
    assert "used already" in texts(await people.say(TELEGRAM, "yes"))[0]


async def test_what_is_said_meanwhile_leaves_the_question_of_linking_open(people: People) -> None:
    await people.say(TELEGRAM, f"link {await people.code(SLACK)}")
    assert texts(await people.say(TELEGRAM, "blue bananas")) == ["Please say “yes” to link, or “no”."]
    assert "are one now" in texts(await people.say(TELEGRAM, "yes"))[0]


async def test_a_code_lets_nobody_in_where_only_listed_people_are_let_in(
    store: Store, frozen_clock: FrozenClock
) -> None:
    people = People(store, frozen_clock, telegram=Admission("listed"))
    code = await people.code(SLACK)
    assert "I only work for people" in texts(await people.say(TELEGRAM, f"link {code}"))[0]
    assert await people.user(TELEGRAM) is None


async def test_a_code_is_stored_nowhere_but_as_its_hash(people: People) -> None:
    code = await people.code(SLACK)
    hashes = []
    async with people.store.engine.connect() as connection:
        for table in metadata.sorted_tables:
            for row in (await connection.execute(select(table))).all():
                assert code not in str(row)
                hashes += [value for value in row if value == hash_code(code)]
    assert len(hashes) == 1


async def test_a_code_is_not_shown_where_others_read(people: People) -> None:
    [text] = texts(await people.say(SLACK, "link", room="dev"))
    assert "direct message" in text


async def test_a_code_works_once(people: People) -> None:
    code = await people.code(SLACK)
    await people.join(TELEGRAM, code)
    assert "used already" in texts(await people.say("mattermost:ana", f"link {code}"))[0]


async def test_a_code_lapses_after_ten_minutes(people: People) -> None:
    code = await people.code(SLACK)
    people.clock.advance(timedelta(minutes=10))
    assert "too old" in texts(await people.say(TELEGRAM, f"link {code}"))[0]


async def test_a_newer_code_takes_the_place_of_an_earlier_one(people: People) -> None:
    earlier, newer = await people.code(SLACK), await people.code(SLACK)
    assert "don't know that code" in texts(await people.say(TELEGRAM, f"link {earlier}"))[0]
    assert "are one now" in texts(await people.join(TELEGRAM, newer))[0]


async def test_ones_own_code_says_so(people: People) -> None:
    assert "your own code" in texts(await people.say(SLACK, f"link {await people.code(SLACK)}"))[0]


async def test_two_accounts_of_one_platform_are_not_one_person(people: People) -> None:
    await linked(people)
    answer = await people.say("telegram:bob", f"link {await people.code(SLACK)}")
    assert "an account on Telegram with that person already" in texts(answer)[0]


async def test_whoever_guesses_is_stopped_after_five_tries_and_may_try_again_later(people: People) -> None:
    code = await people.code(SLACK)
    for _ in range(5):
        assert "don't know that code" in texts(await people.say(TELEGRAM, "link AAAA-9999"))[0]
    assert "too many" in texts(await people.say(TELEGRAM, f"link {code}"))[0]
    assert "are one now" in texts(await people.join("mattermost:ana", code))[0]
    people.clock.advance(timedelta(minutes=11))
    assert "are one now" in texts(await people.join(TELEGRAM, await people.code(SLACK)))[0]


async def test_many_who_guess_together_are_stopped_as_well(people: People) -> None:
    for number in range(100):
        await people.say(f"telegram:{number}", "link AAAA-9999")
    assert "too many" in texts(await people.say(TELEGRAM, f"link {await people.code(SLACK)}"))[0]


async def test_the_place_where_the_code_was_asked_for_wins_and_repeats_follow_its_zone(people: People) -> None:
    people.zones = {SLACK: "Europe/Copenhagen", TELEGRAM: "America/New_York"}
    await people.remind(TELEGRAM, "stand up every day at 9")
    await people.say(TELEGRAM, "my day starts at 7")
    answer = await people.join(TELEGRAM, await people.code(SLACK))
    assert "Copenhagen" in " ".join(texts(answer, "telegram"))
    [text] = texts(await people.say(TELEGRAM, "list everything"))
    assert "every day at 09:00, next tomorrow at 09:00" in text
    user = await people.user(TELEGRAM)
    assert user is not None
    assert (user.zone, user.preferences.start_of_day.hour) == ("Europe/Copenhagen", 7)
    async with people.store.open_unit() as uow:
        [reminder] = await uow.reminders.open_of(user.workspace_id, user.id)
    assert isinstance(reminder.trigger, Repeat)
    assert reminder.trigger.recurrence.zone == "Europe/Copenhagen"


async def test_a_conversation_goes_on_where_it_was_when_its_person_becomes_another(people: People) -> None:
    await people.say(TELEGRAM, "remind me to call Jens tomorrow at 9", room="dev")
    await people.join(TELEGRAM, await people.code(SLACK))
    assert texts(await people.say(TELEGRAM, "yes", room="dev"))[0].startswith("Set: REM-1, call Jens")
    await people.say(TELEGRAM, "cancel it", room="dev")
    assert "Undone" in texts(await people.say(TELEGRAM, "undo", room="dev"))[0]


async def test_nobody_receives_a_reminder_twice_because_two_of_its_recipients_were_one(
    people: People, frozen_clock: FrozenClock
) -> None:
    now = frozen_clock.now()
    for who in (SLACK, TELEGRAM, "slack:bob"):
        await people.say(who, "hello")
    ana, other, bob = [await people.user(who) for who in (SLACK, TELEGRAM, "slack:bob")]
    assert ana is not None
    assert other is not None
    assert bob is not None
    async with people.store.open_unit() as uow:
        both = (Person(ana.id), Person(other.id))
        due = At(now + timedelta(hours=1))
        numbers = []
        for owner, recipients in ((bob, both), (ana, both), (other, (Person(bob.id), *both))):
            draft = ReminderDraft("eat", due, "UTC", recipients=recipients)
            numbers.append((await set_reminder(uow, owner, draft, Origin("chat", "slack"), now, Limits())).number)
        await uow.commit()
    await linked(people)
    async with people.store.open_unit() as uow:
        found = [await uow.reminders.by_number(ana.workspace_id, number) for number in numbers]
        received = [reminder.recipients for reminder in found if reminder]
        assert received == [(Person(ana.id),), (Person(ana.id),), (Person(bob.id), Person(ana.id))]
        assert [reminder.owner_id for reminder in found if reminder] == [bob.id, ana.id, ana.id]
    assert "REM-1" in texts(await people.say(TELEGRAM, "list everything"))[0]


def test_every_column_that_holds_a_persons_id_goes_along_when_two_become_one() -> None:
    """A new table with a person in it must name the column as the others do, or this must learn its name."""
    others = {
        "id",
        "workspace_id",
        "reminder_id",
        "occurrence_id",
        "notification_id",
        "lease_token",
        "asked_in",
        "held_by",
    }
    named = {column.name for table in metadata.sorted_tables for column in table.c if isinstance(column.type, Id)}
    assert named - others == set(OF_A_PERSON)


async def test_done_in_one_place_clears_the_card_in_the_other(people: People) -> None:
    await linked(people)
    await people.remind(SLACK, "call Jens in 1 hour")
    slack = KeptChannel("slack")
    loop = Loop(people.store.open_unit, people.clock, FakeAlarm(), {"slack": slack}, PlainRenderer())
    await loop.begin()
    people.clock.advance(timedelta(hours=1))
    await loop.run_once()
    assert slack.texts == ["call Jens"]
    answer = await people.say(TELEGRAM, "done")
    assert texts(answer) == ["Done: REM-1, call Jens"]
    [edit] = answer.edits
    assert (edit.address.platform, edit.message_ref, edit.message.buttons) == ("slack", "message-1", ())


async def test_a_place_that_is_unlinked_begins_anew_and_leaves_everything_behind(people: People) -> None:
    await linked(people)
    await people.remind(TELEGRAM, "call Jens tomorrow at 9")
    assert "stay in Slack" in texts(await people.say(TELEGRAM, "unlink"))[0]
    assert "You have no reminders" in texts(await people.say(TELEGRAM, "list everything"))[0]
    assert "call Jens" in texts(await people.say(SLACK, "list everything"))[0]
    await linked(people)
    assert "call Jens" in texts(await people.say(TELEGRAM, "list everything"))[0]


async def test_another_place_is_unlinked_by_its_name(people: People) -> None:
    await linked(people)
    assert "Telegram is no longer linked" in texts(await people.say(SLACK, "unlink telegram"))[0]
    assert "No other place is linked" in texts(await people.say(SLACK, "unlink slack"))[0]
    assert "Mattermost is not linked to you" in texts(await people.say(SLACK, "unlink mattermost"))[0]


async def test_the_web_chat_of_the_machine_stays_linked(people: People) -> None:
    await linked(people, WEB, TELEGRAM)
    [text] = texts(await people.say(WEB, "unlink"))
    assert "belongs to the machine" in text
    assert text.endswith("Telegram.")


async def test_a_stranger_who_brings_a_code_is_let_in(store: Store, frozen_clock: FrozenClock) -> None:
    people = People(store, frozen_clock, telegram=Admission("known"))
    assert "don't know that code" in texts(await people.say("telegram:eve", "link AAAA-9999"))[0]
    assert await people.user("telegram:eve") is None
    code = await people.code(WEB)
    assert "are one now" in texts(await people.join(TELEGRAM, code))[0]
    await people.remind(TELEGRAM, "call Jens tomorrow at 9")
    assert await people.user(TELEGRAM) == await people.user(WEB)


async def test_a_stranger_who_guesses_is_stopped_and_soon_not_answered(store: Store, frozen_clock: FrozenClock) -> None:
    people = People(store, frozen_clock, telegram=Admission("known"))
    said = [texts(await people.say("telegram:eve", "link AAAA-9999")) for _ in range(7)]
    assert [len(each) for each in said] == [1, 1, 1, 1, 1, 1, 0]
    assert "too many" in said[5][0]


async def test_a_code_whose_person_is_no_more_links_nobody(people: People, frozen_clock: FrozenClock) -> None:
    await people.say(TELEGRAM, "hello")
    user = await people.user(TELEGRAM)
    assert user is not None
    now = frozen_clock.now()
    code = LinkCode(user.workspace_id, UUID(int=1), hash_code(new_code()), "slack", "D1", now, now)
    async with people.store.open_unit() as uow:
        with pytest.raises(LinkRefused):
            await link(uow, user, code, now)


async def delivered(people: People, *channels: KeptChannel) -> None:
    """An hour passes, and what is due goes to these channels."""
    loop = Loop(
        people.store.open_unit, people.clock, FakeAlarm(), {each.name: each for each in channels}, PlainRenderer()
    )
    await loop.begin()
    people.clock.advance(timedelta(hours=1))
    for _ in range(3):
        await loop.run_once()


@pytest.mark.parametrize(
    ("chosen", "reached"),
    [
        ("", {"slack"}),
        ("only in telegram", {"telegram"}),
        ("also in telegram", {"slack", "telegram"}),
        ("remind me everywhere", {"slack", "telegram"}),
        ("remind me in slack too", {"slack"}),
    ],
)
async def test_reminders_come_where_the_person_wants_them(people: People, chosen: str, reached: set[str]) -> None:
    await linked(people)
    if chosen:
        assert "I remind you" in texts(await people.say(SLACK, chosen))[0]
    await people.remind(SLACK, "call Jens in 1 hour")
    slack, telegram = KeptChannel("slack"), KeptChannel("telegram")
    await delivered(people, slack, telegram)
    assert {channel.name for channel in (slack, telegram) if channel.texts} == reached


async def test_a_place_that_is_not_linked_is_not_promised(people: People) -> None:
    assert "Telegram is not linked to you" in texts(await people.say(SLACK, "only in telegram"))[0]
    assert texts(await people.say(SLACK, "where do you remind me?")) == ["I remind you where you set it."]


async def test_what_cannot_be_sent_there_for_good_comes_in_another_place(people: People) -> None:
    await linked(people)
    await people.remind(SLACK, "call Jens in 1 hour")
    slack, telegram = KeptChannel("slack"), KeptChannel("telegram")
    slack.failures = [DeliveryError("the conversation is gone", permanent=True)]
    await delivered(people, slack, telegram)
    assert (slack.texts, telegram.texts) == ([], ["call Jens"])
    assert texts(await people.say(TELEGRAM, "done")) == ["Done: REM-1, call Jens"]


async def test_what_came_in_one_of_two_places_is_not_sent_once_more_for_the_other(people: People) -> None:
    await linked(people)
    await people.say(SLACK, "also in telegram")
    await people.remind(SLACK, "call Jens in 1 hour")
    slack, telegram = KeptChannel("slack"), KeptChannel("telegram")
    telegram.failures = [DeliveryError("blocked", permanent=True)]
    await delivered(people, slack, telegram)
    assert (slack.texts, telegram.texts) == (["call Jens"], [])


async def test_done_clears_every_card_of_a_firing_that_came_to_several_places(people: People) -> None:
    await linked(people)
    await people.say(SLACK, "remind me everywhere")
    await people.remind(SLACK, "call Jens in 1 hour")
    await delivered(people, KeptChannel("slack"), KeptChannel("telegram"))
    edits = (await people.say(SLACK, "done")).edits
    assert {edit.address.platform for edit in edits} == {"slack", "telegram"}
    assert all(edit.message.text == "Done: REM-1, call Jens" and not edit.message.buttons for edit in edits)
