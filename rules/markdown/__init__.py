"""How the Markdown itself is written, where a reader or a renderer sees it."""
