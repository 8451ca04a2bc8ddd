"""A person who uses Slack: what they type, press, fill in and close, and what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.slack.fake import answer, payload, screen, state
from adapters.slack.fake.channel import Channel, Message
from adapters.slack.fake.error import Json

if TYPE_CHECKING:  # a workspace has people and a person has a workspace
    from adapters.slack.fake.delivery import Ack, Delivery
    from adapters.slack.fake.view import View
    from adapters.slack.fake.workspace import Workspace


class Person:
    """A person, and what they have on their screen.

    Attributes:
        views: the open views of the modal, the visible one last.
        home: the Home tab, as it was last published; None before.
        ephemerals: the messages that only they saw, in order.
        troubles: what Slack told them went wrong: "operation_timeout", "dispatch_failed", "invalid_response", ….
        complaints: what stands at the inputs after a submission, by block_id.
        direct: the messages between them and the bot.
    """

    def __init__(self, workspace: Workspace, delivery: Delivery, identity: str, locale: str) -> None:
        """Start with somebody who has nothing open."""
        self.id = identity
        self.locale = locale
        self.name = f"person-{identity.lower()}"
        self.views: list[View] = []
        self.home: View | None = None
        self.ephemerals: list[Message] = []
        self.troubles: list[str] = []
        self.complaints: dict[str, str] = {}
        self.direct = Channel(f"D{identity[1:]}", [identity])
        self._workspace = workspace
        self._delivery = delivery
        self._typed: state.Typed = {}
        self._last: View | None = None

    @property
    def modal(self) -> View | None:
        """Give the view that they see, or None."""
        return self.views[-1] if self.views else None

    def open(self, view: View) -> None:
        """Show a new modal."""
        self.views, self._typed, self.complaints = [view], {}, {}

    def put(self, changed: View) -> None:
        """Show a view in the place of the one that it was; what was in a field that is gone is forgotten."""
        gone = {field for one in self.views if one.id == changed.id for field in state.fields(one)}
        for field in gone - set(state.fields(changed)):
            self._typed.pop(field, None)
        self.views = [changed if one.id == changed.id else one for one in self.views]
        if self.home and self.home.id == changed.id:
            self.home = changed

    def filled(self, view: View) -> Json:
        """Give what is chosen and typed in a view."""
        return state.values(view, self._typed)

    async def command(self, command: str, text: str = "", channel: str = "") -> Ack:
        """Give a slash command in a channel, or to the bot alone when none is named."""
        where = self._workspace.channels[channel] if channel else self.direct
        body = payload.command(self._workspace, self, (command, text), where)
        ack = await self._delivery.bring("slash_commands", body, answerable=True)
        answer.commanded(self._workspace, self, where, ack)
        return ack

    async def shortcut(self, callback_id: str) -> Ack:
        """Choose a global shortcut."""
        body = payload.interaction(self._workspace, self, "shortcut", view="")
        return await self._interact({**body, "callback_id": callback_id, "action_ts": self._workspace.clock.stamp()})

    async def open_home(self, tab: str = "home") -> Ack:
        """Open the bot's Home (or its "messages")."""
        at = self._workspace.clock.stamp()
        event = {"type": "app_home_opened", "user": self.id, "channel": self.direct.id, "tab": tab, "event_ts": at}
        shown = {"view": self._workspace.wire(self.home, {})} if self.home and tab == "home" else {}
        now = int(self._workspace.clock.now())
        return await self._delivery.tell(payload.event(self._workspace, {**event, **shown}, now))

    async def press_message_button(self, message: Message, button: str) -> Ack:
        """Press the button with this label, action_id or accessibility label under a message."""
        where = self.direct if message.channel == self.direct.id else self._workspace.channels[message.channel]
        block, element = screen.pressed(message.blocks, button)
        more = payload.in_message(self._workspace, self, where, message)
        return await self._act(more, block, element, "")

    async def press_home(self, button: str) -> Ack:
        """Press a button in the Home tab."""
        if self.home is None:
            raise LookupError(button)
        block, element = screen.pressed(self.home.blocks, button)
        return await self._act(self._in_view(self.home), block, element, "")

    async def press(self, button: str) -> Ack:
        """Press the button with this label, action_id or accessibility label in the visible view.

        Raises:
            LookupError: there is none.
        """
        block, element = screen.pressed(self._seen().blocks, button)
        return await self._act(self._in_view(self._seen()), block, element, self._seen().id)

    async def press_raw(self, action_id: str, value: str, view_hash: str = "") -> Ack:
        """Press a button that the last view that they saw may not have, and that says that it has this hash."""
        view = self.modal or self._last
        if view is None:
            raise LookupError(action_id)
        more = self._in_view(view)
        more["view"] |= {"hash": view_hash} if view_hash else {}
        element = {"type": "button", "action_id": action_id, "value": value}
        return await self._act(more, {"block_id": "raw"}, element, view.id)

    async def choose(self, action_id: str, value: object) -> Ack | None:
        """Choose or type something in the visible view; outside an input the bot is told of it at once."""
        block, element = self._seen().find(action_id)
        given = state.given(element, value)
        self._typed[block["block_id"], action_id] = given
        if block["type"] == "input" and not block.get("dispatch_action"):
            return None
        return await self._act(self._in_view(self._seen()), block, element, self._seen().id, given)

    async def submit(self, *, unfilled: bool = False) -> Ack:
        """Press the submit button of the visible view; `unfilled`: in a Slack that lets anything pass.

        Raises:
            LookupError: it has none, or something that must be filled in isn't.
        """
        view = self._seen()
        if not view.submit or (state.empty(view, self._typed) and not unfilled):
            raise LookupError(view.submit)
        self.complaints = {}
        body = payload.interaction(self._workspace, self, "view_submission", view=view.id)
        body |= {"view": self._workspace.wire(view, self.filled(view)), "response_urls": []}
        ack = await self._delivery.bring("interactive", body, answerable=True)
        answer.submitted(self._workspace, self, view, ack)
        return ack

    async def close(self, *, clear: bool = False) -> list[Ack]:
        """Close the visible view, or all with `clear`; give how the bot took those that it wants to hear of.

        That it hears of each view when all are closed at once is a guess.
        """
        clear = clear or bool(self._seen().view.get("clear_on_close"))
        closed = [*reversed(self.views)] if clear else [self._seen()]
        self._last = self.views[-1]
        self.views = self.views[: -len(closed)]
        return [await self._tell_closed(view, cleared=clear) for view in closed if view.view.get("notify_on_close")]

    async def _tell_closed(self, view: View, *, cleared: bool) -> Ack:
        body = payload.interaction(self._workspace, self, "view_closed")
        return await self._interact(
            {**body, "view": self._workspace.wire(view, self.filled(view)), "is_cleared": cleared}
        )

    async def _act(self, more: Json, block: Json, element: Json, view: str, given: Json | None = None) -> Ack:
        body = payload.interaction(self._workspace, self, "block_actions", view=view)
        action = payload.action(block, element, given or {}, self._workspace.clock.stamp())
        return await self._interact({**body, **more, "actions": [action]})

    async def _interact(self, body: Json) -> Ack:
        ack = await self._delivery.bring("interactive", body)
        self.troubles += [ack.trouble] if ack.trouble else []
        return ack

    def _seen(self) -> View:
        if not self.views:
            raise LookupError
        return self.views[-1]

    def _in_view(self, view: View) -> Json:
        self._last = view
        container = {"type": "view", "view_id": view.id}
        return {"container": container, "view": self._workspace.wire(view, self.filled(view))}
