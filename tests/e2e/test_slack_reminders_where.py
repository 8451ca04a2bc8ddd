"""Where a reminder on Slack comes: several channels in one, and what becomes of each."""

from pathlib import Path

import pytest

from adapters.simulators.network_failures import Reset
from adapters.simulators.slack import errors
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.slack_bot import body
from tests.support.slack_reminders import NEW, asked, due, holds, labels, made, picked, planning, posted, pressed
from tests.support.store_reader import ask, kept

REFUSED: list[tuple[dict[str, object], str]] = [
    ({"bot_in": False}, "De bot zit daar niet in. Nodig de bot eerst uit."),
    ({"bot_in": False, "private": True}, "De bot vindt dit kanaal niet. Is het besloten?"),
    ({"archived": True}, "Het kanaal is gesloten."),
    ({"members": ["U2"]}, "Jij zit zelf niet in dit kanaal. Word eerst lid van het kanaal."),
    ({"restricted": True}, "De bot mag daar niets plaatsen. Vraag je beheerder."),
]
"""What is the matter with a channel, and what a coordinator is told about it."""


async def test_one_reminder_comes_in_several_channels_and_says_what_became_of_each(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        for chat in ("C2", "C3"):
            slack.channel(chat, ["U1"])
        await asked(ann, channel="C1")
        await pressed(ann, "Waar")
        assert holds(ann, "Kanalen") == ["C1"]
        await picked(ann, "Kanalen", ["C1", "C2", "C3"])
        await pressed(ann, "Klaar")
        assert "Waar: #C1, #C2 en #C3" in body(ann)
        await pressed(ann, "Opslaan")
        assert body(ann).startswith("Opgeslagen.")
        assert {one.place.chat for one in kept(database)} == {"C1", "C2", "C3"}
        assert len({one.series for one in kept(database)}) == 1
        slack.workspace.channels["C2"].restricted = True
        await due(slack, database)
        assert [len(posted(slack, chat)) for chat in ("C1", "C2", "C3")] == [1, 0, 1]
        await asked(ann)
        await pressed(ann, "1. ")
        said = body(ann)
        assert said.count("(1 geplaatst)") == 2
        assert (
            said[said.index("#C2") : said.index("#C3")].count("De bot mag daar niets plaatsen. Vraag je beheerder.")
            == 1
        )
    assert slack.errors == []


async def test_a_channel_that_is_taken_away_loses_its_post_and_one_that_is_added_gets_the_next(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        slack.channel("C2", ["U1"])
        await made(ann)
        await due(slack, database)
        assert len(posted(slack)) == 1
        await pressed(ann, "Wijzigen", "Waar")
        await picked(ann, "Kanalen", ["C2"])
        await pressed(ann, "Klaar", "Opslaan")
        assert [one.place.chat for one in kept(database)] == ["C2"]
        await until(lambda: not posted(slack))
        await due(slack, database)
        assert len(posted(slack, "C2")) == 1
    assert slack.errors == []


@pytest.mark.parametrize(("about", "sentence"), REFUSED)
async def test_a_channel_that_refuses_is_named_and_can_be_left_out(
    slack: SlackSimulator, shipped: Content, database: Path, about: dict[str, object], sentence: str
) -> None:
    """Nothing is saved while one refuses, and nothing that was chosen is lost."""
    async with planning(slack, shipped, database) as ann:
        channel = slack.channel("C2", ["U1"])
        await asked(ann, channel="C1")
        await pressed(ann, "Hoe vaak", "vrijdag", "Klaar", "Waar")
        await picked(ann, "Kanalen", ["C1", "C2"])
        for name, value in about.items():
            setattr(channel, name, value)
        await pressed(ann, "Klaar", "Opslaan")
        assert body(ann).startswith(f"#C2: {sentence}")
        assert "Waar: #C1 en #C2\nElke week op maandag en vrijdag" in body(ann)
        assert kept(database) == ()
        assert posted(slack) == posted(slack, "C2") == []
        await pressed(ann, "Laat deze plek weg")
        assert "Waar: #C1\nElke week op maandag en vrijdag" in body(ann)
        await pressed(ann, "Opslaan")
        assert body(ann).startswith("Opgeslagen.")
        assert [one.place.chat for one in kept(database)] == ["C1"]
    assert slack.errors == []


@pytest.mark.parametrize(("about", "sentence"), REFUSED)
async def test_the_only_channel_that_refuses_is_told_and_once_it_is_mended_the_same_press_saves(
    slack: SlackSimulator, shipped: Content, database: Path, about: dict[str, object], sentence: str
) -> None:
    async with planning(slack, shipped, database) as ann:
        channel = slack.channel("C2", ["U1"])
        before = {name: getattr(channel, name) for name in about}
        await asked(ann, channel="C2")
        for name, value in about.items():
            setattr(channel, name, value)
        await pressed(ann, "Opslaan")
        assert body(ann).startswith(sentence)
        assert "Waar: #C2" in body(ann)
        assert not [label for label in labels(ann) if label.startswith("Laat")]
        assert kept(database) == ()
        for name, value in before.items():
            setattr(channel, name, value)
        await pressed(ann, "Opslaan")
        assert body(ann).startswith("Opgeslagen.")
    assert slack.errors == []


async def test_of_twenty_channels_five_that_refuse_are_left_out_by_one_press(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    chats = [f"C{number}" for number in range(1, 21)]
    async with planning(slack, shipped, database) as ann:
        for chat in chats[1:]:
            slack.channel(chat, ["U1"])
        await asked(ann, channel="C1")
        await pressed(ann, "Waar")
        await picked(ann, "Kanalen", chats)
        for chat, (about, _) in zip(chats[10:], REFUSED, strict=False):
            for name, value in about.items():
                setattr(slack.workspace.channels[chat], name, value)
        await pressed(ann, "Klaar", "Opslaan")
        for chat, (_, sentence) in zip(chats[10:], REFUSED, strict=False):
            assert f"#{chat}: {sentence}" in body(ann)
        assert kept(database) == ()
        await pressed(ann, "Laat deze plekken weg", "Opslaan")
        assert body(ann).startswith("Opgeslagen.")
        assert {one.place.chat for one in kept(database)} == {*chats[:10], *chats[15:]}
        await due(slack, database)
        assert [len(posted(slack, chat)) for chat in chats] == [*[1] * 10, *[0] * 5, *[1] * 5]
    assert slack.errors == []


async def test_without_a_channel_nothing_is_saved_and_the_screen_says_so(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    """Asked for in the direct messages, no channel is known, and the first screen asks for one."""
    async with planning(slack, shipped, database) as ann:
        await asked(ann)
        await pressed(ann, NEW)
        assert body(ann).startswith("Waar komt de herinnering?")
        assert holds(ann, "Kanalen") is None
        await pressed(ann, "Klaar")
        assert body(ann).startswith("Kies minstens één plek.")
        await picked(ann, "Kanalen", ["C1"])
        await picked(ann, "Kanalen", [])
        await pressed(ann, "Klaar")
        assert body(ann).startswith("Kies minstens één plek.")
        await picked(ann, "Kanalen", ["C1"])
        await pressed(ann, "Klaar", "Opslaan")
        assert [one.place.chat for one in kept(database)] == ["C1"]
        await asked(ann)
        await pressed(ann, NEW, "Annuleren")
        assert "1. #C1" in body(ann)
    assert slack.errors == []


async def test_in_a_channel_that_has_one_the_list_is_shown_and_a_new_one_is_for_that_channel(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        slack.channel("C2", ["U1"])
        await made(ann)
        await asked(ann, channel="C1")
        assert "1. #C1\nElke week op maandag" in body(ann)
        await pressed(ann, NEW)
        assert "Waar: #C1" in body(ann)
        await pressed(ann, "Hoe vaak", "vrijdag", "Klaar", "Opslaan")
        assert [one.place.chat for one in kept(database)] == ["C1", "C1"]
        await asked(ann, channel="C2")
        assert "Waar: #C2" in body(ann)
    assert slack.errors == []


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.postEphemeral"])
@pytest.mark.parametrize("trouble", [errors.rate_limited(1), errors.server_error(503), Reset()])
async def test_while_slack_is_away_nothing_is_saved_and_nothing_lost(
    slack: SlackSimulator, shipped: Content, database: Path, method: str, trouble: errors.Failure
) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann, channel="C1")
        await pressed(ann, "Hoe vaak", "vrijdag", "Klaar")
        slack.fail(method, trouble)
        await pressed(ann, "Opslaan")
        assert body(ann).startswith("De chat-app werkt nu even niet mee. Er is niets opgeslagen.")
        assert kept(database) == ()
        slack.clock.advance(2)
        await pressed(ann, "Opslaan")
        assert body(ann).startswith("Opgeslagen.")
        assert "Elke week op maandag en vrijdag" in body(ann)
    assert slack.errors == []


async def test_who_lost_a_right_for_one_channel_of_it_is_told_which(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    """Somebody who left one channel, or from which the bot was sent away: at the next press."""
    async with planning(slack, shipped, database) as ann:
        slack.channel("C2", ["U1"])
        await asked(ann, channel="C1")
        await pressed(ann, "Waar")
        await picked(ann, "Kanalen", ["C1", "C2"])
        await pressed(ann, "Klaar", "Opslaan", "Wijzigen", "Hoe vaak", "vrijdag", "Klaar")
        slack.workspace.channels["C2"].members = []
        await pressed(ann, "Opslaan")
        assert body(ann).startswith("#C2: Jij zit zelf niet in dit kanaal.")
        assert "vrijdag" not in str([one.schedule.rhythm for one in kept(database)])
        slack.workspace.channels["C2"].members = ["U1"]
        await pressed(ann, "Opslaan")
        assert "Elke week op maandag en vrijdag" in body(ann)
    assert slack.errors == []


async def test_a_reminder_of_another_account_is_out_of_reach(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        assert ann.modal
        stale = [(one.action_id, one.value) for one in ann.modal.buttons if one.text != "Terug"]
        ask(database, "UPDATE reminder SET channel = 'telegram:1'")
        before = kept(database)
        for button in stale:
            await asked(ann)
            assert "nog geen herinneringen" in body(ann)
            await ann.press_raw(*button)
            await until(lambda: "Deze herinnering is er niet meer." in body(ann))
        assert kept(database) == before
    assert slack.errors == []
