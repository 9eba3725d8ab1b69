"""The pipeline over the files of a run.

`lint` is the straight line: discover, load, examine, answer, conclude. `select` chooses the rules for a file, `examine`
is pass one, `workers` and `batch` share it among processes and remember it, `answers` knows whom to ask, `world` tells
whether an answer still holds, and `conclude` is pass two, with `stamp` and `fingerprint`. `examples` runs the examples
on a rule's page; `inventory` lists links instead of findings.
"""
