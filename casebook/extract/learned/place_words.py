"""Places when rules and encoder are heard together: which names are places at all, and which are the incident's.

The rules know names and the words before them; the encoder knows the sentence ("the fire crossed to Kant, where …").
The terms stand in `lists/data/engines.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.extract.found import Line
from casebook.extract.learned.combine import PlaceTerms
from casebook.extract.learned.vectors import Prediction, Proposal
from casebook.extract.people import people
from casebook.extract.toponyms import PlaceWords, Relation
from casebook.lists.gazetteer import demonym
from casebook.split.chains import apposition

_PLACE = "place"
_SURE = 0.5


def heard_place(words: PlaceWords, read: Prediction | None, terms: PlaceTerms) -> bool:
    """True where the encoder takes the words for a place of the incident; where it does not, the rules decide."""
    if read is None or read.tells < _SURE or words.modifier:
        return False
    sure = max((each.confidence for each in read.of(_PLACE) if _meet(words, each)), default=0.0)
    return sure >= terms.fits


def new_places(line: Line, found: Sequence[PlaceWords], read: Prediction, terms: PlaceTerms) -> Iterator[PlaceWords]:
    """Names that the encoder takes for places and no list or company of words shows to be one."""
    tokens = line.sentence.tokens
    for each in read.of(_PLACE):
        name = " ".join(token.text for token in tokens[each.first : each.last])
        named = not line.sentence.cased or (name[0].isupper() and tokens[each.last - 1].text[0].isupper())
        owner = line.sentence.words[each.last : each.last + 1] in (("'s",), ("’s",))  # "Qalbuna's northern valley"
        if each.confidence < terms.new or not named or owner or demonym(name) or _is_person(line, each):
            continue
        if not any(_meet(words, each) for words in found):
            yield PlaceWords(each.first, each.last, name, Relation.IN, known=False)


def _is_person(line: Line, proposal: Proposal) -> bool:
    """True for the name of somebody who is described: "a kidnapped teacher, Qalbuna Cruz,"."""
    sentence = line.sentence
    for phrase in sentence.phrases:
        named = apposition(sentence, phrase)
        if named is not None and named.first <= proposal.first < named.last:
            return people(sentence, phrase, strict=True) is not None
    return False


def _meet(words: PlaceWords, proposal: Proposal) -> bool:
    return words.first < proposal.last and proposal.first < words.last
