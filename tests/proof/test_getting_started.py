"""The getting-started pages, followed to the letter on a fresh clone, against the simulators of the platforms.

What is followed is the last commit, as a clone has no more. `--rewrite` has the pages show what the doctor says now.
"""

import json
import re
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from adapters.privacy.audit.ports import free_port
from adapters.simulators.slack.server import SlackSimulator
from adapters.simulators.telegram.server import TelegramSimulator
from tests.support.caller import until
from tests.support.company_network import company_network
from tests.support.getting_started import follow, newcomer
from tests.support.page_proxies import CADDY, NAME, opened
from tests.support.slack_bot import begin
from tests.support.slack_bot import shown as shown_slack
from tests.support.slack_bot import walk as walk_slack
from tests.support.telegram_bot import shown, walk
from tests.support.web_bot import Visitor


@pytest.fixture
def rewriting(request: pytest.FixtureRequest) -> bool:
    """Return whether the pages get what the doctor says now."""
    return bool(request.config.getoption("--rewrite"))


async def test_the_page_on_telegram_leads_to_the_first_question(
    tmp_path: Path, fake: TelegramSimulator, *, rewriting: bool
) -> None:
    filled = {"TELEGRAM_BOT_TOKEN": fake.token}
    here = {"TELEGRAM_API_URL": fake.url, "GROOMINGCHECK_PORT": str(free_port())}
    async with newcomer(tmp_path, filled, **here) as somebody:
        somebody.own["@your_bot"] = "@groomingcheck_bot"
        followed = [block async for block in follow(somebody, "telegram", rewriting=rewriting)]
        assert len([block for block in followed if block.shown]) >= 4
        ann = fake.person(1001)
        await ann.say("/start")
        await until(lambda: shown(ann).startswith("Groomingcheck"))
        await walk(ann, "Beginnen")
        assert "Vraag 1 van 9" in shown(ann)


async def test_the_page_on_slack_leads_to_the_first_question(tmp_path: Path, *, rewriting: bool) -> None:
    """The app has the scopes of the manifest that the page has printed."""
    filled = {"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_APP_TOKEN": "xapp-test"}
    async with SlackSimulator(scopes=()) as slack:
        here = {"SLACK_API_URL": slack.url, "GROOMINGCHECK_PORT": str(free_port())}
        async with newcomer(tmp_path, filled, **here) as somebody:
            async for block in follow(somebody, "slack", rewriting=rewriting):
                if block.lines == [".venv/bin/groomingcheck manifest slack"]:
                    slack.workspace.scopes = tuple(scopes(somebody.output))
            slack.deliver_to(None)
            await slack.connected(20)
            ann = slack.person("U1001")
            await begin(ann)
            await walk_slack(ann, "Beginnen")
            assert "Vraag 1 van 9" in shown_slack(ann)


def scopes(manifest: str) -> list[str]:
    """Return the bot's scopes in a manifest, which is JSON with comments."""
    found = json.loads(re.sub(r"^ *#.*$", "", manifest, flags=re.MULTILINE))
    return list(found["oauth_config"]["scopes"]["bot"])


@pytest.mark.skipif(not CADDY.path, reason=f"needs {CADDY.program} ({CADDY.package})")
async def test_the_page_on_the_web_leads_to_the_first_question_here_and_by_https(
    tmp_path: Path, *, rewriting: bool
) -> None:
    port = free_port()
    async with (
        public_name(port, tmp_path) as world,
        newcomer(tmp_path, {}, GROOMINGCHECK_PORT=str(port)) as somebody,
    ):
        for said in ("Open http://127.0.0.1:{}/ in", "doctor --url http://127.0.0.1:{}"):
            somebody.own[said.format(8080)] = said.format(port)
        async for block in follow(somebody, "web", rewriting=rewriting):
            if block.lines == [".venv/bin/groomingcheck serve"]:
                assert await first_question(f"http://127.0.0.1:{port}/")
            elif block.lines == [f"GROOMINGCHECK_WEB_URL=https://{NAME}/"]:
                somebody.environment |= world
        assert await first_question(f"https://{NAME}/", world)
        assert NAME in (somebody.folder / "poster.html").read_text()


@asynccontextmanager
async def public_name(port: int, folder: Path) -> AsyncIterator[dict[str, str]]:
    """Route the host name of the examples to Caddy, set up as on the page, in front of this port.

    Yields:
        The settings with which a program finds that name, and trusts its certificate.
    """
    (folder / "proxy").mkdir()
    tls = f"\ttls {folder}/proxy/localhost.pem {folder}/proxy/localhost.key"
    named = {f"\n{NAME} {{": f"\nlocalhost, {NAME} {{\n{tls}", NAME: NAME}
    async with opened(CADDY, port, folder / "proxy", **named) as front:
        passed = {NAME: urlsplit(front.url).port or 0}
        async with company_network({}, folder, passed=passed) as network:
            bypassed = "api.telegram.org,slack.com"
            yield {"HTTPS_PROXY": network.url, "NO_PROXY": bypassed, "SSL_CERT_FILE": str(front.authority)}


async def first_question(address: str, world: Mapping[str, str] | None = None) -> bool:
    """Open the page, press the button that begins, and return whether that leads to the first question."""
    trusted = ssl.create_default_context(cafile=world["SSL_CERT_FILE"] if world else None)
    transport = httpx.AsyncHTTPTransport(verify=trusted, proxy=world["HTTPS_PROXY"] if world else None)
    async with Visitor(address, transport=transport) as ann:
        await ann.open()
        await ann.press("Beginnen")
        return "Vraag 1 van 9" in ann.main
