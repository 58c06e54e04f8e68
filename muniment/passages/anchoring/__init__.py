"""Where a passage stands, in words and numbers, and where it stands when its text is corrected.

Plain Python without Django. `describe` says what a passage is, `carry` takes passages from one
version of a text to the next, `preview` counts what became of them.
"""
