"""`groomingcheck new`: a check that works at once, and one clear line for what can't be used."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from adapters.cli.new_check import MODEL
from messages.loading.folder import SHIPPED, Folder
from tests.support.command import Done, run_in

NAME = "mijn_check"


def new(folder: Path, *words: str, **environment: str) -> Done:
    return run_in(folder, "", "new", *words, **environment)


def refused(done: Done) -> str:
    assert (done.returncode, done.stdout) == (2, b"")
    [line] = done.stderr.decode().splitlines()
    return line.removeprefix("groomingcheck: ")


def written(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_it_is_written_whole_and_told_with_the_next_commands(tmp_path: Path) -> None:
    done = new(tmp_path, NAME)
    assert (done.returncode, done.stderr) == (0, b"")
    assert set(written(tmp_path)) == {f"teksten/{NAME}/{path.name}" for path in MODEL.iterdir()}
    told = done.stdout.decode()
    for line in (
        "Je nieuwe check staat in teksten/mijn_check:",
        "  echo GROOMINGCHECK_MESSAGES=teksten >> .env",
        "  groomingcheck talk --check mijn_check ",
        "  groomingcheck review ",
        "  groomingcheck preview --check mijn_check ",
        "  groomingcheck export --check mijn_check > mijn_check.html ",
        "  GROOMINGCHECK_CHECKS=groomingcheck,mijn_check",
    ):
        assert line in told, line
    assert set(re.findall(r"^  (\w+\.toml)  ", told, re.MULTILINE)) == {path.name for path in MODEL.iterdir()}


def test_in_the_folder_that_is_set_nobody_is_told_to_set_it(tmp_path: Path) -> None:
    (tmp_path / "onze").mkdir()
    told = new(tmp_path, NAME, "--locale", "en", GROOMINGCHECK_MESSAGES="onze").stdout.decode()
    assert told.startswith("Your new check is in onze/mijn_check:")
    assert "GROOMINGCHECK_MESSAGES" not in told
    assert (tmp_path / "onze" / NAME / "check.toml").is_file()


def test_a_setting_in_a_language_that_it_lacks_is_told_in_dutch(tmp_path: Path) -> None:
    assert new(tmp_path, NAME, GROOMINGCHECK_LOCALE="fr").stdout.decode().startswith("Je nieuwe check")
    assert refused(new(tmp_path, "other", "--locale", "fr")) == "--locale: unknown 'fr'; choose from: nl, en."


def test_the_command_that_was_typed_is_the_one_that_is_told(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("groomingcheck")
    for name, path, typed in (("one", "/nowhere", program), ("two", program.parent, "groomingcheck")):
        command = [str(program), "new", name]
        done = subprocess.run(command, cwd=tmp_path, env={"PATH": str(path)}, capture_output=True, check=True)
        assert f"  {typed} review " in done.stdout.decode()


def test_it_works_at_once_and_a_review_is_silent(tmp_path: Path) -> None:
    new(tmp_path, NAME)
    done = run_in(tmp_path, "", "review", GROOMINGCHECK_MESSAGES="teksten")
    assert (done.returncode, done.stderr) == (0, b""), done.stdout.decode()
    talked = run_in(tmp_path, "b\n1\n2\nd\n1\nk\n", "talk", "--check", NAME, GROOMINGCHECK_MESSAGES="teksten")
    assert (talked.returncode, talked.stderr) == (0, b"")
    for shown in ("Mijn check", "Zo bespreek je het", "Doe nu", "Bespreek vandaag met een collega wat je zag."):
        assert shown in talked.stdout.decode(), shown


def test_an_answer_may_lead_on_to_the_advice(tmp_path: Path) -> None:
    new(tmp_path, NAME)
    talked = run_in(tmp_path, "b\n3\nk\n", "talk", "--check", NAME, GROOMINGCHECK_MESSAGES="teksten")
    shown = talked.stdout.decode()
    assert "Heb je het met een collega besproken?" not in shown
    assert "Blijf met je cliënt praten. Valt je later iets op?" in shown


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("geldzorgen", "Geldzorgen"),
        ("zorg_om_een_client", "Zorg om een client"),
        ("a" * 31, "A" + "a" * 23),
        ("praten_over_geld_met_je_team", "Praten over geld met je"),
        ("alcohol_en_drugs_in_huis", "Alcohol en drugs in huis"),
    ],
)
def test_its_title_is_made_of_its_name_and_fits(tmp_path: Path, name: str, title: str) -> None:
    new(tmp_path, name)
    table, faults = Folder(tmp_path / "teksten").read(f"{name}/nl.toml")
    assert table
    assert not faults
    assert table["title"] == f"[A] {title}"
    assert "{title}" not in "".join(written(tmp_path).values())
    assert "{name}" not in "".join(written(tmp_path).values())
    assert run_in(tmp_path, "", "review", GROOMINGCHECK_MESSAGES="teksten").returncode == 0


BAD = "‘{}’ kan geen naam zijn. Gebruik alleen kleine letters, cijfers en _, en begin met een letter. Bijvoorbeeld: {}."
LONG = "‘{}’ is te lang. 31 tekens is het meeste: het wordt een commando in Slack."
OWN = "‘{}’ is een naam van de bot zelf. Kies een andere naam."
OWN_WORDS = ["groomingcheck", "words", "loading", "new", "start", "help", "privacy", "stop", "herinnering", "reminder"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Mijn Check", BAD.format("Mijn Check", "mijn_check")),
        ("privé-zaken", BAD.format("privé-zaken", "prive_zaken")),
        ("../elders", BAD.format("../elders", "elders")),
        ("3", BAD.format("3", "mijn_check")),
        ("a" * 32, LONG.format("a" * 32)),
        ("", "geef de check een naam, zoals: groomingcheck new mijn_check."),
        *((name, OWN.format(name)) for name in OWN_WORDS),
    ],
)
def test_a_name_that_cannot_be_is_one_line(tmp_path: Path, words: str, told: str) -> None:
    assert refused(new(tmp_path, *words.split())) == told
    assert written(tmp_path) == {}


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    new(tmp_path, NAME)
    before = written(tmp_path)
    taken = "teksten/{} bestaat al. Er wordt nooit iets overschreven. Kies een andere naam."
    assert refused(new(tmp_path, NAME)) == taken.format(NAME)
    (tmp_path / "teksten" / "leeg").mkdir()
    (tmp_path / "teksten" / "nergens").symlink_to("weg")
    for name in ("leeg", "nergens"):
        assert refused(new(tmp_path, name)) == taken.format(name)
    assert written(tmp_path) == before


@pytest.mark.parametrize("folder", ["teksten", "elders/teksten"])
def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path, folder: str) -> None:
    (tmp_path / "elders").mkdir()
    place = tmp_path / folder
    place.write_text("a file")
    (tmp_path / ".env").write_text("" if folder == "teksten" else "GROOMINGCHECK_MESSAGES=elders/teksten\n")
    line = refused(new(tmp_path, NAME))
    assert line.startswith("in teksten kan niets worden geschreven (" if folder == "teksten" else "GROOMINGCHECK_MESSA")


def test_what_fails_halfway_leaves_nothing(tmp_path: Path) -> None:
    limited = f"ulimit -f 1; {Path(sys.executable).parent / 'groomingcheck'} new {NAME}"  # no file above 1 KiB
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-c", limited], cwd=tmp_path, capture_output=True, check=False
    )
    assert refused(done) == "in teksten kan niets worden geschreven (File too large)."
    assert [*(tmp_path / "teksten").iterdir()] == []


def test_the_model_is_no_check_of_the_product() -> None:
    assert "new" not in Folder().checks()
    assert "check" not in Folder().checks()
    assert Folder().read("new/check/check.toml")[0]


def test_its_numbers_are_those_of_the_product() -> None:
    """Whoever looks the shipped numbers up again does so here as well."""
    model, shipped = (
        tomllib.loads((SHIPPED / place / "help.toml").read_text())["number"] for place in ("new/check", "groomingcheck")
    )
    for name, number in model.items():
        assert number == {key: value for key, value in shipped[name].items() if key != "en"} | _note(number), name


def _note(number: dict[str, object]) -> dict[str, object]:
    return {"note": number["note"]} if "note" in number else {}
