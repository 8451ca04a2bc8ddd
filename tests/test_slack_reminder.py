"""Reminders on Slack as a team sees them: complete, neutral, one at a time, and a check for whoever presses."""

from pathlib import Path

import pytest

from adapters.slack.fake import error
from adapters.slack.fake.server import FakeSlack
from messages.content import Content
from messages.markup import plain
from tests.bot import ask
from tests.caller import until
from tests.slack_bot import called, shown, walk
from tests.slack_plan import DAYS, asked, due, kept, made, planning, posted, pressed

WAYS = pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])


@WAYS
async def test_a_reminder_is_posted_and_its_button_opens_a_check_for_who_presses(
    slack: FakeSlack,
    shipped: Content,
    database: Path,
    http: bool,  # noqa: FBT001
) -> None:
    async with planning(slack, shipped, database, http=http) as ann:
        await made(ann)
        bob = slack.person("U2", "en-GB")
        await due(slack, database)
        [message] = posted(slack)
        before = list(slack.workspace.channels["C1"].messages)
        calls = len(slack.calls)
        await bob.press_message_button(message, "Start: Groomingcheck")
        await until(lambda: bob.modal)
        await slack.settled()
        await walk(bob, "Begin")
        assert "Question 1 of 9" in shown(bob)
        assert slack.workspace.channels["C1"].messages == before
        assert [call.method for call in slack.calls[calls:]].count("chat.update") == 0
        assert ann.ephemerals[1:] == []
        assert bob.ephemerals == []
        told = {call.method for call in slack.calls[calls:]}
        assert told <= {"views.open", "views.update", "users.info"}
    assert slack.errors == []


async def test_a_notification_says_all_of_it_and_nothing_that_tells(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    """P20, and neutral on a locked screen: every prompt there is."""
    prompts = [plain(prompt.text["nl"].html) for prompt in shipped.prompts["groomingcheck"]]
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        for prompt in (*prompts, prompts[0]):
            slack.clock.advance(2)
            await due(slack, database)
            [message] = posted(slack)
            assert message.text == prompt
            assert message.texts == [prompt]
            assert not {"grooming", "cliënt"} & set(message.text.lower().split())
            assert "grooming" not in message.text.lower()
            assert "cliënt" not in message.text.lower()
    assert slack.errors == []


async def test_p27_and_p29_each_moment_is_posted_once_and_slack_schedules_nothing(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        slack.fail("chat.postMessage", error.reset(done=True))
        await due(slack, database)
        await asked(ann)
        assert "Misschien niet geplaatst: " in shown(ann)
        assert called(slack, "chat.postMessage") == 1
        slack.clock.advance(2)
        await due(slack, database)
        assert called(slack, "chat.postMessage") == 2
        assert called(slack, "chat.scheduleMessage") == 0
    assert slack.errors == []


async def test_p27_a_moment_that_was_being_posted_when_the_bot_died_is_told_and_not_posted_again(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        now = "(julianday('now') - 2440587.5) * 86400"
        ask(database, f"UPDATE reminder SET due_at = {now} - 5, lease = 'x', leased_until = {now} + 3600")  # noqa: S608
        ask(
            database, "INSERT INTO occurrence (reminder_id, moment, outcome) SELECT id, due_at, 'sending' FROM reminder"
        )
        ask(database, "UPDATE reminder SET leased_until = 0")
        await until(lambda: kept(database, "lease") == [(None,)])
        await asked(ann)
        assert "Misschien niet geplaatst: " in shown(ann)
        assert posted(slack) == []
    assert slack.errors == []


async def test_p28_what_came_too_late_is_listed_and_not_posted(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        await due(slack, database, ago=3 * 3600)
        await asked(ann)
        assert "Niet geplaatst: " in shown(ann)
        assert "De bot stond toen uit." in shown(ann)
        assert posted(slack) == []
        await due(slack, database, ago=3600)
        assert len(posted(slack)) == 1
    assert slack.errors == []


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("archived", "Staat uit: Het kanaal is gesloten."),
        ("left", "Staat uit: De bot zit niet meer in dit kanaal."),
        ("gone", "Staat uit: Het kanaal is er niet meer."),
        ("restricted", "Staat uit: De bot mag hier niets plaatsen."),
        ("token", "Staat uit: De chat-app laat de bot niet meer toe."),
    ],
)
async def test_p30_a_channel_that_is_no_more_suspends_once_and_is_listed(
    slack: FakeSlack, shipped: Content, database: Path, state: str, sentence: str
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        await made(ann, days=DAYS[:1])
        channel = slack.workspace.channels["C1"]
        channel.archived, channel.restricted, channel.bot_in = (
            state == "archived",
            state == "restricted",
            state != "left",
        )
        if state == "gone":
            slack.fail("chat.postMessage", error.api_error("channel_not_found"))
        if state == "token":
            slack.fail("chat.postMessage", error.api_error("token_revoked"))
        ask(database, "UPDATE reminder SET due_at = 1 + (julianday('now') - 2440587.5) * 86400 WHERE id = 1")
        await until(lambda: kept(database, "due_at") == [(None,), (None,)])
        await slack.settled()
        assert called(slack, "chat.postMessage") == 1
        await asked(ann)
        assert shown(ann).count(sentence) == 2
        assert shown(ann).count("De chat-app liet het niet toe.") == 1
        channel.archived, channel.restricted, channel.bot_in = False, False, True
        await pressed(ann, "Weer aanzetten")
        assert shown(ann).count(sentence) == 1
        await due(slack, database)
        assert len(posted(slack)) == 1
    assert slack.errors == []


async def test_p31_each_reminder_replaces_the_one_before(slack: FakeSlack, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        seen: list[str] = []
        for _ in range(3):
            slack.clock.advance(2)
            await due(slack, database)
            [message] = posted(slack)
            seen.append(message.ts)
        assert len(set(seen)) == 3
        assert kept(database, "message") == [(seen[-1],)]
        await asked(ann)
        assert shown(ann).count("Geplaatst: ") == 1
    assert slack.errors == []


async def test_p32_a_paused_reminder_does_not_come(slack: FakeSlack, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        await pressed(ann, "Pauze zonder einde")
        await due(slack, database)
        assert posted(slack) == []
        await pressed(ann, "Nu plaatsen")
        await until(lambda: posted(slack))
        await slack.settled()
        assert kept(database, "due_at") == [(None,)]
    assert slack.errors == []


async def test_p22_many_due_at_once_stay_within_what_slack_takes(
    slack: FakeSlack, shipped: Content, database: Path
) -> None:
    """Two in one channel among them; none is refused, and a check that goes on meanwhile is answered."""
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        columns = (
            "channel, thread, check_id, weekdays, minute, weeks, start, zone, holidays_off, skips, prompt, suspended"
        )
        for number in [1, *range(2, 10)]:
            slack.channel(f"C{number}", ["U1"])
            copied = f"SELECT 'C{number}', {columns} FROM reminder WHERE id = 1"  # noqa: S608 - our own names
            ask(database, f"INSERT INTO reminder (chat, {columns}) {copied}")
        ask(database, "UPDATE reminder SET due_at = (julianday('now') - 2440587.5) * 86400")
        bob = slack.person("U2")
        await bob.command("/groomingcheck")
        await until(lambda: bob.modal)
        await walk(bob, "Beginnen", "Antwoord 1")
        await until(lambda: called(slack, "chat.postMessage") == 10, 20)
        await slack.settled()
        assert [len(posted(slack, f"C{number}")) for number in range(1, 10)] == [2, *[1] * 8]
        assert {call.status for call in slack.calls} == {200}
    assert slack.errors == []
