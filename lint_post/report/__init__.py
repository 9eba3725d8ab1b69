"""How findings are shown: one file per format, each with a function ``render``.

``render(report, options)`` yields the document piece by piece – whole lines, one or more findings per piece – so that a
caller may print while others are still being checked; joined they are the whole document, every line ended by LF.
A module here is a format, and its name is the format's; what several share begins with an underscore. `_formats` finds
them by name.
"""
