"""Posts as a whole: what two of them must not share."""
