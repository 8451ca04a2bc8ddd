"""What alembic runs to take the steps: on the connection, and within the transaction, that it is handed."""

from alembic import context

_handed = context.config.attributes
context.configure(connection=_handed["connection"], version_table=_handed["version_table"])
context.run_migrations()
