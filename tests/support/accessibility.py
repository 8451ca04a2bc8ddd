"""What a browser shows of a page to those who see, hear or steer it in other ways."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_CONTRAST = {"runOnly": ["color-contrast"]}
_AXE = Axe()
_SIDEWAYS = """() => [...document.querySelectorAll("body *")]
  .filter(one => one.getClientRects().length && one.getBoundingClientRect().right > innerWidth + 0.5)
  .map(one => one.outerHTML.slice(0, 80))
  .concat(document.documentElement.scrollWidth > document.documentElement.clientWidth ? ["the page"] : [])"""
_TARGETS = """least => [...document.querySelectorAll("button, summary, header a")]
  .filter(one => one.getClientRects().length)
  .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, box]) => Math.min(box.width, box.height) < least - 0.01)
  .map(([name, box]) => `${name}: ${box.width} by ${box.height}`)"""
_SHOWN = """([pages, least]) => pages.map(text => {
  const other = new DOMParser().parseFromString(text, "text/html")
  document.documentElement.lang = other.documentElement.lang
  document.body.replaceWith(document.adoptNode(other.body))
  return [...(SIDEWAYS)(), ...(TARGETS)(least)]
})""".replace("SIDEWAYS", _SIDEWAYS).replace("TARGETS", _TARGETS)
Spoken = tuple[str, str]
"""What something is, and what it says."""


def violations(page: Page, *, contrast: bool = False) -> list[tuple[str, str]]:
    """Return what axe finds: the rule, and where. `contrast`: look for nothing but that."""
    found = _AXE.run(page, options=_CONTRAST if contrast else None).response
    assert contrast or found["passes"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]


def sideways(page: Page) -> list[str]:
    """Return what sticks out at the side of the window."""
    found: list[str] = page.evaluate(_SIDEWAYS)
    return found


def small_targets(page: Page, least: int) -> list[str]:
    """Return what can be pressed and measures less than so many CSS pixels in either direction."""
    found: list[str] = page.evaluate(_TARGETS, least)
    return found


def misfits(page: Page, others: Sequence[str], least: int) -> list[list[str]]:
    """Return what sticks out and what is too small in each of these pages, laid out where one like them stands."""
    found: list[list[str]] = page.evaluate(_SHOWN, [others, least])
    return found


def spoken(page: Page) -> list[Spoken]:
    """Return the page in the order in which it is read out, from the browser's own accessibility tree."""
    session = page.context.new_cdp_session(page)
    nodes = {one["nodeId"]: one for one in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    return [*_said(nodes, next(iter(nodes)))]


def _said(nodes: Mapping[str, Any], at: str) -> Iterator[Spoken]:
    node = nodes[at]
    role, name = node["role"]["value"], node.get("name", {}).get("value", "")
    if not node["ignored"] and role != "InlineTextBox" and (name or role in _BARE):
        level = [one["value"]["value"] for one in node.get("properties", ()) if one["name"] == "level"]
        yield (f"{role} {level[0]}" if role == "heading" else role, name)
    for child in node.get("childIds", ()):
        if child in nodes and (node["ignored"] or role not in _WHOLE):
            yield from _said(nodes, child)


_BARE = {"main", "banner", "contentinfo", "list", "listitem"}
_WHOLE = {"heading", "button", "link"}
"""What is read out whole."""
