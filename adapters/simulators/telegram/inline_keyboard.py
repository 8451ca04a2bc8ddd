"""Inline keyboards: validation, and their buttons as a person sees them."""

from dataclasses import dataclass

from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram import links
from adapters.simulators.telegram.errors import ApiError, bad_request

MOST, MOST_IN_A_ROW, MOST_BYTES = 100, 8, 64
_OTHER = ("web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat", "copy_text", "pay")


@dataclass(frozen=True)
class InlineButton:
    """A button as a person sees it.

    Attributes:
        label: Its text.
        payload: The callback_data that a press sends, or None.
        url: The page that a press opens, or None.
        style: Its style, such as "danger"; None for the default.
    """

    label: str
    payload: str | None = None
    url: str | None = None
    style: str | None = None


ButtonRows = tuple[tuple[InlineButton, ...], ...]


def read(markup: object) -> JsonObject | None:
    """Validate a reply_markup.

    Returns:
        The InlineKeyboardMarkup object as Telegram stores it; None if it has no buttons.

    Raises:
        ApiError: Telegram refuses it.
    """
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    read_rows = [[_button(one) for one in row] for row in rows if row]
    # The documentation gives both limits, but not the errors for exceeding them.
    if sum(len(row) for row in read_rows) > MOST or any(len(row) > MOST_IN_A_ROW for row in read_rows):
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": read_rows} if read_rows else None


def rows(markup: JsonObject | None) -> ButtonRows:
    """Return the buttons of a keyboard, row by row."""
    found = (markup or {}).get("inline_keyboard", [])
    assert isinstance(found, list)  # noqa: S101  # `read` validated it
    return tuple(
        tuple(InlineButton(one["text"], one.get("callback_data"), one.get("url"), one.get("style")) for one in row)
        for row in found
    )


def _button(button: object) -> JsonObject:
    if not isinstance(button, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise _unreadable('Can\'t find field "text"')
    text, url, payload = (button.get(name) for name in ("text", "url", "callback_data"))
    if not all(isinstance(one, str | None) for one in (text, url, payload)):
        raise _unreadable("Field must be of type String")
    style = {"style": button["style"]} if "style" in button else {}
    if url:
        _check_label(str(text))
        if reason := links.fault(str(url)):
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}")
        return {"text": text, "url": url, **style}
    if payload:
        _check_label(str(text))
        if len(str(payload).encode()) > MOST_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        return {"text": text, "callback_data": payload, **style}
    if other := [name for name in _OTHER if name in button]:
        _check_label(str(text))
        return {"text": text, other[0]: button[other[0]], **style}
    raise _unreadable("Text buttons are unallowed in the inline keyboard")


def _check_label(text: str) -> None:
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")


def _unreadable(reason: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {reason}")
