"""A workspace as Slack holds it: the bot in it, the people, the channels, and what the bot did wrong."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adapters.slack.fake import view
from adapters.slack.fake.channel import Channel
from adapters.slack.fake.error import ApiError, Json, metadata
from adapters.slack.fake.limit import Limit
from adapters.slack.fake.trigger import Triggers

if TYPE_CHECKING:  # a workspace has people and a person has a workspace
    from adapters.slack.fake.clock import Clock
    from adapters.slack.fake.finding import Check, Fault
    from adapters.slack.fake.person import Person
    from adapters.slack.fake.view import View


@dataclass
class Url:
    """A response_url: who may be answered at it, where, about which message ("" for none), and how often it was."""

    person: Person
    channel: Channel
    made: float
    original: str
    used: int = 0


APP, BOT, BOT_USER, VERIFICATION = "A111", "B111", "U0BOT", "verification"


class Workspace:
    """All that Slack knows of one bot in one workspace.

    Attributes:
        team: the workspace's id.
        scopes: what the bot may do.
        people: by id.
        channels: by id; what people have with the bot alone is there too.
        groups: the ids of the people in a user group, by the group's id.
        faults: what was wrong in what the bot sent.
        gone: the error that every call gets once the app was removed; "" before.
    """

    def __init__(self, clock: Clock, scopes: tuple[str, ...], team: str, *, limits: bool) -> None:
        """Start with nobody in it."""
        self.clock = clock
        self.scopes = scopes
        self.team = team
        self.limit = Limit(clock, on=limits)
        self.triggers: Triggers[Person] = Triggers(clock)
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, list[str]] = {}
        self.urls: dict[str, Url] = {}
        self.faults: list[Fault] = []
        self.base = ""
        self.gone = ""

    def author(self) -> Json:
        """Give the bot as the author of a message."""
        return {"user": BOT_USER, "bot_id": BOT, "app_id": APP, "team": self.team}

    def wire(self, shown: View, state: Json) -> Json:
        """Give a view as Slack sends it."""
        known = {"team_id": self.team, "app_id": APP, "bot_id": BOT, "app_installed_team_id": self.team}
        return view.wire(shown, known, state)

    def judge(self, check: Check, error: str) -> None:
        """Keep what was found wrong.

        Raises:
            ApiError: Slack refuses some of it, with this error.
        """
        self.faults += check.faults
        if check.refusals:
            # With a message they come a second time, bare (incidentbot/incidentbot #328).
            bare: Json = {"errors": check.refusals} if error == "invalid_blocks" else {}
            raise ApiError(error, {**bare, **metadata(*check.refusals)})

    def person(self, identity: str) -> Person:
        """Give a person.

        Raises:
            ApiError: there is none with this id.
        """
        if identity not in self.people:
            raise ApiError("user_not_found")
        return self.people[identity]

    def channel(self, identity: str) -> Channel:
        """Give a channel that the bot can see; a person's id stands for what they have with the bot alone.

        Raises:
            ApiError: there is none, or the bot can't see it.
        """
        if identity in self.people:
            return self.people[identity].direct
        channel = self.channels.get(identity)
        if channel is None or (channel.private and not channel.bot_in):
            raise ApiError("channel_not_found")
        return channel

    def response_url(self, person: Person, channel: Channel, original: str = "") -> str:
        """Give a new address to answer something at that this person did in this channel, with a message of it."""
        name = secrets.token_hex(12)
        self.urls[name] = Url(person, channel, self.clock.now(), original)
        return f"{self.base}response/{self.team}/{name}"
