"""One way of writing within a document."""
