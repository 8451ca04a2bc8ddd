"""The Telegram simulator with the SDK that the product uses: what it sends is accepted, what it receives is parsed."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Update,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, CommandHandler

from adapters.simulators.network_failures import Hang, Reset
from adapters.simulators.telegram import errors
from adapters.simulators.telegram.person import Person
from adapters.simulators.telegram.server import TelegramSimulator
from adapters.simulators.telegram.user import Toast

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="ja")]])


@pytest.fixture
async def bot(fake: TelegramSimulator) -> AsyncIterator[Bot]:
    """The SDK's own bot."""
    async with Bot(fake.token, base_url=f"{fake.url}/bot") as bot:
        yield bot


async def test_all_that_a_bot_does(fake: TelegramSimulator, bot: Bot, ann: Person) -> None:
    preview = LinkPreviewOptions(is_disabled=True)
    sent = await bot.send_message(
        ann.id, "<b>hoi</b>", "HTML", reply_markup=BUTTONS, protect_content=True, link_preview_options=preview
    )
    await ann.press("Ja")
    (update,) = await bot.get_updates(timeout=1)
    assert update.callback_query
    await update.callback_query.answer("Klaar", show_alert=True)
    await update.callback_query.edit_message_text("dag", reply_markup=BUTTONS)
    assert (ann.chat.messages[-1].text, ann.toasts) == ("dag", [Toast("Klaar", alert=True)])
    await bot.pin_chat_message(ann.id, sent.message_id)
    pinned = (await bot.get_chat(ann.id)).pinned_message
    assert pinned
    assert pinned.reply_markup == BUTTONS
    assert await bot.delete_messages(ann.id, [message.id for message in ann.chat.messages])
    assert ann.chat.messages == []
    await bot.set_my_commands([BotCommand("start", "x")], BotCommandScopeAllPrivateChats(), "nl")
    assert [command.command for command in await bot.get_my_commands(BotCommandScopeAllPrivateChats(), "nl")] == [
        "start"
    ]
    await bot.set_my_description("x", "nl")
    assert fake.descriptions == {("description", "nl"): "x"}


@pytest.mark.parametrize(
    ("trouble", "raised"),
    [
        (errors.rate_limited(3), RetryAfter),
        (errors.conflict(), Conflict),
        (errors.blocked(), Forbidden),
        (errors.migrated(-100), ChatMigrated),
        (errors.bad_request("x"), BadRequest),
        (errors.unauthorized(), InvalidToken),
        (errors.server_error(), NetworkError),
        (Reset(), NetworkError),
    ],
)
async def test_every_trouble_is_the_one_that_the_sdk_knows(
    fake: TelegramSimulator, bot: Bot, trouble: errors.Failure, raised: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    fake.fail("getMe", trouble)
    with pytest.raises(raised):
        await bot.get_me()


async def test_an_answer_that_hangs_is_given_up(fake: TelegramSimulator, bot: Bot) -> None:
    fake.fail("getMe", Hang(60))
    with pytest.raises(TimedOut):
        await bot.get_me(read_timeout=0.1)


async def test_an_application_that_polls_settles(fake: TelegramSimulator, ann: Person) -> None:
    application = ApplicationBuilder().token(fake.token).base_url(f"{fake.url}/bot").build()

    async def start(update: Update, _: object) -> None:
        assert update.message
        await update.message.reply_text("hoi", reply_markup=BUTTONS)

    async def press(update: Update, _: object) -> None:
        assert update.callback_query
        await asyncio.gather(update.callback_query.answer(), update.callback_query.edit_message_text("dag"))

    application.add_handler(CommandHandler("groomingcheck", start))
    application.add_handler(CallbackQueryHandler(press))
    assert application.updater
    async with application:
        await application.start()
        await application.updater.start_polling(timeout=10)
        await ann.say("/groomingcheck")
        await fake.settled()
        assert ann.chat.messages[-1].labels == ["Ja"]
        await ann.press("Ja")
        await fake.settled()
        assert ann.chat.messages[-1].text == "dag"
        await application.updater.stop()
        await application.stop()
