"""Front matter values that violate the schema

The config file restricts the values of keys by type, allowed values or items, pattern, or length:

```toml
[front-matter.fields.tags]
type = "list"
allowed = ["books", "news"]

[front-matter.fields.description]
max-length = 160
```

```markdown bad fields = [{name = "tags", allowed = ["books", "news"]}, {name = "draft", type = "boolean"}]
---
tags:
  - books
  - ⟦boks⟧
draft: ⟦"no"⟧
---
```

```markdown good fields = [{name = "tags", allowed = ["books", "news"]}, {name = "draft", type = "boolean"}]
---
tags: [books]
draft: false
---
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lint_post.api import Document, Field, FieldSchema, Finding, Rule, Severity

_TYPES: dict[str, tuple[tuple[type, ...], str]] = {
    "text": ((str,), "text"),
    "list": ((list,), "a list"),
    "date": ((date,), "a date such as 2026-11-24"),
    "boolean": ((bool,), "true or false"),
    "integer": ((int,), "an integer"),
    "number": ((int, float), "a number"),
}
_DATE = r"\d{4}-\d\d?-\d\d?(?:[T ][\d:.+Zz -]+)?"


class Schema(Rule):
    severity = Severity.ERROR

    fields: tuple[FieldSchema, ...] = ()
    """The schemas of the keys. `[front-matter.fields]` sets them for the whole project."""

    def check(self, document: Document) -> Iterator[Finding]:
        if document.front_matter is None:
            return
        for schema in self.fields:
            field = document.front_matter.get(schema.name)
            if field is not None and field.value is not None:
                yield from _wrong(field, schema)


def _wrong(field: Field, schema: FieldSchema) -> Iterator[Finding]:
    if schema.type and not _is(field.value, schema.type):
        yield Finding(field.value_span, f'"{schema.name}" must be {_TYPES[schema.type][1]}')
        return
    if schema.allowed:
        for item in field.fields or (field,):
            if str(item.value) not in schema.allowed:
                yield Finding(item.text_span, _not_allowed(str(item.value), schema))
    if isinstance(field.value, str) and schema.pattern and not re.fullmatch(schema.pattern, field.value):
        yield Finding(field.value_span, f'"{schema.name}" must match the pattern "{schema.pattern}"')
    if isinstance(field.value, (str, list)):
        yield from _length(field, len(field.value), schema)


def _is(value: object, kind: str) -> bool:
    if kind == "date" and isinstance(value, str):
        return re.fullmatch(_DATE, value) is not None
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _TYPES[kind][0])


def _not_allowed(value: str, schema: FieldSchema) -> str:
    from difflib import get_close_matches

    near = get_close_matches(value, schema.allowed, n=1)
    allowed = ", ".join(f'"{item}"' for item in schema.allowed)
    advice = f'did you mean "{near[0]}"?' if near else f"choose from {allowed}"
    return f'Invalid value "{value}" for "{schema.name}"; {advice}'


def _length(field: Field, length: int, schema: FieldSchema) -> Iterator[Finding]:
    is_text = isinstance(field.value, str)
    unit = "characters" if is_text else "items"
    if length < schema.min_length:
        problem = f"is too short ({length} < {schema.min_length} {unit})"
    elif schema.max_length is not None and length > schema.max_length:
        problem = f"is too long ({length} > {schema.max_length} {unit})"
    else:
        return
    yield Finding(field.value_span, f'"{schema.name}" {problem}')
