"""Renders a screen of the reminder wizard as a modal, and reads what is done in it. Pure.

1. The value of a button is its payload. A button that repeats what was picked has that after it.
2. What is picked comes with a field's ids alone, so its payload is in the view's private_metadata, sealed as all are.
3. Slack keeps what was picked by those ids from one view to the next, so they carry a name of this showing.
Source: https://docs.slack.dev/reference/block-kit/blocks/section-block
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, count, pairwise

from markupsafe import Markup

from adapters.checks.screen import Button, Field, FieldKind, Screen
from adapters.slack.blocks import Json, label, plain_text, pressable, text
from messages.markup import plain

Words = Mapping[str, Markup]
"""The product's words in one language, by dotted key, as HTML."""
WIZARD = "plan"
"""The callback_id of a modal with the wizard, and the prefix of the action_ids in it."""
OPEN = f"{WIZARD}:open"
"""The action_id of a button, wherever it is, that opens the wizard; its value may lead to one reminder."""
FIELD = f"{WIZARD}:field"
"""The prefix of the action_id of a field; its number and the name of its showing follow."""
BLOCKS = 100
"""The most blocks of a modal."""
ELEMENTS = 25
"""The most buttons of a row."""
_PICKED = ("selected_time", "selected_date", "selected_conversations")


def view(screen: Screen, name: str, showing: str, words: Words) -> Json:
    """Return the modal that shows this screen. `name`: its external_id; `showing`: a random name.

    What the title says isn't said again.
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
    """Return a modal with one message, and these buttons below it. `name`: its external_id."""
    return view(Screen(html, buttons), name, "", words)


def repeated(payload: str, picked: Sequence[str]) -> str:
    """Return the value of a button that does again what was done with this payload."""
    return " ".join((payload, *picked))


def used(action: Mapping[str, object], origin: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the payload of what was pressed or picked, and what was picked; None if it is nothing of the wizard's.

    A field that comes in empty is no choice, but for channels, which can all be taken away.

    Args:
        action: What was used.
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
    """Return what is picked with, and what is picked now; nothing is left out, as Slack refuses an empty choice."""
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
    """Yield the rows of a screen's buttons, or as few as Slack takes where there are more than `most`."""
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
