"""The form of a reminder on Slack: what it shows before saving, and a clear sentence if something is wrong."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from adapters.simulators.network_failures import Reset
from adapters.simulators.slack import errors
from adapters.simulators.slack.person import Person
from adapters.simulators.slack.server import SlackSimulator
from messages.content import Content
from tests.support.caller import until
from tests.support.slack_bot import body
from tests.support.slack_reminders import DAYS, NEW, asked, chosen, held, made, planning, pressed, sent
from tests.support.store_reader import ask, kept

ZONE = ZoneInfo("Europe/Amsterdam")
MONTHS = [
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
]  # fmt: skip


@pytest.fixture(autouse=True, params=["initial values kept", "initial values lost"])
def form_memory(slack: SlackSimulator, request: pytest.FixtureRequest) -> None:
    """Both ways in which Slack is reported to treat initial values that come with an update."""
    slack.workspace.initial_values_kept = request.param == "initial values kept"


async def started(person: Person, *, chat: str = "C1", days: tuple[str, ...] = DAYS) -> None:
    """Open the form of a new reminder, and choose a channel and days."""
    await asked(person)
    await pressed(person, NEW)
    await chosen(person, "form:chat", chat)
    await chosen(person, "form:days", days)


async def test_it_shows_the_next_moments_and_the_prompt_before_saving(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    """Three occurrences, with weekday and year, and the name of the time zone."""
    async with planning(slack, shipped, database) as ann:
        await asked(ann)
        await pressed(ann, NEW)
        assert "Kies minstens één dag." in body(ann)
        await chosen(ann, "form:days", ["dinsdag"])
        await chosen(ann, "form:holidays", "Ook op Nederlandse feestdagen")
        await chosen(ann, "form:time", "09:05")
        said = body(ann)
        day = dt.datetime.now(ZONE)
        while not (day.weekday() == 1 and (day.hour, day.minute) < (9, 5)):
            day = (day + dt.timedelta(days=1)).replace(hour=0, minute=0)
        moments = [day + dt.timedelta(weeks=weeks) for weeks in range(3)]
        for moment in moments:
            assert f"• dinsdag {moment.day} {MONTHS[moment.month - 1]} {moment.year} om 09:05" in said
        assert said.count("• dinsdag") == 3
        assert "Alle tijden zijn in de tijdzone Europe/Amsterdam." in said
        assert "Zo ziet een herinnering eruit:\nVraag deze week eens: met wie praat je online" in said
        assert kept(database) == ()
    assert slack.errors == []


async def test_a_form_shows_and_saves_its_own_reminder_only(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    """Slack keeps what fields held by their ids, from one form to the next in the same modal."""
    async with planning(slack, shipped, database) as ann:
        slack.channel("C2", ["U1"])
        await made(ann, chat="C1", days=("maandag",), time="09:00")
        await pressed(ann, NEW)
        await chosen(ann, "form:chat", "C2")
        await chosen(ann, "form:days", ("vrijdag",))
        await chosen(ann, "form:time", "16:00")
        await chosen(ann, "form:weeks", "Elke 3 weken")
        await chosen(ann, "form:holidays", "Ook op Nederlandse feestdagen")
        await sent(ann)
        before = [one.schedule for one in kept(database)]
        for number in (0, 1):
            assert ann.modal
            change = [one.action_id for one in ann.modal.buttons if one.text == "Veranderen"][number]
            await pressed(ann, change)
            assert f"om {('09:00', '16:00')[number]}" in body(ann)
            await sent(ann)
        assert [one.schedule for one in kept(database)] == before
        await pressed(ann, "Veranderen")
        await chosen(ann, "form:time", "11:11")
        await pressed(ann, "Terug naar de lijst")
        await pressed(ann, "Veranderen")
        await sent(ann)
        assert [one.schedule for one in kept(database)] == before, "left without saving"
        await pressed(ann, NEW)
        assert "Kies minstens één dag." in body(ann)
        assert held(ann, "form:chat").get("selected_conversation") is None
    assert slack.errors == []


async def test_an_untouched_field_is_no_choice_and_one_that_was_emptied_is(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann, days=("maandag",), time="09:00")
        await pressed(ann, "Veranderen")
        await chosen(ann, "form:weeks", "Elke 2 weken")
        await sent(ann)
        [one] = kept(database)
        assert (one.schedule.weekdays, one.schedule.time, one.schedule.weeks) == (frozenset({0}), dt.time(9), 2)
        assert one.schedule.holidays_off
        await pressed(ann, "Veranderen")
        await chosen(ann, "form:days", [])
        assert "Kies minstens één dag." in body(ann)
        await chosen(ann, "form:time", "10:00")
        await ann.submit(unfilled=True)
        assert list(ann.complaints.values()) == ["Kies minstens één dag."]
        await slack.settled()
        assert kept(database) == (one,)
    assert slack.errors == []


async def test_a_form_of_another_version_is_not_saved(slack: SlackSimulator, shipped: Content, database: Path) -> None:
    async with planning(slack, shipped, database) as ann:
        await started(ann)
        assert ann.modal
        ann.modal.content["private_metadata"] = '[7, "C1", "groomingcheck", "2026-01-01", 0]'
        ack = await ann.submit()
        assert isinstance(ack.body, dict)
        assert ack.body["response_action"] == "update"
        assert body(ann) == "Dat duurde te lang. Probeer het nog eens."
        await slack.settled()
        assert kept(database) == ()
    assert slack.errors == []


async def test_a_day_that_was_picked_in_the_list_can_be_picked_again(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        await chosen(ann, "plan:until:1", "2020-01-01")
        assert ann.modal
        values = [field for block in ann.filled(ann.modal).values() for field in block.values()]
        assert values == [{"type": "datepicker", "selected_date": None}]
    assert slack.errors == []


async def test_a_time_that_does_not_exist_on_some_night_is_told(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await started(ann)
        assert "door de zomertijd" not in body(ann)
        await chosen(ann, "form:holidays", "Ook op Nederlandse feestdagen")  # that night may be the one before Easter
        await chosen(ann, "form:time", "02:30")
        assert "gaat de klok vooruit. Deze tijd bestaat dan niet." in body(ann)
        await sent(ann)
        assert "Opgeslagen." in body(ann)
    assert slack.errors == []


@pytest.mark.parametrize(
    ("days", "field", "sentence"),
    [(-1, "start", "Deze dag is al voorbij. Kies vandaag of later."), (800, "start", "Deze dag is te ver weg.")],
)
async def test_a_start_that_cannot_be_is_told_there_and_nothing_is_lost(
    slack: SlackSimulator, shipped: Content, database: Path, days: int, field: str, sentence: str
) -> None:
    async with planning(slack, shipped, database) as ann:
        await started(ann)
        await chosen(ann, "form:time", "10:10")
        start = dt.datetime.now(ZONE).date() + dt.timedelta(days=days)
        await chosen(ann, "form:start", start.isoformat())
        assert sentence in body(ann)
        ack = await ann.submit()
        assert ack.trouble == ""
        [(at, told)] = ann.complaints.items()
        assert at.partition(":")[0] == field
        assert told.startswith(sentence)
        await slack.settled()
        await chosen(ann, "form:start", dt.datetime.now(ZONE).date().isoformat())
        await sent(ann)
        assert "om 10:10" in body(ann)
        assert len(kept(database)) == 1
    assert slack.errors == []


async def test_no_day_and_a_reminder_that_never_comes_are_told_at_the_days(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await started(ann)
        await chosen(ann, "form:days", [])
        assert "Kies minstens één dag." in body(ann)
        await ann.submit(unfilled=True)
        assert list(ann.complaints.values()) == ["Kies minstens één dag."]
        await slack.settled()
        assert kept(database) == ()
    assert slack.errors == []


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        ({"bot_in": False}, "De bot zit niet in dit kanaal. Nodig de bot eerst uit in het kanaal."),
        ({"bot_in": False, "private": True}, "De bot vindt dit kanaal niet. Is het besloten?"),
        ({"archived": True}, "Het kanaal is gesloten."),
        ({"members": ["U2"]}, "Jij zit zelf niet in dit kanaal. Word eerst lid van het kanaal."),
        ({"restricted": True}, "De bot mag hier niets plaatsen."),
    ],
)
async def test_a_channel_where_the_bot_cannot_post_is_told_above_it_and_nothing_is_lost(
    slack: SlackSimulator, shipped: Content, database: Path, about: dict[str, object], sentence: str
) -> None:
    async with planning(slack, shipped, database) as ann:
        channel = slack.channel("C2", ["U1"])
        for name, value in about.items():
            setattr(channel, name, value)
        await started(ann, chat="C2", days=("maandag", "vrijdag"))
        await chosen(ann, "form:time", "08:15")
        await sent(ann)
        assert body(ann).startswith(sentence)
        assert kept(database) == ()
        assert ann.ephemerals == []
        assert held(ann, "form:chat")["selected_conversation"] == "C2"
        assert held(ann, "form:time")["selected_time"] == "08:15"
        assert [one["value"] for one in held(ann, "form:days")["selected_options"]] == ["0", "4"]
        await chosen(ann, "form:chat", "C1")
        await sent(ann)
        assert "Elke week op maandag en vrijdag om 08:15" in body(ann)
    assert slack.errors == []


@pytest.mark.parametrize("trouble", [errors.rate_limited(1), errors.server_error(503), Reset()])
async def test_while_slack_is_away_nothing_is_saved_and_nothing_lost(
    slack: SlackSimulator, shipped: Content, database: Path, trouble: errors.Failure
) -> None:
    async with planning(slack, shipped, database) as ann:
        await started(ann)
        slack.fail("chat.postEphemeral", trouble)
        await sent(ann)
        assert body(ann).startswith("De chat-app werkt nu even niet mee. Er is niets opgeslagen.")
        assert kept(database) == ()
        await sent(ann)
        assert "Opgeslagen." in body(ann)
    assert slack.errors == []


async def test_while_the_database_is_away_it_says_so_and_nothing_is_lost(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await started(ann)
        ask(database, "ALTER TABLE reminder RENAME TO elsewhere")
        await sent(ann)
        assert body(ann).startswith("Het lukt nu even niet.")
        ask(database, "ALTER TABLE elsewhere RENAME TO reminder")
        await sent(ann)
        assert "Opgeslagen." in body(ann)
        ask(database, "ALTER TABLE reminder RENAME TO elsewhere")
        await pressed(ann, "Nu plaatsen")
        assert body(ann).startswith("Het lukt nu even niet.")
        ask(database, "ALTER TABLE elsewhere RENAME TO reminder")
    assert slack.errors == []


async def test_a_pause_until_a_day_that_has_passed_is_told(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        yesterday = dt.datetime.now(ZONE).date() - dt.timedelta(days=1)
        await chosen(ann, "plan:until:1", yesterday.isoformat())
        assert body(ann).startswith("Deze dag is al voorbij. Kies vandaag of later.")
        assert [one.schedule.paused_until for one in kept(database)] == [None]
    assert slack.errors == []


async def test_a_reminder_that_was_deleted_meanwhile_is_told(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        gone = "Deze herinnering is er niet meer. Kijk nog eens in de lijst."
        await made(ann)
        await pressed(ann, "Veranderen")
        ask(database, "DELETE FROM reminder")
        await sent(ann)
        assert body(ann).startswith(gone)
        await made(ann)
        ask(database, "DELETE FROM reminder")
        await pressed(ann, "Pauze zonder einde")
        assert body(ann).startswith(gone)
    assert slack.errors == []


async def test_a_reminder_of_another_account_is_out_of_reach(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        ask(database, "UPDATE reminder SET channel = 'telegram:1'")
        before = kept(database)
        for verb in ("delete", "ring", "change", "pause"):
            await asked(ann)
            assert "nog geen herinneringen" in body(ann)
            await ann.press_raw(f"plan:{verb}:1", "0.0")
            await until(lambda: "Deze herinnering is er niet meer." in body(ann))
        assert kept(database) == before
    assert slack.errors == []


async def test_changing_leaves_a_start_that_has_passed_alone(
    slack: SlackSimulator, shipped: Content, database: Path
) -> None:
    async with planning(slack, shipped, database) as ann:
        await made(ann)
        start = dt.datetime.now(ZONE).date() - dt.timedelta(days=40)
        ask(database, "UPDATE reminder SET start = ?", start.toordinal())
        await asked(ann)
        await pressed(ann, "Veranderen")
        assert "#C1" in body(ann)
        assert "al voorbij" not in body(ann)
        await chosen(ann, "form:time", "11:00")
        assert "om 11:00" in body(ann)
        await sent(ann)
        [changed] = kept(database)
        assert (changed.schedule.start, changed.schedule.time) == (start, dt.time(11))
    assert slack.errors == []
