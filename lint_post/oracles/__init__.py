"""Who answers the rules' questions: one module for each kind of question, imported when its first question is asked.

`oracle` sends each question to the one who knows; `project`, `routes`, `anchors`, `outlines` and their neighbors know
the repository, `web` the web, `records` papers, and `proofreader` LanguageTool.
"""
