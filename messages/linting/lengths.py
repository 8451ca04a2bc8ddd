"""Find texts that are too long for a channel."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.check import Check
from bot.state import StateCodec
from messages import markup
from messages.linting.limits import Carrier, ChannelLimits
from messages.linting.measurement import Measurement, measure_check, measure_prompts
from messages.loading.faults import ContentError, Fault
from messages.loading.folder import STRUCTURE
from messages.loading.loader import ParsedContent
from messages.loading.texts import Text
from messages.rendering.renderer import Renderer

_NUMBER = re.compile(r"\{(?:number|total)\}")
"""A placeholder for a question's number: at most two digits."""


def faults(
    content: ParsedContent, renderers: Mapping[tuple[str, str], Renderer], limits: Sequence[ChannelLimits]
) -> Iterator[Fault]:
    """Yield each text that is too long for a channel, and each template that fails on the longest screens.

    Args:
        content: The content.
        renderers: The renderers, by check id and language. A check without one isn't measured.
        limits: The limits of each channel.
    """
    checks = {parsed.check.id: parsed.check for parsed in content.checks}
    measured = [found for parsed in content.checks for found in measure_prompts(parsed)]
    for (check, locale), renderer in renderers.items():
        try:
            measured += measure_check(checks[check], locale, renderer)
        except ContentError as error:
            yield from error.faults
    rendered = dict.fromkeys(checks[check] for check, _ in renderers)
    for channel in limits:
        yield from _too_long(measured, channel)
        yield from (fault for locale, words in content.words.items() for fault in _long_words(locale, words, channel))
        yield from (fault for check in rendered for fault in _large_state(check, channel))


def _too_long(measured: Sequence[Measurement], channel: ChannelLimits) -> Iterator[Fault]:
    limits = {
        Carrier.TITLE: channel.title,
        Carrier.BUTTON: channel.button,
        Carrier.PARAGRAPH: channel.paragraph,
        Carrier.MESSAGE: channel.message,
    }
    for text in measured:
        limit = limits[text.carrier]
        if limit is not None and text.length > limit:
            yield _fault(text, limit, channel)


def _long_words(locale: str, words: Mapping[str, Text], channel: ChannelLimits) -> Iterator[Fault]:
    for key, text in words.items():
        limit = channel.word(key)
        if limit and (length := len(markup.plain(_NUMBER.sub("00", text.html)))) > limit.most:
            yield _fault(Measurement(f"words/{locale}.toml", key, limit.carrier, length), limit.most, channel)


def _large_state(check: Check, channel: ChannelLimits) -> Iterator[Fault]:
    size, limit = StateCodec(check).size, channel.packed_state
    if limit is not None and size > limit:
        detail = {"length": size, "limit": limit, "channel": channel.channel}
        yield Fault(f"{check.id}/{STRUCTURE}", "question", "too_much", detail)


def _fault(text: Measurement, limit: int, channel: ChannelLimits) -> Fault:
    detail = {"length": text.length, "limit": limit, "carrier": text.carrier, "channel": channel.channel}
    return Fault(text.file, text.key, "too_long", detail)
