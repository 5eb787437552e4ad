"""Who was shot and died is not also hurt: figures of the hurt once it is known who is dead.

A story tells of one person several times: "a man was shot. He was taken to a hospital, where he died". Words for one
hurt person that mean somebody told dead are left out. "Ten people were shot, one fatally" leaves nine hurt (R9), and
people who are told apart by age or sex are added up to a floor where nobody counts them (R0, R11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from casebook.extract.found import Found
from casebook.extract.harm import SHOT
from casebook.lists.words import words as listed
from casebook.model.claim import Claim, Field, Status
from casebook.model.figure import derive_rest
from casebook.model.mention import Mention
from casebook.model.report import Span
from casebook.model.values import Count, Qualifier

REST = "derived@R9"
SUM = "derived@R0"
_AGE = re.compile(r"\b(\d{1,2})[- ]year[- ]old\b|, (?:age )?(\d{1,2})\b(?=,|$)")
_WORD = re.compile(r"[\w'-]+")


_Mentions: TypeAlias = Mapping[tuple[Field, Span], Mention]


@dataclass(frozen=True, slots=True)
class _Person:
    """What the words for one person tell: lower-case words, the ages among them, and the names."""

    words: tuple[str, ...]
    ages: frozenset[str]
    names: frozenset[str]

    def gender(self) -> str | None:
        if listed("male_words") & set(self.words):
            return "male"
        return "female" if listed("female_words") & set(self.words) else None

    def points_back(self) -> bool:
        """True for a pronoun and for "the girl", "that man"."""
        first = self.words[0] if self.words else ""
        return first in listed("pronouns_of_one") or (first in ("the", "that", "this") and self.is_plain())

    def takes_up(self, *, plain: bool) -> bool:
        """True for "he", "the victim", and for "the woman" where plain words told who was hurt: they go back to it."""
        last = self.words[-1] if self.words else ""
        return self.points_back() and (plain or last == "victim" or last in listed("pronouns_of_one"))

    def is_plain(self) -> bool:
        """True when nothing but sex and age tells who it is: no name, no trade, no kin."""
        last = self.words[-1] if self.words else ""
        return last in listed("plain_people") or last in listed("pronouns_of_one") or last.endswith("-old")


def settled(claims: Sequence[Claim], found: Sequence[Found]) -> list[Claim]:
    """The claims of one account without those for one hurt person who is told dead, and with what follows from both."""
    mentioned = {(item.mention.field, item.mention.span): item.mention for item in found}
    shots = {item.mention.span for item in found if item.mention.code == SHOT}
    dead = [_person(claim, mentioned) for claim in claims if _is_one(claim, Field.KILLED)]
    hurt = [_person(claim, mentioned) for claim in claims if _is_one(claim, Field.INJURED)]
    alone = len({(each.gender(), each.ages) for each in hurt if not each.points_back()}) == 1
    plain = all(each.is_plain() for each in hurt)
    taken_up = alone and len(dead) > 0 and all(each.takes_up(plain=plain) for each in dead)
    kept = []
    for claim in claims:
        if _refers_back(claim, claims, mentioned):
            continue
        shot = claim.evidence[0] in shots
        if _is_one(claim, Field.INJURED) and _is_dead(
            _person(claim, mentioned), claim, dead, shot=shot, taken_up=taken_up
        ):
            continue
        kept.append(claim)
    kept = [_of_both(claim, kept, shots) for claim in kept]
    told = [*kept, *_survivors(kept, shots)]
    return [*told, *_apart(told, Field.KILLED, mentioned), *_apart(told, Field.INJURED, mentioned)]


def _refers_back(claim: Claim, claims: Sequence[Claim], mentioned: _Mentions) -> bool:
    """True for "the victims" without a number, where a figure for them is told elsewhere."""
    if claim.field not in (Field.KILLED, Field.INJURED) or not isinstance(claim.value, Count):
        return False
    words = _person(claim, mentioned).words[:1]
    if claim.value.qualifier is not Qualifier.VAGUE or not set(words) & {"the", "all", "these", "those"}:
        return False
    return any(
        other.field is claim.field and isinstance(other.value, Count) and other.value.is_point and other.value.low > 1
        for other in claims
    )


def _is_one(claim: Claim, field: Field) -> bool:
    return claim.field is field and isinstance(claim.value, Count) and claim.value.low == 1


def _person(claim: Claim, mentioned: _Mentions) -> _Person:
    mention = mentioned.get((claim.field, claim.evidence[0]))
    text = mention.words.quote if mention is not None else claim.evidence[0].quote
    words = _WORD.findall(text)
    ages = frozenset(a or b for a, b in _AGE.findall(text) or _AGE.findall(claim.evidence[0].quote)[:1])
    named = len(words) > 0 and words[-1][0].isupper()
    names = frozenset(word.lower() for word in words if named and word[0].isupper() and len(word) > 2)
    return _Person(tuple(word.lower() for word in words), ages, names)


def _is_dead(hurt: _Person, claim: Claim, dead: Sequence[_Person], *, shot: bool, taken_up: bool) -> bool:
    """True when the words for a hurt person can only mean one who is told dead.

    `shot`: they leave open whether; `taken_up`: the words for the dead go back to the only one who was hurt.
    """
    said = set(_WORD.findall(claim.evidence[0].quote.lower()))
    if said & (listed("other_people") | listed("still_alive")):
        return False
    aged = [each for each in dead if each.ages]
    if hurt.ages and aged:
        return any(hurt.ages & each.ages for each in aged)
    known = [each for each in dead if each.gender() is not None]
    if hurt.gender() is not None and known and all(each.gender() != hurt.gender() for each in known):
        return False
    if taken_up and all(len({hurt.gender(), each.gender()} - {None}) < 2 for each in dead):
        return True
    return any(_same(hurt, each, shot=shot) for each in dead)


def _same(hurt: _Person, dead: _Person, *, shot: bool) -> bool:
    if len({hurt.gender(), dead.gender()} - {None}) > 1:
        return False
    if hurt.names and dead.names and not hurt.points_back():
        return bool(hurt.names & dead.names)
    if hurt.points_back() or (hurt.words and hurt.words[-1] in dead.words[-1:]):
        return True
    on_duty = listed("on_duty")
    return shot and not (set(hurt.words) & on_duty and not set(dead.words) & on_duty)


def _of_both(claim: Claim, claims: Sequence[Claim], shots: set[Span]) -> Claim:
    """ "Four people were shot" counts hurt and dead where "three others are injured" is told beside one dead."""
    if claim.field is not Field.INJURED or claim.evidence[0] not in shots or not _is_several(claim):
        return claim
    points = [c for c in claims if isinstance(c.value, Count) and c.value.is_point and c.evidence[0] not in shots]
    dead = {c.value.low for c in points if c.field is Field.KILLED and isinstance(c.value, Count)}
    hurt = {c.value.low for c in points if c.field is Field.INJURED and isinstance(c.value, Count)}
    all_hit = claim.value.low if isinstance(claim.value, Count) else 0
    both = any(low > 1 and all_hit - low in dead for low in hurt)
    return replace(claim, field=Field.PEOPLE_AFFECTED) if both else claim


def _is_several(claim: Claim) -> bool:
    return isinstance(claim.value, Count) and claim.value.is_point and claim.value.low > 1


def _survivors(claims: Sequence[Claim], shots: set[Span]) -> Iterator[Claim]:
    """ "Ten people were shot, one of them fatally": nine are hurt, where nobody counts the hurt."""
    counted = [c for c in claims if c.field is Field.INJURED and isinstance(c.value, Count) and c.value.low > 1]
    if any(claim.evidence[0] not in shots and not _of_others(claim) for claim in counted):
        return
    counted = [claim for claim in counted if claim.evidence[0] in shots]
    for claim in counted:
        if set(_WORD.findall(claim.evidence[0].quote.lower())) & listed("other_people"):
            continue
        parts = [
            other
            for other in claims
            if other.field is Field.KILLED
            and isinstance(other.value, Count)
            and other.value.is_point
            and other.value.low > 0
            and other.said_by.key == claim.said_by.key
            and _of_them(claim, other)
        ]
        most = max(parts, key=lambda other: other.value.low if isinstance(other.value, Count) else 0, default=None)
        if most is None or not isinstance(most.value, Count) or not isinstance(claim.value, Count):
            continue
        rest = derive_rest(claim.value, most.value)
        if rest is not None and rest.low > 0:
            yield _derived(claim, rest, (claim, most), REST)


def _of_others(claim: Claim) -> bool:
    """ "Two others were taken to hospital": besides somebody who was told before."""
    return isinstance(claim.value, Count) and bool({"other", "others"} & set((claim.value.population or "").split()))


def _of_them(shot: Claim, died: Claim) -> bool:
    """True when the dead are among those shot: "one of them", "one fatally", or a sentence of its own after it."""
    words = died.evidence[0].quote.lower()
    if "fatally" in words or " of " in f" {words} ":
        return True
    return died.evidence[0].start - shot.evidence[0].end > 40 and died.evidence[0].start > shot.evidence[0].end


def _apart(claims: Sequence[Claim], field: Field, mentioned: _Mentions) -> Iterator[Claim]:
    """People told one by one whom age or sex tells apart, added up to a floor where nobody counts them.

    Of one speaker's words only (R0): "a 4-year-old boy … a woman" are two, "a boy, 4 … a girl, 9 … the child" too.
    """
    figures = [claim for claim in claims if claim.field is field and isinstance(claim.value, Count)]
    if any(isinstance(claim.value, Count) and claim.value.low > 1 for claim in figures):
        return
    found: list[list[Claim]] = []
    for speaker in dict.fromkeys(claim.said_by.key for claim in figures):
        told: dict[tuple[str | None, str | None], Claim] = {}
        for claim in figures:
            person = _person(claim, mentioned)
            if claim.said_by.key == speaker and not person.points_back():
                told.setdefault((person.gender(), min(person.ages, default=None)), claim)
        found.append([claim for key, claim in told.items() if _stands_alone(key, list(told))])
    most = max(found, key=len, default=[])
    if len(most) >= 2:
        value = Count(len(most), None, Qualifier.AT_LEAST, derived=True)
        yield _derived(most[0], value, tuple(most), SUM)


def _stands_alone(key: tuple[str | None, str | None], told: Sequence[tuple[str | None, str | None]]) -> bool:
    """Whether words for a person cannot mean another who is told: of that sex or age there is none but this one."""
    sex, age = key
    others = [other for other in told if other != key]
    if age is None:
        return sex is not None and all(other[0] not in (sex, None) for other in others)
    return sex is not None or all(other[1] != age for other in others)


def _derived(claim: Claim, value: Count, told: Sequence[Claim], origin: str) -> Claim:
    evidence = tuple(dict.fromkeys(span for each in told for span in each.evidence))
    return replace(claim, value=value, evidence=evidence, status=Status.CURRENT, origin=origin)
