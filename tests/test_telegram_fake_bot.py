"""The fake Telegram with the SDK that the product uses: what it sends is taken, what it gets is read."""

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

from adapters.telegram.fake import error
from adapters.telegram.fake.person import Person, Toast
from adapters.telegram.fake.server import FakeTelegram

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="ja")]])


@pytest.fixture
async def bot(fake: FakeTelegram) -> AsyncIterator[Bot]:
    """The SDK's own bot."""
    async with Bot(fake.token, base_url=f"{fake.url}/bot") as bot:
        yield bot


async def test_all_that_a_bot_does(fake: FakeTelegram, bot: Bot, ann: Person) -> None:
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
        (error.rate_limited(3), RetryAfter),
        (error.conflict(), Conflict),
        (error.blocked(), Forbidden),
        (error.migrated(-100), ChatMigrated),
        (error.bad_request("x"), BadRequest),
        (error.unauthorized(), InvalidToken),
        (error.server_error(), NetworkError),
        (error.reset(), NetworkError),
    ],
)
async def test_every_trouble_is_the_one_that_the_sdk_knows(
    fake: FakeTelegram, bot: Bot, trouble: error.Trouble, raised: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    fake.fail("getMe", trouble)
    with pytest.raises(raised):
        await bot.get_me()


async def test_an_answer_that_hangs_is_given_up(fake: FakeTelegram, bot: Bot) -> None:
    fake.fail("getMe", error.hang(60))
    with pytest.raises(TimedOut):
        await bot.get_me(read_timeout=0.1)


async def test_an_application_that_polls_settles(fake: FakeTelegram, ann: Person) -> None:
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
