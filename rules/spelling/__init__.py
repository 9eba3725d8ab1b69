"""Words: those that are misspelt, by how sure that is."""
