"""Contracts between parts, and with the outside world: stores, simulators, transports, deployment."""
