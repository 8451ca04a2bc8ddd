"""Renders a screen of the reminder wizard as a modal, and parses actions in it. Pure.

1. The value of a button is its payload. For a button that repeats a pick, the picked values follow.
2. Slack reports a pick with the ids of its field only, so the payload of the field is in the view's private_metadata,
   encrypted like all others.
3. Slack preserves picked values by those ids from one view to the next, so they contain a random name for each view.
Source: https://docs.slack.dev/reference/block-kit/blocks/section-block
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, count, pairwise

from markupsafe import Markup

from adapters.checks.screen import Button, Field, FieldKind, Screen
from adapters.slack.blocks import Json, label, plain_text, pressable, text
from messages.markup import plain

Words = Mapping[str, Markup]
"""The product's words in one language, as HTML by dotted key."""
WIZARD = "plan"
"""The callback_id of the wizard's modals, and the prefix of the action_ids in them."""
OPEN = f"{WIZARD}:open"
"""The action_id of any button that opens the wizard; its value may point to one reminder."""
FIELD = f"{WIZARD}:field"
"""The prefix of the action_id of a field; its number and the random name of the view follow."""
BLOCKS = 100
"""The most blocks of a modal."""
ELEMENTS = 25
"""The most buttons of a row."""
_PICKED = ("selected_time", "selected_date", "selected_conversations")


def view(screen: Screen, name: str, showing: str, words: Words) -> Json:
    """Return the modal that shows this screen. `name`: its external_id; `showing`: a random name.

    The text doesn't repeat the title.
    """
    title = screen.title or plain(words["reminder.title"])
    said = "\n".join(line for line in screen.html.split("\n") if plain(line) != title)
    blocks = [*text(said), *_fields(screen.fields, showing)]
    return {
        "type": "modal",
        "callback_id": WIZARD,
        "external_id": name,
        "private_metadata": " ".join(field.payload for field in screen.fields),
        "title": plain_text(title),
        "close": label(words["modal.close"]),
        "blocks": [*blocks, *_buttons(screen, BLOCKS - len(blocks))],
    }


def notice(html: str, name: str, words: Words, *buttons: Button) -> Json:
    """Return a modal with a text and these buttons below it. `name`: its external_id."""
    return view(Screen(html, buttons), name, "", words)


def repeated(payload: str, picked: Sequence[str]) -> str:
    """Return the value of a button that repeats a pick with this payload."""
    return " ".join((payload, *picked))


def used(action: Mapping[str, object], origin: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the payload of the button or field used, and the picked values; None if it isn't the wizard's.

    An empty field is ignored, except for channels, all of which can be removed.

    Args:
        action: The action, from the payload.
        origin: The private_metadata of the view.
    """
    match action:
        case {"action_id": str(id_)} if id_.startswith(f"{FIELD}:"):
            payloads, number = origin.split(" "), id_.split(":")[2]
            found, picked = payloads[int(number) :][:1] if number.isdecimal() else [], _picked(action)
            return (found[0], picked) if found and picked is not None else None
        case {"value": str(value)}:
            payload, *again = value.split(" ")
            return payload, tuple(again)
        case _:
            return None


def _picked(action: Mapping[str, object]) -> tuple[str, ...] | None:
    for name in _PICKED:
        match action.get(name):
            case str(one):
                return (one,)
            case list(several):
                return tuple(one for one in several if isinstance(one, str))
    return None


def _fields(fields: Iterable[Field], showing: str) -> Iterable[Json]:
    for number, field in enumerate(fields):
        element = {**_element(field), "action_id": f"{FIELD}:{number}:{showing}"}
        yield {
            "type": "section",
            "block_id": f"{number}:{showing}",
            "text": plain_text(field.label),
            "accessory": element,
        }


def _element(field: Field) -> Json:
    """Return the picker with its current value, if there is one: Slack refuses an empty initial value."""
    first = next(iter(field.chosen), None)
    match field.kind:
        case FieldKind.TIME:
            return {"type": "timepicker", **_initially("initial_time", first)}
        case FieldKind.DATE:
            return {"type": "datepicker", **_initially("initial_date", first)}
        case FieldKind.PLACES:
            kinds = {"include": ["public", "private"], "exclude_bot_users": True}
            chosen = _initially("initial_conversations", [*field.chosen])
            return {"type": "multi_conversations_select", "filter": kinds, **chosen}


def _initially(name: str, value: object) -> Json:
    return {name: value} if value else {}


def _rows(screen: Screen, most: int) -> Iterable[Sequence[Button]]:
    """Yield the screen's rows of buttons or, if there are more than `most`, as few rows as Slack's limits allow."""
    buttons, ends = screen.buttons, [*accumulate(screen.rows or (len(screen.buttons),))]
    if len(ends) > most or max((*screen.rows, 0)) > ELEMENTS or not screen.rows:
        ends = [*range(ELEMENTS, len(buttons) + ELEMENTS, ELEMENTS)]
    return (buttons[start:end] for start, end in pairwise([0, *ends]))


def _buttons(screen: Screen, most: int) -> Iterable[Json]:
    numbers = count()
    for row in filter(None, _rows(screen, most)):
        yield {"type": "actions", "elements": [_button(button, next(numbers)) for button in row]}


def _button(button: Button, number: int) -> Json:
    style = "primary" if button.main else "danger" if button.wipes or button.danger else None
    return {**pressable(button, f"{WIZARD}:press:{number}"), **({"style": style} if style else {})}
