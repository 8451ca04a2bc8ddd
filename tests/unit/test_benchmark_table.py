"""The table of a run: what was measured often has its extremes, and beside a former run what it was then."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import __main__, run, table
from benchmarks.figure import Figure
from benchmarks.row import Row, rows


def measured() -> Iterator[Figure]:
    for value, other in ((3.0, 10.0), (1.0, 30.0), (2.0, 20.0)):
        yield Figure("press", value, "ms", "peer", other)
        yield Figure("press", value * 10, "ms")
    yield Figure("size", 1234.5, "MiB")


def test_figures_of_one_name_unit_and_peer_are_one_row() -> None:
    press, alone, size = rows(measured(), "turns")
    assert (press.values, press.median, press.peer_median, press.ratio) == ((3, 1, 2), 2, 20, 0.1)
    assert (alone.values, alone.peer, alone.ratio, alone.part) == ((30, 10, 20), None, None, "turns")
    assert table.cells(press) == ("press", "1", "2", "3", "ms", "peer", "20", "0.100")
    assert table.cells(size) == ("size", "", "1,234", "", "MiB", "", "", "")


@pytest.mark.parametrize(("was", "told"), [((4, 5, 6), "0.40*"), ((3, 4, 5), "0.50"), ((0.1, 0.2, 0.3), "10.00*")])
def test_a_star_says_that_all_values_of_two_runs_lie_apart(was: tuple[float, ...], told: str) -> None:
    now = Row("press", "ms", (1.0, 2.0, 3.0))
    former = replace(run.here(), rows=(replace(now, values=was),))
    assert next(table.lines([now], former)).split()[-1] == told
    assert next(table.lines([replace(now, name="new")], former)).split()[-1] == "ms"


@pytest.mark.parametrize("machine", ["another", None])
def test_a_run_is_compared_with_none_of_another_machine(tmp_path: Path, machine: str | None) -> None:
    file = tmp_path / "run.json"
    if machine:
        replace(run.here(), machine=machine).save(file)
    with pytest.raises(SystemExit, match="from another machine" if machine else "not a saved run"):
        __main__.main(["size", "--against", str(file)])


def test_a_run_without_names_measures_every_part_and_goes_on_where_one_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_: object) -> Iterator[Figure]:
        raise RuntimeError

    parts = {"first": fails, "second": lambda _: measured()}
    __main__.main(["--save", str(tmp_path / "run.json")], parts)
    assert [row.part for row in run.load(tmp_path / "run.json").rows] == ["second"] * 3
    assert "first has no figures" in capsys.readouterr().err
