"""The steps of the schema, in numerical order. A released step is never changed."""
