"""Links to local or private addresses

Readers cannot open an address on your computer or network (`localhost`, `127.0.0.1`, `192.168.…`, `file:`). In a
tutorial that starts a server, such a URL can be intended, so it is ignored in code and in a link whose text shows
it. Addresses in `[links] allow-private` are ignored, too.

```markdown bad
The demo is [here](⟦http://localhost:8000/demo⟧), the data [there](⟦file:///home/me/data.csv⟧).
```

```markdown good
Start the server, open `http://localhost:8000/` or <http://localhost:8000/>, and read [the docs](https://blog.test/).
Then go to [localhost:8000](http://localhost:8000/) or [http://127.0.0.1:3000](http://127.0.0.1:3000).
```

```markdown good allow-private = ["192.168.7.0/24", "localhost:8000"]
The [handbook](http://192.168.7.20/handbook) and the [preview](http://localhost:8000/) are for us.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lint_post.api import Document, Finding, Rule

_PRIVATE = (
    r"(?i)(?:https?:)?//(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\]|10(?:\.\d+){3}|192\.168(?:\.\d+){2}"
    r"|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2})(?=[:/?#]|\Z)|file:"
)
_HOST = r"//(?P<host>\[[^\]]*\]|[^/?#:]*)(?::\d+)?"
_SHOWS_ITSELF = r"(?i)localhost|\d+\.\d+\.\d+\.\d+|\[::1\]|file:"


class Localhost(Rule):
    allow_private: tuple[str, ...] = ()
    """Networks, addresses, and hosts, with or without a port, that readers can reach."""

    def check(self, document: Document) -> Iterator[Finding]:
        for link in document.links:
            url = link.url.strip()
            if re.match(_PRIVATE, url) and not re.search(_SHOWS_ITSELF, link.text) and not re.search(r"[{}<>]", url):
                if self._is_allowed(url):
                    continue
                yield Finding(link.span, f'Link to local or private address "{url}"; use a public URL')

    def _is_allowed(self, url: str) -> bool:
        match = re.search(_HOST, url)
        if match is None:
            return False
        host = match["host"].strip("[]").lower()
        return any(
            entry.lower() in (host, match[0][2:].lower()) or _covers(entry, host) for entry in self.allow_private
        )


def _covers(network: str, host: str) -> bool:
    from ipaddress import ip_address, ip_network

    try:
        return ip_address(host) in ip_network(network, strict=False)
    except ValueError:
        return False
