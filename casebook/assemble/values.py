"""The value of a mention, read from its words: a count, an actor, a code, a sum of money, or the words themselves."""

from __future__ import annotations

import re
from dataclasses import replace

from casebook.assemble.scene import Scene
from casebook.extract.found import Found
from casebook.extract.harm import SUM
from casebook.extract.restated import ALL
from casebook.lists.gazetteer import demonym
from casebook.lists.lexicon import attackers, targets
from casebook.model.claim import Field
from casebook.model.mention import Mention
from casebook.model.values import (
    Code,
    Count,
    Flag,
    Text,
    Value,
)
from casebook.norms.money import find_durations, find_money
from casebook.norms.tokens import tokens
from casebook.resolve.actors import actor_ref
from casebook.resolve.counts import count, total
from casebook.split.sentence import Sentence

_COUNTS = frozenset(
    {
        Field.KILLED,
        Field.INJURED,
        Field.MISSING,
        Field.ABDUCTED,
        Field.RELEASED,
        Field.ARRESTED,
        Field.PEOPLE_AFFECTED,
        Field.PERPETRATORS_ESCAPED,
        Field.PERPETRATORS_KILLED,
        Field.PERPETRATOR_COUNT,
    }
)
_ACTORS = frozenset(
    {Field.PERPETRATOR, Field.CLAIM_OF_RESPONSIBILITY, Field.DENIAL_OF_RESPONSIBILITY, Field.ACCUSATION}
)
_CODES = frozenset({Field.TARGET, Field.WEAPON, Field.REACTION})


_FULL_NAME = re.compile(r"^(?:\S+-old )?[A-Z][a-z'’-]+ (?:[A-Z]\.? )?([A-Z]\S+s)$")


def value_of(scene: Scene, item: Found, field: Field) -> Value | None:
    """The value that the words give a field, None when they give none."""
    mention = item.mention
    words = mention.words.quote
    if field in _COUNTS:
        return _count(scene, item)
    if field in _ACTORS:
        return actor_ref(words, scene.report.published)
    if field in _CODES:
        return Code(mention.code, words) if mention.code is not None else None
    if field is Field.NO_CLAIM:
        return Flag(True)
    if field in (Field.DEMAND, Field.RANSOM_PAID) and mention.code != "denied":
        amounts = find_money(tokens(words))
        return amounts[0].money if len(amounts) > 0 else Text(words)
    if field is Field.CAPTIVITY_DURATION:
        lengths = find_durations(tokens(words))
        return lengths[0].duration if len(lengths) > 0 else None
    return Text(words)


def _count(scene: Scene, item: Found) -> Count | None:
    mention = item.mention
    if mention.code == SUM:
        return total(mention)
    sentence = scene.lines[item.line].sentence
    if mention.code == ALL:
        again = count(mention, plural=True, named=False)
        return replace(again, derived=True) if again is not None else None
    head = _head_tag(sentence.tags, [token.end for token in sentence.tokens], mention.words.end)
    if head in ("NNPS", "NNS") and sentence.cased and _names_one(scene, mention.words.quote):
        head = "NNP"  # "Medina Knowles" is one person
    named = (head == "NNP" and sentence.cased) or ("," in mention.words.quote and _ends_in_name(sentence, mention))
    return count(mention, plural=head in ("NNS", "NNPS"), named=named)


def _names_one(scene: Scene, words: str) -> bool:
    """True for a full name, and for the surname of one that the report gives ("Knowles")."""
    if _is_full_name(words):
        return True
    if not words.istitle() or " " in words:
        return False
    given = re.compile(rf"\b[A-Z][a-z]+ {re.escape(words)}\b").search(scene.report.text)
    return given is not None and _is_full_name(given[0])


def _is_full_name(words: str) -> bool:
    """True for "Medina Knowles"; not for "Iraqi Kurds" or "Security Forces", whose last word the lists know."""
    found = _FULL_NAME.search(words)
    if found is None:
        return False
    last = found[1].lower()
    known = any(len(phrases().matches((last,))) > 0 for phrases in (targets, attackers))
    return not known and len(demonym(last)) == 0


def _ends_in_name(sentence: Sentence, mention: Mention) -> bool:
    """ "a cleric …, Mujibur Rahman", not "a woman, 34"."""
    last = next((at for at, t in enumerate(sentence.tokens) if t.end >= mention.words.end), len(sentence.tokens) - 1)
    return sentence.tags[last].startswith("NNP") and sentence.tags[max(0, last - 1)].startswith(("NNP", ","))


def _head_tag(tags: tuple[str, ...], ends: list[int], end: int) -> str:
    """The tag of the last noun of the words that end at a character offset."""
    last = next((at for at, stop in enumerate(ends) if stop >= end), len(ends) - 1)
    for at in range(last, max(-1, last - 8), -1):
        if tags[at].startswith("NN") or tags[at] == "PRP":
            return tags[at]
    return tags[last]
