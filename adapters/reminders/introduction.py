"""The first message to a team: what the bot is and how to start it. Posted on request; replaces the previous one."""

from collections.abc import Collection
from functools import partial
from hashlib import sha256

from markupsafe import Markup

from adapters.checks.dialogue import Dialogue
from adapters.reminders.actions import REVISIONS
from adapters.reminders.noting import noted
from adapters.reminders.prompts import page_link
from adapters.reminders.publisher import PostRefusedError, Publisher, ReminderPost
from adapters.storage.errors import DATABASE_UNAVAILABLE
from adapters.storage.introduction_store import IntroductionStore
from adapters.storage.reminder_store import ReminderStore
from adapters.storage.reminders import Destination, Suspension


class Introductions:
    """Posts first messages in one language; the caller must check the rights."""

    def __init__(  # noqa: PLR0913 - unrelated arguments
        self,
        store: IntroductionStore,
        reminder_store: ReminderStore,
        publisher: Publisher,
        dialogue: Dialogue,
        locale: str,
        *,
        page: str | None = None,
    ) -> None:
        """Configure it.

        Args:
            store: Stores what was posted.
            reminder_store: Updated when a chat turns out to have a new id.
            publisher: Posts, and deletes the message that is replaced.
            dialogue: The texts and the checks.
            locale: The language (ISO 639-1) of the message.
            page: The public URL of the web page; None if there is none.
        """
        self._store = store
        self._reminder_store = reminder_store
        self._publisher = publisher
        self._dialogue = dialogue
        self._locale = locale
        self._page = page_link(dialogue, locale, page)

    def preview(self, check: str) -> ReminderPost | None:
        """Return what would be posted for this check; None if the check no longer exists."""
        starts = {start.payload: start.label for start in self._dialogue.starts(self._locale)}
        if check not in starts:
            return None
        words, achterwacht = self._dialogue.words(self._locale), self._dialogue.achterwacht
        lines = [words["introduction.title"].format(title=self._dialogue.titles(self._locale)[check])]
        lines += [Markup(), words["introduction.text"].format(label=starts[check])]
        if self._page:
            lines.append(words["introduction.page"].format(label=self._page.label))
        if achterwacht:
            lines.append(words["introduction.achterwacht"].format(achterwacht=achterwacht))
        return ReminderPost("\n".join(lines), check, starts[check], page=self._page)

    async def revision(self, places: Collection[Destination]) -> int:
        """Return a small number that changes when one is posted in any of these places."""
        known = await self._store.all({place.channel for place in places})
        posted = ",".join(one.message for one in known if one.place in places)
        return int.from_bytes(sha256(posted.encode()).digest()) % REVISIONS

    async def post(self, place: Destination, check: str) -> Suspension | None:
        """Post it in this place, and delete the previous one; return the reason if it can't be posted.

        Raises:
            UnavailableError: The platform can't be reached; if that is `unsure`, it may have been posted.
            DATABASE_UNAVAILABLE: One of these errors: the post couldn't be stored, and was deleted again.
        """
        post = self.preview(check)
        if post is None:
            return Suspension.TEXTLESS
        try:
            posted = await self._publisher.publish(place, post)
        except PostRefusedError as refused:
            return refused.why
        there = place if posted.chat == place.chat else Destination(place.channel, posted.chat)
        await self._keep(place, there, posted.message)
        return None

    async def _keep(self, asked: Destination, there: Destination, message: str) -> None:
        """Store the message and delete the previous one; if it can't be stored, delete this one."""
        try:
            if there != asked:  # the chat has a new id
                await noted(partial(self._reminder_store.move, asked.channel, asked.chat, there.chat))
            before = await noted(partial(self._store.put, there, message))
        except DATABASE_UNAVAILABLE:
            await self._publisher.retract(there, message)
            raise
        if before:
            await self._publisher.retract(there, before)
