"""What is remembered from run to run.

`store` is the database, `codec` turns values into bytes that are safe to read back, `stable` makes keys that are the
same in every run, and `ledger` notes what an answer rests on.
"""
