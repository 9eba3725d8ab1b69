"""``python -m lint_post``."""

from __future__ import annotations

from lint_post.cli._main import main

if __name__ == "__main__":
    main()
