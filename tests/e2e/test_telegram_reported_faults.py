"""What users of bots like this one report elsewhere, and what doesn't happen here."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.checks.screen import Screen
from adapters.platforms.errors import RefusedError
from adapters.simulators.network_failures import Reset
from adapters.simulators.telegram import errors
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.telegram.api import Api
from adapters.telegram.settings import TelegramSettings
from messages.content import Content
from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from tests.contract.test_telegram_eraser import refused
from tests.support.caller import until
from tests.support.loading import load_content
from tests.support.store_reader import ask, later, rows
from tests.support.telegram_bot import TO_ADVICE, begin, configured, running, shown, walk

EXPIRED = "Deze check is verlopen, begin opnieuw."
RESERVED = "&lt;&amp; \"quoted\" 'single' _*[]()~`>#+-=|.! <3 &copy; &#1; \U0001f469\u200d\U0001f467"


async def expired(person: Person) -> None:
    """Wait until the check is said to have expired, and start again by its one button."""
    await until(lambda: shown(person).startswith(EXPIRED))
    await walk(person, "Start: Groomingcheck")
    assert shown(person).startswith("Groomingcheck")


async def test_new_texts_in_the_middle_of_a_check_end_it_politely(
    fake: TelegramSimulator, shipped: Content, database: Path, tmp_path: Path
) -> None:
    ann = fake.person(1001)
    async with running(shipped, configured(fake, database)):
        await begin(ann)
        await walk(ann, "Beginnen", "1.")
    (tmp_path / "groomingcheck").mkdir()
    text = (SHIPPED / "groomingcheck" / "nl.toml").read_text().replace("[A] Een beetje", "[A] Een klein beetje")
    (tmp_path / "groomingcheck" / "nl.toml").write_text(text)
    async with running(load_content(Organisation(folder=tmp_path)), configured(fake, database)):
        await walk(ann, "1.")
        await expired(ann)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "steps", [("Uitleg",), ("Beginnen", "1."), TO_ADVICE[:-2], TO_ADVICE, (*TO_ADVICE, "Antwoorden nakijken")], ids=len
)
async def test_the_command_and_stop_work_in_every_state_and_after_every_error(
    fake: TelegramSimulator, steps: tuple[str, ...]
) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, *steps)
    fake.fail("editMessageText", errors.forbidden("bot was blocked by the user"))
    await ann.press(ann.chat.messages[-1].labels[-2])
    await until(lambda: any(call.status == 403 for call in fake.calls))
    await begin(ann)
    await until(lambda: shown(ann).startswith("Groomingcheck"))
    await begin(ann, "/stop")
    await until(lambda: shown(ann).startswith("Gestopt."))


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("payload", ["", "x", "A" * 42, "é" * 20, "groomingchec"])
async def test_an_invalid_payload_gets_a_friendly_start(fake: TelegramSimulator, payload: str) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await ann.press_payload(payload or "-", ann.chat.messages[-1].id)
    await expired(ann)


@pytest.mark.usefixtures("bot")
async def test_a_button_that_was_cut_off_gets_a_friendly_start(fake: TelegramSimulator) -> None:
    ann = fake.person(1001)
    await begin(ann)
    [message] = ann.chat.messages
    truncated = message.buttons[0][0].payload or ""
    await ann.press_payload(truncated[:-1], message.id)
    await expired(ann)


async def test_the_payload_itself_tells_that_it_has_expired(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    ann = fake.person(1001)
    async with running(shipped, replace(configured(fake, database), idle=900.0)):
        await begin(ann)
    async with running(shipped, replace(configured(fake, database), idle=0.001)):
        await walk(ann, "Beginnen")
        await until(lambda: shown(ann).startswith(EXPIRED))


@pytest.mark.usefixtures("bot")
async def test_a_press_too_old_to_answer_still_gets_its_turn(fake: TelegramSimulator) -> None:
    ann = fake.person(1001)
    await begin(ann)
    for description in ("Bad Request: query is too old", "BAD REQUEST: QUERY_ID_INVALID", "anything else"):
        fake.fail("answerCallbackQuery", errors.ApiError(400, description))
        await walk(ann, "Beginnen" if "Beginnen" in ann.chat.messages[-1].labels else "1.")
    assert "Vraag 3 van 9" in shown(ann)


@pytest.mark.usefixtures("bot")
async def test_a_button_of_somebody_else_changes_nothing_of_theirs(fake: TelegramSimulator) -> None:
    ann, bob = fake.person(1001), fake.person(1002)
    await begin(ann)
    await begin(bob)
    await walk(ann, "Beginnen", "1.")
    [stolen] = [one.payload for row in ann.chat.messages[-1].buttons for one in row if one.label.startswith("1.")]
    before = ann.chat.messages
    await bob.press_payload(stolen or "", bob.chat.messages[-1].id)
    await until(lambda: shown(bob).startswith(EXPIRED))
    assert ann.chat.messages == before


@pytest.mark.usefixtures("bot")
async def test_every_payload_fits_in_64_bytes(fake: TelegramSimulator) -> None:
    ann = fake.person(1001)
    await begin(ann)
    await walk(ann, *TO_ADVICE, "Antwoorden nakijken")
    for message in ann.chat.messages:
        payloads = [button.payload or "" for row in message.buttons for button in row]
        assert len(payloads) == 12
        assert all(0 < len(payload.encode()) <= 64 for payload in payloads)


async def test_whatever_an_author_writes_arrives(fake: TelegramSimulator, database: Path, tmp_path: Path) -> None:
    (tmp_path / "groomingcheck").mkdir()
    source = (SHIPPED / "groomingcheck" / "nl.toml").read_text()
    (tmp_path / "groomingcheck" / "nl.toml").write_text(
        source.replace(
            "Weet je met wie je cliënt online contact heeft?", RESERVED.replace("\\", "\\\\").replace('"', '\\"')
        )
    )
    async with running(load_content(Organisation(folder=tmp_path)), configured(fake, database)):
        ann = fake.person(1001)
        await begin(ann)
        await walk(ann, "Beginnen")
        assert RESERVED in shown(ann)


@pytest.mark.usefixtures("bot")
async def test_what_is_too_old_to_delete_is_blanked_and_reported(fake: TelegramSimulator, database: Path) -> None:
    before, ann = refused(), fake.person(1001)
    await begin(ann)
    await walk(ann, "Beginnen")
    await fake.settled()
    fake.clock.advance(49 * 3600)
    await later(database, 49 * 3600)
    await until(lambda: shown(ann) == "Gewist." and not rows(database))
    assert ann.chat.messages[-1].labels == []
    assert refused() == before + 1


@pytest.mark.usefixtures("bot")
async def test_a_deadline_never_passes_the_limit(fake: TelegramSimulator, database: Path) -> None:
    """A check that somebody keeps going for two days is wiped while it still can be."""
    ann = fake.person(1001)
    await begin(ann)
    await until(lambda: [(bool(message), part) for _, message, part in rows(database)] == [(True, "screen")])
    await later(database, 800)
    await asyncio.to_thread(ask, database, "UPDATE action SET until = due_at - 94")
    await walk(ann, "Beginnen")
    await until(lambda: not ann.chat.messages)


@pytest.mark.usefixtures("bot")
async def test_wipes_that_must_wait_hold_up_no_check(fake: TelegramSimulator, database: Path) -> None:
    ann, bob = fake.person(1001), fake.person(1002)
    await begin(ann)
    await begin(bob)
    await fake.settled()
    fake.fail("deleteMessage", errors.rate_limited(2), times=1)
    await later(database, 901)
    await until(lambda: any(call.status == 429 for call in fake.calls))
    await begin(bob, "/start")
    await walk(bob, "Beginnen", "1.")
    assert "Vraag 2 van 9" in shown(bob)


@pytest.mark.usefixtures("bot")
async def test_a_turn_that_must_wait_is_shown_after_the_wait(fake: TelegramSimulator) -> None:
    ann = fake.person(1001)
    await begin(ann)
    fake.fail("editMessageText", errors.rate_limited(1))
    await walk(ann, "Beginnen")
    fake.fail("editMessageText", Reset())
    await walk(ann, "1.")
    assert "Vraag 2 van 9" in shown(ann)


async def test_nothing_but_what_it_means_comes_out_of_a_call(fake: TelegramSimulator) -> None:
    api = Api(TelegramSettings(fake.token, fake.url, None, ""))
    await api.open()
    with pytest.raises(RefusedError):
        await api.post("4", Screen("x"))
    await api.close()
