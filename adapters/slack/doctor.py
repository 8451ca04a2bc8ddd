"""Checks Slack: the tokens, the scopes, the views and messages, whether events arrive, and the clock."""

import hashlib
import hmac
import time
from collections.abc import AsyncIterator, Mapping

import httpx

from adapters.channels.clock_diagnosis import compared_clock
from adapters.channels.diagnosis import ADDRESS, Diagnosis, DoctorRequest
from adapters.platforms.errors import RefusedError, UnavailableError
from adapters.platforms.http_client import http_client
from adapters.platforms.network import network_reason
from adapters.slack.api import Api
from adapters.slack.manifest import OPTIONAL, wanted
from adapters.slack.sample_surfaces import surfaces
from adapters.slack.settings import PATH, SlackSettings, groups
from adapters.slack.socket_hello import hello

UNREACHABLE = "Slack can't be reached: {reason}. Check the network, the proxy if there is one, and SLACK_API_URL."
_QUESTION = b"ssl_check=1"


async def examine(settings: SlackSettings, request: DoctorRequest) -> AsyncIterator[Diagnosis]:
    """Check everything, and yield each result."""
    api = Api(settings)
    try:
        async for found in _look(api, settings, request):
            yield found
    finally:
        await api.close()
    async for found in compared_clock(settings.api_url):
        yield found


async def _look(api: Api, settings: SlackSettings, request: DoctorRequest) -> AsyncIterator[Diagnosis]:
    try:
        await api.open()
    except RefusedError as refused:
        text = "Install the app again, and copy the bot token that starts with xoxb-."
        yield Diagnosis("SLACK_BOT_TOKEN", f"Slack refuses it ({refused.reason}). {text}", well=False)
        return
    except UnavailableError as away:
        yield Diagnosis("SLACK_API_URL", UNREACHABLE.format(reason=away.said), well=False)
        return
    yield Diagnosis("SLACK_BOT_TOKEN", "Slack knows it.")
    yield _scopes(api.scopes, wanted(len(request.dialogue.locales), groups=bool(groups(request.coordinators))))
    async for found in _surfaces(api, request):
        yield found
    yield await (_socket(api, settings) if settings.app_token else _delivery(settings, request.address))


async def _surfaces(api: Api, request: DoctorRequest) -> AsyncIterator[Diagnosis]:
    """Have Slack validate everything that people are shown; nothing is posted, and it takes no scope."""
    shown = list(surfaces(request.dialogue, request.locale, request.page))
    try:
        for surface in shown:
            try:
                await api.validate(surface.kind, surface.content)
            except RefusedError as refused:
                if not refused.reason.startswith("invalid_"):
                    raise
                yield Diagnosis("screens", f"Slack refuses the {surface.name} ({refused.said}). Report it.", well=False)
    except (RefusedError, UnavailableError) as failed:
        yield Diagnosis("screens", f"Slack doesn't say whether it shows them ({failed.said}).")
    else:
        yield Diagnosis("screens", f"{len(shown)} were validated by Slack.")


def _scopes(granted: frozenset[str], asked: Mapping[str, str]) -> Diagnosis:
    missing = sorted(asked.keys() - granted)
    more = sorted(granted - asked.keys())
    lines = [f"{scope} is missing ({asked[scope]})." for scope in missing]
    lines += [f"{scope} is not needed; remove it." for scope in more]
    if not lines:
        return Diagnosis("scopes", "exactly those that are needed.")
    well = not more and not set(missing) - OPTIONAL.keys()
    hint = "To change it, put in the manifest that 'groomingcheck manifest slack' prints, and install the app again."
    return Diagnosis("scopes", " ".join([*lines, hint]), well=well)


async def _socket(api: Api, settings: SlackSettings) -> Diagnosis:
    try:
        trouble = await hello(settings.app_token, api.client)
    except RefusedError as refused:
        text = "Make an app-level token with the scope connections:write, and switch Socket Mode on."
        return Diagnosis("SLACK_APP_TOKEN", f"Slack refuses it ({refused.reason}). {text}", well=False)
    except UnavailableError as away:
        return Diagnosis("SLACK_APP_TOKEN", UNREACHABLE.format(reason=away.said), well=False)
    if trouble:
        text = f"the websocket doesn't open: {trouble}. Let websockets through the proxy and the firewall."
        return Diagnosis("SLACK_APP_TOKEN", text, well=False)
    return Diagnosis("SLACK_APP_TOKEN", "Slack said hello over Socket Mode.")


async def _delivery(settings: SlackSettings, address: str | None) -> Diagnosis:
    """Send the address a verification request, signed like Slack's."""
    if not address:
        return Diagnosis(ADDRESS, "not checked. Pass it with --url, to see whether commands arrive.")
    stamp = str(int(time.time()))
    signed = b":".join((b"v0", stamp.encode(), _QUESTION))
    made = hmac.new(settings.signing_secret.encode(), signed, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={made}",
    }
    try:
        async with http_client(address) as client:
            answer = await client.post(f"{address.rstrip('/')}{PATH}", content=_QUESTION, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as failed:
        text = f"nothing answers: {network_reason(failed)}. Start the bot, and route it to {PATH}"
        return Diagnosis(ADDRESS, f"{text} of GROOMINGCHECK_HOST:GROOMINGCHECK_PORT.", well=False)
    if answer.status_code == httpx.codes.OK:
        return Diagnosis(ADDRESS, "a command that Slack signs arrives.")
    if answer.is_redirect:
        return Diagnosis(ADDRESS, "it redirects, which Slack doesn't follow: give the other address.", well=False)
    text = f"a command that Slack signs is answered with {answer.status_code}."
    return Diagnosis(ADDRESS, f"{text} Check any proxy in between, and SLACK_SIGNING_SECRET.", well=False)
