"""The engines apart, to be measured: `--coder evaluation.engines:rules`, `…:encoder` and `…:unfiltered`."""

from __future__ import annotations

import math

from casebook.extract import relevance
from casebook.extract.learned import encoder as learned
from casebook.model.engine import Engine
from casebook.pipeline import Coder, coder


def rules(language: str) -> Coder:
    """The rules alone."""
    return coder(language, engine=Engine.RULES)


def encoder(language: str) -> Coder:
    """The encoder alone for the fields that it knows; days, places, speakers and sums are the rules' in any case."""
    return coder(language, engine=Engine.ENCODER)


def unfiltered(language: str) -> Coder:
    """Both engines with no story and no sentence passed by, for the rest of the process: what the filter is worth."""
    relevance.THRESHOLD = -math.inf
    learned.THRESHOLD = -math.inf
    return coder(language)
