"""The answer to a press on a button."""

from adapters.telegram.fake import entity
from adapters.telegram.fake.account import Account
from adapters.telegram.fake.error import bad_request
from adapters.telegram.fake.form import Form
from adapters.telegram.fake.person import Toast

LONGEST = 200
PATIENCE = 15
"""A press waits so many seconds for its answer. Telegram says only "as soon as possible"; this is what bots meet."""


def answer_callback_query(account: Account, form: Form) -> bool:
    """Do answerCallbackQuery: once for each press, and in time."""
    press = account.presses.get(form.text("callback_query_id"))
    if press is None or press.answered or account.clock.now() - press.at > PATIENCE:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = form.text("text")
    if entity.length(text) > LONGEST:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answered = True
    if text:
        press.person.toasts.append(Toast(text, form.flag("show_alert")))
    return True
