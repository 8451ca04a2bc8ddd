"""Whatever an author puts in a file, the review reports it and the check either runs or says why not."""

import tempfile
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import CheckOutcome
from adapters.checks.state_token import Participant, TokenCipher
from messages.content import Content
from messages.linting import report
from messages.loading.faults import ContentError
from messages.loading.folder import SHIPPED
from messages.loading.organisation import CHECKS, Organisation
from tests.conftest import ORGANISATION
from tests.support.loading import load_content
from tests.unit.test_review import reviewed

WORKER = Participant("telegram", "1001")
FILES = [
    *(ORGANISATION / "moneycheck" / f"{name}.toml" for name in ("check", "nl", "help")),
    *(SHIPPED / "groomingcheck" / f"{name}.toml" for name in ("check", "en", "prompts")),
    SHIPPED / "words" / "nl.toml",
    SHIPPED / "readability" / "nl.toml",
]
TEXTS = st.sampled_from(["", " ", "x", "[A] x", "[A] <b>", "[A] {meldpunt}", "{\n", "why", "contact", "%d", "é" * 5000])
LEAVES = TEXTS | st.integers() | st.booleans() | st.floats() | st.just(date(2026, 1, 1)) | st.just(datetime(2026, 1, 1))  # noqa: DTZ001
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=2), max_leaves=5
)

MANY = 25
"""The number of presses: more than any of these checks has questions, so that each reaches its overview."""

Place = tuple[object, object]


def toml(value: object) -> str:
    """Format a value as TOML, with inline tables."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(name)} = {toml(below)}" for name, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, str):
        return '"' + "".join(letter if letter.isalnum() else f"\\U{ord(letter):08x}" for letter in value) + '"'
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else repr(value)


def places(value: object) -> Iterator[Place]:
    """Yield every table or list in here with each of its keys."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in below:
        yield value, key
        yield from places(inner)


@settings(max_examples=5)
@given(st.data())
def test_any_content_is_either_reported_or_works(data: st.DataObject) -> None:
    """A few of the things that may be written, as each takes a second; the proof tries many."""
    write_and_try(data)


def write_and_try(data: st.DataObject) -> None:
    """Put something else anywhere in one of the files, and see what happens."""
    file = data.draw(st.sampled_from(FILES))
    table = tomllib.loads(file.read_text())
    holder, key = data.draw(st.sampled_from(list(places(table))))
    holder[key] = data.draw(VALUES)  # type: ignore[index]  # a dict or a list, and one of its own keys
    with tempfile.TemporaryDirectory() as folder:
        over = Path(folder) / file.parent.name
        over.mkdir()
        if file.parent.name == "moneycheck":
            for path in file.parent.iterdir():
                (over / path.name).write_bytes(path.read_bytes())
        (over / file.name).write_text("\n".join(f"{toml(name)} = {toml(value)}" for name, value in table.items()))
        found = [path.name for path in Path(folder).iterdir() if (path / "check.toml").exists()]
        told_or_talking(Organisation(folder=Path(folder), checks=tuple(dict.fromkeys([*CHECKS, *found]))))


@settings(max_examples=5)
@given(st.data())
def test_any_path_is_either_reported_or_works(data: st.DataObject) -> None:
    """A few of the paths there may be, as each takes a second; the proof tries many."""
    lead_and_try(data)


def lead_and_try(data: st.DataObject) -> None:
    """Have answers of the shipped check lead elsewhere, at times only to where they can, and see."""
    table = tomllib.loads((SHIPPED / "groomingcheck" / "check.toml").read_text())["question"]
    asked, lines, anywhere = [*table, "advice"], list[str](), data.draw(st.booleans())
    for place, name in enumerate(table):
        targets = st.sampled_from(asked if anywhere else asked[place + 1 :])
        answers = st.sampled_from([*table[name]["options"], *(["x"] if anywhere else [])])
        some = st.lists(answers, min_size=1, max_size=2, unique=True)  # another goes on with the next question
        leads_to = data.draw(st.just({}) | st.dictionaries(targets, some, max_size=2 if anywhere else 1))
        lines.append(f"[question.{name}]\nleads_to = {toml(leads_to)}\n")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "groomingcheck").mkdir()
        (Path(folder) / "groomingcheck" / "check.toml").write_text("".join(lines))
        talking = told_or_talking(Organisation(folder=Path(folder)), data.draw(st.integers(0, 3)))
        assert talking or anywhere


def told_or_talking(organisation: Organisation, answer: int = 0) -> bool:
    """Review an organisation's content and talk, if it can be; return whether it can.

    Args:
        organisation: The organisation.
        answer: Which answer is given to each question, or else its last.
    """
    lines = report.lines(reviewed(organisation), "nl")
    assert all(line and "\n" not in line for line in lines)
    try:
        loaded = load_content(organisation)
    except ContentError as error:
        missed = set(report.lines(error.faults, "nl")) - set(lines)
    else:
        talk(loaded, answer)
        return True
    assert not missed
    return False


def talk(loaded: Content, answer: int) -> None:
    dialogue = Dialogue(loaded, TokenCipher([b"s" * 32]), 900)
    for check in loaded.checks:
        screen = dialogue.start(check, WORKER, "nl")
        for _ in range(MANY):
            assert screen.html
            if screen.over:
                break
            answers = [button for button in screen.buttons if button.answers] or screen.buttons[:1]
            screen = dialogue.press(answers[min(answer, len(answers) - 1)].payload, WORKER, "nl")
        assert screen.outcome in {None, CheckOutcome.FINISHED}
