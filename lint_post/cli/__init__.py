"""The command line, and the only place that knows click: one file per command, imported when it is called.

`_main` is the entry point, `_commands` finds the commands, `_run` runs one and turns what it raises into a message;
the other modules that begin with an underscore are what several commands share.
"""
