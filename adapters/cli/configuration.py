"""The settings, for any command. A program that starts itself anew needs nothing else before it does so."""

from adapters.cli.errors import BadInputError
from adapters.config import settings
from adapters.config.settings import Settings


def configured() -> Settings:
    """Read the settings. Raises `BadInputError` with a line for each that can't be used."""
    try:
        return settings.read()
    except settings.SettingsError as error:
        raise BadInputError(*error.faults) from error
