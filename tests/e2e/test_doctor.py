"""The doctor: one line for each thing it examined, which says what to do if something is wrong."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from adapters.privacy.audit.ports import free_port
from adapters.simulators.slack import errors as slack_error
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram import errors
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.storage.wipe_store import WipeStore
from messages.content import Content
from tests.support.caller import Caller
from tests.support.command import run_in
from tests.support.company_network import company_network
from tests.support.keyboard import piped
from tests.support.readiness.telegram import REDIRECT
from tests.support.relay import relay
from tests.support.slack_bot import configured, serving
from tests.support.telegram_bot import HOOK_SECRET

SECRET = "0123456789abcdef" * 4
BOTH = "GROOMINGCHECK_MELDPUNT and GROOMINGCHECK_ACHTERWACHT"
NEITHER = (
    "neither is set: a worker alone at night is told to ask a manager where to report and whom to call. "
    "Set each to one line: a name and a number."
)
OPEN = "warn  .env: other users of this machine can open it, and it contains secrets. Run 'chmod 600 .env'."
HERE = {
    "GROOMINGCHECK_DATABASE_URL", "GROOMINGCHECK_SECRET", BOTH, "GROOMINGCHECK_COORDINATORS", "proxy", "texts",
}  # fmt: skip
"""What is examined wherever the bot runs."""


async def examined(folder: Path, *arguments: str, **settings: str) -> tuple[int, list[str]]:
    """Run the doctor; return its exit status, and its lines."""
    told = {"GROOMINGCHECK_SECRET": SECRET, "HOME": str(folder), **settings}
    done = await asyncio.to_thread(run_in, folder, "", "doctor", *arguments, **told)
    assert b"Traceback" not in done.stderr
    return done.returncode, (done.stdout or done.stderr).decode().splitlines()


def over_socket(slack: SlackSimulator) -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_APP_TOKEN": "xapp-test", "SLACK_API_URL": slack.url}


def over_http(slack: SlackSimulator) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": "xoxb-test", "SLACK_SIGNING_SECRET": slack.signing_secret, "SLACK_API_URL": slack.url,
    }  # fmt: skip


def on_telegram(fake: TelegramSimulator) -> dict[str, str]:
    return {"TELEGRAM_BOT_TOKEN": fake.token, "TELEGRAM_API_URL": fake.url}


@pytest.fixture
def nowhere() -> dict[str, str]:
    """The settings of a machine from which nothing can be reached."""
    return {"HTTPS_PROXY": "http://127.0.0.1:9"}


async def test_without_a_channel_it_examines_the_rest(tmp_path: Path, nowhere: dict[str, str]) -> None:
    status, lines = await examined(tmp_path, **nowhere)
    assert status == 1
    assert [line for line in lines if line.startswith("WRONG")] == [
        "WRONG proxy: can't be reached: Connection refused. Correct HTTPS_PROXY, or start the proxy."
    ]
    assert {line[6:].partition(":")[0] for line in lines} == HERE | {"clock", "platforms"}
    told = "ok    platforms: none is configured, so 'groomingcheck serve' serves {}. To serve others, set "
    assert lines[-1].startswith(told.format("the web page, on this machine only"))
    _, lines = await examined(tmp_path, GROOMINGCHECK_WEB="off", **nowhere)
    assert lines[-1].startswith(told.format("nothing"))
    assert "ok    clock: not checked: no platform can be reached to compare it with." in lines


async def test_a_page_that_others_can_reach_over_http_is_told(tmp_path: Path, nowhere: dict[str, str]) -> None:
    told, everywhere = "warn  GROOMINGCHECK_HOST: {} serves the page over plain http to any machine", "192.0.2.1"
    for host, public, exposed in (
        (everywhere, "", True),
        ("127.0.0.1", "", False),
        ("localhost", "", False),
        (everywhere, "https://check.example", False),
    ):
        page = {"GROOMINGCHECK_WEB": "on", "GROOMINGCHECK_WEB_URL": public} if public else {}
        _, lines = await examined(tmp_path, GROOMINGCHECK_HOST=host, **page, **nowhere)
        assert any(line.startswith(told.format(host)) for line in lines) == exposed
        assert any("the web page, over plain http." in line for line in lines) == exposed


async def test_without_a_channel_a_secret_is_only_advised(tmp_path: Path, nowhere: dict[str, str]) -> None:
    _, lines = await examined(tmp_path, GROOMINGCHECK_SECRET="", **nowhere)
    told = "not set: a restart ends checks under way. Set it to the output of 'openssl rand -hex 32'."
    assert f"warn  GROOMINGCHECK_SECRET: {told}" in lines
    _, lines = await examined(tmp_path, GROOMINGCHECK_SECRET="", GROOMINGCHECK_WEB="on", **nowhere)
    assert f"WRONG GROOMINGCHECK_SECRET: {told}" in lines


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        (0o600, ["ok    .env: only its owner can open it."]),
        (0o400, ["ok    .env: only its owner can open it."]),
        (0o640, [OPEN]),
        (0o604, [OPEN]),
        (None, []),
    ],
)
async def test_it_says_who_can_open_the_file_of_the_settings(
    tmp_path: Path, nowhere: dict[str, str], mode: int | None, told: list[str]
) -> None:
    if mode:
        (tmp_path / ".env").touch()
        (tmp_path / ".env").chmod(mode)
    _, lines = await examined(tmp_path, **nowhere)
    assert [line for line in lines if " .env: " in line] == told


async def test_it_writes_to_the_database(tmp_path: Path, nowhere: dict[str, str]) -> None:
    ledger = tmp_path / "ledger.db"
    settings = {"GROOMINGCHECK_DATABASE_URL": f"sqlite:///{ledger}", **nowhere}
    _, [line, *_] = await examined(tmp_path, **settings)
    assert line == f"ok    GROOMINGCHECK_DATABASE_URL: {ledger} doesn't exist yet; the bot creates it when it starts."
    assert not ledger.exists()
    await (await WipeStore.open(f"sqlite:///{ledger}", {})).close()
    _, [line, *_] = await examined(tmp_path, **settings)
    assert line == "ok    GROOMINGCHECK_DATABASE_URL: can be read and written."
    with closing(sqlite3.connect(ledger)) as database:
        assert database.execute("SELECT count(*) FROM action").fetchone() == (0,)
        database.execute("CREATE TRIGGER full BEFORE INSERT ON action BEGIN SELECT RAISE(ABORT, 'full'); END")
    status, [line, *_] = await examined(tmp_path, **settings)
    assert status == 1
    assert line.startswith("WRONG GROOMINGCHECK_DATABASE_URL: can be read but not written")


async def test_a_database_that_does_not_answer_is_told(tmp_path: Path, nowhere: dict[str, str]) -> None:
    address = "postgresql://groomingcheck:hidden@127.0.0.1:9/groomingcheck"
    status, [line, *_] = await examined(tmp_path, GROOMINGCHECK_DATABASE_URL=address, **nowhere)
    assert status == 1
    assert line.startswith("WRONG GROOMINGCHECK_DATABASE_URL: the database can't be opened: ")
    assert "hidden" not in line


async def test_texts_that_cannot_be_used_are_told(tmp_path: Path, nowhere: dict[str, str]) -> None:
    (tmp_path / "texts" / "words").mkdir(parents=True)
    (tmp_path / "texts" / "words" / "nl.toml").write_text("[[[")
    status, lines = await examined(tmp_path, GROOMINGCHECK_MESSAGES=str(tmp_path / "texts"), **nowhere)
    assert status == 1
    assert lines[-1].startswith("WRONG texts: ")


async def test_a_language_that_the_texts_lack_is_told(fake: TelegramSimulator, tmp_path: Path) -> None:
    status, lines = await examined(tmp_path, GROOMINGCHECK_LOCALE="fr", **on_telegram(fake))
    assert status == 1
    assert lines[-1] == "WRONG GROOMINGCHECK_LOCALE: unknown 'fr'; choose from: nl, en."


async def test_settings_that_do_not_go_together_are_told(fake: TelegramSimulator, tmp_path: Path) -> None:
    named = {"GROOMINGCHECK_COORDINATORS": "slack:U1,telegram:1", "GROOMINGCHECK_SECRET": ""}
    status, lines = await examined(tmp_path, **on_telegram(fake), **named)
    assert status == 1
    wrong = [line.removeprefix("WRONG ") for line in lines if line.startswith("WRONG")]
    assert [line.partition(". ")[0] for line in wrong] == [
        "GROOMINGCHECK_SECRET: not set: a restart ends checks under way",
        "GROOMINGCHECK_COORDINATORS: names people on a platform that isn't configured: slack",
    ]


@pytest.mark.parametrize(
    ("named", "told"),
    [
        (
            {},
            [f"warn  {BOTH}: {NEITHER}"],
        ),
        (
            {"MELDPUNT": "Veilig Werken, 030-1234567"},
            [
                "ok    GROOMINGCHECK_MELDPUNT: set.",
                "ok    GROOMINGCHECK_ACHTERWACHT: not set; workers are told to ask their manager whom to call.",
            ],
        ),
        (
            {"ACHTERWACHT": "06-12345678"},
            [
                "ok    GROOMINGCHECK_MELDPUNT: not set; workers are told to ask their manager where to report.",
                "ok    GROOMINGCHECK_ACHTERWACHT: set.",
            ],
        ),
        (
            {"MELDPUNT": "Veilig Werken, 030-1234567", "ACHTERWACHT": "06-12345678"},
            ["ok    GROOMINGCHECK_MELDPUNT: set.", "ok    GROOMINGCHECK_ACHTERWACHT: set."],
        ),
    ],
)
async def test_it_warns_where_a_worker_finds_nobody_to_call_and_fails_nowhere(
    fake: TelegramSimulator, tmp_path: Path, named: dict[str, str], told: list[str]
) -> None:
    settings = {f"GROOMINGCHECK_{name}": value for name, value in named.items()}
    status, lines = await examined(tmp_path, **on_telegram(fake), **settings)
    assert status == 0, lines
    assert [line for line in lines if "MELDPUNT" in line or "ACHTERWACHT" in line] == told


async def test_where_all_is_well_every_line_says_so(fake: TelegramSimulator, tmp_path: Path) -> None:
    async with SlackSimulator(scopes=("commands", "chat:write", "users:read")) as slack:
        status, lines = await examined(tmp_path, **over_socket(slack), **on_telegram(fake))
    assert status == 0, lines
    assert [
        line.rsplit(":", 1)[0] for line in lines if line[6:].startswith(("Slack", "Tele")) and "clock" not in line
    ] == [
        "ok    Slack: SLACK_BOT_TOKEN",
        "ok    Slack: scopes",
        "ok    Slack: screens",
        "ok    Slack: SLACK_APP_TOKEN",
        "ok    Telegram: TELEGRAM_BOT_TOKEN",
        "ok    Telegram: delivery",
    ]
    assert "ok    Slack: clock: right." in lines
    assert "ok    Telegram: TELEGRAM_BOT_TOKEN: Telegram knows it as the token of @groomingcheck_bot." in lines
    assert not [line for line in lines if "xoxb" in line or "xapp" in line or fake.token in line]


async def test_a_process_of_its_own_says_the_same(slack: SlackSimulator, tmp_path: Path) -> None:
    done = await asyncio.to_thread(
        piped, "", "doctor", GROOMINGCHECK_SECRET=SECRET, HOME=str(tmp_path), **over_socket(slack)
    )
    assert (done.returncode, done.stdout.decode().splitlines()) == await examined(tmp_path, **over_socket(slack))
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("scopes", "status", "words"),
    [
        (("commands", "users:read"), 1, "chat:write is missing (for reminders"),
        (("commands", "chat:write"), 0, "users:read is missing (to see which language"),
        (("commands", "chat:write", "users:read", "im:history"), 1, "im:history is not needed; remove it."),
    ],
)
async def test_what_the_app_may_do_is_held_against_what_it_needs(
    tmp_path: Path, scopes: tuple[str, ...], status: int, words: str
) -> None:
    async with SlackSimulator(scopes=scopes) as slack:
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
    slack: SlackSimulator, tmp_path: Path, method: str, word: str, line: str
) -> None:
    slack.fail(method, slack_error.api_error(word))
    status, lines = await examined(tmp_path, **over_socket(slack))
    assert status == 1
    assert [found for found in lines if found.startswith(line)]


@pytest.mark.parametrize(("ahead", "words"), [(600.0, "behind. Set it"), (-600.0, "ahead. Set it")])
async def test_a_clock_that_is_wrong_is_told(slack: SlackSimulator, tmp_path: Path, ahead: float, words: str) -> None:
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
    assert [line.partition(". ")[0] for line in lines if line.startswith("WRONG")] == [
        "WRONG Slack: SLACK_API_URL: Slack can't be reached: Connection refused",
        "WRONG Telegram: TELEGRAM_API_URL: Telegram can't be reached: Connection refused",
    ]


async def test_it_sees_whether_a_signed_command_arrives(
    slack: SlackSimulator, shipped: Content, database: Path, tmp_path: Path
) -> None:
    async with serving(slack, shipped, configured(slack, database, http=True)) as bot:
        _, lines = await examined(tmp_path, "--url", bot.url, **over_http(slack))
        assert "ok    Slack: address: a command that Slack signs arrives." in lines
        other = {**over_http(slack), "SLACK_SIGNING_SECRET": "f" * 32}
        status, lines = await examined(tmp_path, "--url", bot.url, **other)
        assert status == 1
        assert [line for line in lines if "is answered with 401. Check" in line]
    status, lines = await examined(tmp_path, "--url", bot.url, **over_http(slack))
    assert [line for line in lines if line.startswith("WRONG Slack: address: nothing answers: Connection refused.")]
    _, lines = await examined(tmp_path, **over_http(slack))
    assert [line for line in lines if line.startswith("ok    Slack: address: not checked.")]


@pytest.mark.parametrize(
    "url", ["foo", "", "http://bot.example.org", "https://bot.example.org/slack", "ftp://127.0.0.1"]
)
async def test_an_address_that_no_platform_delivers_to_is_refused(
    tmp_path: Path, url: str, nowhere: dict[str, str]
) -> None:
    status, lines = await examined(tmp_path, "--url", url, **nowhere)
    told = "must start with https:// (http:// on this machine) and end after the host name or port."
    assert (status, lines) == (2, [f"groomingcheck: --url: {told}"])


async def test_an_address_that_nothing_looked_at_is_told(
    slack: SlackSimulator, fake: TelegramSimulator, tmp_path: Path
) -> None:
    told = "warn  --url: not checked: it is only used by Slack over HTTP, which isn't configured or doesn't work."
    for settings in ({}, on_telegram(fake), over_socket(slack)):
        _, lines = await examined(tmp_path, "--url", "https://bot.example.org", **settings)
        assert lines[-1] == told
        _, lines = await examined(tmp_path, **settings)
        assert told not in lines
    _, lines = await examined(tmp_path, "--url", "http://127.0.0.1:9", **over_http(slack))
    assert [line for line in lines if line.startswith("WRONG Slack: address: ")]
    assert told not in lines


async def test_the_state_of_a_webhook_is_told(fake: TelegramSimulator, tmp_path: Path) -> None:
    hook = {"TELEGRAM_WEBHOOK_URL": "https://bot.example.org", "TELEGRAM_WEBHOOK_SECRET": HOOK_SECRET}
    status, lines = await examined(tmp_path, **on_telegram(fake), **hook)
    assert status == 1
    assert [line for line in lines if line.startswith("WRONG Telegram: TELEGRAM_WEBHOOK_URL: Telegram delivers to an")]


async def test_updates_that_cannot_be_delivered_are_told(fake: TelegramSimulator, call: Caller, tmp_path: Path) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}/telegram"
    await call("setWebhook", url=nowhere, secret_token=HOOK_SECRET)
    await fake.person(1001).say("/start")
    async with asyncio.timeout(10):
        while "last_error_message" not in await call("getWebhookInfo"):
            await asyncio.sleep(0.01)
    hook = {"TELEGRAM_WEBHOOK_URL": nowhere, "TELEGRAM_WEBHOOK_SECRET": HOOK_SECRET}
    status, lines = await examined(tmp_path, **on_telegram(fake), **hook)
    assert status == 1
    assert [
        line
        for line in lines
        if line.startswith(
            "WRONG Telegram: TELEGRAM_WEBHOOK_URL: Telegram can't deliver: Webhook connection closed; 1 update waits."
        )
    ]


async def test_a_token_that_telegram_does_not_know_is_told(fake: TelegramSimulator, tmp_path: Path) -> None:
    fake.fail("getMe", errors.unauthorized())
    status, lines = await examined(tmp_path, **on_telegram(fake))
    assert status == 1
    assert [line for line in lines if line.startswith("WRONG Telegram: TELEGRAM_BOT_TOKEN: Telegram doesn't know it.")]


async def test_user_groups_are_needed_only_where_one_coordinates(tmp_path: Path) -> None:
    named = {"GROOMINGCHECK_COORDINATORS": "slack:S2"}
    async with SlackSimulator(scopes=("commands", "chat:write", "users:read")) as slack:
        status, lines = await examined(tmp_path, **over_socket(slack), **named)
        assert status == 1
        assert [line for line in lines if "usergroups:read is missing (to see who is in the user groups" in line]
    async with SlackSimulator(scopes=("commands", "chat:write", "users:read", "usergroups:read")) as slack:
        status, lines = await examined(tmp_path, **over_socket(slack), **named)
        assert status == 0, lines
        status, lines = await examined(tmp_path, **over_socket(slack))
        assert status == 1
        assert [line for line in lines if "usergroups:read is not needed; remove it." in line]


async def test_private_chats_with_topics_are_told(fake: TelegramSimulator, tmp_path: Path) -> None:
    fake.account.threaded = True
    status, lines = await examined(tmp_path, **on_telegram(fake))
    assert status == 1
    [line] = [line for line in lines if line.startswith("WRONG")]
    assert line.startswith("WRONG Telegram: topics: private chats have topics")
    assert "Switch Threaded Mode off at BotFather" in line


async def test_every_kind_of_screen_is_validated_by_slack(slack: SlackSimulator, tmp_path: Path) -> None:
    status, lines = await examined(tmp_path, **over_socket(slack), GROOMINGCHECK_COORDINATORS="slack:S1")
    assert status == 0, lines
    asked = [call.parameters for call in slack.calls if call.method == "blocks.validate"]
    views = [json.loads(str(one["view"])) for one in asked if "view" in one]
    assert f"ok    Slack: screens: {len(asked)} were validated by Slack." in lines
    assert len([one for one in asked if "message" in one]) == 1
    assert {one["callback_id"] for one in views if one["type"] == "modal"} == {"check", "plan"}
    kinds = {block["type"] for one in views for block in one["blocks"]}
    assert kinds >= {"alert", "rich_text", "actions", "divider"}
    pickers = {block["accessory"]["type"] for one in views for block in one["blocks"] if "accessory" in block}
    assert pickers >= {"timepicker", "datepicker", "multi_conversations_select"}
    assert [one for one in views if one["type"] == "home"]
    assert not [one for one in slack.calls if one.method.startswith(("views.", "chat."))]


async def test_a_screen_that_slack_would_refuse_is_told(slack: SlackSimulator, tmp_path: Path) -> None:
    told = {
        "errors": [{"pointer": "/blocks/0/type", "code": "failed_constraint", "message": "unsupported type: alert"}]
    }
    slack.fail("blocks.validate", slack_error.api_error("invalid_view", **told))
    status, lines = await examined(tmp_path, **over_socket(slack))
    assert status == 1
    assert [
        line for line in lines if "unsupported type: alert (/blocks/0/type)" in line and line.startswith("WRONG Slack")
    ]


@pytest.mark.parametrize("word", ["unknown_method", "ratelimited"])
async def test_a_slack_that_validates_nothing_is_no_fault(slack: SlackSimulator, tmp_path: Path, word: str) -> None:
    slack.fail("blocks.validate", slack_error.api_error(word), times=100)
    status, lines = await examined(tmp_path, **over_socket(slack), GROOMINGCHECK_COORDINATORS="slack:S1")
    assert status == 0, lines
    assert f"ok    Slack: screens: Slack doesn't say whether it shows them ({word})." in lines


async def test_the_websocket_is_opened_until_slack_says_hello(slack: SlackSimulator, tmp_path: Path) -> None:
    slack.sockets.refusals.append(403)
    status, lines = await examined(tmp_path, **over_socket(slack))
    assert status == 1
    assert [
        line
        for line in lines
        if line.startswith("WRONG Slack: SLACK_APP_TOKEN: the websocket doesn't open: it is answ")
    ]


async def test_a_webhook_that_redirects_is_told_with_what_telegram_says(
    fake: TelegramSimulator, call: Caller, tmp_path: Path
) -> None:
    async with relay("http://127.0.0.1:9/telegram") as (port, url):
        port.answer = REDIRECT
        await call("setWebhook", url=url, secret_token=HOOK_SECRET)
        await fake.person(1001).say("/start")
        async with asyncio.timeout(10):
            while "last_error_message" not in await call("getWebhookInfo"):
                await asyncio.sleep(0.01)
        hook = {"TELEGRAM_WEBHOOK_URL": url, "TELEGRAM_WEBHOOK_SECRET": HOOK_SECRET}
        _, lines = await examined(tmp_path, **on_telegram(fake), **hook)
    [line] = [line for line in lines if line.startswith("WRONG Telegram: TELEGRAM_WEBHOOK_URL")]
    assert "Wrong response from the webhook: 307 Temporary Redirect" in line
    assert "It redirects, but Telegram doesn't follow redirects" in line


async def test_in_a_company_network_it_goes_by_the_proxy_and_compares_the_clock(
    slack: SlackSimulator, fake: TelegramSimulator, tmp_path: Path
) -> None:
    ports = (urlsplit(slack.url).port or 0, urlsplit(fake.url).port or 0)
    hosts = {"slack.com": ports[0], "wss.slack.com": ports[0], "api.telegram.org": ports[1]}
    slack.workspace.base = "https://wss.slack.com/"
    tokens = {"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_APP_TOKEN": "xapp-test", "TELEGRAM_BOT_TOKEN": fake.token}
    async with company_network(hosts, tmp_path) as network:
        status, lines = await examined(tmp_path, **network.environment)
        assert (status, "ok    clock: right." in lines) == (0, True), lines
        named = {"GROOMINGCHECK_COORDINATORS": "slack:S1"}
        status, lines = await examined(tmp_path, **network.environment, **tokens, **named)
        assert status == 0, lines
        assert set(network.asked) == set(hosts)
        assert [line for line in lines if line.startswith("ok    Slack: SLACK_APP_TOKEN: Slack said hello")]
        network.expected = "c2VjcmV0"
        status, lines = await examined(tmp_path, **network.environment, **tokens)
    assert status == 1
    refused = "can't be reached: the proxy answers 407 Proxy Authentication Required."
    assert len([line for line in lines if line.startswith("WRONG") and refused in line]) == 2
