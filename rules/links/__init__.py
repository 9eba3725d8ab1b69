"""Rules about links: what they look like, and where they lead."""
