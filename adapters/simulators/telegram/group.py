"""A group or supergroup, its members and its topics."""

from itertools import count

from adapters.simulators.json_object import JsonObject
from adapters.simulators.telegram import errors, message_entities
from adapters.simulators.telegram.account import Account
from adapters.simulators.telegram.chat import Chat
from adapters.simulators.telegram.chat_member import PERMISSIONS, member
from adapters.simulators.telegram.message import Message
from adapters.simulators.telegram.user import User


class Group(Chat):
    """A group or supergroup that the bot is or was in.

    Attributes:
        status: The bot's status; see `chat_member.member`.
        topics: The ids of its topics; None when it isn't a forum.
        moved_to: The id of the supergroup that it became, or 0.
        title: Its name.
        muted: Whether only administrators may write.
        closed: The ids of the topics in which only administrators may write.
    """

    def __init__(self, account: Account, identity: int, *, supergroup: bool, bot_admin: bool, topics: bool) -> None:
        """Start with the bot as its only member."""
        kind = "supergroup" if supergroup else "group"
        super().__init__(identity, kind, account.clock, count(1) if supergroup else account.numbers)
        self.status = "administrator" if bot_admin else "member"
        self.topics: set[int] | None = set() if topics else None
        self.moved_to = 0
        self.title = "Team"
        self.muted = False
        self.closed: set[int] = set()
        self._members: dict[int, tuple[User, str]] = {}
        self._account = account

    @property
    def bot_admin(self) -> bool:
        """Return whether the bot is an administrator."""
        return self.status == "administrator"

    def object(self) -> JsonObject:
        """Return the Chat object, with its title."""
        known = {**super().object(), "title": self.title}
        return {**known, "is_forum": True} if self.topics is not None else known

    def full(self) -> JsonObject:
        """Return the ChatFullInfo object, with the permissions of members."""
        return {**super().full(), "permissions": dict.fromkeys(PERMISSIONS, not self.muted)}

    def check_access(self, *, writing: bool) -> None:
        """Raise if the bot isn't in the group, or writes to a group that has become a supergroup."""
        if self.moved_to and writing:
            raise errors.migrated(self.moved_to)
        if self.status == "kicked":
            raise errors.kicked(self.kind)
        if self.status in {"left", "restricted, left"}:
            raise errors.forbidden(f"bot is not a member of the {self.kind} chat")

    def has(self, person: int) -> bool:
        """Return whether this person is in the group."""
        return person in self._members

    def join(self, person: User, status: str = "member") -> None:
        """Add a person as "member", "administrator" or "creator", with a service message."""
        self._members[person.id] = (person, status)
        message = self.add(person.user(), from_bot=False, content={"new_chat_members": [person.user()]})
        self._account.queue_message(self, message)

    def leave(self, person: User) -> None:
        """Remove a person."""
        del self._members[person.id]

    def promote(self, person: User, status: str) -> None:
        """Change a person's status."""
        self._members[person.id] = (person, status)

    def members(self) -> list[JsonObject]:
        """Return the ChatMember objects of everybody in the group, the bot last."""
        people = [member(person.user(), status) for person, status in self._members.values()]
        return [*people, member(self._account.user(), self.status)]

    def set_bot_status(self, by: User, status: str) -> None:
        """Make a person change the bot's status, which sends the bot an update."""
        before, self.status = self.status, status
        self._account.queue_member_update(self, by.user(), before, status)

    def open(self, thread: int | None) -> None:
        """Create a topic, unless it exists."""
        if thread and self.topics is not None:
            self.topics.add(thread)

    def hears(self, message: Message, bot: JsonObject) -> bool:
        """Return whether the bot gets a message.

        In privacy mode it only gets commands that may be for it, and replies to its messages; as an administrator it
        gets everything.
        """
        if self.moved_to or self.status in {"left", "kicked", "restricted, left"}:
            return False
        answered = self.find(message.reply) if message.reply else None
        if self.bot_admin or (answered is not None and answered.from_bot):
            return True
        starts = [one for one in message.entities if one["type"] == "bot_command"]
        named = [message_entities.covered_text(message.text, one).partition("@")[2] for one in starts]
        return any(name.lower() in {"", str(bot["username"]).lower()} for name in named)

    def migrate(self, to: int) -> "Group":
        """Upgrade to a supergroup with another id, and return that.

        Service messages in both chats say so, and the bot can no longer send to the old one.
        """
        bot_admin = self.bot_admin
        new = Group(self._account, to, supergroup=True, bot_admin=bot_admin, topics=False)
        new._members = dict(self._members)  # a private member of the same class
        self._account.chats[to] = new
        author = next(iter(self._members.values()))[0].user() if self._members else self._account.user()
        self._account.queue_message(self, self.add(author, from_bot=False, content={"migrate_to_chat_id": to}))
        self.moved_to = to
        self._account.queue_message(new, new.add(author, from_bot=False, content={"migrate_from_chat_id": self.id}))
        return new
