"""The steps of the schema, in the order of their numbers. A step that was released is never changed."""
