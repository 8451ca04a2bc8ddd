"""Measures everything and prints it: `python -m benchmarks`, or with `--json` one JSON object for each figure."""

import argparse
import logging
import secrets
from collections.abc import Iterator

from adapters.dialogue import Dialogue
from adapters.seal import SHORTEST_SECRET, Seal
from benchmarks import (
    ack,
    bell,
    engine,
    idle,
    ledger,
    memory,
    modal,
    overwrite,
    seal,
    size,
    slack,
    start,
    table,
    telegram,
    throughput,
    trip,
    turn,
    update,
)
from benchmarks.figure import Figure
from benchmarks.peer import TELEGRAM, Peer, against, peers
from bot.check import Check
from messages import content
from messages.organisation import Organisation

IDLE = 15 * 60.0


def main() -> None:
    """Print each figure as asked for."""
    logging.disable()  # a bot that ends leaves a request behind, and the web server of that Telegram would tell
    parser = argparse.ArgumentParser("benchmarks", description="What it costs, side by side with others.")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each figure")
    if parser.parse_args().json:
        for figure in figures():
            print(figure.json(), flush=True)
    else:
        print("\n".join(table.lines(figures())))


def figures() -> Iterator[Figure]:
    """Measure the shipped content, as it is served without any settings, and the peers that are there."""
    loaded = content.load(Organisation())
    check = next(iter(loaded.checks.values()))
    sealer = Seal((secrets.token_bytes(SHORTEST_SECRET),))
    dialogue = Dialogue(loaded, sealer, IDLE)
    others = tuple(peers())
    updates = {peer.name: peer.update for peer in others}
    step = engine.with_words(check, loaded.book(check.id, turn.LOCALE))
    yield engine.rate(step)
    yield from against(step, updates)
    yield engine.alone(check)
    yield from against(turn.figure(dialogue, check), updates)
    yield from seal.figures(check, sealer)
    weight = memory.figure(dialogue, check)
    if weight:
        yield from against(weight, {peer.name: peer.conversation for peer in others})
    yield from ack.figures()
    yield from modal.figures(dialogue, check, IDLE)
    yield from trip.figures(check.id, slack.WAYS)
    yield from start.figures()
    yield from _telegram(dialogue, check, others)
    yield from ledger.figures()
    yield from bell.figures(check.id)
    yield from throughput.figures(check)
    yield from overwrite.figures()
    yield from size.figures()


def _telegram(dialogue: Dialogue, check: Check, others: tuple[Peer, ...]) -> Iterator[Figure]:
    """Measure the bot on Telegram, side by side with the peers there."""
    there = [peer for peer in others if peer.name in TELEGRAM]
    updates = 1 + len(check.questions)
    theirs = {
        "Telegram, check": {peer.name: round(peer.update * updates / 1000, 2) for peer in there},
        "Telegram, press": {peer.name: peer.update for peer in there},
        "Telegram, open conversation": {peer.name: peer.conversation for peer in there},
    }
    for figure in update.figures(dialogue, check, IDLE):
        yield from against(figure, theirs.get(figure.name, {}))
    yield from trip.figures(check.id, telegram.WAYS)
    yield from idle.figures()


if __name__ == "__main__":
    main()
