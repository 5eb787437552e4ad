"""A report cut into passages: headline, dateline, sentences, page furniture, each with exact offsets.

Sentences come from the sentencex library; what it cannot know is added here: lines of a page that are no sentences,
paragraphs glued together without a space ("…reported.Police said"), and hard-wrapped lines.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import sentencex

from casebook.model.mention import Passage, PassageKind
from casebook.model.report import Report

_BREAK = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*")
_BLANK = re.compile(r"[ \t\r\f\v]*\n(?:[ \t\r\f\v]*\n)+[ \t\r\f\v]*")
_GLUED = re.compile(r"(?<=[a-z0-9][.!?])(?=[\"“”']?[A-Z][a-z])|(?<=[.!?][”\"])(?=[“\"A-Z])")
_ENDS = re.compile(r"[.!?:;][\"”’')\]]*$")
# "MINNA, Nigeria - ", "LIMA, 12 Jan (EFE) -- ", "ZARHAN CITY (Agency) — "
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Za-zÀ-ÿ.'’-]+(?:[ ,]+(?:[A-Z][A-Za-zÀ-ÿ.'’-]*|of|de|la|el|al|\d{1,2})){0,7})"
    r"(?P<agency>\s*[(\[][^)\]]{2,40}[)\]])?\s*(?:\s-{1,3}(?:\s|$)|\s*[–—]\s*|\s*>>)\s*(?=[\"“'A-Z\d]|$)"
)
# sentencex ends a sentence at "p.m."; what follows goes on when it is a weekday, a month or a small letter
_CLOCK_END = re.compile(r"\b[ap]\.m\.\s*$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?-i:[a-z])|jan|feb|march|april|june|july|aug|sept?|oct|nov|dec", re.I
)
_MARKS = re.compile(r"[^\w# ]+")
_DIGITS = re.compile(r"\d+")
_MAX_SENTENCE = 1500  # code points; longer "sentences" are tables or lists and are cut at white space


class Furniture(NamedTuple):
    """The rows of `lists/data/furniture.csv`; those that begin a line with the space behind them."""

    whole: frozenset[str]
    start: tuple[str, ...]
    anywhere: re.Pattern[str]


@cache
def _furniture() -> Furniture:
    text = (files("casebook.lists") / "data" / "furniture.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    whole, start, anywhere = ([row["words"] for row in rows if row["where"] == kind] for kind in Furniture._fields)
    return Furniture(
        frozenset(whole), tuple(f"{phrase} " for phrase in start), re.compile("|".join(map(re.escape, anywhere)))
    )


def _is_furniture(line: str) -> bool:
    told = _DIGITS.sub("#", _MARKS.sub(" ", line.lower())).split()
    if len(told) == 0:
        return True
    words, table = " ".join(told), _furniture()
    if len(told) <= 25 and table.anywhere.search(words):
        return True
    if len(told) <= 12 and f"{words} ".startswith(table.start):
        return not _ENDS.search(line) or len(told) <= 6
    return words in table.whole


def _lines(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, paragraph) of each line; hard-wrapped lines of one paragraph are kept together."""
    paragraph, at = 0, 0
    blocks: list[tuple[int, int]] = []
    for gap in _BLANK.finditer(text):
        blocks.append((at, gap.start()))
        at = gap.end()
    blocks.append((at, len(text)))
    wrapped = _is_wrapped(text, blocks)
    for start, end in blocks:
        cuts = [start] if wrapped else [start, *(m.end() for m in _BREAK.finditer(text, start, end))]
        stops = [end] if wrapped else [*(m.start() for m in _BREAK.finditer(text, start, end)), end]
        for cut, stop in zip(cuts, stops, strict=True):
            if text[cut:stop].strip():
                yield cut, stop, paragraph
                paragraph += 1


def _is_wrapped(text: str, blocks: list[tuple[int, int]]) -> bool:
    """True when most single line breaks fall inside sentences, as in hard-wrapped text."""
    inside = breaks = 0
    for start, end in blocks:
        for gap in _BREAK.finditer(text, start, end):
            breaks += 1
            inside += not _ENDS.search(text[max(start, gap.start() - 4) : gap.start()])
    return breaks >= 3 and inside / breaks > 0.6


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(start, end) of the sentences of one paragraph."""
    at = start
    if not text[start:end].strip():
        return  # a dateline on a line of its own
    for sentence in _joined(list(sentencex.segment("en", text[start:end]))):
        stop = at + len(sentence)
        cuts = [at, *(at + m.start() for m in _GLUED.finditer(sentence)), stop]
        for left, right in pairwise(cuts):
            yield from _bounded(text, left, right)
        at = stop


def _joined(parts: list[str]) -> Iterator[str]:
    """The sentences, those cut after a clock time joined again."""
    held = ""
    for part, after in zip(parts, [*parts[1:], ""], strict=True):
        held += part
        if _CLOCK_END.search(part) and _GOES_ON.match(after):
            continue
        yield held
        held = ""


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = _trim(text, start, end)
    while end - start > _MAX_SENTENCE:
        cut = text.rfind(" ", start, start + _MAX_SENTENCE)
        cut = cut if cut > start else start + _MAX_SENTENCE
        yield _trim(text, start, cut)
        start, end = _trim(text, cut, end)
    if start < end:
        yield start, end


def _looks_like_headline(line: str) -> bool:
    return len(line) <= 140 and len(line.split()) >= 3 and not _ENDS.search(line)


def dateline_end(line: str) -> int:
    """How many characters of a first line are its dateline, 0 when it has none."""
    match = _DATELINE.match(line)
    if match is None or match.end() > 80:
        return 0
    place = match["place"]
    first = place.split(",")[0]
    # "CORRECTION - Police…" and "Kabul attack - what we know" are no datelines
    named = first.isupper() or match["agency"] is not None or ("," in place and first.istitle())
    return match.end() if named and len(first.split()) <= 4 else 0


def passages(report: Report) -> list[Passage]:
    """Every passage of the report in order; white space between them belongs to none."""
    text = report.text
    lines = list(_lines(text))
    found: list[Passage] = []
    bodies, has_dateline = 0, False

    def add(start: int, end: int, paragraph: int, kind: PassageKind) -> None:
        found.append(Passage(report.span(start, end), len(found), paragraph, kind))

    for number, (start, end, paragraph) in enumerate(lines):
        line = text[start:end]
        if _is_furniture(line):
            add(start, end, paragraph, PassageKind.FURNITURE)
            continue
        if bodies == 0 and number + 1 < len(lines) and _looks_like_headline(line):
            add(start, end, paragraph, PassageKind.HEADLINE)
            continue
        offset = dateline_end(line) if bodies <= 4 and not has_dateline else 0
        if offset > 0:
            has_dateline = True
            add(*_trim(text, start, start + offset), paragraph, PassageKind.DATELINE)
        bodies += 1
        for left, right in _sentences(text, start + offset, end):
            add(left, right, paragraph, PassageKind.BODY)
    return found
