"""Rules about consistency within a document."""
