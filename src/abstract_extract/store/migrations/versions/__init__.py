"""A file a step; `abstract_extract.store.migrations` says how they are used."""
