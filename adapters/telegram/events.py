"""The events from Telegram that the bot handles."""

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
    """A button below one of the bot's messages was pressed. `query`: the id for answering the press."""

    at: Address
    sender: Sender
    query: str
    payload: str


@dataclass(frozen=True, slots=True)
class CommandSent:
    """A command was typed.

    Attributes:
        name: The command without the slash, in lower case.
        addressee: The username of the bot that it is addressed to, without @; None if it names none.
        argument: The payload of a link that the bot made; None if there is none.
        behind: The id of the chat on whose behalf it was sent (`sender_chat`); None if sent as a person. For an
            anonymous administrator, it is the group's own id.
        ephemeral: The id of an ephemeral command, which only the bot sees; None for an ordinary one.
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
    """A message other than a command was sent in the private chat.

    Attributes:
        number: The number that was typed, one or two digits; None for anything else.
        quiet: Whether it needs no reply: a service message, or an edit of an earlier message.
    """

    at: Address
    sender: Sender
    number: str | None
    quiet: bool


@dataclass(frozen=True, slots=True)
class BotLeft:
    """The bot was removed from this group."""

    at: Address
    sender: Sender


@dataclass(frozen=True, slots=True)
class GroupMigrated:
    """This group was upgraded to a supergroup, with the id `chat`."""

    at: Address
    sender: Sender
    chat: str


@dataclass(frozen=True, slots=True)
class TopicNamed:
    """A topic in the private chat was named, by the person or by their app, which uses their first words."""

    at: Address
    sender: Sender


TelegramEvent = ButtonPressed | CommandSent | MessageSent | BotLeft | GroupMigrated | TopicNamed
