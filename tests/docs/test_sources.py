"""`docs/bronnen.md` says of everything that the texts add to their source where it comes from, or that it is advice."""

import re

import pytest

from tests.support.sources import PAGE, additions, advice, facts, page, shipped_numbers, sourced

STATES = re.compile(r"\b\d{3}\b|Helpwanted|Snapchat|iPhone|Android|leukeronline|chatbot|\bnep\b")
"""What only a fact has in it: a number to call, or a name of somebody else's."""
CHECKS = sorted(sourced())


def test_the_page_is_that_of_the_texts_and_their_sources(request: pytest.FixtureRequest) -> None:
    """A new sentence is advice, unless it gets a source in `sources.toml`; `--rewrite` lists it so."""
    if request.config.getoption("--rewrite"):
        PAGE.write_text(page())
    assert PAGE.read_text() == page(), "run: .venv/bin/pytest --rewrite tests/docs/test_sources.py"


@pytest.mark.parametrize("check", CHECKS)
def test_everything_that_is_added_is_on_it_with_its_keys(check: str) -> None:
    text = PAGE.read_text()
    assert len(additions(check)) > len(facts(check)) > 0
    for line, keys in additions(check).items():
        assert f"| {line} | {keys} |" in text or f"- {line} ({keys})" in text, line


@pytest.mark.parametrize("check", CHECKS)
def test_every_fact_is_on_it_with_its_source_and_the_day_on_which_it_was_read(check: str) -> None:
    text = PAGE.read_text()
    for line, source in facts(check).items():
        assert f"| {line} | {additions(check)[line]} | {source.text} | {source.read:%d-%m-%Y} |" in text


@pytest.mark.parametrize("check", CHECKS)
def test_no_advice_names_a_number_or_somebody_elses_name(check: str) -> None:
    assert [line for line in advice(check) if STATES.search(line)] == [], "this states a fact: give it a source"


@pytest.mark.parametrize("check", CHECKS)
def test_every_number_to_call_has_its_source(check: str) -> None:
    calls = [one["call"] for one in shipped_numbers(check)]
    assert [*sourced()[check][1].numbers] == calls
    assert all("](https://" in source.text for source in sourced()[check][1].numbers.values())
    assert [call for call in calls if f"| {call} | " not in PAGE.read_text()] == []


@pytest.mark.parametrize("check", CHECKS)
def test_every_fact_is_known_by_its_line_in_each_language(check: str) -> None:
    parsed, found = sourced()[check]
    for line, fact in found.facts.items():
        assert fact.lines.keys() == parsed.texts.keys() - {"nl"}, line
