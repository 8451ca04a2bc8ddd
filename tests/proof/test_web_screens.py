"""Every screen of every shipped check, in both languages, on the page in a real browser, however somebody uses it."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import httpx
import pytest
from playwright.sync_api import ViewportSize

from messages.loading.folder import Folder
from messages.loading.organisation import Organisation
from tests.support.accessibility import misfits, violations
from tests.support.chromium import PATIENCE, browsing, needs_chromium, opened
from tests.support.loading import load_content
from tests.support.spawner import Spawner
from tests.support.web_process import web_serving
from tests.support.web_screens import payloads, pressed, shape
from tests.support.web_visitor import show

pytestmark = needs_chromium
CHECKS = Folder().checks()
LOOKS: Sequence[Mapping[str, Any]] = ({"color_scheme": "dark"}, {"forced_colors": "active"})
NARROW = ViewportSize(width=320, height=256)
"""A window of 1,280 by 1,024 pixels at 400 %."""
FINGER = 44
"""CSS pixels. Source: https://www.w3.org/TR/WCAG22/#target-size-enhanced."""


@pytest.fixture(scope="module")
def address(spawner: Spawner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with web_serving(spawner, tmp_path_factory.mktemp("web"), GROOMINGCHECK_CHECKS=",".join(CHECKS)) as served:
        yield f"{served.url}/"


@pytest.fixture(scope="module")
def every(address: str) -> Mapping[tuple[str, str], str]:
    """Every page, by its language and by what the button carries that leads to it."""
    content = load_content(Organisation(checks=CHECKS))
    with httpx.Client(base_url=address, timeout=PATIENCE / 1000) as client:
        buttons = [payload for check in content.checks.values() for _, payload in payloads(content, check)]
        return {
            (locale, payload): pressed(client, payload, locale)
            for locale, payload in itertools.product(("nl", "en"), buttons)
        }


def test_axe_finds_nothing_in_light_in_dark_and_in_colours_of_ones_own(
    address: str, every: Mapping[tuple[str, str], str]
) -> None:
    different, wrong = {shape(text): key for key, text in every.items()}, set[tuple[str, str]]()
    with browsing() as browser:
        page = opened(browser, address)
        for locale, payload in different.values():
            show(page, payload, locale)
            wrong |= {*violations(page)}
            for look in LOOKS if locale == "nl" else ():  # a colour is the same in each language
                page.emulate_media(**look)
                wrong |= {*violations(page, contrast=True)}
            page.emulate_media(color_scheme="light", forced_colors="none")
    assert wrong == set()
    assert {locale for locale, _ in different.values()} == {"nl", "en"}


def test_all_fits_a_narrow_window_at_four_times_the_size_and_can_be_pressed_with_a_finger(
    address: str, every: Mapping[tuple[str, str], str]
) -> None:
    with browsing() as browser:
        page = browser.new_page(viewport=NARROW, device_scale_factor=4)
        page.goto(address)
        found = misfits(page, [*every.values()], FINGER)
    assert len(found) == len(every)
    assert {one for wrong in found for one in wrong} == set()
