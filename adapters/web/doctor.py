"""Check the page at its public address, as a browser gets it: can it be reached, and is it unchanged?"""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx

from adapters.channels.diagnosis import ADDRESS, Diagnosis, DoctorRequest
from adapters.platforms.http_client import http_client
from adapters.platforms.network import network_reason
from adapters.web.answers import Answers
from adapters.web.form import KIND
from adapters.web.settings import PATH, WebSettings

SETTING = "GROOMINGCHECK_WEB_URL"
TIMES = 4
"""How often to press a button, to reach each of several processes behind one address."""
UNSET = (
    "not set, so the page wasn't looked at. Set it to the page's public address; for one on this machine, pass it with "
    "--url, such as --url http://127.0.0.1:8080."
)
ROUTE = f"Route it to {PATH} of GROOMINGCHECK_HOST:GROOMINGCHECK_PORT"


async def examine(settings: WebSettings, request: DoctorRequest) -> AsyncIterator[Diagnosis]:
    """Run every check, and yield each result. `request`: its address is used if the settings have none."""
    about, address = (SETTING, settings.url) if settings.url else (ADDRESS, request.address)
    if not address:
        yield Diagnosis(SETTING, UNSET)
        return
    try:
        answers = await _asked(address, next(iter(request.dialogue.checks)))
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as failed:
        text = f"nothing answers: {network_reason(failed)}. Start the bot. {ROUTE}."
        yield Diagnosis(about, text, well=False)
        return
    if obstacle := _obstacle(about, answers):
        yield obstacle
        return
    yield _reached(about, address)
    for found in answers.examined(request.dialogue, secure=address.startswith("https:")):
        yield found


async def _asked(address: str, check: str) -> Answers:
    """Open the page and press the button of a check, which doesn't count as a check until another press."""
    async with http_client(address) as client:
        opened = await client.get(address)
        headers = {"Content-Type": KIND, "Origin": "null", "Sec-Fetch-Site": "same-origin"}
        pressed = [await client.post(address, headers=headers, data={"press": check}) for _ in range(TIMES)]
    return Answers(opened, tuple(pressed))


def _obstacle(about: str, answers: Answers) -> Diagnosis | None:
    """Return what prevents the page from being reached; None if nothing does."""
    opened = answers.opened
    if opened.is_redirect or opened.status_code == httpx.codes.UNAUTHORIZED:
        to = urlsplit(opened.headers.get("location", "")).hostname
        redirects = f" and redirects to {to}" if to else ""
        text = f"something in front of the page answers with {opened.status_code}{redirects}."
        hint = "If that is your sign-in, all is well; 'doctor --url http://127.0.0.1:8080' checks the bot itself"
        return Diagnosis(about, f"{text} {hint}; otherwise set the address that it redirects to.", warns=True)
    if not answers.ours:
        text = f"the answer isn't the page ({opened.status_code}). Start the bot. {ROUTE}."
        return Diagnosis(about, text, well=False)
    if refused := answers.refused:
        return Diagnosis(about, f"a press is answered with {refused}. Allow POST requests to this address.", well=False)
    return None


def _reached(about: str, address: str) -> Diagnosis:
    if address.startswith("https:"):
        return Diagnosis(about, "the page can be reached over https.")
    text = "the page can be reached over http, which is only for this machine. For others, put a proxy with TLS"
    return Diagnosis(about, f"{text} in front of it.", warns=True)
