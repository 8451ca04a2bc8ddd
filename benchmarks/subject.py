"""The content to measure: the shipped content, without settings."""

import secrets
from dataclasses import dataclass

from adapters.channels import registry
from adapters.checks.dialogue import Dialogue
from adapters.checks.state_token import SHORTEST_SECRET, TokenCipher
from bot.check import Check
from messages import content
from messages.content import Content
from messages.loading.organisation import Organisation

IDLE = 15 * 60.0


@dataclass(frozen=True, slots=True)
class Subject:
    """The first check, and the renderer of its screens."""

    content: Content
    check: Check
    cipher: TokenCipher
    dialogue: Dialogue


def loaded() -> Subject:
    """Load the content."""
    found = content.load(Organisation(), registry.limits())
    cipher = TokenCipher((secrets.token_bytes(SHORTEST_SECRET),))
    return Subject(found, next(iter(found.checks.values())), cipher, Dialogue(found, cipher, IDLE))
