"""Load the content, and build a dialogue from it."""

from adapters.channels import registry
from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import TokenCipher
from adapters.cli.errors import BadInputError
from adapters.cli.uncollected import uncollected
from adapters.config.settings import Settings
from messages import content
from messages.content import Content
from messages.linting import report
from messages.loading.faults import ContentError


def loaded(configuration: Settings, locale: str) -> Content:
    """Load the content. Raises `BadInputError` with a line per fault, in this language."""
    try:
        with uncollected():
            return content.load(configuration.organisation, registry.limits())
    except ContentError as error:
        raise BadInputError(*report.lines(error.faults, locale)) from error


def dialogue(configuration: Settings, found: Content) -> Dialogue:
    """Return a dialogue with this content."""
    cipher = TokenCipher(configuration.secrets, configuration.idle)
    return Dialogue(found, cipher, configuration.idle, zone=configuration.zone)


def known(given: str, choices: tuple[str, ...], name: str) -> str:
    """Return `given` if it is one of the choices. Raises `BadInputError` otherwise."""
    if given in choices:
        return given
    msg = f"{name}: unknown {given!r}; choose from: {', '.join(choices)}."
    raise BadInputError(msg)


def spoken(configuration: Settings, content: Content, asked: str | None = None) -> str:
    """Return the language (ISO 639-1): the requested or configured one, if an enabled check is available in it.

    Otherwise it is the first in which one is, so that a check in a single language is enough.

    Raises:
        BadInputError: There are no texts in that language at all.
    """
    wanted, there = asked or configuration.locale, configuration.organisation.content_folder.locales("words")
    name = "--locale" if asked else "GROOMINGCHECK_LOCALE"
    known(wanted, tuple(dict.fromkeys((*content.words, *there))), name)
    return wanted if wanted in content.words else next(iter(content.words))


def need_channel(configuration: Settings, instead: str = "") -> None:
    """Raise `BadInputError` if no channel is configured. `instead`: an alternative to suggest; starts with a comma."""
    if not configuration.channels:
        tokens = " or ".join(one.token for one in registry.descriptors())
        msg = f"no chat platform is configured. Set {tokens}{instead}."
        raise BadInputError(msg)
