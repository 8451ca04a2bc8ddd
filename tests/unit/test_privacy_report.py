"""What the privacy report says about single channels."""

import pytest

from adapters.channels.registry import descriptors
from adapters.privacy.report import ERASE, Report
from adapters.storage.inventory import Holdings
from messages.content import Content
from messages.markup import plain


def held(content: Content, locale: str) -> str:
    return "\n".join(Report(content.words[locale], "UTC", frozenset()).held("", Holdings((), (), (), (), ()), 0))


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_what_only_one_channel_holds_is_told(shipped: Content, locale: str) -> None:
    added = [text for key, text in shipped.words[locale].items() if key.startswith("channel.") and ".held." in key]
    assert len(added) >= 3
    assert all(plain(text) in held(shipped, locale) for text in added)


@pytest.mark.parametrize("locale", ["nl", "en"])
def test_every_word_about_a_channel_is_that_of_a_channel_and_a_key_of_the_words(shipped: Content, locale: str) -> None:
    words, names = shipped.words[locale], {channel.name for channel in descriptors()}
    for key in words:
        table, _, rest = key.partition(".")
        channel, _, below = rest.partition(".")
        if table == "channel":
            assert channel in names, key
            assert below in words or below == "erased.nameless", key


def test_only_what_the_stores_can_know_is_an_example_of_what_can_be_erased(shipped: Content) -> None:
    lines = held(shipped, "nl").splitlines()
    assert [f"{ERASE} {subject}" in lines for subject in ("slack:C123", "telegram:-100123", "telegram:42")] == [
        True
    ] * 3
    assert f"{ERASE} slack:U123" not in lines
