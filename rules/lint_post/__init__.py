"""What the tool says of itself; these findings are always on."""
