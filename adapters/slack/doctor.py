"""A look at Slack as it is now: the tokens, what the app may do, and whether its address is reached."""

import hashlib
import hmac
import time
from collections.abc import AsyncIterator, Mapping

import httpx

from adapters.finding import Finding
from adapters.slack.api import Api
from adapters.slack.error import AwayError, RefusedError
from adapters.slack.manifest import OPTIONAL, wanted
from adapters.slack.setting import PATH, Setting

AWAY = "Slack can't be reached. Look at the network, at a proxy, and at SLACK_API_URL."
_QUESTION = b"ssl_check=1"


async def examine(
    setting: Setting, locales: int, address: str | None, *, groups: bool = False
) -> AsyncIterator[Finding]:
    """Look at all of it.

    `locales`: how many languages there are words in; `address`: public, without a path; `groups`: whether a coordinator
    is a user group.
    """
    api = Api(setting)
    try:
        try:
            await api.open()
        except RefusedError as refused:
            yield Finding(
                "SLACK_BOT_TOKEN",
                f"Slack refuses it ({refused}). Install the app again, and copy the bot token that starts with xoxb-.",
                well=False,
            )
            return
        except AwayError:
            yield Finding("SLACK_API_URL", AWAY, well=False)
            return
        yield Finding("SLACK_BOT_TOKEN", "Slack knows it.")
        yield _scopes(api.scopes, wanted(locales, groups=groups))
        yield await (_socket(api, setting) if setting.app_token else _door(setting, address))
    finally:
        await api.close()


def _scopes(granted: frozenset[str], asked: Mapping[str, str]) -> Finding:
    missing = sorted(asked.keys() - granted)
    more = sorted(granted - asked.keys())
    lines = [f"{scope} is missing ({asked[scope]})." for scope in missing]
    lines += [f"{scope} is not needed; take it out." for scope in more]
    if not lines:
        return Finding("scopes", "just those that are needed.")
    well = not more and not set(missing) - OPTIONAL.keys()
    hint = "To change it, put in the manifest that 'groomingcheck manifest slack' prints, and install the app again."
    return Finding("scopes", " ".join([*lines, hint]), well=well)


async def _socket(api: Api, setting: Setting) -> Finding:
    try:
        await api.connect(setting.app_token)
    except RefusedError as refused:
        told = "Make an app-level token with the scope connections:write, and switch Socket Mode on."
        return Finding("SLACK_APP_TOKEN", f"Slack refuses it ({refused}). {told}", well=False)
    except AwayError:
        return Finding("SLACK_APP_TOKEN", AWAY, well=False)
    return Finding("SLACK_APP_TOKEN", "Slack gives an address to connect to.")


async def _door(setting: Setting, address: str | None) -> Finding:
    """Ask the address what Slack asks of it, signed as Slack signs."""
    if not address:
        return Finding("address", "not looked at. Give it with --url, to see whether commands arrive.")
    stamp = str(int(time.time()))
    signed = b":".join((b"v0", stamp.encode(), _QUESTION))
    made = hmac.new(setting.signing_secret.encode(), signed, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={made}",
    }
    try:
        async with httpx.AsyncClient() as client:
            answer = await client.post(f"{address.rstrip('/')}{PATH}", content=_QUESTION, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL, OSError):
        told = f"nobody answers. Lead it to {PATH} of GROOMINGCHECK_HOST:GROOMINGCHECK_PORT, and start the bot."
        return Finding("address", told, well=False)
    if answer.status_code == httpx.codes.OK:
        return Finding("address", "a command that Slack signs arrives.")
    told = f"a command that Slack signs is answered with {answer.status_code}."
    return Finding("address", f"{told} Look at what stands in between, and at SLACK_SIGNING_SECRET.", well=False)
