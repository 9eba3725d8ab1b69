"""Whether images are there, and say what they show to those who cannot see them."""
