"""What a channel is, and what channels share: turns, the life of a message, a conversation made of messages."""
