"""Alembic's environment: runs the steps on the connection, and in the transaction, of the caller."""

from alembic import context

_attributes = context.config.attributes
context.configure(connection=_attributes["connection"], version_table=_attributes["version_table"])
context.run_migrations()
