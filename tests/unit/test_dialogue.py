"""A turn as every channel takes it: with sealed state, and with a friendly screen for everything that goes wrong."""

import shutil
from pathlib import Path

import pytest

from adapters.checks.button_mark import MARK, mark
from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Screen
from adapters.checks.state_token import Participant, TokenCipher
from adapters.telemetry.clock_skew import CLOCK_SKEW
from bot.state import StateCodec
from messages.content import Content
from messages.loading.folder import SHIPPED
from messages.loading.organisation import Organisation
from tests.conftest import BOTH, ORGANISATION
from tests.support.loading import load_content
from tests.support.older_buttons import PACKED, payload

WORKER, COLLEAGUE = Participant("telegram", "1001"), Participant("telegram", "1002")
SECRET = b"s" * 32
IDLE = 900.0


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def dialogue(shipped: Content, clock: Clock) -> Dialogue:
    return Dialogue(shipped, TokenCipher([SECRET]), IDLE, clock)


def press(dialogue: Dialogue, screen: Screen, *keys: str, person: Participant = WORKER) -> Screen:
    for key in keys:
        button = next(button for button in screen.buttons if button.key == key)
        screen = dialogue.press(button.payload, person, "nl")
    return screen


def is_expired(screen: Screen) -> bool:
    return screen.html.startswith("Deze check is verlopen, begin opnieuw.") and screen.over


def test_a_whole_check_is_encrypted_at_every_step(dialogue: Dialogue) -> None:
    screen = dialogue.start("groomingcheck", WORKER, "nl")
    screen = press(dialogue, screen, "b", "1", "2")
    assert "Signalen van grooming" in screen.html
    screen = press(dialogue, screen, "d", *"111112", "1")
    assert "Advies" in screen.html
    screen = press(dialogue, screen, "n")
    assert "Je antwoorden" in screen.html
    screen = press(dialogue, screen, "a", "k")
    assert screen.over
    assert screen.buttons == ()


def test_a_replica_that_never_saw_the_check_goes_on_with_it(shipped: Content, clock: Clock) -> None:
    first, second = (Dialogue(shipped, TokenCipher([SECRET]), IDLE, clock) for _ in range(2))
    screen = press(first, first.start("groomingcheck", WORKER, "nl"), "b", "1")
    assert press(second, screen, "2") == press(first, screen, "2")


def test_forged_and_truncated_presses_are_answered(dialogue: Dialogue) -> None:
    payload = dialogue.start("groomingcheck", WORKER, "nl").buttons[0].payload
    for wrong in (
        "",
        "x",
        "A" * 42,
        payload[:-1],
        payload[1:],
        payload + "A",
        payload.lower(),
        "é" * 20,
        "\0",
        "=" * 60,
    ):
        assert is_expired(dialogue.press(wrong, WORKER, "nl"))


def test_somebody_elses_press_is_refused(dialogue: Dialogue) -> None:
    screen = press(dialogue, dialogue.start("groomingcheck", WORKER, "nl"), "b")
    assert is_expired(dialogue.press(screen.buttons[0].payload, COLLEAGUE, "nl"))


def test_a_check_goes_on_just_within_the_idle_time_and_not_after_it(dialogue: Dialogue, clock: Clock) -> None:
    screen = dialogue.start("groomingcheck", WORKER, "nl")
    clock.now += IDLE
    screen = press(dialogue, screen, "b")
    assert "Vraag 1 van 9" in screen.html
    clock.now += IDLE + 0.01
    assert is_expired(press(dialogue, screen, "1"))


def test_a_clock_that_is_a_little_behind_does_no_harm(dialogue: Dialogue, clock: Clock) -> None:
    screen = dialogue.start("groomingcheck", WORKER, "nl")
    clock.now -= 2
    assert "Vraag 1 van 9" in press(dialogue, screen, "b").html


def test_a_button_that_was_sealed_in_the_future_is_refused(dialogue: Dialogue, clock: Clock) -> None:
    """The clock was set back: it would be good for too long. The clocks of two machines may be a minute apart."""
    screen = dialogue.start("groomingcheck", WORKER, "nl")
    clock.now -= CLOCK_SKEW - 1
    assert "Vraag 1 van 9" in press(dialogue, screen, "b").html
    clock.now -= 2
    assert is_expired(press(dialogue, screen, "b"))


async def test_no_button_of_a_run_goes_on_once_it_is_over(dialogue: Dialogue) -> None:
    """Whoever shows what ended it adds it to what is over; another run of the same check isn't."""
    first, second = (dialogue.start("groomingcheck", WORKER, "nl") for _ in range(2))
    asked = press(dialogue, first, "b")
    assert asked.run == first.run
    stopped = press(dialogue, asked, "s")
    assert (stopped.run, stopped.ended, stopped.late) == ("", first.run, False)
    dialogue.ended.add([stopped.ended])
    for screen, key in ((first, "b"), (asked, "1"), (asked, "s")):
        found = press(dialogue, screen, key)
        assert is_expired(found)
        assert found.late
    assert "Vraag 1 van 9" in press(dialogue, second, "b").html


def test_an_answer_is_shown_on_its_question_before_all_are_given(dialogue: Dialogue) -> None:
    screen = press(dialogue, dialogue.start("groomingcheck", WORKER, "nl"), "b")
    assert "Je antwoord is nu" not in screen.html
    back = press(dialogue, screen, "2", "v")
    assert "Vraag 1 van 9" in back.html
    assert back.html.endswith("Je antwoord is nu: Een beetje")
    assert "Je antwoord is nu" not in press(dialogue, back, "1").html


def test_after_a_restart_without_a_secret_one_press_starts_again(
    dialogue: Dialogue, shipped: Content, clock: Clock
) -> None:
    screen = press(dialogue, dialogue.start("groomingcheck", WORKER, "nl"), "b", "1")
    restarted = Dialogue(shipped, TokenCipher([b"t" * 32]), IDLE, clock)
    refused = press(restarted, screen, "1")
    assert is_expired(refused)
    assert [button.label for button in refused.buttons] == ["Start: Groomingcheck"]
    assert "Vraag 1 van 9" in press(restarted, refused, "1", "b").html


def test_the_start_button_of_an_expired_check_never_expires(dialogue: Dialogue, clock: Clock) -> None:
    refused = dialogue.press("", WORKER, "nl")
    clock.now += 1_000_000
    assert "Groomingcheck" in press(dialogue, refused, "1").html


def test_other_content_ends_a_check_politely(dialogue: Dialogue, clock: Clock) -> None:
    screen = press(dialogue, dialogue.start("groomingcheck", WORKER, "nl"), "b")
    changed = load_content(Organisation(concepts=True))
    assert is_expired(press(Dialogue(changed, TokenCipher([SECRET]), IDLE, clock), screen, "1"))


def test_a_changed_text_is_other_content(dialogue: Dialogue, clock: Clock, tmp_path: Path) -> None:
    """An answer given to one wording never counts as an answer to another."""
    (tmp_path / "groomingcheck").mkdir()
    text = (SHIPPED / "groomingcheck" / "en.toml").read_text().replace("[A] A little", "[A] A bit")
    (tmp_path / "groomingcheck" / "en.toml").write_text(text)
    screen = press(dialogue, dialogue.start("groomingcheck", WORKER, "nl"), "b")
    changed = load_content(Organisation(folder=tmp_path))
    assert is_expired(press(Dialogue(changed, TokenCipher([SECRET]), IDLE, clock), screen, "1"))


BUTTONS = [(check, label) for check, labels in PACKED.items() for label in labels]


@pytest.mark.parametrize(("check", "label"), BUTTONS)
def test_a_button_of_the_version_before_has_expired(own: Content, clock: Clock, check: str, label: str) -> None:
    """Also of a check whose own texts are still the same."""
    dialogue = Dialogue(own, TokenCipher([SECRET]), IDLE, clock)
    screen = dialogue.press(payload(check, label, SECRET, WORKER, clock.now), WORKER, "nl")
    assert is_expired(screen)
    assert [button.payload for button in screen.buttons] == list(own.checks)


@pytest.mark.parametrize("check", PACKED)
def test_only_its_version_keeps_it_from_being_misread(own: Content, check: str) -> None:
    found, codec = own.checks[check], StateCodec(own.checks[check])
    bare = [bytes.fromhex(packed)[len(found.version) :] for packed in PACKED[check].values()]
    assert any(codec.unpack(found.version + rest) for rest in bare)


def test_with_more_checks_an_unknown_press_offers_each_and_an_old_one_its_own(own: Content, clock: Clock) -> None:
    dialogue = Dialogue(own, TokenCipher([SECRET]), IDLE, clock)
    labels = [button.label for button in dialogue.press("", WORKER, "nl").buttons]
    assert labels == ["Start: Groomingcheck", "Start: Geldcheck"]
    screen = dialogue.start("moneycheck", WORKER, "nl")
    clock.now += IDLE + 1
    assert [button.label for button in press(dialogue, screen, "b").buttons] == ["Start: Geldcheck"]


def test_an_old_press_gives_the_same_screen_whatever_came_after_it(dialogue: Dialogue) -> None:
    """Nothing is remembered, so that a press that comes twice, late or out of turn can do no harm."""
    screen = press(dialogue, dialogue.start("groomingcheck", WORKER, "nl"), "b", "1")
    following = press(dialogue, screen, "2")
    press(dialogue, following, "d", *"111112", "1", "k")
    press(dialogue, dialogue.start("groomingcheck", COLLEAGUE, "nl"), "b", "3", person=COLLEAGUE)
    dialogue.stopped("nl")
    assert press(dialogue, screen, "2") == following


def test_stopping_needs_no_button(dialogue: Dialogue) -> None:
    screen = dialogue.stopped("nl")
    assert screen.over
    assert screen.html.startswith("Gestopt.")


def test_a_language_that_a_check_lacks_is_its_first_one(tmp_path: Path) -> None:
    organisation = shutil.copytree(ORGANISATION, tmp_path / "organisation")
    (organisation / "moneycheck" / "en.toml").unlink()
    numbers = organisation / "moneycheck" / "help.toml"
    numbers.write_text(
        "".join(line for line in numbers.read_text().splitlines(keepends=True) if not line.startswith("en ="))
    )
    dialogue = Dialogue(load_content(Organisation(folder=organisation, checks=BOTH)), TokenCipher([SECRET]), IDLE)
    dutch, english = (dialogue.start("moneycheck", WORKER, locale) for locale in ("nl", "en"))
    assert english.html == dutch.html


def test_nothing_in_a_button_is_readable(own: Content, clock: Clock) -> None:
    dialogue = Dialogue(own, TokenCipher([SECRET]), IDLE, clock)
    screen = press(dialogue, dialogue.start("groomingcheck", WORKER, "nl"), "b", "3")
    payloads = [button.payload for button in screen.buttons]
    assert len(set(payloads)) == len(payloads)
    assert len({len(payload) for payload in payloads}) == 1
    for word in ("contact", "signals", "1001", "telegram"):
        assert not any(word in payload for payload in payloads)


def test_changing_the_number_of_a_button_gives_another_button_of_that_screen(dialogue: Dialogue) -> None:
    """Or a card over it, and the way back from that: no answer to another question, and no way past this one."""
    screen = press(dialogue, dialogue.start("groomingcheck", WORKER, "nl"), "b", "3", "2")
    head = screen.buttons[0].payload[:-MARK]
    found = {seen(dialogue.press(head + mark(number), WORKER, "nl")) for number in range(65_536)}
    cards = {one for one in found if "Terug naar de check" in one[1]}
    leads = {seen(dialogue.press(button.payload, WORKER, "nl")) for button in screen.buttons}
    assert found - cards == (leads - cards) | {seen(screen), seen(dialogue.press("", WORKER, "nl"))}


def seen(screen: Screen) -> tuple[str, tuple[str, ...]]:
    """Return what is seen of a screen: its text, and what its buttons say."""
    return screen.html, tuple(button.label for button in screen.buttons)


def test_the_invented_check_runs_to_its_own_advice(own: Content, clock: Clock) -> None:
    dialogue = Dialogue(own, TokenCipher([SECRET]), IDLE, clock)
    screen = press(dialogue, dialogue.start("moneycheck", WORKER, "nl"), "b", "2", "5")
    assert "Vraag het na." in screen.html
    assert "Zoek samen iemand die mee kan kijken." in screen.html
    assert "Praat over eigen geld." not in screen.html
