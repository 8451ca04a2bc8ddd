"""What a library or the system says in English, in a Dutch report: what it means, on which line, and whom to ask."""

import ast
import errno
import inspect
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, TemplateSyntaxError

from messages.linting import reasons, report
from messages.loading.faults import Fault
from messages.loading.folder import Folder
from messages.loading.organisation import Organisation
from tests.support.author_slips import NL
from tests.unit.test_review import lay_over, reviewed

OWN_FAULTS = {"suffixed_err": 2, "TOMLDecodeError": 0}
"""What the parser makes its errors with, and which argument says why: until Python 3.13, and from 3.14."""
ENGLISH = re.compile(
    r"\b(?:expected|invalid|unclosed|cannot|found|the|character|string|twice|got|unexpected)\b", re.IGNORECASE
)


def dutch() -> dict[str, str]:
    table, _ = Folder().read("faults/nl.toml")
    assert table is not None
    known = table["reason"]
    assert isinstance(known, dict)
    return known


def said_by_the_parser() -> Iterator[str]:
    """Yield every reason that this Python's parser can give, with {} for what differs."""
    parser = inspect.getmodule(tomllib.loads)
    assert parser
    for call in ast.walk(ast.parse(inspect.getsource(parser))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in OWN_FAULTS:
            reason = call.args[OWN_FAULTS[call.func.id]]
            if isinstance(reason, ast.Constant):
                yield str(reason.value)
            elif isinstance(reason, ast.JoinedStr) and "coord" not in ast.dump(reason):
                pieces = (part.value if isinstance(part, ast.Constant) else "{}" for part in reason.values)
                yield "".join(map(str, pieces))


def told(organisation: Organisation) -> list[str]:
    return [*report.lines(reviewed(organisation), "nl")]


def test_every_reason_of_this_pythons_parser_has_its_translation() -> None:
    said = set(said_by_the_parser())
    assert len(said) > 15
    assert said <= dutch().keys()


@pytest.mark.parametrize(
    ("text", "line", "column", "means"),
    [
        ('a = """x', 0, 0, "een tekst heeft geen aanhalingsteken aan het eind"),
        ('a = "x"\nb = "y', 2, 7, "het aanhalingsteken aan het eind van deze regel ontbreekt"),
        ('a = "x\nb = "y"', 1, 7, "het aanhalingsteken aan het eind van deze regel ontbreekt"),
        ("a = 'x\nb = 'y'", 1, 7, "het aanhalingsteken aan het eind van deze regel ontbreekt"),
        ('a = "zeg "ja" hier"', 1, 11, "achter de tekst staat nog iets op dezelfde regel"),
        ("a = hallo", 1, 5, "na = hoort een tekst tussen aanhalingstekens te staan"),
        ("a : 3", 1, 3, "na een naam hoort het teken ="),
        ("\n[rule\na = 3", 2, 6, "achter de kop ontbreekt ]"),
        ("[[rule]\na = 3", 1, 7, "achter de kop ontbreekt ]]"),
        ("a = 2026-13-40", 1, 9, "achter de tekst staat nog iets op dezelfde regel"),
        ("a = 2026-02-30", 1, 5, "deze datum bestaat niet"),
        ('a = ["x" "y"]', 1, 10, "in een lijst ontbreekt een komma of een haak ]"),
        ("a = { b = 3 c = 4 }", 1, 13, "tussen accolades ontbreekt een komma of een haak }"),
        ("[a.b]\n[a.b]", 2, 5, "de kop a.b staat er twee keer"),
        ("a = 3\na = 4", 2, 6, "deze naam staat er twee keer"),
        ("a = { b = 3, b = 4 }", 1, 19, "tussen deze haken staat b twee keer"),
        (r'a = "C:\map"', 1, 10, "het teken \\ kan zo niet in een tekst"),
        ("= 3", 1, 1, "aan het begin van deze regel staat een teken dat daar niet kan"),
        ("a. = 3", 1, 4, "hier hoort een naam te staan"),
        ('a = "x\x07"', 1, 7, "er staat een teken dat niet te zien is (\\x07)"),
        ("a = '''x", 0, 0, "hier ontbreekt '''"),
    ],
)
def test_a_file_that_is_not_toml_is_told_in_dutch(
    tmp_path: Path, text: str, line: int, column: int, means: str
) -> None:
    (tmp_path / "groomingcheck").mkdir()
    (tmp_path / NL).write_text(text)
    [one] = [one for one in told(Organisation(folder=tmp_path)) if one.startswith(NL)]
    assert means in one
    assert not ENGLISH.search(one), one
    if line:
        assert re.search(rf"op regel {line}\b", one)
    if column and "staat een naam die er al is" not in one:
        assert f"bij teken {column}." in one


def test_a_reason_that_nobody_translated_still_says_where_and_whom_to_ask() -> None:
    fault = Fault(NL, "", "not_toml", {"line": "3", "column": "7", "reason": "Gremlins in a key"})
    (line,) = report.lines([fault], "nl")
    assert "op regel 3 bij teken 7" in line
    assert line.endswith("vraag je beheerder, en geef dit door: Gremlins in a key.")


def test_in_english_a_reason_is_as_it_was_given() -> None:
    fault = Fault(NL, "", "not_toml", {"line": "3", "column": "7", "reason": "Cannot declare ('a', 'b') twice"})
    assert report.lines([fault], "en")[0].endswith("Cannot declare ('a', 'b') twice.")


@pytest.mark.parametrize(
    ("text", "kind"), [(f"a = {'[' * 2000}", "te veel haken"), (f"a = {'9' * 5000}", "veel te lang")]
)
def test_what_python_refuses_to_read_is_one_line(tmp_path: Path, text: str, kind: str) -> None:
    (tmp_path / "groomingcheck").mkdir()
    (tmp_path / NL).write_text(text)
    [one] = [one for one in told(Organisation(folder=tmp_path)) if one.startswith(NL)]
    assert kind in one


@pytest.mark.parametrize(
    "number", ["EACCES", "EPERM", "EISDIR", "ENOTDIR", "ELOOP", "ENAMETOOLONG", "EMFILE", "EIO", "ESTALE"]
)
def test_what_the_system_says_of_a_file_is_told_in_dutch(number: str) -> None:
    assert os.strerror(getattr(errno, number)) in dutch()


def test_a_folder_in_the_place_of_a_file_is_told_in_dutch(tmp_path: Path) -> None:
    (tmp_path / NL).mkdir(parents=True)
    assert f"{NL}: dit bestand is niet te lezen: het is een map. Geef de map een andere naam." in told(
        Organisation(folder=tmp_path)
    )


@pytest.mark.parametrize(
    ("template", "means"),
    [
        ("{% if x %}", "aan het eind ontbreekt een {% end… %}"),
        ("{% endif %}", "{% endif %} hoort hier niet"),
        ("{% fi %}", "{% fi %} hoort hier niet"),
        ("{{ a b }}", "tussen {{ en }} staat b"),
        ("{% for %}", "hier hoort iets te staan, zoals een naam"),
        ("{% for a %}", "voor %} hoort nog in te staan"),
        ("{% if x y %}{% endif %}", "tussen {% en %} staat y"),
        ("{{ a | nosuch }}", "er is geen filter nosuch"),
        ("{{ a is nosuch }}", "er is geen test nosuch"),
        ("{{ a } }}", "} kan hier niet staan"),
        ("{{ a ? }}", "het teken ? kan hier niet staan"),
        ("{{ }}", "hier hoort iets te staan, zoals een naam"),
        ("{# x", "heeft aan het eind #} nodig"),
        ("{% %}", "na {% hoort een woord te staan"),
        ("{% include 'nosuch.html.j2' %}", "er is geen sjabloon nosuch.html.j2"),
        ("{{ 1 // 0 }}", "deelt door nul"),
    ],
)
def test_a_template_that_does_not_work_is_told_in_dutch(tmp_path: Path, template: str, means: str) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "gone.html.j2").write_text(f"x\n{template}")
    [one] = told(Organisation(folder=tmp_path))
    assert one.startswith("templates/gone.html.j2: dit sjabloon werkt niet, op regel ")
    assert means in one
    assert "vraag je beheerder" not in one


def test_of_two_translations_that_match_the_closest_is_told() -> None:
    words = {f"reason.{said}": means for said, means in dutch().items()}
    for said, means in dutch().items():
        assert reasons.translated(said.replace("{}", "x"), words) == means.format("x", "x")


def test_an_unknown_refusal_of_jinja_asks_for_whom_to_tell() -> None:
    with pytest.raises(TemplateSyntaxError) as refused:
        Environment(autoescape=True).from_string("{% macro a(b=1, c) %}{% endmacro %}")
    fault = Fault("templates/ask.html.j2", "", "template", {"line": 1, "reason": str(refused.value)})
    assert "vraag je beheerder, en geef dit door: non-default" in report.lines([fault], "nl")[0]


def test_a_file_that_cannot_be_read_says_whom_to_ask(tmp_path: Path) -> None:
    lay_over(tmp_path, NL, "Denk aan apps, games en datingsites.", "Denk aan apps.")
    fault = Fault(NL, "", "unreadable", {"reason": os.strerror(errno.EACCES)})
    assert report.lines([fault], "nl") == (
        f"{NL}: dit bestand is niet te lezen: de bot mag het niet lezen. Vraag je beheerder om dat recht.",
    )
