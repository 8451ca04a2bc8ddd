"""Every possible advice, in both languages, as it is read."""

import pytest

from bot.advice import layers
from bot.check import Check
from bot.views import Advice, Points
from messages.content import Content
from tests.unit.test_paths import BANNED, CAVEATS, advices


@pytest.mark.parametrize("locale", CAVEATS)
def test_every_advice_says_it_is_no_verdict_and_never_what_is_banned(
    shipped: Content, check: Check, locale: str
) -> None:
    renderer, lines = shipped.renderers["groomingcheck", locale], set[str]()
    for advice in {advice for _, advice in advices(check)}:
        first, rest = layers(advice.points)
        for guidance in (advice.guidance, None):  # at once, and by way of the answers
            html = renderer.render(Advice(first, guidance)).html
            assert CAVEATS[locale] in html
            lines.update(html.split("\n"))
        lines.update(renderer.render(Points(rest)).html.split("\n"))
    assert not [line for line in lines if BANNED.search(line)]  # no banned phrase contains a line break
