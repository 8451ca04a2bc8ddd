"""The first message to a team: what it says, that one stands, and that it goes when the group is erased or moves."""

from pathlib import Path

import pytest

from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.reminders.introduction import Introductions
from adapters.simulators.network_failures import Hang
from adapters.simulators.slack import errors
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.introduction_store import IntroductionStore
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination
from adapters.storage.session import Session
from adapters.storage.wipe_store import WipeStore
from messages.content import Content
from messages.loading.organisation import Organisation
from messages.markup import plain
from tests.support import slack_reminders
from tests.support.caller import Caller, until
from tests.support.dispatching_process import FilePublisher
from tests.support.erasing_process import ACCOUNT, erased_here
from tests.support.loading import load_content
from tests.support.slack_bot import shown as slack_shown
from tests.support.store_reader import ask
from tests.support.telegram_bot import walk
from tests.support.telegram_reminders import enter, plan, planning, reminders

STORED = "SELECT chat, thread, message FROM introduction"


def said(session: Session, reminder_store: ReminderStore, wipe_store: WipeStore, content: Content, locale: str) -> str:
    dialogue = Dialogue(content, TokenCipher((b"s" * 32,)), 900.0)
    store = IntroductionStore(session, wipe_store)
    found = Introductions(store, reminder_store, FilePublisher(0), dialogue, locale).preview("groomingcheck")
    assert found
    return plain(found.html)


@pytest.mark.parametrize(
    ("locale", "kept"), [("nl", "De bot bewaart geen antwoorden"), ("en", "The bot doesn’t keep answers")]
)
async def test_it_says_what_is_kept_who_sees_what_and_whom_to_ask_and_fits_a_locked_screen(
    session: Session, reminder_store: ReminderStore, wipe_store: WipeStore, locale: str, kept: str
) -> None:
    content = load_content(Organisation(achterwacht="0123 456 789"))
    text = said(session, reminder_store, wipe_store, content, locale)
    assert kept in text
    assert "0123 456 789" in text
    assert {"nl": "Vraag het je coördinator.", "en": "Ask your coordinator."}[locale] in text
    assert {"nl": "Niemand hier ziet je antwoorden.", "en": "Nobody here sees your answers."}[locale] in text
    name = content.renderers["groomingcheck", locale].title
    assert text.startswith({"nl": f"Even voorstellen: {name}", "en": f"Introducing: {name}"}[locale])
    for word in ("cliënt", "client", "groom"):
        assert word not in text.replace(name, "").lower()


async def test_without_an_achterwacht_nothing_is_said_of_one(
    session: Session, reminder_store: ReminderStore, wipe_store: WipeStore, shipped: Content
) -> None:
    assert "achterwacht" not in said(session, reminder_store, wipe_store, shipped, "nl")


async def test_one_that_could_not_be_taken_away_at_once_goes_all_the_same(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Opslaan", "Eerste bericht aan je team", "Plaatsen")
        fake.fail("deleteMessage", Hang(0.5), chat=team.id)
        await walk(cora, "Eerste bericht aan je team", "Plaatsen")
        await until(lambda: len(reminders(team)) == 1, 30)
        [left] = reminders(team)
        assert ask(database, STORED) == [(str(team.id), "", str(left.id))]


async def test_one_in_a_group_that_becomes_a_supergroup_is_posted_there_and_kept_under_its_new_id(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person
) -> None:
    group = fake.group(-77, supergroup=False, bot_admin=True)
    group.join(cora)
    async with planning(fake, shipped, database):
        await plan(cora, group)
        await enter(cora, group)
        await walk(cora, "1. ", "Eerste bericht aan je team", "Plaatsen")
        assert [chat for chat, _, _ in ask(database, STORED)] == ["-77"]
        moved = group.migrate(to=-1_000_077)
        await until(lambda: not ask(database, STORED))
        await enter(cora, moved)
        await walk(cora, "1. ", "Eerste bericht aan je team", "Plaatsen")
        assert [chat for chat, _, _ in ask(database, STORED)] == [str(moved.id)]
        assert len([one for one in reminders(moved) if one.text.startswith("Even voorstellen")]) == 1


async def test_it_goes_from_the_chat_and_the_ledger_when_the_group_is_erased(
    fake: TelegramSimulator, session: Session, wipe_store: WipeStore, call: Caller, url: str
) -> None:
    team, other = fake.group(-1002, bot_admin=True), fake.group(-10021, bot_admin=True)
    store = IntroductionStore(session, wipe_store)
    for group in (team, other):
        posted = await call("sendMessage", chat_id=group.id, text="Even voorstellen")
        await store.put(Destination(ACCOUNT, str(group.id)), str(posted["message_id"]))
    configured = {"TELEGRAM_BOT_TOKEN": fake.token, "TELEGRAM_API_URL": fake.url}
    assert await erased_here("telegram:-1002", url, **configured) == (0, [
        "• Eerste berichten aan een team weggehaald: 1.",
        "• Berichten gewist in de chat: 1.",
        "Rijen van telegram:-1002 die weg zijn uit de database: 2.",
    ])  # fmt: skip
    assert team.messages == []
    assert len(other.messages) == 1
    assert [one.place.chat for one in await store.all()] == ["-10021"]


async def test_on_slack_it_is_previewed_posted_and_replaced_and_a_refusal_says_why(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with slack_reminders.planning(slack, shipped, database) as ann:
        await slack_reminders.made(ann)
        await slack_reminders.pressed(ann, "Eerste bericht aan je team")
        assert "Even voorstellen: Groomingcheck" in slack_shown(ann)
        assert slack_reminders.posted(slack) == []
        await slack_reminders.pressed(ann, "Plaatsen")
        [first] = slack_reminders.posted(slack)
        assert [one.text for one in first.buttons] == ["Start: Groomingcheck"]
        await slack_reminders.pressed(ann, "Eerste bericht aan je team", "Plaatsen")
        await until(lambda: [one.ts for one in slack_reminders.posted(slack)] not in ([], [first.ts]))
        await until(lambda: len(slack_reminders.posted(slack)) == 1)
        assert [message for *_, message in ask(database, STORED)] == [slack_reminders.posted(slack)[0].ts]
        slack.fail("chat.postMessage", errors.api_error("restricted_action"))
        await slack_reminders.pressed(ann, "Eerste bericht aan je team", "Plaatsen")
        assert "De bot mag daar niets plaatsen. Vraag je beheerder." in slack_shown(ann)
        assert len(slack_reminders.posted(slack)) == 1
    assert slack.errors == []
