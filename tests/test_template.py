"""What a template of an organisation may count on, beside the slips in `slips.py`."""

from pathlib import Path

from messages.organisation import Organisation
from tests.test_review import found


def laid_out(folder: Path, name: str, template: str) -> list[tuple[str, str, str]]:
    (folder / "templates").mkdir()
    (folder / "templates" / f"{name}.html.j2").write_text(template)
    return found(Organisation(folder=folder))


def test_there_is_an_answer_to_every_question_on_the_overview(tmp_path: Path) -> None:
    assert laid_out(tmp_path, "overview", "Je koos: {{ question[say.answers[8].question].ask }}") == []


def test_there_may_be_no_guidance_on_the_overview(tmp_path: Path) -> None:
    faults = laid_out(tmp_path, "overview", "{{ part[say.guidance] }}")
    assert set(faults) == {("templates/overview.html.j2", "", "template")}


def test_a_part_of_a_screen_may_be_left_empty(tmp_path: Path) -> None:
    assert laid_out(tmp_path, "chosen", "") == []
