"""A workspace as Slack stores it: the bot, the people, the channels, and the bot's mistakes."""

import secrets
from dataclasses import dataclass

from adapters.simulators.clock import Clock
from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack import view
from adapters.simulators.slack.channel import WorkspaceChannel
from adapters.simulators.slack.errors import ApiError, metadata
from adapters.simulators.slack.problems import Problem, Validator
from adapters.simulators.slack.rate_limit import RateLimit
from adapters.simulators.slack.trigger_ids import TriggerIds
from adapters.simulators.slack.user import User
from adapters.simulators.slack.view import OpenView


@dataclass
class ResponseUrl:
    """A response_url.

    Attributes:
        user: The person to reply to.
        channel: Where replies are shown.
        made: When it was issued, in seconds since 1970.
        original: The ts of the message that it may replace or delete; "" for none.
        used: The number of messages posted to it.
    """

    user: User
    channel: WorkspaceChannel
    made: float
    original: str
    used: int = 0


APP, BOT, BOT_USER, VERIFICATION = "A111", "B111", "U0BOT", "verification"


class Workspace:
    """Stores everything that Slack knows about one bot in one workspace.

    Attributes:
        clock: The simulated time.
        scopes: The bot's OAuth scopes.
        team: The workspace's id.
        enterprise: The id of the organisation, if the app is installed organisation-wide (Enterprise Grid); or "".
        limit: The rate limits.
        triggers: The trigger_ids that were issued.
        people: The users, by id.
        channels: By id; direct messages with the bot are among them.
        groups: The ids of the people in each user group, by its id.
        urls: The response_urls that were issued, by the last part of their path.
        faults: The problems in what the bot sent.
        base: The address of the server.
        gone: The error of every call after the app was removed; "" before.
        initial_values_kept: Whether a field added by an update has its initial value; see `view_state.admit`.
    """

    def __init__(self, clock: Clock, scopes: tuple[str, ...], team: str, *, limits: bool) -> None:
        """Start without people."""
        self.clock = clock
        self.scopes = scopes
        self.team = team
        self.enterprise = ""
        self.limit = RateLimit(clock, on=limits)
        self.triggers = TriggerIds(clock)
        self.people: dict[str, User] = {}
        self.channels: dict[str, WorkspaceChannel] = {}
        self.groups: dict[str, list[str]] = {}
        self.urls: dict[str, ResponseUrl] = {}
        self.faults: list[Problem] = []
        self.base = ""
        self.gone = ""
        self.initial_values_kept = True
        self._last_timestamp = 0

    def timestamp(self) -> str:
        """Return the time as Slack writes it, "1503435956.000247".

        It never returns the same one twice, because a message's timestamp is its id within a channel.
        """
        self._last_timestamp = max(self._last_timestamp + 1, int(self.clock.now() * 1_000_000))
        return f"{self._last_timestamp // 1_000_000}.{self._last_timestamp % 1_000_000:06}"

    def author(self) -> JsonObject:
        """Return the fields of a message that name the bot as its author."""
        return {"user": BOT_USER, "bot_id": BOT, "app_id": APP, "team": self.team}

    def to_json(self, shown: OpenView, state: JsonObject) -> JsonObject:
        """Return a view object."""
        known = {"team_id": self.team, "app_id": APP, "bot_id": BOT, "app_installed_team_id": self.team}
        return view.to_json(shown, known, state)

    def judge(self, check: Validator, error: str) -> None:
        """Record the problems that a validator found.

        Raises:
            ApiError: Slack refuses some of them, with this error.
        """
        self.faults += check.faults
        if check.refusals:
            # For messages they are also repeated without pointers (incidentbot/incidentbot #328).
            bare: JsonObject = {"errors": check.refusals} if error == "invalid_blocks" else {}
            raise ApiError(error, {**bare, **metadata(*check.refusals)})

    def user(self, identity: str) -> User:
        """Return the user with this id.

        Raises:
            ApiError: There is none.
        """
        if identity not in self.people:
            raise ApiError("user_not_found")
        return self.people[identity]

    def find_view(self, identity: str = "", external: str = "") -> tuple[User, OpenView] | None:
        """Return the open view or Home tab with this id, or else this external_id, and its user; or None."""
        for person in self.people.values():
            for one in (*person.views, *([person.home] if person.home else [])):
                if one.id == identity or (external and one.content.get("external_id") == external):
                    return person, one
        return None

    def channel(self, identity: str) -> WorkspaceChannel:
        """Return a channel that the bot can see; a user's id means their direct messages with the bot.

        Raises:
            ApiError: There is none, or the bot can't see it.
        """
        if identity in self.people:
            return self.people[identity].direct
        channel = self.channels.get(identity)
        if channel is None or (channel.private and not channel.bot_in):
            raise ApiError("channel_not_found")
        return channel

    def response_url(self, user: User, channel: WorkspaceChannel, original: str = "") -> str:
        """Issue a response_url for an action of a user in a channel, in the message with the ts `original`."""
        name = secrets.token_hex(12)
        self.urls[name] = ResponseUrl(user, channel, self.clock.now(), original)
        return f"{self.base}response/{self.team}/{name}"

    def forget(self, user: User) -> None:
        """Drop all data about a user, so that long runs don't use more and more memory."""
        del self.people[user.id], self.channels[user.direct.id]
        self.urls = {name: url for name, url in self.urls.items() if url.user is not user}
        self.triggers.forget(user)
