"""Choose what a reminder posts: each prompt of its check in turn."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.checks.dialogue import Dialogue
from adapters.checks.screen import Link
from adapters.reminders.publisher import ReminderPost
from adapters.storage.reminders import Plan
from messages.markup import plain


@dataclass(frozen=True, slots=True)
class ListedPrompt:
    """One of the prompts of a check, as a coordinator sees it.

    Attributes:
        id: Unique in its check.
        html: HTML, with only the tags b, i and a.
        off: Whether it is switched off.
        next: Whether it is the next to be posted.
    """

    id: str
    html: str
    off: bool
    next: bool


class Prompts:
    """The prompts of every check, in one language."""

    def __init__(self, dialogue: Dialogue, locale: str, page: str | None = None) -> None:
        """Configure it.

        Args:
            dialogue: The checks, with their prompts and texts.
            locale: ISO 639-1; a check without prompts in this language uses those of its first language.
            page: The public URL of the web page; None if there is none.
        """
        self._dialogue = dialogue
        self._locale = locale
        self._page = page_link(dialogue, locale, page)

    @property
    def checks(self) -> Sequence[str]:
        """Return the id of every check that has prompts."""
        return tuple(check for check in self._dialogue.checks if self._dialogue.prompts(check, self._locale))

    def turn(self, plan: Plan, number: int) -> ReminderPost | None:
        """Return the prompt after this many posts; None if all are switched off or the check doesn't exist."""
        following = next((prompt for prompt in self.upcoming(plan, number) if prompt.next), None)
        return self._post(following.html, plan.check) if following else None

    def upcoming(self, plan: Plan, number: int) -> Sequence[ListedPrompt]:
        """Return every prompt of the plan's check, in order. `number`: the number of posts so far."""
        found = self._dialogue.prompts(plan.check, self._locale)
        on = [id_ for id_ in found if id_ not in plan.without]
        following = on[number % len(on)] if on else None
        return tuple(ListedPrompt(id_, html, id_ in plan.without, id_ == following) for id_, html in found.items())

    def trial(self, check: str) -> ReminderPost | None:
        """Return a trial post, to find out whether the bot may post; None if there is no prompt or no such check."""
        if check not in self.checks:
            return None
        return self._post(self._dialogue.words(self._locale)["reminder.trial"], check, trial=True)

    def _post(self, html: str, check: str, *, trial: bool = False) -> ReminderPost:
        label = next(start.label for start in self._dialogue.starts(self._locale) if start.payload == check)
        return ReminderPost(html, check, label, trial, self._page)


def page_link(dialogue: Dialogue, locale: str, page: str | None) -> Link | None:
    """Return a button that opens the page at this URL, labelled in this language; None if there is no page."""
    return Link(plain(dialogue.words(locale)["reminder.page"]), page) if page else None
