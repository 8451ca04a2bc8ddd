"""The page `docs/schermen.md` tells of the screens as they are now. `make pictures` measures them and writes it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from adapters.channels import registry
from adapters.terminal.limits import LIMITS as TERMINAL
from bot.views import Ask
from messages.content import Content
from messages.linting.limits import ChannelLimits
from messages.linting.screens import lines
from messages.loading.folder import Folder
from messages.loading.organisation import Organisation
from pictures import heights, screens_page
from pictures.heights import SEEN, Measured, Studio
from pictures.screens_page import BEFORE, PAGE, ahead, tips
from tests.support.loading import load_content

LINE = {"Telegram": 22, "Slack": 22, "Terminal": 1}
"""The height of a line of text."""


@pytest.fixture(scope="module")
def every() -> Content:
    """Every shipped check, also those that are off."""
    return load_content(Organisation(checks=Folder().checks()))


@pytest.fixture(scope="module")
def studio(every: Content) -> Studio:
    return Studio(every)


@pytest.fixture(scope="module")
def measured(studio: Studio) -> Mapping[str, Sequence[Measured]]:
    return studio.measured()


def asked(measured: Mapping[str, Sequence[Measured]]) -> list[Measured]:
    return [one for screens in measured.values() for one in screens if isinstance(one.drawing.view, Ask)]


def test_what_was_measured_is_what_the_bot_shows_now(studio: Studio) -> None:
    assert studio.kept == studio.stamp, "run: make pictures"


def test_the_page_tells_of_the_screens_as_they_are_now(
    every: Content, measured: Mapping[str, Sequence[Measured]]
) -> None:
    assert PAGE.read_text() == screens_page.page(every, measured), "run: make pictures"


def test_every_question_fits_below_every_tip_in_both_languages_on_every_platform(
    measured: Mapping[str, Sequence[Measured]],
) -> None:
    assert list(heights.misfits(measured)) == []
    assert all(one.fits for one in asked(measured))


def test_every_tip_is_drawn_above_the_question_after_it(
    every: Content, measured: Mapping[str, Sequence[Measured]]
) -> None:
    for edition, screens in measured.items():
        check = every.checks[edition.partition("/")[0]]
        drawn = [view.guidance for view, _ in ahead(check, screens)]
        assert drawn == [answer for answer, place in tips(check) if place <= len(check.questions)], edition


def test_a_question_that_does_not_fit_gets_one_line_with_its_name(
    shipped: Content, measured: Mapping[str, Sequence[Measured]]
) -> None:
    check = shipped.checks["groomingcheck"]
    one = next(one for view, one in ahead(check, measured["groomingcheck/nl"]) if view.number == 3)
    for name, seen in SEEN.items():
        high = replace(one, heights={**one.heights, name: seen + 1})
        [line] = heights.misfits({"groomingcheck/nl": [high, one]})
        assert line.startswith(
            f"question.recognise (groomingcheck/nl.toml) doesn't fit on {name} below question.signals.guidance.yes"
        )
        assert f"height is {seen + 1}, but only {seen} are visible" in line
        assert "\n" not in line


@pytest.mark.parametrize(
    "channel", [one for one in (*registry.limits(), TERMINAL) if one.screen], ids=lambda channel: channel.channel
)
def test_the_review_never_says_that_a_question_fits_where_it_does_not(
    measured: Mapping[str, Sequence[Measured]], channel: ChannelLimits
) -> None:
    """The room that it estimates to be left is at most what a browser leaves.

    Not of a question that is changed from the overview: that has a longer button, and the room of a tip instead.
    """
    limit, name = channel.screen, channel.channel
    assert limit
    for one in asked(measured):
        view, screen = one.drawing.view, one.drawing.screen
        if isinstance(view, Ask) and view.complete:
            continue
        answers = sum(button.answers for button in screen.buttons)
        left = limit.lines - limit.answer * answers - lines(screen.html, limit.columns)
        assert left * LINE[name] <= SEEN[name] - one.heights[name], (name, view)


def test_what_was_before_is_what_was_measured_then() -> None:
    """It can't be measured again; a change of its figures would be a slip."""
    assert {locale: (old["drawn"], old["Telegram"], old["Slack"]) for locale, old in BEFORE["questions"].items()} == {
        "nl": (30, 9, 19),
        "en": (30, 7, 19),
    }
    assert {name: sum(one["words"] for one in screens) for name, screens in BEFORE["paths"].items()} == {
        "niets opgevallen": 1096,
        "twijfel": 1222,
        "signalen herkend": 1265,
    }
