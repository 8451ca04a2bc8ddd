"""The README names every setting, command and figure there is."""

import re
from pathlib import Path

from adapters import command_line, metric

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()


def test_every_setting_is_named() -> None:
    sources = (ROOT / "adapters" / "settings.py", *(ROOT / "adapters").glob("*/setting.py"))
    named = {name for path in sources for name in re.findall(r'env\.\w+\("(\w+)"', path.read_text())}
    assert len(named) >= 14
    assert not [name for name in named if f"`{name}`" not in README]
    assert not [name for name in named if name not in command_line.parser().format_help()]


def test_every_figure_is_named() -> None:
    figures = {sample.name for family in metric.REGISTRY.collect() for sample in family.samples}
    figures |= {f"{family.name}{'_total' if family.type == 'counter' else ''}" for family in metric.REGISTRY.collect()}
    assert len(figures) >= 9
    assert not [name for name in figures if f"`{name}`" not in README]


def test_every_command_is_named() -> None:
    commands = {path.stem for path in (ROOT / "adapters" / "commands").glob("*.py")} - {"__init__", "setup"}
    assert not [name for name in commands if f"groomingcheck {name}" not in README]
