"""Fits the weights of `casebook/evaluate/muc4_relevance.csv` on MUC-4 train: `python training/muc4_relevance.py`.

A story is relevant when one of its incidents is: the likelihoods of its incidents are joined by a noisy "or", and the
weights are those of highest likelihood over the stories, with a Gaussian prior (L2) of strength 2. Prints the
relevance F1 of five-fold cross-validation at several bounds before it writes the weights. Deterministic.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from casebook.evaluate.coded import parse_coded  # noqa: E402
from casebook.evaluate.muc4_relevance import features  # noqa: E402
from evaluation.reading import DATA, needed, reader  # noqa: E402

OUT = ROOT / "casebook" / "evaluate" / "muc4_relevance.csv"
PRIOR, FOLDS, SEED = 2.0, 5, 0
Story = tuple[bool, list[tuple[str, ...]]]


def stories(file: Path) -> list[Story]:
    """Whether each story is relevant, and the features of its incidents as the engine reads them."""
    read, found = reader(), []
    for line in file.read_text(encoding="utf-8").split("\n"):
        if line:
            row = json.loads(line)
            published = date.fromisoformat(row["published"]) if row["published"] else None
            coded = parse_coded(read(row["text"], source=row["id"], published=published), row["id"])
            told = [("always", *features(incident, published)) for incident in coded.incidents]
            found.append((len(row["gtt_templates"]) > 0, told))
    return found


def fit(given: Sequence[Story], names: Sequence[str]) -> np.ndarray:
    """The weight of each feature."""
    held = [story for story in given if len(story[1]) > 0]
    rows = np.array([[name in told for name in names] for _, all_told in held for told in all_told], float)
    story = np.repeat(np.arange(len(held)), [len(told) for _, told in held])
    due = np.array([relevant for relevant, _ in held], float)
    free = np.array([name != "always" for name in names], float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        score = rows @ weights
        none = np.minimum(np.bincount(story, -np.logaddexp(0, score), len(held)), -1e-9)
        some = np.log1p(-np.exp(none))
        push = np.where(due > 0, np.exp(none) / -np.expm1(none), -1.0)[story] / (1 + np.exp(-score))
        prior = PRIOR / 2 * (free * weights**2).sum()
        return -(due * some + (1 - due) * none).sum() + prior, -rows.T @ push + PRIOR * free * weights

    found: np.ndarray = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 60}).x
    return found


def likelihood(story: Story, names: Sequence[str], weights: np.ndarray) -> float:
    """How likely the story is relevant."""
    known = dict(zip(names, weights, strict=True))
    scores = [sum(known.get(name, 0.0) for name in told) for told in story[1]]
    return 1 - float(np.prod([1 / (1 + np.exp(score)) for score in scores]))


def main() -> None:
    """Fits, tests and writes."""
    given = stories(needed(DATA / "muc4" / "train.jsonl"))
    names = sorted({name for _, told in given for held in told for name in held})
    fold = np.random.RandomState(SEED).permutation(len(given)) % FOLDS
    guessed = np.zeros(len(given))
    for part in range(FOLDS):
        weights = fit([story for story, number in zip(given, fold, strict=True) if number != part], names)
        for at in np.flatnonzero(fold == part):
            guessed[at] = likelihood(given[at], names, weights)
    due = np.array([relevant for relevant, _ in given])
    for bound in (0.25, 0.3, 0.35, 0.37, 0.4, 0.45, 0.5):
        said = guessed > bound
        sys.stdout.write(f"bound {bound:.2f}  relevance F1 {200 * (said & due).sum() / (said.sum() + due.sum()):.1f}\n")
    with OUT.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("feature", "weight"))
        table.writerows((name, f"{weight:.2f}") for name, weight in zip(names, fit(given, names), strict=True))


if __name__ == "__main__":
    main()
