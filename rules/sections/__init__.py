"""What is not written yet."""
