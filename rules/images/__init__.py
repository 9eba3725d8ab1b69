"""Rules about image files and alt text."""
