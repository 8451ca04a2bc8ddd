"""A channel without chats, registered as any other: a counter (in Dutch, a balie) that answers whoever asks."""
