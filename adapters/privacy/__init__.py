"""What is held, told to who has to know, and taken away for who asks for it."""
