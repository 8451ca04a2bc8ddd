"""The members of a chat as the Bot API describes them."""

from adapters.simulators.json_object import JsonObject

_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
"""The permissions of members."""
_LACKING = {"can_be_edited", "is_anonymous", "can_promote_members"}


def member(user: JsonObject, status: str) -> JsonObject:
    """Return the ChatMember object of a user.

    Args:
        user: The User object.
        status: "creator", "administrator", "member", "left" or "kicked"; "restricted" for a member with fewer rights,
            who may still write; "restricted, left" for such a member who has left
            (core.telegram.org/bots/api#chatmemberrestricted).
    """
    if status.startswith("restricted"):
        inside = status == "restricted"
        rights = {right: inside and right.startswith("can_send") for right in PERMISSIONS}
        more = {"can_react_to_messages": inside, "can_edit_tag": False}
        return {"user": user, "status": "restricted", "is_member": inside, **rights, **more, "until_date": 0}
    known: JsonObject = {"user": user, "status": status}
    if status == "creator":
        return {**known, "is_anonymous": False}
    if status == "administrator":
        return {**known, **{right: right not in _LACKING for right in _RIGHTS}}
    return {**known, "until_date": 0} if status == "kicked" else known
