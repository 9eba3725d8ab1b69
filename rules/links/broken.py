r"""Broken web links and invalid email addresses

A web link is broken if the page or the host does not exist, the certificate is invalid, the redirects form a loop, or
the page has no anchor with the name after `#`. Links that may work for readers, such as those to a server that is down
today or that blocks automated requests, are reported by `links/unverified`.

Web links are checked with `--online` only. Email addresses are checked for their form.

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
                yield Finding(link.span, f'Invalid email address "{link.url}"; use "mailto:name@host"')

    def questions(self, document: Document) -> Iterator[Fetch]:
        yield from on_the_web(document)

    def judge(self, question: Question, answer: Answer) -> Iterator[Finding]:
        if isinstance(question, Fetch) and isinstance(answer, Reached) and answer.verdict == "broken":
            since = f" (since {answer.since})" if answer.since else ""
            message = f'Broken link "{question.url}"{since}: {answer.reason}; fix the URL or remove the link'
            yield Finding(question.span, message)
