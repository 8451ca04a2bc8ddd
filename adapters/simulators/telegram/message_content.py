"""Message content other than text, as fields of a Message object."""

from adapters.simulators.json_object import JsonObject

_FILE: JsonObject = {"file_id": "AgACAgQAAxkBAAM", "file_unique_id": "AQADAgAT"}
_SIZE: JsonObject = {**_FILE, "width": 90, "height": 67, "file_size": 1253}
_PHOTO: JsonObject = {"photo": [_SIZE]}
_PLACE: JsonObject = {"latitude": 52.1, "longitude": 5.1}
_CHANNEL: JsonObject = {"id": -1009, "type": "channel", "title": "A"}
_PICTURE: JsonObject = {
    **_FILE,
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
}
_OPTIONS = [{"persistent_id": str(number), "text": f"{number}", "voter_count": 0} for number in (1, 2)]
_POLL: JsonObject = {
    "id": "5436", "question": "?", "options": _OPTIONS, "total_voter_count": 0, "is_closed": False,
    "is_anonymous": True, "type": "regular", "allows_multiple_answers": False, "allows_revoting": True,
    "members_only": False,
}  # fmt: skip

KINDS: dict[str, JsonObject] = {
    "story": {"story": {"chat": _CHANNEL, "id": 7}},
    "animation": {"animation": {**_FILE, "width": 90, "height": 67, "duration": 3}, "document": _FILE},
    "venue": {"venue": {"location": _PLACE, "title": "A", "address": "B"}, "location": _PLACE},
    "checklist": {"checklist": {"title": "A", "tasks": [{"id": 1, "text": "B"}]}},
    "game": {"game": {"title": "A", "description": "B", "photo": [_SIZE]}},
    "paid_media": {"paid_media": {"star_count": 1, "paid_media": [{"type": "preview"}]}},
    "photo": _PHOTO,
    "captioned": {**_PHOTO, "caption": "*"},
    "voice": {"voice": {**_FILE, "duration": 3}},
    "audio": {"audio": {**_FILE, "duration": 3}},
    "video": {"video": {**_FILE, "width": 90, "height": 67, "duration": 3}},
    "video_note": {"video_note": {**_FILE, "length": 240, "duration": 3}},
    "document": {"document": {**_FILE, "file_name": "a.pdf"}},
    "sticker": {"sticker": _PICTURE},
    "contact": {"contact": {"phone_number": "+31600000000", "first_name": "A"}},
    "location": {"location": _PLACE},
    "dice": {"dice": {"emoji": "\U0001f3b2", "value": 6}},
    "poll": {"poll": _POLL},
}

SERVICE: dict[str, JsonObject] = {
    "pinned": {"pinned_message": {"message_id": 1, "chat": _CHANNEL, "date": 0}},
    "timer": {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    "background": {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "A"}}},
    "gift": {"gift": {"gift": {"id": "1", "sticker": _PICTURE, "star_count": 15}, "text": "*"}},
    "boost": {"boost_added": {"boost_count": 1}},
    "users_shared": {"users_shared": {"request_id": 1, "users": [{"user_id": 7, "first_name": "*"}]}},
    "chat_shared": {"chat_shared": {"request_id": 1, "chat_id": -1009, "title": "*"}},
    "write_access": {"write_access_allowed": {"from_request": True}},
    "connected": {"connected_website": "example.org"},
    "payment": {
        "successful_payment": {
            "currency": "XTR",
            "total_amount": 1,
            "invoice_payload": "*",
            "telegram_payment_charge_id": "1",
            "provider_payment_charge_id": "",
        }
    },
    "web_app": {"web_app_data": {"data": "*", "button_text": "*"}},
    "tasks_done": {"checklist_tasks_done": {"marked_as_done_task_ids": [1]}},
    "tasks_added": {"checklist_tasks_added": {"tasks": [{"id": 2, "text": "*"}]}},
    "option_added": {"poll_option_added": {"option_persistent_id": "3", "option_text": "*"}},
    "call": {"video_chat_scheduled": {"start_date": 1}},
    "call_ended": {"video_chat_ended": {"duration": 3}},
    "price": {"paid_message_price_changed": {"paid_message_star_count": 1}},
    "managed": {"managed_bot_created": {"bot": {"id": 9, "is_bot": True, "first_name": "*"}}},
}
"""Messages that nobody composed: Telegram's reports of an action, or messages from other screens of the app.

`#message` of the Bot API lists them as service messages.
"""


def parts(kind: str, sender: JsonObject, date: int) -> list[JsonObject]:
    """Return the content of each message that is sent: two for an album, otherwise one.

    Args:
        kind: A key of KINDS or SERVICE, "album", "forward", or "via" for a message sent via another bot.
        sender: Who wrote a forwarded message, as a User object.
        date: When it was written, in seconds since 1970.

    Raises:
        KeyError: There is no such kind.
    """
    if kind == "album":
        return [{**_PHOTO, "media_group_id": "13579"}] * 2
    if kind == "forward":
        origin = {"type": "user", "date": date, "sender_user": sender}
        return [{"text": "x", "forward_origin": origin}]
    if kind == "via":
        return [{"text": "x", "via_bot": {"id": 8, "is_bot": True, "first_name": "Other", "username": "other_bot"}}]
    return [{**KINDS, **SERVICE}[kind]]
