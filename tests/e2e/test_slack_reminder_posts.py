"""Reminders on Slack as a team sees them: complete, neutral, one at a time, and a check for whoever presses."""

import time
from pathlib import Path

import pytest

from adapters.simulators.network_failures import Reset
from adapters.simulators.slack import errors
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from messages.markup import plain
from tests.support import store_reader
from tests.support.caller import until
from tests.support.slack_bot import body, called, shown, walk
from tests.support.slack_reminders import TRIAL, asked, copied, due, looked, made, planning, posted, pressed
from tests.support.store_reader import ask, kept


async def test_a_reminder_is_posted_and_its_button_opens_a_check_for_who_presses(
    slack: SlackSimulator,
    shipped: Content,
    database: Path,
) -> None:
    async with planning(slack, shipped, database) as ann:
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
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    """Complete, and neutral on a locked screen, for every prompt."""
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


async def test_each_moment_is_posted_once_and_slack_schedules_nothing(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        slack.fail("chat.postMessage", Reset(done=True))
        await due(slack, database)
        await looked(ann)
        assert "Misschien niet geplaatst: " in shown(ann)
        assert called(slack, "chat.postMessage") == 1 + TRIAL
        slack.clock.advance(2)
        await due(slack, database)
        assert called(slack, "chat.postMessage") == 2 + TRIAL
        assert called(slack, "chat.scheduleMessage") == 0
    assert slack.errors == []


async def test_a_moment_that_was_being_posted_when_the_bot_died_is_told_and_not_posted_again(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        now = "(julianday('now') - 2440587.5) * 86400"
        ask(database, f"UPDATE reminder SET due_at = {now} - 5, lease = 'x', leased_until = {now} + 3600")  # noqa: S608
        ask(
            database, "INSERT INTO occurrence (reminder_id, moment, outcome) SELECT id, due_at, 'sending' FROM reminder"
        )
        ask(database, "UPDATE reminder SET leased_until = 0")
        await until(lambda: [one.outcome for one in kept(database)[0].occurrences] == ["unknown"])
        await looked(ann)
        assert "Misschien niet geplaatst: " in shown(ann)
        assert posted(slack) == []
    assert slack.errors == []


async def test_a_moment_that_is_too_late_is_listed_and_not_posted(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        await due(slack, database, ago=3 * 3600)
        await looked(ann)
        assert "Niet geplaatst: " in shown(ann)
        assert "De bot stond toen uit." in shown(ann)
        assert posted(slack) == []
        await due(slack, database, ago=3600)
        assert len(posted(slack)) == 1
    assert slack.errors == []


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("archived", "Het kanaal is gesloten."),
        ("left", "De bot zit niet meer in dit kanaal."),
        ("gone", "Het kanaal is er niet meer."),
    ],
)
async def test_a_closed_channel_suspends_its_reminders_and_the_coordinators_are_told_once(
    slack: SlackSimulator, shipped: Content, database: Path, state: str, sentence: str
) -> None:
    slack.workspace.groups["S9"] = ["U1", "U3"]
    async with planning(slack, shipped, database, "slack:U1", "slack:S9") as ann:
        cor = slack.person("U3")
        await made(ann)
        await made(ann, days=("vrijdag",))
        channel = slack.workspace.channels["C1"]
        channel.archived, channel.bot_in = state == "archived", state != "left"
        if state == "gone":
            slack.fail("chat.postMessage", errors.api_error("channel_not_found"))
        ask(database, "UPDATE reminder SET due_at = 1 + (julianday('now') - 2440587.5) * 86400 WHERE id = 1")
        await until(lambda: [one.due_at for one in kept(database)] == [None, None])
        await slack.settled()
        for coordinator in (ann, cor):
            await until(lambda coordinator=coordinator: coordinator.direct.messages)  # type: ignore[misc]
            [told] = coordinator.direct.messages
            assert told.texts[0].startswith("2 herinneringen komen niet meer:\n• #C1: Elke week op maandag om 10:00")
            assert sentence in told.texts[0]
            assert "<#C1>" in told.text
            assert [one.text for one in told.buttons] == ["Naar de herinneringen"]
        await ann.press_message_button(ann.direct.messages[0], "Naar de herinneringen")
        await until(lambda: sentence in shown(ann))
        assert shown(ann).count(f"Staat uit: {sentence}") == 2
        await pressed(ann, "1. ")
        assert shown(ann).count("Niet geplaatst: ") == 1
        channel.archived, channel.bot_in = False, True
        await pressed(ann, "Weer aanzetten")
        await asked(ann)
        assert shown(ann).count(f"Staat uit: {sentence}") == 1
        await due(slack, database)
        assert len(posted(slack)) == 1
    assert slack.errors == []


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("restricted_action", "De bot mag daar niets plaatsen. Vraag je beheerder."),
        ("account_inactive", "De chat-app laat de bot niet meer toe."),
        ("invalid_auth", "De chat-app laat de bot niet meer toe."),
        ("not_authed", "De chat-app laat de bot niet meer toe."),
        ("token_revoked", "De chat-app laat de bot niet meer toe."),
        ("token_expired", "De chat-app laat de bot niet meer toe."),
        ("missing_scope", "De bot mist een recht in de chat-app."),
        ("team_access_not_granted", "De bot mist een recht in de chat-app."),
        ("ekm_access_denied", "De bot mag daar niets plaatsen. Vraag je beheerder."),
    ],
)
async def test_one_refusal_is_listed_and_the_next_time_comes(
    slack: SlackSimulator, shipped: Content, database: Path, word: str, sentence: str
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        slack.fail("chat.postMessage", errors.api_error(word))
        await due(slack, database)
        await looked(ann)
        assert sentence in shown(ann)
        assert "Niet geplaatst: " in shown(ann)
        assert "Staat uit" not in shown(ann)
        await due(slack, database)
        assert len(posted(slack)) == 1
    assert slack.errors == []


async def test_what_is_refused_again_and_again_is_suspended(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        slack.workspace.channels["C1"].restricted = True
        for times in range(1, 4):
            assert [one.suspended for one in kept(database)] == [""]
            await due(slack, database)
            await until(lambda times=times: len(kept(database)[0].occurrences) == times)  # type: ignore[misc]
        await until(lambda: [(one.suspended, one.due_at) for one in kept(database)] == [("forbidden", None)])
        await ann.open_home()
        await until(lambda: ann.home)
        assert ann.home
        assert "Staat uit: De bot mag daar niets plaatsen. Vraag je beheerder." in "\n".join(ann.home.texts)
    assert slack.errors == []


async def test_what_still_can_not_be_posted_is_not_resumed(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        channel = slack.workspace.channels["C1"]
        channel.archived = True
        await due(slack, database)
        await until(lambda: [(one.suspended, one.due_at) for one in kept(database)] == [("archived", None)])
        channel.archived, channel.restricted = False, True
        await looked(ann)
        await pressed(ann, "Weer aanzetten")
        assert "De bot mag daar niets plaatsen. Vraag je beheerder." in body(ann).splitlines()[0]
        assert [one.suspended for one in kept(database)] == ["archived"]
        channel.restricted = False
        await pressed(ann, "Weer aanzetten")
        assert body(ann).startswith("De herinnering staat weer aan.")
        assert posted(slack) == []
    assert slack.errors == []


async def test_what_slack_kept_waiting_says_so(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    """After two hours of rate limits it doesn't say that the bot was off."""
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        slack.fail("chat.postMessage", errors.rate_limited(200_000))
        await store_reader.due(database)
        await until(lambda: [one.outcome for one in kept(database)[0].occurrences] == ["waiting"])
        await looked(ann)
        assert "Nog niet geplaatst: " in shown(ann)
        [(held,)] = ask(database, "SELECT held_until FROM reminder")
        assert held < time.time() + 600
        ask(database, "UPDATE reminder SET due_at = due_at - 7300, held_until = NULL")
        ask(database, "UPDATE occurrence SET moment = (SELECT due_at FROM reminder)")
        await until(lambda: [one.outcome for one in kept(database)[0].occurrences] == ["missed"])
        await looked(ann)
        assert "De chat-app liet de bot wachten." in shown(ann)
        assert "stond toen uit" not in shown(ann)
    assert slack.errors == []


async def test_each_reminder_replaces_the_one_before(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        seen: list[str] = []
        for _ in range(3):
            slack.clock.advance(2)
            await due(slack, database)
            [message] = posted(slack)
            seen.append(message.ts)
        assert len(set(seen)) == 3
        assert [one.message for one in kept(database)] == [seen[-1]]
        await looked(ann)
        assert shown(ann).count("Geplaatst: ") == 1
    assert slack.errors == []


@pytest.mark.parametrize("trouble", [errors.api_error("ekm_access_denied"), errors.rate_limited(1), Reset()], ids=str)
async def test_the_reminder_before_goes_though_slack_refuses_that_once(
    slack: SlackSimulator, shipped: Content, database: Path, trouble: errors.Failure
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        await due(slack, database)
        slack.clock.advance(2)
        slack.fail("chat.delete", trouble)
        await due(slack, database)
        await until(lambda: len(posted(slack)) == 1)
    assert slack.errors == []


async def test_a_paused_reminder_does_not_come(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        await pressed(ann, "Pauzeren", "Tot je hem weer aanzet")
        await due(slack, database)
        assert posted(slack) == []
        await pressed(ann, "Nu plaatsen")
        await until(lambda: posted(slack))
        await slack.settled()
        assert [one.due_at for one in kept(database)] == [None]
    assert slack.errors == []


async def test_many_due_at_once_stay_within_what_slack_takes(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    """Including two in one channel; none is refused, and a check that goes on meanwhile is answered."""
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        for number in range(2, 10):
            slack.channel(f"C{number}", ["U1"])
        copied(database, *(f"C{number}" for number in range(1, 10)))
        ask(database, "UPDATE reminder SET due_at = (julianday('now') - 2440587.5) * 86400")
        bob = slack.person("U2")
        await bob.command("/groomingcheck")
        await until(lambda: bob.modal)
        await walk(bob, "Beginnen", "Antwoord 1")
        await until(lambda: called(slack, "chat.postMessage") == 10 + TRIAL, 20)
        await slack.settled()
        assert [len(posted(slack, f"C{number}")) for number in range(1, 10)] == [2, *[1] * 8]
        assert {call.status for call in slack.calls} == {200}
    assert slack.errors == []
