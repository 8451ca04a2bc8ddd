"""A version of the content files: the parsed content and its faults."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import SHORTEST_SECRET, TokenCipher
from adapters.preview import atlas
from adapters.preview.hour import Hour
from bot.check import Check
from bot.views import Expired, View
from messages import markup
from messages.content import Content
from messages.linting.limits import ChannelLimits
from messages.linting.review import review
from messages.linting.whereabouts import Whereabouts
from messages.loading import loader
from messages.loading.faults import Fault
from messages.loading.loader import ParsedCheck, ParsedContent
from messages.loading.organisation import Organisation
from messages.loading.texts import as_html
from messages.rendering.builder import build_renderers
from messages.rendering.renderer import Renderer

_CIPHER = TokenCipher([bytes(SHORTEST_SECRET)])
"""The secret may be known, as tokens never leave this process."""


@dataclass(frozen=True)
class Edition:
    """A version of the files.

    Attributes:
        organisation: The organisation that they belong to.
        parsed: The content, without faulty parts.
        renderers: The renderers of complete checks, by check id and language (ISO 639-1).
        faults: The faults; only formal ones until the texts are reviewed.
        zone: The time zone of the helplines, an IANA name.
        whereabouts: Which texts are on each screen.
        complete: Whether the texts were reviewed.
    """

    organisation: Organisation
    parsed: ParsedContent
    renderers: Mapping[tuple[str, str], Renderer]
    faults: tuple[Fault, ...]
    zone: str
    whereabouts: Whereabouts
    complete: bool = False
    _dialogues: dict[tuple[str, Hour], Dialogue] = field(default_factory=dict)

    @property
    def checks(self) -> Mapping[str, ParsedCheck]:
        """Return every check by id, whether it can be drawn or not."""
        return {one.check.id: one for one in self.parsed.checks}

    def locales(self, check: str) -> Sequence[str]:
        """Return the languages in which a check can be drawn, in order."""
        return tuple(locale for id_, locale in self.renderers if id_ == check)

    def paths(self, check: Check) -> Mapping[View, atlas.Presses]:
        """Return the presses that lead to each screen of a check, in any language in which it can be drawn."""
        drawn = (self.renderers[check.id, locale] for locale in self.locales(check.id))
        return atlas.paths(check, frozenset(event for one in drawn for event in one.buttons))

    def dialogue(self, check: Check, hour: Hour = Hour.NIGHT) -> Dialogue:
        """Return a dialogue with only this check, and a fixed time."""
        if (check.id, hour) not in self._dialogues:
            words = {locale: as_html(texts) for locale, texts in self.parsed.words.items()}
            achterwacht = markup.literal(self.organisation.achterwacht)
            content = Content({check.id: check}, self.renderers, words, {}, achterwacht)
            idle, now = self.organisation.minutes * 60, hour.moment(self.zone)
            self._dialogues[check.id, hour] = Dialogue(content, _CIPHER, idle, lambda: now, self.zone)
        return self._dialogues[check.id, hour]

    def faults_of(self, check: Check, locale: str, view: View) -> tuple[Fault, ...]:
        """Return the faults of one screen in one language."""
        found = (fault for fault in self.faults if self.whereabouts.concerns(fault, check, locale, view))
        return tuple(found) if self.faults else ()

    def elsewhere(self, check: Check) -> tuple[Fault, ...]:
        """Return the faults that aren't on any screen, except those of other checks."""
        others = self.checks.keys() - {check.id}
        return tuple(fault for fault in self._unseen if fault.file.partition("/")[0] not in others)

    @cached_property
    def _unseen(self) -> tuple[Fault, ...]:
        if not self.faults:
            return ()
        drawn = [
            (parsed.check, locale, view)
            for parsed in self.parsed.checks
            for locale in self.locales(parsed.check.id)
            for view in (*self.paths(parsed.check), Expired())
        ]
        seen = {id(fault) for place in drawn for fault in self.faults_of(*place)}
        return tuple(fault for fault in self.faults if id(fault) not in seen)


def read(organisation: Organisation, zone: str) -> Edition:
    """Read the files, including checks that aren't enabled and draft cards, and check their form."""
    folder = organisation.content_folder
    parsed = loader.read(folder, concepts=True)
    renderers, broken = build_renderers(parsed, folder, organisation)
    whereabouts = Whereabouts(parsed, folder, organisation)
    return Edition(organisation, parsed, renderers, (*parsed.faults, *broken), zone, whereabouts)


def reviewed(edition: Edition, limits: Sequence[ChannelLimits]) -> Edition:
    """Return the same edition with every fault that a review finds."""
    faults = review(edition.organisation, dt.datetime.now(dt.UTC).date(), limits)
    return replace(edition, faults=faults, complete=True)
