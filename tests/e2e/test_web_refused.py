"""What the page doesn't take, and what it says then: never anything but a page, and never a check that is over."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers

from adapters.channels.services import SharedServices
from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import RUN, Participant, Purpose, TokenCipher
from adapters.storage.session import Session
from adapters.web.channel import WebChannel
from adapters.web.origin import foreign
from adapters.web.settings import WebSettings
from messages.content import Content
from tests.support.store_reader import ask, locked
from tests.support.telegram_bot import SECRET
from tests.support.web_bot import Visitor, configured, visiting

NOBODY = Participant("web", "")
IDLE = 900.0
OVER = "Gewist\nDeze check is al gewist. Je kunt opnieuw beginnen."
EXPIRED = "Verlopen\nDeze check is verlopen, begin opnieuw."
LATER = "Even geduld\nHet lukt nu even niet."


@pytest.fixture
async def ann(shipped: Content, database: Path) -> AsyncIterator[Visitor]:
    """Somebody who has the second question before them."""
    async with visiting(shipped, configured(database)) as visitor:
        await visitor.press("Beginnen")
        await visitor.press("Nee")
        assert visitor.heading == "Ken je de signalen van grooming?"
        yield visitor


@pytest.mark.parametrize("end", ["Stop en wis", "leave"])
async def test_nothing_that_was_sent_before_brings_a_check_back_that_is_over(ann: Visitor, end: str) -> None:
    """As *Back*, *Forward*, reload and a restored session send it."""
    if end == "leave":
        await ann.send({"leave": ann.past[-1]["press"]})
        assert (ann.answer.status_code, ann.answer.content) == (204, b"")
        assert ann.answer.headers["cache-control"] == "no-store"
        ann.past.pop()
    else:
        await ann.press(end)
    for number in range(len(ann.past)):
        await ann.again(number)
        assert ann.main.startswith(OVER)
        ann.past.pop()
    await ann.press("Start: Groomingcheck")
    await ann.press("Beginnen")
    assert ann.heading == "Weet je met wie je cliënt online contact heeft?"


async def test_what_is_sent_twice_within_a_check_shows_the_same_twice(ann: Visitor) -> None:
    before = ann.main
    await ann.again()
    assert ann.main == before
    await asyncio.gather(ann.again(), ann.again(), ann.again())
    assert ann.main == before


async def test_what_leads_back_to_a_screen_is_good_for_as_long_as_its_buttons(ann: Visitor) -> None:
    """Somebody thought for long before this press; the other language, or privacy, must not end their check."""
    cipher, now = TokenCipher([SECRET], IDLE), time.time()
    pressed = cipher.unseal(Purpose.CHECK, ann.past[-1]["press"], NOBODY)
    assert pressed
    await ann.send({"press": cipher.seal(Purpose.CHECK, pressed.packed, NOBODY, now - 800)})
    for label in ("English", "Nederlands", "Wat bewaren we?"):
        await ann.press(label)
        again = cipher.unseal(Purpose.CHECK, ann.here, NOBODY)
        assert again
        assert (again.packed, again.at >= now - 1) == (pressed.packed, True), label
    await ann.press("Terug")
    assert ann.heading == "Ken je de signalen van grooming?"


async def test_a_check_ended_in_another_process_is_over_here(ann: Visitor, database: Path) -> None:
    sealed = TokenCipher([SECRET], IDLE).unseal(Purpose.CHECK, ann.past[-1]["press"], NOBODY)
    assert sealed
    ask(database, "INSERT INTO ended (run, expires_at) VALUES (?, ?)", sealed.packed[:8].hex(), time.time() + 1000)
    await ann.again()
    assert ann.main.startswith(OVER)


def forged(pressed: str) -> dict[str, str]:
    """Return what somebody might send instead of this payload, each of a run of its own."""
    cipher, now = TokenCipher([SECRET], IDLE), time.time()
    sealed = cipher.unseal(Purpose.CHECK, pressed, NOBODY)
    assert sealed
    stale, early, person, purpose, other = (secrets.token_bytes(RUN) + sealed.packed[RUN:] for _ in range(5))
    return {
        "stale": cipher.seal(Purpose.CHECK, stale, NOBODY, now - 901),
        "of the future": cipher.seal(Purpose.CHECK, early, NOBODY, now + 10_000),
        "of a person in a chat": cipher.seal(Purpose.CHECK, person, Participant("telegram", "1001"), now),
        "for another purpose": cipher.seal(Purpose.REMINDER, purpose, NOBODY, now),
        "by another secret": TokenCipher([b"x" * 32]).seal(Purpose.CHECK, other, NOBODY, now),
        "of other content": cipher.seal(Purpose.CHECK, b"r" * 8 + b"\xff" * 9, NOBODY, now),
        "changed": pressed[:9] + ("A" if pressed[9] != "A" else "B") + pressed[10:],
        "made up": f"C{secrets.token_urlsafe(38)}",
        "no base64": "C\x00é…💣",
        "long": "C" + "A" * 7000,
        "a name": "meldcode",
        "markup": '"><script>alert(1)</script>',
    }


async def test_a_payload_that_is_not_good_leads_to_a_start_button(ann: Visitor) -> None:
    for kind, given in forged(ann.past[-1]["press"]).items():
        await ann.send({"press": given, "locale": "xx", "first": "", "show": "what"})
        assert ann.answer.status_code == 200, kind
        assert ann.main.startswith(EXPIRED), kind
        assert ann.labels == ["Start: Groomingcheck"], kind
        assert "alert(1)" not in ann.answer.text
        await ann.send({"show": "help", "press": given})
        assert ann.heading == "Hulp en nummers", kind
        assert "<script>alert" not in ann.answer.text
        await ann.send({"leave": given})
        assert ann.answer.status_code == 204, kind


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Origin": "null"}, False),
        ({}, False),
        ({"Origin": "http://check.test", "Host": "check.test"}, False),
        ({"Origin": "https://check.test", "Host": "check.test"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "null"}, True),
        ({"Sec-Fetch-Site": "same-site"}, True),
        ({"Sec-Fetch-Site": "what"}, True),
        ({"Origin": "https://evil.test", "Host": "check.test"}, True),
        ({"Origin": "https://check.test.evil.test", "Host": "check.test"}, True),
        ({"Origin": "http://[", "Host": "check.test"}, True),
        ({"Origin": "", "Host": "check.test"}, True),
    ],
)
def test_a_press_that_another_website_makes_is_told_from_ours(headers: dict[str, str], refused: bool) -> None:  # noqa: FBT001 - it is what is expected
    assert foreign(Headers(headers)) is refused


async def test_a_press_that_another_website_makes_is_refused(ann: Visitor) -> None:
    await ann.send(ann.past[-1], **{"Sec-Fetch-Site": "same-origin", "Origin": "null"})
    assert ann.answer.status_code == 200
    await ann.send(ann.past[-1], **{"Sec-Fetch-Site": "cross-site"})
    assert ann.answer.status_code == 403
    assert ann.main.startswith("Dat ging niet goed\nJe kwam hier via een andere website.")
    assert ann.answer.headers["cache-control"] == "no-store"
    await ann.press("Naar het begin")
    assert ann.labels[0] == "Beginnen"


async def test_another_website_ends_no_check(ann: Visitor) -> None:
    await ann.send({"leave": ann.past[-1]["press"]}, **{"Sec-Fetch-Site": "cross-site"})
    assert ann.answer.status_code == 403
    await ann.again(1)
    assert ann.heading == "Ken je de signalen van grooming?"


async def test_what_can_not_be_read_is_refused(ann: Visitor) -> None:
    form = "application/x-www-form-urlencoded"
    for body, kind, status in (
        (b"press=" + b"A" * 9000, form, 413),
        (b"A" * 2_000_000, form, 413),
        (b"press=%ff", form, 400),
        (b"press=\xff", form, 400),
        (b"a&" * 100, form, 400),
        (b'{"press": "C"}', "application/json", 400),
        (b"press=C", "text/plain", 400),
        (b"press=C", "", 400),
    ):
        await ann.raw(body, kind)
        assert ann.answer.status_code == status, body[:20]
        assert ann.main.startswith("Dat ging niet goed\nWe konden niet lezen wat je browser stuurde.")
    await ann.press("Naar het begin")
    assert ann.labels[0] == "Beginnen"


async def test_a_form_with_nothing_in_it_leads_to_the_way_in(ann: Visitor) -> None:
    for body in (b"", b"&&&=", b"press", b"what=ever", b"press=&press="):
        await ann.raw(body)
        assert ann.answer.status_code == 200
        assert ann.labels[0] == "Beginnen"


async def test_nothing_is_lost_while_the_database_is_away(ann: Visitor, database: Path) -> None:
    before = ann.main
    with locked(database):
        await ann.press("Stop en wis")
        assert (ann.answer.status_code, ann.answer.headers["retry-after"]) == (503, "60")
        assert ann.main.startswith(LATER)
        await ann.press("Probeer het nog eens")
        assert ann.main.startswith(LATER)
    await ann.press("Probeer het nog eens")
    assert ann.heading == "Gewist"
    assert len(ask(database, "SELECT run FROM ended")) == 1
    await ann.send(ann.past[1])
    assert ann.main != before


async def test_leaving_while_the_database_is_away_ends_the_check_all_the_same(ann: Visitor, database: Path) -> None:
    with locked(database):
        await ann.send({"leave": ann.past[-1]["press"]})
        assert ann.answer.status_code == 503
    await ann.again(1)
    assert ann.main.startswith(OVER)


async def test_a_fault_of_the_program_is_told_with_a_reference(ann: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part of the program is removed under it, to simulate an unexpected fault."""
    with monkeypatch.context() as without:
        without.delattr("adapters.checks.dialogue.Dialogue.press")
        await ann.press("Ja")
    assert ann.answer.status_code == 500
    assert ann.main.startswith("Er ging iets mis\nEr ging iets mis.")
    await ann.press("Probeer het nog eens")
    assert ann.heading == "Herken je de signalen van grooming bij je cliënt?"


async def test_a_fault_of_the_page_itself_is_told_too(ann: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as without:
        without.delattr("adapters.web.page.PageWriter.write")
        for elsewhere in ("cross-site", "same-origin"):
            await ann.send(ann.past[1], **{"Sec-Fetch-Site": elsewhere})
            assert ann.answer.status_code == 500
            assert ann.answer.headers["cache-control"] == "no-store"
            assert "Er ging iets mis." in ann.answer.text
    await ann.again()
    assert ann.heading == "Ken je de signalen van grooming?"


async def test_before_it_runs_the_page_asks_for_patience(shipped: Content, database: Path) -> None:
    session = await Session.open(f"sqlite:///{database}")
    services = SharedServices.on(session, Dialogue(shipped, TokenCipher([SECRET]), IDLE), IDLE, "nl")
    app = Starlette(routes=WebChannel(WebSettings(), services).routes)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://check.test") as client:
        found = await client.get("/")
    await session.close()
    assert found.status_code == 503
    assert "Het lukt nu even niet." in found.text
