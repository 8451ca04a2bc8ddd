"""The elements of Block Kit and their limits (docs.slack.dev/reference/block-kit/block-elements).

The table at the top of that page lists the blocks for each element: multi-select menus in a section or an input only
(so CGA1123/slack-ruby-block-kit #171), a datetimepicker in no section.
"""

from adapters.simulators.slack.block_rules import (
    BlockRule,
    anything,
    array,
    day,
    flag,
    like,
    link,
    number,
    one_of,
    plain,
    shape,
    string,
    typed,
    words,
)
from adapters.simulators.slack.problems import Validator

_LONGEST_INPUT = 3000
_STYLE = one_of("primary", "danger")
_ID = string(255)
_PLACEHOLDER = plain(150)

CONFIRM = shape("title", "text", "confirm", "deny",
    title=plain(100), text=words(300), confirm=plain(30), deny=plain(30), style=_STYLE,
)  # fmt: skip
_OPTION = shape("text", "value", text=plain(75), value=string(150), description=plain(75), url=link)
_CHOICE = shape("text", "value", text=words(75), value=string(150), description=words(75))
_GROUP = shape("label", "options", label=plain(75), options=array(_OPTION, 100))

BUTTON = shape("text",
    text=plain(75), action_id=_ID, url=link, value=string(2000), style=_STYLE, confirm=CONFIRM,
    accessibility_label=string(75),
)  # fmt: skip
IMAGE = shape("alt_text", alt_text=string(2000), image_url=link, slack_file=anything)


def _menu(*required: str, **fields: BlockRule) -> BlockRule:
    return shape(*required, action_id=_ID, placeholder=_PLACEHOLDER, focus_on_load=flag, confirm=CONFIRM, **fields)


def _typing(**fields: BlockRule) -> BlockRule:
    return shape(action_id=_ID, placeholder=_PLACEHOLDER, focus_on_load=flag, dispatch_action_config=anything, **fields)


def _initially(rule: BlockRule) -> BlockRule:
    """Return the rule that a menu's initial options must exactly match some of its options.

    docs.slack.dev/reference/block-kit/block-elements: "must exactly match". Slack's words for the refusal are guessed.
    """

    def whole(check: Validator, pointer: str, value: object) -> None:
        rule(check, pointer, value)
        known = value if isinstance(value, dict) else {}
        chosen = [*([known["initial_option"]] if "initial_option" in known else []), *known.get("initial_options", [])]
        if "option_groups" not in known and any(each not in known.get("options", []) for each in chosen):
            check.refuse(pointer, "an initial option must match one of the options")

    return whole


def _several(rule: BlockRule, kind: str) -> BlockRule:
    """Return the rule for a multi-select menu: at most as many initial choices as may be chosen, which is a guess.

    If the current conversation is the default, other initial choices are ignored (the page above).
    """

    def whole(check: Validator, pointer: str, value: object) -> None:
        rule(check, pointer, value)
        known = value if isinstance(value, dict) else {}
        chosen, most = known.get(f"initial_{kind}"), known.get("max_selected_items")
        if isinstance(chosen, list) and isinstance(most, int) and len(chosen) > most:
            check.refuse(f"{pointer}/initial_{kind}", f"no more than {most} items allowed")
        if chosen and known.get("default_to_current_conversation"):
            check.remark(pointer, f"initial_{kind} is ignored")

    return whole


_CLOCK = like(r"([01]\d|2[0-3]):[0-5]\d")
_MANY, _IDS = number(1), array(_ID, 100)
_KINDS = one_of("im", "mpim", "private", "public")
_FILTER = shape(include=array(_KINDS, 4), exclude_bot_users=flag, exclude_external_shared_channels=flag)
_OPTIONS = array(_OPTION, 100)
_LISTED = {"options": _OPTIONS, "option_groups": array(_GROUP, 100)}
_CONVERSATIONS = {"default_to_current_conversation": flag, "filter": _FILTER}
_LINE = string(_LONGEST_INPUT, 0)

MENUS: dict[str, BlockRule] = {
    "static_select": _initially(_menu(initial_option=_OPTION, **_LISTED)),
    "external_select": _menu(initial_option=_OPTION, min_query_length=number()),
    "users_select": _menu(initial_user=_ID),
    "conversations_select": _menu(initial_conversation=_ID, response_url_enabled=flag, **_CONVERSATIONS),
    "channels_select": _menu(initial_channel=_ID, response_url_enabled=flag),
    "multi_static_select": _menu(initial_options=_OPTIONS, max_selected_items=_MANY, **_LISTED),
    "multi_external_select": _menu(initial_options=_OPTIONS, max_selected_items=_MANY, min_query_length=number()),
    "multi_users_select": _several(_menu(initial_users=_IDS, max_selected_items=_MANY), "users"),
    "multi_conversations_select": _several(
        _menu(initial_conversations=_IDS, max_selected_items=_MANY, **_CONVERSATIONS), "conversations",
    ),
    "multi_channels_select": _several(_menu(initial_channels=_IDS, max_selected_items=_MANY), "channels"),
    "datepicker": _menu(initial_date=day),
    "timepicker": _menu(initial_time=_CLOCK, timezone=_ID),
    "datetimepicker": shape(action_id=_ID, initial_date_time=number(), focus_on_load=flag, confirm=CONFIRM),
    "checkboxes": _initially(shape("options",
        action_id=_ID, options=array(_CHOICE, 10), initial_options=array(_CHOICE, 10), focus_on_load=flag,
        confirm=CONFIRM,
    )),
    "radio_buttons": _initially(shape("options",
        action_id=_ID, options=array(_CHOICE, 10), initial_option=_CHOICE, focus_on_load=flag, confirm=CONFIRM,
    )),
}  # fmt: skip
"""Elements to choose from, in a section, an actions block or an input."""

TYPED: dict[str, BlockRule] = {
    "plain_text_input": _typing(initial_value=_LINE, multiline=flag, min_length=number(), max_length=number()),
    "email_text_input": _typing(initial_value=_LINE),
    "url_text_input": _typing(initial_value=_LINE),
    "number_input": _typing(initial_value=_LINE, is_decimal_allowed=flag, min_value=string(100), max_value=string(100)),
}
"""Elements to type into, in an input only."""

_OVERFLOW = shape("options", action_id=_ID, options=array(_OPTION, 5), confirm=CONFIRM)
_PRESSED: dict[str, BlockRule] = {"button": BUTTON, "overflow": _OVERFLOW}
_BESIDE = {kind: rule for kind, rule in MENUS.items() if kind != "datetimepicker"}

IN_SECTION = typed({**_BESIDE, **_PRESSED, "image": IMAGE})
IN_ACTIONS = typed({kind: rule for kind, rule in {**MENUS, **_PRESSED}.items() if not kind.startswith("multi_")})
IN_INPUT = typed({**MENUS, **TYPED})
IN_CONTEXT = typed({"image": IMAGE, "plain_text": plain(2000), "mrkdwn": words(2000)})
