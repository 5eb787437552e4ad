"""Fits `lists/data/engines.toml`: how rules and encoder settle each field, on the kept-back eighth of training text.

python -m training.decision [--write]

For each field every pair of `add` and `keep` is tried, and the one with the best F1 of mentions is kept (a mention is
right when it shares half of its words with a labelled one of its field, both ways). Sentence thresholds go by the F1 of
sentences that tell an incident, type thresholds by the share of those with the right type. The dev parts are not read.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from tokenizers import Tokenizer

from casebook.assemble.story import build_scene, read_lines
from casebook.extract.found import Found, Happening, Line, live
from casebook.extract.learned.combine import COUNTS, Table, Terms, Thresholds, combined, table
from casebook.extract.learned.encoder import predictions
from casebook.extract.learned.sentences import told_by_both
from casebook.extract.learned.vectors import Prediction
from casebook.model.claim import Field
from casebook.model.engine import Engine
from casebook.model.report import Report
from training.encoder.calibrate import labelled, same
from training.encoder.data import Story, Taught, muc4_stories, passage_stories, standoff_stories
from training.encoder.labels import INCIDENT_TYPES, TELLS

OUT = Path(__file__).resolve().parents[1] / "casebook" / "lists" / "data" / "engines.toml"
MODEL = Path(__file__).resolve().parents[1] / "casebook" / "extract" / "learned" / "data"
HEAD = """\
# How the rules and the encoder settle each field; `extract/learned/combine.py` and `sentences.py` say what a figure is.
# Fitted on kept-back training text by training/decision.py. A field that is not here is the rules' alone.
"""
NEAR = 1.0  # points of F1: less than the kept-back part can tell apart
_STEPS = (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 1.01)
_BLAME = frozenset({Field.PERPETRATOR, Field.CLAIM_OF_RESPONSIBILITY, Field.DENIAL_OF_RESPONSIBILITY, Field.ACCUSATION})
_KEEPS = (0.0, 0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3)


@dataclass(frozen=True, slots=True)
class Case:
    """A line with what both engines make of it and what is labelled in it."""

    line: Line
    told: list[Happening]
    found: list[Found]
    read: Prediction
    gold: Taught
    best: float


def main() -> None:
    """Fits and prints; with --write also writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    cases = list(_cases(Tokenizer.from_file(str(MODEL / "tokenizer.json"))))
    print(f"{len(cases)} sentences of kept-back stories")
    sentence = _sentence_terms(cases)
    fields = {field: _field_terms(field, cases) for field in table().fields}
    if options.write:
        OUT.write_text(_written(sentence, fields), encoding="utf-8")


def _cases(tokenizer: Tokenizer) -> Iterator[Case]:
    stories = (*passage_stories(tokenizer, "train"), *standoff_stories(tokenizer), *muc4_stories(tokenizer))
    for story in stories:
        if story.tune:
            yield from _of_story(story)


def _of_story(story: Story) -> Iterator[Case]:
    report = Report(story.text, story.id)
    scene = build_scene(report, Engine.RULES)
    lines = scene.lines if scene is not None else read_lines(report)
    read = predictions(lines)
    best = max((one.tells for one in read if one is not None), default=0.0)
    for line, one in zip(lines, read, strict=True):
        start = line.sentence.passage.span.start
        gold = next((s for s in story.sentences if s.spans and s.spans[0][0] == start), None)
        if gold is not None and one is not None:
            told = list(scene.happenings[line.number]) if scene is not None else []
            found = list(scene.found[line.number]) if scene is not None else []
            yield Case(line, told, found, one, gold, best)


def _f1(right: int, made: int, true: int) -> float:
    return 200 * right / max(1, made + true)


def _tells(cases: Sequence[Case], terms: Thresholds) -> float:
    right = made = true = 0
    for case in cases:
        heard = len(live(told_by_both(case.line, case.told, case.read, terms, best=case.best))) > 0
        gold = case.gold.tells[TELLS] == 1
        right, made, true = right + (heard and gold), made + heard, true + gold
    return _f1(right, made, true)


def _typed(cases: Sequence[Case], terms: Thresholds) -> float:
    right = seen = 0
    for case in cases:
        if case.gold.types is not None and case.gold.tells[TELLS] == 1:
            heard = live(told_by_both(case.line, case.told, case.read, terms, best=case.best))
            types = {code for each in heard for code in each.types}
            if heard:
                seen += 1
                right += any(case.gold.types[INCIDENT_TYPES.index(code)] > 0 for code in types)
    return 100 * right / max(1, seen)


def _sentence_terms(cases: Sequence[Case]) -> Thresholds:
    """One threshold after another, twice round: the most cautious value within NEAR points of the best F1.

    Cautious is what leaves the rules' word standing: a high `tells`, a low `silent`. The best type comes after.
    """
    judged = [case for case in cases if case.gold.types is not None]
    terms = table().sentence
    grid = {
        "tells": (0.9, 0.8, 0.7, 0.6, 0.5, 0.4),
        "tells_against": (1.01, 0.99, 0.97, 0.95, 0.9, 0.8, 0.7, 0.5),
        "silent_weak": (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5),
        "silent_strong": (0.0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4),
    }
    for _ in range(2):
        for name, values in grid.items():
            tried = [replace(terms, **{name: value}) for value in values]
            scores = [_tells(judged, one) for one in tried]
            terms = next(t for t, score in zip(tried, scores, strict=True) if score >= max(scores) - NEAR)
    for name, values in {
        "type_open": (0.2, 0.3, 0.4, 0.5, 0.6),
        "type_over": (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01),
    }.items():
        terms = max((replace(terms, **{name: v}) for v in values), key=lambda t: _typed(judged, t))
    rules = [len(live(case.told)) > 0 for case in judged]
    gold = [case.gold.tells[TELLS] == 1 for case in judged]
    alone = _f1(sum(a and b for a, b in zip(rules, gold, strict=True)), sum(rules), sum(gold))
    print(f"sentences that tell: rules {alone:.1f}, both {_tells(judged, terms):.1f}")
    print(f"  type right {_typed(judged, terms):.1f}  {terms}")
    return terms


def _gold(case: Case, field: Field) -> list[tuple[int, int]] | None:
    """Character bounds of the labelled mentions of a field; None where the corpus does not label it."""
    return labelled(case.gold, field.value)


def _score(field: Field, cases: Sequence[tuple[Case, list[tuple[int, int]]]], terms: Terms | None) -> float:
    right = made = true = 0
    for case, gold in cases:
        found = case.found
        if terms is not None:
            found = combined(case.line, case.found, case.read, Table(table().sentence, table().place, {field: terms}))
        spans = {(f.mention.words.start, f.mention.words.end) for f in found if f.mention.field is field}
        right += sum(any(same(span, one) for one in gold) for span in spans)
        made, true = made + len(spans), true + len(gold)
    return _f1(right, made, true)


def _field_terms(field: Field, cases: Sequence[Case]) -> Terms | None:
    """The best pair for a field; None where nothing is better than the rules alone."""
    labelled = [(case, gold) for case in cases if (gold := _gold(case, field)) is not None]
    rules = _score(field, labelled, None)
    tried = [Terms(add, keep, bounds) for add, keep in product(_STEPS, _KEEPS) for bounds in ("rules", "encoder")]
    if field in COUNTS:  # no figure that somebody gave is left out, and one too many is worse than one too few
        tried = [terms for terms in tried if terms.keep == 0.0 and terms.add >= 0.5 and terms.bounds == "rules"]
    if field in _BLAME:  # who is blamed must be more likely right than not
        tried = [terms for terms in tried if terms.add >= 0.6 and terms.keep == 0.0 and terms.bounds == "rules"]
    if field is Field.SITE:  # "at the gate": the preposition and the article tell what kind of spot it is
        tried = [terms for terms in tried if terms.bounds == "rules"]
    best = max(tried, key=lambda terms: _score(field, labelled, terms))
    alone = max(_score(field, labelled, Terms(add, 2.0, "encoder")) for add in _STEPS)
    both = _score(field, labelled, best)
    print(f"{field.value:28s} rules {rules:5.1f}  encoder {alone:5.1f}  both {both:5.1f}  {best}")
    return best if both > rules else None


def _written(sentence: Thresholds, fields: dict[Field, Terms | None]) -> str:
    parts = [HEAD, "\n[sentence]\n"]
    parts += [f"{name} = {getattr(sentence, name)}\n" for name in Thresholds.__slots__]
    for field, terms in fields.items():
        if terms is not None:
            parts.append(
                f'\n[field.{field.value}]\nadd = {terms.add}\nkeep = {terms.keep}\nbounds = "{terms.bounds}"\n'
            )
    return "".join(parts)


if __name__ == "__main__":
    main()
