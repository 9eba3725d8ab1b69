"""Findings that are not reported.

`directives` reads suppression comments, `suppressions` applies them, `removal` removes unused ones,
`baseline` holds known findings, and `changes` knows which lines are new.
"""
