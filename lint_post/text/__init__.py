"""Bytes, characters and places.

`source` is a decoded text with its lines, columns and offsets, `write` replaces a file atomically, `digest` is a
checksum, and `value` is the base of frozen values.
"""
