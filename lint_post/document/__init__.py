"""What rules ask of a document.

`document` is the parsed text with everything derived from it, each part computed on first use: `sections`,
`links`, and `anchors` with the `slugs` that site generators make of headings.
"""
