"""`docs/benchmarks.md` and the README say what the saved runs found, and no run is put there that is of other code."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import document, run
from benchmarks.parts import PARTS
from benchmarks.row import Row

PAGE, README, SCALING = document.PAGES
_ASKED = re.compile(r"<!-- measured: (\w+)(?:: ([^>]+))? -->")


def made(code: str = "c0de", *, commit: str = "abc1234") -> run.Run:
    press = Row("press", "us/press", (3.0, 1.0, 2.0), "peer", (4.0, 4.0, 5.0), "turns")
    checks = Row("a crowd of them", "checks/s", (96.0,), "one of them", (48.0,), "throughput")
    return replace(run.here(), code=code, commit=commit, rows=(press, checks), seconds=120)


@pytest.mark.parametrize("page", document.PAGES, ids=lambda page: page.name)
def test_the_figures_are_those_of_the_saved_runs(page: Path) -> None:
    assert page.read_text() == document.written(page.read_text(), document.saved()), "run: make figures"


def test_the_page_has_every_part_and_the_readme_three_figures() -> None:
    asked = [found[1] for found in _ASKED.findall(PAGE.read_text()) if found[1]]
    assert sorted(asked) == sorted([*PARTS, "soak"])
    assert sum(" of " in what for _, what in _ASKED.findall(README.read_text())) == 3


def test_every_figure_of_the_page_on_scaling_was_measured() -> None:
    text = SCALING.read_text()
    assert len(_ASKED.findall(text)) >= 8
    assert document.NONE not in text


def test_a_table_a_value_a_ratio_and_a_head_stand_where_they_are_asked_for() -> None:
    text = "".join(
        f"<!-- measured: {asked} -->{between}<!-- /measured -->|"
        for asked, between in (
            ("bench: us/press of press", "?"),
            ("bench: peer of press", "?"),
            ("bench: checks/s of a crowd of them", "?"),
            ("bench: one of them of a crowd of them", "?"),
            ("bench: teams of a crowd of them", "?"),
            ("bench: teams of press", "?"),
            ("bench: turns", "\n"),
            ("bench", "\n"),
            ("soak", "\n"),
        )
    )
    said = re.findall(r"<!-- measured[^>]*-->(.*?)<!-- /measured", document.written(text, {"bench": made()}), re.DOTALL)
    assert said[:6] == ["2", "0.50", "96", "2.00", "8,600", document.NONE]
    assert said[6].endswith("| press | 1 | 2 | 3 | us/press | peer | 4 | 0.500 |\n")
    assert "of commit abc1234" in said[7]
    assert said[8] == f"\n{document.NONE}\n"


def test_a_run_of_other_code_is_refused(tmp_path: Path) -> None:
    made("0ther").save(tmp_path / "bench.json")
    with pytest.raises(SystemExit, match="a run of other code"):
        document.main({"bench": tmp_path / "bench.json"}, [])


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    made().save(tmp_path / "run.json")
    assert run.load(tmp_path / "run.json") == made()
    (tmp_path / "run.json").write_text(json.dumps({"rows": [{}]}))
    with pytest.raises(ValueError, match="run"):
        run.load(tmp_path / "run.json")
