"""What coordinators are told about reminders on Telegram: each in the private chat with the bot, once."""

from pathlib import Path

import pytest

from adapters.simulators.telegram import errors
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.store_reader import ask, due, kept, later, outcomes, rows
from tests.support.telegram_bot import begin, shown, walk
from tests.support.telegram_reminders import come, plan, planning, reminders

RIGHTS = errors.bad_request("not enough rights to send text messages to the chat")
HOUR = 3600.0
AHEAD = "SELECT 1 FROM reminder WHERE tell_at > 20 + (julianday('now') - 2440587.5) * 86400"
RHYTHM = "Elke week op maandag om 10:00, niet op feestdagen"


async def alerted(person: Person, fake: TelegramSimulator, database: Path) -> Message:
    """Wait until there is nothing more to tell, and return the only message that this person has."""
    await until(lambda: person.chat.messages)
    await until(lambda: not ask(database, "SELECT 1 FROM reminder WHERE tell_at IS NOT NULL"))
    await fake.settled()
    [message] = person.chat.messages
    return message


async def cleared(person: Person, database: Path) -> None:
    """Let the day pass for which an alert stays."""
    await later(database, 90_000)
    await until(lambda: not person.chat.messages)


async def test_a_refusal_is_told_once_with_why_and_once_more_when_reminders_come_again(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        fake.fail("sendMessage", RIGHTS, 2, chat=team.id)
        await come(database, 1)
        told = await alerted(cora, fake, database)
        assert told.text.splitlines()[0] == "Deze herinnering is niet geplaatst:"
        assert told.text.splitlines()[1].startswith("• Team: ")
        assert told.text.splitlines()[2:] == [
            "De bot mag daar niets plaatsen. Vraag je beheerder.",
            "De volgende keer probeert de bot het opnieuw.",
        ]
        assert not told.silent
        await cleared(cora, database)
        await come(database, 2)
        await fake.settled()
        assert cora.chat.messages == []
        await come(database, 3)
        told = await alerted(cora, fake, database)
        assert told.text.splitlines() == ["Deze herinnering komt weer:", f"• Team: {RHYTHM}"]
        await cleared(cora, database)
        await come(database, 4)
        await fake.settled()
        assert cora.chat.messages == []


async def test_what_was_missed_is_told_with_what_can_be_done(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        await due(database, 30 * HOUR)
        await until(lambda: outcomes(database) == ["missed"])
        told = await alerted(cora, fake, database)
        assert told.text.splitlines()[0] == "Deze herinnering is niet op tijd geplaatst:"
        assert told.text.splitlines()[2:] == [
            "De bot stond toen uit.",
            "Wil je de herinnering nog? Kies dan ‘Nu plaatsen’.",
        ]
        await walk(cora, "Naar de herinnering", "Nu plaatsen")
        await until(lambda: len(reminders(team)) == 1)


async def test_a_suspension_is_told_though_its_refusals_were_and_its_button_mends_it_a_day_later(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        fake.fail("sendMessage", RIGHTS, 3, chat=team.id)
        await come(database, 1)
        await alerted(cora, fake, database)
        await cleared(cora, database)
        for number in range(2, 4):
            await come(database, number)
        told = await alerted(cora, fake, database)
        assert told.text.splitlines() == [
            "Deze herinnering komt niet meer:",
            f"• Team: {RHYTHM}",
            "De bot mag daar niets plaatsen. Vraag je beheerder.",
            "Is het opgelost? Kies dan ‘Weer aanzetten’ bij de herinnering.",
        ]
        fake.clock.advance(23 * HOUR)
        await walk(cora, "Naar de herinnering")
        assert "Staat uit: De bot mag daar niets plaatsen. Vraag je beheerder." in shown(cora)
        await walk(cora, "Weer aanzetten")
        assert [one.suspended for one in kept(database)] == [""]


async def test_what_happens_in_several_groups_at_once_is_one_message(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person
) -> None:
    async with planning(fake, shipped, database):
        groups = []
        for number in range(5):
            group = fake.group(-1010 - number, bot_admin=True)
            group.title = f"Team {number}"
            group.join(cora)
            groups.append(group)
            await plan(cora, group)
        for group in groups:
            fake.fail("sendMessage", RIGHTS, chat=group.id)
        await due(database)
        await until(lambda: outcomes(database) == ["refused"] * 5)
        told = await alerted(cora, fake, database)
        lines = told.text.splitlines()
        assert lines[0] == "5 herinneringen zijn niet geplaatst:"
        assert [line.partition(":")[0] for line in lines[1:4]] == ["• Team 0", "• Team 1", "• Team 2"]
        assert lines[4:] == [
            "• en nog 2",
            "De bot mag daar niets plaatsen. Vraag je beheerder.",
            "De volgende keer probeert de bot het opnieuw.",
        ]
        await walk(cora, "Naar de herinneringen")
        assert shown(cora).startswith("Herinneringen")


async def test_somebody_who_lost_their_rights_sees_nothing_by_the_button_of_an_alert(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    lena = fake.person(1002, language_code="nl")
    team.join(lena, "administrator")
    async with planning(fake, shipped, database, administrators=True):
        await begin(lena)
        await plan(cora, team)
        fake.fail("sendMessage", RIGHTS, chat=team.id)
        await come(database, 1)
        await until(lambda: len(lena.chat.messages) == 2)
        team.promote(lena, "member")
        await lena.press("Naar de herinnering")
        await until(lambda: "Alleen coördinatoren" in shown(lena))


async def test_an_administrator_is_told_of_their_own_group_alone(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    lena, other = fake.person(1002, language_code="nl"), fake.group(-1003, bot_admin=True)
    other.title = "Ander team"
    other.join(lena, "administrator")
    other.join(cora)
    async with planning(fake, shipped, database, administrators=True):
        await begin(lena)
        for group in (team, other):
            await plan(cora, group)
        for group in (team, other):
            fake.fail("sendMessage", RIGHTS, chat=group.id)
        await due(database)
        await until(lambda: outcomes(database) == ["refused"] * 2)
        assert "2 herinneringen zijn niet geplaatst:" in (await alerted(cora, fake, database)).text
        told = lena.chat.messages[-1]
        assert told.text.splitlines()[0] == "Deze herinnering is niet geplaatst:"
        assert "Ander team" in told.text
        assert "• Team" not in told.text


async def test_nobody_misses_an_alert_because_telegram_did_not_say_who_they_are(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    lena = fake.person(1002, language_code="nl")
    team.join(lena, "administrator")
    async with planning(fake, shipped, database, administrators=True):
        await begin(lena)
        before = len(lena.chat.messages)
        await plan(cora, team)
        fake.fail("getChatAdministrators", errors.rate_limited(1000))
        fake.fail("sendMessage", RIGHTS, chat=team.id)
        await due(database)
        await until(lambda: ask(database, AHEAD), 30)
        assert len(lena.chat.messages) == before
        ask(database, "UPDATE reminder SET tell_at = tell_at - 2000")
        await until(lambda: len(lena.chat.messages) > before, 30)
        await alerted(cora, fake, database)


@pytest.mark.parametrize("blocked", ["blocked", ""])
async def test_how_many_could_not_be_told_is_kept_and_who_is_not(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group, blocked: str
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        if blocked:
            await cora.block()
        team.set_bot_status(cora, "kicked")
        await until(lambda: ask(database, "SELECT * FROM reach"))
        assert [row[1] for row in ask(database, "SELECT * FROM reach")] == [int(bool(blocked))]
        assert [row[0].partition(":")[0] for row in ask(database, "SELECT * FROM reach")] == ["telegram"]
        await until(lambda: [(one.suspended, one.due_at) for one in kept(database)] == [("left", None)])


async def test_the_coordinators_are_told_once_telegram_is_back(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        fake.fail("sendMessage", errors.rate_limited(1000))
        team.set_bot_status(cora, "kicked")
        await until(lambda: ask(database, AHEAD))
        assert cora.chat.messages == []
        ask(database, "UPDATE reminder SET tell_at = tell_at - 100")
        await until(lambda: len(cora.chat.messages) == 1, 30)
        assert len((await alerted(cora, fake, database)).text.splitlines()) == 4


async def test_an_alert_goes_after_a_day(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await plan(cora, team)
        team.set_bot_status(cora, "kicked")
        await until(lambda: cora.chat.messages)
        await until(lambda: "alert" in [part for _, message, part in rows(database) if message])
        await later(database, 86_000)
        await fake.settled()
        assert cora.chat.messages
        await later(database, 500)
        await until(lambda: not cora.chat.messages)
