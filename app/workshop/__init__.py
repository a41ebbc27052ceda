"""The format workshop: a format table being written, and what it makes of the records it is for. Pure.

look     the table's text and the recorded chunks give records, or the table's faults
drawn    one record as text: each line, a ruler of letters under it, and the letters' fields in words
"""
