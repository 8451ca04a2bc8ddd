"""The page for who runs it tells of every setting, command, option, figure and event there is, and of no other."""

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

from adapters import command_line, due, environment, lane, log, memory, metric, process, server, settings, usage
from adapters.ledger.reminder import Suspension
from adapters.ledger.wipe import Part
from adapters.slack import app, door
from adapters.slack.setting import STEADY
from adapters.telegram import webhook
from tests.test_pages import flat, page

ROOT = Path(__file__).parents[1]
SOURCES = [path for path in (ROOT / "adapters").rglob("*.py") if "fake" not in path.parts]
_PREFIX = "|".join(settings.PREFIXES)


def section(heading: str) -> str:
    """Give what stands below this heading, up to the next."""
    _, _, rest = page("operator").partition(f"\n## {heading}\n")
    assert rest, heading
    return rest.partition("\n## ")[0]


def told(heading: str) -> list[str]:
    """Give each name that a row of a table below this heading begins with."""
    return re.findall(r"^\| `([^`]+)` \|", section(heading), re.MULTILINE)


def nodes() -> Iterator[ast.AST]:
    for path in SOURCES:
        yield from ast.walk(ast.parse(path.read_text()))


def read() -> set[str]:
    """Give the name of every setting that is asked for in the code, however it is."""
    found = {node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in found if re.fullmatch(rf"(?:{_PREFIX})[A-Z_]*[A-Z]", text)}


def parsers() -> dict[str, argparse.ArgumentParser]:
    """Give what reads the arguments of each command, by the command."""
    [commands] = [one for one in command_line.parser()._actions if isinstance(one, argparse._SubParsersAction)]  # noqa: SLF001 - argparse has no other way to ask
    return dict(commands.choices)


def options(parser: argparse.ArgumentParser) -> set[str]:
    return {name for name in parser._option_string_actions if name.startswith("--")}  # noqa: SLF001 - likewise


def events() -> dict[str, str]:
    """Give the level of each event that the code writes, by its name."""
    found = {}
    for node in nodes():
        if not (isinstance(node, ast.Call) and node.args and isinstance(first := node.args[0], ast.Constant)):
            continue
        name = ast.unparse(node.func).removeprefix("log.")
        if name == "failure":
            found[str(first.value)] = "error"
        elif name == "event":
            second = node.args[1] if len(node.args) > 1 else ast.Constant("info")
            found[str(first.value)] = str(second.value) if isinstance(second, ast.Constant) else "as the library's"
    return found


def test_every_setting_is_told_of_and_no_other() -> None:
    named = read()
    assert len(named) >= 21
    assert sorted(told("Settings")) == sorted(named)
    in_help = set(re.findall(rf"(?:{_PREFIX})[A-Z_]*[A-Z]", usage.SETTINGS))
    assert in_help == named


def test_every_command_is_told_of_and_no_other() -> None:
    wanted = ["groomingcheck", *(f"groomingcheck {name}" for name in parsers())]
    assert sorted(name for name in told("Commands") if not name.startswith("--")) == sorted(wanted)


def test_every_option_is_told_of_with_the_commands_it_goes_with_and_no_other() -> None:
    rows = dict(re.findall(r"^\| `(--\w+)` \| ([^|]*) \|", section("Commands"), re.MULTILINE))
    wanted = options(command_line.parser()).union(*map(options, parsers().values()))
    assert set(rows) == wanted
    for option in wanted - {"--help", "--version"}:
        having = {name for name, parser in parsers().items() if option in options(parser)}
        assert set(re.findall(r"`(\w+)`", rows[option])) == having, option


def test_every_figure_is_told_of_and_no_other() -> None:
    figures = {f"{family.name}{'_total' if family.type == 'counter' else ''}" for family in metric.REGISTRY.collect()}
    assert len(figures) >= 9
    assert sorted(told("Metrics")) == sorted(figures)
    assert set(Part) <= set(re.findall(r"`(\w+)`", section("Metrics")))


def test_what_every_figure_means_when_it_is_red_is_told() -> None:
    named = set(re.findall(r"`(groomingcheck_\w+)`", section("When it is red")))
    assert sorted(set(told("Metrics")) - named) == []


def test_every_event_is_told_of_with_its_level_and_no_other() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", section("Log events"), re.MULTILINE)
    assert len(rows) >= 20
    assert dict(rows) == events()
    fields = set(re.findall(r"`(\w+)`", section("Log events").partition("|")[0])) - {"debug"}
    assert fields <= log.FIELDS


def test_whatever_is_named_anywhere_on_the_page_is_there() -> None:
    known = read() | {"GROOMINGCHECK_HOST:GROOMINGCHECK_PORT"}
    named = re.findall(rf"`((?:{_PREFIX})[A-Z_:]+)[=`]", page("operator"))
    assert sorted({name.removesuffix(environment.FILE) for name in named} - known) == []
    commands = set(re.findall(r"groomingcheck ([a-z]+)", page("operator"))) - set(parsers())
    assert commands == set()
    figures = set(told("Metrics"))
    assert set(re.findall(r"`(groomingcheck_\w+)`", page("operator"))) <= figures


def test_times_and_sizes_are_those_of_the_program() -> None:
    text = flat("operator")
    assert settings.LONGEST_CATCH_UP == settings.LONGEST_IDLE
    for told_so in (
        f"at most {lane.MOST_WAITING} waiting",
        f"at most {app.OPENING} windows are opening",
        f"every {memory.PAUSE:g} seconds for what can be freed",
        *(f"{name}={value}" for name, value in memory.ENVIRONMENT.items()),
        f"({process.DRAIN:g} seconds at most)",
        f"`{settings.read().idle / 60:g}`",
        f"at most {settings.LONGEST_IDLE:,}",
        f"at most {settings.LONGEST_MELDPUNT} characters",
        f"answered within {server.ANSWER:g} seconds",
        f"answered in the last {STEADY.patience:g} seconds",
        f"at most {due.LONGEST_DELAY / 60:g} minutes in between",
        f"above {door.LARGEST // 1024**2} MiB",
    ):
        assert told_so in text, told_so
    assert door.LARGEST == webhook.LARGEST
    assert set(Suspension) <= set(re.findall(r"`(\w+)`", section("Log events")))
