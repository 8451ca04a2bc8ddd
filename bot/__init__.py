"""The engine of a check: pure functions from values to values.

Nothing in here waits, reads a clock, opens a file or knows a language or a chat platform. Start reading at
`engine.step`.
"""
