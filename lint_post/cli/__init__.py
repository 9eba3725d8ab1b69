"""The command line, and the only wing that imports click: one file per command, imported when it runs.

`_main` is the entry point, `_commands` finds the commands, `_run` runs one and turns what it raises into a message.
`_options` holds the values that options become; other modules that begin with an underscore are shared by commands.
"""
