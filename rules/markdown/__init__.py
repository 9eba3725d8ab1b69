"""Rules about Markdown syntax that affects what readers see."""
