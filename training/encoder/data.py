"""Training examples: sentences of word pieces with a label for each role, from our text and others'.

Sentences are cut by the product's own `split.passages`, so that training and reading see the same. A role that a corpus
does not label is IGNORED there, never "outside".
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from casebook.model.errors import InputError
from casebook.model.report import Report
from casebook.split.passages import passages as sentences_of
from evaluation import rams
from training.corpus import DATA, Case, Corpus, Labels, Standoff, document, passages, recase, standoffs
from training.encoder.labels import (
    INCIDENT_TYPES,
    MUC4_ROLES,
    OCCURRENCES,
    PER_ROLE,
    ROLES,
    TELLS,
    TRIGGER,
)
from training.markup import read

IGNORED = -100
LOCAL_NEWS = Path(__file__).resolve().parents[1] / "local_news.csv"
OUTSIDE, BEGINS, GOES_ON = range(PER_ROLE)
RAMS_EVENTS = ("conflict.", "life.", "artifactexistence.damagedestroy", "justice.arrestjaildetain")
RAMS_ROLES: dict[str, tuple[str, str | None]] = {
    "attacker": ("perpetrator", "perpetrator_description"),
    "killer": ("perpetrator", "perpetrator_description"),
    "injurer": ("perpetrator", "perpetrator_description"),
    "destroyer": ("perpetrator", "perpetrator_description"),
    "damager": ("perpetrator", "perpetrator_description"),
    "damagerdestroyer": ("perpetrator", "perpetrator_description"),
    "victim": ("victim", "killed"),
    "target": ("target", "victim"),
    "instrument": ("weapon", None),
}
RAMS_KNOWN = ("perpetrator", "perpetrator_description", "target", "victim", "weapon")
PRONOUNS = frozenset("he she it they we i you him her them us me his their who which that this these those".split())
TUNE_DIGITS = "01"  # an eighth of what is trained on, kept back to set thresholds: never the dev parts


@dataclass(slots=True)
class Taught:
    """A sentence: piece ids, (pieces, roles) labels, and whether, what kind and how far an incident is told."""

    ids: list[int]
    spans: list[tuple[int, int]]
    roles: np.ndarray
    tells: tuple[int, int]
    types: np.ndarray | None
    occurrence: int


@dataclass(slots=True)
class Story:
    """Sentences in order; `weight` counts the loss of a scarce corpus more."""

    id: str
    corpus: str
    sentences: list[Taught]
    tune: bool
    weight: float = 1.0
    text: str = field(default="", repr=False)


def kept_back(ident: str) -> bool:
    """True for the eighth that sets thresholds."""
    return hashlib.sha1(f"tune {ident}".encode()).hexdigest()[0] in TUNE_DIGITS


def _mark(taught: Taught, role: int, start: int, end: int) -> None:
    inside = [at for at, (a, b) in enumerate(taught.spans) if a < end and b > start]
    for n, at in enumerate(inside):
        if taught.roles[at, role] in (OUTSIDE, IGNORED) or n == 0:
            taught.roles[at, role] = BEGINS if n == 0 else GOES_ON


def _cut(tokenizer: Tokenizer, text: str, known: Sequence[str], *, judged: bool) -> list[Taught]:
    found = []
    bounds = [(p.span.start, p.span.end) for p in sentences_of(Report(text, "training"))]
    for (start, end), coded in zip(bounds, tokenizer.encode_batch([text[a:b] for a, b in bounds]), strict=True):
        roles = np.full((len(coded.ids), len(ROLES)), IGNORED, dtype=np.int64)
        for role in known:
            roles[:, ROLES.index(role)] = OUTSIDE
        spans = [(start + a, start + b) for a, b in coded.offsets]
        tells = (0, 0) if judged else (IGNORED, IGNORED)
        types = np.zeros(len(INCIDENT_TYPES), dtype=np.float32) if judged else None
        found.append(Taught(list(coded.ids), spans, roles, tells, types, IGNORED))
        assert all(start <= a <= b <= end for a, b in spans)
    return found


def _teach(sentences: list[Taught], labels: Labels, *, offset: int) -> None:
    """Writes the labels of one text into its sentences."""

    def sentence_at(start: int) -> Taught | None:
        return next((s for s in sentences if s.spans and s.spans[0][0] <= start < s.spans[-1][1]), None)

    for span in labels.spans:
        one = sentence_at(span.start - offset)
        if one is not None:
            if span.field in ROLES:
                _mark(one, ROLES.index(span.field), span.start - offset, span.end - offset)
            if span.incident is not None:
                one.tells = (one.tells[TELLS], 1)
    for incident in labels.incidents:
        for start, end in (incident.trigger, *incident.mentions):
            one = sentence_at(start - offset)
            if one is None or one.types is None:
                continue
            _mark(one, ROLES.index(TRIGGER), start - offset, end - offset)
            one.tells = (1, 1)
            for code in (incident.type, *incident.also_types):
                one.types[INCIDENT_TYPES.index(code)] = 1.0
            one.occurrence = OCCURRENCES.index(incident.occurrence.value)


def passage_stories(tokenizer: Tokenizer, part: str, *, limit: int = 1) -> Iterator[Story]:
    """Passages of our own wording; up to `limit` fillings of the slots of each."""
    for passage in passages():
        if passage.set_aside != part:
            continue
        for n, marked in enumerate(read(passage, limit)):
            sentences = _cut(tokenizer, marked.text, ROLES, judged=True)
            _teach(sentences, marked.labels, offset=0)
            tune = part == "train" and kept_back(passage.id)
            if n == 0 or not tune:
                yield Story(passage.id, "passages", sentences, tune, 1.5, marked.text)


def standoff_stories(tokenizer: Tokenizer) -> Iterator[Story]:
    """Annotated windows of real stories, first round only; those of RAMS and MUC-4 with the roles of these beside ours.

    Ours mark a role three times a story at most, MUC-4 marks every occurrence: both are taught, so that the same words
    are not a role in one place and none in the other.
    """
    marked = {row["id"]: _rams_spans(row) for row in _rams_rows()}
    slots = {row["id"]: list(_muc4_spans(row)) for row in _muc4_rows("train")}
    for one in standoffs():
        if one.part != "train" or one.round != 1:
            continue
        text = _window_text(one)
        sentences = _cut(tokenizer, text, ROLES, judged=True)
        _teach(sentences, one, offset=one.window[0])
        for role, other, start, end in marked.get(one.doc, ()) if one.corpus is Corpus.RAMS else ():
            _mark_rams(sentences, role, other, start - one.window[0], end - one.window[0])
        for name, start, end in slots.get(one.doc, ()) if one.corpus is Corpus.MUC4_TRAIN else ():
            _mark_slot(sentences, name, start - one.window[0], end - one.window[0])
        yield Story(f"{one.doc}:{one.window[0]}", "standoff", sentences, kept_back(one.doc), 1.5, text)


def rams_stories(tokenizer: Tokenizer) -> Iterator[Story]:
    """RAMS windows of violence with the roles that their makers marked, less those that `evaluation/rams.py` measures.

    Only one event of a window is marked, so sentences without its trigger or a role of it teach nothing, and no window
    teaches what an incident is. Whether an attacker is a body or a person, a target a thing or people, RAMS does not
    say: the likelier role is taught and the other left open on the same words.
    """
    left_out = frozenset(each.id for each in rams.windows()) | rams.trained_on()
    for row in _rams_rows():
        spans = _rams_spans(row)
        if row["id"] in left_out or len(spans) == 0 or not row["trigger"]["type"].startswith(RAMS_EVENTS):
            continue
        sentences = _cut(tokenizer, row["text"], RAMS_KNOWN, judged=False)
        told = [row["trigger"]["tokens"], *(each["tokens"] for each in row["arguments"])]
        offsets = rams.word_offsets(row["text"], row["tokens"])
        near = [offsets[first][0] for first, _ in told]
        for one in sentences:
            if not one.spans or not any(one.spans[0][0] <= at < one.spans[-1][1] for at in near):
                one.roles[:] = IGNORED
        for role, other, start, end in spans:
            _mark_rams(sentences, role, other, start, end)
        yield Story(f"rams:{row['id']}", "rams", sentences, kept_back(row["id"]), 1.0, row["text"])


def local_stories(tokenizer: Tokenizer) -> Iterator[Story]:
    """Local news of geoparsing/lgl that `evaluation/false_alarms.py` does not measure: sentences that tell nothing.

    `training/local_news.csv` names the sentences that are left out by the offsets where they begin: an earlier encoder
    heard an incident in them, and the person who read them saw one, or could not tell. `misheard` counts those in which
    there was none. Nothing is learned of places, days and speakers.
    """
    known = [role for role in ROLES if role not in ("place", "date", "time_of_day", "speaker", "site")]
    with LOCAL_NEWS.open(encoding="utf-8") as lines:
        listed = {row["id"]: row for row in csv.DictReader(lines)}
    with (DATA / "geoparsing" / "lgl.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] not in listed:
                continue
            if hashlib.sha256(row["text"].encode()).hexdigest() != listed[row["id"]]["sha256"]:
                raise InputError(f"the text of {row['id']} is not the one that was read")
            sentences = _cut(tokenizer, row["text"], known, judged=True)
            left_out = {int(at) for at in listed[row["id"]]["left_out"].split()}
            for one in sentences:
                if one.spans and any(one.spans[0][0] <= at < one.spans[-1][1] for at in left_out):
                    one.roles[:], one.types = IGNORED, None
            corpus = "misheard" if int(listed[row["id"]]["misheard"]) > 0 else "local_news"
            yield Story(row["id"], corpus, sentences, kept_back(row["id"]), 1.0, row["text"])


def _rams_rows() -> Iterator[dict[str, Any]]:
    with rams.FILE.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _mark_rams(sentences: list[Taught], role: str, other: str | None, start: int, end: int) -> None:
    for one in sentences:
        if one.spans and one.spans[0][0] <= start < one.spans[-1][1]:
            _mark(one, ROLES.index(role), start, end)
            if other is not None:
                inside = [at for at, (a, b) in enumerate(one.spans) if a < end and b > start]
                one.roles[inside, ROLES.index(other)] = IGNORED


def _rams_spans(row: dict[str, Any]) -> list[tuple[str, str | None, int, int]]:
    """Role, the role left open, and offsets of each argument."""
    offsets = rams.word_offsets(row["text"], row["tokens"])
    spans = []
    for each in row["arguments"]:
        start, end = offsets[each["tokens"][0]][0], offsets[each["tokens"][1]][1]
        role, other = RAMS_ROLES.get(each["role"], (None, None))
        words = row["text"][start:end]
        if role is None or words.lower() in PRONOUNS:
            continue
        if role == "perpetrator" and not words.split()[-1][:1].isupper():
            role, other = "perpetrator_description", "perpetrator"
        spans.append((role, other, start, end))
    return spans


def _window_text(one: Standoff) -> str:
    return recase(
        document(one.corpus, one.doc)[slice(*one.window)], Case.LOWER if one.case is Case.LOWER else Case.AS_IS
    )


def muc4_stories(tokenizer: Tokenizer, split: str = "train") -> Iterator[Story]:
    """MUC-4 stories: every occurrence of a slot's string is labelled; an irrelevant story has none of these roles."""
    known = sorted(set(MUC4_ROLES.values()))
    for row in _muc4_rows(split):
        sentences = _cut(tokenizer, row["text"], known, judged=False)
        for role, start, end in sorted(_muc4_spans(row), key=lambda each: each[1] - each[2]):
            _mark_slot(sentences, role, start, end)
        tune = split == "train" and kept_back(row["id"])
        yield Story(row["id"], "muc4" if row["relevant"] else "muc4_irrelevant", sentences, tune, 1.0, row["text"])


def _muc4_rows(split: str) -> Iterator[dict[str, Any]]:
    with (DATA / "muc4" / f"{split}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _mark_slot(sentences: list[Taught], role: str, start: int, end: int) -> None:
    for one in sentences:
        if one.spans and one.spans[0][0] <= start < one.spans[-1][1]:
            _mark(one, ROLES.index(role), start, end)


def _muc4_spans(row: dict[str, object]) -> Iterator[tuple[str, int, int]]:
    text, seen = str(row["text"]), set()
    templates = row["templates"]
    assert isinstance(templates, list)
    for template in templates:
        for slot, role in MUC4_ROLES.items():
            for fill in template[slot]:
                for value in fill["values"]:
                    if value["string"]:
                        pattern = r"\s+".join(re.escape(word) for word in value["value"].split())
                        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text):
                            if (role, match.start(), match.end()) not in seen:
                                seen.add((role, match.start(), match.end()))
                                yield role, match.start(), match.end()


@dataclass(slots=True)
class Window:
    """What the model sees at once: pieces with marks, and of which sentence each is (-1: a mark)."""

    story: Story
    first: int
    ids: list[int]
    sentence: list[int]


def windows(
    story: Story, *, size: int, opening: int, closing: int, rng: random.Random | None = None
) -> Iterator[Window]:
    """The story in windows of whole sentences; with `rng` the first one is of random size, so that cuts differ."""
    room = rng.randint(size // 2, size) if rng is not None else size
    ids, sentence, first = [opening], [-1], 0
    for number, one in enumerate(story.sentences):
        pieces = one.ids[: size - 2]
        if len(ids) + len(pieces) + 1 > room and len(ids) > 1:
            yield Window(story, first, ids, sentence)
            ids, sentence, first, room = [opening], [-1], number, size
        ids = [*ids, *pieces, closing]
        sentence = [*sentence, *([number] * len(pieces)), -1]
    if len(ids) > 1:
        yield Window(story, first, ids, sentence)
