"""The language of a text, as far as it can be told.

Trusted only from some 200 characters on, and only when the model is sure; shorter or doubtful texts keep the language
they came with, or none. Text in capitals is lowered first: to the model capitals are another language.
"""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

LEAST_CHARS = 200
_SURE = 0.8
_SAMPLE = 20_000


@cache
def _model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of the text's language; `declared` when the text is too short to tell or the model unsure."""
    stated = re.split("[-_]", declared.strip().lower())[0] or None if declared is not None else None
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < LEAST_CHARS * 0.6 or len(sample) < LEAST_CHARS:
        return stated
    if sum(map(str.isupper, sample)) > sum(map(str.islower, sample)):
        sample = sample.lower()
    code, sure = _model().classify(sample)
    return str(code) if sure >= _SURE else stated
