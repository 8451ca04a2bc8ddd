"""What coordinators are told about reminders on Slack: each in the app's messages to them, once."""

from pathlib import Path

from adapters.simulators.slack import errors
from adapters.simulators.slack.channel import ChannelMessage
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.slack_bot import called, shown
from tests.support.slack_reminders import copied, due, labels, made, planning, posted, pressed
from tests.support.store_reader import kept, outcomes

DAY = 86400.0
RHYTHM = "Elke week op maandag om 10:00, niet op feestdagen"


async def told(person: Person, number: int) -> ChannelMessage:
    """Wait until this person was told something so many times, and return the last of it."""
    await until(lambda: len(person.direct.messages) >= number)
    assert len(person.direct.messages) == number
    return person.direct.messages[-1]


def lines(message: ChannelMessage) -> list[str]:
    return [line for text in message.texts for line in text.splitlines()]


def count(message: ChannelMessage) -> int:
    """Return how many reminders an alert is about."""
    first = lines(message)[0].split()[0]
    return int(first) if first.isdecimal() else 1


async def follow(person: Person, message: ChannelMessage) -> None:
    """Press the button of an alert, and wait for what replaces "one moment"."""
    person.views.clear()
    await person.press_message_button(message, message.buttons[0].text)
    await until(lambda: person.modal and "oment…" not in shown(person))


async def test_a_refusal_is_told_once_with_why_and_once_more_when_reminders_come_again(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database, "slack:U1", "slack:U2") as ann:
        cor = slack.person("U2")
        await made(ann)
        slack.fail("chat.postMessage", errors.api_error("restricted_action"))
        await due(slack, database)
        for coordinator in (ann, cor):
            found = lines(await told(coordinator, 1))
            assert found[0] == "Deze herinnering is niet geplaatst:"
            assert found[1].startswith("• #C1: ")
            assert found[2:] == [
                "De bot mag daar niets plaatsen. Vraag je beheerder.",
                "De volgende keer probeert de bot het opnieuw.",
            ]
        await follow(ann, ann.direct.messages[0])
        assert "Niet geplaatst: " in shown(ann)
        assert "Wijzigen" in labels(ann)
    assert slack.errors == []


async def test_nobody_misses_an_alert_because_slack_did_not_say_who_they_are(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    slack.workspace.groups["S1"] = ["U2"]
    async with planning(slack, shipped, database, "slack:U1", "slack:S1") as ann:
        await made(ann)
        slack.workspace.channels["C1"].restricted = True
        slack.fail("usergroups.users.list", errors.rate_limited(1))
        await due(slack, database)
        await until(lambda: called(slack, "usergroups.users.list"))
        await told(slack.person("U2"), 1)
        await told(ann, 1)
    assert slack.errors == []


async def test_that_reminders_come_again_is_told_once(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        slack.workspace.channels["C1"].restricted = True
        await due(slack, database)
        await told(ann, 1)
        await due(slack, database)
        await until(lambda: outcomes(database) == ["refused"] * 2)
        slack.workspace.channels["C1"].restricted = False
        await due(slack, database)
        assert lines(await told(ann, 2)) == ["Deze herinnering komt weer:", f"• #C1: {RHYTHM}"]
        await due(slack, database)
        await told(ann, 2)
    assert slack.errors == []


async def test_what_was_missed_can_be_posted_from_its_alert(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        await due(slack, database, ago=2 * DAY)
        message = await told(ann, 1)
        assert lines(message)[0] == "Deze herinnering is niet op tijd geplaatst:"
        await follow(ann, message)
        await pressed(ann, "Nu plaatsen")
        await until(lambda: len(posted(slack)) == 1)
    assert slack.errors == []


async def test_a_suspension_is_told_though_its_refusals_were_and_its_button_mends_it(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        slack.workspace.channels["C1"].restricted = True
        for times in range(1, 4):
            await due(slack, database)
            await until(lambda times=times: len(kept(database)[0].occurrences) == times)  # type: ignore[misc]
            await told(ann, 1) if times == 1 else None
        message = await told(ann, 2)
        assert lines(message) == [
            "Deze herinnering komt niet meer:",
            f"• #C1: {RHYTHM}",
            "De bot mag daar niets plaatsen. Vraag je beheerder.",
            "Is het opgelost? Kies dan ‘Weer aanzetten’ bij de herinnering.",
        ]
        slack.workspace.channels["C1"].restricted = False
        await follow(ann, message)
        await pressed(ann, "Weer aanzetten")
        assert [one.suspended for one in kept(database)] == [""]
    assert slack.errors == []


async def test_what_an_outage_does_to_many_reminders_is_one_message(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        copied(database, *(f"C{number}" for number in range(10, 30)))
        await due(slack, database, ago=2 * DAY)
        await until(lambda: sum(count(message) for message in ann.direct.messages) == 21, 30)
        assert len(ann.direct.messages) <= 3
        assert any("• en nog " in line for message in ann.direct.messages for line in lines(message))
        await follow(ann, ann.direct.messages[0])
        assert shown(ann).startswith("Herinneringen")
    assert slack.errors == []
