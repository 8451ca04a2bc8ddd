"""What a reminder posts, chosen on Telegram: the check and the prompts."""

import shutil
from pathlib import Path

from adapters.simulators.telegram.group import Group
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from messages.content import Content
from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from tests.conftest import BOTH, ORGANISATION
from tests.support.caller import until
from tests.support.loading import load_content
from tests.support.store_reader import kept, outcomes
from tests.support.telegram_bot import said, shown, walk
from tests.support.telegram_reminders import enter, planning, reminders, twice

SECOND = "Maak vandaag eens een praatje over wat er online leuk was. Zo blijft het contact open."


async def test_prompts_are_previewed_as_they_will_stand_and_switched_off(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Berichten")
        labels = said(cora)[-1].labels
        assert labels[0].startswith("✓ → 1. Vraag deze week eens")
        assert [label[:5] for label in labels[1:8]] == [f"✓ {number}. " for number in range(2, 9)]
        await walk(cora, "✓ 2.")
        assert shown(cora).splitlines() == [
            "Bericht 2 van 8:",
            "",
            SECOND,
            "",
            "Onder het bericht staat de knop ‘Start: Groomingcheck’.",
        ]
        await walk(cora, "Terug", "✓ → 1.", "Uitzetten")
        assert [label[:5] for label in said(cora)[-1].labels[:2]] == ["✕ 1. ", "✓ → 2"]
        await walk(cora, "Klaar")
        assert SECOND in shown(cora), "the next prompt, as it will stand"
        await walk(cora, "Opslaan", "Nu plaatsen")
        await until(lambda: outcomes(database) == ["sent"])
        assert [message.text for message in reminders(team)] == [SECOND]
        await walk(cora, "Wijzigen", "Berichten", "✕ 1.", "Aanzetten", "Klaar", "Opslaan")
    assert [one.plan.without for one in kept(database)] == [frozenset()]


async def test_at_least_one_prompt_stays_on(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Berichten")
        for _ in range(8):
            await walk(cora, "✓", "Uitzetten")
        await walk(cora, "Klaar")
        assert shown(cora).startswith("Zet minstens één bericht aan.")
        await walk(cora, "✕ 3.", "Aanzetten", "Klaar", "Opslaan")
        assert shown(cora).startswith("Opgeslagen.")
    assert [len(one.plan.without) for one in kept(database)] == [7]


async def test_where_several_checks_have_prompts_one_is_chosen(
    fake: TelegramSimulator, database: Path, tmp_path: Path, cora: Person, team: Group
) -> None:
    folder = tmp_path / "teksten"
    shutil.copytree(ORGANISATION, folder)
    shutil.copy(SHIPPED / "groomingcheck" / "prompts.toml", folder / "moneycheck")
    own = load_content(Organisation(folder=folder, checks=BOTH))
    title = own.renderers["moneycheck", "nl"].title
    async with planning(fake, own, database):
        await enter(cora, team)
        assert "Groomingcheck" in shown(cora).splitlines()
        await walk(cora, "Berichten")
        assert said(cora)[-1].labels[:2] == ["✓ Groomingcheck", title]
        await walk(cora, title, "Klaar")
        assert title in shown(cora).splitlines()
        await walk(cora, "Opslaan")
    assert [one.plan.check for one in kept(database)] == ["moneycheck"]


async def test_a_first_message_to_a_team_is_previewed_and_posted_once(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Opslaan", "Eerste bericht aan je team")
        assert shown(cora).startswith("Dit bericht komt hier: Team.")
        preview = shown(cora).split("\n\n", 1)[1].rpartition("\n\n")[0]
        assert preview.startswith("Even voorstellen: Groomingcheck\n")
        assert reminders(team) == []
        await twice(cora, "Plaatsen")
        await until(lambda: shown(cora).startswith("Het eerste bericht staat er."))
        await fake.settled()
        [first] = reminders(team)
        assert first.text == preview
        assert first.buttons[0][0].label == "Start: Groomingcheck"
        posted = [
            call for call in fake.calls if "Even voorstellen" in str(call.parameters) and call.method == "sendMessage"
        ]
        assert len(posted) == 1
        await walk(cora, "Eerste bericht aan je team", "Plaatsen")
        [second] = reminders(team)
        assert (second.text, second.id > first.id) == (preview, True)


async def test_a_first_message_that_is_refused_says_why(
    fake: TelegramSimulator, shipped: Content, database: Path, cora: Person, team: Group
) -> None:
    async with planning(fake, shipped, database):
        await enter(cora, team)
        await walk(cora, "Opslaan", "Eerste bericht aan je team")
        team.set_bot_status(cora, "member")
        team.muted = True
        await walk(cora, "Plaatsen")
        assert shown(cora).startswith("De bot mag daar niets plaatsen. Vraag je beheerder.\n\nHerinnering\n")
        assert reminders(team) == []
