"""What rules ask of a document.

`document` is the parsed text with all that follows from it, each worked out when it is first asked for: `sections`,
`links`, and `anchors` with the `slugs` that site generators make of headings.
"""
