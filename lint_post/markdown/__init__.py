"""What a document is made of.

`nodes` is the syntax tree, `html` reads tags, `front_matter` holds the data above a post, `overlay` finds what is
in a file and is not Markdown (templates, MDX, math), and `rendered` is what readers of the page get to see of a tree.
"""
