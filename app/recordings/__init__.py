"""What can be done with a recording besides playing it: look into it, trim, mark, join and anonymise it. Pure.

Everything here works on streams of chunks, so that a recording of any length goes through in little memory. Words:

place      a byte of the recording's stream, counted from 0; a record's bytes have places whatever the chunks are
where      a moment as a person names it: a time, seconds, a chunk, a spill, a mark (`where.py`)
traced     an event of the reader together with the places of its bytes (`trace.py`)
part       a piece of a record's text with its role: kept, a telephone number, a postal code, or text that is replaced
           (`personal.py` decides, and says why)
invention  what stands in the place of what is personal: the same for the same, of the same shape (`invention.py`)
"""
