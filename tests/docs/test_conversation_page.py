"""The page `docs/gesprek.md` has the whole check, as its texts are now. `pytest --rewrite` writes it anew."""

import re
from pathlib import Path

import pytest

from messages.content import Content
from messages.loading.folder import Folder
from messages.loading.tables import flatten
from tests.support.conversation_page import page

NUMBERS_IN_DUTCH = re.compile(r"number\.\w+\.(note\.)?nl")
PAGE = Path(__file__).parents[2] / "docs" / "gesprek.md"


def test_the_page_is_that_of_the_texts(shipped: Content, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite"):
        PAGE.write_text(page(shipped))
    assert PAGE.read_text() == page(shipped), "run: .venv/bin/pytest --rewrite tests/docs/test_conversation_page.py"


@pytest.mark.parametrize(("file", "told"), [("nl.toml", re.compile(".*")), ("help.toml", NUMBERS_IN_DUTCH)])
def test_every_text_of_the_check_is_on_it_with_where_it_comes_from(file: str, told: re.Pattern[str]) -> None:
    text = PAGE.read_text()
    table, faults = Folder().read(f"groomingcheck/{file}")
    assert table, faults
    values = [value for key, value in flatten(table).items() if told.fullmatch(key)]
    lines = [str(line) for value in values for line in (value if isinstance(value, list) else [value])]
    assert len(lines) > 5
    assert [line for line in lines if line.replace("• ", "") not in text] == []


def test_every_answer_rule_and_card_is_on_it(shipped: Content) -> None:
    text, check = PAGE.read_text(), shipped.checks["groomingcheck"]
    assert len(re.findall(r"^## Vraag \d$", text, re.MULTILINE)) == len(check.questions)
    answers = sum(len(asked.options) for asked in check.questions)
    asked = text.partition("## Het advies")[0]
    assert len(re.findall(r"^\| \[A\].* \|.* \|.* \|.* \|.* \|$", asked, re.MULTILINE)) == answers
    rules = re.findall(r"^\| (\d+) \|", text.partition("## De regels")[2], re.MULTILINE)
    assert rules == [str(number) for number in range(1, len(check.rules) + 1)]
    assert re.findall(r"^\d+\. regel (\d+): ", text, re.MULTILINE) == rules  # in the order in which they are told


def test_no_rule_is_on_it_by_its_id(shipped: Content) -> None:
    ids = {rule.id for rule in shipped.checks["groomingcheck"].rules}
    assert ids
    assert not ids & set(re.findall(r"\w+", PAGE.read_text()))
