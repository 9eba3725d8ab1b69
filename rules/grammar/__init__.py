"""Rules about grammar."""
