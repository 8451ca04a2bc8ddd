"""What the doctor says of the page at its public address, and of what something on the way does to it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.responses import RedirectResponse, Response

from adapters.platforms.certificates import trusted_certificates
from messages.content import Content
from tests.e2e.test_doctor import examined
from tests.support.page_behind import SECRET, PageBehind, page_behind
from tests.support.page_proxies import PROXIES, PageProxy, opened

ADDRESS = "GROOMINGCHECK_WEB_URL"
ARRIVES = f"warn  Browser: {ADDRESS}: the page can be reached over http, which is only for this machine."
SAME = "ok    Browser: GROOMINGCHECK_SECRET: all processes behind the address use the one configured here."
WHOLE = "ok    Browser: headers: all headers that tell a browser to store nothing arrive unchanged."


@pytest.fixture
async def page(shipped: Content, tmp_path: Path) -> AsyncIterator[PageBehind]:
    async with page_behind(shipped, tmp_path / "ledger.db") as behind:
        yield behind


async def told(folder: Path, address: str, *arguments: str, **settings: str) -> tuple[int, list[str]]:
    """Return the exit status of the doctor, and its lines about the page."""
    named = {"GROOMINGCHECK_WEB": "on", "GROOMINGCHECK_SECRET": SECRET, ADDRESS: address, **settings}
    status, lines = await examined(folder, *arguments, **named)
    return status, [line for line in lines if line[6:].startswith("Browser: ")]


@pytest.mark.parametrize("proxy", PROXIES)
async def test_behind_each_proxy_all_is_well(proxy: PageProxy, page: PageBehind, tmp_path: Path) -> None:
    (tmp_path / "proxy").mkdir()
    async with opened(proxy, page.port, tmp_path / "proxy") as front:
        trusted_certificates.cache_clear()
        status, lines = await told(tmp_path, front.url, SSL_CERT_FILE=str(front.authority))
    trusted_certificates.cache_clear()
    assert (status, lines) == (0, [f"ok    Browser: {ADDRESS}: the page can be reached over https.", SAME, WHOLE])


async def test_over_http_it_warns(page: PageBehind, tmp_path: Path) -> None:
    status, [arrives, *lines] = await told(tmp_path, page.url)
    assert (status, arrives[: len(ARRIVES)], lines) == (0, ARRIVES, [SAME, WHOLE])


async def test_without_an_address_it_looks_at_the_one_that_is_passed(page: PageBehind, tmp_path: Path) -> None:
    _, lines = await told(tmp_path, "")
    assert lines == [
        (
            f"ok    Browser: {ADDRESS}: not set, so the page wasn't looked at. Set it to the page's public address; "
            "for one on this machine, pass it with --url, such as --url http://127.0.0.1:8080."
        )
    ]
    status, [arrives, *lines] = await told(tmp_path, "", "--url", page.url)
    told_of = "warn  Browser: address: the page can be reached over http,"
    assert (status, arrives[: len(told_of)], lines) == (0, told_of, [SAME, WHOLE])


@pytest.mark.parametrize(
    ("meddled", "written", "line"),
    [
        ({"Cache-Control": "public, max-age=60"}, "", "headers: a proxy in front of the page changes Cache-Control."),
        (
            {"Referrer-Policy": "", "Content-Security-Policy": "default-src *"},
            "",
            "headers: a proxy in front of the page changes Content-Security-Policy, Referrer-Policy.",
        ),
        ({"Set-Cookie": "visitor=1"}, "", "page: a proxy in front of the page sets a cookie."),
        ({"Age": "3"}, "", "page: a proxy in front of the page caches it."),
        ({}, "<script src=x></script>", "page: a proxy in front of the page changes its content."),
    ],
)
async def test_what_something_on_the_way_does_is_told(
    page: PageBehind, tmp_path: Path, meddled: dict[str, str], written: str, line: str
) -> None:
    page.meddled, page.written = meddled, written
    status, lines = await told(tmp_path, page.url)
    assert status == 1
    assert [one.partition(" Configure it")[0] for one in lines if one.startswith("WRONG")] == [f"WRONG Browser: {line}"]


async def test_another_secret_is_told(page: PageBehind, tmp_path: Path) -> None:
    status, lines = await told(tmp_path, page.url, GROOMINGCHECK_SECRET="another" * 8)
    assert status == 1
    wrong = "WRONG Browser: GROOMINGCHECK_SECRET: the process behind the address uses a different one"
    assert [one for one in lines if one.startswith(wrong)]


@pytest.mark.parametrize(
    ("method", "instead", "status", "line"),
    [
        (
            "GET",
            RedirectResponse("https://login.example.org/x"),
            0,
            "answers with 307 and redirects to login.example.org.",
        ),
        ("GET", Response(status_code=401), 0, "in front of the page answers with 401. If that is your sign-in"),
        ("GET", Response("<h1>Welcome to nginx!"), 1, "the answer isn't the page (200). Start the bot."),
        ("GET", Response(status_code=404), 1, "the answer isn't the page (404). Start the bot."),
        ("POST", Response(status_code=403), 1, "a press is answered with 403. Allow POST requests to this address."),
    ],
)
async def test_what_stands_before_the_page_is_told(
    page: PageBehind, tmp_path: Path, method: str, instead: Response, status: int, line: str
) -> None:
    page.instead[method] = instead
    found, [only] = await told(tmp_path, page.url)
    assert (found, only[:5]) == (status, "WRONG" if status else "warn ")
    assert line in only


async def test_an_address_at_which_nothing_answers_is_told(tmp_path: Path) -> None:
    status, [line] = await told(tmp_path, "https://127.0.0.1:9/")
    assert (status, line.startswith(f"WRONG Browser: {ADDRESS}: nothing answers: Connection refused.")) == (1, True)
