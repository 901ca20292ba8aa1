"""The steps by which the tables of the review came to be what they are, in `versions/`, a file a step.

A step is frozen once it is released: it names its columns itself and asks nothing of the program, which goes on. A
change of a view alone is a step too, with nothing in it: bringing a database up makes all views anew. The last step is
`HEAD`, so that a database can be known as current without reading them.
"""

from __future__ import annotations

FIRST = "0001"
"""The tables of release 0.1.0, which did not say their version."""
HEAD = "0003"
"""The newest step."""
