"""What a table begins with: enough to be read, and every part named that the help page teaches."""

STARTER = """\
# What each key means: help page "Format tables".
name = "new-format"
title = "What it is, for people"
source = "the page or the capture it was written from"

[framing]
kind = "lines"

[first]
pattern = "{number:999-9999} ({area:999}) {class:class}"

[[layout]]
lines = [
    { field = "name" },
    { field = "address" },
]
"""
