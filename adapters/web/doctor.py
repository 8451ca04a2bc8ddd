"""Examines the page at its public address, as a browser gets it: whether it arrives, and what is changed on the way."""

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
"""How often it presses a button: of several processes behind one address each is to be met."""
UNSET = (
    "not set, so the page wasn't looked at. Set it to the page's public address; for one on this machine, pass it with "
    "--url, such as --url http://127.0.0.1:8080."
)
ROUTE = f"Route it to {PATH} of GROOMINGCHECK_HOST:GROOMINGCHECK_PORT"


async def examine(settings: WebSettings, request: DoctorRequest) -> AsyncIterator[Diagnosis]:
    """Examine everything, and yield each result. `request`: its address is looked at where the settings have none."""
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
    """Open the page, and press the button of a check, which starts none until another is pressed."""
    async with http_client(address) as client:
        opened = await client.get(address)
        headers = {"Content-Type": KIND, "Origin": "null", "Sec-Fetch-Site": "same-origin"}
        pressed = [await client.post(address, headers=headers, data={"press": check}) for _ in range(TIMES)]
    return Answers(opened, tuple(pressed))


def _obstacle(about: str, answers: Answers) -> Diagnosis | None:
    """Say what stands before the page, so that nothing else can be seen; None if nothing does."""
    opened = answers.opened
    if opened.is_redirect or opened.status_code == httpx.codes.UNAUTHORIZED:
        to = urlsplit(opened.headers.get("location", "")).hostname
        text = f"something before the page answers with {opened.status_code}{f', and leads to {to}' if to else ''}."
        hint = "If that is your sign-in, all is well, and 'doctor --url http://127.0.0.1:8080' looks at the bot itself"
        return Diagnosis(about, f"{text} {hint}; otherwise set the address that it leads to.", warns=True)
    if not answers.ours:
        text = f"what answers isn't the page ({opened.status_code}). Start the bot. {ROUTE}."
        return Diagnosis(about, text, well=False)
    if refused := answers.refused:
        return Diagnosis(about, f"a press is answered with {refused}. Let POST to this address through.", well=False)
    return None


def _reached(about: str, address: str) -> Diagnosis:
    if address.startswith("https:"):
        return Diagnosis(about, "the page arrives, by https.")
    text = "the page arrives, over http, which is for this machine alone. For others, put a proxy with a certificate"
    return Diagnosis(about, f"{text} before it.", warns=True)
