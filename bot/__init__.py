"""The engine of a check: pure functions on immutable values.

Nothing here waits, reads a clock, opens a file, or depends on a language or a chat platform. Start reading at
`engine.step`.
"""
