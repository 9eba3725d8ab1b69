"""Applies the fixes of findings to files.

`promise` checks what no fix may change, `rounds` applies fixes to one text until nothing is left to fix, `files` does
that for the files of a run and writes each atomically, `diff` shows a change as a patch, `review` goes through a
text finding by finding, and `silence` writes suppression comments.
"""
