"""A parser that refuses what it doesn't know with one line, which names that and what is nearest to it."""

import argparse
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn, TypeAlias

from adapters.cli.errors import BadInputError

Commands: TypeAlias = "argparse._SubParsersAction[StrictParser]"  # noqa: SLF001 - it has no public name


class StrictParser(argparse.ArgumentParser):
    """Parses the arguments of the program, or of one command.

    Attributes:
        commands: The parser of each command, by its name.
    """

    def __init__(self, prog: str, **named: Any) -> None:  # noqa: ANN401 - argparse's own, for commands as well
        """Take no option for another one that it is the beginning of."""
        layout = argparse.RawDescriptionHelpFormatter
        super().__init__(prog, **named, formatter_class=layout, allow_abbrev=False)
        self.commands: dict[str, StrictParser] = {}

    def add_commands(self) -> Commands:
        """Make a command follow, and return where the parsers of commands are added."""
        commands: Commands = self.add_subparsers(title="commands", metavar="command", dest="command")
        self.commands = commands.choices
        return commands

    def check(self, given: Sequence[str]) -> None:
        """Raise `BadInputError` for the first option or command that there isn't, where argparse may name the next."""
        command, words = "", list(given)
        while words and (word := words.pop(0)) != "--":
            if not _is_option(word):
                command = command or self._known(word)
                continue
            option, has_value, _ = word.partition("=")
            self.check_option(option, command)
            if not has_value and self._reader(command).has_value(option) and words and not _is_option(words[0]):
                words.pop(0)

    def check_option(self, option: str, command: str) -> None:
        """Raise `BadInputError` if an option doesn't go with a command, or with none where that is empty."""
        reader = self._reader(command)
        if option in reader.options():
            return
        owners = " or ".join(name for name, one in self.commands.items() if option in one.options())
        if owners:
            told = f"doesn't go with {command}, but with {owners}." if command else f"goes after {owners}."
        elif option in self.options():
            told = "goes with no command."
        else:
            of = f" of {command}" if command else ""
            told = f"there is no such option{of}; {_nearest(option, reader.options())}"
        msg = f"{option}: {told}"
        raise BadInputError(msg)

    def options(self) -> Iterable[str]:
        """Return every option that is taken here."""
        return self._option_string_actions.keys()

    def has_value(self, option: str) -> bool:
        """Return whether a value follows this option."""
        return self._option_string_actions[option].nargs != 0

    def error(self, message: str) -> NoReturn:
        """Raise `BadInputError` with what argparse says. Its own method would print the usage before it."""
        msg = f"{message.removeprefix('argument ')}. '{self.prog} --help' says what is taken."
        raise BadInputError(msg)

    def _reader(self, command: str) -> "StrictParser":
        return self.commands[command] if command else self

    def _known(self, word: str) -> str:
        if word in self.commands:
            return word
        scheme, address, _ = word.partition("://")
        shown = f"{scheme}://…" if address else word  # an address may hold a password
        msg = f"there is no command {shown!r}; {_nearest(word, self.commands)}"
        raise BadInputError(msg)


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != "-"


def _nearest(word: str, there: Iterable[str]) -> str:
    """Return the end of a sentence, with the nearest that there is, or else with all."""
    near = get_close_matches(word, there, 1)
    return f"the nearest is {near[0]}." if near else f"there is: {', '.join(there)}."
