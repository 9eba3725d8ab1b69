"""lint-post: what a writer runs before publishing.

Rules import `lint_post.api`; everything else in this package may move.
"""

__version__ = "0.1.0"
