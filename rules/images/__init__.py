"""Images: are they there, and do they say what they show to those who cannot see them?"""
