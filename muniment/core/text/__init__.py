"""The text model: plain strings plus standoff marks, and the two readings of them.

`model` says what a text is, `canonical` gives the string that positions and check sums are
over, `linearise` gives the source's order back.
"""
