"""A person using Slack: typing, pressing, filling in and closing."""

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack import acknowledgement_effects, menu_choices, payloads, rendered_blocks
from adapters.simulators.slack.channel import ChannelMessage
from adapters.simulators.slack.delivery import Ack, Delivery
from adapters.simulators.slack.user import User
from adapters.simulators.slack.view import OpenView
from adapters.simulators.slack.workspace import Workspace


class Person(User):
    """A user of Slack, with the actions that they can take."""

    def __init__(self, workspace: Workspace, delivery: Delivery, identity: str, locale: str) -> None:
        """Start with nothing open."""
        super().__init__(identity, locale)
        self._workspace = workspace
        self._delivery = delivery
        self._last: OpenView | None = None

    async def command(self, command: str, text: str = "", channel: str = "") -> Ack:
        """Type a slash command in a channel, or in the direct messages when no channel is named."""
        where = self._workspace.channels[channel] if channel else self.direct
        body = payloads.command(self._workspace, self, (command, text), where)
        ack = await self._delivery.bring("slash_commands", body, answerable=True)
        acknowledgement_effects.commanded(self._workspace, self, where, ack)
        return ack

    async def shortcut(self, callback_id: str) -> Ack:
        """Choose a global shortcut."""
        body = payloads.interaction(self._workspace, self, "shortcut", view="")
        return await self._interact({**body, "callback_id": callback_id, "action_ts": self._workspace.timestamp()})

    async def open_home(self, tab: str = "home") -> Ack:
        """Open the bot's "home" tab, or its "messages" tab."""
        at = self._workspace.timestamp()
        event = {"type": "app_home_opened", "user": self.id, "channel": self.direct.id, "tab": tab, "event_ts": at}
        shown = {"view": self._workspace.to_json(self.home, {})} if self.home and tab == "home" else {}
        now = self._workspace.clock.date()
        return await self._delivery.tell(payloads.event(self._workspace, {**event, **shown}, now, self.team))

    async def press_message_button(self, message: ChannelMessage, button: str) -> Ack:
        """Press a button of a message, named by its label, action_id or accessibility label.

        If it has a URL, that opens immediately, whatever the bot responds. Without an acknowledgement in time, a
        warning appears beside the button (node-slack-sdk #869).

        Raises:
            LookupError: There is no such button.
        """
        where = self.direct if message.channel == self.direct.id else self._workspace.channels[message.channel]
        block, element = rendered_blocks.find_button(message.blocks, button)
        self.opened += [element["url"]] if "url" in element else []
        more = payloads.in_message(self._workspace, self, where, message)
        return await self._act(more, block, element, "")

    async def press_home(self, button: str) -> Ack:
        """Press a button in the Home tab, named by its label, action_id or accessibility label.

        Raises:
            LookupError: There is no such button, or no Home tab.
        """
        if self.home is None:
            raise LookupError(button)
        block, element = rendered_blocks.find_button(self.home.blocks, button)
        return await self._act(self._in_view(self.home), block, element, "")

    async def press(self, button: str) -> Ack:
        """Press a button in the visible view, named by its label, action_id or accessibility label.

        Raises:
            LookupError: There is no such button, or no view.
        """
        block, element = rendered_blocks.find_button(self._seen().blocks, button)
        return await self._act(self._in_view(self._seen()), block, element, self._seen().id)

    async def press_raw(self, action_id: str, value: str, view_hash: str = "") -> Ack:
        """Press a button that the last visible view may lack, like an outdated client.

        Args:
            action_id: The button's.
            value: The button's.
            view_hash: The hash that the view claims to have; "" for its own.

        Raises:
            LookupError: No view was ever shown.
        """
        view = self.modal or self._last
        if view is None:
            raise LookupError(action_id)
        more = self._in_view(view)
        more["view"] |= {"hash": view_hash} if view_hash else {}
        element = {"type": "button", "action_id": action_id, "value": value}
        return await self._act(more, {"block_id": "raw"}, element, view.id)

    async def choose(self, action_id: str, value: object) -> Ack | None:
        """Choose or type something in the visible view.

        Returns:
            The bot's acknowledgement; None for an input, which is sent to the bot only on submission.

        Raises:
            LookupError: There is no such element, or this can't be chosen there.
        """
        block, element = self._seen().find(action_id)
        menu_choices.admit(self._workspace, self, element, value)
        given = self.fill(block, element, value)
        if block["type"] == "input" and not block.get("dispatch_action"):
            return None
        return await self._act(self._in_view(self._seen()), block, element, self._seen().id, given)

    async def submit(self, view: OpenView | None = None, *, unfilled: bool = False) -> Ack:
        """Press the submit button of the visible view. Slack's clients disable it until the response arrives.

        Args:
            view: Another view, which an outdated client still shows.
            unfilled: Whether required inputs may be empty, as in a client that doesn't validate.

        Raises:
            LookupError: There is no submit button, or a required input is empty.
        """
        view = view or self._seen()
        if not view.submit or (self.missing(view) and not unfilled):
            raise LookupError(view.submit)
        self.complaints = {}
        body = payloads.interaction(self._workspace, self, "view_submission", view=view.id)
        body |= {"view": self._workspace.to_json(view, self.filled(view)), "response_urls": []}
        ack = await self._delivery.bring("interactive", body, answerable=True)
        acknowledgement_effects.submitted(self._workspace, self, view, ack)
        return ack

    async def close(self, *, clear: bool = False) -> list[Ack]:
        """Close the visible view or, with `clear`, the whole modal.

        That each view is reported when all are closed together is a guess.

        Returns:
            The acknowledgement of each view_closed that the bot asked for.
        """
        clear = clear or bool(self._seen().content.get("clear_on_close"))
        closed = [*reversed(self.views)] if clear else [self._seen()]
        self._last = self.views[-1]
        self.views = self.views[: -len(closed)]
        return [await self._tell_closed(view, cleared=clear) for view in closed if view.content.get("notify_on_close")]

    async def _tell_closed(self, view: OpenView, *, cleared: bool) -> Ack:
        body = payloads.interaction(self._workspace, self, "view_closed")
        return await self._interact(
            {**body, "view": self._workspace.to_json(view, self.filled(view)), "is_cleared": cleared}
        )

    async def _act(
        self, more: JsonObject, block: JsonObject, element: JsonObject, view: str, given: JsonObject | None = None
    ) -> Ack:
        body = payloads.interaction(self._workspace, self, "block_actions", view=view)
        action = payloads.action(block, element, given or {}, self._workspace.timestamp())
        return await self._interact({**body, **more, "actions": [action]})

    async def _interact(self, body: JsonObject) -> Ack:
        ack = await self._delivery.bring("interactive", body)
        self.troubles += [ack.trouble] if ack.trouble else []
        return ack

    def _seen(self) -> OpenView:
        if not self.views:
            raise LookupError
        return self.views[-1]

    def _in_view(self, view: OpenView) -> JsonObject:
        self._last = view
        container = {"type": "view", "view_id": view.id}
        return {"container": container, "view": self._workspace.to_json(view, self.filled(view))}
