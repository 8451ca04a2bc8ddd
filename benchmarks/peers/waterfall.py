"""Bot Framework's botbuilder, with a waterfall dialog. It doesn't support Telegram, so it gets activities."""

from collections.abc import Awaitable, Callable
from typing import Any

from botbuilder.core import ConversationState, MemoryStorage, MessageFactory, TurnContext
from botbuilder.core.adapters import TestAdapter
from botbuilder.dialogs import DialogSet, DialogTurnStatus, WaterfallDialog
from botbuilder.dialogs.choices import Choice
from botbuilder.dialogs.prompts import ChoicePrompt, PromptOptions
from botbuilder.schema import Activity, ActivityTypes, ChannelAccount, ConversationAccount

from benchmarks.peers import ANSWERS, QUESTIONS, Feed, Json

CHOICES = [Choice(text) for text in ANSWERS.values()]
_Step = Callable[[Any], Awaitable[Any]]


async def opened(_name: str) -> Feed:
    """Return the update handler."""
    state = ConversationState(MemoryStorage())
    dialogs = DialogSet(state.create_property("dialog"))
    dialogs.add(WaterfallDialog("check", [_step(number) for number in range(len(QUESTIONS) + 1)]))
    dialogs.add(ChoicePrompt("question"))

    async def turn(context: TurnContext) -> None:
        dialog = await dialogs.create_context(context)
        if (await dialog.continue_dialog()).status == DialogTurnStatus.Empty:
            await dialog.begin_dialog("check")
        await state.save_changes(context)

    adapter = TestAdapter(turn)

    async def feed(raw: Json) -> None:
        adapter.activity_buffer.clear()
        await adapter.receive_activity(_activity(raw))

    return feed


def _step(number: int) -> _Step:
    async def step(context: Any) -> Any:
        answers = context.values.setdefault("answers", [])
        if number:
            answers.append(context.result.value)
        if number == len(QUESTIONS):
            await context.context.send_activity("klaar")
            return await context.end_dialog()
        asked = PromptOptions(prompt=MessageFactory.text(QUESTIONS[number]), choices=CHOICES)
        return await context.prompt("question", asked)

    step.__name__ = step.__qualname__ = f"step{number}"
    return step


def _activity(raw: Json) -> Activity:
    sent = raw.get("message") or raw["callback_query"]
    person = str(sent["from"]["id"])
    return Activity(
        type=ActivityTypes.message,
        text=sent.get("text") or ANSWERS[sent["data"]],
        locale="nl-nl",
        channel_id="test",
        service_url="x",
        conversation=ConversationAccount(id=person),
        from_property=ChannelAccount(id=person),
        recipient=ChannelAccount(id="bot"),
    )
