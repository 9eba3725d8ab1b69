"""What lies around a document: the files of a repository and what they say of themselves.

`files` finds and reads them, `patterns` knows what `.gitignore` leaves out, `contents` knows their digests, `outline`
is a document in a few words, `library` remembers outlines and anchors, and `survey` tells what kind of repository it
is.
"""
