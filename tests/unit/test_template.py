"""What an organisation's template can rely on, in addition to the mistakes in `author_slips.py`."""

from pathlib import Path

import pytest

from messages.linting import report
from messages.loading.organisation import Organisation
from tests.unit.test_review import found, lay_over, reviewed


def laid_out(folder: Path, name: str, template: str) -> list[tuple[str, str, str]]:
    (folder / "templates").mkdir()
    (folder / "templates" / f"{name}.html.j2").write_text(template)
    return found(Organisation(folder=folder))


def test_there_is_an_answer_to_every_question_on_the_overview(tmp_path: Path) -> None:
    assert (
        laid_out(
            tmp_path,
            "overview",
            "Je koos: {% if number.contact is defined %}{{ question[say.answers[8].question].ask }}{% endif %}",
        )
        == []
    )


def test_what_is_not_there_is_told_by_its_line_and_its_name(tmp_path: Path) -> None:
    laid_out(tmp_path, "overview", "<b>{{ words.overview.title }}</b>\n\n{{ words.overview.text }}")
    (told,) = report.lines(reviewed(Organisation(folder=tmp_path)), "en")
    assert told == ("templates/overview.html.j2: on line 3, this template uses something that doesn't exist: ‘text’.")


def test_a_template_is_told_in_one_go_with_texts_that_cannot_be_used(tmp_path: Path) -> None:
    """As with a folder from before: templates are looked at even where there is no text to fill them in with."""
    for locale in ("nl", "en"):
        lay_over(tmp_path, f"words/{locale}.toml", "{number}: {label}", "{text}")
    faults = laid_out(tmp_path, "overview", "{{ words.overview.text }}")
    words = {("words/nl.toml", "modal.answer", "placeholder"), ("words/en.toml", "modal.answer", "placeholder")}
    assert set(faults) == words | {("templates/overview.html.j2", "", "not_there")}


def test_there_may_be_no_guidance_on_the_overview(tmp_path: Path) -> None:
    faults = laid_out(tmp_path, "overview", "{{ part[say.guidance] }}")
    assert set(faults) == {("templates/overview.html.j2", "", "not_there")}


@pytest.mark.parametrize(
    "template",
    [
        "{{ help.closed[0].name }}",
        "{% if help.closed %}{{ help.closed[0].nme }}{% endif %}x",
        "{% if help.open | length == 6 %}<b>{% endif %}x",
        "{% if help.open | length == 5 %}x{% endif %}",
    ],
    ids=["none that is closed", "a slip once some are", "unclosed by day", "empty by day"],
)
def test_the_help_numbers_are_shown_at_every_hour(tmp_path: Path, template: str) -> None:
    faults = laid_out(tmp_path, "help", template)
    assert {(file, key) for file, key, _ in faults} == {("templates/help.html.j2", "")}


def test_a_part_of_a_screen_may_be_left_empty(tmp_path: Path) -> None:
    assert laid_out(tmp_path, "chosen", "") == []
