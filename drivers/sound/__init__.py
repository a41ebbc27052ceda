"""Sound: what a line's voice path carries, as bytes in and values out. No device, no thread, no clock is here.

pcm         16-bit signed samples of this computer's byte order, one channel; any bytes are taken, cut anywhere
frame       the pcm of one tick, 20 ms unless told otherwise
party       whoever hears and is heard in a conference: the caller, an agency, the call-taker
dBm0        level on a digital line: a sine of full scale is +3.17 dBm0 (G.711, mu-law)
ear         hears call progress: dial tone, rings, busy, reorder, and the silence after ringing
TTY         a text telephone: five-bit letters as tones of 1400 Hz (mark) and 1800 Hz (space), half-duplex
shift       which of two tables a code is read in, letters or figures; a code read in the wrong one is another letter
reading     `text` keeps the shift over a space; `alternate` is each letter in the other shift, of the same length

Facts and figures are from telephone.md, sections 3.2 (mixing), 6 (call progress) and 7 (TTY).
"""
