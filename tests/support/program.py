"""What the program has that a page describes: its settings, commands, options, metrics and log events."""

import argparse
import ast
import re
from collections.abc import Iterator
from functools import cache

from adapters.cli import parser as command_line
from adapters.config import settings
from adapters.telemetry import metrics
from tests.support.pages import ROOT

SOURCES = [path for path in (ROOT / "adapters").rglob("*.py") if "simulators" not in path.relative_to(ROOT).parts]
SETTING = rf"(?:{'|'.join(settings.prefixes())})[A-Z_]*[A-Z]"
"""What the name of a setting looks like."""


@cache
def read_settings() -> frozenset[str]:
    """Return the name of every setting that the code reads."""
    found = {node.value for node in _nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return frozenset(text for text in found if re.fullmatch(SETTING, text))


def parsers() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command, by the command."""
    [commands] = [one for one in command_line.parser()._actions if isinstance(one, argparse._SubParsersAction)]  # noqa: SLF001 - argparse has no other way to ask
    return dict(commands.choices)


def options(parser: argparse.ArgumentParser) -> set[str]:
    """Return the long options of this parser."""
    return {name for name in parser._option_string_actions if name.startswith("--")}  # noqa: SLF001 - likewise


def all_options() -> set[str]:
    """Return the options of the program and of all its commands."""
    return options(command_line.parser()).union(*map(options, parsers().values()))


def exported_metrics() -> set[str]:
    """Return the name of every metric, as Prometheus reads it."""
    return {f"{family.name}{'_total' if family.type == 'counter' else ''}" for family in metrics.REGISTRY.collect()}


@cache
def logged_events() -> dict[str, str]:
    """Return the level of each event that the code logs, by its name."""
    found = {}
    for node in _nodes():
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


def _nodes() -> Iterator[ast.AST]:
    for path in SOURCES:
        yield from ast.walk(ast.parse(path.read_text()))
