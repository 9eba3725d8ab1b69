"""Sentences: what an editor would mark in any text."""
