"""When a coded value, speaker or place is the gold one. Each type of value has its own named comparison."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from casebook.evaluate.coded import (
    ActorValue,
    BoolValue,
    CodedClaim,
    CodedSpeaker,
    CodeValue,
    CountValue,
    DateValue,
    DurationValue,
    MoneyValue,
    PlaceValue,
    TextValue,
    TimeValue,
)
from casebook.evaluate.gold_file import Gold, GoldActor, GoldDateValue, GoldPlace, GoldRef, GoldStatement
from casebook.evaluate.words import Words, name_words, same_name
from casebook.model.claim import SpeakerRole


@cache
def countries() -> dict[str, tuple[str, str]]:
    """ISO alpha-2 code and English name by alpha-3 code."""
    text = (files("casebook.evaluate") / "countries.csv").read_text(encoding="utf-8")
    return {row["alpha3"]: (row["alpha2"], row["name"]) for row in csv.DictReader(text.splitlines())}


def alpha2(country: str | None) -> str | None:
    """The alpha-2 code of a gold country; None for none and for an invented one."""
    known = countries().get(country or "")
    return None if known is None else known[0]


def expected_date(statement: GoldStatement, *, dated: bool) -> str | None:
    """The date a statement should give in this run; None when the right answer is no date."""
    value = statement.value
    if not isinstance(value, GoldDateValue):
        return None
    return value.edtf if dated or value.without_publication_date is None else value.without_publication_date.edtf


def same_value(gold: Gold, statement: GoldStatement, claim: CodedClaim, *, dated: bool) -> bool:
    """True when a claim states the value of a gold statement; the overlap of evidence is checked apart."""
    match statement.value, claim.value:
        case CountValue() as left, CountValue() as right:
            return (left.low, left.high) == (right.low, right.high)
        case GoldDateValue(), DateValue(edtf=edtf):
            return edtf is not None and edtf == expected_date(statement, dated=dated)
        case TimeValue(time=left_time), TimeValue(time=right_time):
            return left_time == right_time
        case CodeValue(code=left_code), CodeValue(code=right_code):
            return left_code == right_code
        case GoldRef(type="actor", ref=ref), ActorValue() as actor:
            known = gold.actor(ref)
            return known is not None and is_actor(known, actor.name, actor.ref)
        case GoldRef(type="place", ref=ref), PlaceValue() as place:
            where = gold.place(ref)
            return where is not None and is_place(where, place.name, place.site)
        case TextValue(), TextValue():
            return True  # free words are the same when their evidence is
        case MoneyValue() as left_money, MoneyValue() as right_money:
            return (left_money.amount, left_money.currency) == (right_money.amount, right_money.currency)
        case DurationValue(iso=left_iso), DurationValue(iso=right_iso):
            return left_iso == right_iso
        case BoolValue(value=left_flag), BoolValue(value=right_flag):
            return left_flag == right_flag
    return False


def is_actor(actor: GoldActor, name: str, ref: str | None) -> bool:
    """By registry id, or by any form of the name: all words of one stand in the other."""
    local = actor.registry.local if actor.registry is not None else None
    if local is not None and ref is not None and local.split("/")[-1] == ref.split(":")[-1]:
        return True
    return any(same_name(form, name) for form in (actor.name, *(mention.text for mention in actor.mentions)))


def is_place(place: GoldPlace, name: str | None, site: str | None) -> bool:
    """True when the coded name or site shares a word with the gold place's name or one of its mentions."""
    known = name_words(" ".join((place.name, *(mention.text for mention in place.mentions))))
    return bool(known & name_words(f"{name or ''} {site or ''}"))


def place_named(gold: Gold, ref: str | None, settlement: str | None, name: str | None, site: str | None) -> bool:
    """The settlement by name; else a place whose every word stands in the gold place's name or mentions."""
    if settlement is not None:
        return name is not None and same_name(settlement, name)
    place = gold.place(ref) if ref is not None else None
    if place is None:
        return name is None
    known = name_words(" ".join((place.name, *(mention.text for mention in place.mentions))))
    said = name_words(name or site or "")
    return bool(said) and said <= known


def same_speaker(gold: Gold, statement: GoldStatement, speaker: CodedSpeaker, words: Words) -> bool:
    """The article for the article; else shared attribution words, or words or a name of the gold speaker."""
    if statement.speaker.is_article or speaker.role is SpeakerRole.ARTICLE:
        return statement.speaker.is_article and speaker.role is SpeakerRole.ARTICLE
    said = words.of(speaker.words)
    if said & words.of(statement.speaker.attribution):
        return True
    actors = [actor for actor in map(gold.actor, statement.speaker.refs) if actor is not None]
    return any(said & words.of(actor.mentions) or is_actor(actor, speaker.name, speaker.ref) for actor in actors)


def gold_speaker_roles(gold: Gold, statement: GoldStatement) -> frozenset[SpeakerRole]:
    """The roles that a statement's speakers have in gold; empty when gold leaves them open."""
    if statement.speaker.is_article:
        return frozenset({SpeakerRole.ARTICLE})
    actors = (gold.actor(ref) for ref in statement.speaker.refs)
    return frozenset(a.speaker_role for a in actors if a is not None and a.speaker_role is not None)
