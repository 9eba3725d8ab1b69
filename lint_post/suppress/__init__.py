"""What is found and not reported.

`directives` reads suppression comments, `suppressions` applies them, `removal` takes out those that are not used,
`baseline` holds known findings, and `changes` knows which lines are new.
"""
