"""Fits the weights of `casebook/lists/data/joining.csv`: `python -m training.joining [--write]`.

Every annotated text of the train part is read, and its sentences are put together as the annotation says; each time a
sentence could go on with an incident, the features of the pair and the right answer are taken. A logistic regression
with a Gaussian prior of strength 1 gives the weights. Printed first, from five-fold cross-validation by text: of the
sentences that go on with an incident those that were put to the right one, and of those that open one those left alone.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from casebook.assemble.drafts import Cluster, Draft
from casebook.assemble.grouping import sentence_clusters
from casebook.assemble.joining import ALWAYS, features
from casebook.assemble.scene import Scene
from casebook.assemble.story import build_scene
from casebook.model.claim import Field
from casebook.model.engine import Engine
from casebook.model.mention import PassageKind
from casebook.model.report import Report
from training.corpus import Labels, document, passages, standoffs
from training.markup import read

OUT = Path(__file__).resolve().parents[1] / "casebook" / "lists" / "data" / "joining.csv"
HEAD = """\
# How much each feature speaks for a sentence going on with an incident (assemble/joining.py says what the names mean).
# Fitted by training/joining.py on the train part of our annotated text; above 0 the sentence goes on.
"""
PRIOR, FOLDS = 1.0, 5


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence with what speaks for each incident told so far, and the right one (None: it opens another)."""

    text: int
    options: tuple[tuple[str, ...], ...]
    right: int | None


def main() -> None:
    """Fits, tests and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    choices = [
        choice for number, (report, labels, at) in enumerate(_texts()) for choice in _of(number, report, labels, at)
    ]
    names = sorted({name for choice in choices for option in choice.options for name in option})
    counted: Counter[str] = Counter()
    for fold in range(FOLDS):
        weights = fit([c for c in choices if c.text % FOLDS != fold], names)
        counted.update(_answers([c for c in choices if c.text % FOLDS == fold], weights))
    goes, opens = counted["goes on"], counted["opens"]
    print(f"{len(choices)} sentences: goes on {100 * counted['goes on right'] / goes:.1f} % right of {goes}, ", end="")
    print(f"opens another {100 * counted['opens right'] / opens:.1f} % right of {opens}")
    fitted = fit(choices, names)
    seen = Counter(name for choice in choices for option in choice.options for name in option)
    for name in sorted(fitted, key=lambda each: -fitted[each]):
        print(f"  {name:28s} {fitted[name]:6.2f}  in {seen[name]}")
    if options.write:
        with OUT.open("w", encoding="utf-8", newline="") as file:
            file.write(HEAD)
            table = csv.writer(file, lineterminator="\n")
            table.writerow(("feature", "weight"))
            table.writerows((name, f"{fitted[name]:.2f}") for name in names)


def _texts() -> Iterator[tuple[Report, Labels, int]]:
    """Reports with their labels, and where the labels' offsets begin in the report."""
    for passage in passages():
        if passage.set_aside == "train":
            marked = next(iter(read(passage, 1)))
            published = date.fromisoformat(passage.published) if passage.published else None
            yield Report(marked.text, passage.id, published=published), marked.labels, 0
    for one in standoffs():
        if one.part == "train" and one.round == 1:
            yield Report(document(one.corpus, one.doc)[slice(*one.window)], one.doc), one, one.window[0]


def _of(number: int, report: Report, labels: Labels, offset: int) -> Iterator[Choice]:
    scene = build_scene(report, Engine.BOTH) if len(labels.incidents) > 0 else None
    if scene is None:
        return
    drafts: list[Draft] = []
    known: dict[str, Draft] = {}
    body = 0
    for line, each in enumerate(scene.lines):
        headline = each.sentence.passage.kind is PassageKind.HEADLINE
        touched = []
        for cluster in sentence_clusters(scene, line, lead=headline or body <= 1):
            told = _incident(scene, cluster, labels, offset)
            if told is None:
                continue
            if len(drafts) > 0:
                right = drafts.index(known[told]) if told in known else None
                yield Choice(number, tuple(features(d, cluster, drafts, scene.found[line]) for d in drafts), right)
            if told not in known:
                known[told] = Draft([], last_line=line)
                drafts.append(known[told])
            known[told].clusters.append(cluster)
            touched.append(known[told])
        body += not headline
        for draft in touched or ([max(drafts, key=lambda d: d.last_line)] if drafts else []):
            draft.found.extend(scene.found[line])
            if touched or any(item.mention.field is not Field.REACTION for item in scene.found[line]):
                draft.last_line = line


def _incident(scene: Scene, cluster: Cluster, labels: Labels, offset: int) -> str | None:
    """The labelled incident of a cluster: by the words of its happenings, else by most labels of its sentence."""
    sentence = scene.lines[cluster.line].sentence
    bounds = [(sentence.tokens[h.first].start, sentence.tokens[h.last - 1].end) for h in cluster.happenings]
    named = Counter(
        incident.id
        for incident in labels.incidents
        for start, end in (incident.trigger, *incident.mentions)
        if any(a < end - offset and start - offset < b for a, b in bounds)
    )
    if len(named) > 0:
        return named.most_common(1)[0][0]
    first, last = sentence.passage.span.start, sentence.passage.span.end
    told = Counter(
        span.incident for span in labels.spans if span.incident is not None and first <= span.start - offset < last
    )
    return told.most_common(1)[0][0] if len(told) == 1 else None


def fit(choices: Sequence[Choice], names: Sequence[str]) -> dict[str, float]:
    """The weight of each feature."""
    pairs = [(option, at == choice.right) for choice in choices for at, option in enumerate(choice.options)]
    rows = np.array([[name in option for name in names] for option, _ in pairs], float)
    same = np.array([right for _, right in pairs], float)
    free = np.array([name != ALWAYS for name in names], float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = rows @ weights
        lost = np.logaddexp(0, scores).sum() - (same * scores).sum() + PRIOR / 2 * (free * weights**2).sum()
        return lost, rows.T @ (1 / (1 + np.exp(-scores)) - same) + PRIOR * free * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return dict(zip(names, found.tolist(), strict=True))


def _answers(choices: Sequence[Choice], weights: dict[str, float]) -> Iterator[str]:
    for choice in choices:
        scores = [sum(weights.get(name, 0.0) for name in option) for option in choice.options]
        best = max(range(len(scores)), key=lambda at: (scores[at], -at))
        answer = best if scores[best] > 0 else None
        kind = "opens" if choice.right is None else "goes on"
        yield kind
        if answer == choice.right:
            yield f"{kind} right"


if __name__ == "__main__":
    main()
