"""A group or supergroup, its members and its topics."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from adapters.telegram.fake import entity
from adapters.telegram.fake.chat import Chat
from adapters.telegram.fake.member import member

if TYPE_CHECKING:  # an account has groups and a group has an account
    from adapters.telegram.fake.account import Account
    from adapters.telegram.fake.error import Json
    from adapters.telegram.fake.message import Message
    from adapters.telegram.fake.person import Person


_PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
)  # fmt: skip


class Group(Chat):
    """A group that the bot is in.

    Attributes:
        status: the bot's own: administrator, member, left or kicked.
        topics: the numbers of its topics; None when it has no topics at all.
        moved_to: the supergroup that it became, or 0.
        title: what it is called.
        muted: whether members may not write here; administrators may.
        closed: the numbers of topics that only administrators may write in.
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
        self._members: dict[int, tuple[Person, str]] = {}
        self._account = account

    @property
    def bot_admin(self) -> bool:
        """Say whether the bot is an administrator here."""
        return self.status == "administrator"

    def object(self) -> Json:
        """Give the Chat object."""
        known = {**super().object(), "title": self.title}
        return {**known, "is_forum": True} if self.topics is not None else known

    def full(self) -> Json:
        """Give the ChatFullInfo object, with what members may do."""
        return {**super().full(), "permissions": dict.fromkeys(_PERMISSIONS, not self.muted)}

    def join(self, person: Person, status: str = "member") -> None:
        """Let a person in, as a member, an administrator or the creator; the group says so."""
        self._members[person.id] = (person, status)
        message = self.add(person.user(), from_bot=False, content={"new_chat_members": [person.user()]})
        self._account.told(self, message)

    def leave(self, person: Person) -> None:
        """Let a person out again."""
        del self._members[person.id]

    def promote(self, person: Person, status: str) -> None:
        """Give a person here another status."""
        self._members[person.id] = (person, status)

    def members(self) -> list[Json]:
        """Give everybody in the group as ChatMember objects, the bot last."""
        people = [member(person.user(), status) for person, status in self._members.values()]
        return [*people, member(self._account.user(), self.status)]

    def place(self, by: Person, status: str) -> None:
        """Let a person give the bot another place here: administrator, member, left or kicked."""
        before, self.status = self.status, status
        self._account.moved(self, by.user(), before, status)

    def open(self, thread: int | None) -> None:
        """Make a topic, unless it is there."""
        if thread and self.topics is not None:
            self.topics.add(thread)

    def hears(self, message: Message, bot: Json) -> bool:
        """Say whether a message reaches the bot: with privacy mode only commands for it and answers to it do."""
        if self.moved_to or self.status in {"left", "kicked"}:
            return False
        answered = self.find(message.reply) if message.reply else None
        if self.bot_admin or (answered is not None and answered.from_bot):
            return True
        starts = [one for one in message.entities if one["type"] == "bot_command"]
        named = [entity.part(message.text, one).partition("@")[2] for one in starts]
        return any(name.lower() in {"", str(bot["username"]).lower()} for name in named)

    def migrate(self, to: int) -> Group:
        """Become a supergroup with another id; both chats say so, and what is sent to the old one is refused."""
        bot_admin = self.bot_admin
        new = Group(self._account, to, supergroup=True, bot_admin=bot_admin, topics=False)
        new._members = dict(self._members)  # it is one of us
        self._account.chats[to] = new
        author = next(iter(self._members.values()))[0].user() if self._members else self._account.user()
        self._account.told(self, self.add(author, from_bot=False, content={"migrate_to_chat_id": to}))
        self.moved_to = to
        self._account.told(new, new.add(author, from_bot=False, content={"migrate_from_chat_id": self.id}))
        return new
