"""An organisation's folder: which names mean something there, and what is reported of files that can't be read."""

from pathlib import Path

import pytest

from bot.views import Gone
from messages.loading.faults import ContentError
from messages.loading.folder import SHIPPED, Folder
from messages.loading.organisation import Organisation
from tests.support.author_slips import NL
from tests.support.loading import load_content
from tests.unit.test_review import copy_check, found


def put(folder: Path, *names: str, text: str = "") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def test_a_folder_named_like_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "groomingcheck" / "help.toml").mkdir(parents=True)
    assert ("groomingcheck/help.toml", "", "unreadable") in found(Organisation(folder=tmp_path))


def test_every_name_that_means_something_is_let_be(tmp_path: Path) -> None:
    for name in (
        "words/fr.toml",
        "readability/fr.toml",
        "own/check.toml",
        "own/fr.toml",
        "own/help.toml",
        "own/prompts.toml",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / ".DS_Store").touch()
    assert Folder(tmp_path).strays() == ()


def test_a_name_that_means_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "groomingchek").mkdir()
    (tmp_path / "groomingchek" / "nl.toml").write_text("")
    assert found(Organisation(folder=tmp_path)) == [("groomingchek/nl.toml", "", "stray")]


def test_what_others_leave_in_a_folder_is_let_be(tmp_path: Path) -> None:
    put(tmp_path, ".git/config", ".git/hooks/pre-commit", "..2026_11_22/nl.toml", "own/..data/nl.toml")
    put(tmp_path, f"{NL}~", f"{NL}.bak", "words/#nl.toml#", "words/.nl.toml.swp", ".own/check.toml")
    assert Folder(tmp_path).strays() == ()
    assert Folder(tmp_path).checks() == Folder().checks()


def test_what_the_product_never_reads_from_an_organisation_is_told(tmp_path: Path) -> None:
    names = (
        "__init__.py",
        "book.py",
        "faults/nl.toml",
        "groomingcheck/nl.toml.txt",
        "nl.toml",
        "templates/asks.html.j2",
    )
    put(tmp_path, *names)
    assert Folder(tmp_path).strays() == names


def test_a_template_that_another_one_takes_in_is_let_be(tmp_path: Path) -> None:
    put(tmp_path, "templates/foot.html.j2", "templates/feet.html.j2", text="Tot ziens.")
    put(tmp_path, "templates/gone.html.j2", text='{% include "foot.html.j2" %}')
    assert found(Organisation(folder=tmp_path)) == [("templates/feet.html.j2", "", "stray")]


@pytest.mark.parametrize("name", [NL, "templates/ask.html.j2", "words/nl.toml"])
def test_a_link_to_nothing_is_told_and_stops_the_start(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).symlink_to("/no/such/file")
    organisation = Organisation(folder=tmp_path)
    assert found(organisation) == [(name, "", "dangling")]
    with pytest.raises(ContentError):
        load_content(organisation)


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    mark = "\ufeff".encode()
    for name in (NL, "groomingcheck/check.toml", "templates/gone.html.j2"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(mark + (SHIPPED / name).read_bytes())
    organisation = Organisation(folder=tmp_path)
    assert found(organisation) == []
    renderer = load_content(organisation).renderers["groomingcheck", "nl"]
    assert renderer.render(Gone(finished=False)).html.startswith("Gestopt.")


@pytest.mark.parametrize("name", ["check.toml", "nl.toml", "help.toml", "prompts.toml"])
@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (b"x = ", "not_toml"),
        (b"x = [", "cut_off"),
        (b"[x\n", "not_toml"),
        (b"\xff\xfe", "not_utf8"),
        (None, "unreadable"),
    ],
)
def test_a_file_that_cannot_be_read_has_no_other_fault(
    tmp_path: Path, name: str, written: bytes | None, kind: str
) -> None:
    copy_check(tmp_path)
    before = found(Organisation(folder=tmp_path))
    broken = tmp_path / "moneycheck" / name
    broken.unlink(missing_ok=True)
    broken.mkdir() if written is None else broken.write_bytes(written)
    faults = [fault for fault in found(Organisation(folder=tmp_path)) if fault not in before]
    assert faults == [(f"moneycheck/{name}", "", kind)]


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    put(tmp_path, "other/check.toml")
    assert ("other/help.toml", "", "no_file") in found(Organisation(folder=tmp_path))


def test_a_folder_behind_a_link_is_looked_into_like_any(tmp_path: Path) -> None:
    own, elsewhere = tmp_path / "own", tmp_path / "elsewhere"
    put(elsewhere, "nl.toml", "nl.toml.txt")
    own.mkdir()
    (own / "groomingcheck").symlink_to(elsewhere)
    (elsewhere / "back").symlink_to(own)
    assert Folder(own).replacing() == (NL,)
    assert Folder(own).strays() == ("groomingcheck/nl.toml.txt",)


def test_a_folder_of_the_products_own_is_no_check(tmp_path: Path) -> None:
    put(tmp_path, "words/check.toml", "templates/check.toml", "new/check.toml")
    assert Folder(tmp_path).checks() == Folder().checks()
    assert found(Organisation(folder=tmp_path)) == [
        (f"{name}/check.toml", "", "stray") for name in ("new", "templates", "words")
    ]
