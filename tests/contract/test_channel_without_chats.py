"""A channel without chats works beside others and on its own, and is never asked for anything about chats."""

import asyncio
import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from adapters.channels import examples, registry
from adapters.channels.descriptor import ConfiguredChannel
from adapters.config import settings
from adapters.config.settings import SettingsError
from adapters.privacy.audit.audit import AuditResult
from adapters.privacy.audit.ports import free_port
from adapters.privacy.audit.statement import statement
from adapters.privacy.report import Report
from adapters.privacy.subject import Subject
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.inventory import Holdings
from messages.content import Content
from tests.support.command import run, run_in
from tests.support.counter.channel import NAME
from tests.support.counter.descriptor import DESCRIPTOR
from tests.support.telegram_bot import SWIFT, begin, configured, running, shown

COUNTER = ConfiguredChannel(DESCRIPTOR, "http://127.0.0.1/balie")


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    registry.CHANNELS.append("tests.support.counter")
    yield
    registry.CHANNELS.remove("tests.support.counter")


@pytest.fixture
def alone(registered: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - it is the one that stays
    monkeypatch.setattr(registry, "CHANNELS", ["tests.support.counter"])


async def answered(address: str) -> tuple[str, dict[str, str]]:
    """Return the value of the counter, and the bot's readiness report."""
    async with httpx.AsyncClient(trust_env=False) as client:
        said, ready = await asyncio.gather(client.get(f"{address}/balie"), client.get(f"{address}/readyz"))
    return said.text, ready.json()


async def test_it_is_served_beside_a_channel_that_has_chats(
    fake: TelegramSimulator, shipped: Content, database: Path
) -> None:
    chosen = configured(fake, database)
    async with running(shipped, replace(chosen, channels=(*chosen.channels, COUNTER)), fake) as bot:
        ann = fake.person(1001, language_code="nl")
        await begin(ann)
        said, parts = await answered(bot.url)
        assert shown(ann)
    assert "<b>" in said
    assert {*parts} == {"clock", "database", "telegram", NAME}


@pytest.mark.usefixtures("alone")
async def test_it_is_served_on_its_own_and_stops_cleanly(shipped: Content, database: Path) -> None:
    chosen = replace(
        settings.read(),
        secrets=(b"s" * 32,),
        database=f"sqlite:///{database}",
        port=free_port(),
        overwriting=False,
        channels=(COUNTER,),
        intervals=SWIFT,
    )
    async with running(shipped, chosen) as bot:
        said, _ = await answered(bot.url)
        assert "<b>" in said
        assert await bot.stop() == 0


def test_it_has_no_message_that_could_be_wiped_too_late() -> None:
    assert NAME not in registry.wipeable()
    assert DESCRIPTOR.limits in registry.limits()


def test_none_of_its_users_is_an_example() -> None:
    assert NAME not in examples.coordinators() + examples.subjects()
    assert examples.coordinators().startswith("slack:")


def test_none_of_its_users_can_be_a_coordinator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROOMINGCHECK_COORDINATORS", f"{NAME}:1")
    with pytest.raises(SettingsError, match="GROOMINGCHECK_COORDINATORS: Must be like slack:U123"):
        settings.read()


def test_none_of_its_users_can_be_erased() -> None:
    assert Subject.read(f"{NAME}:1") is None
    done = run("", "privacy", "--erase", f"{NAME}:1")
    assert (done.returncode, done.stderr.startswith(b"groomingcheck: --erase: must be like slack:C123")) == (2, True)


def test_the_storage_report_leaves_it_out(shipped: Content) -> None:
    report = Report(shipped.words["nl"], "UTC", frozenset())
    held = "\n".join(report.held("", Holdings((), (), (), (), ()), 0))
    assert "privacy --erase slack:C123" in held
    assert NAME not in held.lower()


def test_the_audit_does_not_count_it_among_the_platforms_that_keep_something(shipped: Content) -> None:
    result = AuditResult(("Balie",), 1, 1, [])
    page = statement([result], shipped.words["en"], "en", dt.datetime(2026, 11, 29, tzinfo=dt.UTC))
    assert "Telegram" in page.beyond
    assert DESCRIPTOR.title not in page.beyond


def test_it_needs_no_outgoing_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks5://127.0.0.1:9")
    monkeypatch.setenv("BALIE", "open")
    assert [one.descriptor.name for one in settings.read().channels] == [NAME]
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:made-up_made-up_made-up_made-up_made-up")
    with pytest.raises(SettingsError, match="HTTPS_PROXY: Must be the address of an HTTP proxy"):
        settings.read()


def test_the_doctor_compares_no_clock_and_looks_for_no_proxy_of_it(tmp_path: Path) -> None:
    lines = examined(tmp_path, BALIE="open")
    assert lines[-1] == "ok    Balie: BALIE: open."
    assert "ok    clock: not checked: there is no platform to compare it with. Keep it in sync with NTP." in lines


@pytest.mark.usefixtures("alone")
def test_the_doctor_looks_for_a_proxy_only_where_a_platform_is_called(tmp_path: Path) -> None:
    assert "ok    proxy: none is set." in examined(tmp_path, BALIE="open", ALL_PROXY="http://127.0.0.1:9")


def test_the_page_at_which_anybody_can_hold_a_check_is_known() -> None:
    assert COUNTER.page == "http://127.0.0.1/balie"
    assert ConfiguredChannel(registry.descriptors()[0], None).page is None


def examined(folder: Path, **chosen: str) -> list[str]:
    """Return what the doctor says on a machine from which nothing can be reached."""
    surroundings = {"HOME": str(folder), "HTTPS_PROXY": "http://127.0.0.1:9", **chosen}
    return run_in(folder, "", "doctor", **surroundings).stdout.decode().splitlines()
