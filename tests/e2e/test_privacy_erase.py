"""Erasing a person or a group on Telegram: from the chat as well as from the database, and nobody else's data."""

import pytest
from sqlalchemy import insert, update

from adapters.simulators.telegram import errors
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, OccurrenceOutcome
from adapters.storage.schema import occurrence, reminder
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from tests.contract.test_inventory import DAILY
from tests.support.caller import Caller
from tests.support.erasing_process import ACCOUNT, erased_here, held, standing
from tests.support.made_reminders import add

STANDING = "• Herinneringen of eerste berichten die misschien nog in de chat staan: 1. Haal die daar zelf weg."


def on(fake: TelegramSimulator) -> dict[str, str]:
    return {"TELEGRAM_BOT_TOKEN": fake.token, "TELEGRAM_API_URL": fake.url}


async def reminding(
    session: Session, reminder_store: ReminderStore, call: Caller, group: Group, thread: str = ""
) -> None:
    """Store a reminder of this group that was posted once."""
    kept = await add(reminder_store, Destination(ACCOUNT, str(group.id), thread), DAILY, 4e9)
    posted = await call("sendMessage", chat_id=group.id, text="Met wie?")
    await session.run(update(reminder).where(reminder.c.id == kept.id).values(message=str(posted["message_id"])))
    past = [{"reminder_id": kept.id, "moment": moment, "outcome": OccurrenceOutcome.SENT} for moment in (1.0, 2.0)]
    await session.run(insert(occurrence), past)


async def test_of_a_person_every_message_goes_from_the_chat_and_the_ledger(
    fake: TelegramSimulator, session: Session, wipe_store: WipeStore, url: str
) -> None:
    ann, bob = fake.person(1001), fake.person(1002)
    await standing(ann, wipe_store, "/start", "a", "b")
    await standing(bob, wipe_store, "/start")
    assert await erased_here("telegram:1001", url, **on(fake)) == (
        0,
        ["• Berichten gewist in de chat: 3.", "Rijen van telegram:1001 die weg zijn uit de database: 3."],
    )
    assert ann.chat.messages == []
    assert len(bob.chat.messages) == 1
    assert await held(session) == (1, 0, 0)
    assert await erased_here("telegram:1001", url, **on(fake)) == (0, ["De bot bewaart niets van telegram:1001."])


async def test_of_a_group_the_reminders_go_with_their_last_post(
    fake: TelegramSimulator, session: Session, reminder_store: ReminderStore, call: Caller, url: str
) -> None:
    team, other = fake.group(-1002, bot_admin=True), fake.group(-10021, bot_admin=True)
    await reminding(session, reminder_store, call, team)
    await reminding(session, reminder_store, call, team, "7")
    await reminding(session, reminder_store, call, other)
    assert await erased_here("telegram:-1002", url, **on(fake)) == (0, [
        "• Herinneringen weggehaald: 2. Ze komen niet meer.",
        "• Eerdere keren van herinneringen weggehaald: 4.",
        "• Herinneringen weggehaald uit de chat: 2.",
        "Rijen van telegram:-1002 die weg zijn uit de database: 6.",
    ])  # fmt: skip
    assert team.messages == []
    assert len(other.messages) == 1
    assert await held(session) == (0, 1, 2)


async def test_a_post_that_telegram_does_not_let_go_of_is_told(
    fake: TelegramSimulator, session: Session, reminder_store: ReminderStore, call: Caller, url: str
) -> None:
    team = fake.group(-1002)
    await reminding(session, reminder_store, call, team)
    fake.clock.advance(49 * 3600)
    status, lines = await erased_here("telegram:-1002", url, **on(fake))
    assert status == 1
    assert STANDING in lines
    assert await held(session) == (0, 0, 0)


async def test_without_the_token_reminders_go_and_the_post_is_told(
    fake: TelegramSimulator, session: Session, reminder_store: ReminderStore, call: Caller, url: str
) -> None:
    """It takes half a minute: so long it is left to a bot that has the token."""
    team = fake.group(-1002, bot_admin=True)
    await reminding(session, reminder_store, call, team)
    status, lines = await erased_here("telegram:-1002", url)
    assert status == 1
    assert STANDING in lines
    assert await held(session) == (0, 0, 0)
    assert len(team.messages) == 1


async def test_a_token_that_telegram_does_not_know_is_told_before_anything_is_erased(
    fake: TelegramSimulator, session: Session, wipe_store: WipeStore, url: str
) -> None:
    await standing(fake.person(1001), wipe_store, "a")
    fake.fail("getMe", errors.unauthorized())
    line = "groomingcheck: TELEGRAM_BOT_TOKEN: Telegram doesn't know this token."
    assert await erased_here("telegram:1001", url, **on(fake)) == (2, [line])
    assert await held(session) == (1, 0, 0)


@pytest.mark.usefixtures("session")
async def test_who_is_a_coordinator_is_told_where_that_stands(fake: TelegramSimulator, url: str) -> None:
    named = {"GROOMINGCHECK_COORDINATORS": "telegram:10010,telegram:1001"}
    assert await erased_here("telegram:1001", url, **on(fake), **named) == (0, [
        "De bot bewaart niets van telegram:1001.",
        "Wel staat telegram:1001 in de instelling GROOMINGCHECK_COORDINATORS. Haal het nummer daar zelf weg.",
    ])  # fmt: skip
