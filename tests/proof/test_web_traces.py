"""What a browser keeps of the page, on https: nothing that can be read, and nothing that shows an ended check again."""

import json
import os
import random
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from adapters.privacy.audit.canaries import Canaries, CanaryKind
from adapters.privacy.audit.ports import free_port
from adapters.privacy.audit.search import Searched, SearchedPlace, search
from tests.support.chromium import back, forward, needs_chromium, profile, reload
from tests.support.https_front import https_front
from tests.support.keyboard import ROOT
from tests.support.spawner import Spawner
from tests.support.telegram_bot import SECRET
from tests.support.web_process import until, web_serving
from tests.support.web_visitor import button

pytestmark = needs_chromium
CHECKS = 100
HOST = "check.test"
ADDRESS = f"https://{HOST}/"
LAST, STOP = "Klaar en wissen", "Stop en wis"
OVER = "Deze check is al gewist."
LIMIT = 40
"""The most presses of a whole check, which is finished long before."""
SESSIONS = re.compile(r"Default/Sessions/(Session|Tabs)_\d+")
"""The files in which Chromium keeps which pages were open, with each form that was sent for one."""
_ZIPPED = re.compile(rb"\x1f\x8b\x08")
_LINES = """() => [...document.querySelectorAll("main h1, main h2, main p, main li, main button")]
  .map(one => one.textContent.replace(/\\s+/g, " ").trim())"""


@contextmanager
def visit(port: int, folder: Path) -> Iterator[BrowserContext]:
    """Run a browser with a profile in this folder, for the page that is served on this port, over https."""
    folder.mkdir(exist_ok=True)
    with https_front({HOST: port}, folder) as front, profile(folder / "profile", front, locale="nl-NL") as context:
        yield context


@pytest.fixture(scope="module")
def port(spawner: Spawner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with web_serving(spawner, tmp_path_factory.mktemp("web"), GROOMINGCHECK_WEB_URL=ADDRESS) as served:
        yield urlsplit(served.url).port or 0


def note(page: Page, canaries: Canaries) -> None:
    """Note all that is on a screen: every line and label, and what its buttons carry."""
    lines = [line for line in page.evaluate(_LINES) if len(line) > 11]
    payloads = page.locator("main button[name=press]").evaluate_all("all => all.map(one => one.value)")
    canaries.words |= dict.fromkeys(lines, CanaryKind.LINE)
    canaries.words |= {payload: CanaryKind.BUTTON for payload in payloads if len(payload) > 30}


def hold(page: Page, canaries: Canaries, number: int, *, ending: bool = True) -> list[str]:
    """Run a check with random answers, to its end or partway; return the heading of each screen.

    Args:
        page: Where.
        canaries: Where all that is seen is noted.
        number: Chooses the chance.
        ending: Whether the check is ended there, rather than walked away from.
    """
    page.goto(ADDRESS)
    chance = random.Random(number)  # noqa: S311 - nothing is secret
    stopping, called = chance.choice([LIMIT, LIMIT, 3, 7]), list[str]()
    for count in range(LIMIT):
        note(page, canaries)
        called.append(page.get_by_role("heading", level=1).inner_text())
        finished = button(page, LAST).count()
        if finished or count == stopping:
            if ending:
                press(page, LAST if finished else STOP)
            return called
        answers = page.locator("main button.answer")
        press(page, chance.randrange(answers.count()) if answers.count() else main(page))
    raise AssertionError(called)


def main(page: Page) -> str:
    return page.locator("main button.main").first.inner_text()


def press(page: Page, label: str | int) -> None:
    with page.expect_navigation():
        button(page, label).click()


def kept(folder: Path, canaries: Canaries) -> Searched:
    """Search every file of a profile, and whatever is packed in it."""
    pieces = [(str(path.relative_to(folder)), path.read_bytes()) for path in folder.rglob("*") if path.is_file()]
    return search(SearchedPlace.DEVICE, [(name, content + unzipped(content)) for name, content in pieces], canaries)


def unzipped(content: bytes) -> bytes:
    return b"".join(_opened(content[found.start() :]) for found in _ZIPPED.finditer(content))


def _opened(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(packed)
    except zlib.error:
        return b""


def test_a_hundred_checks_leave_nothing_to_read_on_the_disk(port: int, tmp_path: Path) -> None:
    """Some are walked away from, the last of them too: what is ended clears the cache.

    The browser keeps the form that it sent for each screen: a sealed button, in the files of its sessions alone.
    """
    canaries = Canaries()
    with visit(port, tmp_path) as context:
        page = context.new_page()
        for number in range(CHECKS):
            hold(page, canaries, number, ending=(number + 1) % 10 > 0)
    found = kept(tmp_path / "profile", canaries)
    assert len(canaries.words) > 1000
    assert (found.amount or 0) > 1_000_000
    assert {leak.kind for leak in found.leaks} <= {CanaryKind.BUTTON}
    assert [leak.where for leak in found.leaks if not SESSIONS.fullmatch(leak.where)] == []


@contextmanager
def leaky(folder: Path) -> Iterator[int]:
    """Serve the page with a leak: a browser may keep it."""
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "GROOMINGCHECK_WEB": "on",
        "GROOMINGCHECK_DATABASE_URL": f"sqlite:///{folder}/ledger.db",
        "GROOMINGCHECK_SECRET": SECRET.decode(),
        "GROOMINGCHECK_PORT": str(port),
        "GROOMINGCHECK_OVERWRITE_MEMORY": "off",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "tests.support.leaky_web_program"]
    output = folder / "output"
    with (
        output.open("wb") as log,
        subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log) as process,
    ):
        until(lambda: b'"receiving"' in output.read_bytes())
        yield port
        process.terminate()


def test_a_page_that_may_be_kept_is_found_there_and_comes_back(tmp_path: Path) -> None:
    """So the search finds what there is, and without our header there would be something."""
    canaries = Canaries()
    with leaky(tmp_path) as port, visit(port, tmp_path) as context:
        page = context.new_page()
        called = hold(page, canaries, 1)
        assert back(page)
        assert page.get_by_role("heading", level=1).inner_text() == called[-1]
    found = {(leak.kind, leak.where.rpartition("/")[0]) for leak in kept(tmp_path / "profile", canaries).leaks}
    assert (CanaryKind.LINE, "Default/Cache/Cache_Data") in found


def refused(page: Page) -> bool:
    """Return whether nothing of a check is shown: that it is over, or Chromium's question whether to send it again."""
    protocol, said = page.evaluate("[location.protocol, document.querySelector('main')?.innerText ?? '']")
    return protocol == "chrome-error:" or OVER in said


def test_after_the_end_back_forward_and_reload_show_nothing_of_a_check(port: int, tmp_path: Path) -> None:
    with visit(port, tmp_path) as context:
        page = context.new_page()
        called = hold(page, Canaries(), 2)
        for _ in called[1:]:
            assert not back(page)
            assert refused(page)
            assert reload(page)  # as if somebody said yes to sending the form once more
            assert refused(page)
        for _ in called[2:]:
            assert not forward(page)
            assert refused(page)
            assert reload(page)
            assert refused(page)


def restore(folder: Path) -> None:
    """Make the browser restore its open tabs at the next start."""
    file = folder / "profile" / "Default" / "Preferences"
    chosen = json.loads(file.read_text())
    chosen.setdefault("session", {})["restore_on_startup"] = 1
    file.write_text(json.dumps(chosen))


def test_a_session_that_is_restored_after_the_end_shows_nothing_of_a_check(port: int, tmp_path: Path) -> None:
    with visit(port, tmp_path) as context:
        hold(context.new_page(), Canaries(), 3)
    restore(tmp_path)
    with visit(port, tmp_path) as context:
        [page] = [one for one in context.pages if one.url != "about:blank"]
        page.wait_for_function("location.protocol === 'chrome-error:'")
        assert reload(page)
        assert refused(page)
        assert not back(page)
        assert reload(page)
        assert refused(page)
