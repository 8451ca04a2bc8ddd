"""What a reminder on Slack posts: which prompts, in which order, and of which check."""

import shutil
from pathlib import Path

import pytest

from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from messages.markup import plain
from tests.conftest import BOTH, ORGANISATION
from tests.support.loading import load_content
from tests.support.slack_bot import body
from tests.support.slack_reminders import asked, due, labels, made, picked, planning, posted, pressed
from tests.support.store_reader import kept


@pytest.fixture
def two(tmp_path: Path) -> Content:
    """Two checks that have prompts."""
    folder = tmp_path / "two"
    shutil.copytree(ORGANISATION, folder)
    prompts = (SHIPPED / "groomingcheck" / "prompts.toml").read_text().replace("met wie praat je", "aan wie betaal je")
    (folder / "moneycheck" / "prompts.toml").write_text(prompts)
    return load_content(Organisation(folder=folder, checks=BOTH))


async def test_every_prompt_is_listed_previewed_and_switched_off(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    """In their order, with which comes next; one that is switched off isn't posted."""
    prompts = [plain(prompt.text["nl"].html) for prompt in shipped.prompts["groomingcheck"]]
    async with planning(slack, shipped, database) as ann:
        await asked(ann, channel="C1")
        await pressed(ann, "Berichten")
        listed = [label for label in labels(ann) if label != "Klaar"]
        assert len(listed) == len(prompts)
        assert listed[0].startswith("✓ → 1. ")
        assert [label.startswith(f"✓ {number}. ") for number, label in enumerate(listed[1:], start=2)] == [True] * (
            len(prompts) - 1
        )
        await pressed(ann, listed[0])
        assert prompts[0] in body(ann)
        assert "Onder het bericht staat de knop ‘Start: Groomingcheck’." in body(ann)
        await pressed(ann, "Uitzetten")
        assert [label[:4] for label in labels(ann)[:2]] == ["✕ 1.", "✓ → "]
        await pressed(ann, "Klaar")
        assert f"Zo ziet een herinnering eruit:\n{prompts[1]}" in body(ann)
        await pressed(ann, "Opslaan")
        await due(slack, database)
        assert [message.text for message in posted(slack)] == [prompts[1]]
    assert slack.errors == []


async def test_with_every_prompt_off_nothing_is_saved_and_it_is_told_there(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await asked(ann, channel="C1")
        await pressed(ann, "Berichten")
        for label in [label for label in labels(ann) if label != "Klaar"]:
            number = label.partition(". ")[0].rpartition(" ")[2]
            [now] = [one for one in labels(ann) if f" {number}. " in one]
            await pressed(ann, now, "Uitzetten")
        await pressed(ann, "Klaar")
        assert body(ann).startswith("Zet minstens één bericht aan.")
        assert kept(database) == ()
        await pressed(ann, "✕ 2. ", "Aanzetten", "Klaar", "Opslaan")
        assert body(ann).startswith("Opgeslagen.")
    assert slack.errors == []


async def test_with_several_checks_one_is_chosen(slack: SlackSimulator, two: Content, database: Path) -> None:
    async with planning(slack, two, database) as ann:
        await asked(ann, channel="C1")
        assert "met wie praat je online" in body(ann)
        await pressed(ann, "Berichten", "Geldcheck", "Klaar")
        assert "aan wie betaal je" in body(ann)
        assert "Geldcheck\nElke week op maandag" in body(ann)
        await pressed(ann, "Opslaan")
        assert [one.plan.check for one in kept(database)] == ["moneycheck"]
        await due(slack, database)
        [message] = posted(slack)
        assert "aan wie betaal je" in message.text
        assert [one.text for one in message.buttons] == ["Start: Geldcheck"]
        await pressed(ann, "Wijzigen", "Opslaan")
        assert [one.plan.check for one in kept(database)] == ["moneycheck"]
    assert slack.errors == []


async def test_what_is_posted_now_is_what_was_shown(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        await pressed(ann, "Wijzigen")
        shown = body(ann).partition("Zo ziet een herinnering eruit:\n")[2]
        await pressed(ann, "Annuleren", "Nu plaatsen")
        await due(slack, database)
        assert posted(slack)[0].text in shown
    assert slack.errors == []


async def test_a_first_message_is_previewed_posted_once_and_replaced(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        await pressed(ann, "Eerste bericht aan je team")
        assert body(ann).startswith("Dit bericht komt hier: #C1.")
        assert "Even voorstellen: Groomingcheck" in body(ann)
        assert posted(slack) == []
        assert ann.modal
        [post] = [(one.action_id, one.value) for one in ann.modal.buttons if one.text == "Plaatsen"]
        await pressed(ann, "Plaatsen")
        assert body(ann).startswith("Het eerste bericht staat er.")
        [first] = posted(slack)
        assert first.texts[0].startswith("Even voorstellen: Groomingcheck")
        assert [one.text for one in first.buttons] == ["Start: Groomingcheck"]
        await ann.press_raw(*post)
        await slack.settled()
        assert posted(slack) == [first], "pressed twice"
        slack.clock.advance(2)
        await pressed(ann, "Eerste bericht aan je team", "Plaatsen")
        [second] = posted(slack)
        assert second.ts != first.ts
    assert slack.errors == []


async def test_a_first_message_that_one_channel_refuses_says_where(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        slack.channel("C2", ["U1"])
        await asked(ann, channel="C1")
        await pressed(ann, "Waar")
        await picked(ann, "Kanalen", ["C1", "C2"])
        await pressed(ann, "Klaar", "Opslaan")
        slack.workspace.channels["C2"].restricted = True
        slack.clock.advance(2)
        await pressed(ann, "Eerste bericht aan je team", "Plaatsen")
        assert "#C2: De bot mag daar niets plaatsen. Vraag je beheerder." in body(ann)
        assert [len(posted(slack, chat)) for chat in ("C1", "C2")] == [1, 0]
    assert slack.errors == []
