"""Configuration: config files and the settings for each document.

`roots` finds the roots of projects and their config files, `config` holds the settings as plain frozen
values, and `schema` with `models` parses the files strictly; pydantic is imported only when there is a file to read.
"""
