"""What to print: a check, and everything about its texts."""

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
    """What to print.

    Attributes:
        parsed: The check, with every card.
        locale: The language (ISO 639-1), one of the check's.
        vocabulary: The product's general texts, by language and dotted key.
        sources: The sources of the texts.
        replaced: All shipped texts that the organisation has replaced.
        organisation: The organisation.
        today: The date of printing.
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
        """The product's general texts in the language, by dotted key."""
        return self.vocabulary[self.locale]

    @property
    def texts(self) -> Mapping[str, Text]:
        """The texts of the check in the language, by dotted key."""
        return self.parsed.texts[self.locale]


def read(organisation: Organisation, check: str, today: date, release: str) -> PrintJob:
    """Read everything that is needed to print a check, in its first language.

    Args:
        organisation: The organisation.
        check: The id of an existing check, enabled or not.
        today: The date of printing.
        release: The version of the product.

    Raises:
        ContentError: The check, its sources or the general texts have faults; has all of them.
    """
    folder = organisation.content_folder
    content = loader.read(folder, concepts=True, wanted=(check,))
    [parsed] = content.checks
    sources, unsound = origins.read(folder, parsed, today)
    if faults := (*content.faults, *unsound.told()):
        raise ContentError(faults)
    replaced = {at: one for at, one in replacements.find(folder).items() if one.own != one.shipped}
    return PrintJob(parsed, parsed.locales[0], content.words, sources, replaced, organisation, today, release)
