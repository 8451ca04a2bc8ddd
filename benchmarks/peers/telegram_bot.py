"""python-telegram-bot, with a ConversationHandler and with plain stateless handlers."""

from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, ConversationHandler
from telegram.request import BaseRequest, RequestData

from benchmarks.peers import ANSWERS, QUESTIONS, Feed, Json
from benchmarks.peers.updates import answer

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=data) for data, text in ANSWERS.items()]])
_Context = ContextTypes.DEFAULT_TYPE


class _Instant(BaseRequest):
    """A Telegram that answers immediately."""

    read_timeout = 5

    async def initialize(self) -> None:
        """Do nothing: there is no connection."""

    async def shutdown(self) -> None:
        """Do nothing: there is no connection."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,
        connect_timeout: object = None,
        pool_timeout: object = None,
    ) -> tuple[int, bytes]:
        return 200, answer(url.rpartition("/")[2])


async def opened(name: str) -> Feed:
    """Return the update handler."""
    build = Application.builder().token("1:a").request(_Instant()).get_updates_request(_Instant()).updater(None)
    app = build.build()
    if name == "ptb-conversation":
        states: Any = {state: [CallbackQueryHandler(_answer)] for state in range(10)}
        app.add_handler(ConversationHandler([CommandHandler("groomingcheck", _start)], states, []))
    else:
        app.add_handler(CommandHandler("groomingcheck", _bare_start))
        app.add_handler(CallbackQueryHandler(_bare))
    await app.initialize()

    async def feed(raw: Json) -> None:
        await app.process_update(Update.de_json(raw, app.bot))

    return feed


async def _start(update: Update, context: _Context) -> int:
    assert context.user_data is not None
    assert update.message
    context.user_data["answers"] = []
    await update.message.reply_text(QUESTIONS[0], reply_markup=KEYBOARD)
    return 0


async def _answer(update: Update, context: _Context) -> int:
    query, kept = update.callback_query, context.user_data
    assert query
    assert kept is not None
    await query.answer()
    answers = kept.setdefault("answers", [])
    answers.append(query.data)
    if len(answers) >= len(QUESTIONS):
        await query.edit_message_text("klaar")
        kept.clear()
        return ConversationHandler.END
    await query.edit_message_text(QUESTIONS[len(answers)], reply_markup=KEYBOARD)
    return len(answers)


async def _bare_start(update: Update, _context: _Context) -> None:
    assert update.message
    await update.message.reply_text(QUESTIONS[0], reply_markup=KEYBOARD)


async def _bare(update: Update, _context: _Context) -> None:
    assert update.callback_query
    await update.callback_query.answer()
    await update.callback_query.edit_message_text(QUESTIONS[3], reply_markup=KEYBOARD)
