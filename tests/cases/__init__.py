"""Short stories of our own wording, each with what must be found in it and why the case exists (`case.py`)."""
