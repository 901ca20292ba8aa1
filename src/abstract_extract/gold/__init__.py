"""Hand-made annotations: read from the formats of annotation tools, checked against their pages, kept as gold."""
