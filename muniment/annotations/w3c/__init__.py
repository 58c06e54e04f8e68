"""Notes as W3C Web Annotations: their model in JSON-LD, and the protocol that carries them.

“Model, n” in a docstring is a clause of the Web Annotation Data Model, “Protocol, n” one of the
Web Annotation Protocol, both Recommendations of 23 February 2017.
"""
