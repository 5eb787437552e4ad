"""Drafts into accounts and claims: each mention gets its value from its words, and its speaker's standing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casebook.assemble.drafts import Draft
from casebook.assemble.scene import Scene
from casebook.assemble.speakers import Standing
from casebook.assemble.types import incident_types
from casebook.assemble.values import value_of
from casebook.assemble.when_and_where import when_and_where
from casebook.extract.found import Found
from casebook.extract.harm import SUM
from casebook.extract.responsibility import BULK
from casebook.extract.restated import ALL
from casebook.lists.words import words as listed
from casebook.model.claim import ARTICLE, Account, Claim, Field, Modality, Speaker
from casebook.model.mention import Mention
from casebook.model.report import Span
from casebook.model.values import Code, Count, Text, Value
from casebook.split.chains import tail_end
from casebook.split.clauses import object_of, subject_of
from casebook.split.sentence import Sentence

DERIVED = "derived@R0"
INFERRED = "derived@seat"  # a place from the town's own police or the dateline, and not from where it is said to be
_PLAIN = frozenset({Field.DATE, Field.TIME_OF_DAY, Field.PLACE, Field.SITE})  # a party does not "claim" the hour


@dataclass(frozen=True)
class Maker:
    """Makes the claims of one story."""

    scene: Scene
    standing: Standing
    captive: bool = False

    def claims(self, draft: Draft, account: Account, *, main: bool) -> Iterator[Claim]:
        """Every claim of a draft under its account."""
        yield from self._types(draft, account)
        for told in when_and_where(self.scene, draft, main=main):
            origin = INFERRED if told.inferred else None
            yield self._claim(
                account, told.mention.field, told.value, told.mention, evidence=told.evidence, origin=origin
            )
        fought = self.standing.forces_are_party and (_began_with_force(draft) or not _hit_others(draft))
        attackers_counted = _attackers_are_perpetrators(draft) and not fought
        for item in draft.found:
            if item.mention.code == BULK:
                continue
            yield from self._mentioned(item, account, attackers_counted)

    def loose(self, found: Found) -> Claim | None:
        """A claim of no single incident: a claim of responsibility for many acts at once."""
        value = value_of(self.scene, found, found.mention.field)
        return None if value is None else self._claim(None, found.mention.field, value, found.mention)

    def _types(self, draft: Draft, account: Account) -> Iterator[Claim]:
        for words in incident_types(self.scene, draft):
            line = self.scene.lines[words.line]
            sentence = line.sentence
            span = _with_site(sentence, words.first, words.last)
            speaker, held = line.said.at(words.first)
            value = Code(words.code, sentence.text(words.first, words.last))
            yield self._claim(
                account,
                Field.INCIDENT_TYPE,
                value,
                Mention(Field.INCIDENT_TYPE, span, span, speaker, held, origin=words.origin),
            )

    def _mentioned(self, item: Found, account: Account, attackers_counted: bool) -> Iterator[Claim]:
        mention = item.mention
        field = mention.field
        if field is Field.KILLED and item.attackers and attackers_counted:
            field = Field.PERPETRATORS_KILLED
        if field is Field.MISSING and self.captive:
            field = Field.ABDUCTED  # in a seizure the missing are the taken
        value = value_of(self.scene, item, field)
        if value is None:
            return
        origin = DERIVED if mention.code in (SUM, ALL) else None
        yield self._claim(account, field, value, mention, origin=origin)
        if field is Field.CLAIM_OF_RESPONSIBILITY:
            said = [s for s in mention.said_by.words if mention.span.covers(s) and mention.words.quote in s.quote]
            yield self._claim(account, Field.PERPETRATOR, value, mention, evidence=(said[0] if said else mention.span,))
        if field in (Field.KILLED, Field.INJURED, Field.ABDUCTED) and mention.code is None and _describes(mention):
            text = Text(mention.population or "")
            yield self._claim(account, Field.VICTIM, text, replace(mention, span=mention.words))

    def _claim(
        self,
        account: Account | None,
        field: Field,
        value: Value,
        mention: Mention,
        *,
        evidence: tuple[Span, ...] | None = None,
        origin: str | None = None,
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
            origin or mention.origin,
            mention.confidence,
        )


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


def _describes(mention: Mention) -> bool:
    words = (mention.population or "").lower().split()
    first = mention.words.quote.lower().split()[0]
    if first in ("no", "nobody", "none") or words[:1] == ["of"]:
        return False
    return len(words) > 0 and words[0] not in {"he", "she", "him", "her", "others", "more", "them", "his"}


def _began_with_force(draft: Draft) -> bool:
    """True where the first doer that is told is a state's force: whom it killed are its victims, whoever they were."""
    doers = (Field.PERPETRATOR, Field.PERPETRATOR_DESCRIPTION)
    first = next((item for item in draft.found if item.mention.field in doers), None)
    return first is not None and bool(
        (listed("forces") | listed("force_members")) & set(first.mention.words.quote.casefold().split())
    )


def _hit_others(draft: Draft) -> bool:
    """True where others than attackers fell too: the gunman whom police shot is then no victim of theirs."""
    harmed = (Field.KILLED, Field.INJURED)
    return any(item.mention.field in harmed and not item.attackers for item in draft.found)


def _attackers_are_perpetrators(draft: Draft) -> bool:
    """False where the dead "militants" are the target of a strike or one side of a clash."""
    return not any(leaf.startswith("remote.") or leaf == "armed.clash" for leaf in draft.types())
