"""What is to be printed: a check with all that is known about its texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from messages.linting import origins, replacements
from messages.loading import loader
from messages.loading.faults import ContentError
from messages.loading.loader import ParsedCheck
from messages.loading.organisation import Organisation
from messages.loading.sources import Sources
from messages.loading.texts import Text
from messages.paper.replaced import Replaced


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What is to be printed.

    Attributes:
        parsed: The check, with every card.
        locale: The language (ISO 639-1), which the check speaks.
        vocabulary: The product's own words, by language and dotted key.
        sources: Where the texts come from.
        replaced: What the organisation has replaced of all that is shipped.
        organisation: The organisation.
        today: The day of printing.
        release: The version of the product.
    """

    parsed: ParsedCheck
    locale: str
    vocabulary: Mapping[str, Mapping[str, Text]]
    sources: Sources
    replaced: Replaced
    organisation: Organisation
    today: date
    release: str

    @property
    def words(self) -> Mapping[str, Text]:
        """The product's own words in the language, by dotted key."""
        return self.vocabulary[self.locale]

    @property
    def texts(self) -> Mapping[str, Text]:
        """The texts of the check in the language, by dotted key."""
        return self.parsed.texts[self.locale]


def read(organisation: Organisation, check: str, today: date, release: str) -> PrintJob:
    """Read all that is needed to print a check, in the first language that it speaks.

    Args:
        organisation: The organisation.
        check: The id of the check, which exists and may be off.
        today: The day of printing.
        release: The version of the product.

    Raises:
        ContentError: With every fault of the check, its sources and the words around it.
    """
    folder = organisation.content_folder
    content = loader.read(folder, concepts=True, wanted=(check,))
    [parsed] = content.checks
    sources, unsound = origins.read(folder, parsed, today)
    if faults := (*content.faults, *unsound.told()):
        raise ContentError(faults)
    replaced = {at: one for at, one in replacements.find(folder).items() if one.own != one.shipped}
    return PrintJob(parsed, parsed.locales[0], content.words, sources, replaced, organisation, today, release)
