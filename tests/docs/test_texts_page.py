"""`docs/teksten.md`: every recipe is carried out as it stands, and prints what the page says."""

import math
import re
from pathlib import Path

import pytest

from adapters.channels import registry
from adapters.terminal.limits import LIMITS as TERMINAL
from messages.loading.folder import SHIPPED
from tests.support.pages import flat
from tests.support.texts_page import PAGE, SETTING_UP, Block, answered, answers, blocks, carried_out, says, setting_up

BLOCKS = [*blocks(PAGE.read_text())]
HEADINGS = [*dict.fromkeys(block.heading for block in BLOCKS)]


def recipe(heading: str) -> list[Block]:
    """Return the blocks of a section, after those that make a folder for it."""
    own = [block for block in BLOCKS if block.heading == heading]
    return own if heading == SETTING_UP else [*setting_up(), *own]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_recipe_does_what_the_page_says(heading: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    done = [*carried_out(recipe(heading), tmp_path)]
    if request.config.getoption("--rewrite"):
        _rewrite(heading, [printed for _, printed in done])
        return
    for block, printed in done:
        assert says(block.text, printed), f"{heading}: it prints\n{printed}"


def _rewrite(heading: str, printed: list[str]) -> None:
    """Write what is printed into the section below this heading, where the page says something else."""
    page = PAGE.read_text()
    told = [block for block in blocks(page) if block.heading == heading and block.kind == "text"]
    for block, now in reversed([*zip(told, printed, strict=True)]):
        if not says(block.text, now):
            start, end = block.at
            page = f"{page[:start]}{answered(now.strip(), answers(block.text))}\n{page[end:]}"
    PAGE.write_text(page)


def test_how_much_a_screen_may_have_is_what_the_channels_say() -> None:
    page = flat("teksten")
    limits = [*registry.limits(), TERMINAL]
    for channel, limit in ((one.channel, one.screen) for one in limits if one.screen):
        for told in (
            f"| het welkom | {limit.welcome} woorden |",
            f"| een tip (`guidance`) | {limit.snippet} woorden |",
            f"| een vraag, met de tip erboven | {limit.question} woorden en {limit.buttons} knoppen.",
            f"| elk ander scherm | {limit.other} woorden |",
            f"| alle vragen van een check samen | gemiddeld {limit.average} woorden per vraag |",
            f"| kaarten die vanzelf komen | 1 op elke {limit.spread} vragen |",
            f"{math.floor(limit.lines - 4 * limit.answer)} in {WHERE[channel]}",
            f"{limit.welcome} + 9 × {limit.average} + {limit.other} = 700 woorden. Er komen hoogstens 3 kaarten.",
            f"het {limit.welcome + 5 * limit.average + limit.other} woorden en {math.ceil(5 / limit.spread)} kaarten",
        ):
            assert told in page, told


WHERE = {"Telegram": "Telegram", "Slack": "Slack", "Terminal": "een terminal"}


def test_what_is_quoted_is_said_by_the_bot_or_stands_in_a_file_of_the_page() -> None:
    """‘…’ is for words that a reader sees somewhere: on a screen, in a report, in a program, or in a recipe."""
    page = PAGE.read_text()
    files = [path for name in ("words", "faults", "groomingcheck") for path in (SHIPPED / name).glob("nl.toml")]
    said = "\n".join([*(path.read_text() for path in files), *re.findall(r"```.*?```", page, re.DOTALL)])
    quoted = re.findall(r"‘([^’]+)’", re.sub(r"<img[^>]*>|```.*?```", "", page, flags=re.DOTALL))
    assert len(quoted) > 10
    assert sorted({words for words in quoted if words not in said} - ELSEWHERE) == []


ELSEWHERE = {"Maak platte tekst", "command not found", "je vermoeden", "tien vragen"}
"""What other programs say, and two examples of texts."""
