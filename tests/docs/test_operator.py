"""The operator's page describes every setting, command, option, metric and event there is, and no other."""

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

from adapters.cli import help_text
from adapters.cli import parser as command_line
from adapters.concurrency import user_queue
from adapters.concurrency.intervals import DEFAULT
from adapters.config import environment, settings, validators
from adapters.platforms import post_route
from adapters.runtime import http_server, memory, termination
from adapters.runtime.connection_limits import DESCRIPTORS, USUAL
from adapters.slack import channel
from adapters.slack.settings import DEFAULT_TIMING
from adapters.storage.reminders import Suspension
from adapters.storage.wipes import MessageKind
from adapters.telemetry import log, metrics
from adapters.web.settings import MOST, RATE
from adapters.wiping import worker
from tests.docs.test_pages import flat, page

ROOT = Path(__file__).parents[2]
SOURCES = [path for path in (ROOT / "adapters").rglob("*.py") if "simulators" not in path.relative_to(ROOT).parts]
_PREFIX = "|".join(settings.prefixes())


def section(heading: str) -> str:
    """Return the text below this heading, up to the next."""
    _, _, rest = page("operator").partition(f"\n## {heading}\n")
    assert rest, heading
    return rest.partition("\n## ")[0]


def told(heading: str) -> list[str]:
    """Return the name at the start of each row of a table below this heading."""
    return re.findall(r"^\| `([^`]+)` \|", section(heading), re.MULTILINE)


def nodes() -> Iterator[ast.AST]:
    for path in SOURCES:
        yield from ast.walk(ast.parse(path.read_text()))


def read() -> set[str]:
    """Return the name of every setting that the code reads, in whatever way."""
    found = {node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in found if re.fullmatch(rf"(?:{_PREFIX})[A-Z_]*[A-Z]", text)}


def parsers() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command, by the command."""
    [commands] = [one for one in command_line.parser()._actions if isinstance(one, argparse._SubParsersAction)]  # noqa: SLF001 - argparse has no other way to ask
    return dict(commands.choices)


def options(parser: argparse.ArgumentParser) -> set[str]:
    return {name for name in parser._option_string_actions if name.startswith("--")}  # noqa: SLF001 - likewise


def events() -> dict[str, str]:
    """Return the level of each event that the code logs, by its name."""
    found = {}
    for node in nodes():
        if isinstance(node, ast.Call):
            match ast.unparse(node.func).removeprefix("log."), node.args:
                case "failure", [ast.Constant(str(event)), *_]:
                    found[event] = "error"
                case "WorkerLoop", [*_, ast.Constant(str(event))]:
                    found[event] = "error"
                case "event", [ast.Constant(str(event))]:
                    found[event] = "info"
                case "event", [ast.Constant(str(event)), ast.Constant(str(level))]:
                    found[event] = level
                case "event", [ast.Constant(str(event)), _]:
                    found[event] = "as the library's"
    return found


def test_every_setting_is_told_of_and_no_other() -> None:
    named = read()
    assert len(named) >= 21
    assert sorted(told("Settings")) == sorted(named)
    in_help = set(re.findall(rf"(?:{_PREFIX})[A-Z_]*[A-Z]", help_text.settings()))
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
    figures = {f"{family.name}{'_total' if family.type == 'counter' else ''}" for family in metrics.REGISTRY.collect()}
    assert len(figures) >= 9
    assert sorted(told("Metrics")) == sorted(figures)
    assert set(MessageKind) <= set(re.findall(r"`(\w+)`", section("Metrics")))


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
    text, limits = flat("operator"), USUAL
    assert validators.LONGEST_CATCH_UP == validators.LONGEST_IDLE
    for told_so in (
        f"at most {user_queue.MAX_WAITING} waiting",
        f"at most {channel.OPENING} windows are opening",
        f"every {DEFAULT.tidy:g} seconds for what can be freed",
        *(f"{name}={value}" for name, value in memory.ENVIRONMENT.items()),
        f"({DEFAULT.drain:g} seconds at most)",
        f"({DEFAULT.rest:g} seconds at most)",
        f"and {termination.LONGEST:g} seconds at most",
        f"waits {DEFAULT.writing:g} seconds after the last turn",
        f"to come back, {DEFAULT.drain + DEFAULT.writing:g} seconds at most",
        f"`{settings.read().idle / 60:g}`",
        f"at most {validators.LONGEST_IDLE:,}",
        f"at most {validators.LONGEST_CONTACT} characters",
        f"every {DEFAULT.write:g} seconds the bot adds a row",
        f"no connection for {DEFAULT_TIMING.stuck:g} seconds",
        f"asked every {DEFAULT.probe:g} seconds",
        f"at most {worker.LONGEST_DELAY / 60:g} minutes in between",
        f"above {post_route.LARGEST // 1024**2} MiB",
        f"at most {limits.number:,} at once",
        f"arrive whole within {limits.request:g} seconds and its answer be read within {limits.answer:g}",
        f"hold at most {limits.memory // 1024**2} MiB",
        f"asks for {DESCRIPTORS:,} when it starts",
        f"answers {RATE} requests a second, and {MOST:,} at one moment",
        f"for less than {http_server.KEEP_ALIVE} seconds",
    ):
        assert told_so in text, told_so
    assert set(Suspension) <= set(re.findall(r"`(\w+)`", section("Log events")))
