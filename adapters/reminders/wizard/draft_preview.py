"""What the screens of a draft show besides what was chosen."""

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
        checks: The title of each check that can be chosen, as HTML, by its id.
        prompts: The prompts of the draft's check, in their order.
        label: The label of the button below each of them, as plain text.
        page: The label of the button below that, which opens a browser; empty where there is none.
    """

    draft: Draft
    checks: Mapping[str, Markup]
    prompts: Sequence[ListedPrompt]
    label: str
    page: str = ""
