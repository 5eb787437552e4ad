"""Who and what an incident hit, as MUC-4 targets: people by name or description, things by their noun phrase."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.evaluate.coded import ActorValue, CodedClaim, CodedIncident, CodeValue, CountValue, TextValue
from casebook.evaluate.muc4_fill import codes, head_code, human_head, names, number_of, thing_code, trimmed
from casebook.model.claim import Field, Modality, Status
from casebook.model.mention import ENCODER

_PEOPLE_CODES = frozenset({"civilians_general", "political_actor", "judiciary", "rights_defender", "government_civil"})
_HARMED = (Field.KILLED, Field.INJURED, Field.ABDUCTED)


@dataclass(frozen=True, slots=True)
class Human:
    """A person or group hit: the words, the name if they hold one, the type, the number and what became of them."""

    words: str
    name: str | None
    kind: str
    number: str
    effects: tuple[str, ...]

    @property
    def description(self) -> str | None:
        """The words without the name; None when they hold nothing but it."""
        said = self.words if self.name is None else trimmed(self.words.replace(self.name, " "), numbers=False)
        return said if head_code(said, "human") is not None or (self.name is None and said) else None


@dataclass(frozen=True, slots=True)
class Physical:
    """A thing hit."""

    words: str
    kind: str
    number: str


_LEAST = {
    Field.PERPETRATOR_DESCRIPTION: 0.45,
    Field.PERPETRATOR: 0.4,
    Field.TARGET: 0.4,
    Field.ACCUSATION: 0.5,
}
"""Least confidence of the encoder for words that no rule gave: a template names fewer than a casebook. By MUC-4 stories
of the train part that the encoder was not trained on."""


def standing(incident: CodedIncident) -> tuple[CodedClaim, ...]:
    """The claims that still stand: nothing denied, withdrawn or replaced, nothing that the encoder alone half hears."""
    return tuple(
        claim
        for claim in incident.claims
        if claim.status is Status.CURRENT
        and claim.modality not in (Modality.DENIED, Modality.BACKGROUND)
        and (claim.origin != ENCODER or (claim.confidence or 0.0) >= _LEAST.get(claim.field, 0.0))
    )


def _about_people(words: str, code: str) -> bool:
    """True when a target is a person or people: by its head, or a name alone where the code is one of people."""
    return human_head(words) or (code in _PEOPLE_CODES and head_code(words, "physical") is None and bool(names(words)))


def things_hit(claims: tuple[CodedClaim, ...]) -> tuple[Physical, ...]:
    found = []
    for claim in claims:
        if claim.field is Field.TARGET and isinstance(claim.value, CodeValue):
            words = claim.value.words or claim.evidence[0].quote
            if not _about_people(words, claim.value.code):
                said = trimmed(words, numbers=False)
                kind = thing_code(words) or codes("target_code").get(claim.value.code, "OTHER")
                found.append(Physical(said, kind, number_of(words)))
    return tuple({thing.words: thing for thing in reversed(found) if thing.words}.values())[::-1]


def people_hit(incident: CodedIncident) -> tuple[Human, ...]:
    """Victims in the report's words, one for each named person, then groups that only a count describes."""
    claims = standing(incident)
    said: list[tuple[str, CodedClaim]] = []
    for claim in claims:
        match claim.field, claim.value:
            case Field.VICTIM, TextValue(text=words) | ActorValue(name=words):
                said.append((words, claim))
            case Field.TARGET, CodeValue(code=code, words=str(words)) if _about_people(words, code):
                said.append((words, claim))
    held = [span for _, claim in said for span in claim.evidence]
    for claim in claims:
        if claim.field in _HARMED and isinstance(claim.value, CountValue) and claim.value.high != 0:
            apart = not any(a.start < b.end and b.start < a.end for a in claim.evidence for b in held)
            population = claim.value.population
            if apart and population is not None and head_code(population, "human") is not None:
                said.append((population, claim))
    people = [human for words, claim in said for human in _humans(words, claim, claims)]
    return tuple({human.name or human.words: human for human in reversed(people)}.values())[::-1]


def _humans(words: str, claim: CodedClaim, claims: tuple[CodedClaim, ...]) -> list[Human]:
    code = claim.value.code if isinstance(claim.value, CodeValue) else ""
    kind = head_code(words, "human") or codes("human_code").get(code, "CIVILIAN")
    effects = _effects(claim, claims)
    called = names(words)
    if called:
        return [Human(trimmed(words, numbers=True), name, kind, "1", effects) for name in called]
    said = trimmed(words, numbers=False)
    return [Human(said, None, kind, number_of(words), effects)] if said else []


def _effects(claim: CodedClaim, claims: tuple[CodedClaim, ...]) -> tuple[str, ...]:
    """What the claims on the same words say became of them; the incident's only harm when no words are shared."""
    effect = {Field.KILLED: "DEATH", Field.INJURED: "INJURY"}
    counts = [c for c in claims if c.field in effect and isinstance(c.value, CountValue) and c.value.high != 0]
    same = {
        effect[c.field]
        for c in counts
        for a in c.evidence
        for b in claim.evidence
        if a.start < b.end and b.start < a.end
    }
    every = {effect[c.field] for c in counts}
    return tuple(sorted(same or (every if len(every) == 1 else set())))
