"""aiogram, with its finite-state machine."""

from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.base import BaseSession
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks.peers import ANSWERS, QUESTIONS, Feed, Json
from benchmarks.peers.updates import answer

KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=data) for data, text in ANSWERS.items()]]
)
_ROUTER = Router()


class _Instant(BaseSession):  # type: ignore[misc]  # its package isn't installed here
    """A Telegram that answers immediately."""

    async def close(self) -> None:
        """Do nothing: there is no connection."""

    async def make_request(self, bot: Any, method: Any, timeout: Any = None) -> Any:
        called = type(method).__name__
        return self.check_response(bot, method, 200, answer(called[0].lower() + called[1:]).decode()).result

    async def stream_content(self, *_args: Any, **_options: Any) -> Any:
        yield b""


class _Asking(StatesGroup):  # type: ignore[misc]  # likewise
    asking = State()


@_ROUTER.message(Command("groomingcheck"))  # type: ignore[untyped-decorator]  # likewise
async def _start(message: Message, state: FSMContext) -> None:
    await state.set_state(_Asking.asking)
    await state.set_data({"answers": []})
    await message.answer(QUESTIONS[0], reply_markup=KEYBOARD)


@_ROUTER.callback_query(_Asking.asking)  # type: ignore[untyped-decorator]  # likewise
async def _answer(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    kept = await state.get_data()
    kept["answers"].append(query.data)
    if len(kept["answers"]) >= len(QUESTIONS):
        await state.clear()
        await query.message.edit_text("klaar")
        return
    await state.set_data(kept)
    await query.message.edit_text(QUESTIONS[len(kept["answers"])], reply_markup=KEYBOARD)


async def opened(_name: str) -> Feed:
    """Return the update handler."""
    bot, dispatcher = Bot("1:a", session=_Instant()), Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(_ROUTER)

    async def feed(raw: Json) -> None:
        await dispatcher.feed_raw_update(bot, raw)

    return feed
