"""One decision from both engines: what the rules found and what the encoder proposes, field by field.

The table `lists/data/engines.toml` says for each field how sure the encoder must be of words that only it found
(`add`), how little it may think of words that only the rules found before they go (`keep`), and whose bounds count
where both found them (`bounds`). Its figures are fitted on kept-back training text by `training/decision.py`; a field
that is not in the table is the rules' alone. Each mention keeps the origin of its words and the encoder's confidence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from casebook.extract.attackers import BARE
from casebook.extract.counted import hardly
from casebook.extract.found import Found, Line, mentioned
from casebook.extract.harm import SHOT, SUM, counted_twice, not_everyone
from casebook.extract.learned.vectors import Prediction, Proposal
from casebook.extract.means import is_workplace
from casebook.extract.people import can_act, people
from casebook.extract.responsibility import BULK
from casebook.extract.restated import ALL
from casebook.lists.lexicon import targets, weapons
from casebook.lists.reading import list_text
from casebook.model.claim import Field, Modality
from casebook.model.engine import Engine
from casebook.model.mention import BOTH, ENCODER, Mention
from casebook.model.report import Span
from casebook.norms.phrases import Match, Phrases
from casebook.split.sentence import Sentence

T = TypeVar("T")
_UNKNOWN = "unknown"
_NEVER = 2.0  # above any probability
_LOOSE = frozenset({"DT", "IN", "CC", "PRP$", "VBG", "TO", "WP", "WDT", "MD", ","})
_COMPUTED = frozenset({SUM, ALL, SHOT, "part"})
_DOERS = frozenset({Field.PERPETRATOR, Field.PERPETRATOR_DESCRIPTION, Field.CLAIM_OF_RESPONSIBILITY, Field.ACCUSATION})
_BLAME_HELD = {
    Field.CLAIM_OF_RESPONSIBILITY: Modality.CLAIMED,
    Field.DENIAL_OF_RESPONSIBILITY: Modality.DENIED,
    Field.ACCUSATION: Modality.ALLEGED,
}
_BLAME = frozenset(_BLAME_HELD)
COUNTS = frozenset({Field.KILLED, Field.INJURED, Field.ABDUCTED, Field.ARRESTED, Field.PERPETRATORS_KILLED})


@dataclass(frozen=True, slots=True)
class Terms:
    """How the two engines settle one field; confidences from 0 to 1."""

    add: float
    keep: float
    bounds: str


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure the encoder must be of a sentence (probabilities).

    `tells`: that it tells an incident where the rules have no word for one; `tells_against`: where they have a reason
    why it is none; `tells_known`: where that is a figure of speech, an anniversary or a plain denial. Below
    `silent_weak` and `silent_strong` the rules' weak and strong words count for nothing; strong ones only where another
    sentence tells the story's incident, or no sentence reaches `silent_story`. `type_open` and `type_over`: of another
    type than the words', where they leave it open and where they do not.
    """

    tells: float
    tells_against: float
    tells_known: float
    silent_weak: float
    silent_strong: float
    silent_story: float
    type_open: float
    type_over: float


@dataclass(frozen=True, slots=True)
class PlaceTerms:
    """How sure the encoder must be of a place (`place_words.py`); confidences from 0 to 1.

    `fits`: that words of a place say where the incident was; `new`: that words which the rules do not know name a
    place.
    """

    fits: float
    new: float


@dataclass(frozen=True, slots=True)
class Table:
    """`engines.toml`, read."""

    sentence: Thresholds
    place: PlaceTerms
    fields: dict[Field, Terms]


@cache
def table(engine: Engine = Engine.BOTH) -> Table:
    """The shipped table; for the encoder alone, one in which nothing of the rules stays for the fields it knows."""
    if engine is Engine.ENCODER:
        alone = Thresholds(
            tells=0.5,
            tells_against=0.5,
            tells_known=0.97,
            silent_weak=_NEVER,
            silent_strong=_NEVER,
            silent_story=_NEVER,
            type_open=0.0,
            type_over=0.0,
        )
        return Table(alone, table().place, dict.fromkeys(table().fields, Terms(add=0.3, keep=_NEVER, bounds="encoder")))
    written = tomllib.loads(list_text("engines.toml"))
    fields = {Field(name): Terms(**row) for name, row in written["field"].items()}
    return Table(Thresholds(**written["sentence"]), PlaceTerms(**written["place"]), fields)


def combined(line: Line, found: Sequence[Found], read: Prediction, terms: Table) -> list[Found]:
    """The mentions of a line by the table: the rules' that stay, then the encoder's own."""
    kept: list[Found] = []
    for item in found:
        settled = terms.fields.get(item.mention.field)
        if settled is None or item.mention.code in _COMPUTED:
            kept.append(item)
            continue
        support = _support(line.sentence, item, read)
        sure = support.confidence if support is not None else 0.0
        if sure >= settled.keep:
            kept.append(_told_by_both(line, item, support, settled) if support is not None else item)
    if any(item.mention.code == BULK or item.mention.field is Field.CONTEXT_CLAIM for item in kept):
        return kept  # "targeting a number of mosques this year", "the first bombing since": of other acts than this one
    let_go = any(item.mention.field is Field.RELEASED for item in kept)  # who is let go was not taken just now
    for field in sorted(terms.fields, key=lambda each: each not in COUNTS):  # a figure tells of its victims
        if field is Field.ABDUCTED and let_go:
            continue
        for proposal in read.of(field.value):
            if proposal.confidence >= terms.fields[field].add and not _taken(line.sentence, proposal, kept, field):
                kept.extend(_new(line, field, proposal))
    return sorted(kept, key=lambda item: (item.at, item.mention.words.end))


def _told_by_both(line: Line, item: Found, support: Proposal, settled: Terms) -> Found:
    mention = replace(item.mention, origin=BOTH, confidence=round(support.confidence, 3))
    if settled.bounds == "encoder" and item.mention.field not in COUNTS:
        words = line.sentence.span(support.first, _no_loose_end(line.sentence, support.first, support.last))
        span = _around(line.sentence, item.mention.span, words)
        mention = replace(mention, words=words, span=span)
    return replace(item, mention=mention)


def _around(sentence: Sentence, left: Span, right: Span) -> Span:
    """The least words that hold both."""
    return sentence.report.span(min(left.start, right.start), max(left.end, right.end))


def _words(sentence: Sentence, proposal: Proposal) -> tuple[int, int]:
    return sentence.tokens[proposal.first].start, sentence.tokens[proposal.last - 1].end


def _support(sentence: Sentence, item: Found, read: Prediction) -> Proposal | None:
    """The proposal for the same field that shares most with the words, None when there is none."""
    shared: list[tuple[int, float, Proposal]] = []
    for proposal in read.of(item.mention.field.value):
        start, end = _words(sentence, proposal)
        common = min(end, item.mention.words.end) - max(start, item.mention.words.start)
        if common > 0:
            shared.append((common, proposal.confidence, proposal))
    return max(shared, key=lambda each: each[:2])[2] if shared else None


def _taken(sentence: Sentence, proposal: Proposal, kept: Sequence[Found], field: Field) -> bool:
    """True where words of the field (of any figure, when it is one) stand: "ten were shot" tells not who died."""
    start, end = _words(sentence, proposal)
    same = COUNTS | {field} if field in COUNTS or field is Field.VICTIM else {field}
    if field in _BLAME:  # who denies it does not claim it in the same words
        same = _BLAME
    return any(
        item.mention.field in same and item.mention.words.start < end and start < item.mention.words.end
        for item in kept
    )


def _new(line: Line, field: Field, proposal: Proposal) -> Iterator[Found]:
    """A mention of the encoder's words; a figure only where they are a phrase for people that can be counted."""
    sentence = line.sentence
    code: str | None = None
    population: str | None = None
    attackers = False
    phrase = sentence.phrase_at(proposal.last - 1)
    if (field in _DOERS or field is Field.WEAPON) and phrase is not None and not can_act(sentence, phrase):
        armed = field is Field.WEAPON and len(weapons().matches(sentence.words[phrase.head : phrase.head + 1])) > 0
        if not armed or is_workplace(sentence, phrase.head):
            return  # "an Israeli airstrike" is no one who did it, and nothing that it was done with
    if field in _DOERS and proposal.last - proposal.first == 1 and sentence.words[proposal.first] in BARE:
        return  # "the attacker" says no more than the act does
    if field is Field.TARGET:
        code = next((m.items[-1].target_type for m in reversed(_listed(sentence, proposal, targets()))), _UNKNOWN)
    if field is Field.WEAPON:
        code = next((m.items[0].weapon_type for m in reversed(_listed(sentence, proposal, weapons()))), _UNKNOWN)
    if field in COUNTS:
        who = people(sentence, phrase) if phrase is not None else None
        if who is None or counted_twice(sentence, who):
            return
        behind = next((group for group in sentence.verbs if group.first >= who.last), None)
        beside = (behind, sentence.verb_at(who.first - 1))
        if any(group is not None and hardly(sentence, group) for group in beside):
            return
        verb = behind.head if behind is not None else who.last
        population, attackers = who.population or not_everyone(sentence, verb, who), who.attackers
    last = proposal.last if field in COUNTS else _no_loose_end(sentence, proposal.first, _to_head(sentence, proposal))
    first = _from_article(sentence, proposal) if field in COUNTS else proposal.first
    made = mentioned(line, field, (first, last), code=code)
    if made.mention.modality is Modality.HYPOTHETICAL:  # what a speaker only wishes or fears
        return
    mention: Mention = replace(
        made.mention, origin=ENCODER, confidence=round(proposal.confidence, 3), population=population
    )
    if field in _BLAME:
        mention = replace(mention, modality=_BLAME_HELD[field])
    yield replace(made, mention=mention, attackers=attackers)


def _no_loose_end(sentence: Sentence, first: int, last: int) -> int:
    """Where the words end without what goes on behind them: "gunmen | on a", "a man | sitting on"."""
    while last - first > 1 and sentence.tags[last - 1] in _LOOSE:
        last -= 1
    return last


def _to_head(sentence: Sentence, proposal: Proposal) -> int:
    """Where the words end, with the noun that they only describe: "the consular | section"."""
    phrase = sentence.phrase_at(proposal.last - 1)
    return proposal.last if phrase is None else max(proposal.last, phrase.head + 1)


def _from_article(sentence: Sentence, proposal: Proposal) -> int:
    """Where the words of a figure begin, with the article that says how many: "a | 14-year-old girl"."""
    phrase = sentence.phrase_at(proposal.last - 1)
    opens = phrase is not None and phrase.first == proposal.first - 1 and sentence.tags[phrase.first] in ("DT", "PRP$")
    return proposal.first - 1 if opens else proposal.first


def _listed(sentence: Sentence, proposal: Proposal, phrases: Phrases[T]) -> list[Match[T]]:
    return phrases.matches(sentence.words[proposal.first : proposal.last])
