"""Configuration: which file counts for which document, and what it says.

`roots` finds where a project begins and its configuration files, `config` holds what is in force as plain frozen
values, and `schema` with `models` parses the files strictly; pydantic is imported only when there is a file to read.
"""
