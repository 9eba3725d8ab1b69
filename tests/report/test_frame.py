"""How wide a line is, without loading the table of widths for most."""

from __future__ import annotations

import re
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcwidth

from lint_post.report._frame import NARROW, columns, frame


def test_what_counts_as_narrow_is_one_column_wide() -> None:
    narrow = [chr(code) for code in range(0x11_0000) if NARROW.fullmatch(chr(code))]
    assert len(narrow) > 600
    assert {character for character in narrow if wcwidth(character) != 1} == set()


def test_a_line_in_english_loads_no_table() -> None:
    program = (
        "import sys; from lint_post.report._frame import frame\n"
        "frame('It’s “quoted” – naïve … café, 3 €'.replace('€', ''), 2, 5, 20); print('wcwidth' in sys.modules)\n"
        "frame('漢字', 0, 1, 20); print('wcwidth' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "True"]


letters = st.text(st.sampled_from("ab \t漢\u0301👩\u200d👧❤\ufe0f\x1b\u202e…é"), max_size=150)


@given(letters, letters, letters, st.integers(20, 60))
def test_the_parts_are_the_line_or_a_window_of_it(before: str, flagged: str, after: str, width: int) -> None:
    line = before + flagged + after
    shown = frame(line, len(before), len(before) + len(flagged), width)
    whole = re.sub("[\x1b\u202e]", "\ufffd", line.replace("\t", "    "))
    assert sum(map(columns, shown)) <= width
    if "…" not in whole:
        assert "".join(shown).strip("…") in whole
        assert "".join(shown) == whole or "…" in "".join(shown)
    if flagged:
        assert shown.flagged
