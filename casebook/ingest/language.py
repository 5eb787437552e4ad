"""The language of a text, as far as it can be told.

Trusted only from some 200 characters on, and only when the model is sure; shorter or doubtful texts keep the language
they came with, or none. Text full of the commonest English words is English without asking the model, which takes
longer to load than a story to read. A sentence or two are enough where not one of the commonest English words is in
them. Text in capitals is lowered first: to the model capitals are another language.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

LEAST_CHARS = 200
_FEW_CHARS = 60
_ENGLISH = frozenset("the of and with from were are had said after that by to".split())
_WORD = re.compile(r"[^\W\d_]+")
_SURE = 0.8
_SAMPLE = 20_000


@cache
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # slow to import, and seldom asked

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _plainly_english(text: str) -> bool:
    """True when "the" is among the words and one in ten is among the commonest English words."""
    words = _WORD.findall(text.lower())
    return "the" in words and sum(word in _ENGLISH for word in words) * 10 >= len(words)


def language(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of the text's language; `declared` when the text is too short to tell or the model unsure."""
    stated = re.split("[-_]", declared.strip().lower())[0] or None if declared is not None else None
    sample = text[:_SAMPLE]
    least = LEAST_CHARS if _ENGLISH & set(_WORD.findall(sample[:LEAST_CHARS].lower())) else _FEW_CHARS
    if sum(map(str.isalpha, sample)) < least * 0.6 or len(sample) < least:
        return stated
    if _plainly_english(sample):
        return "en"
    if sum(map(str.isupper, sample)) > sum(map(str.islower, sample)):
        sample = sample.lower()
    code, sure = _model().classify(sample)
    return str(code) if sure >= _SURE else stated
