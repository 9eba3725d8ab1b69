"""JSON that is safe on one line of any log."""

from __future__ import annotations

import json

from lint_post.report._plain import CONTROLS

_encode = json.JSONEncoder(ensure_ascii=False).encode


def dump(value: object) -> str:
    """``value`` as JSON on one line.

    Characters that end lines or drive terminals are escaped, and so is what CI systems take for a command wherever
    they find it (``##[…]``, ``##vso[…]``): a JSON parser reads the same value.
    """
    text = CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", _encode(value))
    return text.replace("##[", "#\\u0023[").replace("##vso[", "#\\u0023vso[") if "##" in text else text
