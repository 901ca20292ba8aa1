"""Reports of one trial: found among the records of a review, kept with their reasons, checked against each other.

`find.py` is the line: reports → candidate pairs → evidence → links → trials; `keep.py` is the database.
"""
