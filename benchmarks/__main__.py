"""Runs every benchmark and prints the figures: `python -m benchmarks`; `--json` prints one JSON object per figure."""

import argparse
import logging
import secrets
from collections.abc import Iterator

from adapters.channels import registry
from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import SHORTEST_SECRET, TokenCipher
from benchmarks import (
    ack,
    beside,
    engine,
    flood,
    idle,
    memory,
    modal,
    overwrite,
    reminders,
    round_trip,
    size,
    slack,
    start,
    state_token,
    stop,
    table,
    telegram,
    throughput,
    turn,
    update,
    wiping,
)
from benchmarks.figure import Figure
from benchmarks.page import __main__ as page
from benchmarks.peer import TELEGRAM, Peer, against, peers
from bot.check import Check
from messages import content
from messages.loading.organisation import Organisation

IDLE = 15 * 60.0


def main() -> None:
    """Print each figure in the form asked for."""
    logging.disable()  # a stopping bot abandons a request, which the simulator's web server would log
    parser = argparse.ArgumentParser("benchmarks", description="What it costs, side by side with others.")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each figure")
    if parser.parse_args().json:
        for figure in figures():
            print(figure.json(), flush=True)
    else:
        print("\n".join(table.lines(figures())))


def figures() -> Iterator[Figure]:
    """Measure the shipped content, served without any settings, and the peers that are installed."""
    loaded = content.load(Organisation(), registry.limits())
    check = next(iter(loaded.checks.values()))
    cipher = TokenCipher((secrets.token_bytes(SHORTEST_SECRET),))
    dialogue = Dialogue(loaded, cipher, IDLE)
    others = tuple(peers())
    updates = {peer.name: peer.update for peer in others}
    step = engine.with_words(check, loaded.renderers[check.id, turn.LOCALE])
    yield engine.rate(step)
    yield from against(step, updates)
    yield engine.alone(check)
    yield from against(turn.figure(dialogue, check), updates)
    yield from state_token.figures(check, cipher)
    growth = memory.figure(dialogue, check)
    if growth:
        yield from against(growth, {peer.name: peer.conversation for peer in others})
    yield from ack.figures()
    yield from modal.figures(dialogue, check, IDLE)
    yield from round_trip.figures(check.id, slack.WAYS)
    yield from start.figures()
    yield from _telegram(dialogue, check, others)
    yield from wiping.figures()
    yield from beside.figures(check.id)
    yield from reminders.figures(check.id)
    yield from throughput.figures(check)
    yield from overwrite.figures()
    yield from flood.figures()
    yield from stop.figures()
    yield from page.figures(loaded)
    yield from size.figures()


def _telegram(dialogue: Dialogue, check: Check, others: tuple[Peer, ...]) -> Iterator[Figure]:
    """Measure the bot on Telegram, side by side with the installed peers that talk to Telegram."""
    installed = [peer for peer in others if peer.name in TELEGRAM]
    updates = 1 + update.presses(check)
    theirs = {
        "Telegram, check": {peer.name: round(peer.update * updates / 1000, 2) for peer in installed},
        "Telegram, press": {peer.name: peer.update for peer in installed},
        "Telegram, open conversation": {peer.name: peer.conversation for peer in installed},
    }
    for figure in update.figures(dialogue, check, IDLE):
        yield from against(figure, theirs.get(figure.name, {}))
    yield from round_trip.figures(check.id, telegram.WAYS)
    yield from idle.figures()


if __name__ == "__main__":
    main()
