r"""A link on the web leads to something that is there.

The server says that there is no such page, the host does not exist, its certificate is refused by browsers, the
redirects go round in a circle, or nothing on the page is called what stands behind “#”. What may well be there – a
server that fails today, a site that turns programs away – is `links/unverified`.

The web is asked with `--online` alone. An e-mail address is judged by its form.

```markdown bad world.web = {"https://blog.test/gone" = "404"}
Read [the paper](⟦https://blog.test/gone⟧), or [this one][new]. ![Logo](//blog.test/logo.png)

Write to [us](⟦mailto:post.example.com⟧) or [me](mailto:me@example.com?subject=Hi).

[new]: https://blog.test/new
```

```markdown good
Read [the paper](https://example.com/paper), or [call us](tel:+123).
```
"""

from __future__ import annotations

from collections.abc import Iterator

from lint_post.api import Answer, AskingRule, Document, Fetch, Finding, Question, Reached, Rule, Severity

from ._targets import on_the_web


class Broken(Rule, AskingRule):
    severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Finding]:
        for link in document.links:
            if link.is_bad_mail:
                yield Finding(link.span, f"“{link.url}” is no e-mail address: write it as “mailto:name@host”.")

    def questions(self, document: Document) -> Iterator[Fetch]:
        yield from on_the_web(document)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if isinstance(question, Fetch) and isinstance(answer, Reached) and answer.verdict == "broken":
            since = f", since {answer.since}" if answer.since else ""
            message = f"“{question.url}” is broken{since}: {answer.reason}. Mend the address, or take the link out."
            yield Finding(question.span, message)
