"""Who is in a chat, and as what."""

from adapters.telegram.fake.error import Json

_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
_LACKING = {"can_be_edited", "is_anonymous", "can_promote_members"}
INSIDE = {"creator", "administrator", "member"}


def member(user: Json, status: str) -> Json:
    """Give the ChatMember object of a user with a status: creator, administrator, member, left or kicked."""
    known: Json = {"user": user, "status": status}
    if status == "creator":
        return {**known, "is_anonymous": False}
    if status == "administrator":
        return {**known, **{right: right not in _LACKING for right in _RIGHTS}}
    return {**known, "until_date": 0} if status == "kicked" else known
