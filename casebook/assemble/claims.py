"""Drafts into accounts and claims: each mention gets its value from its words, and its speaker's standing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casebook.assemble.dates import incident_dates, incident_places
from casebook.assemble.drafts import Draft, occurrence, overlap
from casebook.assemble.scene import Scene
from casebook.assemble.speakers import Standing
from casebook.assemble.types import incident_types
from casebook.extract.found import Found
from casebook.extract.harm import ALL, SHOT, SUM
from casebook.extract.responsibility import BULK
from casebook.model.claim import ARTICLE, Account, Claim, Field, Modality, Role, Speaker, Status
from casebook.model.issue import Issue
from casebook.model.mention import Mention, PassageKind
from casebook.model.report import Span
from casebook.model.values import (
    Code,
    Count,
    DateMethod,
    DatePrecision,
    Days,
    Flag,
    Place,
    PlacePrecision,
    Text,
    Value,
)
from casebook.norms.money import find_durations, find_money
from casebook.norms.tokens import tokens
from casebook.resolve.actors import actor_ref
from casebook.resolve.counts import count, total
from casebook.split.clauses import object_of, subject_of, tail_end
from casebook.split.sentence import Sentence

ORIGIN = "rules@1"
DERIVED = "derived@R0"
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
_PLAIN = frozenset({Field.DATE, Field.TIME_OF_DAY, Field.PLACE, Field.SITE})  # a party does not "claim" the hour
_CODES = frozenset({Field.TARGET, Field.WEAPON, Field.REACTION})


@dataclass(frozen=True)
class Maker:
    """Makes the claims of one story."""

    scene: Scene
    standing: Standing
    captive: bool = False

    def claims(self, draft: Draft, account: Account, *, main: bool) -> Iterator[Claim]:
        """Every claim of a draft under its account."""
        yield from self._types(draft, account)
        yield from self._when_and_where(draft, account, main=main)
        attackers_counted = _attackers_are_perpetrators(draft) and not self.standing.forces_are_party
        for item in draft.found:
            if item.mention.code == BULK:
                continue
            yield from self._mentioned(item, account, attackers_counted)

    def loose(self, found: Found) -> Claim | None:
        """A claim of no single incident: a claim of responsibility for many acts at once."""
        value = self._value(found, found.mention.field)
        return None if value is None else self._claim(None, found.mention.field, value, found.mention)

    # -------------------------------------------------------------- from the happenings

    def _types(self, draft: Draft, account: Account) -> Iterator[Claim]:
        for words in incident_types(self.scene, draft):
            line = self.scene.lines[words.line]
            sentence = line.sentence
            span = _with_site(sentence, words.first, words.last)
            speaker, held = line.said.at(words.first)
            value = Code(words.code, sentence.text(words.first, words.last))
            yield self._claim(
                account, Field.INCIDENT_TYPE, value, Mention(Field.INCIDENT_TYPE, span, span, speaker, held)
            )

    def _when_and_where(self, draft: Draft, account: Account, *, main: bool) -> Iterator[Claim]:
        numbers = sorted({cluster.line for cluster in draft.clusters} | set(draft.lines))
        own = {cluster.line: cluster for cluster in draft.clusters}
        told = [(number, dated) for number in sorted(own) for dated in own[number].dates]
        days = [dated.days for _, dated in told if dated.days is not None]
        for number in numbers:
            if number not in own:  # a sentence that goes on may say the day, or say it more exactly, not another day
                closer = [
                    d for d in incident_dates(self.scene, number) if d.days is not None and _narrows(d.days, days)
                ]
                told.extend((number, dated) for dated in closer)
                days.extend(dated.days for dated in closer if dated.days is not None)
        dated = len(days) > 0
        for number, found in told:
            span = self.scene.lines[number].sentence.span(found.first, found.last)
            if found.days is not None:
                yield self._at(account, Field.DATE, found.days, number, found.first, span)
            if found.clock is not None:
                yield self._at(account, Field.TIME_OF_DAY, found.clock, number, found.first, span)
        yield from self._places(draft, account, numbers)
        published = self.scene.report.published
        if main and not dated and published is not None and len(self._unresolved(numbers)) == 0:
            value = Days(published.isoformat(), DatePrecision.INFERRED, DateMethod.UNDATED_LEAD_EVENT)
            yield self._at(account, Field.DATE, value, draft.first.line, draft.first.first, account.anchor)

    def _unresolved(self, numbers: list[int]) -> list[int]:
        return [n for n in numbers for found in incident_dates(self.scene, n) if found.reason is not None]

    def _places(self, draft: Draft, account: Account, numbers: list[int]) -> Iterator[Claim]:
        own = {cluster.line: cluster for cluster in draft.clusters}
        placed = False
        best = PlacePrecision.UNRESOLVED
        for number in numbers:
            cluster = own.get(number)
            candidates = cluster.places if cluster is not None else incident_places(self.scene, number)
            for found in candidates:
                if found.place is None or found.words.is_parent:
                    continue
                if cluster is None and found.place.precision >= min(best, PlacePrecision.PROVINCE):
                    continue  # a sentence that only goes on must say it more exactly
                best = min(best, found.place.precision)
                sentence = self.scene.lines[number].sentence
                first = found.words.first
                start = (
                    first - 1
                    if first > 0 and sentence.words[first - 1] in ("in", "at", "near", "on", "outside")
                    else first
                )
                placed = True
                span = sentence.span(start, found.words.last)
                yield self._at(account, Field.PLACE, found.place, number, first, span)
                yield from self._site_place(draft, account, number, found.place, span)
        if not placed:
            yield from self._dateline_place(draft, account)

    def _site_place(self, draft: Draft, account: Account, number: int, place: Place, span: Span) -> Iterator[Claim]:
        """The place at site precision when a named or known site stands in the same sentence."""
        if place.precision is not PlacePrecision.SETTLEMENT or place.name is None:
            return
        for item in draft.found:
            words = item.mention.words.quote.split()
            named = any(word.lower() == "the" or word[0].isupper() for word in words[1:] if word[0].isalpha())
            if (
                item.line == number
                and item.mention.field is Field.SITE
                and named
                and not item.mention.span.covers(span)
            ):
                value = replace(place, site=item.mention.words.quote, precision=PlacePrecision.SITE)
                mention = replace(item.mention, field=Field.PLACE)
                yield self._claim(account, Field.PLACE, value, mention, evidence=(item.mention.span, span))
                return

    def _dateline_place(self, draft: Draft, account: Account) -> Iterator[Claim]:
        """Where the story says no place of the incident, the dateline's words stand for the one it leads with."""
        if not draft.clusters[0].lead:
            return
        for number, line in enumerate(self.scene.lines):
            if line.sentence.passage.kind is PassageKind.DATELINE:
                for found in self.scene.places[number]:
                    if found.place is not None and not found.words.is_parent:
                        span = line.sentence.span(found.words.first, found.words.last)
                        yield self._at(account, Field.PLACE, found.place, number, found.words.first, span)
                        return

    def _at(self, account: Account, field: Field, value: Value, number: int, at: int, span: Span) -> Claim:
        speaker, held = self.scene.lines[number].said.at(at)
        return self._claim(account, field, value, Mention(field, span, span, speaker, held))

    # -------------------------------------------------------------- from the mentions

    def _mentioned(self, item: Found, account: Account, attackers_counted: bool) -> Iterator[Claim]:
        mention = item.mention
        field = mention.field
        if field is Field.KILLED and item.attackers and attackers_counted:
            field = Field.PERPETRATORS_KILLED
        if field is Field.MISSING and self.captive:
            field = Field.ABDUCTED  # in a seizure the missing are the taken
        value = self._value(item, field)
        if value is None:
            return
        origin = DERIVED if mention.code in (SUM, ALL) else ORIGIN
        yield self._claim(account, field, value, mention, origin=origin)
        if field is Field.CLAIM_OF_RESPONSIBILITY:
            said = [s for s in mention.said_by.words if mention.span.covers(s) and mention.words.quote in s.quote]
            yield self._claim(account, Field.PERPETRATOR, value, mention, evidence=(said[0] if said else mention.span,))
        if field in (Field.KILLED, Field.INJURED, Field.ABDUCTED) and mention.code is None and _describes(mention):
            text = Text(mention.population or "")
            yield self._claim(account, Field.VICTIM, text, replace(mention, span=mention.words))

    def _value(self, item: Found, field: Field) -> Value | None:
        mention = item.mention
        words = mention.words.quote
        if field in _COUNTS:
            return self._count(item)
        if field in _ACTORS:
            return actor_ref(words, self.scene.report.published)
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

    def _count(self, item: Found) -> Count | None:
        mention = item.mention
        if mention.code == SUM:
            return total(mention)
        sentence = self.scene.lines[item.line].sentence
        if mention.code == ALL:
            again = count(mention, plural=True, named=False)
            return replace(again, derived=True) if again is not None else None
        head = _head_tag(sentence.tags, [token.end for token in sentence.tokens], mention.words.end)
        named = (head == "NNP" and sentence.cased) or ("," in mention.words.quote and _ends_in_name(sentence, mention))
        return count(mention, plural=head in ("NNS", "NNPS"), named=named)

    def _claim(
        self,
        account: Account | None,
        field: Field,
        value: Value,
        mention: Mention,
        *,
        evidence: tuple[Span, ...] | None = None,
        origin: str = ORIGIN,
    ) -> Claim:
        speaker: Speaker = mention.said_by
        modality = mention.modality
        if speaker is not ARTICLE:
            speaker = self.standing.of(speaker)
        if speaker.party and modality is Modality.ASSERTED and field not in _PLAIN:
            modality = Modality.CLAIMED
        if isinstance(value, Count) and value.high == 0 and speaker.party:
            modality = Modality.DENIED
        if modality is Modality.BACKGROUND:
            modality = Modality.ASSERTED
        return Claim(
            account.id if account is not None else None,
            field,
            value,
            evidence or (mention.span,),
            speaker,
            modality,
            mention.status,
            origin,
        )


def _ends_in_name(sentence: Sentence, mention: Mention) -> bool:
    """ "a cleric …, Mujibur Rahman", not "a woman, 34"."""
    last = next((at for at, t in enumerate(sentence.tokens) if t.end >= mention.words.end), len(sentence.tokens) - 1)
    return sentence.tags[last].startswith("NNP") and sentence.tags[max(0, last - 1)].startswith(("NNP", ","))


def _with_site(sentence: Sentence, first: int, last: int) -> Span:
    """The words of a type with their noun phrase and what hangs on it ("a suicide bombing near the embassy")."""
    phrase = sentence.phrase_at(first)
    group = sentence.verb_at(first)
    if group is not None:  # "Gunmen who seized passengers from a bus"
        near = (*subject_of(sentence, group), *object_of(sentence, group))
        start = min([first, *(each.first for each in near if first - each.first <= 8)])
        return sentence.span(start, max([last, *(each.last for each in near if each.last - last <= 8)]))
    if phrase is None:
        return sentence.span(first, last)
    end = tail_end(sentence, phrase, prepositions=frozenset({"of", "on", "at", "near", "against", "outside"}))
    return sentence.span(min(phrase.first, first), max(last, min(end, last + 8)))


def _narrows(day: Days, known: list[Days]) -> bool:
    """True when nothing is known yet, or the day lies in what is known and says it more exactly."""
    if len(known) == 0:
        return True
    return all(overlap(day, other) for other in known) and all(day.precision < other.precision for other in known)


def _head_tag(tags: tuple[str, ...], ends: list[int], end: int) -> str:
    """The tag of the last noun of the words that end at a character offset."""
    last = next((at for at, stop in enumerate(ends) if stop >= end), len(ends) - 1)
    for at in range(last, max(-1, last - 8), -1):
        if tags[at].startswith("NN") or tags[at] == "PRP":
            return tags[at]
    return tags[last]


def _describes(mention: Mention) -> bool:
    words = (mention.population or "").lower().split()
    first = mention.words.quote.lower().split()[0]
    if first in ("no", "nobody", "none") or words[:1] == ["of"]:
        return False
    return len(words) > 0 and words[0] not in {"he", "she", "him", "her", "others", "more", "them", "his"}


def _attackers_are_perpetrators(draft: Draft) -> bool:
    """False where the dead "militants" are the target of a strike or one side of a clash."""
    return not any(leaf.startswith("remote.") or leaf == "armed.clash" for leaf in draft.types())


def anchor_span(scene: Scene, draft: Draft) -> Span:
    """The words that first tell of the incident: the happening with its noun phrase."""
    first = draft.first
    sentence = scene.lines[first.line].sentence
    phrase = sentence.phrase_at(first.first)
    if first.noun and phrase is not None:
        return sentence.span(min(phrase.first, first.first), max(phrase.last, first.last))
    return sentence.span(first.first, first.last)


def make_account(scene: Scene, draft: Draft, role: Role) -> Account:
    """The account of a draft."""
    return Account(scene.report.id, anchor_span(scene, draft), role, occurrence(draft))


def shot_only(claims: list[Claim], items: list[Found]) -> list[Claim]:
    """Leave out "shot" as an injury where the same words' people are told dead elsewhere in the account."""
    shots = {item.mention.span.start for item in items if item.mention.code == SHOT}
    killed = {c.value.low for c in claims if c.field is Field.KILLED and isinstance(c.value, Count)}
    kept = []
    for claim in claims:
        shot = claim.field is Field.INJURED and claim.evidence[0].start in shots
        if shot and isinstance(claim.value, Count) and claim.value.low in killed and not _others(claim):
            continue
        kept.append(claim)
    return kept


def no_zero_beside_hurt(claims: list[Claim]) -> list[Claim]:
    """ "No casualties" often means no dead: where others are told hurt, it says nothing of the hurt."""
    hurt = any(c.field is Field.INJURED and isinstance(c.value, Count) and c.value.low > 0 for c in claims)
    return [
        c
        for c in claims
        if not (hurt and c.field is Field.INJURED and isinstance(c.value, Count) and c.value.high == 0 and _is_loose(c))
    ]


def _is_loose(claim: Claim) -> bool:
    return "casualt" in claim.evidence[0].quote.lower() or "victim" in claim.evidence[0].quote.lower()


def _others(claim: Claim) -> bool:
    """True when the words are for other people than those told dead: "another man was shot"."""
    words = set(claim.evidence[0].quote.lower().split())
    return bool(words & {"another", "other", "others", "also", "second", "third", "survived", "more"})


def unresolved_dates(scene: Scene) -> Iterator[Issue]:
    """An Issue for each date of an incident that the text does not allow to work out."""
    for number, line in enumerate(scene.lines):
        if len(scene.happenings[number]) == 0 and len(scene.found[number]) == 0:
            continue
        for found in incident_dates(scene, number):
            if found.reason is not None:
                span = line.sentence.span(found.first, found.last)
                message = f'"{span.quote}" cannot be dated: {found.reason}'
                yield Issue("resolve.dates", "date_unresolved", message, (span,), scene.report.id)


__all__ = ["Maker", "Status", "anchor_span", "make_account", "shot_only", "unresolved_dates"]
