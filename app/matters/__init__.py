"""Matters: what outlives a call and a run - trouble with lines and equipment, complaints, compliments, suggestions.

A matter is opened, goes from step to step over days and shifts, and is closed. The register of them is made of nothing
but journalled events (`register`), so what was written first can always be told from what was written later.

    matter     one of them, with every step it took
    step       something that was done about it, with the words that were typed for it
    trouble    the manual's way of a trouble report; complaint: its way of a complaint, with the 30 days
    deadline   days and times by which something is due
"""
