"""What the screens of a draft show in addition to the draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from adapters.reminders.prompts import ListedPrompt
from adapters.storage.drafts import Draft


@dataclass(frozen=True, slots=True)
class DraftPreview:
    """A draft, and what would be posted.

    Attributes:
        draft: The draft.
        checks: The titles of the available checks, as HTML, by id.
        prompts: The prompts of the draft's check, in order.
        label: The label of a prompt's button, as plain text.
        page: The label of a prompt's second button, which opens the web page; empty if there is none.
    """

    draft: Draft
    checks: Mapping[str, Markup]
    prompts: Sequence[ListedPrompt]
    label: str
    page: str = ""
