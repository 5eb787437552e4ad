"""The steps that brought the tables of facts to what they are. Views have none: they are rebuilt (`derived.py`)."""
