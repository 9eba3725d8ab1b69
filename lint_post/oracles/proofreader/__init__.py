"""Who answers `Proofread`: a LanguageTool server, one's own or one that is installed here, asked over HTTP.

`oracle` plans and remembers, `dispatch` shares the questions among requests, `client` asks, `notation` translates;
`local` finds and starts a server on this machine, `watcher` is the process next to it that ends it when nobody asks any
more, and `distribution` alone knows the package language_tool_python, which is under the GPL.
"""
