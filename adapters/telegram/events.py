"""The events from Telegram that concern the bot."""

from dataclasses import dataclass

from adapters.channels.message_lifecycle import Address


@dataclass(frozen=True, slots=True)
class Sender:
    """The person who did something.

    Attributes:
        id: The id of the person.
        locale: ISO 639-1; None if Telegram doesn't say.
    """

    id: str
    locale: str | None


@dataclass(frozen=True, slots=True)
class ButtonPressed:
    """A button below a message of the bot's was pressed. `query`: the id with which the press is answered."""

    at: Address
    sender: Sender
    query: str
    payload: str


@dataclass(frozen=True, slots=True)
class CommandSent:
    """A command was typed.

    Attributes:
        name: The command without the slash, in lower case.
        addressee: The bot that it names, without @; None for none.
        argument: The payload of a link that the bot itself made; None for none.
        behind: The id of the chat in whose name it was typed; None for a person's own. Administrators of a group can
            stay anonymous; then it is that of the group.
        ephemeral: The id of the command, if only the bot sees it; None if everybody in the chat does.
    """

    at: Address
    sender: Sender
    name: str
    addressee: str | None
    argument: str | None
    behind: str | None = None
    ephemeral: str | None = None


@dataclass(frozen=True, slots=True)
class MessageSent:
    """Something else was sent to the private chat.

    Attributes:
        number: The number that was typed, of one or two digits; None for anything else.
        quiet: Whether it needs no answer: a service message, or an edit of an earlier message.
    """

    at: Address
    sender: Sender
    number: str | None
    quiet: bool


@dataclass(frozen=True, slots=True)
class BotLeft:
    """The bot is no longer in this group."""

    at: Address
    sender: Sender


@dataclass(frozen=True, slots=True)
class GroupMigrated:
    """This group is a supergroup now, with the id `chat`."""

    at: Address
    sender: Sender
    chat: str


@dataclass(frozen=True, slots=True)
class TopicNamed:
    """Somebody named a topic in the private chat, or their app did, after what they typed."""

    at: Address
    sender: Sender


TelegramEvent = ButtonPressed | CommandSent | MessageSent | BotLeft | GroupMigrated | TopicNamed
