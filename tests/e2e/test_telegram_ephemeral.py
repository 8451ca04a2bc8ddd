"""In a group, the way into the private chat is shown to the person who asked alone, where Telegram can do that."""

from pathlib import Path

import pytest

from adapters.simulators.network_failures import Reset
from adapters.simulators.telegram import errors
from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.store_reader import kept, rows
from tests.support.telegram_bot import configured, running, shown, walk
from tests.support.telegram_reminders import follow, planning

LINK = "https://t.me/groomingcheck_bot?start=groomingcheck"


@pytest.fixture
def ann(fake: TelegramSimulator) -> Person:
    fake.account.ephemeral = True
    return fake.person(1001, language_code="nl")


def joined(fake: TelegramSimulator, ann: Person, *, admin: bool) -> Group:
    group = fake.group(-1002, bot_admin=admin, topics=True)
    group.join(ann)
    return group


def public(group: Group) -> list[Message]:
    return [message for message in group.messages if message.from_bot]


async def shown_alone(fake: TelegramSimulator, ann: Person) -> Message:
    await until(lambda: ann.ephemerals)
    await fake.settled()
    [message] = ann.ephemerals.values()
    return message


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("admin", [True, False])
async def test_an_ephemeral_command_is_answered_to_that_person_alone(
    fake: TelegramSimulator,
    ann: Person,
    admin: bool,  # noqa: FBT001
) -> None:
    group = joined(fake, ann, admin=admin)
    group.open(7)
    await ann.whisper("/groomingcheck", group, thread=7)
    message = await shown_alone(fake, ann)
    assert (message.buttons[0][0].url, message.thread) == (LINK, 7)
    assert public(group) == []


@pytest.mark.parametrize("whispered", [True, False])
async def test_nobody_sees_who_sets_reminders_up(
    fake: TelegramSimulator,
    shipped: Content,
    ann: Person,
    database: Path,
    whispered: bool,  # noqa: FBT001
) -> None:
    group = joined(fake, ann, admin=not whispered)
    group.open(7)
    async with planning(fake, shipped, database):
        await (
            ann.whisper("/herinnering", group, thread=7) if whispered else ann.say("/herinnering", chat=group, thread=7)
        )
        message = await shown_alone(fake, ann)
        assert public(group) == []
        assert [one for one in group.messages if one.author["id"] == ann.id and one.text] == []
        await follow(ann, str(message.buttons[0][0].url).partition("=")[2])
        assert shown(ann).splitlines()[:2] == ["Nieuwe herinnering", "Waar: Team (onderwerp)"]
        await walk(ann, "Opslaan")
        assert shown(ann).startswith("Opgeslagen.")
    assert [(one.place.chat, one.place.thread) for one in kept(database)] == [("-1002", "7")]


@pytest.mark.usefixtures("bot")
async def test_an_administrator_answers_any_command_to_that_person_alone(fake: TelegramSimulator, ann: Person) -> None:
    group, bob = joined(fake, ann, admin=True), fake.person(1003)
    group.join(bob)
    number = await ann.say("/groomingcheck", chat=group)
    assert (await shown_alone(fake, ann)).buttons[0][0].url == LINK
    assert group.find(number) is None
    await bob.say("/herinnering", chat=group)
    assert "start=" in str((await shown_alone(fake, bob)).buttons[0][0].url)
    assert public(group) == []


@pytest.mark.usefixtures("bot")
async def test_another_bot_answers_a_command_that_all_see_as_before(fake: TelegramSimulator, ann: Person) -> None:
    group = joined(fake, ann, admin=False)
    await ann.say("/groomingcheck", chat=group)
    await until(lambda: public(group))
    await fake.settled()
    assert public(group)[0].buttons[0][0].url == LINK
    assert ann.ephemerals == {}


@pytest.mark.usefixtures("bot")
async def test_an_answer_that_comes_too_late_to_be_shown_alone_says_not_who_asked(
    fake: TelegramSimulator, ann: Person
) -> None:
    group = joined(fake, ann, admin=False)
    number = await ann.whisper("/groomingcheck", group)
    fake.account.whispered[number] = ann.id, fake.clock.now() - 16
    await until(lambda: public(group))
    assert "Ann" not in public(group)[0].text


@pytest.mark.parametrize("known", [True, False])
async def test_the_commands_of_groups_are_ephemeral_where_the_server_knows_that(
    fake: TelegramSimulator,
    shipped: Content,
    ann: Person,
    database: Path,
    known: bool,  # noqa: FBT001
) -> None:
    fake.account.ephemeral = known
    joined(fake, ann, admin=False)
    for _ in range(2):
        async with running(shipped, configured(fake, database), fake):
            await until(lambda: ("short_description", "en") in fake.descriptions)
            await fake.settled()
    for (scope, _), commands in fake.commands.items():
        assert {"is_ephemeral" in command for command in commands} == {known and scope != "all_private_chats"}, scope
    assert len([call for call in fake.calls if call.method == "setMyCommands"]) == 9


async def test_an_older_server_is_asked_once_and_answers_to_all_as_before(
    fake: TelegramSimulator, shipped: Content, ann: Person, database: Path
) -> None:
    fake.account.ephemeral = False
    group = joined(fake, ann, admin=True)
    async with running(shipped, configured(fake, database), fake):
        for _ in range(3):
            await ann.say("/groomingcheck", chat=group)
        await until(lambda: public(group))
        await fake.settled()
        assert len(public(group)) == 1
        assert len([call for call in fake.calls if call.method == "deleteEphemeralMessage"]) == 1
        assert not [call for call in fake.calls if "ephemeral_message_parameters" in call.parameters]


@pytest.mark.usefixtures("bot")
async def test_an_answer_that_is_lost_is_not_given_to_all(fake: TelegramSimulator, ann: Person, database: Path) -> None:
    group = joined(fake, ann, admin=True)
    fake.fail("sendMessage", Reset(done=True), times=1)
    await ann.say("/groomingcheck", chat=group)
    await until(lambda: ann.ephemerals)
    await fake.settled()
    assert public(group) == []
    assert rows(database) == []


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("trouble", [errors.unauthorized(), errors.server_error()], ids=repr)
async def test_a_server_that_refused_once_is_asked_again(
    fake: TelegramSimulator, ann: Person, trouble: errors.Failure
) -> None:
    group = joined(fake, ann, admin=True)
    fake.fail("deleteEphemeralMessage", trouble, times=2)
    await until(lambda: any(call.method == "deleteEphemeralMessage" for call in fake.calls))
    await ann.say("/groomingcheck", chat=group)
    await until(lambda: public(group))
    await ann.say("/groomingcheck", chat=group)
    assert (await shown_alone(fake, ann)).buttons[0][0].url == LINK
