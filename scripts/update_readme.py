"""Updates the generated parts of README.md: the table of rules and the output for the example post.

Run it after adding a rule or changing a message; the tests fail while the README is outdated.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from lint_post.rule.catalogue import load, table

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
EXAMPLE = "examples/deep_learning_2022"
OPTIONS = ["check", "--ignore", "images/missing-alt"]  # which it would raise for every image, and fill the screen


def output() -> str:
    """What a terminal shows of the check of the example post: findings, then the line that sums them up."""
    command = [sys.executable, "-m", "lint_post", *OPTIONS, "--output-format", "concise", "--isolated", EXAMPLE]
    with tempfile.TemporaryDirectory() as nowhere:  # as on a machine without LanguageTool
        environment = os.environ | {"LTP_PATH": nowhere, "LINT_POST_CACHE_DIR": nowhere}
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    return f"```console\n$ lint-post {' '.join(OPTIONS)} {EXAMPLE}\n{done.stdout}```"


def updated(text: str) -> str:
    """``text``, the README, with the text between its markers generated again."""
    for name, content in (("output", output()), ("rules", table(load()))):
        marked = re.compile(rf"(<!-- {name}:start -->\n).*?(<!-- {name}:end -->)", re.DOTALL)
        if len(marked.findall(text)) != 1:
            raise ValueError(f'README.md must have the markers "{name}:start" and "{name}:end" exactly once')
        text = marked.sub(lambda match: f"{match[1]}{content}\n{match[2]}", text)  # noqa: B023 – used at once
    return text


if __name__ == "__main__":
    README.write_text(updated(README.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
