"""A text taken apart stage by stage, for tests that look at one stage."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from casebook.assemble.scene import Scene
from casebook.assemble.story import build_scene, read_story
from casebook.extract.found import Found, Line
from casebook.model.claim import Field
from casebook.model.coded import Coded
from casebook.model.mention import Passage
from casebook.model.report import Report
from casebook.split.chunks import NounPhrase, VerbGroup
from casebook.split.passages import passages
from casebook.split.sentence import Sentence, parse
from casebook.split.speech import speech


def report(text: str, published: str | None = None) -> Report:
    return Report(text, "test", published=None if published is None else date.fromisoformat(published))


def cut(text: str) -> list[Passage]:
    """The passages of a text."""
    return passages(report(text))


def sentences(text: str) -> list[Sentence]:
    told = report(text)
    return [parse(told, passage) for passage in passages(told)]


def sentence(text: str) -> Sentence:
    (only,) = sentences(text)
    return only


def lines(text: str) -> list[Line]:
    told = sentences(text)
    return [Line(number, each, said) for number, (each, said) in enumerate(zip(told, speech(told), strict=True))]


def line(text: str) -> Line:
    (only,) = lines(text)
    return only


def verb(told: Sentence, word: str) -> VerbGroup:
    """The verb group whose main verb is this word."""
    return next(group for group in told.verbs if told.words[group.head] == word)


def phrase(told: Sentence, words: str) -> NounPhrase:
    return next(each for each in told.phrases if told.text(each.first, each.last) == words)


def texts(told: Sentence, phrases: Iterable[NounPhrase]) -> list[str]:
    return [told.text(each.first, each.last) for each in phrases]


def words_of(found: Iterable[Found], field: Field) -> list[str]:
    """The words of every mention of a field."""
    return [each.mention.words.quote for each in found if each.mention.field is field]


def scene(text: str, published: str | None = None) -> Scene:
    told = build_scene(report(text, published))
    assert told is not None, "the story tells no incident"
    return told


def read(text: str, published: str | None = None) -> Coded:
    return read_story(report(text, published))
