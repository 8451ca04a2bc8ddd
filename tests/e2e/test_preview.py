"""The preview in a real browser: every screen is a click away, it follows the files, and it keeps nothing."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from adapters.preview import atlas, path
from bot.catalogue import foreseeable
from bot.check import Check
from bot.views import Ask, Expired, View
from messages.content import Content
from messages.loading.folder import SHIPPED
from tests.conftest import ORGANISATION
from tests.support.chromium import PATIENCE, browsing, needs_chromium, opened
from tests.support.preview_process import previewing

pytestmark = needs_chromium
HINT = "Denk aan apps, games en datingsites."
CHOSEN = "/groomingcheck/began/answered-contact-some"
PAGES = (
    "/groomingcheck",
    CHOSEN,
    "/groomingcheck/began/opened-help",
    "/groomingcheck/began/opened-help?at=day",
    "/groomingcheck/screens",
    "/groomingcheck/reminders",
    "/nowhere",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as made:
        yield made


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with previewing() as address:
        yield address.rstrip("/")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An organisation's folder with the texts of the shipped check, to write in."""
    (tmp_path / "groomingcheck").mkdir()
    shutil.copy(SHIPPED / "groomingcheck" / "nl.toml", tmp_path / "groomingcheck")
    return tmp_path


def rewrite(folder: Path, old: str, new: str) -> None:
    file = folder / "groomingcheck" / "nl.toml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def links(page: Page, within: str) -> set[str]:
    page.wait_for_load_state()  # a long list arrives in pieces
    found = page.locator(f"{within} a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return {address for address in found if address.startswith("/")}


def screens(content: Content, check: Check) -> set[View]:
    return {*atlas.paths(check, frozenset(content.renderers[check.id, "nl"].buttons))}


def shown(check: Check, addresses: set[str]) -> set[View]:
    """Return the views that are at these addresses."""
    return {path.follow(check, address.split("/")[2:]).view for address in addresses}


def test_the_list_leads_to_every_screen_that_presses_can_lead_to(
    browser: Browser, base: str, shipped: Content, check: Check
) -> None:
    page = opened(browser, base)
    page.get_by_role("link", name="Alle schermen").click()
    listed = shown(check, links(page, ".groups"))
    page.close()
    assert listed == {*screens(shipped, check), Expired()}
    assert {*foreseeable(check)} <= listed


def test_clicks_on_drawn_buttons_alone_lead_to_all_of_a_small_check(browser: Browser, own: Content) -> None:
    check = own.checks["moneycheck"]
    with previewing("--check", "moneycheck", GROOMINGCHECK_MESSAGES=str(ORGANISATION)) as base:
        page = opened(browser, base)
        waiting, met = {urlsplit(page.url).path}, {""}
        while waiting:
            address = waiting.pop()
            page.goto(f"{base.rstrip('/')}{address}")
            met.add(address)
            new = {one for one in links(page, ".screen.telegram") if one.count("/") < 9} - met
            seen = shown(check, met - {""})
            waiting |= {one for one in new if not shown(check, {one}) <= seen}
        page.close()
    wanted = screens(own, check)
    assert {type(view) for view in wanted} == {type(view) for view in shown(check, met - {""})}
    assert {view for view in wanted if isinstance(view, Ask)} <= shown(check, met - {""})


def test_a_click_on_each_platform_leads_to_the_next_screen(browser: Browser, base: str) -> None:
    page = opened(browser, base)
    page.locator(".telegram").first.get_by_role("link", name="Beginnen").click()
    expect(page.locator("h1")).to_contain_text("Vraag 1: Weet je met wie je cliënt online contact heeft?")
    page.locator(".slack").first.get_by_role("link", name="Een beetje").click()
    expect(page.locator("h1")).to_contain_text("Vraag 2: Ken je de signalen van grooming?")
    page.locator(".terminal").first.get_by_role("link", name="2. Een paar").click()
    expect(page.locator("h1")).to_contain_text("Kaart: Signalen van grooming")
    page.locator(".slack .foot").first.get_by_role("link", name="Verder naar vraag 3").click()
    crumbs = page.get_by_role("navigation", name="Zo kwam je hier").get_by_role("link")
    assert crumbs.all_inner_texts() == ["Begin", "Beginnen", "1. Een beetje", "2. Een paar", "Verder naar vraag 3"]
    crumbs.nth(2).click()
    assert urlsplit(page.url).path == CHOSEN
    page.close()


def test_a_press_in_the_drawn_browser_leads_to_the_next_screen(browser: Browser, base: str) -> None:
    """The page in its frame is laid out by its own style sheet, and its buttons lead on within the preview."""
    page = opened(browser, base + "/groomingcheck/began")
    button = page.frame_locator(".web iframe").first.get_by_role("button", name="Een beetje")
    assert button.evaluate("one => one.clientHeight") >= 44
    button.press("Enter")
    expect(page.locator("h1")).to_contain_text("Vraag 2: Ken je de signalen van grooming?")
    assert urlsplit(page.url).path == CHOSEN
    left = page.locator("figure", has_text="Browser").first.locator(".rest")
    page.goto(base + "/groomingcheck/began/opened-help")
    expect(left).to_contain_text("Buiten beeld")
    page.close()


def test_each_platform_shows_both_languages_and_how_full_they_are(browser: Browser, base: str) -> None:
    page = opened(browser, base + CHOSEN)
    for locale, words in (("nl", "Je koos: Een beetje"), ("en", "You chose: A little")):
        sheets = page.locator(f".sheets[lang={locale}]")
        assert sheets.locator("figcaption b").all_inner_texts() == ["Telegram", "Slack", "Browser", "Terminal"]
        for name in ("telegram", "slack", "terminal"):
            expect(sheets.locator(f".{name}")).to_contain_text(words)
        expect(sheets.frame_locator(".web iframe").locator("main")).to_contain_text(words)
    telegram = page.locator("figure").first.locator(".figure").all_inner_texts()
    assert [re.sub(r"\d+ ", "", one, count=1) for one in telegram] == [
        "van 75 woorden",
        "van 8 knoppen",
        "van 12 regels",
    ]
    page.close()


def test_a_phone_shows_the_end_on_telegram_and_the_beginning_on_slack(browser: Browser, base: str) -> None:
    page = opened(browser, base + "/groomingcheck/began/opened-help")
    place = "one => [one.scrollTop > 0, one.scrollHeight > one.clientHeight + 1]"
    assert page.locator(".telegram .seen").first.evaluate(place) in ([True, True], [False, False])
    [top, overflows] = page.locator(".slack .seen").first.evaluate(place)
    assert (top, overflows) == (False, True)
    expect(page.locator("figure", has_text="Slack").first.locator(".rest")).to_contain_text("Buiten beeld")
    page.close()


def test_a_saved_text_is_seen_and_a_broken_file_says_what_is_wrong_until_it_is_mended(
    browser: Browser, folder: Path
) -> None:
    with previewing(GROOMINGCHECK_MESSAGES=str(folder)) as base:
        page = opened(browser, f"{base}groomingcheck/began")
        dutch = page.locator(".sheets[lang=nl] .telegram")
        expect(dutch).to_contain_text(HINT)
        rewrite(folder, HINT, "Denk aan alles.")
        expect(dutch).to_contain_text("Denk aan alles.", timeout=PATIENCE)
        rewrite(folder, '"[A] Denk aan alles."', '"[A] Denk aan alles.')
        wrong = page.locator(".faults", has_text="groomingcheck/nl.toml")
        expect(wrong).to_contain_text("klopt de schrijfwijze niet", timeout=PATIENCE)
        expect(wrong.get_by_role("listitem")).to_be_visible()
        expect(page.locator(".sheets[lang=en] .telegram")).to_contain_text("Think of apps")
        rewrite(folder, '"[A] Denk aan alles.', '"[A] Denk aan alles."')
        expect(dutch).to_contain_text("Denk aan alles.", timeout=PATIENCE)
        expect(wrong).to_have_count(0, timeout=PATIENCE)
        assert urlsplit(page.url).path == "/groomingcheck/began"
        page.close()


def test_a_file_with_a_wrong_name_is_told_at_once_and_a_link_to_itself_ends_nothing(
    browser: Browser, folder: Path
) -> None:
    with previewing(GROOMINGCHECK_MESSAGES=str(folder)) as base:
        page = opened(browser, f"{base}groomingcheck/began")
        (folder / "groomingcheck" / "nl.toml.txt").write_text("")
        expect(page.locator(".faults")).to_contain_text("groomingcheck/nl.toml.txt: dit bestand", timeout=PATIENCE)
        (folder / "groomingcheck" / "help.toml").symlink_to("help.toml")
        expect(page.locator(".faults").first).to_contain_text("help.toml: dit bestand is niet te", timeout=PATIENCE)
        page.close()


def test_where_nothing_can_be_drawn_the_faults_are_there(browser: Browser, folder: Path) -> None:
    (folder / "groomingcheck" / "check.toml").write_text("[question.contact\n")
    with previewing(GROOMINGCHECK_MESSAGES=str(folder)) as base:
        page = opened(browser, f"{base}groomingcheck/began")
        expect(page.locator(".faults")).to_contain_text("groomingcheck/check.toml")
        expect(page.locator("main")).to_contain_text("Dit kan pas getekend worden")
        (folder / "groomingcheck" / "check.toml").unlink()
        expect(page.locator(".telegram").first).to_contain_text(HINT, timeout=PATIENCE)
        page.close()


def test_a_fault_is_at_the_screens_where_it_is_seen_and_at_no_other(browser: Browser, folder: Path) -> None:
    long = "Denk aan apps, aan games, aan sites en aan alles wat er verder nog is en wat iemand daar zoal doet."
    rewrite(folder, HINT, long)
    with previewing(GROOMINGCHECK_MESSAGES=str(folder)) as base:
        page = opened(browser, f"{base}groomingcheck/began")
        fault = page.locator(".column", has_text="Nederlands").locator(".of-screen .faults")
        expect(fault).to_contain_text("question.contact.hint: deze zin heeft 21 woorden", timeout=PATIENCE)
        expect(page.locator(".column", has_text="Engels").locator(".faults")).to_have_count(0)
        expect(page.locator(".total")).to_have_text("1 fout gevonden.")
        page.get_by_role("link", name="Alle schermen").click()
        expect(page.get_by_role("listitem").filter(has_text="Zonder tip erboven").locator(".badge").first).to_have_text(
            "1 fout"
        )
        page.goto(f"{base}groomingcheck/began/answered-contact-yes")
        expect(page.locator(".faults")).to_have_count(0)
        page.close()


def test_a_fault_of_no_screen_is_above_all_of_them_and_one_of_a_reminder_with_it(
    browser: Browser, folder: Path
) -> None:
    (folder / "stray.toml").write_text("")
    prompts = (SHIPPED / "groomingcheck" / "prompts.toml").read_text()
    old = "Vraag deze week eens: met wie praat je online, en hoe is dat?"
    assert old in prompts
    (folder / "groomingcheck" / "prompts.toml").write_text(prompts.replace(old, f"{old} Grooming."))
    with previewing(GROOMINGCHECK_MESSAGES=str(folder)) as base:
        page = opened(browser, f"{base}groomingcheck/began")
        expect(page.locator("main > .faults")).to_contain_text(
            "stray.toml: dit bestand verandert niets", timeout=PATIENCE
        )
        page.get_by_role("link", name="Herinneringen").click()
        expect(page.locator(".prompt .faults")).to_contain_text("‘grooming’ mag hier niet staan")
        expect(page.locator(".prompt .telegram").first).to_contain_text("Grooming.")
        page.close()


def test_the_help_numbers_are_seen_at_the_hour_that_the_phones_show(browser: Browser, base: str) -> None:
    page = opened(browser, base + "/groomingcheck/began/opened-help")
    hours = page.get_by_role("navigation", name="Hoe laat het is")
    for hour, clock, closed in (("’s Nachts (02:30)", "02:30", True), ("Overdag (14:00)", "14:00", False)):
        hours.get_by_role("link", name=hour).click()
        expect(hours.locator("[aria-current]")).to_have_text(hour)
        assert {*page.locator(".status span:first-child").all_inner_texts()} == {clock}
        assert ("Nu dicht" in page.locator("pre").first.inner_text()) is closed
    page.goto(base + CHOSEN)
    expect(hours).to_have_count(0)
    page.close()


def test_who_is_done_sees_that_slack_closes_its_window_and_who_stops_what_it_says(browser: Browser, base: str) -> None:
    page = opened(browser, base + "/groomingcheck/screens")
    page.get_by_role("link", name="Klaar en gewist").click()
    slack = page.locator("figure", has_text="Slack").first
    expect(slack.locator(".slack")).to_have_text("Slack sluit hier het venster. Er blijft niets van de check staan.")
    expect(slack.locator(".figure")).to_have_count(0)
    expect(page.locator(".telegram").first).to_contain_text("Klaar.")
    page.goto(base + "/groomingcheck/stopped")
    expect(page.locator(".slack").first).to_contain_text("Gestopt.")
    page.close()


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_axe_finds_nothing(browser: Browser, locale: str) -> None:
    with previewing("--locale", locale) as base:
        for width in (1366, 390):
            for address in PAGES:
                page = opened(browser, base.rstrip("/") + address, width)
                assert page.locator("html").get_attribute("lang") == locale
                found = Axe().run(page).response["violations"]
                assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], (address, width)
                page.close()


def test_a_keyboard_is_enough(browser: Browser, base: str) -> None:
    page = opened(browser, base + "/groomingcheck")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the head of the page
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Beginnen":
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Vraag 1:")
    page.close()


def test_whoever_tabs_keeps_their_place_when_a_text_is_saved(browser: Browser, folder: Path) -> None:
    with previewing(GROOMINGCHECK_MESSAGES=str(folder)) as base:
        page = opened(browser, f"{base}groomingcheck/began")
        page.locator(".telegram").first.get_by_role("link", name="Een beetje").focus()
        rewrite(folder, HINT, "Denk aan alles.")
        expect(page.locator(".telegram").first).to_contain_text("Denk aan alles.", timeout=PATIENCE)
        assert page.evaluate("document.activeElement.textContent") == "2. Een beetje"
        expect(page.get_by_role("status")).to_have_text("Opnieuw getekend.")
        page.close()


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_kept(browser: Browser, base: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: pytest.fail(said.text))
    for address in PAGES[:-1]:
        page.goto(base + address)
        page.wait_for_function("document.fonts.status === 'loaded'")
    kept = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, document.cookie, (await caches.keys()).length,"
        " (await indexedDB.databases()).length, (await navigator.serviceWorker.getRegistrations()).length]"
    )
    assert kept == [0, 0, "", 0, 0, 0]
    assert context.cookies() == []
    assert len(asked) > len(PAGES)
    assert {f"{urlsplit(one).scheme}://{urlsplit(one).netloc}" for one in asked} == {base}
    context.close()


def test_only_this_machine_is_answered_and_told_to_keep_nothing(base: str) -> None:
    answer = httpx.get(base + CHOSEN)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers
    assert httpx.get(base + CHOSEN, headers={"Host": "elsewhere.example"}).status_code == 400
    assert httpx.post(base + CHOSEN).status_code == 405
    assert httpx.get(f"{base}/nowhere").status_code == 404
    assert "meer" in httpx.get(f"{base}/groomingcheck/began/answered-contact-gone").text
