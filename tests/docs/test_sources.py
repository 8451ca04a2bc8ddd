"""`docs/bronnen.md` says of everything that the texts add to their source where it comes from, or that it is advice."""

import re
from typing import Any

import pytest

from tests.support.sources import PAGE, additions, advice, described, facts, numbers, rewritten, shipped_numbers

STATES = re.compile(r"\b\d{3}\b|Helpwanted|Snapchat|iPhone|Android|leukeronline|chatbot|\bnep\b")
"""What only a fact has in it: a number to call, or a name of somebody else's."""
LACKING = "niet gevonden"


def test_everything_that_is_added_is_listed_as_a_fact_or_as_advice(request: pytest.FixtureRequest) -> None:
    """A new sentence is advice, unless it gets a row with its source; `--rewrite` lists it so."""
    if request.config.getoption("--rewrite"):
        PAGE.write_text(rewritten())
    listed = {line: fact.keys for line, fact in facts().items()} | dict(advice())
    assert {line for line in additions() if line not in listed} == set(), "give it a row with its source, or --rewrite"
    assert {line for line in listed if line not in additions()} == set(), "no text says this any more"
    assert listed == additions()


def test_nothing_is_both_a_fact_and_advice() -> None:
    assert not facts().keys() & advice().keys()
    assert len(facts()) >= 30
    assert len(advice()) >= 60


def test_no_advice_names_a_number_or_somebody_elses_name() -> None:
    assert [line for line in advice() if STATES.search(line)] == [], "this states a fact: give it a row"


def test_every_fact_names_where_it_comes_from_or_says_that_nothing_was_found() -> None:
    for line, fact in facts().items():
        assert re.search(r"\]\(https?://[^)]+\)", fact.source) or LACKING in fact.source, line


def opening(hours: list[dict[str, Any]] | str | None) -> str:
    """Return hours of a number as the page writes them."""
    if hours is None:
        return f"tijden {LACKING}"
    if hours == "always":
        return "altijd"
    assert not isinstance(hours, str)
    [row] = hours
    assert row["days"] == ["mon", "tue", "wed", "thu", "fri"]
    return f"op werkdagen van {row['from']} tot {row['until']}"


def test_every_number_to_call_is_listed_with_its_hours_and_the_day_it_was_looked_up() -> None:
    wanted = {one["call"]: (described(one), opening(one.get("hours")), one["checked"]) for one in shipped_numbers()}
    assert {call: (name, hours, read) for call, (name, hours, _, read) in numbers().items()} == wanted
    assert all("](https://" in source for _, _, source, _ in numbers().values())
