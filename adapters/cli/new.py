"""Write a small working check for an organisation to adapt."""

import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from adapters.cli import new_check
from adapters.cli.configuration import configured
from adapters.cli.errors import BadInputError
from adapters.cli.new_check import RefusedNameError
from adapters.cli.setup import known
from adapters.config.settings import Settings
from messages.loading.folder import Folder
from messages.loading.organisation import Organisation
from messages.loading.tables import flat_texts

FOLDER = Path("teksten")
"""The organisation's folder if `GROOMINGCHECK_MESSAGES` isn't set."""
_PROGRAM = "groomingcheck"


def run(words: list[str], locale: str | None) -> int:
    """Write the check; print which files were written and the next steps.

    Args:
        words: The name of the check, one word. If there are more, the error suggests a name.
        locale: The language of the output; None for `GROOMINGCHECK_LOCALE`, or else Dutch.
    """
    configuration, name = configured(), " ".join(words)
    said = _words(locale, configuration)
    _write(name, configuration.organisation.folder or FOLDER, said)
    if sys.stdout:
        sys.stdout.writelines(f"{line}\n" for line in _report(name, configuration.organisation, said))
    return 0


def _write(name: str, folder: Path, said: Mapping[str, str]) -> None:
    """Write the check, or raise `BadInputError`."""
    try:
        new_check.accept(name, folder)
        new_check.write(name, folder)
    except RefusedNameError as error:
        detail = {"name": name, "place": folder / name, "program": _program(), **error.detail}
        raise BadInputError(said[f"error.{error.kind}"].format(**detail)) from error
    except OSError as error:
        msg = said["error.unwritable"].format(place=folder, reason=error.strerror)
        raise BadInputError(msg) from error


def _report(name: str, organisation: Organisation, said: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines with the files that were written and the next commands."""
    yield said["written"].format(place=(organisation.folder or FOLDER) / name)
    files = {key.removeprefix("file."): text for key, text in said.items() if key.startswith("file.")}
    yield from _columns({f"{file}.toml": text for file, text in files.items()})
    if not organisation.folder:
        yield from ("", said["first"], f"  echo GROOMINGCHECK_MESSAGES={FOLDER} >> .env")
    yield from ("", said["works"])
    yield from _columns({f"{_program()} {command}": said[f"step.{step}"] for step, command in _steps(name).items()})
    yield from ("", said["off"], f"  GROOMINGCHECK_CHECKS={','.join((*organisation.checks, name))}")


def _steps(name: str) -> Mapping[str, str]:
    return {
        "talk": f"talk --check {name}",
        "review": "review",
        "preview": f"preview --check {name}",
        "export": f"export --check {name} > {name}.html",
    }


def _columns(rows: Mapping[str, str]) -> Iterator[str]:
    width = max(map(len, rows))
    yield from (f"  {left:{width}}   {right}" for left, right in rows.items())


def _program() -> str:
    """Return the command that runs this program: its name if it is on the PATH, or else the path that was typed."""
    typed, found = Path(sys.argv[0]), shutil.which(_PROGRAM)
    return _PROGRAM if typed.stem != _PROGRAM or (found and typed.samefile(found)) else sys.argv[0]


def _words(locale: str | None, configuration: Settings) -> Mapping[str, str]:
    spoken = Folder().locales("new")
    language = known(locale, spoken, "--locale") if locale else configuration.locale
    table, _ = Folder().read(f"new/{language if language in spoken else spoken[0]}.toml")
    return flat_texts(table or {})
