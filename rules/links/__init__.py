"""Rules about links and their targets."""
