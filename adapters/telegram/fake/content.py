"""What a person can send that is no text, as fields of a Message object."""

from adapters.telegram.fake.error import Json

_FILE: Json = {"file_id": "AgACAgQAAxkBAAM", "file_unique_id": "AQADAgAT"}
_PHOTO: Json = {"photo": [{**_FILE, "width": 90, "height": 67, "file_size": 1253}]}
_PICTURE: Json = {**_FILE, "type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
_OPTIONS = [{"persistent_id": str(number), "text": f"{number}", "voter_count": 0} for number in (1, 2)]
_POLL: Json = {
    "id": "5436", "question": "?", "options": _OPTIONS, "total_voter_count": 0, "is_closed": False,
    "is_anonymous": True, "type": "regular", "allows_multiple_answers": False, "allows_revoting": True,
    "members_only": False,
}  # fmt: skip

KINDS: dict[str, Json] = {
    "photo": _PHOTO,
    "captioned": {**_PHOTO, "caption": "*"},
    "voice": {"voice": {**_FILE, "duration": 3}},
    "audio": {"audio": {**_FILE, "duration": 3}},
    "video": {"video": {**_FILE, "width": 90, "height": 67, "duration": 3}},
    "video_note": {"video_note": {**_FILE, "length": 240, "duration": 3}},
    "document": {"document": {**_FILE, "file_name": "a.pdf"}},
    "sticker": {"sticker": _PICTURE},
    "contact": {"contact": {"phone_number": "+31600000000", "first_name": "A"}},
    "location": {"location": {"latitude": 52.1, "longitude": 5.1}},
    "dice": {"dice": {"emoji": "\U0001f3b2", "value": 6}},
    "poll": {"poll": _POLL},
}


def parts(kind: str, sender: Json, date: int) -> list[Json]:
    """Give the messages that sending something makes: one, but two for an album.

    Raises:
        KeyError: there is no such kind.
    """
    if kind == "album":
        return [{**_PHOTO, "media_group_id": "13579"}] * 2
    if kind == "forward":
        origin = {"type": "user", "date": date, "sender_user": sender}
        return [{"text": "x", "forward_origin": origin}]
    return [KINDS[kind]]
