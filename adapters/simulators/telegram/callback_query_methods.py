"""The method that answers the press of a button."""

from adapters.simulators.telegram import message_entities
from adapters.simulators.telegram.account import Account
from adapters.simulators.telegram.errors import bad_request
from adapters.simulators.telegram.parameters import Parameters
from adapters.simulators.telegram.user import Toast

LONGEST = 200
PATIENCE = 15
"""Seconds within which a press must be answered. Telegram only says "as soon as possible"; this was observed."""


def answer_callback_query(account: Account, parameters: Parameters) -> bool:
    """Handle answerCallbackQuery: once for each press, and in time."""
    press = account.presses.get(parameters.text("callback_query_id"))
    if press is None or press.answered or account.clock.now() - press.at > PATIENCE:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = parameters.text("text")
    if message_entities.length(text) > LONGEST:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answered = True
    if text:
        press.user.toasts.append(Toast(text, parameters.flag("show_alert")))
    return True
