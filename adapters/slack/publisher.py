"""Posts reminders in channels, at most once, and deletes earlier ones."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from adapters.checks.screen import Button
from adapters.platforms.errors import RefusedError, UnavailableError
from adapters.platforms.pacing import Pacer
from adapters.reminders.publisher import PostedReminder, PostRefusedError, ReminderPost
from adapters.slack.api import Api
from adapters.slack.blocks import Json, opening, start, text
from adapters.slack.calls import DELETED
from adapters.slack.settings import NAME
from adapters.storage.reminders import Destination, Suspension
from adapters.telemetry import metrics
from messages.markup import plain

CHAT_PACE = 1.0
"""The minimum number of seconds between posts to a channel. Source: https://docs.slack.dev/apis/web-api/rate-limits"""
SUSPENSIONS: Mapping[str, Suspension] = {
    "channel_not_found": Suspension.GONE,
    "not_in_channel": Suspension.LEFT,
    "is_archived": Suspension.ARCHIVED,
    **dict.fromkeys(
        (
            "account_inactive", "token_revoked", "token_expired", "invalid_auth", "not_authed",
        ), Suspension.TOKEN,
    ),
    **dict.fromkeys(
        ("missing_scope", "no_permission", "not_allowed_token_type", "team_access_not_granted"), Suspension.SCOPE,
    ),
    **dict.fromkeys(("access_denied", "ekm_access_denied"), Suspension.FORBIDDEN),
}  # fmt: skip
"""Slack's errors, translated for the coordinator; every other refusal is `Suspension.REJECTED`."""
_RESTRICTED = "restricted_action"
"""The prefix of Slack's errors when only some people may post."""
INVALID_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format"})
"""Refusals of the blocks themselves."""
LONGEST_WAIT = 10.0
"""The most seconds that a post waits here for its turn; one that would have to wait longer is postponed."""
TEMPORARY = frozenset({"accesslimited", "message_limit_exceeded", "org_login_required", "team_added_to_org"})
"""Temporary refusals, by a workspace that is too busy or is being migrated."""


class Publisher:
    """Posts reminders (`reminders.publisher.Publisher`)."""

    post_interval = 0.25  # Slack accepts several hundred a minute in a workspace

    def __init__(self, api: Api) -> None:
        """Set up. Only channels with a post in the last second are remembered."""
        self._api = api
        self._pacer = Pacer(CHAT_PACE, LONGEST_WAIT)

    async def publish(self, destination: Destination, post: ReminderPost) -> PostedReminder:
        """Post it, without retrying. Raises `PostRefusedError` and `UnavailableError`.

        If Slack refuses a post that has a button to the page, it is posted without that button.
        """
        if not self._api.bot:  # Slack hasn't been reached yet: better to post late than without knowing the bot's id
            raise UnavailableError
        said, blocks = message(post)
        try:
            async with self._pacer.turn(destination.chat):
                return PostedReminder(await self._api.post(destination.chat, said, blocks), destination.chat)
        except RefusedError as refused:
            if not (post.page and refused.reason in INVALID_BLOCKS):
                raise _meaning(refused.reason) from None
            metrics.fallbacks.labels(NAME).inc()
            return await self.publish(destination, replace(post, page=None))

    async def retract(self, destination: Destination, message: str) -> bool:
        """Delete a post, and return True. Raises `UnavailableError`, also if Slack refuses, which may pass."""
        try:
            await self._api.delete(destination.chat, message)
        except RefusedError as refused:
            if refused.reason != DELETED:
                raise UnavailableError from refused
        return True


def message(post: ReminderPost) -> tuple[str, list[Json]]:
    """Return the message of a reminder: the fallback text, as mrkdwn, and its blocks."""
    buttons = start([Button("1", post.label, post.check)])
    if post.page:
        buttons["elements"].append(opening(post.page))
    blocks = [*text(post.html), buttons]
    return escape(plain(post.html), quote=False), blocks


def suspension(reason: str) -> Suspension:
    """Translate a refusal for the coordinator."""
    if reason.startswith(_RESTRICTED):
        return Suspension.FORBIDDEN
    return SUSPENSIONS.get(reason, Suspension.REJECTED)


def _meaning(reason: str) -> Exception:
    return UnavailableError() if reason in TEMPORARY else PostRefusedError(suspension(reason))
