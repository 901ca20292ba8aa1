"""How well records agree with gold: from two sets of JSON to figures, floors and a report. Reads no page itself."""
