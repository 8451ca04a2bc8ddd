"""Somebody who uses the page in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page

from tests.support.chromium import PATIENCE

TO_ADVICE: tuple[str | int, ...] = ("Beginnen", *(0,) * 8, "Verder naar vraag 9", 0)
"""A whole check but for its end: the first answer to each question. The one before the last calls for a card."""
FAULTS = {"error", "warning"}
"""The kinds of what Chromium says in its console that something is wrong with, as with what the policy forbids."""
_SUBMITTED = """([payload, locale]) => {
  const form = document.createElement("form")
  Object.assign(form, {method: "post", hidden: true})
  for (const [name, value] of [["press", payload], ["locale", locale]])
    form.append(Object.assign(document.createElement("input"), {name, value}))
  document.body.append(form)
  form.submit()
}"""
_FOCUSED = """() => {
  const one = document.activeElement, look = getComputedStyle(one), box = one.getBoundingClientRect()
  const above = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
  const edged = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2
  return [one.textContent.trim(), edged && !!above && (one === above || one.contains(above))]
}"""


@dataclass(frozen=True)
class Focused:
    """What has the focus: its name, and whether it is seen to have it."""

    name: str
    seen: bool


@contextmanager
def visiting(browser: Browser, address: str, locale: str = "nl-NL", *, script: bool = True) -> Iterator[Page]:
    """Open the page in a private window for the length of a block. Chromium may find no fault with it."""
    context = browser.new_context(locale=locale, java_script_enabled=script)
    context.set_default_timeout(PATIENCE)
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text) if message.type in FAULTS else None)
    page.goto(address)
    yield page
    context.close()
    assert not said, said


def button(page: Page, label: str | int) -> Locator:
    """Return a button of the page by its label, or an answer by its place."""
    if isinstance(label, int):
        return page.get_by_role("group").get_by_role("button").nth(label)
    return page.get_by_role("button", name=label, exact=True)


def walk(page: Page, *labels: str | int) -> None:
    """Press button after button, each by its label or, of an answer, by its place."""
    for label in labels:
        with page.expect_navigation():
            button(page, label).click()


def heading(page: Page) -> str:
    """Return what the screen is."""
    return page.get_by_role("heading", level=1).inner_text()


def show(page: Page, payload: str, locale: str) -> None:
    """Press a button that isn't on the page, and carries this."""
    with page.expect_navigation():
        page.evaluate(_SUBMITTED, [payload, locale])


def tab_to(page: Page, label: str | int) -> list[Focused]:
    """Press Tab until this button has the focus, and return what had it on the way there, and at last the button."""
    wanted, met = button(page, label), list[Focused]()
    while not met or not wanted.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
        met.append(Focused(*page.evaluate(_FOCUSED)))
        assert len(met) < 30
    return met
