"""How the ledger's schema came about, step by step; alembic walks through it."""
