"""Print the manifest for setting up the bot on a chat platform."""

import sys

from adapters.channels.descriptor import ManifestError, ManifestRequest
from adapters.channels.registry import descriptors
from adapters.cli.configuration import configured
from adapters.cli.errors import BadInputError
from adapters.cli.public_address import checked
from adapters.cli.setup import dialogue, loaded, spoken


def run(channel: str, locale: str | None, address: str | None, *, as_json: bool) -> int:
    """Print the manifest.

    Args:
        channel: The name of a channel that has a manifest.
        locale: The language of the manifest; None for `GROOMINGCHECK_LOCALE`.
        address: The bot's public URL, without a path; None if the bot connects to the platform.
        as_json: Whether to print plain JSON, without the reasons as comments.
    """
    settings = configured()
    content = loaded(settings, locale or settings.locale)
    language = spoken(settings, content, locale)
    if not sys.stdout:
        msg = "can't write the manifest: standard output is closed."
        raise BadInputError(msg)
    request = ManifestRequest(dialogue(settings, content), language, settings.coordinators, checked(address), as_json)
    sys.stdout.write(_written(channel, request))
    return 0


def _written(channel: str, request: ManifestRequest) -> str:
    [write] = [one.manifest for one in descriptors() if one.name == channel and one.manifest]
    try:
        return write(request)
    except ManifestError as error:
        raise BadInputError(str(error)) from error
