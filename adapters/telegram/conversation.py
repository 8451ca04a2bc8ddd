"""A person's turn on Telegram: what they did, taken to the dialogue, and what comes of it, shown.

1. A turn never raises. What goes wrong is logged under a reference, and the person is shown that reference.
2. The whole conversation is one message in the private chat, edited in place; no answer of a person's is kept here.
3. In a group there is only a way into the private chat.
"""

import asyncio
from contextlib import suppress
from typing import assert_never

from adapters import log, metric
from adapters.dialogue import Dialogue, Screen
from adapters.ledger.fault import UNAVAILABLE
from adapters.seal import Person
from adapters.telegram.api import Api
from adapters.telegram.call import NAME
from adapters.telegram.error import AwayError, RefusedError
from adapters.telegram.layout import Post, numbered, write
from adapters.telegram.planning import Planning
from adapters.telegram.room import Room
from adapters.telegram.wire import (
    HELP,
    PRIVACY,
    START,
    STOP,
    Commanded,
    Event,
    Left,
    Migrated,
    Pressed,
    Sent,
    Source,
)
from bot.say import Help, Privacy
from messages.markup import plain


class Conversation:
    """Takes turns, and keeps nothing between them."""

    def __init__(self, api: Api, room: Room, planning: Planning, dialogue: Dialogue, locale: str) -> None:
        """`locale`: for people whose own language there are no words in."""
        self._planning = planning
        self._api = api
        self._room = room
        self._dialogue = dialogue
        self._locale = locale

    async def take(self, event: Event) -> None:
        """Take one turn, whatever comes."""
        try:
            await self._take(event)
        except (RefusedError, AwayError) as error:
            log.event("undelivered", "warning", channel=NAME, error=type(error).__name__)
        except Exception as error:  # noqa: BLE001 - whatever it is, the process goes on and the person is told
            metric.faults.labels(NAME).inc()
            await self._excuse(event, log.failure("turn_failed", error, channel=NAME))

    async def _take(self, event: Event) -> None:
        match event:
            case Pressed():
                await self._pressed(event)
            case Commanded(source) if source.private:
                await self._commanded(event)
            case Commanded():
                await self._in_group(event)
            case Sent():
                await self._sent(event)
            case Left(source):
                await self._planning.leave(source.chat)
            case Migrated(source, chat):
                await self._planning.move(source.chat, chat)
            case _:
                assert_never(event)

    async def _pressed(self, event: Pressed) -> None:
        source = event.source
        if not source.private:
            await self._api.answer(event.query, plain(self._word(source, "chat.elsewhere")))
            return
        if await self._planning.press(event, self._language(source)):
            return
        screen = self._dialogue.press(event.payload, _person(source), self._language(source))
        await asyncio.gather(self._api.answer(event.query), self._room.show(source, screen))

    async def _commanded(self, event: Commanded) -> None:
        source, locale = event.source, self._language(event.source)
        if not self._is_ours(event):
            return
        if event.name == HELP:
            await self._tell(source, self._dialogue.tell(Help(), locale))
        elif event.name == PRIVACY:
            await self._tell(source, self._dialogue.tell(Privacy(), locale))
        elif event.name == STOP:
            await self._room.close(source)
            await self._room.remark(source, write(self._dialogue.stopped(locale)))
        elif event.name in self._planning.commands:
            await self._planning.begin(source, locale)
        elif event.name == START and await self._planning.enter(source, event.argument, locale):
            return
        elif event.name == START or event.name in self._dialogue.checks:
            wanted = next((name for name in (event.name, event.argument) if name in self._dialogue.checks), None)
            person = _person(source)
            start = self._dialogue.start(wanted, person, locale) if wanted else self._dialogue.welcome(person, locale)
            await self._room.open(source, start)
        else:
            await self._remind(source)

    async def _in_group(self, event: Commanded) -> None:
        """Show the way into the private chat. The command goes where the bot may delete it."""
        starts = {start.payload: start.label for start in self._dialogue.starts(self._language(event.source))}
        if not self._is_ours(event) or event.name not in {START, *starts, *self._planning.commands}:
            return
        if event.name in self._planning.commands:
            await self._planning.invite(event, self._language(event.source))
            return
        with suppress(RefusedError, AwayError):
            await self._api.delete(event.source.chat, [event.source.message])
        check = event.name if event.name in starts else next(iter(starts))
        link = (starts[check], f"https://t.me/{self._api.username}?start={check}")
        post = Post(self._word(event.source, "chat.group"), link=link)
        await self._room.remark(event.source, post, event.thread)

    async def _sent(self, event: Sent) -> None:
        """Take a number as the answer it stands for. Nothing else is read, and the ledger wipes all of it."""
        standing = await self._room.standing(event.source) if event.number else None
        if standing:
            source, buttons = standing
            payload = numbered(buttons, event.number)
            if payload:
                screen = self._dialogue.press(payload, _person(source), self._language(source))
                return await self._room.show(source, screen)
        if not event.quiet:
            await self._remind(event.source)
        return None

    async def _remind(self, source: Source) -> None:
        """Say what can be done here, which isn't typing."""
        open_ = await self._room.is_open(source)
        text = self._word(source, "chat.typed") if open_ else self._begin(source, "chat.nothing")
        await self._room.remark(source, Post(text))

    async def _tell(self, source: Source, screen: Screen) -> None:
        await self._room.tell(source, Post(f"{screen.html}\n\n{self._begin(source, 'chat.begin')}"))

    def _begin(self, source: Source, key: str) -> str:
        """Give this word, and the command of each check below it."""
        return "\n".join((self._word(source, key), *(f"/{check}" for check in self._dialogue.checks)))

    async def _excuse(self, event: Event, reference: str) -> None:
        """Show the reference, by whatever still works."""
        text = self._word(event.source, "chat.fault").format(reference=reference)
        with suppress(RefusedError, AwayError, *UNAVAILABLE):
            answered = isinstance(event, Pressed) and await self._api.answer(event.query, plain(text))
            if event.source.private and not answered:
                await self._room.excuse(event.source, Post(text))

    def _is_ours(self, event: Commanded) -> bool:
        return event.addressee.lower() in {"", self._api.username.lower()}

    def _word(self, source: Source, key: str) -> str:
        return self._dialogue.words(self._language(source))[key]

    def _language(self, source: Source) -> str:
        return source.locale if source.locale in self._dialogue.locales else self._locale


def _person(source: Source) -> Person:
    return Person(NAME, str(source.person))
