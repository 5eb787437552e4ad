"""Which engine reads: the rules alone, or the rules and the encoder together (`extract/learned/combine.py`)."""

from __future__ import annotations

from enum import StrEnum


class Engine(StrEnum):
    """What reads a report. `ENCODER` leaves out what only the rules found, to measure what the encoder is worth."""

    BOTH = "both"
    RULES = "rules"
    ENCODER = "encoder"
