"""The doctor: one line for each thing it looked at, with what to do where something is wrong."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from adapters.slack.fake import error as slack_error
from adapters.slack.fake.server import FakeSlack
from adapters.telegram.fake import error
from adapters.telegram.fake.server import FakeTelegram
from messages.content import Content
from tests.bot import HOOK_SECRET, free_port
from tests.caller import Caller
from tests.slack_bot import configured, serving

ROOT = Path(__file__).parents[1]


async def examined(folder: Path, *arguments: str, **settings: str) -> tuple[int | None, list[str]]:
    """Run the doctor; give its exit status, and its lines."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "adapters", "doctor", *arguments),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(ROOT), **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await asyncio.wait_for(process.communicate(), 60)
    assert b"Traceback" not in err
    return process.returncode, (out or err).decode().splitlines()


def over_socket(slack: FakeSlack) -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_APP_TOKEN": "xapp-test", "SLACK_API_URL": slack.url}


def over_http(slack: FakeSlack) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": "xoxb-test", "SLACK_SIGNING_SECRET": slack.signing_secret, "SLACK_API_URL": slack.url,
    }  # fmt: skip


def on_telegram(fake: FakeTelegram) -> dict[str, str]:
    return {"TELEGRAM_BOT_TOKEN": fake.token, "TELEGRAM_API_URL": fake.url}


async def test_without_a_channel_it_says_what_to_set(tmp_path: Path) -> None:
    status, [line] = await examined(tmp_path)
    assert status == 2
    assert line.startswith("groomingcheck: no chat platform is configured.")


async def test_where_all_is_well_every_line_says_so(fake: FakeTelegram, tmp_path: Path) -> None:
    async with FakeSlack(scopes=("commands", "chat:write", "users:read")) as slack:
        status, lines = await examined(tmp_path, **over_socket(slack), **on_telegram(fake))
    assert status == 0, lines
    assert [line.rsplit(":", 1)[0] for line in lines if "clock" not in line] == [
        "ok    Slack: SLACK_BOT_TOKEN",
        "ok    Slack: scopes",
        "ok    Slack: SLACK_APP_TOKEN",
        "ok    Telegram: TELEGRAM_BOT_TOKEN",
        "ok    Telegram: delivery",
    ]
    assert "ok    Slack: clock: right." in lines
    assert not [line for line in lines if "test" in line]


@pytest.mark.parametrize(
    ("scopes", "status", "words"),
    [
        (("commands", "users:read"), 1, "chat:write is missing (for the reminders"),
        (("commands", "chat:write"), 0, "users:read is missing (to see which language"),
        (("commands", "chat:write", "users:read", "im:history"), 1, "im:history is not needed; take it out."),
    ],
)
async def test_what_the_app_may_do_is_held_against_what_it_needs(
    tmp_path: Path, scopes: tuple[str, ...], status: int, words: str
) -> None:
    async with FakeSlack(scopes=scopes) as slack:
        found, lines = await examined(tmp_path, **over_socket(slack))
    assert found == status
    [line] = [line for line in lines if "Slack: scopes" in line]
    assert line.startswith("WRONG" if status else "ok")
    assert words in line


@pytest.mark.parametrize(
    ("method", "word", "line"),
    [
        ("auth.test", "invalid_auth", "WRONG Slack: SLACK_BOT_TOKEN: Slack refuses it (invalid_auth)."),
        ("apps.connections.open", "not_allowed_token_type", "WRONG Slack: SLACK_APP_TOKEN: Slack refuses it"),
    ],
)
async def test_a_token_that_slack_refuses_is_told(
    slack: FakeSlack, tmp_path: Path, method: str, word: str, line: str
) -> None:
    slack.fail(method, slack_error.api_error(word))
    status, lines = await examined(tmp_path, **over_socket(slack))
    assert status == 1
    assert [found for found in lines if found.startswith(line)]


@pytest.mark.parametrize(("ahead", "words"), [(600.0, "behind. Set it"), (-600.0, "ahead. Set it")])
async def test_a_clock_that_is_wrong_is_told(slack: FakeSlack, tmp_path: Path, ahead: float, words: str) -> None:
    slack.clock.advance(ahead)
    status, lines = await examined(tmp_path, **over_socket(slack))
    assert status == 1
    [line] = [line for line in lines if line.startswith("WRONG Slack: clock:")]
    assert words in line


async def test_a_platform_that_is_away_is_told(tmp_path: Path) -> None:
    nowhere = {"SLACK_API_URL": "http://127.0.0.1:9/api/", "TELEGRAM_API_URL": "http://127.0.0.1:9"}
    tokens = {"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_APP_TOKEN": "xapp-test", "TELEGRAM_BOT_TOKEN": "1:test"}
    status, lines = await examined(tmp_path, **tokens, **nowhere)
    assert status == 1
    assert [line[: line.index(" can't be")] for line in lines] == [
        "WRONG Slack: SLACK_API_URL: Slack",
        "WRONG Telegram: TELEGRAM_API_URL: Telegram",
    ]


async def test_it_sees_whether_a_signed_command_arrives(
    slack: FakeSlack, shipped: Content, database: Path, tmp_path: Path
) -> None:
    async with serving(slack, shipped, configured(slack, database, http=True)) as bot:
        _, lines = await examined(tmp_path, "--url", bot.url, **over_http(slack))
        assert "ok    Slack: address: a command that Slack signs arrives." in lines
        other = {**over_http(slack), "SLACK_SIGNING_SECRET": "f" * 32}
        status, lines = await examined(tmp_path, "--url", bot.url, **other)
        assert status == 1
        assert [line for line in lines if "is answered with 401. Look at" in line]
    status, lines = await examined(tmp_path, "--url", bot.url, **over_http(slack))
    assert [line for line in lines if line.startswith("WRONG Slack: address: nobody answers.")]
    _, lines = await examined(tmp_path, **over_http(slack))
    assert [line for line in lines if line.startswith("ok    Slack: address: not looked at.")]


async def test_the_state_of_a_webhook_is_told(fake: FakeTelegram, tmp_path: Path) -> None:
    hook = {"TELEGRAM_WEBHOOK_URL": "https://bot.example.org", "TELEGRAM_WEBHOOK_SECRET": HOOK_SECRET}
    status, lines = await examined(tmp_path, **on_telegram(fake), **hook)
    assert status == 1
    assert [line for line in lines if line.startswith("WRONG Telegram: TELEGRAM_WEBHOOK_URL: Telegram delivers to an")]


async def test_updates_that_cannot_be_delivered_are_told(fake: FakeTelegram, call: Caller, tmp_path: Path) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}/telegram"
    await call("setWebhook", url=nowhere, secret_token=HOOK_SECRET)
    await fake.person(1001).say("/start")
    async with asyncio.timeout(10):
        while "last_error_message" not in await call("getWebhookInfo"):
            await asyncio.sleep(0.01)
    hook = {"TELEGRAM_WEBHOOK_URL": nowhere, "TELEGRAM_WEBHOOK_SECRET": HOOK_SECRET}
    status, lines = await examined(tmp_path, **on_telegram(fake), **hook)
    assert status == 1
    assert [line for line in lines if line.startswith("WRONG Telegram: TELEGRAM_WEBHOOK_URL: 1 updates wait")]


async def test_a_token_that_telegram_does_not_know_is_told(fake: FakeTelegram, tmp_path: Path) -> None:
    fake.fail("getMe", error.unauthorized())
    status, lines = await examined(tmp_path, **on_telegram(fake))
    assert status == 1
    assert lines[0].startswith("WRONG Telegram: TELEGRAM_BOT_TOKEN: Telegram doesn't know it.")


async def test_user_groups_are_needed_only_where_one_coordinates(tmp_path: Path) -> None:
    named = {"GROOMINGCHECK_COORDINATORS": "slack:S2"}
    async with FakeSlack(scopes=("commands", "chat:write", "users:read")) as slack:
        status, lines = await examined(tmp_path, **over_socket(slack), **named)
        assert status == 1
        assert [line for line in lines if "usergroups:read is missing (to see who is in the user groups" in line]
    async with FakeSlack(scopes=("commands", "chat:write", "users:read", "usergroups:read")) as slack:
        status, lines = await examined(tmp_path, **over_socket(slack), **named)
        assert status == 0, lines
        status, lines = await examined(tmp_path, **over_socket(slack))
        assert status == 1
        assert [line for line in lines if "usergroups:read is not needed; take it out." in line]
