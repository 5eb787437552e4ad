"""The engines apart, to be measured: `--coder evaluation.engines:rules` and `--coder evaluation.engines:encoder`."""

from __future__ import annotations

from casebook.model.engine import Engine
from casebook.pipeline import Coder, coder


def rules(language: str) -> Coder:
    """The rules alone."""
    return coder(language, engine=Engine.RULES)


def encoder(language: str) -> Coder:
    """The encoder alone for the fields that it knows; days, places, speakers and sums are the rules' in any case."""
    return coder(language, engine=Engine.ENCODER)
