"""Sets reminders up with buttons alone, for channels whose chat ids are numbers; nothing of it is stored."""
