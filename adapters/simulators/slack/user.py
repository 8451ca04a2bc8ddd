"""A user of the workspace, and what is on their screen."""

from adapters.simulators.json_object import JsonObject
from adapters.simulators.slack import view_state
from adapters.simulators.slack.channel import ChannelMessage, WorkspaceChannel
from adapters.simulators.slack.view import OpenView


class User:
    """A user of Slack.

    Attributes:
        id: "U" and more.
        locale: An IETF language tag.
        team: The id of their own workspace, if that isn't the app's (Slack Connect); otherwise "".
        name: Their display name.
        views: The modal's stack of open views, the visible one last.
        home: The latest Home tab; None before the first.
        ephemerals: The messages that only they saw, in order.
        troubles: The errors that Slack showed them: "operation_timeout", "dispatch_failed", "invalid_response", ….
        complaints: The errors shown at the inputs after a submission, by block_id.
        direct: Their direct messages with the bot.
        opened: The URLs that their app opened in a browser when a button was pressed.
    """

    def __init__(self, identity: str, locale: str) -> None:
        """Start with nothing open."""
        self.id = identity
        self.locale = locale
        self.team = ""
        self.name = f"person-{identity.lower()}"
        self.views: list[OpenView] = []
        self.home: OpenView | None = None
        self.ephemerals: list[ChannelMessage] = []
        self.troubles: list[str] = []
        self.complaints: dict[str, str] = {}
        self.direct = WorkspaceChannel(f"D{identity[1:]}", [identity])
        self.opened: list[str] = []
        self._inputs: view_state.Inputs = {}
        self._touched: set[tuple[str, str]] = set()

    @property
    def modal(self) -> OpenView | None:
        """Return the visible view of the modal, or None."""
        return self.views[-1] if self.views else None

    def open(self, view: OpenView) -> None:
        """Show a new modal."""
        self.views, self._inputs, self._touched, self.complaints = [view], {}, set(), {}
        view_state.admit(view, self._inputs, initial=True)

    def push(self, view: OpenView) -> None:
        """Show a view on top of the modal."""
        self.views.append(view)
        view_state.admit(view, self._inputs, initial=True)

    def replace(self, updated: OpenView, *, initial: bool) -> None:
        """Replace a view with an updated one. `initial`: as in `view_state.admit`."""
        view_state.admit(updated, self._inputs, initial=initial)
        self.views = [updated if one.id == updated.id else one for one in self.views]
        if self.home and self.home.id == updated.id:
            self.home = updated

    def fill(self, block: JsonObject, element: JsonObject, value: object) -> JsonObject:
        """Choose or type a value, and return it as Slack sends it to the bot; see `view_state.chosen`."""
        given = view_state.chosen(element, value)
        field = (block["block_id"], element["action_id"])
        self._inputs[field] = given
        self._touched.add(field)
        return given

    def filled(self, view: OpenView) -> JsonObject:
        """Return the values chosen and typed in a view, as `state.values`."""
        return view_state.values(view, self._inputs)

    def missing(self, view: OpenView) -> list[str]:
        """Return the block_ids of the required inputs that are still empty."""
        return view_state.missing(view, self._inputs, self._touched)
